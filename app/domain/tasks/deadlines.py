"""Changes to deadlines, of a task or of one assignment of it."""

from datetime import date
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from app import words
from app.db import Session
from app.domain import calendar, events
from app.domain.access import Actor, Permission
from app.domain.tasks import assignments, inputs, queries, rules
from app.errors import Invalid, NotFound, Stale
from app.models.tasks import (
    OPEN_STATES,
    Assignment,
    Deadline,
    DeadlineKind,
)
from app.words import N_

D = TypeVar("D", bound=inputs.NewDeadline)


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

    Moving a day that was set, of the task or by it, needs a reason; the first due day is kept. A rule that counts
    from an event whose day is said (`event_on`) gives the due day by the calendar. `version` 0 says there is none yet. Raises NotFound, Forbidden, Stale, Invalid.
    """
    unit_id, held = await _authorised(session, actor, task_id, assignment_id)
    present = await _present(session, task_id, assignment_id)
    if version is not None and version != (present.version if present else 0):
        raise Stale()
    form = await worked_out(session, form)
    valid = present.due_on if present else held.due_on if held else None
    if valid is not None and valid != form.due_on and not form.reason.strip():
        raise Invalid(N_("Đổi hạn thì ghi lý do; hạn cũ được giữ trong lịch sử."), field="reason")
    if present is None:
        row = row_of(task_id, assignment_id, form)
        row.first_due_on = valid or row.first_due_on
        session.add(row)
        was: dict[str, object] = {"due_on": valid}
    else:
        row = present
        was = {"kind": row.kind, "due_on": row.due_on, "words": row.words, "from_on": row.from_on}
        row.kind, row.due_on, row.from_on, row.rule = form.kind, form.due_on, form.from_on, form.rule
        row.words = form.words or row.words
        row.first_due_on = row.first_due_on or form.due_on
        row.version += 1
    await session.flush()
    await _spread_due_day(session, task_id, assignment_id, form.due_on)
    await events.record(session, actor, "deadline.changed", row, unit_id=unit_id, before=was, reason=form.reason)
    return row


async def remove_deadline(
    session: Session,
    actor: Actor,
    task_id: UUID,
    *,
    reason: str,
    assignment_id: UUID | None = None,
    version: int | None = None,
) -> None:
    """Leave the task without a deadline, or the assignment with that of its task; first days and history stay.

    A task whose deadline is already none is left as it is. Raises NotFound (also where there is none to an
    assignment), Forbidden, Stale, WrongState, Invalid (no reason).
    """
    if not reason.strip():
        raise Invalid(N_("Bỏ thời hạn thì ghi lý do; hạn cũ được giữ trong lịch sử."), field="reason")
    unit_id, _ = await _authorised(session, actor, task_id, assignment_id)
    row = await _present(session, task_id, assignment_id)
    if row is None:
        raise NotFound()
    if version is not None and version != row.version:
        raise Stale()
    if assignment_id is None and row.kind is DeadlineKind.none:
        return
    due_on = None
    if assignment_id is not None:
        general = await _present(session, task_id, None)
        due_on = general.due_on if general else None
    was = {"kind": row.kind, "due_on": row.due_on, "words": row.words}
    await events.record(
        session, actor, "deadline.removed", row, unit_id=unit_id, before=was, after={"due_on": due_on}, reason=reason
    )
    if assignment_id is None:
        row.kind, row.due_on, row.from_on, row.rule = DeadlineKind.none, None, None, {}
        row.version += 1
    else:
        await session.delete(row)
    await session.flush()
    await _spread_due_day(session, task_id, assignment_id, due_on)


async def _authorised(
    session: Session, actor: Actor, task_id: UUID, assignment_id: UUID | None
) -> tuple[UUID, Assignment | None]:
    """The unit whose record the change belongs to, and the assignment; the task is locked first, then the assignment."""
    held = None
    if assignment_id is None:
        task = await queries.claim(session, actor, task_id, needs=Permission.task_edit)
        unit_id = task.registering_unit_id
    else:
        task = await queries.locked(session, actor, task_id)
        held = await assignments.claim_assignment(session, actor, assignment_id, needs=Permission.assign, by_giver=True)
        if held.task_id != task_id:
            raise NotFound()
        unit_id = held.unit_id
    rules.refuse_withdrawn(task)
    return unit_id, held


async def _present(session: Session, task_id: UUID, assignment_id: UUID | None) -> Deadline | None:
    found: Deadline | None = await session.scalar(
        select(Deadline)
        .where(col(Deadline.task_id) == task_id, col(Deadline.assignment_id).is_not_distinct_from(assignment_id))
        .with_for_update()
    )
    return found


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


async def worked_out(session: Session, form: D) -> D:
    """The deadline with its due day, where the rule counts from an event whose day is said (`event_on`)."""
    event_on = words.read_date(str(form.rule.get("event_on", "")))
    if form.due_on is not None or event_on is None:
        return form
    due_on = rules.due_day(form.rule, event_on, await calendar.calendar_of(session))
    return form.model_copy(update={"due_on": due_on})


def row_of(task_id: UUID, assignment_id: UUID | None, form: inputs.NewDeadline) -> Deadline:
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
