"""What a "Thời gian" line or a cell of a time column says: the whole of it is about time, so no cue is needed."""

import re
from datetime import date

from app.derivation.model import Deadline
from app.derivation.text.clean import Source
from app.derivation.times import recurring
from app.derivation.times.dates import DAY, MONTH, QUARTER, ROMAN, day_of, month_end, whole_date, year_of
from app.derivation.times.when import UNITS, find

_COUNTED = re.compile(
    r"(?:trong |sau )?(?P<n>\d{1,3}) (?P<unit>ngày làm việc|ngày|tuần|tháng)(?P<event>,? (?:kể từ|từ|sau|tính từ) [^.;]{3,120})?"
)
_OPEN = re.compile(r"trở đi|và (?:các|những) năm (?:tiếp theo|sau)|(?:các|những) năm tiếp theo|và hằng năm")
_FROM = re.compile(rf"từ (?:{DAY}|{MONTH}|năm (?P<yy>\d{{4}})|{QUARTER})")
_YEARS = re.compile(
    r"(?:giai đoạn |năm |các năm |từ năm )?(?P<y1>\d{4}) ?(?:-|đến năm|đến|,|và) ?(?:năm )?(?P<y2>\d{4})"
)
_MONTH_SPAN = re.compile(r"(?:tháng )?(?P<a>\d{1,2}) ?- ?(?P<m>\d{1,2}) ?/ ?(?P<y>\d{4})$")
_YEARS_LISTED = re.compile(r"(?:năm \d{4} ?; ?)+năm (?P<y>\d{4})$")
_TWO_MONTHS = re.compile(
    r"(?:các )?tháng (?:\d{1,2}(?:/\d{4})?(?:,| và| -|-) ?)+(?:tháng )?(?P<m>\d{1,2})(?: ?[/.-] ?(?P<y>\d{4})| năm (?P<y2>\d{4}))?"
)
_FURTHER_YEAR = re.compile(r"(?:trong )?quý [iv, ]{1,12}/ ?\d{4}(?:, | và |; )(?:năm )?(?P<y>\d{4})$")
_TWO_QUARTERS = re.compile(
    r"quý (?:(?:iv|iii|ii|i|[1-4])(?: ?/ ?\d{4})?(?:,| và| -|-|/) ?(?:quý )?)+(?P<q>iv|iii|ii|i|[1-4])\b(?: ?[/.-] ?(?P<y>\d{4})| (?:năm )?(?P<y2>\d{4}))?"
)
_MONTH_ONLY = re.compile(r"(?P<m>\d{1,2}) ?[/-] ?(?P<y>\d{4})$")
_YEAR_ONLY = re.compile(r"(?:trong |cả |trong cả |hết |cuối |đầu )?(?:năm )?(?P<y>\d{4})$")
_DAY = re.compile(rf"(?<![\d/]){DAY}")
_MONTH = re.compile(rf"(?:trong |hết |cuối |đầu )?{MONTH}")
_QUARTER = re.compile(rf"(?:trong |hết |cuối |đầu )?{QUARTER}")


def _last(grammar: re.Pattern[str], low: str, start: int, end: int) -> re.Match[str] | None:
    """The last match in a span: of two milestones the later counts."""
    matches = list(grammar.finditer(low, start, end))
    return matches[-1] if matches else None


