"""Changes to tasks."""

from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlmodel import col

from app import clock
from app.db import Session, lexeme_vector
from app.domain import access, events
from app.domain.access import Actor, Permission
from app.domain.tasks import assigning, deadlines, inputs, queries, rules
from app.errors import Forbidden, Invalid, NotFound
from app.models.directives import Directive, DirectiveText
from app.models.drafts import Draft
from app.models.progress import ProgressEntry
from app.models.tasks import (
    OPEN_STATES,
    Assignment,
    Deadline,
    Task,
    TaskState,
)
from app.words import N_


async def create(session: Session, actor: Actor, form: inputs.NewTask, *, position: int = 0) -> Task:
    """A new task, from a span of a directive's text or typed in.

    The sentence under the span is copied into the task and never changes again. Raises NotFound, Forbidden, Invalid.
    """
    unit_id, quote = await _home_of(session, actor, form)
    await access.require(session, actor, Permission.task_edit, unit_id, seen=form.directive_id is not None)
    if form.parent_id is not None:
        await queries.get(session, actor, form.parent_id)
    task = Task(
        **form.model_dump(exclude={"deadline", "registering_unit_id"}),
        registering_unit_id=unit_id,
        quote=quote,
        position=position,
        created_by=actor.account_id,
        created_at=clock.now(),
        search=lexeme_vector(form.title, form.detail, form.product),
    )
    session.add(task)
    await session.flush()
    if form.deadline is not None:
        session.add(deadlines.row_of(task.id, None, await deadlines.worked_out(session, form.deadline)))
    await events.record(session, actor, "task.created", task, unit_id=unit_id)
    return task


async def _home_of(session: Session, actor: Actor, form: inputs.NewTask) -> tuple[UUID, str]:
    if form.directive_id is None:
        unit_id = form.registering_unit_id or actor.acting_unit_id
        if unit_id is None:
            raise Forbidden()
        return unit_id, ""
    directive = await session.scalar(
        select(Directive).where(col(Directive.id) == form.directive_id, access.directives_seen(actor))
    )
    if directive is None:
        raise NotFound()
    if form.span_start is None or form.span_end is None:
        return directive.registering_unit_id, ""
    body = await session.scalar(select(col(DirectiveText.body)).where(col(DirectiveText.directive_id) == directive.id))
    if body is None or form.span_end > len(body):
        raise Invalid(N_("Đoạn trích nằm ngoài văn bản."), field="span_end")
    return directive.registering_unit_id, body[form.span_start : form.span_end]


async def revise(
    session: Session, actor: Actor, task_id: UUID, form: inputs.TaskRevision, *, version: int | None = None
) -> Task:
    """Change the words of a task; its source sentence stays. Raises NotFound, Forbidden, Stale, WrongState."""
    task = await queries.claim(session, actor, task_id, needs=Permission.task_edit, version=version)
    rules.refuse_withdrawn(task)
    given = form.model_dump(exclude_unset=True)
    was = {name: getattr(task, name) for name in given}
    for name, value in given.items():
        if value is not None:
            setattr(task, name, value)
    task.search = lexeme_vector(task.title, task.detail, task.product)
    task.version += 1
    await events.record(session, actor, "task.revised", task, unit_id=task.registering_unit_id, before=was)
    return task


async def remove(
    session: Session, actor: Actor, task_id: UUID, *, reason: str, version: int | None = None
) -> Task | None:
    """Erase a task nobody has reported on; one with reported work is withdrawn, never erased.

    Its open assignments are recalled. A draft that somebody keeps on it counts as work. Returns the withdrawn task, or
    None if it was erased. Raises NotFound, Forbidden, Stale, Invalid (no reason for a withdrawal).
    """
    task = await queries.claim(session, actor, task_id, needs=Permission.task_edit, version=version)
    rules.refuse_withdrawn(task)
    held = list(
        (
            await session.execute(
                select(Assignment)
                .where(col(Assignment.task_id) == task.id)
                .order_by(col(Assignment.id))
                .with_for_update()
            )
        ).scalars()
    )
    if not await _leant_on(session, task.id):
        for row in held:
            was = events.shown(row)
            await events.record(session, actor, "assignment.erased", row, before=was, after={}, reason=reason)
        await events.record(
            session,
            actor,
            "task.erased",
            task,
            unit_id=task.registering_unit_id,
            before=events.shown(task),
            after={},
            reason=reason,
        )
        await session.execute(delete(Deadline).where(col(Deadline.task_id) == task.id))
        await session.execute(delete(Assignment).where(col(Assignment.task_id) == task.id))
        await session.delete(task)
        await session.flush()
        return None
    if not reason.strip():
        raise Invalid(N_("Việc đã có tiến độ nên chỉ rút lại được, không xóa; nhập lý do rút lại."), field="reason")
    task.state = TaskState.withdrawn
    task.withdrawn_reason = reason
    task.version += 1
    for row in held:
        if row.state in OPEN_STATES:
            await assigning.recall_row(session, actor, row, reason)
    await events.record(
        session,
        actor,
        "task.withdrawn",
        task,
        unit_id=task.registering_unit_id,
        before={"state": TaskState.open},
        reason=reason,
    )
    return task


async def _leant_on(session: Session, task_id: UUID) -> bool:
    """Whether the review, a task below or anybody's progress entry, a draft too, points to the task."""
    held = select(col(Assignment.id)).where(col(Assignment.task_id) == task_id)
    return bool(
        await session.scalar(
            select(
                or_(
                    exists().where(col(Draft.task_id) == task_id),
                    exists().where(col(Task.parent_id) == task_id),
                    exists().where(col(ProgressEntry.assignment_id).in_(held)),
                )
            )
        )
    )
