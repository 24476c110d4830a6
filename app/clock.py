"""The one source of now and today; days begin and end in Vietnam."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    return _told.get() or datetime.now(UTC)


@contextmanager
def at(instant: datetime) -> Iterator[None]:
    """Within the block it is that instant: for sample history, never for a request."""
    token = _told.set(instant)
    try:
        yield
    finally:
        _told.reset(token)


def today() -> date:
    """The calendar day in Vietnam: a due day ends at 24:00 there, not in UTC."""
    return now().astimezone(VIETNAM).date()


def local(instant: datetime) -> datetime:
    return instant.astimezone(VIETNAM)
