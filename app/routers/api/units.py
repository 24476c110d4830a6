"""Units, as of a day."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.domain import dashboards, organisation
from app.domain.inputs import OptionalDay
from app.routers.api.common import (
    BY_NAME,
    Cursor,
    IdempotencyKey,
    Limit,
    Page,
    answer,
    page_of,
    put_cursor,
    read_cursor,
    refusals,
)
from app.routers.api.out import CountOut, DashboardOut, UnitOut
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.once import once

router = APIRouter(tags=["units"])


@router.get("/units", response_model=Page[UnitOut], responses=refusals())
async def listed(
    read: Read,
    actor: CurrentActor,
    q: str = "",
    kind: str | None = None,
    parent_id: UUID | None = None,
    under: UUID | None = None,
    on: OptionalDay = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[UnitOut]:
    """Units in Vietnamese order; `q` finds any name ever borne, `under` a branch, `on` a day of the past."""
    rows = await organisation.page(
        read,
        actor,
        q=q,
        kind=kind,
        parent_id=parent_id,
        under=under,
        on=on,
        after=read_cursor(cursor, BY_NAME),
        limit=limit,
    )
    following = put_cursor(rows[-1][1], rows[-1][0].id) if rows else None
    return page_of([UnitOut.of(unit) for unit, _ in rows], limit, following)


@router.get("/units/{unit_id}", response_model=UnitOut, responses=refusals(404))
async def show(read: Read, actor: CurrentActor, unit_id: UUID, on: OptionalDay = None) -> UnitOut:
    """One unit as it is called and stands on a day."""
    return UnitOut.of(await organisation.get(read, actor, unit_id, on=on))


@router.post("/units", status_code=201, response_model=UnitOut, responses=refusals(404, 409))
@once
async def create(
    request: Request, tx: Tx, actor: CurrentActor, form: organisation.NewUnit, idempotency_key: IdempotencyKey = None
) -> Response:
    """A new unit below another; without a superior only by an administrator at the top."""
    unit = await organisation.add_unit(tx, actor, form)
    found = await organisation.get(tx, actor, unit.id, on=form.valid_from)
    return answer(UnitOut.of(found), status=201, location=f"/api/v1/units/{unit.id}")


@router.post("/units/{unit_id}/revisions", status_code=201, response_model=UnitOut, responses=refusals(404, 409))
@once
async def revise(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    unit_id: UUID,
    form: organisation.UnitRevision,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Another name, kind, code or parent from a day on."""
    await organisation.revise_unit(tx, actor, unit_id, form)
    return answer(UnitOut.of(await organisation.get(tx, actor, unit_id, on=form.valid_from)), status=201)


@router.get("/dashboard", response_model=DashboardOut, responses=refusals(404))
async def dashboard(
    read: Read, actor: CurrentActor, scope_id: UUID | None = None, directive_id: UUID | None = None
) -> DashboardOut:
    """Lead assignments of a branch by unit directly below and by word."""
    view = await dashboards.overview(read, actor, scope_id=scope_id, directive_id=directive_id)
    return DashboardOut(
        scope_id=view.scope_id,
        scope_name=view.scope_name,
        counts=view.counts,
        units=[CountOut(unit_id=line.unit_id, name=line.name, counts=line.counts) for line in view.lines],
    )
