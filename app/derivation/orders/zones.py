"""What part each block plays: outside orders (purposes, grounds, quoted law, recipients), a line about the work, a title."""

import re
from dataclasses import dataclass, field

from app.derivation.orders.label_lines import Line, line_at, parted
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, bare
from app.derivation.text.outline import Block
from app.derivation.text.vocabulary import Phrases
from app.derivation.units import names

_SECTIONS = vocabulary.table("sections")
_OUTSIDE = Phrases(_SECTIONS["outside"] + _SECTIONS["findings"])
_FINDINGS = Phrases(_SECTIONS["findings"])
_AHEAD = Phrases(_SECTIONS["ahead"])
_ORDERS = Phrases(_SECTIONS["orders"])
_BARE = {
    _OUTSIDE: Phrases(map(bare, _SECTIONS["outside"] + _SECTIONS["findings"])),
    _ORDERS: Phrases(map(bare, _SECTIONS["orders"])),
}
_LONGEST_TITLE = 200
_RECIPIENTS = re.compile(r"nơi nhận ?:?|kính gửi ?:")
_ANNEX = re.compile(
    r"(?:phụ lục|kế hoạch|chương trình|danh mục|bảng phân công|phân công nhiệm vụ|nội dung nhiệm vụ|chỉ thị|quy chế|đề án|lịch)\b"
)
_ANNEX_NOTE = re.compile(r"\(? ?(?:ban hành )?kèm theo")
_BASIS = re.compile(r"(?:căn cứ|theo đề nghị|xét đề nghị|xét tờ trình|theo tờ trình)\b|thực hiện [^.;]{0,300};$")
_HANDS_OVER = re.compile(r"\b(?:yêu cầu|giao|đề nghị|như sau|phân công)\b|:$")
_HANDS = re.compile(r"\b(?:yêu cầu|giao|đề nghị) (?=\S)")
_ALSO_VERBS = re.compile(r"(?:yêu cầu|đánh giá|dự báo|kết quả|đối tượng|phạm vi|hạn chế|căn cứ)$")
_TITLE_GOES_ON = re.compile(r",|(?:và|chung|cụ thể|tình hình|đạt|áp dụng|pháp lý|xây dựng kế hoạch|chính trị)\b")
_QUOTE = re.compile(
    r"(?:căn cứ |theo )?(?:theo |tại )?(?:quy định )?(?:tại )?(?:điểm \S+ )?(?:khoản \d+ )?điều \d+\S* [^.]{0,160}(?:quy định|như sau|nêu rõ)"
)
_SITE = re.compile(
    r">>|xem (?:thêm|chi tiết)|tải về|chia sẻ bài viết|đọc tiếp|bình luận$|từ khóa ?:|tags? ?:|theo dõi chúng tôi|bài liên quan|tin liên quan|nội dung chính$|\(hình từ internet\)|.{0,240}\(hình từ internet\)$|(?:ảnh|nguồn) ?:|trên đây là"
)
_ADDRESSES = re.compile(r"[^.;:]{3,80} điện(?: đến)? ?:$|(?:điện|kính gửi) ?:$|kính gửi ?:[^.]{3,300}[;,]$")
_TABLE_OF_CONTENTS = re.compile(r"(?:\.{4}|…{2}) ?\d{1,3}$")


@dataclass
class Zones:
    """By number of block: `outside` of orders; `lines` about work; `ordering` by the title above."""

    outside: set[int]
    lines: dict[int, Line]
    ordering: set[int]
    more: dict[int, list[Line]] = field(default_factory=dict)


