"""One assignment: what it asks, what was reported, and what may be done to it."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.adapters.text import clean_name
from app.db import Session
from app.domain import directives, files, organisation, progress, tasks
from app.domain.access import Actor
from app.domain.files import Upload
from app.domain.inputs import Nothing
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled, whole
from app.routers.edge.once import once
from app.routers.edge.render import is_fragment, render
from app.routers.pages.shell import count

router = APIRouter()


async def facts(session: Session, actor: Actor, assignment_id: UUID) -> dict[str, Any]:
    """What the page of an assignment shows."""
    row = await tasks.assignment(session, actor, assignment_id)
    task = await tasks.get(session, actor, row.task_id)
    source = await directives.source_of(session, actor, task.task)
    verbs = await tasks.verbs_open(session, actor, row)
    return {
        "row": row,
        "task": task.task,
        "deadline": await tasks.deadline_of(session, actor, row.task_id, row.id),
        "source": source,
        "history": await progress.history(session, actor, assignment_id),
        "together": await tasks.together(session, actor, row.task_id),
        "children": await tasks.children_of(session, actor, assignment_id),
        "verbs": verbs,
        "units": await organisation.assignable(session, actor, under=row.unit_id) if "assign_on" in verbs else [],
    }


@router.get("/assignments/{assignment_id}", name="assignments:show")
async def show(request: Request, read: Read, actor: CurrentActor, assignment_id: UUID) -> Response:
    context = await facts(read, actor, assignment_id)
    return render(request, "assignments/show.html", {**context, "errors": {}, "typed": {}, "posted": "", "saved": ""})


@router.post("/assignments/{assignment_id}/entries", name="entries:create")
@once
async def record(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID, at: str = "work") -> Response:
    """Record progress from a row of the list or from the assignment's page (`at=page`)."""
    form = await filled(request, progress.NewEntry, extra=("blocked",))
    uploads = [Upload(clean_name(one.name), one.data) for one in form.uploads]
    entry = None
    if form.valid:
        async with attempt(tx, form):
            entry = await progress.record(tx, actor, assignment_id, form.value, uploads)
    if entry is None or form.errors:
        return await _again(request, tx, actor, assignment_id, form, at)
    request.state.counts = await count(tx, actor)
    if not is_fragment(request):
        target = f"/assignments/{assignment_id}" if at == "page" else f"/work#a{assignment_id}"
        return RedirectResponse(target, 303)
    if at == "page":
        context = await facts(tx, actor, assignment_id)
        return render(
            request, "assignments/_main.html", {**context, "errors": {}, "typed": {}, "posted": "", "saved": "entry"}
        )
    row = await tasks.assignment(tx, actor, assignment_id)
    return render(request, "work/_saved.html", {"row": row, "entry": entry})


async def _again(
    request: Request, tx: Session, actor: Actor, assignment_id: UUID, form: Form[Any], at: str
) -> Response:
    """The form as it was typed, with what to mend; the row as it now is."""
    if at == "page" or not is_fragment(request):
        context = await facts(tx, actor, assignment_id)
        return render(
            request,
            "assignments/show.html",
            {**context, "errors": form.errors, "typed": form.typed, "posted": form.name, "saved": ""},
            fragment="assignments/_main.html",
            status=422,
        )
    row = await tasks.assignment(tx, actor, assignment_id)
    notes = await progress.returned_notes(tx, [row.id])
    return render(
        request,
        "work/_row.html",
        {"row": row, "notes": notes, "errors": form.errors, "typed": form.typed, "reportable": tasks.REPORTABLE},
        status=422,
    )


@router.post("/entries/{entry_id}/undo", name="entries:withdraw")
@once
async def withdraw(request: Request, tx: Tx, actor: CurrentActor, entry_id: UUID) -> Response:
    entry = await progress.withdraw(tx, actor, entry_id)
    if not is_fragment(request):
        return RedirectResponse(f"/work#a{entry.assignment_id}", 303)
    row = await tasks.assignment(tx, actor, entry.assignment_id)
    request.state.counts = await count(tx, actor)
    typed = {
        "note": entry.note,
        "percent": str(entry.percent).replace(".", ","),
        "difficulties": entry.difficulties,
        "proposals": entry.proposals,
    }
    context = {
        "row": row,
        "notes": await progress.returned_notes(tx, [row.id]),
        "errors": {},
        "typed": typed,
        "reportable": tasks.REPORTABLE,
        "focus": True,
    }
    return render(request, "work/_row.html", context)


