"""Tasks of their own, and lists of assignments behind the numbers of other pages."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.db import Session
from app.domain import access, directives, organisation, tasks
from app.domain.access import Actor, Permission
from app.models.tasks import AssignmentRole, DeadlineKind
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled, one_id, whole
from app.routers.edge.once import once
from app.routers.edge.render import render

router = APIRouter()

MOST = 200


@router.get("/assignments", name="assignments:list")
async def assignments(
    request: Request,
    read: Read,
    actor: CurrentActor,
    scope: str = "",
    unit: str = "",
    directive: str = "",
    word: str = "",
    role: str = "",
    q: str = "",
) -> Response:
    """The rows behind a number: a branch or one unit, a directive, a role, a word."""
    access.require_anywhere(actor, Permission.see)
    chosen = tasks.Word(word) if word in {one.value for one in tasks.Word} else None
    unit_id, scope_id = one_id(unit), one_id(scope)
    rows = await tasks.assignments_page(
        read,
        actor,
        under=scope_id,
        unit_id=unit_id,
        directive_id=one_id(directive),
        word=chosen,
        role=AssignmentRole(role) if role in {one.value for one in AssignmentRole} else None,
        q=q,
        limit=MOST,
    )
    named = [one for one in (unit_id, scope_id) if one]
    names = await organisation.names_of(read, named)
    context = {
        "rows": rows,
        "word": chosen,
        "words": list(tasks.WORD_LABELS),
        "unit_name": names.get(named[0], "") if named else "",
        "scope": scope,
        "unit": unit,
        "directive": directive,
        "role": role,
        "q": q,
        "most": MOST,
    }
    return render(request, "tasks/assignments.html", context)


async def _facts(session: Session, actor: Actor, task_id: UUID, form: Form[Any] | None = None) -> dict[str, Any]:
    row = await tasks.get(session, actor, task_id)
    return {
        "task": row.task,
        "deadline": row.deadline,
        "source": await directives.source_of(session, actor, row.task),
        "rows": await tasks.together(session, actor, task_id),
        "units": await organisation.assignable(session, actor) if actor.may(Permission.assign) else [],
        "may_edit": await access.reaches(session, actor, Permission.task_edit, row.task.registering_unit_id),
        "may_assign": await access.reaches(session, actor, Permission.assign, row.task.registering_unit_id),
        "kinds": list(DeadlineKind),
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
        "posted": form.name if form else "",
    }


@router.get("/tasks/new", name="tasks:new")
async def new(request: Request, actor: CurrentActor) -> Response:
    access.require_anywhere(actor, Permission.task_edit)
    return render(request, "tasks/new.html", {"errors": {}, "typed": {}})


@router.post("/tasks", name="tasks:create")
@once
async def create(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    form = await filled(request, tasks.NewTask, extra=("due_on",))
    due = await filled(request, tasks.DueDay, extra=tuple(tasks.NewTask.model_fields))
    form.errors |= due.errors
    task = None
    if form.valid:
        async with attempt(tx, form):
            kind = DeadlineKind.date if due.value.due_on else DeadlineKind.none
            deadline = tasks.NewDeadline(kind=kind, due_on=due.value.due_on)
            task = await tasks.create(tx, actor, form.value.model_copy(update={"deadline": deadline}))
    if task is None or form.errors:
        return render(request, "tasks/new.html", {"errors": form.errors, "typed": form.typed}, status=422)
    return RedirectResponse(f"/tasks/{task.id}", 303)


@router.get("/tasks/{task_id}", name="tasks:show")
async def show(request: Request, read: Read, actor: CurrentActor, task_id: UUID) -> Response:
    return render(request, "tasks/show.html", await _facts(read, actor, task_id))


@router.post("/tasks/{task_id}/assignments", name="tasks:assign")
@once
async def assign(request: Request, tx: Tx, actor: CurrentActor, task_id: UUID) -> Response:
    form = await filled(request, tasks.NewAssignments, lists=("unit_ids",))
    if form.valid:
        async with attempt(tx, form):
            await tasks.assign(tx, actor, task_id, form.value)
    return await _done(request, tx, actor, task_id, form)


@router.post("/tasks/{task_id}", name="tasks:revise")
@once
async def revise(request: Request, tx: Tx, actor: CurrentActor, task_id: UUID) -> Response:
    form = await filled(request, tasks.TaskRevision, extra=("version",))
    if form.valid:
        async with attempt(tx, form):
            await tasks.revise(tx, actor, task_id, form.value, version=whole(form.typed.get("version")))
    return await _done(request, tx, actor, task_id, form)


@router.post("/tasks/{task_id}/deadline", name="tasks:deadline")
@once
async def deadline(request: Request, tx: Tx, actor: CurrentActor, task_id: UUID) -> Response:
    form = await filled(request, tasks.DeadlineChange, extra=("version",))
    if form.valid:
        async with attempt(tx, form):
            seen = whole(form.typed.get("version"))
            await tasks.set_deadline(tx, actor, task_id, form.value, version=seen)
    return await _done(request, tx, actor, task_id, form)


@router.post("/tasks/{task_id}/withdrawal", name="tasks:remove")
@once
async def remove(request: Request, tx: Tx, actor: CurrentActor, task_id: UUID) -> Response:
    """Erase a task nobody reported on, else withdraw it."""
    form = await filled(request, tasks.Reason)
    left = None
    if form.valid:
        async with attempt(tx, form):
            left = await tasks.remove(tx, actor, task_id, reason=form.value.reason)
    if form.errors or left is not None:
        return await _done(request, tx, actor, task_id, form)
    return RedirectResponse("/directives", 303)


async def _done(request: Request, tx: Session, actor: Actor, task_id: UUID, form: Form[Any]) -> Response:
    if not form.errors:
        return RedirectResponse(f"/tasks/{task_id}", 303)
    return render(request, "tasks/show.html", await _facts(tx, actor, task_id, form), status=422)
