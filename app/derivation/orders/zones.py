"""What part each block plays: outside orders (purposes, grounds, quoted law, recipients), a line about the work, a title."""

import re
from dataclasses import dataclass, field

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, bare
from app.derivation.text.outline import Block
from app.derivation.text.vocabulary import Phrases, either
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
_LINES = vocabulary.table("labels")
_SUBJECT = either(_LINES["subjects"])
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
_LEADS = re.compile(
    r" ?(?:tự )?(?:chủ trì|thực hiện|tham mưu|chịu trách nhiệm|đảm nhận|đảm nhiệm|đảm trách|phụ trách|lo|làm)(?: thực hiện| tham mưu)?\b"
)
_GIVEN = re.compile(r"(?:giao|phân công)(?: cho)? ")
_STOP = re.compile(r"[.;,] (?:[-–+] ?)?")
_HELPS = re.compile(r"[,;]? ?(?:phối hợp với |phối hợp cùng )?")
_HELPED_IN_LINE = re.compile(r"[,;] phối hợp (?:với |cùng )?")
_DUE_WORDS = re.compile(
    r"(?:hoàn thành|hoàn tất|thời gian(?: thực hiện| hoàn thành)?|thời hạn(?: hoàn thành)?|xong) ?:? ?"
)
_ADDRESSES = re.compile(r"[^.;:]{3,80} điện(?: đến)? ?:$|(?:điện|kính gửi) ?:$|kính gửi ?:[^.]{3,300}[;,]$")
_TABLE_OF_CONTENTS = re.compile(r"(?:\.{4}|…{2}) ?\d{1,3}$")


@dataclass(frozen=True)
class Line:
    """A line that tells of the work beside it: what of, and where its words begin after the colon (`end` if none)."""

    what: str
    start: int
    end: int


_LINE_KINDS = [
    (what, re.compile(rf"(?:(?:{_SUBJECT}) )?(?:{either(_LINES[what])})(?P<rest>[^:;.]{{0,24}})?(?P<colon> ?: ?|$)"))
    for what in ("with", "lead", "time", "product", "content", "beside")
]
_BOTH = re.compile(rf"(?:(?:{_SUBJECT}) )?chủ trì(?:,| và) (?:(?:{_SUBJECT}) )?phối hợp ?:?$")


def line_at(src: Source, block: Block) -> Line | None:
    """Whether a block is such a line: "Cơ quan chủ trì: …", or a title of that kind alone above its items."""
    low = src.low
    window = low[block.start : min(block.end, block.start + 90)]
    if _BOTH.match(window):
        return Line("both", block.end, block.end)
    for what, pattern in _LINE_KINDS:
        match = pattern.match(window)
        if match is None or (match["rest"] and not _may_go_on(what, window, match["rest"])):
            continue
        if not match["colon"].strip():
            if what in ("content", "beside", "time", "product") or not src.text[block.start].isupper():
                continue
            if block.kind == "roman" or not re.match(rf"(?:{_SUBJECT}|chủ trì) ", window):
                continue
        return Line(what, block.start + match.end(), block.end)
    return None


def _parted(src: Source, line: Line) -> list[Line]:
    """Several labels in one line: "Chủ trì: A. Phối hợp: B. Thời gian: Quý I"."""
    parts = [line]
    if line.what not in ("lead", "with", "time", "product"):
        return parts
    for stop in _STOP.finditer(src.text, line.start, min(line.end, line.start + 900)):
        window = src.low[stop.end() : min(line.end, stop.end() + 60)]
        for what, pattern in _LINE_KINDS[:4]:
            match = pattern.match(window)
            if match and not match["rest"] and match["colon"].strip():
                parts[-1] = Line(parts[-1].what, parts[-1].start, stop.start())
                parts.append(Line(what, stop.end() + match.end(), line.end))
                break
    lead, end = parts[0], parts[0].end - (src.text[parts[0].end - 1] in ".;")
    helped = _HELPED_IN_LINE.search(src.low, lead.start, end) if lead.what == "lead" else None
    if helped is not None and names.reach(src, helped.end(), end) >= end:
        parts[:1] = [Line("lead", lead.start, helped.start()), Line("with", helped.end(), end)]
    return parts


