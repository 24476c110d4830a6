"""The place that a directive gives to names of its units: "Cục THADS tỉnh" in a text of Vĩnh Phúc's Party committee."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.derivation.model import Context, Document, DraftTask, FoundDirective, Mention
from app.derivation.text.clean import CAPITAL

_PLACE = re.compile(
    rf"(?:[Tt]ỉnh|[Tt]hành phố|TP\.?|[Tt]ỉnh ủy|[Tt]ỉnh uỷ|[Tt]hành ủy|[Tt]hành uỷ|[Hh]uyện|[Xx]ã|[Pp]hường|UBND|HĐND)\s+(?P<place>(?:[{CAPITAL}][\w’'-]*)(?:\s+[{CAPITAL}][\w’'-]*){{0,3}})"
)
_OPEN = re.compile(r"(?:\b(?:tỉnh|thành phố)|[Tt]ỉnh (?:ủy|uỷ)|[Tt]hành (?:ủy|uỷ))$")


def place_of(issuer: str | None) -> str:
    """The province or commune in an issuer's name, or nothing."""
    match = _PLACE.search(issuer or "")
    return match["place"] if match else ""


def placed(drafts: list[DraftTask], held: list[FoundDirective], head: Document, known: Context) -> Iterator[DraftTask]:
    """The drafts with the number of the directive they stand in and their units' names made full by its place."""
    at = -1
    for draft in drafts:
        while at + 1 < len(held) and held[at + 1].start <= draft.start:
            at += 1
        issuer = held[at].issuer if at >= 0 else None
        place = place_of(issuer) or place_of(head.issuer) or place_of(known.issuer)
        lead = tuple(_full(one, place) for one in draft.lead)
        cooperating = tuple(_full(one, place) for one in draft.cooperating)
        if at >= 0 or lead != draft.lead or cooperating != draft.cooperating:
            draft = replace(draft, directive=at if at >= 0 else None, lead=lead, cooperating=cooperating)
        yield draft


def _full(mention: Mention, place: str) -> Mention:
    if not place or not _OPEN.search(mention.name) or place in mention.name:
        return mention
    return replace(mention, qualified=f"{mention.name} {place}")
