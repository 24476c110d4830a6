"""Changes to assignments: giving a task to units and down the tree, and what its holder and its giver say of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, exists, or_, select
from sqlmodel import col

from app import clock
from app.db import Session
from app.domain import access, events
from app.domain.access import Actor, Permission
from app.domain.tasks import assignments, deadlines, inputs, queries, rules
from app.errors import Forbidden, Invalid, NotFound, WrongState
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
)
from app.words import N_, say


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
    rules.refuse_withdrawn(task)
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
            session.add(
                deadlines.row_of(task.id, row.id, inputs.NewDeadline(kind=DeadlineKind.date, due_on=form.due_on))
            )
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
    parent = await assignments.claim_assignment(session, actor, form.parent_id, needs=Permission.assign)
    if parent.task_id != task_id:
        raise NotFound()
    if parent.state not in OPEN_STATES:
        raise WrongState(values={"state": say(STATE_LABELS[parent.state])})
    if parent.role is not AssignmentRole.lead:
        raise Forbidden(N_("Chỉ đơn vị chủ trì giao tiếp được việc này."))
    if parent.state is AssignmentState.assigned:
        await _accept(session, actor, parent)
    return task, parent.unit_id, parent


async def revise_assignment(
    session: Session,
    actor: Actor,
    assignment_id: UUID,
    form: inputs.AssignmentRevision,
    *,
    version: int | None = None,
) -> Assignment:
    """The giver changes its word on an open assignment. Raises NotFound, Forbidden, Stale, WrongState."""
    row = await assignments.claim_assignment(
        session, actor, assignment_id, needs=Permission.assign, by_giver=True, version=version
    )
    if row.state not in OPEN_STATES:
        raise WrongState(values={"state": say(STATE_LABELS[row.state])})
    given = form.model_dump(exclude_unset=True)
    was = {name: getattr(row, name) for name in given}
    for name, value in given.items():
        setattr(row, name, value)
    row.version += 1
    await events.record(session, actor, "assignment.revised", row, before=was)
    return row


async def remove_assignment(
    session: Session, actor: Actor, assignment_id: UUID, *, reason: str, version: int | None = None
) -> Assignment | None:
    """Erase an assignment that nobody worked on; one with a report, a draft or units below is recalled, never erased.

    Returns the recalled assignment, or None if it was erased. Raises NotFound, Forbidden, Stale, WrongState, Invalid
    (no reason for a recall).
    """
    seen = await assignments.assignment(session, actor, assignment_id)
    await queries.locked(session, actor, seen.task_id)
    row = await assignments.claim_assignment(
        session, actor, assignment_id, needs=rules.RECALL.needs, by_giver=True, version=version
    )
    leant_on = await session.scalar(
        select(
            or_(
                exists().where(col(ProgressEntry.assignment_id) == row.id),
                exists().where(col(Assignment.parent_id) == row.id),
            )
        )
    )
    if leant_on:
        if not reason.strip():
            raise Invalid(
                N_("Đơn vị đã bắt đầu làm nên chỉ thu hồi được, không xóa; nhập lý do thu hồi."), field="reason"
            )
        await recall_row(session, actor, row, reason)
        return row
    was = events.shown(row)
    await session.execute(delete(Deadline).where(col(Deadline.assignment_id) == row.id))
    await events.record(session, actor, "assignment.erased", row, before=was, after={}, reason=reason)
    await session.delete(row)
    await session.flush()
    return None


async def accept(session: Session, actor: Actor, assignment_id: UUID) -> Assignment:
    """The holder says that it has received the task. Raises NotFound, Forbidden, WrongState."""
    row = await assignments.claim_assignment(session, actor, assignment_id, needs=rules.ACCEPT.needs)
    await _accept(session, actor, row)
    return row


async def _accept(session: Session, actor: Actor, row: Assignment) -> None:
    was = rules.advance(row, rules.ACCEPT)
    row.accepted_at = clock.now()
    row.version += 1
    await events.record(session, actor, "assignment.accepted", row, before={"state": was})


async def hand_back(session: Session, actor: Actor, assignment_id: UUID, form: inputs.Reason) -> Assignment:
    """The holder says that the task is not its own. Raises NotFound, Forbidden, WrongState."""
    row = await assignments.claim_assignment(session, actor, assignment_id, needs=rules.HAND_BACK.needs)
    was = rules.advance(row, rules.HAND_BACK)
    row.closed_reason = form.reason
    row.version += 1
    await events.record(session, actor, "assignment.handed_back", row, before={"state": was}, reason=form.reason)
    return row


async def recall(session: Session, actor: Actor, assignment_id: UUID, form: inputs.Reason) -> Assignment:
    """The giver takes the assignment back, with what was given on from it; the record stays.

    Raises NotFound, Forbidden, WrongState.
    """
    row = await assignments.claim_assignment(session, actor, assignment_id, needs=rules.RECALL.needs, by_giver=True)
    await recall_row(session, actor, row, form.reason)
    return row


async def recall_row(session: Session, actor: Actor, row: Assignment, reason: str) -> None:
    """Recall a claimed assignment and what was given on from it. Raises WrongState."""
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
            await recall_row(session, actor, child, reason)


async def complete(session: Session, actor: Actor, assignment_id: UUID) -> Assignment:
    """The giver takes the approved result as done, as of the day it was handed in. Raises NotFound, Forbidden, WrongState."""
    row = await assignments.claim_assignment(session, actor, assignment_id, needs=rules.COMPLETE.needs, by_giver=True)
    was = rules.advance(row, rules.COMPLETE)
    row.completed_on = clock.local(row.reported_at or clock.now()).date()
    row.version += 1
    await events.record(session, actor, "assignment.completed", row, before={"state": was})
    return row


async def send_back(session: Session, actor: Actor, assignment_id: UUID, form: inputs.Reason) -> Assignment:
    """The giver does not take the result yet, or opens a completed one again. Raises NotFound, Forbidden, WrongState."""
    row = await assignments.claim_assignment(session, actor, assignment_id, needs=rules.SEND_BACK.needs, by_giver=True)
    was = rules.advance(row, rules.SEND_BACK)
    row.completed_on = None
    row.version += 1
    await events.record(session, actor, "assignment.sent_back", row, before={"state": was}, reason=form.reason)
    return row