def zones_of(src: Source, blocks: list[Block], *, telling: bool = False) -> Zones:
    """One walk over the blocks. A title of purpose or aims covers what stands below it up to the next of its rank.

    `telling`: the text is a report, of which only the parts that look ahead count.
    """
    behind = telling
    found = Zones(set(), {}, set())
    aside: int | None = None
    orders: int | None = None
    quoted = closed = addressing = findings = False
    for number, block in enumerate(blocks):
        low = src.low[block.start : min(block.end, block.start + 500)]
        short = block.end - block.start
        if _RECIPIENTS.match(low) and number > 3 and not block.cells:
            closed = low.startswith("nơi nhận")
            if not closed:
                addressing = _ADDRESSES.match(low) is not None
                found.outside.add(number)
                continue
        if closed:
            first_words = src.text[block.start : block.start + 12]
            if (_ANNEX.match(low) and first_words.isupper()) or _ANNEX_NOTE.match(low):
                closed, aside, orders, quoted = False, None, None, False
            else:
                found.outside.add(number)
                continue
        if block.cells:
            if aside is not None:
                found.outside.add(number)
            continue
        if block.marked:
            aside = None if aside is not None and block.depth <= aside else aside
            orders = None if orders is not None and block.depth <= orders else orders
        if addressing and (
            block.kind in ("dash", "plus", "number_round") or names.reach(src, block.start, block.end) >= block.end - 1
        ):
            found.outside.add(number)
            continue
        addressing = _ADDRESSES.match(low) is not None
        if addressing:
            found.outside.add(number)
            continue
        question = low.endswith("?") and short < 300
        quoted = False if question or block.kind in ("roman", "article") else quoted
        if (
            question
            or (_SITE.match(low) and not (low.startswith("trên đây là") and _hands_over(src, block)))
            or _TABLE_OF_CONTENTS.search(low[-14:])
        ):
            found.outside.add(number)
            continue
        if telling and block.kind in ("part", "letter_upper", "roman"):
            behind = _AHEAD.at(src.low, _after_about(src, block), block.end) < 0
        if behind:
            found.outside.add(number)
            continue
        if _QUOTE.match(low) and not block.marked:
            quoted = True
        elif quoted and not block.marked and low.startswith("theo ") and not _QUOTE.match(low):
            quoted = False
        title = (
            block.marked
            or (src.text[block.start : block.end].isupper() and short < 200)
            or (short < 70 and src.text[block.end - 1] not in ".;,")
        )
        if aside is None and title and not quoted and _is_aside(src, block, low):
            aside = block.depth if block.marked else 6
            findings = _FINDINGS.at(src.low, _after_about(src, block), block.end) > 0
            found.outside.add(number)
            continue
        if aside is not None and findings and _hands_over(src, block):
            aside = None
        if aside == 6 and not block.marked and title and _ORDERS.at(src.low, block.start, block.end) > 0:
            aside = None
        if quoted or (aside is not None and (block.depth > aside)):
            found.outside.add(number)
            continue
        if line := line_at(src, block):
            found.lines[number], *found.more[number] = parted(src, line)
        elif (
            _BASIS.match(low)
            and not block.marked
            and (src.text[block.end - 1] == ";" or not _HANDS_OVER.search(low))
            and not _grounded_item(src, blocks, block)
        ):
            found.outside.add(number)
            continue
        if title and _opens(_ORDERS, src, _after_about(src, block), block.end) > 0 and short < 260:
            orders = block.depth
        if orders is not None:
            found.ordering.add(number)
    return found


def _grounded_item(src: Source, blocks: list[Block], block: Block) -> bool:
    """A paragraph below an item that opens with its ground: "3. Các xã / Căn cứ Kế hoạch này, xây dựng kế hoạch …"."""
    inside = block.parent is not None and blocks[block.parent].marked
    return inside and src.low.startswith("căn cứ ", block.start) and src.text[block.end - 1] != ";"


def _hands_over(src: Source, block: Block) -> bool:
    """Whether a paragraph hands a task to somebody: "… yêu cầu các địa phương …"."""
    end = min(block.end, block.start + 700)
    return any(
        names.head_at(src, match.end(), end) > 0 and not src.low.endswith(("đã ", "từng "), block.start, match.start())
        for match in _HANDS.finditer(src.low, block.start, end)
    )


def _after_about(src: Source, block: Block) -> int:
    return block.start + 3 if src.low.startswith("về ", block.start) else block.start


def _opens(words: Phrases, src: Source, at: int, end: int) -> int:
    """Where the words of a title end; in capitals they are known by their letters alone, as scans mistake the marks."""
    stop = words.at(src.low, at, end)
    if stop >= 0 or end - at > _LONGEST_TITLE or not src.text[at:end].isupper():
        return stop
    stop = _BARE[words].at(bare(src.low[at:end]), 0, end - at)
    return at + stop if stop > 0 else -1


def _is_aside(src: Source, block: Block, low: str) -> bool:
    """A title of aims, purposes, grounds or findings: these words, and little more before the line or colon ends."""
    at = _after_about(src, block)
    stop = _opens(_OUTSIDE, src, at, block.end)
    if stop < 0:
        return False
    rest = src.low[stop : block.end].strip(" .:")
    if _ALSO_VERBS.match(src.low[at:stop]) and rest:
        return src.text[at : block.end].isupper() or _TITLE_GOES_ON.match(rest) is not None
    if block.kind in ("dash", "plus", "point", "number_round"):
        return not rest
    return (
        len(rest) < 70 and not re.search(r"[;.]", rest) and not re.match(r"(?:các|nhiệm vụ)\b.*\b(?:phải|cần)\b", rest)
    )
