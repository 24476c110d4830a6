"""Progress entries and their approval."""

from uuid import UUID

from fastapi import APIRouter, Request, Response

from app.domain import progress
from app.models.progress import EntryState
from app.routers.api.common import (
    BY_INSTANT,
    Cursor,
    IdempotencyKey,
    Limit,
    Page,
    answer,
    etag,
    page_of,
    put_cursor,
    read_cursor,
    refusals,
)
from app.routers.api.out import EntryOut
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.once import once

router = APIRouter(tags=["progress entries"])


class NewEntryIn(progress.NewEntry):
    """`hand_in: false` keeps a draft that only its writer sees."""

    hand_in: bool = True


@router.get("/progress-entries", response_model=Page[EntryOut], responses=refusals())
async def listed(
    read: Read,
    actor: CurrentActor,
    assignment_id: UUID | None = None,
    state: EntryState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[EntryOut]:
    """Entries one may see, the newest first; drafts only to their authors."""
    rows = await progress.page(
        read, actor, assignment_id=assignment_id, state=state, after=read_cursor(cursor, BY_INSTANT), limit=limit
    )
    following = put_cursor(rows[-1].entry.created_at, rows[-1].entry.id) if rows else None
    return page_of([EntryOut.of(row) for row in rows], limit, following)


@router.post(
    "/assignments/{assignment_id}/progress-entries",
    status_code=201,
    response_model=EntryOut,
    responses=refusals(404, 409),
)
@once
async def record(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    assignment_id: UUID,
    form: NewEntryIn,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Report on an assignment. Author, unit and state are the server's word, never the client's."""
    plain = progress.NewEntry.model_validate(form.model_dump(exclude={"hand_in"}))
    entry = await progress.record(tx, actor, assignment_id, plain, hand_in=form.hand_in)
    row = await progress.get(tx, actor, entry.id)
    return answer(EntryOut.of(row), status=201, version=entry.version, location=f"/api/v1/progress-entries/{entry.id}")


@router.get("/progress-entries/{entry_id}", response_model=EntryOut, responses=refusals(404))
async def show(read: Read, actor: CurrentActor, entry_id: UUID, response: Response) -> EntryOut:
    """One entry with its author, decision and files."""
    row = await progress.get(read, actor, entry_id)
    response.headers["ETag"] = etag(row.entry.version)
    return EntryOut.of(row)


async def _shown(tx: Tx, actor: CurrentActor, entry_id: UUID) -> Response:
    row = await progress.get(tx, actor, entry_id)
    return answer(EntryOut.of(row), version=row.entry.version)


@router.post("/progress-entries/{entry_id}/submission", response_model=EntryOut, responses=refusals(404, 409))
@once
async def submit(
    request: Request, tx: Tx, actor: CurrentActor, entry_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """Hand one's draft in to the leader of the unit."""
    await progress.submit(tx, actor, entry_id)
    return await _shown(tx, actor, entry_id)


@router.post("/progress-entries/{entry_id}/approval", response_model=EntryOut, responses=refusals(404, 409))
@once
async def approve(
    request: Request, tx: Tx, actor: CurrentActor, entry_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """Make the entry the unit's word."""
    await progress.approve(tx, actor, entry_id)
    return await _shown(tx, actor, entry_id)


@router.post("/progress-entries/{entry_id}/return", response_model=EntryOut, responses=refusals(404, 409))
@once
async def send_back(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    entry_id: UUID,
    form: progress.Return,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Return the entry to its writer with the reason."""
    await progress.send_back(tx, actor, entry_id, form)
    return await _shown(tx, actor, entry_id)


@router.post("/progress-entries/{entry_id}/withdrawal", response_model=EntryOut, responses=refusals(404, 409))
@once
async def withdraw(
    request: Request, tx: Tx, actor: CurrentActor, entry_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """Take one's own entry back while nobody has decided on it."""
    await progress.withdraw(tx, actor, entry_id)
    return await _shown(tx, actor, entry_id)