def _may_go_on(what: str, window: str, rest: str) -> bool:
    """Whether words between a label and its colon belong to it: "Thời gian tiến hành:", "Cơ quan chủ trì (dự kiến):"."""
    if what == "time" and window.startswith(("thời gian", "thời hạn")):
        return True
    return re.fullmatch(r" ?(?:\([^)]*\)?|và [^:]*|,[^:]*|chính|dự kiến|cụ thể)?", rest) is not None


_INLINE = re.compile(r"[(\[](?=[^():\[\]]{3,40}: )")
_OPENING = {")": "(", "]": "["}
_CLOSING = {"(": ")", "[": "]"}


def lines_inside(src: Source, start: int, end: int) -> list[Line]:
    """Lines about work inside a paragraph: "… Đơn vị chủ trì: A; phối hợp: B", "Do A làm, B phối hợp.", also in a bracket."""
    at = start
    while at < end and (src.text[at].isspace() or src.text[at] in "([,;."):
        at += 1
    while end > at and src.text[end - 1] in ")] .":
        end -= 1
    if src.low.startswith("do ", at):
        return _led_bracket(src, at + 3, end)
    window = src.low[at : min(end, at + 60)]
    for what, pattern in _LINE_KINDS[:4]:
        match = pattern.match(window)
        if match and not match["rest"] and match["colon"].strip() and end - at - match.end() > 1:
            return _parted(src, Line(what, at + match.end(), end))
    return []


def bracket_lines(src: Source, start: int, end: int) -> tuple[int, list[Line]]:
    """The place of a bracket with such lines at the end of a clause, and the lines; (end, []) where there is none."""
    opened = _INLINE.search(src.low, max(start, end - 400), end)
    if opened is None:
        mark = _OPENING.get(src.text[end - 1], "")
        at = src.text.rfind(mark, max(start, end - 300), end) if mark else -1
        told = _led_bracket(src, at + 1, end - 1, bare=mark == "[") if at == start or at > start + 10 else []
        return (_trimmed(src, start, at), told) if told else (end, [])
    close = src.low.rfind(_CLOSING[opened.group()], opened.end(), end)
    lines: list[Line] = []
    at = opened.end()
    for part in re.split(r";|(?<!\b[PQ])(?<!\b[Tt][PpXx])\.", src.text[at:close]) if close > 0 else ():
        lines += lines_inside(src, at, at + len(part))
        at += len(part) + 1
    return (_trimmed(src, start, opened.start()), lines) if lines else (end, [])


def _trimmed(src: Source, start: int, end: int) -> int:
    return start + len(src.text[start:end].rstrip())


def _led_bracket(src: Source, start: int, end: int, *, bare: bool = False) -> list[Line]:
    """ "(Sở Nội vụ chủ trì, Sở Tài chính phối hợp, hoàn thành trong quý II)": the same, told in words.

    `bare`: the bracket may hold the units alone, "[Hội Nông dân xã, xong trong tháng 4]".
    """
    given = _GIVEN.match(src.low, start, end)
    start = given.end() if given else start
    stop = names.reach(src, start, end)
    led = _LEADS.match(src.low, stop, end) if stop > start else None
    rest = src.low[stop:end].lstrip(" ,;")
    alone = bare and stop > start and (not rest or _DUE_WORDS.match(rest) is not None)
    if led is None and not alone and (given is None or stop <= start):
        return []
    lines = [Line("lead", start, stop)]
    at = led.end() if led else stop
    helped = _HELPS.match(src.low, at, end)
    if helped is not None:
        first = helped.end()
        stop = names.reach(src, first, end)
        if stop > first and (
            helped.group().strip(" ,;") or src.low.startswith("phối hợp", names.skip(src.low, stop, end))
        ):
            lines.append(Line("with", first, stop))
            at = stop
    due = _DUE_WORDS.search(src.low, at, end)
    if due is not None:
        lines.append(Line("time", due.end(), end))
    return lines


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
            found.lines[number], *found.more[number] = _parted(src, line)
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
