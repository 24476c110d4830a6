"""When a task is due: the words of the text, the last day they name, and a rule where the day hangs on an event.

Conventions of the labelling guide, part 3: "trước ngày D" is D; months, quarters and years end on their last day; a
recurrence, an open period and a time counted from an event have no day but a `rule`, so that a registry can compute.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from app.derivation.model import Deadline
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import either
from app.derivation.times.dates import DAY, MONTH, QUARTER, ROMAN, day_of, month_end, whole_date, year_of
from app.derivation.times.recurring import recurrence

_WORDS = vocabulary.table("deadlines")
_CUE = rf"(?:(?:{either(_WORDS['cues'])}) (?:lúc )?(?:hết |cuối |đầu |giữa |ngày cuối |tuần \w+ |nửa (?:đầu|cuối) )?(?:\d{{1,2}} ?(?:h|g|giờ) ?\d{{0,2}}(?: phút)?,? ?(?:ngày )?)?(?:(?:ngày )?(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? (?:ngày )?)?)"
_NOT_AFTER = re.compile(rf"(?<!máy )\b(?:{either(_WORDS['not_after'])}) ?$")
_DATE = re.compile(rf"{_CUE}{DAY}")
_NAMED_DAY = re.compile(
    rf"(?:xong |hoàn thành )?(?:trước|đến hết|đến|hết) (?:ngày|dịp|tết|lễ) [^\d,;.:()]{{3,26}}? \(?{DAY}\)?"
)
_MONTH = re.compile(rf"{_CUE}{MONTH}")
_QUARTER = re.compile(rf"{_CUE}{QUARTER}")
_YEAR = re.compile(
    r"(?<!\w)(?:trong|vào|hết|đến hết|(?<!tháng )cuối|chậm nhất(?: là)?(?: trong)?|xong(?: trong)?|trước khi (?:kết thúc|hết)|trước) (?:hết |cuối )?năm (?P<y>\d{4})(?! ?- ?\d)"
)
_HALF = re.compile(r"(?:trong |hết |vào )?(?:0?6|sáu) tháng (?P<part>đầu|cuối) năm(?: (?P<y>\d{4}))?")
_MEETING = re.compile(
    rf"(?:tại )?(?:phiên họp|kỳ họp|hội nghị|phiên|cuộc họp|giao ban)(?: thường kỳ| thường lệ| thường niên)? {MONTH}"
)
_SESSION = re.compile(r"kỳ họp [^,.;]{0,40}?năm (?P<y>\d{4})")
_SESSION_UNDATED = re.compile(
    r"(?:tại|trước) kỳ họp (?:thứ \w+|gần nhất|tới|thường lệ gần nhất|chuyên đề gần nhất)[^,.;]{0,40}"
)
_OPENING = re.compile(
    rf"(?:{DAY.replace('(?:ngày )?', 'ngày ', 1)}|{MONTH.replace('P<', 'P<m_')}|{QUARTER.replace('P<', 'P<q_')}|(?:đến (?:hết |cuối )?)?năm (?P<yy>\d{{4}}))(?=,)"
)
_SPAN = re.compile(
    rf"(?:từ|trong) (?:{DAY.replace('P<', 'P<a')}|{MONTH.replace('P<', 'P<b')}|(?:các )?ngày \d{{1,2}}|quý (?:iv|iii|ii|i|[1-4])\b(?: ?[/.-] ?\d{{4}}| năm \d{{4}})?)"
    rf" (?:đến|đến hết|tới|-) (?:hết )?(?:{DAY.replace('P<', 'P<c')}|{MONTH.replace('P<', 'P<e')}|{QUARTER.replace('P<', 'P<e')})"
)
_STRETCH = re.compile(
    r"trong (?:\d{1,2} năm|các năm|năm|giai đoạn) (?P<y1>\d{4}) ?(?:-|và|,|đến) ?(?P<y2>\d{4})|(?:trong )?(?:nửa|những tháng) (?:đầu|cuối|giữa) năm \d{4}"
    r"|trong năm \d{4} và (?:các|những) năm (?:tiếp theo|sau)"
)
_QUARTERS = re.compile(
    r"(?:trong |vào )quý (?:(?:iv|iii|ii|i|[1-4])(?:,| và| -|-) ?(?:quý )?)+(?P<q>iv|iii|ii|i|[1-4])\b(?: ?[/.-] ?(?P<y>\d{4})| (?:năm )?(?P<y2>\d{4}))?"
)
_STAGE = re.compile(r"(?:trong )?giai đoạn (?P<y1>\d{4}) ?- ?(?P<y2>\d{4})(?=,)")
_COUNTED = re.compile(
    r"(?:trong (?:thời hạn |thời gian |vòng )?|chậm nhất (?:là )?(?:sau |trong |không quá )?|muộn nhất (?:là )?(?:sau |trong )?|sau |không (?:quá|trễ hơn|muộn hơn|chậm hơn) |tối đa |trước |ít nhất )"
    r"(?:\d{1,3} ?- ?)?(?P<n>\d{1,3}) ?(?:\(\w+\) ?)?(?P<unit>ngày làm việc|ngày|tháng|tuần|giờ|năm)(?! (?:qua|gần đây|đầu|cuối|\d|tháng)| (?<=năm )tới)"
    r"(?P<event>,? ?(?:kể từ|tính từ|từ|sau|trước) (?:ngày |khi |thời điểm )?[^.;,]{3,90}| [^.;,]{0,30}?(?:sau|trước) khi [^.;,]{3,90}| (?:thực hiện|triển khai|thí điểm|vận hành|thi hành|áp dụng|hoạt động)\b)?"
)
_ONWARDS = re.compile(
    rf"(?:bắt đầu |kể )?từ (?:{DAY.replace('P<', 'P<a')}|{MONTH.replace('P<', 'P<b')}|{QUARTER.replace('P<', 'P<e')}|năm (?P<fy>\d{{4}})) trở đi"
)
_MONTHS = re.compile(
    r"(?:trong |vào |các )?tháng (?:\d{1,2}(?:,| và| -|-|,? đến| đến hết) ?(?:tháng )?)+(?P<mm>\d{1,2})(?: ?[/.-] ?(?P<my>\d{4})| năm (?P<my2>\d{4}))?(?![\d/])"
)
_TO_YEAR = re.compile(
    r"(?:^|, |phấn đấu |hoàn thành |thực hiện )(?P<when>(?:phấn đấu )?đến (?:hết |cuối )?năm (?P<y>\d{4}))(?! ?[-–] ?\d)"
)
_EVENT = re.compile(
    rf"cho đến khi [^.;,]{{3,90}}|ngay (?:sau|khi) [^.;,]{{2,90}}|khi (?:kết thúc|hoàn thành|có kết quả)\b[^.;,]{{0,90}}|sau khi (?=[^.;,]{{0,80}}\b(?:{either(_WORDS['events'])})\b)[^.;,]{{4,100}}"
)
_ANSWERS = re.compile(
    r"\b(?:trả lời|trả kết quả|trả|giải quyết|phản hồi|báo cáo|hoàn thành|xong|xử lý|cấp)\b[^.;,]{0,50}$"
)
_QUOTES = re.compile(r"“[^”]*$|(?:khẩu hiệu|thông điệp|chủ đề|phương châm|tinh thần|phong trào) \"[^\"]*$")
_BEFORE_EVENT = re.compile(
    r"(?:vào |trước )?(?:cuối|đầu|kết thúc) (?:học kỳ(?: [iv12]{1,2}\b)?|năm học)(?! \d)|trước thời điểm [^.;,]{3,80}|kể từ (?:ngày|khi) [^.;,\d]{3,70} có hiệu lực|xong trước khi [^.;,]{3,60}|trước (?:thềm|khi (?:khai giảng|bước vào|vào|nghỉ)) [^.;,]{3,40}"
)
_UNTIL = re.compile(
    rf"từ nay (?:cho )?(?:đến|tới) (?:hết |cuối |ngày )?(?:{DAY.replace('P<', 'P<c')}|{MONTH.replace('P<', 'P<e')}|năm (?P<uy>\d{{4}}))(?=,)"
)
_FROM = re.compile(
    rf"(?:bắt đầu )?từ (?:{DAY.replace('P<', 'P<a')}|{MONTH.replace('P<', 'P<b')}|{QUARTER.replace('P<', 'P<e')}|năm (?P<fy>\d{{4}}))(?=,)"
)
_SINCE = re.compile(rf"(?<!hiệu lực )(?<!thi hành )(?<!áp dụng )(?<!tính )kể từ {DAY}")
_AIMS = re.compile(r"\b(?:mục tiêu|đạt mức|lộ trình|tầm nhìn|phát thải ròng|trở thành|phấn đấu)\b[^;.]*$")
_FEASTS = re.compile(rf"(?:trước|sau) (?:{either(_WORDS['feasts'])})\b[^.;,]{{0,24}}")
UNITS = {"ngày làm việc": "working_day", "ngày": "day", "tháng": "month", "tuần": "week", "giờ": "hour", "năm": "year"}


def find(
    src: Source, start: int, end: int, issued: date | None, taken: Sequence[tuple[int, int]] = ()
) -> Deadline | None:
    """The deadline that a span of running text names, the last of several days; dates inside `taken` are none."""
    if re.search(r"\d|h[ằà]ng |định kỳ|mỗi |lần|ngay |khi |kỳ họp|quý |tháng |trước |học", src.low[start:end]) is None:
        return None
    dated = [one for one in _dated(src, start, end, issued) if _free(src, one, taken)]
    again = recurrence(src, start, end)
    if again is not None and _QUOTES.search(src.low, max(start, again.start - 160), again.start):
        again = None
    yearless = not any(re.search(r"\d{4}", one.text) for one in dated)
    if again is not None and (yearless or any(again.start <= one.start < again.end for one in dated)):
        return again
    if dated:
        return max(dated, key=lambda one: (one.due_on or date.min, one.start))
    return _counted(src, start, end, taken)


def _dated(src: Source, start: int, end: int, issued: date | None) -> list[Deadline]:
    """Every day and period that the span names; what lies inside a period is none of its own."""
    low = src.low
    piece = low[start:end]
    found: list[Deadline] = []
    for cues, grammar, read in _PERIODS:
        if any(cue in piece for cue in cues):
            found += [read(src, match, issued) for match in grammar.finditer(low, start, end)]
    spans = [(one.start, one.end) for one in found]
    for cues, grammar, read_day in _DAYS:
        if any(cue in piece for cue in cues):
            days = (read_day(src, match, issued) for match in grammar.finditer(low, start, end))
            found += [one for one in days if one is not None]
    spans += [(one.start, one.end) for one in found if one.kind == "period"]
    if opening := _OPENING.match(low, start, end):
        found.append(_opening(src, opening, issued))
    if not found and (since := _FROM.match(low, start, end)):
        found.append(_onwards(src, since, issued))
    if stage := _STAGE.match(low, start, end):
        found.append(_stage(src, stage))
    return [one for one in found if one.kind == "period" or not any(a <= one.start < b for a, b in spans)]


def _since(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    first = day_of(match, issued)
    return _made(src, match, "period", None, from_on=first, rule=_period(first, None))


def _months(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    due = _month_named(match, issued)
    return _made(src, match, "period", due, rule=_period(None, due))


def _day(src: Source, match: re.Match[str], issued: date | None) -> Deadline | None:
    day = day_of(match, issued)
    return _made(src, match, "date", day) if day is not None or (issued is None and _yearless(match)) else None


def _month(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    return _made(src, match, "date", _month_named(match, issued))


def _month_named(match: re.Match[str], issued: date | None) -> date | None:
    month = int(match["mm"])
    return month_end(year_of(match["my"] or match["my2"], issued, month), month)


def _quarter(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    month = 3 * ROMAN[match["q"]]
    return _made(src, match, "date", month_end(year_of(match["qy"] or match["qy2"], issued, month), month))


def _quarters(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    month = 3 * ROMAN[match["q"]]
    due = month_end(year_of(match["y"] or match["y2"], issued, month), month)
    return _made(src, match, "period", due, rule=_period(None, due))


def _year(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    before = match.group().startswith("trước năm")
    return _made(src, match, "date", month_end(int(match["y"]) - before, 12))


def _to_year(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    start, end = match.span("when")
    return Deadline("date", src.text[start:end], start, end, month_end(int(match["y"]), 12))


def _half(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    month = 6 if match["part"] == "đầu" else 12
    return _made(src, match, "date", month_end(year_of(match["y"], issued, month), month))


def _stretch(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    return _stage(src, match) if match["y1"] else _made(src, match, "period", None)


def _yearless(match: re.Match[str]) -> bool:
    """Whether a day and month stand there without a year, so that the day is known to people but not to us."""
    day, month = match["d"] or match["d2"], match["m"] or match["m2"]
    return bool(day and month and not (match["y"] or match["y2"])) and whole_date(day, month, 2000) is not None


def _made(src: Source, match: re.Match[str], kind: str, due: date | None, **more: Any) -> Deadline:
    start, end = match.span()
    while end > start and (
        src.text[end - 1] in " ,\n" or (src.text[end - 1] == ")" and "(" not in src.text[start:end])
    ):
        end -= 1
    return Deadline(kind, src.text[start:end], start, end, due, **more)


def _opening(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    if match["d"] or match["d2"]:
        return _made(src, match, "date", day_of(match, issued))
    if match["m_mm"]:
        month = int(match["m_mm"])
        return _made(src, match, "date", month_end(year_of(match["m_my"] or match["m_my2"], issued, month), month))
    if match["q_q"]:
        month = 3 * ROMAN[match["q_q"]]
        return _made(src, match, "date", month_end(year_of(match["q_qy"] or match["q_qy2"], issued, month), month))
    return _made(src, match, "date", month_end(int(match["yy"]), 12))


def _span(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    last = day_of(match, issued, "c")
    if last is None and match["emm"]:
        month = int(match["emm"])
        last = month_end(year_of(match["emy"] or match["emy2"], issued, month), month)
    if last is None and match["eq"]:
        month = 3 * ROMAN[match["eq"]]
        last = month_end(year_of(match["eqy"] or match["eqy2"], issued, month), month)
    first = day_of(match, issued if last is None else last, "a")
    if first is None and match["bmm"]:
        ended = month_end(year_of(match["bmy"] or match["bmy2"], last or issued, int(match["bmm"])), int(match["bmm"]))
        first = ended.replace(day=1) if ended else None
    if first and last and first > last:
        first = None
    return _made(src, match, "period", last, from_on=first, rule=_period(first, last))


def _until(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    last = day_of(match, issued, "c")
    if last is None and match["emm"]:
        last = month_end(year_of(match["emy"] or match["emy2"], issued, int(match["emm"])), int(match["emm"]))
    if last is None and match["uy"]:
        last = month_end(int(match["uy"]), 12)
    return _made(src, match, "period", last, rule=_period(None, last))


def _onwards(src: Source, match: re.Match[str], issued: date | None) -> Deadline:
    first = day_of(match, issued, "a")
    if first is None and match["bmm"]:
        last = month_end(year_of(match["bmy"] or match["bmy2"], issued, int(match["bmm"])), int(match["bmm"]))
        first = last.replace(day=1) if last else None
    if first is None and match["fy"]:
        first = date(int(match["fy"]), 1, 1)
    return _made(src, match, "period", None, from_on=first, rule=_period(first, None))


def _stage(src: Source, match: re.Match[str]) -> Deadline:
    first, last = date(max(1, int(match["y1"])), 1, 1), month_end(int(match["y2"]), 12)
    return _made(src, match, "period", last, from_on=first, rule=_period(first, last))


def _period(first: date | None, last: date | None) -> dict[str, Any]:
    ends = {"from": first.isoformat() if first else None, "to": last.isoformat() if last else None}
    return {name: day for name, day in ends.items() if day}


def _inside(taken: Sequence[tuple[int, int]], at: int) -> bool:
    number = bisect_right(taken, (at, 1 << 60)) - 1
    return number >= 0 and at < taken[number][1]


def _free(src: Source, one: Deadline, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a date is a deadline: not inside a cited document, nor behind words that make it an object or purpose."""
    if _inside(taken, one.start):
        return False
    before = src.low[max(0, one.start - 24) : one.start]
    if _QUOTES.search(src.low, max(0, one.start - 160), one.start):
        return False
    if one.text[:7].lower() in ("vào năm", "đến năm") and _AIMS.search(src.low, max(0, one.start - 90), one.start):
        return False
    if one.text.lower().startswith(("chậm nhất", "muộn nhất", "trễ nhất")):
        return True
    return one.kind == "period" or _NOT_AFTER.search(before) is None


