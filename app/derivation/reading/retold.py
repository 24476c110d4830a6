"""What a text that tells of orders says beside them: the news before the orders, and what it tells twice."""

import re
from collections.abc import Sequence

from app.derivation.orders.found import Found
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block

_SUMMARY = 2
_SAME, _SAME_ANYWHERE = 0.8, 0.9
_ENOUGH = 3
_MOST = 300
_ISSUED = re.compile(
    r"(?:ban hành|có|gửi|ký) (?:[^.;\n]{0,30} )?(?:công văn|văn bản|chỉ thị|công điện|thông báo|kế hoạch|quyết định) (?:khẩn )?số\b[^;\n]{0,260}$"
)


def background(found: Sequence[Found], blocks: Sequence[Block], ruled: int | None, named_at: int | None) -> list[Found]:
    """Bare sentences for nobody before the first paragraph that names who gives orders (`ruled`) or the directive: no orders yet.

    `named_at` is the offset of the directive's first mention. Where more stands before than after, the giver named late
    is not who gives them.
    """
    first = ruled or 0
    before = [
        one
        for one in found
        if one.block < first
        and not one.lead
        and _is_plain(one, blocks)
        and (named_at is None or blocks[one.block].end < named_at)
    ]
    return before if len(before) < sum(one.block >= first for one in found) else []


def told_twice(src: Source, found: Sequence[Found], blocks: Sequence[Block]) -> list[Found]:
    """Orders of plain paragraphs that the text tells again to the same units, or announces when it says what was issued."""
    plain = [one for one in found if _is_plain(one, blocks)][:_MOST]
    words = [set(re.findall(r"\w+", src.low[one.start : one.end])) for one in plain]
    twice = []
    for at, one in enumerate(plain):
        early = one.block <= _SUMMARY
        begun = max(blocks[one.block].start, src.low.rfind(". ", 0, one.start) + 1)
        announced = (
            early
            and one.deadline is None
            and len(plain) - at > _ENOUGH
            and _ISSUED.search(src.low, begun, one.start) is not None
        )
        if announced or any(
            len(words[other]) > len(words[at])
            and (early or not one.own_lead)
            and (not one.lead or names_of(one) == names_of(plain[other]))
            and len(words[at] & words[other])
            >= (_SAME if early and plain[other].block > one.block else _SAME_ANYWHERE) * len(words[at])
            for other in range(len(plain))
            if plain[other].block != one.block
        ):
            twice.append(one)
    return twice


def names_of(one: Found) -> set[str]:
    return {unit.name.casefold() for unit in one.lead}


def _is_plain(one: Found, blocks: Sequence[Block]) -> bool:
    return not blocks[one.block].marked and not blocks[one.block].cells
