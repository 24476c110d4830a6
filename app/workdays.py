"""Working-day arithmetic on plain values: which days are worked, and on which day a counted period ends."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

_DAY = timedelta(days=1)
UNITS = ("hour", "day", "working_day", "week", "month", "year")


@dataclass(frozen=True)
class Calendar:
    """Public bodies work Monday to Friday, but for days `off` and days `worked` against the week."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)

    def next_working(self, day: date) -> date:
        """The day itself if it is worked, else the next that is."""
        while not self.works(day):
            day += _DAY
        return day


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last (Civil Code 2015, Article 146)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def period_end(event_on: date, count: int, unit: str, days: Calendar) -> date:
    """The last day of a period of `count` units from an event.

    The day of the event is not counted (Civil Code 2015, Article 147); a period whose last day is off ends with the
    next working day (Article 148, clause 5). Working days count only what the calendar works. Hours run through days
    off and end on the day they run out. Raises ValueError (an unknown unit, a negative count).
    """
    if count < 0 or unit not in UNITS:
        raise ValueError(f"{count} {unit}")
    if unit == "hour":
        return event_on + timedelta(days=-(-count // 24))
    if unit == "working_day":
        day = event_on
        for _ in range(count):
            day = days.next_working(day + _DAY)
        return days.next_working(day)
    if unit in ("month", "year"):
        last = months_later(event_on, count * (12 if unit == "year" else 1))
    else:
        last = event_on + timedelta(days=count * (7 if unit == "week" else 1))
    return days.next_working(last)
