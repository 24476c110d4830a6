"""Tasks, their deadlines, and assignments."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from app.domain import tasks
from app.domain.inputs import OptionalDay
from app.errors import NotFound
from app.models.tasks import AssignmentRole, AssignmentState, TaskState
from app.routers.api.common import (
    BY_DUE_DAY,
    BY_INSTANT,
    Cursor,
    IdempotencyKey,
    IfMatch,
    Limit,
    Page,
    answer,
    etag,
    page_of,
    put_cursor,
    read_cursor,
    refusals,
)
from app.routers.api.out import AssignedOut, AssignmentOut, DeadlineOut, TaskOut
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.once import once

router = APIRouter()


@router.get("/tasks", response_model=Page[TaskOut], responses=refusals(), tags=["tasks"])
async def listed(
    read: Read,
    actor: CurrentActor,
    directive_id: UUID | None = None,
    q: str = "",
    state: TaskState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[TaskOut]:
    """Tasks one may see, the newest first; `q` needs no diacritics."""
    rows = await tasks.page(
        read, actor, directive_id=directive_id, q=q, state=state, after=read_cursor(cursor, BY_INSTANT), limit=limit
    )
    following = put_cursor(rows[-1].task.created_at, rows[-1].task.id) if rows else None
    return page_of([TaskOut.of(row) for row in rows], limit, following)


@router.post("/tasks", status_code=201, response_model=TaskOut, responses=refusals(404), tags=["tasks"])
@once
async def create(
    request: Request, tx: Tx, actor: CurrentActor, form: tasks.NewTask, idempotency_key: IdempotencyKey = None
) -> Response:
    """A task from a span of a directive's text, or typed in."""
    made = await tasks.create(tx, actor, form)
    row = await tasks.get(tx, actor, made.id)
    return answer(TaskOut.of(row), status=201, version=1, location=f"/api/v1/tasks/{made.id}")


@router.get("/tasks/{task_id}", response_model=TaskOut, responses=refusals(404), tags=["tasks"])
async def show(read: Read, actor: CurrentActor, task_id: UUID, response: Response) -> TaskOut:
    """One task with its source sentence."""
    row = await tasks.get(read, actor, task_id)
    response.headers["ETag"] = etag(row.task.version)
    return TaskOut.of(row)


@router.patch("/tasks/{task_id}", response_model=TaskOut, responses=refusals(404, 409, 412, 428), tags=["tasks"])
@once
async def revise(
    request: Request, tx: Tx, actor: CurrentActor, task_id: UUID, version: IfMatch, form: tasks.TaskRevision
) -> Response:
    """Change the words of a task; its source sentence stays."""
    await tasks.revise(tx, actor, task_id, form, version=version)
    row = await tasks.get(tx, actor, task_id)
    return answer(TaskOut.of(row), version=row.task.version)