@router.post("/assignments/{assignment_id}/acceptance", name="assignments:accept")
@once
async def accept(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    form = await filled(request, Nothing)
    async with attempt(tx, form):
        await tasks.accept(tx, actor, assignment_id)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}/return", name="assignments:hand-back")
@once
async def hand_back(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    form = await filled(request, tasks.Reason)
    if form.valid:
        async with attempt(tx, form):
            await tasks.hand_back(tx, actor, assignment_id, form.value)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}/recall", name="assignments:recall")
@once
async def recall(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    form = await filled(request, tasks.Reason)
    if form.valid:
        async with attempt(tx, form):
            await tasks.recall(tx, actor, assignment_id, form.value)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}/completion", name="assignments:complete")
@once
async def complete(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    form = await filled(request, Nothing)
    async with attempt(tx, form):
        await tasks.complete(tx, actor, assignment_id)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}/reopening", name="assignments:send-back")
@once
async def send_back(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    form = await filled(request, tasks.Reason)
    if form.valid:
        async with attempt(tx, form):
            await tasks.send_back(tx, actor, assignment_id, form.value)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}", name="assignments:revise")
@once
async def revise(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    form = await filled(request, tasks.AssignmentRevision, extra=("version",))
    if form.valid:
        async with attempt(tx, form):
            seen = whole(form.typed.get("version"))
            await tasks.revise_assignment(tx, actor, assignment_id, form.value, version=seen)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}/deadline", name="assignments:deadline")
@once
async def deadline(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    """A due day of this assignment's own."""
    row = await tasks.assignment(tx, actor, assignment_id)
    form = await filled(request, tasks.DeadlineChange, extra=("version",))
    if form.valid:
        async with attempt(tx, form):
            seen = whole(form.typed.get("version"))
            await tasks.set_deadline(tx, actor, row.task_id, form.value, assignment_id=assignment_id, version=seen)
    return await _done(request, tx, actor, assignment_id, form)


@router.post("/assignments/{assignment_id}/assignments", name="assignments:assign-on")
@once
async def assign_on(request: Request, tx: Tx, actor: CurrentActor, assignment_id: UUID) -> Response:
    """Give the task on to units below the holding one."""
    row = await tasks.assignment(tx, actor, assignment_id)
    form = await filled(request, tasks.NewAssignments, lists=("unit_ids",))
    if form.valid:
        async with attempt(tx, form):
            await tasks.assign(tx, actor, row.task_id, form.value.model_copy(update={"parent_id": assignment_id}))
    return await _done(request, tx, actor, assignment_id, form)


async def _done(request: Request, tx: Session, actor: Actor, assignment_id: UUID, form: Form[Any]) -> Response:
    if not form.errors and not is_fragment(request):
        return RedirectResponse(f"/assignments/{assignment_id}", 303)
    context = await facts(tx, actor, assignment_id)
    return render(
        request,
        "assignments/show.html",
        {
            **context,
            "errors": form.errors,
            "typed": form.typed,
            "posted": form.name,
            "saved": "" if form.errors else "done",
        },
        fragment="assignments/_main.html",
        status=422 if form.errors else 200,
    )


@router.get("/files/{file_id}", name="files:download")
async def download(request: Request, read: Read, actor: CurrentActor, file_id: UUID) -> Response:
    """Always an attachment, never a page."""
    row, data = await files.get(read, actor, file_id)
    return files_response(row.name, row.media_type, data)


def files_response(name: str, media_type: str, data: bytes) -> Response:
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name)
    return Response(
        data,
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}",
            "Content-Security-Policy": "default-src 'none'; sandbox",
        },
    )
