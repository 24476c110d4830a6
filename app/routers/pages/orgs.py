"""Đơn vị: the tree as of a day, one unit with its history, and changes for administrators."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app import clock, words
from app.db import Session
from app.domain import access, organisation
from app.domain.access import Actor, Permission
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled, one_id
from app.routers.edge.once import once
from app.routers.edge.render import render

router = APIRouter()


async def _facts(
    session: Session,
    actor: Actor,
    *,
    q: str = "",
    unit: UUID | None = None,
    on: str = "",
    form: Form[Any] | None = None,
) -> dict[str, Any]:
    day = words.read_date(on) or clock.today()
    roots = await organisation.roots_seen(session, actor, on=day)
    below = {root.id: await organisation.children(session, actor, root.id, on=day) for root in roots}
    chosen = unit or (roots[0].id if roots else None)
    found = [one for one, _ in await organisation.page(session, actor, q=q, on=day, limit=100)] if q.strip() else []
    history = await organisation.history(session, actor, chosen) if chosen else []
    before = await organisation.predecessors(session, chosen) if chosen else []
    after = (await organisation.successors(session, [chosen])).get(chosen, []) if chosen else []
    linked = await organisation.names_of(session, [*before, *after])
    return {
        "q": q,
        "day": day,
        "roots": roots,
        "below": below,
        "found": found,
        "chosen": chosen,
        "history": history,
        "before": [(one, linked.get(one, "")) for one in before],
        "after": [(one, linked.get(one, "")) for one in after],
        "lower": await organisation.children(session, actor, chosen, on=day) if chosen else [],
        "aliases": await organisation.aliases_of(session, actor, chosen) if chosen else [],
        "may_edit": chosen is not None and await access.reaches(session, actor, Permission.unit_edit, chosen),
        "kinds": list(organisation.UNIT_KIND_LABELS.items()),
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
        "posted": form.name if form else "",
    }


@router.get("/orgs", name="orgs:list")
async def tree(
    request: Request, read: Read, actor: CurrentActor, q: str = "", unit: str = "", on: str = ""
) -> Response:
    access.require_anywhere(actor, Permission.see if actor.may(Permission.see) else Permission.unit_edit)
    context = await _facts(read, actor, q=q, unit=one_id(unit), on=on)
    return render(request, "orgs/index.html", context, fragment="orgs/_tree.html")


@router.post("/orgs/{unit_id}/children", name="orgs:add")
@once
async def add(request: Request, tx: Tx, actor: CurrentActor, unit_id: UUID) -> Response:
    form = await filled(request, organisation.NewUnit)
    made = None
    if form.valid:
        async with attempt(tx, form):
            made = await organisation.add_unit(tx, actor, form.value.model_copy(update={"parent_id": unit_id}))
    return await _done(request, tx, actor, made.id if made else unit_id, form)


@router.post("/orgs/{unit_id}", name="orgs:revise")
@once
async def revise(request: Request, tx: Tx, actor: CurrentActor, unit_id: UUID) -> Response:
    form = await filled(request, organisation.UnitRevision)
    if form.valid:
        async with attempt(tx, form):
            await organisation.revise_unit(tx, actor, unit_id, form.value)
    return await _done(request, tx, actor, unit_id, form)


@router.post("/orgs/{unit_id}/aliases", name="orgs:alias")
@once
async def alias(request: Request, tx: Tx, actor: CurrentActor, unit_id: UUID) -> Response:
    form = await filled(request, organisation.NewAlias)
    if form.valid:
        async with attempt(tx, form):
            await organisation.add_alias(tx, actor, unit_id, form.value)
    return await _done(request, tx, actor, unit_id, form)


async def _done(request: Request, tx: Session, actor: Actor, unit_id: UUID, form: Form[Any]) -> Response:
    if not form.errors:
        return RedirectResponse(f"/orgs?unit={unit_id}", 303)
    return render(request, "orgs/index.html", await _facts(tx, actor, unit=unit_id, form=form), status=422)
