"""Reads of the tree: a unit on a day, its branch, its names over time, and which units a text may mean."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, CompoundSelect, Select, exists, func, or_, select, tuple_
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import clock, words
from app.db import Session, on_day
from app.domain.access import Actor, Permission, require_anywhere, subtree, within
from app.errors import NotFound
from app.models.organisation import Unit, UnitAlias, UnitLink, UnitPath, UnitSuccession, UnitVersion


@dataclass(frozen=True)
class UnitOnDay:
    """A unit as it is called and stands on one day. `ends_on` is the first day it is no longer so, or None."""

    id: UUID
    name: str
    short_name: str
    kind: str
    code: str | None
    place_code: str | None
    parent_id: UUID | None
    external: bool
    begins_on: date | None
    ends_on: date | None
    children: int = 0


def _columns(day: date) -> Select[Any]:
    child = aliased(UnitVersion)
    below = (
        select(func.count())
        .select_from(child)
        .where(col(child.parent_id) == col(Unit.id), on_day(col(child.valid), day))
        .scalar_subquery()
    )
    return (
        select(
            col(Unit.id),
            col(UnitVersion.name),
            col(UnitVersion.short_name),
            col(UnitVersion.kind),
            col(UnitVersion.code),
            col(UnitVersion.place_code),
            col(UnitVersion.parent_id),
            col(Unit.external),
            func.lower(col(UnitVersion.valid)),
            func.upper(col(UnitVersion.valid)),
            below,
        )
        .join(UnitVersion, col(UnitVersion.unit_id) == col(Unit.id))
        .where(on_day(col(UnitVersion.valid), day))
    )


async def any_unit(session: Session) -> bool:
    """Whether there is a tree at all."""
    return bool(await session.scalar(select(exists().where(col(Unit.id).is_not(None)))))


async def get(session: Session, actor: Actor, unit_id: UUID, *, on: date | None = None) -> UnitOnDay:
    """The unit as of a day (today unless told). Raises NotFound."""
    row = (await session.execute(_columns(on or clock.today()).where(col(Unit.id) == unit_id))).one_or_none()
    if row is None or not actor.members:
        raise NotFound()
    return UnitOnDay(*row)


async def children(session: Session, actor: Actor, parent_id: UUID, *, on: date | None = None) -> list[UnitOnDay]:
    """The units directly below, in Vietnamese order."""
    rows = await session.execute(
        _columns(on or clock.today()).where(col(UnitVersion.parent_id) == parent_id).order_by(col(UnitVersion.sort_key))
    )
    return [UnitOnDay(*row) for row in rows]


async def roots_seen(session: Session, actor: Actor, *, on: date | None = None) -> list[UnitOnDay]:
    """The tops of the part of the tree that the actor may open: the units of the own roles."""
    mine = [member.unit_id for member in actor.members]
    rows = await session.execute(
        _columns(on or clock.today()).where(col(Unit.id).in_(mine)).order_by(col(UnitVersion.sort_key))
    )
    return [UnitOnDay(*row) for row in rows]


async def page(
    session: Session,
    actor: Actor,
    *,
    q: str = "",
    kind: str | None = None,
    parent_id: UUID | None = None,
    under: UUID | None = None,
    on: date | None = None,
    after: tuple[str, UUID] | None = None,
    limit: int = 50,
) -> list[tuple[UnitOnDay, str]]:
    """Units as of a day with their order keys, filtered by any name ever borne, kind, parent or branch."""
    if not actor.members:
        return []
    day = on or clock.today()
    chosen = _columns(day).add_columns(col(UnitVersion.sort_key))
    if q.strip():
        chosen = chosen.where(col(Unit.id).in_(named(q)))
    if kind:
        chosen = chosen.where(col(UnitVersion.kind) == kind)
    if parent_id:
        chosen = chosen.where(col(UnitVersion.parent_id) == parent_id)
    if under:
        path = aliased(UnitPath)
        chosen = chosen.where(
            col(Unit.id).in_(
                select(col(path.unit_id)).where(col(path.ancestor_id) == under, on_day(col(path.valid), day))
            )
        )
    if after:
        chosen = chosen.where(tuple_(col(UnitVersion.sort_key), col(Unit.id)) > after)
    rows = await session.execute(chosen.order_by(col(UnitVersion.sort_key), col(Unit.id)).limit(limit))
    return [(UnitOnDay(*row[:-1]), row[-1]) for row in rows]


def named(q: str) -> CompoundSelect[Any]:
    """Ids of units that ever bore a name or alias containing the words, or that followed such a unit."""
    wanted = words.fold(q)
    version, alias, link = aliased(UnitVersion), aliased(UnitAlias), aliased(UnitSuccession)
    matching = select(col(version.unit_id)).where(col(version.folded).contains(wanted, autoescape=True))
    called = select(col(alias.unit_id)).where(col(alias.folded).contains(wanted, autoescape=True))
    direct = matching.union(called).subquery()
    followed = select(col(link.successor_id)).where(col(link.predecessor_id).in_(select(direct.c.unit_id)))
    return select(direct.c.unit_id).union(followed)


async def names_of(session: Session, unit_ids: Iterable[UUID], *, on: date | None = None) -> dict[UUID, str]:
    """The name of each unit on the day; the last name it bore where it is no more."""
    ids = list(set(unit_ids))
    if not ids:
        return {}
    rows = await session.execute(
        select(col(UnitVersion.unit_id), col(UnitVersion.name))
        .where(col(UnitVersion.unit_id).in_(ids), func.lower(col(UnitVersion.valid)) <= (on or clock.today()))
        .order_by(func.lower(col(UnitVersion.valid)))
    )
    return {row[0]: row[1] for row in rows}


async def path_of(session: Session, actor: Actor, unit_id: UUID) -> list[UnitOnDay]:
    """The units above and the unit itself, the topmost first."""
    today = clock.today()
    path = aliased(UnitPath)
    rows = await session.execute(
        _columns(today)
        .join(path, col(path.ancestor_id) == col(Unit.id))
        .where(col(path.unit_id) == unit_id, on_day(col(path.valid), today))
        .order_by(col(path.depth).desc())
    )
    return [UnitOnDay(*row) for row in rows]


async def history(session: Session, actor: Actor, unit_id: UUID) -> list[UnitVersion]:
    """All versions of a unit, the oldest first. Raises NotFound."""
    rows = await session.execute(
        select(UnitVersion).where(col(UnitVersion.unit_id) == unit_id).order_by(func.lower(col(UnitVersion.valid)))
    )
    found = list(rows.scalars())
    if not found or not actor.members:
        raise NotFound()
    return found


async def successors(session: Session, unit_ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    """Who followed each unit, as recorded by reorganisations."""
    rows = await session.execute(
        select(col(UnitSuccession.predecessor_id), col(UnitSuccession.successor_id)).where(
            col(UnitSuccession.predecessor_id).in_(list(unit_ids))
        )
    )
    found: dict[UUID, list[UUID]] = {}
    for predecessor, successor in rows:
        found.setdefault(predecessor, []).append(successor)
    return found


async def coded(session: Session, code: str) -> UUID:
    """The unit that bears the code today. Raises NotFound."""
    found = await session.scalar(
        select(col(UnitVersion.unit_id)).where(
            col(UnitVersion.code) == code, on_day(col(UnitVersion.valid), clock.today())
        )
    )
    if found is None:
        raise NotFound()
    return UUID(str(found))


async def predecessors(session: Session, unit_id: UUID) -> list[UUID]:
    """Whom the unit followed."""
    rows = await session.execute(
        select(col(UnitSuccession.predecessor_id)).where(col(UnitSuccession.successor_id) == unit_id)
    )
    return list(rows.scalars())


async def aliases_of(session: Session, actor: Actor, unit_id: UUID) -> list[UnitAlias]:
    rows = await session.execute(
        select(UnitAlias).where(col(UnitAlias.unit_id) == unit_id).order_by(col(UnitAlias.folded))
    )
    return list(rows.scalars())


def assignable_ids(actor: Actor, permission: Permission = Permission.assign) -> ColumnElement[bool]:
    """The condition on Unit.id that the actor may assign to it: the own subtree, and units the own ones direct."""
    link = aliased(UnitLink)
    directed = exists().where(
        col(link.unit_id) == col(Unit.id),
        on_day(col(link.valid), clock.today()),
        col(link.superior_id).in_(subtree(actor.roots(permission))),
    )
    return or_(within(col(Unit.id), actor, permission), directed)


async def assignable(
    session: Session, actor: Actor, *, q: str = "", under: UUID | None = None, kind: str | None = None, limit: int = 500
) -> list[UnitOnDay]:
    """Units of today that the actor may assign to, in Vietnamese order. Raises Forbidden."""
    require_anywhere(actor, Permission.assign)
    today = clock.today()
    chosen = _columns(today).where(assignable_ids(actor))
    if q.strip():
        chosen = chosen.where(col(Unit.id).in_(named(q)))
    if kind:
        chosen = chosen.where(col(UnitVersion.kind) == kind)
    if under:
        chosen = chosen.where(col(UnitVersion.parent_id) == under)
    rows = await session.execute(chosen.order_by(col(UnitVersion.sort_key), col(Unit.id)).limit(limit))
    return [UnitOnDay(*row) for row in rows]


async def by_id(session: Session, unit_ids: Iterable[UUID]) -> list[UnitOnDay]:
    """The units of today among the ids, in Vietnamese order."""
    chosen = _columns(clock.today()).where(col(Unit.id).in_(list(unit_ids)))
    rows = await session.execute(chosen.order_by(col(UnitVersion.sort_key), col(Unit.id)))
    return [UnitOnDay(*row) for row in rows]


async def reached(session: Session, actor: Actor, permission: Permission, *, limit: int = 2000) -> list[UnitOnDay]:
    """Units of today that the right of the actor reaches, in Vietnamese order."""
    chosen = _columns(clock.today()).where(within(col(Unit.id), actor, permission))
    rows = await session.execute(chosen.order_by(col(UnitVersion.sort_key), col(Unit.id)).limit(limit))
    return [UnitOnDay(*row) for row in rows]


async def line_of(session: Session, unit_id: UUID) -> list[UUID]:
    """The unit and all above it today."""
    path = aliased(UnitPath)
    rows = await session.execute(
        select(col(path.ancestor_id)).where(col(path.unit_id) == unit_id, on_day(col(path.valid), clock.today()))
    )
    return list(rows.scalars())


async def all_successors(session: Session) -> dict[UUID, list[UUID]]:
    """Who followed whom, the whole record."""
    found: dict[UUID, list[UUID]] = {}
    rows = await session.execute(select(col(UnitSuccession.predecessor_id), col(UnitSuccession.successor_id)))
    for predecessor, successor in rows:
        found.setdefault(predecessor, []).append(successor)
    return found


async def candidates(session: Session) -> list[dict[str, Any]]:
    """All names that texts may use for units: versions with their days, and aliases, with kinds and successors.

    Values for `derivation.resolve`: dicts with unit_id, name, kind, parent_id, begins_on, ends_on (exclusive), aliases.
    """
    versions = await session.execute(
        select(
            col(UnitVersion.unit_id),
            col(UnitVersion.name),
            col(UnitVersion.short_name),
            col(UnitVersion.kind),
            col(UnitVersion.parent_id),
            func.lower(col(UnitVersion.valid)),
            func.upper(col(UnitVersion.valid)),
        )
    )
    aliases: dict[UUID, list[tuple[str, UUID | None]]] = {}
    for unit_id, name, scope in await session.execute(
        select(col(UnitAlias.unit_id), col(UnitAlias.name), col(UnitAlias.scope_id))
    ):
        aliases.setdefault(unit_id, []).append((name, scope))
    return [
        {
            "unit_id": unit_id,
            "name": name,
            "short_name": short_name,
            "kind": kind,
            "parent_id": parent_id,
            "begins_on": begins,
            "ends_on": ends,
            "aliases": aliases.get(unit_id, []),
        }
        for unit_id, name, short_name, kind, parent_id, begins, ends in versions
    ]
