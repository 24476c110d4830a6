"""How sure a draft is. The numbers are shares of right drafts of each kind, as docs/derivation.md reports them."""

from app.derivation.clean import Source
from app.derivation.found import Found
from app.derivation.outline import Block

SURE = 0.8

_BY_KIND = {
    "addressee": 0.93,
    "table": 0.96,
    "verb": 0.92,
    "clause": 0.9,
    "title": 0.82,
    "unknown": 0.6,
    "topic": 0.5,
    "item": 0.55,
}


def confidence_of(src: Source, one: Found, block: Block) -> float:
    """Between 0 and 1; at `SURE` and above a reader need not look twice."""
    how = one.order.how
    sure = _BY_KIND[how]
    if not block.marked and not block.cells and how in ("verb", "clause") and not one.lead:
        sure -= 0.2
    if one.end - one.start < 25:
        sure -= 0.2
    if one.doubts:
        sure -= 0.25
    return round(max(0.05, min(0.99, sure)), 2)
