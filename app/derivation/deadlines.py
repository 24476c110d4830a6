"""When a task is due: the words of the text, and the last day they name."""

import calendar
import re
from collections.abc import Iterable
from datetime import date

from app.derivation.model import Deadline

_DAY = (
    r"(?:(?:ngày\s+)?(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})(?:\s*[/.-]\s*(?P<y>\d{4}))?"
    r"|(?:ngày\s+)?(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?)"
)
_CUE = (
    r"(?:(?:[Xx]ong|[Hh]oàn thành|[Bb]áo cáo|[Gg]ửi)?\s*(?:trước|chậm nhất(?:\s+là)?(?:\s+(?:trước|đến|vào|trong))?|muộn nhất(?:\s+là)?"
    r"|không quá|đến hết|hết|đến|vào|xong trong|trong)\s+(?:hết\s+)?)"
)
_HOUR = r"(?:\d{1,2}\s?(?:h|giờ)\s?\d{0,2}\s*(?:,\s*)?)?"
_STRONG = r"(?:[Tt]rước|[Cc]hậm nhất(?: là)?(?: trước| đến| vào| trong)?|[Mm]uộn nhất(?: là)?|[Xx]ong trước|[Dd]ự kiến|[Đđ]ến hết|[Hh]ết|[Đđ]ến)"

DATE = re.compile(rf"{_STRONG}\s+{_HOUR}(?:hết\s+)?{_DAY}")
MONTH = re.compile(
    rf"(?:{_STRONG}|[Tt]rong|[Xx]ong(?: trong)?)\s+(?:hết\s+|cuối\s+|đầu\s+)?[Tt]háng\s+(?P<m>\d{{1,2}})(?:\s*[/.-]\s*(?P<y>\d{{4}})|\s+năm\s+(?P<y2>\d{{4}}))?"
)
QUARTER = re.compile(
    rf"(?:{_STRONG}|[Tt]rong|[Xx]ong(?: trong)?)\s+(?:hết\s+|cuối\s+)?[Qq]uý\s+(?P<q>IV|III|II|I|[1-4])(?:\s*[/.-]\s*(?P<y>\d{{4}})|\s+năm\s+(?P<y2>\d{{4}}))?"
)
YEAR = re.compile(
    r"(?:[Tt]rong|[Hh]ết|[Đđ]ến hết|[Tt]rước|[Cc]hậm nhất(?: là)?(?: trong)?|[Xx]ong trong)\s+(?:cuối\s+)?năm\s+(?P<y>\d{4})(?!\s*[-–]\s*\d{4})"
)
SESSION = re.compile(r"kỳ họp (?:thường lệ|chuyên đề)?\s*(?P<part>cuối|giữa|đầu)? ?năm (?P<y>\d{4})")
RECURRING = re.compile(
    r"(?:(?:trước|vào)\s+(?:\d{1,2}\s?h\s?\d{0,2}\s+)?)?(?:thứ\s+(?:[Hh]ai|[Bb]a|[Tt]ư|[Nn]ăm|[Ss]áu|[Bb]ảy)\s+|ngày\s+\d{1,2}\s+(?:của\s+)?)?"
    r"(?:[Đđ]ịnh kỳ\s+)?(?P<every>[Hh][ằà]ng (?:ngày|tuần|tháng|quý|năm)|(?:[Đđ]ịnh kỳ|[Mm]ỗi)\s+(?:ngày|tuần|tháng|quý|năm|0?6 tháng|06 tháng|0?3 tháng))"
    r"(?:\s+\(trước ngày[^)]{1,40}\)|,?\s+trước ngày \d{1,2}(?:/\d{1,2}| tháng \d{1,2}| hằng tháng)?)?"
    r"|[Đđ]ịnh kỳ(?!\s+(?:chuyển|kiểm định))"
)
DURATION = re.compile(
    r"(?:[Tt]rong (?:thời hạn|thời gian|vòng)|[Tt]rong|[Cc]hậm nhất(?: là)?(?: sau)?|[Ss]au|không quá)\s+(?P<n>\d{1,3})\s*(?P<unit>ngày làm việc|ngày|tháng|tuần|giờ)"
    r"(?:[,\s]+(?:kể\s+)?từ (?:ngày|khi)[^.;,]{3,90})?"
)
EVENT = re.compile(
    r"(?:[Nn]gay )?(?:sau khi|khi kết thúc|khi hoàn thành)\s[^.;,]{4,90}|[Nn]gay sau (?!khi)[^.;,]{3,60}"
)
PERIOD = re.compile(
    r"(?:[Gg]iai đoạn\s+)?(?P<y1>\d{4})\s*[-–]\s*(?P<y2>\d{4})|[Gg]iai đoạn\s+(?P<y3>\d{4})\s*[-–]\s*(?P<y4>\d{4})"
)
_FREQ = {
    "tuần": "weekly",
    "tháng": "monthly",
    "quý": "quarterly",
    "năm": "yearly",
    "6": "half-yearly",
    "3": "quarterly",
}
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_OBJECT = re.compile(r"(?:áp dụng|thực hiện|hiệu lực|vận hành|tính)\s+(?:kể\s+)?từ\s*$|từ nay\s*$|từ\s*$|nhiệm kỳ\s*$")


