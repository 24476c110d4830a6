"""What a text that tells of orders says beside them: the news before the orders, and the summary that they repeat."""

import re
from collections.abc import Sequence

from app.derivation.clean import Source
from app.derivation.found import Found
from app.derivation.outline import Block

_SUMMARY = 2
_SAME = 0.8


def background(found: Sequence[Found], blocks: Sequence[Block]) -> list[Found]:
    """Bare sentences for nobody in paragraphs before the first one with a giver: what they say is no order yet."""
    first = next((at for at, one in enumerate(found) if one.order.told), 0)
    return [
        one for one in found[:first] if not one.lead and not blocks[one.block].marked and not blocks[one.block].cells
    ]


def told_twice(src: Source, found: Sequence[Found], blocks: Sequence[Block]) -> list[Found]:
    """Orders of the summary at the head of a text that its body tells again in nearly the same words."""
    twice = []
    for one in found:
        if one.block > _SUMMARY or blocks[one.block].marked:
            break
        words = set(re.findall(r"\w+", src.low[one.start : one.end]))
        for later in found:
            again = set(re.findall(r"\w+", src.low[later.start : later.end])) if later.block > one.block else set()
            if len(words & again) >= _SAME * len(words):
                twice.append(one)
                break
    return twice
