"""Names that a text sets apart itself, in its recipients and its lines about work: whole there, they are whole everywhere."""

import re

from app.derivation.orders.zones import Zones
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block
from app.derivation.units import names, unit_lists

_OPENS = re.compile(r"(?:nơi nhận|kính gửi) ?:? ?")
_CLOSERS = " ;.,/…"
_FEWEST, _MOST, _ENOUGH = 3, 14, 200


def own_names(src: Source, blocks: list[Block], zones: Zones) -> dict[str, list[str]]:
    """Full names in `low`, the longest first, by their first word."""
    found: set[str] = set()
    listing = False
    for number, block in enumerate(blocks):
        start = block.start
        if opened := _OPENS.match(src.low, block.start, block.end):
            listing, start = True, opened.end()
        elif listing and (block.cells or not block.marked):
            listing = False
        if len(found) > _ENOUGH:
            break
        if listing and (name := _name(src, start, block.end)):
            found.add(name)
        line = zones.lines.get(number)
        if line is not None and line.what in ("lead", "with"):
            found.update(
                name
                for unit in unit_lists.split_units(src, line.start, line.end)
                if (name := _name(src, unit.start, unit.end))
            )
    own: dict[str, list[str]] = {}
    for name in sorted(found, key=len, reverse=True):
        own.setdefault(name.split(" ", 1)[0], []).append(name)
    return own


def _name(src: Source, start: int, end: int) -> str | None:
    """The one body that a line names, without its closing marks; None for a list, a class or a note."""
    while start < end and not src.text[start].isalnum():
        start += 1
    end = _before_closers(src.low, start, end)
    low, words = src.low[start:end], src.text[start:end].split()
    if (
        not _FEWEST <= len(words) <= _MOST
        or re.search(r"[,;:()]| và các | các | như ", low)
        or not words[0][:1].isupper()
    ):
        return None
    proper = any(word[:1].isupper() for word in words[1:])
    return low if proper and names.head_at(src, start, end) > 0 else None


def _before_closers(low: str, start: int, end: int) -> int:
    """The end of [start, end) without its closing marks and brackets; one pass."""
    while end > start:
        if low[end - 1] in _CLOSERS:
            end -= 1
        elif low[end - 1] == ")" and (opened := low.rfind("(", start, end)) > start:
            end = opened
        else:
            break
    return end
