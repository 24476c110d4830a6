"""Nhật ký: what happened, for auditors."""

from fastapi import APIRouter, Request, Response

from app import words
from app.domain import audit, organisation
from app.routers.edge.deps import CurrentActor, Read
from app.routers.edge.forms import one_id
from app.routers.edge.render import render

router = APIRouter()


@router.get("/audit", name="audit:list")
async def listed(
    request: Request, read: Read, actor: CurrentActor, noun: str = "", row: str = "", who: str = "", on: str = ""
) -> Response:
    events = await audit.page(
        read, actor, noun=noun, row_id=one_id(row), actor_name=who, on=words.read_date(on), limit=200
    )
    names = await organisation.names_of(read, [event.unit_id for event in events if event.unit_id])
    context = {"events": events, "names": names, "noun": noun, "who": who, "on": on}
    return render(request, "audit/index.html", context)
