"""Reads of assignments; every one starts from what the actor sees."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import clock, words
from app.db import Session, matches
from app.domain import access
from app.domain.access import Actor, Permission
from app.domain.tasks import rules
from app.errors import NotFound, Stale
from app.models.directives import Directive
from app.models.organisation import UnitVersion
from app.models.tasks import (
    OPEN_STATES,
    Assignment,
    AssignmentRole,
    AssignmentState,
    Task,
)


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment with the words a list shows beside it; names are those of today."""

    id: UUID
    version: int
    task_id: UUID
    title: str
    product: str
    directive_id: UUID | None
    number_symbol: str
    unit_id: UUID
    unit_name: str
    role: AssignmentRole
    state: AssignmentState
    due_on: date | None
    percent: Decimal
    parent_id: UUID | None
    assigned_by_unit_id: UUID
    giver_name: str
    assigned_at: datetime
    approval_completes: bool
    note: str
    reported_at: datetime | None
    accepted_at: datetime | None
    completed_on: date | None
    closed_reason: str

    def word(self) -> rules.Word:
        return rules.word(self.state, self.due_on, clock.today())

    def timeliness(self) -> rules.Timeliness:
        return rules.timeliness(self.state, self.due_on, self.completed_on, clock.today())


def latest_name(unit_column: Any) -> Any:
    """The name of the unit in the column: today's, or the last it bore."""
    version = aliased(UnitVersion)
    return (
        select(col(version.name))
        .where(col(version.unit_id) == unit_column, func.lower(col(version.valid)) <= clock.today())
        .order_by(func.lower(col(version.valid)).desc())
        .limit(1)
        .scalar_subquery()
    )


def rows() -> Select[Any]:
    """The columns of `AssignmentRow`, to be narrowed by conditions on Assignment, Task and Directive."""
    return (
        select(
            col(Assignment.id),
            col(Assignment.version),
            col(Assignment.task_id),
            col(Task.title),
            col(Task.product),
            col(Task.directive_id),
            func.coalesce(col(Directive.number_symbol), ""),
            col(Assignment.unit_id),
            latest_name(col(Assignment.unit_id)),
            col(Assignment.role),
            col(Assignment.state),
            col(Assignment.due_on),
            col(Assignment.percent),
            col(Assignment.parent_id),
            col(Assignment.assigned_by_unit_id),
            latest_name(col(Assignment.assigned_by_unit_id)),
            col(Assignment.assigned_at),
            col(Assignment.approval_completes),
            col(Assignment.note),
            col(Assignment.reported_at),
            col(Assignment.accepted_at),
            col(Assignment.completed_on),
            col(Assignment.closed_reason),
        )
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Directive, col(Directive.id) == col(Task.directive_id))
    )


async def assignment(session: Session, actor: Actor, assignment_id: UUID) -> AssignmentRow:
    """One assignment. Raises NotFound."""
    row = (
        await session.execute(rows().where(col(Assignment.id) == assignment_id, access.assignments_seen(actor)))
    ).one_or_none()
    if row is None:
        raise NotFound()
    return AssignmentRow(*row)


