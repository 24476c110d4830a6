"""From the text of a directive to its tasks, units and deadlines: pure, deterministic, linear."""

from typing import Any

from app.derivation.model import (
    MISSING,
    REASONS,
    Citation,
    Context,
    Deadline,
    Derivation,
    Document,
    DraftTask,
    Mention,
    Relation,
    Suspect,
)
from app.derivation.orders import own_names, zones
from app.derivation.papers import citations, directives, document, relations
from app.derivation.reading.drafts import drafts_of
from app.derivation.reading.reader import Reader
from app.derivation.text import outline, spans
from app.derivation.text.clean import clean
from app.derivation.units import places
from app.derivation.units.classes import members
from app.derivation.units.resolving import Candidate, resolve

__all__ = [
    "MISSING",
    "REASONS",
    "Candidate",
    "Citation",
    "Context",
    "Deadline",
    "Derivation",
    "Document",
    "DraftTask",
    "Mention",
    "Relation",
    "Suspect",
    "derive",
    "derive_json",
    "members",
    "resolve",
]


def derive(text: str, context: Context | None = None) -> Derivation:
    """What a directive's text orders: its metadata, citations, outline, draft tasks and doubtful passages.

    Offsets count in `text` as given. `context` tells what is known beside the text. Never raises on any text.
    """
    known = context or Context()
    src = clean(text)
    cited = citations.citations_of(src)
    relays = document.is_relayed(src)
    held = directives.directives_of(src, cited) if relays else []
    head = document.document_of(src, cited, held)
    blocks = outline.blocks_of(src)
    parts = zones.zones_of(src, blocks, telling=document.tells(head))
    src.own.update(own_names.own_names(src, blocks, parts))
    src.reached.clear()
    dated = [(one.citation.start, one.phrase_end) for one in cited]
    issued = head.issued_on or known.issued_on or document.day_near_head(src)
    named_at = held[0].start if held else None
    reader = Reader(src, blocks, parts, issued, dated, relayed=relays, named_at=named_at)
    reader.read()
    found = Derivation(
        document=head,
        citations=document.citations_named_once(cited, head.number_symbol),
        directives=tuple(held),
        relations=tuple(relations.relations_of(src, cited, head, held)),
        provisions=outline.provisions_of(blocks),
        tasks=tuple(places.placed(drafts_of(src, blocks, reader.found), held, head, known)),
        suspects=tuple(reader.suspects),
    )
    return spans.given_back(found, src, text) if src.uneven else found


def derive_json(payload: dict[str, Any]) -> dict[str, Any]:
    """`derive` with JSON in and out, for a process of its own: {"text"} -> the keys of `Derivation.to_dict`."""
    return derive(payload["text"]).to_dict()
