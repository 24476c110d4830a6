"""Reads of the registry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import words
from app.db import Session, matches
from app.domain import access
from app.domain.access import Actor, Permission
from app.domain.directives import rules
from app.errors import NotFound, Stale
from app.models.directives import (
    Directive,
    DirectiveKind,
    DirectiveRelation,
    DirectiveState,
    DirectiveText,
    Provision,
)
from app.models.tasks import GONE_STATES, Assignment, Task


@dataclass(frozen=True)
class DirectiveRow:
    """A directive with how many of its tasks and units the actor sees."""

    directive: Directive
    tasks: int
    units: int


def _rows(actor: Actor) -> Select[Any]:
    task, held = aliased(Task), aliased(Assignment)
    tasks = (
        select(func.count())
        .select_from(task)
        .where(col(task.directive_id) == col(Directive.id), access.tasks_seen(actor, task))
        .scalar_subquery()
    )
    units = (
        select(func.count(func.distinct(col(held.unit_id))))
        .join(task, col(task.id) == col(held.task_id))
        .where(
            col(task.directive_id) == col(Directive.id),
            col(held.state).notin_(GONE_STATES),
            access.assignments_seen(actor, held),
        )
        .scalar_subquery()
    )
    return select(Directive, tasks, units)


async def get(session: Session, actor: Actor, directive_id: UUID) -> Directive:
    """One directive. Raises NotFound."""
    found: Directive | None = await session.scalar(
        select(Directive).where(col(Directive.id) == directive_id, access.directives_seen(actor))
    )
    if found is None:
        raise NotFound()
    return found


async def claim(
    session: Session, actor: Actor, directive_id: UUID, *, needs: Permission, version: int | None = None
) -> Directive:
    """The directive, authorised at its registering unit and locked. Raises NotFound, Forbidden, Stale."""
    found: Directive | None = await session.scalar(
        select(Directive)
        .where(col(Directive.id) == directive_id, access.directives_seen(actor))
        .with_for_update(of=Directive)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise NotFound()
    await access.require(session, actor, needs, found.registering_unit_id, seen=True)
    if version is not None and found.version != version:
        raise Stale()
    return found


async def page(
    session: Session,
    actor: Actor,
    *,
    q: str = "",
    kind: DirectiveKind | None = None,
    issuer: str = "",
    state: DirectiveState | None = None,
    number: str = "",
    after: tuple[datetime, UUID] | None = None,
    limit: int = 50,
) -> list[DirectiveRow]:
    """Directives that the actor sees, the last registered first."""
    chosen = _rows(actor).where(access.directives_seen(actor))
    if q.strip():
        chosen = chosen.where(searched(q))
    if kind:
        chosen = chosen.where(col(Directive.kind) == kind)
    if issuer.strip():
        chosen = chosen.where(col(Directive.issuer_key).contains(words.fold(issuer), autoescape=True))
    if state:
        chosen = chosen.where(col(Directive.state) == state)
    if number.strip():
        chosen = chosen.where(col(Directive.number_key) == words.number_key(number))
    if after:
        at, last = after
        chosen = chosen.where(
            or_(col(Directive.created_at) < at, and_(col(Directive.created_at) == at, col(Directive.id) < last))
        )
    ordered = chosen.order_by(col(Directive.created_at).desc(), col(Directive.id).desc()).limit(limit)
    return [DirectiveRow(*row) for row in await session.execute(ordered)]


def searched(q: str) -> Any:
    """The condition that a directive answers the query: by its words, or by its number-symbol however it is typed."""
    return or_(
        matches(col(Directive.search), q),
        col(Directive.number_closed).contains(words.closed(q) or "?", autoescape=True),
    )


async def text_of(session: Session, actor: Actor, directive_id: UUID) -> DirectiveText:
    """The text of a directive. Raises NotFound."""
    await get(session, actor, directive_id)
    return await session.get_one(DirectiveText, directive_id)


async def provisions(session: Session, actor: Actor, directive_id: UUID) -> list[Provision]:
    """The outline in the order of the text. Raises NotFound."""
    await get(session, actor, directive_id)
    found = await session.execute(
        select(Provision).where(col(Provision.directive_id) == directive_id).order_by(col(Provision.position))
    )
    return list(found.scalars())


@dataclass(frozen=True)
class Related:
    """A relation as seen from one directive; `other` is None while the other end is not registered or not seen."""

    relation: DirectiveRelation
    outward: bool
    other: Directive | None


async def related(session: Session, actor: Actor, directive_id: UUID) -> list[Related]:
    """What the directive says of others, and what others say of it. Raises NotFound."""
    await get(session, actor, directive_id)
    found: list[Related] = []
    other = aliased(Directive)
    outward = await session.execute(
        select(DirectiveRelation, other)
        .outerjoin(other, and_(col(other.id) == col(DirectiveRelation.to_id), access.directives_seen(actor, other)))
        .where(col(DirectiveRelation.from_id) == directive_id)
        .order_by(col(DirectiveRelation.span_start))
    )
    found += [Related(relation, True, seen) for relation, seen in outward]
    inward = await session.execute(
        select(DirectiveRelation, other)
        .join(other, col(other.id) == col(DirectiveRelation.from_id))
        .where(col(DirectiveRelation.to_id) == directive_id, access.directives_seen(actor, other))
        .order_by(col(other.issued_on))
    )
    found += [Related(relation, False, seen) for relation, seen in inward]
    return found


@dataclass(frozen=True)
class Source:
    """Where a task came from: the sentence in its directive, the place in the outline, and what stands above."""

    directive: Directive
    before: str
    quote: str
    after: str
    place: str
    above: list[Related]


async def source_of(session: Session, actor: Actor, task: Task) -> Source | None:
    """The source of a task, or None for one that was typed in. Whoever sees the task sees its source."""
    if task.directive_id is None:
        return None
    directive = await session.get_one(Directive, task.directive_id)
    above = [
        one
        for one in await related(session, actor, task.directive_id)
        if one.outward and one.relation.kind.value in ("implements", "continues")
    ]
    if task.span_start is None or task.span_end is None:
        return Source(directive, "", task.quote, "", "", above)
    body = await session.scalar(
        select(col(DirectiveText.body)).where(col(DirectiveText.directive_id) == task.directive_id)
    )
    first, last = rules.sentence_around(body or "", task.span_start, task.span_end)
    return Source(
        directive,
        (body or "")[first : task.span_start],
        task.quote,
        (body or "")[task.span_end : last],
        await _place(session, task.directive_id, task.span_start),
        above,
    )


async def _place(session: Session, directive_id: UUID, at: int) -> str:
    found = await session.execute(
        select(col(Provision.label))
        .where(
            col(Provision.directive_id) == directive_id,
            col(Provision.span_start) <= at,
            col(Provision.span_end) > at,
        )
        .order_by(col(Provision.position))
    )
    return rules.place_label(list(found.scalars()))