def _may_stand_alone(low: str, match: re.Match[str]) -> bool:
    """Whether a count without an event is a time: "trả lời không quá 07 ngày làm việc", not "sau 3 ngày"."""
    if match.group().startswith("không quá"):
        return _ANSWERS.search(low, max(0, match.start() - 60), match.start()) is not None
    return not match.group().startswith("sau")


def _counted(src: Source, start: int, end: int, taken: Sequence[tuple[int, int]]) -> Deadline | None:
    low = src.low
    for match in _COUNTED.finditer(low, start, end):
        rule: dict[str, Any] = {"count": int(match["n"]), "unit": UNITS[match["unit"]]}
        if match["event"]:
            rule["after"] = match["event"].strip(" ,")
        elif match.group().startswith(("trước", "tối đa", "ít nhất")) or not _may_stand_alone(low, match):
            continue
        return _made(src, match, "duration", None, rule=rule)
    for match in (
        *_BEFORE_EVENT.finditer(low, start, end),
        *_FEASTS.finditer(low, start, end),
        *_EVENT.finditer(low, start, end),
        *_SESSION_UNDATED.finditer(low, start, end),
    ):
        if not _inside(taken, match.start()):
            return _made(src, match, "duration", None, rule={"count": 0, "unit": "day", "after": match.group().strip()})
    return None


