"""Lines about work: "Cơ quan chủ trì: …", alone, inside a paragraph, in a bracket at its end, or told in words."""

import re
from dataclasses import dataclass

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block
from app.derivation.text.vocabulary import either
from app.derivation.units import names

_LINES = vocabulary.table("labels")
_SUBJECT = either(_LINES["subjects"])
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


def parted(src: Source, line: Line) -> list[Line]:
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
            return parted(src, Line(what, at + match.end(), end))
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
