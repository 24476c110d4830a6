"""Changes to tasks, deadlines and assignments."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update
from sqlmodel import col

from app import clock, words
from app.db import Session, lexeme_vector
from app.domain import access, calendar, events
from app.domain.access import Actor, Permission
from app.domain.tasks import inputs, queries, rules
from app.errors import Forbidden, Invalid, NotFound, Stale, WrongState
from app.models.directives import Directive, DirectiveText
from app.models.drafts import Draft
from app.models.progress import ProgressEntry
from app.models.tasks import (
    GONE_STATES,
    OPEN_STATES,
    STATE_LABELS,
    Assignment,
    AssignmentRole,
    AssignmentState,
    Deadline,
    DeadlineKind,
    Task,
    TaskState,
)
from app.words import N_, say

D = TypeVar("D", bound=inputs.NewDeadline)


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
        session.add(_deadline(task.id, None, await _worked_out(session, form.deadline)))
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


async def _worked_out(session: Session, form: D) -> D:
    """The deadline with its due day, where the rule counts from an event whose day is said (`event_on`)."""
    event_on = words.read_date(str(form.rule.get("event_on", "")))
    if form.due_on is not None or event_on is None:
        return form
    due_on = rules.due_day(form.rule, event_on, await calendar.calendar_of(session))
    return form.model_copy(update={"due_on": due_on})


def _deadline(task_id: UUID, assignment_id: UUID | None, form: inputs.NewDeadline) -> Deadline:
    return Deadline(
        task_id=task_id,
        assignment_id=assignment_id,
        kind=form.kind,
        words=form.words,
        from_on=form.from_on,
        due_on=form.due_on,
        first_due_on=form.due_on,
        rule=form.rule,
    )


async def revise(
    session: Session, actor: Actor, task_id: UUID, form: inputs.TaskRevision, *, version: int | None = None
) -> Task:
    """Change the words of a task; its source sentence stays. Raises NotFound, Forbidden, Stale, WrongState."""
    task = await queries.claim(session, actor, task_id, needs=Permission.task_edit, version=version)
    _refuse_withdrawn(task)
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
    _refuse_withdrawn(task)
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
            await _recall(session, actor, row, reason)
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


def _refuse_withdrawn(task: Task) -> None:
    if task.state is TaskState.withdrawn:
        raise WrongState(N_("Việc này đã được rút lại."))


async def set_deadline(
    session: Session,
    actor: Actor,
    task_id: UUID,
    form: inputs.DeadlineChange,
    *,
    assignment_id: UUID | None = None,
    version: int | None = None,
) -> Deadline:
    """Set the deadline of a task, or of one assignment of it; open assignments get the new day.

    Moving a day that was set needs a reason; the first due day is kept. A rule that counts from an event whose day is
    said (`event_on`) gives the due day by the calendar. `version` 0 says there is none yet. Raises NotFound, Forbidden, Stale, Invalid.
    """
    if assignment_id is None:
        task = await queries.claim(session, actor, task_id, needs=Permission.task_edit)
        unit_id = task.registering_unit_id
    else:
        task = await queries.locked(session, actor, task_id)
        held = await queries.claim_assignment(session, actor, assignment_id, needs=Permission.assign, by_giver=True)
        if held.task_id != task_id:
            raise NotFound()
        unit_id = held.unit_id
    _refuse_withdrawn(task)
    present = await session.scalar(
        select(Deadline)
        .where(col(Deadline.task_id) == task_id, col(Deadline.assignment_id).is_not_distinct_from(assignment_id))
        .with_for_update()
    )
    if version is not None and version != (present.version if present else 0):
        raise Stale()
    form = await _worked_out(session, form)
    if present is None:
        row = _deadline(task_id, assignment_id, form)
        session.add(row)
        was: dict[str, object] = {"due_on": None}
    else:
        row = present
        was = {"kind": row.kind, "due_on": row.due_on, "words": row.words, "from_on": row.from_on}
        if row.due_on is not None and row.due_on != form.due_on and not form.reason.strip():
            raise Invalid(N_("Đổi hạn thì ghi lý do; hạn cũ được giữ trong lịch sử."), field="reason")
        row.kind, row.due_on, row.from_on, row.rule = form.kind, form.due_on, form.from_on, form.rule
        row.words = form.words or row.words
        row.first_due_on = row.first_due_on or form.due_on
        row.version += 1
    await session.flush()
    await _spread_due_day(session, task_id, assignment_id, form.due_on)
    await events.record(session, actor, "deadline.changed", row, unit_id=unit_id, before=was, reason=form.reason)
    return row


async def _spread_due_day(session: Session, task_id: UUID, assignment_id: UUID | None, due_on: date | None) -> None:
    chosen = select(col(Assignment.id)).order_by(col(Assignment.id)).with_for_update()
    if assignment_id is not None:
        chosen = chosen.where(col(Assignment.id) == assignment_id)
    else:
        own = select(col(Deadline.assignment_id)).where(
            col(Deadline.task_id) == task_id, col(Deadline.assignment_id).is_not(None)
        )
        chosen = chosen.where(
            col(Assignment.task_id) == task_id, col(Assignment.state).in_(OPEN_STATES), col(Assignment.id).notin_(own)
        )
    locked = list((await session.execute(chosen)).scalars())
    await session.execute(
        update(Assignment)
        .where(col(Assignment.id).in_(locked))
        .values(due_on=due_on, version=col(Assignment.version) + 1)
        .execution_options(synchronize_session="fetch")
    )


@dataclass(frozen=True)
class Assigned:
    """What one act of assigning did: new assignments, and units passed over because they hold the task already."""

    created: list[Assignment]
    skipped: list[UUID]


async def assign(session: Session, actor: Actor, task_id: UUID, form: inputs.NewAssignments) -> Assigned:
    """Give one task to one or many units, or a held assignment on to units below.

    Given on (`parent_id`), the holder's side acts for the holding unit; otherwise the registering side. Units that
    hold the task already are passed over. Raises NotFound (a unit one may not see or give to), Forbidden, WrongState.
    """
    task, giver, parent = await _giver_of(session, actor, task_id, form)
    _refuse_withdrawn(task)
    unit_ids = sorted(set(form.unit_ids))
    living = await queries.living_units(session, unit_ids)
    for unit_id in unit_ids:
        if unit_id not in living:
            raise Invalid(N_("Đơn vị được chọn không còn hoạt động; chọn đơn vị kế tiếp."), field="unit_ids")
        if not await access.directs(session, actor, Permission.assign, unit_id):
            raise Invalid(
                N_("Có đơn vị nằm ngoài phạm vi bạn được giao việc."), field="unit_ids", code="unit-out-of-reach"
            )
    holding = set(
        (
            await session.execute(
                select(col(Assignment.unit_id)).where(
                    col(Assignment.task_id) == task.id,
                    col(Assignment.unit_id).in_(unit_ids),
                    col(Assignment.state).notin_(GONE_STATES),
                )
            )
        ).scalars()
    )
    common = await session.scalar(
        select(Deadline).where(col(Deadline.task_id) == task.id, col(Deadline.assignment_id).is_(None))
    )
    due_on = form.due_on or (parent.due_on if parent else None) or (common.due_on if common else None)
    created = []
    for unit_id in unit_ids:
        if unit_id in holding:
            continue
        row = Assignment(
            task_id=task.id,
            unit_id=unit_id,
            role=form.role,
            parent_id=form.parent_id,
            assigned_by_unit_id=giver,
            assigned_by=actor.account_id,
            assigned_at=clock.now(),
            approval_completes=form.approval_completes,
            note=form.note,
            due_on=due_on,
        )
        session.add(row)
        await session.flush()
        if form.due_on is not None:
            session.add(_deadline(task.id, row.id, inputs.NewDeadline(kind=DeadlineKind.date, due_on=form.due_on)))
        await events.record(session, actor, "assignment.created", row)
        created.append(row)
    return Assigned(created, [unit_id for unit_id in unit_ids if unit_id in holding])


async def _giver_of(
    session: Session, actor: Actor, task_id: UUID, form: inputs.NewAssignments
) -> tuple[Task, UUID, Assignment | None]:
    if form.parent_id is None:
        task = await queries.claim(session, actor, task_id, needs=Permission.assign)
        return task, task.registering_unit_id, None
    task = await queries.locked(session, actor, task_id)
    parent = await queries.claim_assignment(session, actor, form.parent_id, needs=Permission.assign)
    if parent.task_id != task_id:
        raise NotFound()
    if parent.state not in OPEN_STATES:
        raise WrongState(values={"state": say(STATE_LABELS[parent.state])})
    if parent.role is not AssignmentRole.lead:
        raise Forbidden(N_("Chỉ đơn vị chủ trì giao tiếp được việc này."))
    if parent.state is AssignmentState.assigned:
        await _accept(session, actor, parent)
    return task, parent.unit_id, parent


async def accept(session: Session, actor: Actor, assignment_id: UUID) -> Assignment:
    """The holder says that it has received the task. Raises NotFound, Forbidden, WrongState."""
    row = await queries.claim_assignment(session, actor, assignment_id, needs=rules.ACCEPT.needs)
    await _accept(session, actor, row)
    return row


async def _accept(session: Session, actor: Actor, row: Assignment) -> None:
    was = rules.advance(row, rules.ACCEPT)
    row.accepted_at = clock.now()
    row.version += 1
    await events.record(session, actor, "assignment.accepted", row, before={"state": was})


async def hand_back(session: Session, actor: Actor, assignment_id: UUID, form: inputs.Reason) -> Assignment:
    """The holder says that the task is not its own. Raises NotFound, Forbidden, WrongState."""
    row = await queries.claim_assignment(session, actor, assignment_id, needs=rules.HAND_BACK.needs)
    was = rules.advance(row, rules.HAND_BACK)
    row.closed_reason = form.reason
    row.version += 1
    await events.record(session, actor, "assignment.handed_back", row, before={"state": was}, reason=form.reason)
    return row


async def recall(session: Session, actor: Actor, assignment_id: UUID, form: inputs.Reason) -> Assignment:
    """The giver takes the assignment back, with what was given on from it; the record stays.

    Raises NotFound, Forbidden, WrongState.
    """
    row = await queries.claim_assignment(session, actor, assignment_id, needs=rules.RECALL.needs, by_giver=True)
    await _recall(session, actor, row, form.reason)
    return row


async def _recall(session: Session, actor: Actor, row: Assignment, reason: str) -> None:
    was = rules.advance(row, rules.RECALL)
    row.closed_reason = reason
    row.version += 1
    await events.record(session, actor, "assignment.recalled", row, before={"state": was}, reason=reason)
    below = await session.execute(
        select(Assignment)
        .where(col(Assignment.parent_id) == row.id, col(Assignment.state).in_(OPEN_STATES))
        .order_by(col(Assignment.id))
        .with_for_update()
    )
    for child in below.scalars():
        if child.state in OPEN_STATES:
            await _recall(session, actor, child, reason)


async def complete(session: Session, actor: Actor, assignment_id: UUID) -> Assignment:
    """The giver takes the approved result as done, as of the day it was handed in. Raises NotFound, Forbidden, WrongState."""
    row = await queries.claim_assignment(session, actor, assignment_id, needs=rules.COMPLETE.needs, by_giver=True)
    was = rules.advance(row, rules.COMPLETE)
    row.completed_on = clock.local(row.reported_at or clock.now()).date()
    row.version += 1
    await events.record(session, actor, "assignment.completed", row, before={"state": was})
    return row


async def send_back(session: Session, actor: Actor, assignment_id: UUID, form: inputs.Reason) -> Assignment:
    """The giver does not take the result yet, or opens a completed one again. Raises NotFound, Forbidden, WrongState."""
    row = await queries.claim_assignment(session, actor, assignment_id, needs=rules.SEND_BACK.needs, by_giver=True)
    was = rules.advance(row, rules.SEND_BACK)
    row.completed_on = None
    row.version += 1
    await events.record(session, actor, "assignment.sent_back", row, before={"state": was}, reason=form.reason)
    return row
