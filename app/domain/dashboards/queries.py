"""Reads of a leader's glance: counts by the units below and by state, each with the condition behind it."""

from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import clock, words
from app.db import Session, on_day
from app.domain import access, organisation, tasks
from app.domain.access import Actor, Permission
from app.models.directives import Directive, DirectiveState
from app.models.organisation import UnitPath, UnitVersion
from app.models.tasks import Assignment, AssignmentRole, AssignmentState, Task

Counts = dict[tasks.Word, int]


@dataclass(frozen=True)
class Line:
    """One unit's own and lower assignments, by word."""

    unit_id: UUID
    name: str
    counts: Counts
    place_code: str | None = None

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def late(self) -> int:
        return self.counts.get(tasks.Word.late, 0)

    @property
    def done(self) -> int:
        return self.counts.get(tasks.Word.done, 0)


@dataclass(frozen=True)
class Month:
    """A month's end: how many assignments with a deadline were due by then, and how many were completed by then."""

    ends_on: date
    due: int
    completed: int


@dataclass(frozen=True)
class Course:
    """The months of a year up to today, and how many assignments with a deadline there are in all."""

    with_deadline: int
    months: list[Month]


@dataclass(frozen=True)
class Dashboard:
    scope_id: UUID
    scope_name: str
    counts: Counts
    done_with_deadline: int
    done_on_time: int
    lines: list[Line]
    by_directive: list[tuple[Directive, Counts]]
    course: Course
    overdue: list[tasks.AssignmentRow] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.counts.values())


async def scopes(session: Session, actor: Actor) -> list[organisation.UnitOnDay]:
    """The units whose branch the actor may look at: the own ones and those directly below."""
    access.require_anywhere(actor, Permission.see)
    found = await organisation.roots_seen(session, actor)
    for root in list(found):
        found += await organisation.children(session, actor, root.id)
    return list({unit.id: unit for unit in found}.values())


async def overview(
    session: Session, actor: Actor, *, scope_id: UUID | None = None, directive_id: UUID | None = None
) -> Dashboard:
    """Lead assignments of a branch, counted by unit directly below and by word. Raises NotFound, Forbidden.

    Cooperating and following assignments are not counted: their work is the lead's.
    """
    access.require_anywhere(actor, Permission.see)
    seen = actor.own_units(Permission.see)
    chosen = scope_id or (actor.acting_unit_id if actor.acting_unit_id in seen else seen[0])
    await access.require(session, actor, Permission.see, chosen)
    scope = await organisation.get(session, actor, chosen)
    counted = _counted(chosen, directive_id)
    lines = await _lines(session, chosen, counted)
    by_word: Counts = {}
    for line in lines:
        for word, number in line.counts.items():
            by_word[word] = by_word.get(word, 0) + number
    with_deadline, on_time = await _timely(session, counted)
    rows = await tasks.assignments_page(
        session,
        actor,
        under=chosen,
        directive_id=directive_id,
        word=tasks.Word.late,
        role=AssignmentRole.lead,
        limit=10,
    )
    return Dashboard(
        chosen,
        scope.name,
        by_word,
        with_deadline,
        on_time,
        lines,
        await _by_directive(session, counted),
        await _course(session, counted),
        rows,
    )


def _counted(scope_id: UUID, directive_id: UUID | None) -> ColumnElement[bool]:
    condition = and_(
        tasks.counted(),
        col(Assignment.role) == AssignmentRole.lead,
        col(Assignment.unit_id).in_(access.subtree([scope_id])),
    )
    if directive_id is not None:
        condition = and_(
            condition, col(Assignment.task_id).in_(select(col(Task.id)).where(col(Task.directive_id) == directive_id))
        )
    return condition


async def _lines(session: Session, scope_id: UUID, counted: ColumnElement[bool]) -> list[Line]:
    """Sums per unit directly below the scope, and one for the scope's own work; the most overdue first."""
    today = clock.today()
    down, up = aliased(UnitPath), aliased(UnitPath)
    below = (
        select(col(down.unit_id).label("top"), col(up.unit_id).label("unit"))
        .join(up, col(up.ancestor_id) == col(down.unit_id))
        .where(
            col(down.ancestor_id) == scope_id,
            col(down.depth) == 1,
            on_day(col(down.valid), today),
            on_day(col(up.valid), today),
        )
        .subquery()
    )
    top = func.coalesce(below.c.top, scope_id)
    word = tasks.word_column(today)
    found = await session.execute(
        select(top, word, func.count())
        .select_from(Assignment)
        .outerjoin(below, below.c.unit == col(Assignment.unit_id))
        .where(counted)
        .group_by(top, word)
    )
    sums: dict[UUID, Counts] = {}
    for unit_id, name, number in found:
        sums.setdefault(unit_id, {})[tasks.Word(name)] = number
    children = await session.execute(
        select(col(UnitVersion.unit_id), col(UnitVersion.place_code)).where(
            col(UnitVersion.parent_id) == scope_id, on_day(col(UnitVersion.valid), today)
        )
    )
    places = {row[0]: row[1] for row in children}
    names = await organisation.names_of(session, [*places, *sums])
    lines = [
        Line(unit_id, names[unit_id], sums.get(unit_id, {}), places.get(unit_id))
        for unit_id in dict.fromkeys([*places, *sums])
    ]
    return sorted(lines, key=lambda line: (-line.late, -line.total, words.sort_key(line.name)))


async def _timely(session: Session, counted: ColumnElement[bool]) -> tuple[int, int]:
    """Of the completed with a due day: how many, and how many by that day."""
    in_time = col(Assignment.completed_on) <= col(Assignment.due_on)
    row = (
        await session.execute(
            select(func.count(), func.count().filter(in_time))
            .select_from(Assignment)
            .where(counted, col(Assignment.state) == AssignmentState.completed, col(Assignment.due_on).is_not(None))
        )
    ).one()
    return row[0], row[1]


async def _course(session: Session, counted: ColumnElement[bool]) -> Course:
    """Due and completed by each month's end of this year, summed up, among the assignments with a deadline."""
    today = clock.today()
    ends = [date(today.year, month, monthrange(today.year, month)[1]) for month in range(1, today.month + 1)]
    until = [
        func.count().filter(day <= end)
        for end in ends
        for day in (col(Assignment.due_on), col(Assignment.completed_on))
    ]
    row = (
        await session.execute(
            select(func.count(), *until).select_from(Assignment).where(counted, col(Assignment.due_on).is_not(None))
        )
    ).one()
    sums = list(row)
    return Course(sums[0], [Month(end, due, done) for end, due, done in zip(ends, sums[1::2], sums[2::2], strict=True)])


async def _by_directive(session: Session, counted: ColumnElement[bool]) -> list[tuple[Directive, Counts]]:
    """The directives that are not ended with their counts, the most overdue first."""
    word = tasks.word_column(clock.today())
    found = await session.execute(
        select(col(Task.directive_id), word, func.count())
        .select_from(Assignment)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(counted, col(Task.directive_id).is_not(None))
        .group_by(col(Task.directive_id), word)
    )
    sums: dict[UUID, Counts] = {}
    for directive_id, name, number in found:
        if directive_id is not None:
            sums.setdefault(directive_id, {})[tasks.Word(name)] = number
    rows = await session.execute(
        select(Directive).where(col(Directive.id).in_(list(sums)), col(Directive.state) != DirectiveState.ended)
    )
    return sorted(
        ((row, sums[row.id]) for row in rows.scalars()),
        key=lambda pair: (-pair[1].get(tasks.Word.late, 0), -sum(pair[1].values()), pair[0].number_symbol),
    )