def read_line(src: Source, start: int, end: int, issued: date | None) -> Deadline | None:
    """The deadline of a line or cell; None for "Thường xuyên" and the like."""
    text, low = src.text, src.low
    while start < end and (text[start].isspace() or text[start] in ".:;-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;:,/"):
        end -= 1
    end = min(end, start + 400)
    if start >= end or re.search(r"\d|quý |h[ằà]ng|định kỳ|mỗi|sau |khi |ngay |kỳ họp", low[start:end]) is None:
        return None
    note = low.find("(", start + 1, end)
    last = note if note > start else end
    while last > start and text[last - 1] in " ,;":
        last -= 1

    def made(kind: str, due: date | None, first: int, stop: int, since: date | None = None) -> Deadline:
        rule = {k: v.isoformat() for k, v in (("from", since), ("to", due)) if v} if kind == "period" else {}
        return Deadline(kind, text[first:stop], first, stop, due, from_on=since, rule=rule)

    if _OPEN.search(low, start, last) and "từ" not in low[start : start + 3]:
        year = re.search(r"(\d{4})", low[start:last])
        since = whole_date(1, 1, year[1]) if year else None
        return made("period", None, start, last, since)
    if begun := _FROM.match(low, start, last):
        rest = find(src, start, last, issued)
        if rest is not None and rest.due_on is not None:
            return rest
        since = day_of(begun, issued)
        if since is None and begun["mm"]:
            ended = month_end(year_of(begun["my"] or begun["my2"], issued, 12), int(begun["mm"]))
            since = ended.replace(day=1) if ended else None
        years = _YEARS.match(low, start, last)
        return made("period", month_end(int(years["y2"]), 12) if years else None, start, last, since)
    if years := _YEARS.match(low, start, last):
        return made("period", month_end(int(years["y2"]), 12), start, years.end(), whole_date(1, 1, years["y1"]))
    if (span := _MONTH_SPAN.match(low, start, last)) and 0 < int(span["a"]) < int(span["m"]) <= 12:
        return made(
            "period", month_end(int(span["y"]), int(span["m"])), start, last, date(int(span["y"]), int(span["a"]), 1)
        )
    if listed := _YEARS_LISTED.match(low, start, last):
        return made("date", month_end(int(listed["y"]), 12), start, last)
    if months := _TWO_MONTHS.search(low, start, last):
        years_end = year_of(months["y"] or months["y2"], issued, int(months["m"]))
        return made("period", month_end(years_end, int(months["m"])), months.start(), months.end())
    if further := _FURTHER_YEAR.match(low, start, last):
        return made("period", month_end(int(further["y"]), 12), start, last)
    if quarters := _TWO_QUARTERS.search(low, start, last):
        quarter_end = 3 * ROMAN[quarters["q"]]
        return made(
            "period",
            month_end(year_of(quarters["y"] or quarters["y2"], issued, quarter_end), quarter_end),
            quarters.start(),
            quarters.end(),
        )
    if month := _MONTH_ONLY.match(low, start, last):
        return made("date", month_end(int(month["y"]), int(month["m"])), start, last)
    if only := _YEAR_ONLY.match(low, start, last):
        return made("date", month_end(int(only["y"]), 12), start, last)
    if again := recurring.search(src, start, end):
        found = recurring.made(src, again)
        return Deadline(
            found.kind,
            text[start : max(last, found.end)],
            start,
            max(last, found.end),
            freq=found.freq,
            rule=found.rule,
        )
    if found_in := find(src, start, last, issued):
        return found_in
    days = list(_DAY.finditer(low, start, last))
    if days and (due := day_of(days[-1], issued)):
        return made(
            "period" if len(days) > 1 else "date",
            due,
            days[0].start(),
            days[-1].end(),
            day_of(days[0], due) if len(days) > 1 else None,
        )
    if quarter := _last(_QUARTER, low, start, last):
        month_number = 3 * ROMAN[quarter["q"]]
        return made(
            "date",
            month_end(year_of(quarter["qy"] or quarter["qy2"], issued, month_number), month_number),
            quarter.start(),
            quarter.end(),
        )
    if one := _MONTH.search(low, start, last):
        number = int(one["mm"])
        return made("date", month_end(year_of(one["my"] or one["my2"], issued, number), number), one.start(), one.end())
    if counted := _COUNTED.match(low, start, end):
        rule = {"count": int(counted["n"]), "unit": UNITS[counted["unit"]]} | (
            {"after": counted["event"].strip()} if counted["event"] else {}
        )
        return Deadline("duration", text[start : counted.end()], start, counted.end(), rule=rule)
    if low.startswith("sau khi ", start):
        return Deadline(
            "duration", text[start:last], start, last, rule={"count": 0, "unit": "day", "after": low[start:last]}
        )
    if low.startswith("định kỳ", start):
        return Deadline("recurring", text[start:last], start, last, rule={"freq": None})
    return None
