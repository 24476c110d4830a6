"""The one source of now and today; days begin and end in Vietnam."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    return datetime.now(UTC)


def today() -> date:
    """The calendar day in Vietnam: a due day ends at 24:00 there, not in UTC."""
    return now().astimezone(VIETNAM).date()


def local(instant: datetime) -> datetime:
    return instant.astimezone(VIETNAM)
