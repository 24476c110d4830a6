"""Changes to the calendar."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import holidays
from sqlalchemy import select
from sqlmodel import col

from app.db import Session
from app.domain import events
from app.domain.access import Actor, Permission, require_at_the_top
from app.domain.calendar import inputs
from app.errors import Invalid, NotFound
from app.models.calendar import CalendarDay
from app.words import N_


async def set_day(session: Session, actor: Actor, form: inputs.NewDay) -> CalendarDay:
    """Say that a day is off or worked, in place of what was said of it. Raises Forbidden, Invalid."""
    await require_at_the_top(session, actor, Permission.calendar_edit)
    if form.off == (form.on.weekday() >= 5):
        raise Invalid(
            N_("Thứ Bảy, Chủ Nhật vốn nghỉ; chỉ ghi khi phải làm bù.")
            if form.off
            else N_("Ngày này vốn làm việc; chỉ ghi khi được nghỉ."),
            field="on",
        )
    row = await session.scalar(select(CalendarDay).where(col(CalendarDay.on) == form.on).with_for_update())
    if row is None:
        row = CalendarDay(**form.model_dump())
        session.add(row)
        await events.record(session, actor, "calendar.day_added", row, unit_id=actor.acting_unit_id)
        return row
    was = {"off": row.off, "reason": row.reason, "document": row.document}
    row.off, row.reason, row.document = form.off, form.reason, form.document
    await events.record(session, actor, "calendar.day_changed", row, unit_id=actor.acting_unit_id, before=was)
    return row


async def remove_day(session: Session, actor: Actor, day_id: UUID) -> date:
    """Let the day be as its weekday is; returns it. Raises Forbidden, NotFound."""
    await require_at_the_top(session, actor, Permission.calendar_edit)
    row = await session.get(CalendarDay, day_id, with_for_update=True)
    if row is None:
        raise NotFound()
    was = events.shown(row)
    await events.record(session, actor, "calendar.day_removed", row, unit_id=actor.acting_unit_id, before=was, after={})
    await session.delete(row)
    return row.on


async def seed(session: Session, first: int, last: int) -> int:
    """Fill the years of which nothing is said yet, from the `holidays` library and the swaps it lacks.

    The official list of a year appears in late autumn of the year before; until then the seed is a guess that the
    administrator mends. Returns how many days were added.
    """
    known = set((await session.execute(select(col(CalendarDay.on)))).scalars())
    empty = {year for year in range(first, last + 1) if not any(day.year == year for day in known)}
    rows = {row.on: row for row in _days(empty)}
    session.add_all(rows.values())
    await session.flush()
    return len(rows)


def _days(years: set[int]) -> Iterator[CalendarDay]:
    if not years:
        return
    law = holidays.country_holidays("VN", years=years, language="vi")
    for on, reason in sorted(law.items()):
        if on.year in years and on.weekday() < 5:
            yield CalendarDay(on=on, off=True, reason=reason[:200])
    for on in sorted(law.weekend_workdays):
        if on.year in years:
            yield CalendarDay(on=on, off=False, reason="Làm bù")
    with (Path(__file__).parent / "swaps.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            on = date.fromisoformat(row["on"])
            if on.year in years:
                yield CalendarDay(on=on, off=row["off"] == "1", reason=row["reason"], document=row["document"])