_Cues = tuple[str, ...]
_PERIODS: tuple[tuple[_Cues, re.Pattern[str], Callable[..., Deadline]], ...] = (
    (("từ ", "trong "), _SPAN, _span),
    (("từ nay",), _UNTIL, _until),
    (("kể từ",), _SINCE, _since),
    (("trở đi",), _ONWARDS, _onwards),
    (("tháng ",), _MONTHS, _months),
)
"""Words one of which the span must hold, the grammar, and what reads a match of it."""
_DAYS: tuple[tuple[_Cues, re.Pattern[str], Callable[..., Deadline | None]], ...] = (
    (("",), _DATE, _day),
    (("ngày ", "dịp ", "tết ", "lễ "), _NAMED_DAY, _day),
    (("tháng ",), _MONTH, _month),
    (("quý ",), _QUARTER, _quarter),
    (("năm ",), _YEAR, _year),
    (("kỳ họp ",), _SESSION, _year),
    (("tháng ",), _MEETING, _month),
    (("năm ",), _TO_YEAR, _to_year),
    (("tháng ",), _HALF, _half),
    (("năm ", "giai đoạn "), _STRETCH, _stretch),
    (("quý ",), _QUARTERS, _quarters),
)
"""The same for days, months, quarters and years, which count only outside the periods found before."""
