"""How sure a draft is: the share of right drafts of its kind, less what each ground for doubt has cost.

The figures were set on documents put aside and are reported in docs/derivation.md; `SURE` is where 95 of 100 are right.
"""

from app.derivation.orders.found import Found
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block

SURE = 0.8
_BY_KIND = {
    "addressee": 0.95,
    "table": 0.97,
    "verb": 0.93,
    "clause": 0.9,
    "title": 0.82,
    "unknown": 0.6,
    "topic": 0.5,
    "item": 0.55,
}
_DOUBTS = {
    "bare": 0.4,
    "free": 0.05,
    "unruled": 0.15,
    "list": 0.15,
    "noun": 0.15,
    "colon": 0.15,
    "columns": 0.25,
    "result": 0.3,
    "retold": 0.15,
    "summary": 0.15,
}
_SHORT, _LONG = 25, 450


def confidence_of(src: Source, one: Found, block: Block) -> float:
    """Between 0.05 and 0.99; at `SURE` and above a reader need not look twice."""
    how = one.order.how
    sure = _BY_KIND[how] - sum(
        _DOUBTS[doubt]
        for doubt in one.doubts
        if how != "addressee" or doubt in ("bare", "free", "colon", "result", "summary")
    )
    length = one.end - one.start
    if how != "table" and (length < _SHORT or length > _LONG):
        sure -= 0.15
    return round(max(0.05, min(0.99, sure)), 2)
