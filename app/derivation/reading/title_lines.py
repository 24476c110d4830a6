"""Lines that stand alone and order nothing: headlines, titles without a number, words under a picture."""

import re

from app.derivation.text.clean import Source
from app.derivation.text.outline import Block

_TITLE = 90
_PLAIN_TITLE = re.compile(
    r"về [^.;:]+$|(?:công tác|nhiệm vụ|giải pháp|tổ chức thực hiện|triển khai thực hiện|phân công (?:nhiệm vụ|thực hiện)|nội dung|các nhiệm vụ|nhóm nhiệm vụ|một số nhiệm vụ)\b[^.;:]*$"
)


def is_headline(src: Source, block: Block, *, started: bool) -> bool:
    """A title line: all capitals, or before the first order (`started`) a paragraph that ends without a mark."""
    if block.marked or src.low.startswith("giao ", block.start):
        return False
    return src.text[block.start : block.end].isupper() or (not started and src.text[block.end - 1] not in ".;:…!”")


def is_caption(src: Source, blocks: list[Block], number: int) -> bool:
    """A line without a closing mark between paragraphs of a text that tells: the words under a picture."""
    if blocks[number].marked or not 0 < number < len(blocks) - 1:
        return False
    beside = (blocks[number - 1], blocks[number + 1])
    return src.text[blocks[number].end - 1].isalnum() and all(
        not one.marked and not one.cells and src.text[one.end - 1] in '.!?”"' for one in beside
    )


def is_plain_title(src: Source, blocks: list[Block], number: int) -> bool:
    """A title without a number between paragraphs: "Về nguồn nhân lực", "Tổ chức thực hiện"."""
    block = blocks[number]
    if block.marked or block.end - block.start > _TITLE or number + 1 >= len(blocks):
        return False
    before = blocks[number - 1] if number else block
    words = _PLAIN_TITLE.match(src.low, block.start, block.end)
    ended = (src.text[block.end - 1] not in ".;:,/" and src.text[before.end - 1] in ".;/”)") or before is block
    return words is not None and ended and src.text[block.start].isupper()


def may_head(src: Source, blocks: list[Block], number: int, *, started: bool, begun: bool) -> bool:
    """Whether a block may be a heading that names the units of what follows.

    `started`: an order or a heading stood before it; `begun`: that, or an introduction.
    """
    block = blocks[number]
    ends_open = src.text[block.end - 1] == ":"
    if number + 1 >= len(blocks):
        return False
    if block.marked:
        return block.kind not in ("dash", "plus") or ends_open or bool(block.children)
    upper = src.text[block.start : block.end].isupper()
    if upper and src.text[block.end - 1].isalpha() and blocks[number + 1].marked:
        return begun
    return ends_open or (not upper and started and src.text[block.end - 1] not in ".;")
