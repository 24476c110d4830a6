"""Found tasks as drafts: their title, product and indicator, how sure each is and why, and what it lacks."""

from app.derivation.model import DraftTask
from app.derivation.orders.found import Found
from app.derivation.reading import calibration, products
from app.derivation.reading.titles import title_of
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block

_REASONS = {"unknown": "addressee", "topic": "verb", "item": "item", "title": "item"}


def drafts_of(src: Source, blocks: list[Block], found: list[Found]) -> list[DraftTask]:
    """The found tasks in the order of the text."""
    drafts = []
    for one in sorted(found, key=lambda each: (each.start, each.end)):
        end = max(one.end, one.start + 1)
        confidence = calibration.confidence_of(src, one, blocks[one.block])
        missing = tuple(name for name, there in (("lead", one.lead), ("deadline", one.deadline)) if not there)
        drafts.append(
            DraftTask(
                one.start,
                end,
                title_of(src.text, one.start, end, one.lead, one.deadline),
                one.lead,
                one.cooperating,
                one.deadline,
                one.product or products.product_of(src, one.start, end),
                products.indicator_of(src, one.start, end) or one.product,
                None,
                confidence,
                confidence >= calibration.SURE,
                tuple(dict.fromkeys(_REASONS.get(reason, reason) for reason in one.reasons)),
                missing,
            )
        )
    return drafts
