"""Reads of the calendar."""

from datetime import date

from sqlalchemy import select
from sqlmodel import col

from app.db import Session
from app.models.calendar import CalendarDay
from app.workdays import Calendar


async def days_of(session: Session, year: int) -> list[CalendarDay]:
    """The days of a year that differ from the plain week, in order."""
    rows = await session.execute(
        select(CalendarDay)
        .where(col(CalendarDay.on) >= date(year, 1, 1), col(CalendarDay.on) <= date(year, 12, 31))
        .order_by(col(CalendarDay.on))
    )
    return list(rows.scalars())


async def calendar_of(session: Session) -> Calendar:
    """The whole calendar as a plain value; some twenty days a year."""
    rows = await session.execute(select(col(CalendarDay.on), col(CalendarDay.off)))
    off: dict[bool, set[date]] = {True: set(), False: set()}
    for on, is_off in rows:
        off[is_off].add(on)
    return Calendar(frozenset(off[True]), frozenset(off[False]))
