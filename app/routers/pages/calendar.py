"""Ngày nghỉ: the days off and worked of a year, and their changes."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app import clock, words
from app.db import Session
from app.domain import access, calendar
from app.domain.access import Actor, Permission
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled
from app.routers.edge.once import once
from app.routers.edge.render import render

router = APIRouter()


async def _facts(session: Session, actor: Actor, year: int, form: Form[Any] | None = None) -> dict[str, Any]:
    return {
        "year": year,
        "may_edit": await access.is_at_the_top(session, actor, Permission.calendar_edit),
        "years": range(clock.today().year - 1, clock.today().year + 4),
        "days": await calendar.days_of(session, year),
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
    }


def _year(text: str) -> int:
    return int(text) if text.isdecimal() and 1990 <= int(text[:4]) <= 2100 and len(text) == 4 else clock.today().year


@router.get("/calendar", name="calendar:list")
async def listed(request: Request, read: Read, actor: CurrentActor, year: str = "") -> Response:
    access.require_anywhere(actor, Permission.calendar_edit)
    return render(request, "calendar/index.html", await _facts(read, actor, _year(year)))


@router.post("/calendar", name="calendar:set")
@once
async def set_day(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    form = await filled(request, calendar.NewDay)
    made = None
    if form.valid:
        async with attempt(tx, form):
            made = await calendar.set_day(tx, actor, form.value)
    if made is None:
        access.require_anywhere(actor, Permission.calendar_edit)
        day = words.read_date(str(form.typed.get("on", "")))
        year = day.year if day else clock.today().year
        return render(request, "calendar/index.html", await _facts(tx, actor, year, form), status=422)
    return RedirectResponse(f"/calendar?year={made.on.year}", 303)


@router.post("/calendar/{day_id}/removal", name="calendar:remove")
@once
async def remove(request: Request, tx: Tx, actor: CurrentActor, day_id: UUID) -> Response:
    removed = await calendar.remove_day(tx, actor, day_id)
    return RedirectResponse(f"/calendar?year={removed.year}", 303)
