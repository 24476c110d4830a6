"""Duyệt: entries that wait for one's word, decided in one press."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import ValidationError

from app.db import Session
from app.domain import access, progress
from app.domain.access import Actor, Permission
from app.domain.inputs import Input
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, errors_of, filled, one_id
from app.routers.edge.once import once
from app.routers.edge.render import is_fragment, render
from app.routers.pages.shell import count

router = APIRouter()


class Marks(Input):
    """Fields d-<entry> (ok, back, later) and r-<entry> (reason) are read beside the model."""


async def _page(
    request: Request,
    session: Session,
    actor: Actor,
    *,
    done: tuple[int, int] | None,
    form: Form[Marks] | None,
    peek: UUID | None,
) -> Response:
    rows = await progress.waiting(session, actor)
    chosen = next((row for row in rows if row.entry.id == peek), rows[0] if rows else None)
    context = {
        "rows": rows,
        "all": await progress.waiting_count(session, actor),
        "chosen": chosen,
        "done": done,
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
        "units": len({row.unit_id for row in rows}),
    }
    return render(
        request,
        "approvals/index.html",
        context,
        fragment="approvals/_main.html",
        status=422 if form and form.errors else 200,
    )


@router.get("/approvals", name="approvals:list")
async def waiting(
    request: Request, read: Read, actor: CurrentActor, entry: str = "", approved: int = -1, returned: int = 0
) -> Response:
    access.require_anywhere(actor, Permission.progress_approve)
    done = (approved, returned) if approved >= 0 else None
    return await _page(request, read, actor, done=done, form=None, peek=one_id(entry))


@router.get("/entries/{entry_id}", name="entries:show")
async def peek(request: Request, read: Read, actor: CurrentActor, entry_id: UUID) -> Response:
    """The pane beside the list; as a page of its own, the assignment."""
    row = await progress.get(read, actor, entry_id)
    if not is_fragment(request):
        return RedirectResponse(f"/assignments/{row.entry.assignment_id}", 303)
    return render(request, "approvals/_peek.html", {"chosen": row})


@router.post("/approvals", name="approvals:decide")
@once
async def decide(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    """Approve and send back what is marked; what is marked later stays."""
    access.require_anywhere(actor, Permission.progress_approve)
    posted = await request.form()
    marked = {name[2:]: str(value) for name, value in posted.multi_items() if name.startswith("d-")}
    form = await filled(request, Marks, extra=tuple(posted.keys()))
    decisions = []
    for text, mark in marked.items():
        entry_id = one_id(text)
        if entry_id is None or mark not in ("ok", "back"):
            continue
        choice = progress.Choice.approve if mark == "ok" else progress.Choice.send_back
        reason = str(posted.get(f"r-{text}") or "") if mark == "back" else ""
        try:
            decisions.append(progress.Decision(entry_id=entry_id, choice=choice, reason=reason))
        except ValidationError as error:
            form.errors[f"r-{text}"] = next(iter(errors_of(error).values()))
    done = (0, 0)
    if not form.errors:
        async with attempt(tx, form):
            done = await progress.decide(tx, actor, decisions)
    request.state.counts = await count(tx, actor)
    if form.errors or is_fragment(request):
        return await _page(request, tx, actor, done=None if form.errors else done, form=form, peek=None)
    return RedirectResponse(f"/approvals?approved={done[0]}&returned={done[1]}", 303)