async def claim_assignment(
    session: Session,
    actor: Actor,
    assignment_id: UUID,
    *,
    needs: Permission,
    by_giver: bool = False,
    version: int | None = None,
) -> Assignment:
    """The assignment, authorised for its holder's or its giver's side and locked. Raises NotFound, Forbidden, Stale."""
    found = await session.scalar(
        select(Assignment)
        .where(col(Assignment.id) == assignment_id, access.assignments_seen(actor))
        .with_for_update(of=Assignment)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound()
    await access.require(session, actor, needs, found.assigned_by_unit_id if by_giver else found.unit_id, seen=True)
    if version is not None and found.version != version:
        raise Stale()
    return found


async def work(
    session: Session, actor: Actor, *, word: rules.Word | None = None, q: str = "", limit: int = 200
) -> list[AssignmentRow]:
    """What the actor's own units have to report on, the most pressing first; a word or a search narrows it."""
    today = clock.today()
    chosen = rows().where(
        col(Assignment.unit_id).in_(actor.own_units(Permission.progress_write)),
        rules.counted(),
        access.assignments_seen(actor),
    )
    if word is not None:
        chosen = chosen.where(rules.word_column(today) == word.value)
    else:
        chosen = chosen.where(col(Assignment.state).in_(rules.REPORTABLE - {AssignmentState.submitted}))
    if q.strip():
        chosen = chosen.where(searched(q))
    ordered = chosen.order_by(
        col(Assignment.due_on).asc().nulls_last(), col(Assignment.assigned_at), col(Assignment.id)
    )
    return [AssignmentRow(*row) for row in await session.execute(ordered.limit(limit))]


async def counts_by_word(session: Session, condition: Any) -> dict[rules.Word, int]:
    """How many assignments that count and meet the condition stand under each word."""
    word = rules.word_column(clock.today())
    found = await session.execute(
        select(word, func.count()).select_from(Assignment).where(rules.counted(), condition).group_by(word)
    )
    counts = dict.fromkeys(rules.Word, 0)
    for name, number in found:
        counts[rules.Word(name)] = number
    return counts


async def counts_by_directive(
    session: Session, actor: Actor, directive_ids: Iterable[UUID]
) -> dict[UUID, dict[rules.Word, int]]:
    """For each directive, how many of its assignments that the actor sees stand under each word."""
    word = rules.word_column(clock.today())
    found = await session.execute(
        select(col(Task.directive_id), word, func.count())
        .select_from(Assignment)
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(col(Task.directive_id).in_(list(directive_ids)), rules.counted(), access.assignments_seen(actor))
        .group_by(col(Task.directive_id), word)
    )
    counts: dict[UUID, dict[rules.Word, int]] = {}
    for directive_id, name, number in found:
        if directive_id is not None:
            counts.setdefault(directive_id, {})[rules.Word(name)] = number
    return counts


async def counts_by_unit(
    session: Session, actor: Actor, *, directive_id: UUID
) -> list[tuple[UUID, str, dict[rules.Word, int]]]:
    """For each unit that holds an assignment of the directive, how many stand under each word; the most overdue first."""
    word = rules.word_column(clock.today())
    found = await session.execute(
        select(col(Assignment.unit_id), latest_name(col(Assignment.unit_id)), word, func.count())
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .where(col(Task.directive_id) == directive_id, rules.counted(), access.assignments_seen(actor))
        .group_by(col(Assignment.unit_id), word)
    )
    units: dict[UUID, tuple[str, dict[rules.Word, int]]] = {}
    for unit_id, name, one, number in found:
        units.setdefault(unit_id, (name, {}))[1][rules.Word(one)] = number
    ordered = sorted(units.items(), key=lambda pair: (-pair[1][1].get(rules.Word.late, 0), words.sort_key(pair[1][0])))
    return [(unit_id, name, counts) for unit_id, (name, counts) in ordered]


async def work_counts(session: Session, actor: Actor) -> dict[rules.Word, int]:
    """The counts of `work`, by word."""
    return await counts_by_word(session, col(Assignment.unit_id).in_(actor.own_units(Permission.progress_write)))


def searched(q: str) -> Any:
    """The condition that a task or its directive answers the query, with or without diacritics."""
    return or_(
        matches(col(Task.search), q), col(Directive.number_closed).contains(words.closed(q) or "?", autoescape=True)
    )


async def assignments_page(
    session: Session,
    actor: Actor,
    *,
    task_id: UUID | None = None,
    directive_id: UUID | None = None,
    unit_id: UUID | None = None,
    under: UUID | None = None,
    state: AssignmentState | None = None,
    word: rules.Word | None = None,
    role: AssignmentRole | None = None,
    parent_id: UUID | None = None,
    due_before: date | None = None,
    q: str = "",
    after: tuple[date | None, UUID] | None = None,
    limit: int = 50,
) -> list[AssignmentRow]:
    """Assignments that the actor sees, by due day (none last) and id; `after` is the place of the last row before.

    `under` takes the branch of a unit as the tree stands today.
    """
    today = clock.today()
    chosen = rows().where(access.assignments_seen(actor))
    if task_id:
        chosen = chosen.where(col(Assignment.task_id) == task_id)
    if directive_id:
        chosen = chosen.where(col(Task.directive_id) == directive_id)
    if unit_id:
        chosen = chosen.where(col(Assignment.unit_id) == unit_id)
    if under:
        chosen = chosen.where(col(Assignment.unit_id).in_(access.subtree([under])))
    if state:
        chosen = chosen.where(col(Assignment.state) == state)
    if word:
        chosen = chosen.where(rules.counted(), rules.word_column(today) == word.value)
    if role:
        chosen = chosen.where(col(Assignment.role) == role)
    if parent_id:
        chosen = chosen.where(col(Assignment.parent_id) == parent_id)
    if due_before:
        chosen = chosen.where(col(Assignment.due_on) < due_before)
    if q.strip():
        chosen = chosen.where(searched(q))
    if after is not None:
        due, last = after
        later = (
            and_(col(Assignment.due_on).is_(None), col(Assignment.id) > last)
            if due is None
            else or_(
                col(Assignment.due_on) > due,
                and_(col(Assignment.due_on) == due, col(Assignment.id) > last),
                col(Assignment.due_on).is_(None),
            )
        )
        chosen = chosen.where(later)
    ordered = chosen.order_by(col(Assignment.due_on).asc().nulls_last(), col(Assignment.id)).limit(limit)
    return [AssignmentRow(*row) for row in await session.execute(ordered)]


async def together(session: Session, actor: Actor, task_id: UUID) -> list[AssignmentRow]:
    """All assignments of a task that the actor sees and that count, leads first."""
    found = await session.execute(
        rows()
        .where(col(Assignment.task_id) == task_id, rules.counted(), access.assignments_seen(actor))
        .order_by(col(Assignment.role).desc(), col(Assignment.assigned_at), col(Assignment.id))
        .limit(500)
    )
    return [AssignmentRow(*row) for row in found]


async def children_of(session: Session, actor: Actor, assignment_id: UUID) -> list[AssignmentRow]:
    """The assignments that were given on from this one."""
    found = await session.execute(
        rows()
        .where(col(Assignment.parent_id) == assignment_id, rules.counted(), access.assignments_seen(actor))
        .order_by(col(Assignment.due_on).asc().nulls_last(), col(Assignment.id))
        .limit(500)
    )
    return [AssignmentRow(*row) for row in found]


async def verbs_open(session: Session, actor: Actor, row: AssignmentRow) -> set[str]:
    """The names of what the actor may do to the assignment as it stands, for the buttons of its page."""
    held: dict[tuple[Permission, UUID], bool] = {}

    async def reaches(permission: Permission, unit_id: UUID) -> bool:
        if (permission, unit_id) not in held:
            held[permission, unit_id] = await access.reaches(session, actor, permission, unit_id)
        return held[permission, unit_id]

    found = {
        verb.name
        for verb in rules.VERBS
        if row.state in verb.start
        and await reaches(verb.needs, row.assigned_by_unit_id if verb.by_giver else row.unit_id)
    }
    if row.state in rules.REPORTABLE and await reaches(Permission.progress_write, row.unit_id):
        found.add("report")
    if row.state in OPEN_STATES and row.role is AssignmentRole.lead and await reaches(Permission.assign, row.unit_id):
        found.add("assign_on")
    if row.state in OPEN_STATES and await reaches(Permission.assign, row.assigned_by_unit_id):
        found.add("revise")
    return found