def month_end(year: int, month: int) -> date | None:
    if not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def _year(written: str | None, issued: date | None, month: int) -> int | None:
    """The year as written, or that of the document; a month already past on its day means the next year."""
    if written:
        return int(written)
    if issued is None:
        return None
    return issued.year


def find(
    text: str, start: int, end: int, issued: date | None, inside: Iterable[tuple[int, int]] = ()
) -> Deadline | None:
    """The deadline that the span names, the last of several days; dates of cited documents are none."""
    taken = list(inside)

    def free(at: int) -> bool:
        return not any(first <= at < last for first, last in taken) and not _OBJECT.search(text[max(0, at - 20) : at])

    dated: list[Deadline] = []
    for match in DATE.finditer(text, start, end):
        month = int(match["m"] or match["m2"])
        year = _year(match["y"] or match["y2"], issued, month)
        day = None
        try:
            day = date(year, month, int(match["d"] or match["d2"])) if year else None
        except ValueError:
            continue
        if free(match.start()) and not re.search(r"từ nay $", text[max(0, match.start() - 7) : match.start()]):
            dated.append(Deadline("date", match.group(), match.start(), match.end(), day))
    for pattern, months in ((MONTH, "m"), (QUARTER, "q")):
        for match in pattern.finditer(text, start, end):
            month = int(match["m"]) if months == "m" else 3 * _ROMAN[match["q"]]
            year = _year(match["y"] or match["y2"], issued, month)
            if free(match.start()):
                dated.append(
                    Deadline(
                        "date", match.group(), match.start(), match.end(), month_end(year, month) if year else None
                    )
                )
    for match in (*YEAR.finditer(text, start, end), *SESSION.finditer(text, start, end)):
        if free(match.start()):
            dated.append(Deadline("date", match.group(), match.start(), match.end(), month_end(int(match["y"]), 12)))
    if dated:
        return max(dated, key=lambda one: (one.due_on or date.min, one.start))
    for match in RECURRING.finditer(text, start, end):
        if free(match.start()) and not _of_a_thing(text, match.start(), match.end()):
            return Deadline("recurring", match.group(), match.start(), match.end(), freq=_freq(match["every"]))
    for match in DURATION.finditer(text, start, end):
        if free(match.start()):
            rule = {"count": int(match["n"]), "unit": match["unit"]}
            return Deadline(
                "duration",
                match.group().rstrip(),
                match.start(),
                match.start() + len(match.group().rstrip()),
                rule=rule,
            )
    for match in EVENT.finditer(text, start, end):
        if free(match.start()):
            return Deadline(
                "duration", match.group().rstrip(), match.start(), match.start() + len(match.group().rstrip())
            )
    return None


