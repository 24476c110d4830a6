"""The parts of dates as Vietnamese documents write them, and the calendar days they name."""

import calendar
import re
from datetime import date

DAY = (
    r"(?:(?:ngày )?(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2})(?: ?[/.-] ?(?P<y>\d{4}))?(?![\d%])"
    r"|(?:ngày )?(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2})(?: năm (?P<y2>\d{4}|sau|tới))?)"
)
MONTH = r"tháng (?P<mm>\d{1,2})(?: ?[/.-] ?(?P<my>\d{4})| năm (?P<my2>\d{4}))?(?!\d)"
QUARTER = r"quý (?P<q>iv|iii|ii|i|[1-4])\b(?: ?[/.-] ?(?P<qy>\d{4})| (?:năm )?(?P<qy2>\d{4}))?"
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


def whole_date(day: str | int | None, month: str | int | None, year: str | int | None) -> date | None:
    """The day of three written numbers; None where there is no such day."""
    try:
        return date(int(year or 0), int(month or 0), int(day or 0))
    except ValueError:
        return None


def month_end(year: int | None, month: int) -> date | None:
    """The last day of a month; None where the year is unknown or far off."""
    if year is None or not (1 <= month <= 12 and 1900 <= year <= 2200):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


def year_of(written: str | None, issued: date | None, month: int) -> int | None:
    """The year as written, else that of the document; a month that lay well behind its day means the next year."""
    if written:
        return int(written)
    if issued is None:
        return None
    return issued.year + (1 if month < issued.month - 1 else 0)


def day_of(match: re.Match[str], issued: date | None, prefix: str = "") -> date | None:
    """The day that the groups of `DAY` name, under a prefix of the group names."""
    day, month, year = (match[prefix + a] or match[prefix + b] for a, b in (("d", "d2"), ("m", "m2"), ("y", "y2")))
    if not day or not month:
        return None
    if year in ("sau", "tới"):
        return whole_date(day, month, issued.year + 1) if issued else None
    return whole_date(day, month, year_of(year, issued, int(month)))
