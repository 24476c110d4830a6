"""The calendar of days off and worked: seeded from the law's holidays, edited by the administrator at the top."""

from app.domain.calendar.commands import remove_day, seed, set_day
from app.domain.calendar.inputs import NewDay
from app.domain.calendar.queries import calendar_of, days_of

__all__ = ["NewDay", "calendar_of", "days_of", "remove_day", "seed", "set_day"]