def _freq(every: str | None) -> str | None:
    if not every:
        return None
    if re.search(r"0?6 tháng", every):
        return "half-yearly"
    if re.search(r"0?3 tháng", every):
        return "quarterly"
    return _FREQ.get(every.split()[-1])


def _of_a_thing(text: str, start: int, end: int) -> bool:
    """ "kế hoạch công tác hằng năm", "nhu cầu kinh phí hằng năm": a yearly thing, not a yearly duty."""
    before = text[max(0, start - 30) : start]
    after = text[end : end + 12].lstrip()
    if (
        re.search(r"(?:^|[.;:,]\s*|và\s+)$", before.rstrip() + " ")
        or not before.strip()
        or before.rstrip().endswith((".", ";", ":", ",", "và"))
    ):
        return False
    if re.search(
        r"(?:báo cáo|thực hiện|đánh giá|tổ chức|kiểm tra|rà soát|cập nhật|tiến độ|nhiệm vụ|kết quả)\s*$", before
    ):
        return False
    return bool(re.search(r"[a-zà-ỹ]\s*$", before)) and not after.startswith("(")


_CELL_MONTH = re.compile(
    r"^(?:[Tt]háng\s+)?(?P<m>\d{1,2})\s*/\s*(?P<y>\d{4})$|^[Tt]háng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>\d{4})$"
)
_CELL_QUARTER = re.compile(r"[Qq]uý\s+(?P<q>IV|III|II|I|[1-4])\s*[/.-]?\s*(?:năm\s+)?(?P<y>\d{4})?")
_CELL_YEAR = re.compile(r"^(?:[Nn]ăm\s+)?(?P<y>\d{4})$")
_CELL_DAY = re.compile(_DAY)
_CELL_MONTHS = re.compile(r"[Tt]háng\s+(?P<m>\d{1,2})(?:\s*/\s*(?P<y>\d{4})|\s+năm\s+(?P<y2>\d{4}))?")


def read_line(text: str, start: int, end: int, issued: date | None) -> Deadline | None:
    """What a "Thời gian" line or cell says; nothing for "Thường xuyên" and the like."""
    while start < end and text[start] in " .:;":
        start += 1
    while end > start and text[end - 1] in " .;:":
        end -= 1
    words = text[start:end]
    if not words:
        return None
    note = words.find("(")
    core_end = start + note if note > 0 else end
    core = text[start:core_end].rstrip(" ,;")
    core_end = start + len(core)

    def made(kind: str, due: date | None, first: int = start, last: int = core_end, **more: object) -> Deadline:
        return Deadline(kind, text[first:last], first, last, due, **more)  # type: ignore[arg-type]

    if match := _CELL_MONTH.match(core):
        return made("date", month_end(int(match["y"] or match["y2"]), int(match["m"] or match["m2"])))
    if match := _CELL_YEAR.match(core):
        return made("date", month_end(int(match["y"]), 12))
    if match := PERIOD.search(core):
        last = int(match["y2"] or match["y4"])
        return made("period", month_end(last, 12), from_on=date(int(match["y1"] or match["y3"]), 1, 1))
    quarters = list(_CELL_QUARTER.finditer(core))
    if quarters:
        last_one = quarters[-1]
        year = _year(last_one["y"], issued, 1)
        due = month_end(year, 3 * _ROMAN[last_one["q"]]) if year else None
        return made("period" if len(quarters) > 1 else "date", due)
    if found := find(text, start, core_end, issued):
        return found
    if match := re.search(r"\b" + _DAY, core):
        year = _year(match["y"] or match["y2"], issued, 1)
        try:
            due = date(year, int(match["m"] or match["m2"]), int(match["d"] or match["d2"])) if year else None
        except ValueError:
            due = None
        if due:
            return made("date", due)
    months = list(_CELL_MONTHS.finditer(core))
    if months:
        last_month = months[-1]
        year = _year(last_month["y"] or last_month["y2"], issued, 1)
        due = month_end(year, int(last_month["m"])) if year else None
        return made(
            "date",
            due,
            first=start + months[0].start() if len(months) == 1 and not core.lower().startswith("dự") else start,
        )
    return None