@router.delete(
    "/tasks/{task_id}",
    response_model=TaskOut,
    responses={204: {"description": "Erased"}, **refusals(404, 409, 412, 428)},
    tags=["tasks"],
)
@once
async def remove(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    task_id: UUID,
    version: IfMatch,
    reason: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Erase a task nobody reported on (204); one with reported work is withdrawn (200), which needs a reason."""
    left = await tasks.remove(tx, actor, task_id, reason=reason, version=version)
    if left is None:
        return Response(status_code=204)
    row = await tasks.get(tx, actor, task_id)
    return answer(TaskOut.of(row), version=row.task.version)


@router.get("/tasks/{task_id}/deadline", response_model=DeadlineOut, responses=refusals(404), tags=["deadlines"])
async def deadline(
    read: Read, actor: CurrentActor, task_id: UUID, response: Response, assignment_id: UUID | None = None
) -> DeadlineOut:
    """The deadline of a task, or the one that counts for an assignment of it."""
    row = await tasks.deadline_of(read, actor, task_id, assignment_id)
    if row is None:
        raise NotFound()
    response.headers["ETag"] = etag(row.version)
    return DeadlineOut.of(row)


@router.put(
    "/tasks/{task_id}/deadline", response_model=DeadlineOut, responses=refusals(404, 409, 412, 428), tags=["deadlines"]
)
@once
async def set_deadline(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    task_id: UUID,
    version: IfMatch,
    form: tasks.DeadlineChange,
    assignment_id: UUID | None = None,
) -> Response:
    """Set the deadline; If-Match "0" sets the first one. Moving a day needs a reason; the first day is kept."""
    row = await tasks.set_deadline(tx, actor, task_id, form, assignment_id=assignment_id, version=version)
    return answer(DeadlineOut.of(row), version=row.version)


@router.delete(
    "/tasks/{task_id}/deadline",
    status_code=204,
    responses={204: {"description": "Removed"}, **refusals(404, 409, 412, 428)},
    tags=["deadlines"],
)
@once
async def remove_deadline(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    task_id: UUID,
    version: IfMatch,
    reason: Annotated[str, Query(max_length=1000)] = "",
    assignment_id: UUID | None = None,
) -> Response:
    """Leave the task without a deadline, or an assignment with that of its task; needs a reason."""
    await tasks.remove_deadline(tx, actor, task_id, reason=reason, assignment_id=assignment_id, version=version)
    return Response(status_code=204)


@router.post(
    "/tasks/{task_id}/assignments",
    status_code=201,
    response_model=AssignedOut,
    responses=refusals(404, 409),
    tags=["assignments"],
)
@once
async def assign(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    task_id: UUID,
    form: tasks.NewAssignments,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Give a task to one or many units in one act; with `parent_id`, pass a held assignment on."""
    done = await tasks.assign(tx, actor, task_id, form)
    made = [AssignmentOut.of(await tasks.assignment(tx, actor, row.id)) for row in done.created]
    return answer(AssignedOut(created=made, skipped=done.skipped), status=201)


@router.get("/assignments", response_model=Page[AssignmentOut], responses=refusals(), tags=["assignments"])
async def assignments(
    read: Read,
    actor: CurrentActor,
    task_id: UUID | None = None,
    directive_id: UUID | None = None,
    unit_id: UUID | None = None,
    under: UUID | None = None,
    state: AssignmentState | None = None,
    word: tasks.Word | None = None,
    role: AssignmentRole | None = None,
    parent_id: UUID | None = None,
    due_before: OptionalDay = None,
    q: str = "",
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[AssignmentOut]:
    """Assignments one may see, by due day (none last)."""
    rows = await tasks.assignments_page(
        read, actor, task_id=task_id, directive_id=directive_id, unit_id=unit_id, under=under, state=state, word=word,
        role=role, parent_id=parent_id, due_before=due_before, q=q, after=read_cursor(cursor, BY_DUE_DAY), limit=limit,
    )  # fmt: skip
    following = put_cursor(rows[-1].due_on, rows[-1].id) if rows else None
    return page_of([AssignmentOut.of(row) for row in rows], limit, following)


@router.get("/assignments/{assignment_id}", response_model=AssignmentOut, responses=refusals(404), tags=["assignments"])
async def assignment(read: Read, actor: CurrentActor, assignment_id: UUID, response: Response) -> AssignmentOut:
    """One assignment with its state, due day and timeliness."""
    row = await tasks.assignment(read, actor, assignment_id)
    response.headers["ETag"] = etag(row.version)
    return AssignmentOut.of(row)


async def _shown(tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    row = await tasks.assignment(tx, actor, assignment_id)
    return answer(AssignmentOut.of(row), version=row.version)


@router.patch(
    "/assignments/{assignment_id}",
    response_model=AssignmentOut,
    responses=refusals(404, 409, 412, 428),
    tags=["assignments"],
)
@once
async def revise_assignment(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    assignment_id: UUID,
    version: IfMatch,
    form: tasks.AssignmentRevision,
) -> Response:
    """The giver changes its word on an open assignment."""
    await tasks.revise_assignment(tx, actor, assignment_id, form, version=version)
    return await _shown(tx, actor, assignment_id)


@router.delete(
    "/assignments/{assignment_id}",
    response_model=AssignmentOut,
    responses={204: {"description": "Erased"}, **refusals(404, 409, 412, 428)},
    tags=["assignments"],
)
@once
async def remove_assignment(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    assignment_id: UUID,
    version: IfMatch,
    reason: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Erase an assignment nobody worked on (204); one with work is recalled (200), which needs a reason."""
    left = await tasks.remove_assignment(tx, actor, assignment_id, reason=reason, version=version)
    return Response(status_code=204) if left is None else await _shown(tx, actor, assignment_id)


@router.post(
    "/assignments/{assignment_id}/acceptance",
    response_model=AssignmentOut,
    responses=refusals(404, 409),
    tags=["assignments"],
)
@once
async def accept(
    request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """The holder says that it has received the task."""
    await tasks.accept(tx, actor, assignment_id)
    return await _shown(tx, actor, assignment_id)


@router.post(
    "/assignments/{assignment_id}/return",
    response_model=AssignmentOut,
    responses=refusals(404, 409),
    tags=["assignments"],
)
@once
async def hand_back(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    assignment_id: UUID,
    form: tasks.Reason,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """The holder says, with a reason, that the task is not its own."""
    await tasks.hand_back(tx, actor, assignment_id, form)
    return await _shown(tx, actor, assignment_id)


@router.post(
    "/assignments/{assignment_id}/recall",
    response_model=AssignmentOut,
    responses=refusals(404, 409),
    tags=["assignments"],
)
@once
async def recall(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    assignment_id: UUID,
    form: tasks.Reason,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """The giver takes the assignment back, with all that was passed on from it."""
    await tasks.recall(tx, actor, assignment_id, form)
    return await _shown(tx, actor, assignment_id)


@router.post(
    "/assignments/{assignment_id}/completion",
    response_model=AssignmentOut,
    responses=refusals(404, 409),
    tags=["assignments"],
)
@once
async def complete(
    request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """The giver takes the approved result as done."""
    await tasks.complete(tx, actor, assignment_id)
    return await _shown(tx, actor, assignment_id)


@router.post(
    "/assignments/{assignment_id}/reopening",
    response_model=AssignmentOut,
    responses=refusals(404, 409),
    tags=["assignments"],
)
@once
async def send_back(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    assignment_id: UUID,
    form: tasks.Reason,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """The giver does not take the result yet, or opens a completed one again."""
    await tasks.send_back(tx, actor, assignment_id, form)
    return await _shown(tx, actor, assignment_id)
