"""Reads of tasks; every one starts from what the actor sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import clock
from app.db import Session, on_day
from app.domain import access
from app.domain.access import Actor, Permission
from app.domain.tasks import assignments, rules
from app.errors import NotFound, Stale
from app.models.directives import Directive
from app.models.organisation import Unit, UnitPath
from app.models.tasks import (
    Assignment,
    Deadline,
    Task,
    TaskState,
)


@dataclass(frozen=True)
class TaskRow:
    """A task with its directive's number, its deadline and how many of its assignments the actor sees."""

    task: Task
    number_symbol: str
    deadline: Deadline | None
    assigned: int


def _task_rows(actor: Actor) -> Select[Any]:
    given = aliased(Assignment)
    assigned = (
        select(func.count())
        .select_from(given)
        .where(col(given.task_id) == col(Task.id), rules.counted(given), access.assignments_seen(actor, given))
        .scalar_subquery()
    )
    return (
        select(Task, func.coalesce(col(Directive.number_symbol), ""), Deadline, assigned)
        .outerjoin(Directive, col(Directive.id) == col(Task.directive_id))
        .outerjoin(Deadline, and_(col(Deadline.task_id) == col(Task.id), col(Deadline.assignment_id).is_(None)))
    )


async def get(session: Session, actor: Actor, task_id: UUID) -> TaskRow:
    """One task. Raises NotFound."""
    chosen = _task_rows(actor).where(col(Task.id) == task_id, access.tasks_seen(actor))
    row = (await session.execute(chosen)).one_or_none()
    if row is None:
        raise NotFound()
    return TaskRow(*row)


async def locked(session: Session, actor: Actor, task_id: UUID) -> Task:
    """The task, seen and locked: whoever changes a task and its assignments takes the task first. Raises NotFound."""
    task: Task | None = await session.scalar(
        select(Task)
        .where(col(Task.id) == task_id, access.tasks_seen(actor))
        .with_for_update(of=Task)
        .execution_options(populate_existing=True)
    )
    if task is None:
        raise NotFound()
    return task


async def claim(
    session: Session, actor: Actor, task_id: UUID, *, needs: Permission, version: int | None = None
) -> Task:
    """The task, authorised at its registering unit and locked. Raises NotFound, Forbidden, Stale."""
    task = await locked(session, actor, task_id)
    await access.require(session, actor, needs, task.registering_unit_id, seen=True)
    if version is not None and task.version != version:
        raise Stale()
    return task


async def page(
    session: Session,
    actor: Actor,
    *,
    directive_id: UUID | None = None,
    q: str = "",
    state: TaskState | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 50,
) -> list[TaskRow]:
    """Tasks that the actor sees, the newest first, or in the order of the text within one directive."""
    chosen = _task_rows(actor).where(access.tasks_seen(actor))
    if directive_id:
        chosen = chosen.where(col(Task.directive_id) == directive_id)
    if state:
        chosen = chosen.where(col(Task.state) == state)
    if q.strip():
        chosen = chosen.where(assignments.searched(q))
    if after:
        at, last = after
        chosen = chosen.where(or_(col(Task.created_at) < at, and_(col(Task.created_at) == at, col(Task.id) < last)))
    ordered = chosen.order_by(col(Task.created_at).desc(), col(Task.id).desc()).limit(limit)
    return [TaskRow(*row) for row in await session.execute(ordered)]


async def deadline_of(
    session: Session, actor: Actor, task_id: UUID, assignment_id: UUID | None = None
) -> Deadline | None:
    """The deadline that counts: the assignment's own, else the task's. Raises NotFound."""
    await get(session, actor, task_id)
    if assignment_id is not None and (await assignments.assignment(session, actor, assignment_id)).task_id != task_id:
        raise NotFound()
    found = (
        await session.execute(
            select(Deadline)
            .where(
                col(Deadline.task_id) == task_id,
                or_(col(Deadline.assignment_id).is_(None), col(Deadline.assignment_id) == assignment_id),
            )
            .order_by(col(Deadline.assignment_id).nulls_last())
        )
    ).scalars()
    return next(iter(found), None)


async def withdrawn(session: Session, task_ids: Iterable[UUID]) -> set[UUID]:
    """Which of the tasks are withdrawn."""
    rows = await session.execute(
        select(col(Task.id)).where(col(Task.id).in_(list(task_ids)), col(Task.state) == TaskState.withdrawn)
    )
    return set(rows.scalars())


async def living_units(session: Session, unit_ids: Iterable[UUID]) -> dict[UUID, Unit]:
    """Those of the units that exist today."""
    found = await session.execute(
        select(Unit)
        .join(UnitPath, and_(col(UnitPath.unit_id) == col(Unit.id), col(UnitPath.depth) == 0))
        .where(col(Unit.id).in_(list(unit_ids)), on_day(col(UnitPath.valid), clock.today()))
    )
    return {unit.id: unit for unit in found.scalars()}
