"""Changes to the tree. Paths are rewritten for the branch by one function, whatever changed."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import Range
from sqlmodel import col

from app import clock, words
from app.db import Session, on_day
from app.domain import events
from app.domain.access import Actor, Permission, require, require_at_the_top
from app.domain.organisation import inputs
from app.errors import Invalid, NotFound, WrongState
from app.models.organisation import (
    Reorganisation,
    Unit,
    UnitAlias,
    UnitLink,
    UnitPath,
    UnitSuccession,
    UnitVersion,
)
from app.words import N_


def _since(first: date, last: date | None = None) -> Range[date]:
    return Range(first, last, bounds="[)")


def _version(
    unit_id: UUID,
    valid: Range[date],
    name: str,
    short: str,
    kind: str,
    code: str | None,
    place: str | None,
    parent: UUID | None,
) -> UnitVersion:
    return UnitVersion(
        unit_id=unit_id,
        valid=valid,
        name=name,
        short_name=short,
        kind=kind,
        code=code,
        place_code=place,
        parent_id=parent,
        folded=words.fold(f"{name} | {short}"),
        sort_key=words.sort_key(name),
    )


async def add_unit(session: Session, actor: Actor | None, form: inputs.NewUnit) -> Unit:
    """A new unit from a day on (today unless told). `actor` is None for the first tree only.

    Raises NotFound, Forbidden, Conflict (code in use), Invalid.
    """
    if actor is not None:
        if form.parent_id is None:
            await require_at_the_top(session, actor, Permission.unit_edit)
        else:
            await require(session, actor, Permission.unit_edit, form.parent_id)
    unit = Unit(external=form.external, asks_approval=form.asks_approval, created_at=clock.now())
    session.add(unit)
    await session.flush()
    first = form.valid_from or clock.today()
    session.add(
        _version(
            unit.id,
            _since(first),
            form.name,
            form.short_name,
            form.kind,
            form.code,
            form.place_code,
            form.parent_id,
        )
    )
    await session.flush()
    await rewrite_paths(session, unit.id)
    await events.record(
        session, actor, "unit.created", unit, unit_id=unit.id, after={"name": form.name, "valid_from": first}
    )
    return unit


async def revise_unit(session: Session, actor: Actor | None, unit_id: UUID, form: inputs.UnitRevision) -> UnitVersion:
    """Another name, kind, code or parent from a day on; the version before ends there.

    Raises NotFound, Forbidden, Conflict, Invalid (a parent inside the own branch, a day before the present version).
    """
    if actor is not None:
        await require(session, actor, Permission.unit_edit, unit_id)
    now = await _version_on(session, unit_id, form.valid_from)
    given = form.model_fields_set
    if actor is not None and "parent_id" in given and form.parent_id != now.parent_id:
        await _may_move(session, actor, now.parent_id, form.parent_id)
    if "parent_id" in given and form.parent_id is not None:
        await _refuse_circle(session, unit_id, form.parent_id, form.valid_from)
    after = _version(
        unit_id,
        _since(form.valid_from, now.valid.upper),
        form.name or now.name,
        now.short_name if form.short_name is None else form.short_name,
        form.kind or now.kind,
        form.code if "code" in given else now.code,
        form.place_code if "place_code" in given else now.place_code,
        form.parent_id if "parent_id" in given else now.parent_id,
    )
    was = {
        "name": now.name,
        "kind": now.kind,
        "code": now.code,
        "place_code": now.place_code,
        "parent_id": now.parent_id,
    }
    if now.valid.lower == form.valid_from:
        await session.delete(now)
    else:
        now.valid = _since(now.valid.lower or form.valid_from, form.valid_from)
    await session.flush()
    session.add(after)
    await session.flush()
    await rewrite_paths(session, unit_id)
    await events.record(session, actor, "unit.revised", after, unit_id=unit_id, before=was)
    return after


async def _may_move(session: Session, actor: Actor, before: UUID | None, after: UUID | None) -> None:
    """Where a unit stands is for who has the right over its superior before and after. Raises NotFound, Forbidden."""
    if before is None or after is None:
        await require_at_the_top(session, actor, Permission.unit_edit)
    if before is not None:
        await require(session, actor, Permission.unit_edit, before, seen=True)
    if after is not None:
        await require(session, actor, Permission.unit_edit, after)


async def end_unit(session: Session, unit_id: UUID, last: date) -> None:
    """The unit is no more from the day on; its versions and paths end."""
    version = await _version_on(session, unit_id, last)
    version.valid = _since(version.valid.lower or last, last)
    await session.flush()
    await rewrite_paths(session, unit_id)


async def reorganise(session: Session, actor: Actor | None, form: inputs.NewReorganisation) -> Reorganisation:
    """Record who followed whom, and end the predecessors that are not among the successors.

    Raises NotFound, Forbidden, WrongState (a predecessor that still has units below it).
    """
    if actor is not None:
        for unit_id in {*form.predecessor_ids, *form.successor_ids}:
            await require(session, actor, Permission.unit_edit, unit_id)
    row = Reorganisation(kind=form.kind, effective_on=form.effective_on, decision=form.decision, created_at=clock.now())
    session.add(row)
    await session.flush()
    for predecessor in form.predecessor_ids:
        for successor in form.successor_ids:
            if predecessor != successor:
                session.add(
                    UnitSuccession(reorganisation_id=row.id, predecessor_id=predecessor, successor_id=successor)
                )
        if predecessor not in form.successor_ids:
            below = await session.scalar(
                select(func.count())
                .select_from(UnitVersion)
                .where(col(UnitVersion.parent_id) == predecessor, on_day(col(UnitVersion.valid), form.effective_on))
            )
            if below:
                raise WrongState(
                    N_("Đơn vị còn {count} đơn vị trực thuộc; chuyển các đơn vị đó trước."), values={"count": below}
                )
            await end_unit(session, predecessor, form.effective_on)
    await events.record(
        session,
        actor,
        "reorganisation.recorded",
        row,
        unit_id=(form.successor_ids or form.predecessor_ids)[0],
        after=form.model_dump(mode="json"),
    )
    return row


async def add_alias(session: Session, actor: Actor | None, unit_id: UUID, form: inputs.NewAlias) -> UnitAlias:
    """Another way texts name the unit. Raises NotFound, Forbidden, Conflict."""
    if actor is not None:
        await require(session, actor, Permission.unit_edit, unit_id)
    alias = UnitAlias(unit_id=unit_id, name=form.name, folded=words.fold(form.name), scope_id=form.scope_id)
    session.add(alias)
    await events.record(session, actor, "alias.created", alias, unit_id=unit_id)
    return alias


async def learn_alias(session: Session, actor: Actor, unit_id: UUID, name: str, scope_id: UUID) -> None:
    """A name that a reviewer settled means the unit in directives of the branch; known ones are passed over.

    In place of another unit under the same name in the same branch. The caller has authorised the review.
    """
    folded = words.fold(name)
    same = (col(UnitAlias.folded) == folded, col(UnitAlias.scope_id) == scope_id)
    known = (await session.execute(select(UnitAlias).where(*same).with_for_update())).scalars().all()
    if [row.unit_id for row in known] == [unit_id]:
        return
    for row in known:
        await session.delete(row)
    await session.flush()
    alias = UnitAlias(unit_id=unit_id, name=name, folded=folded, scope_id=scope_id)
    session.add(alias)
    await events.record(session, actor, "alias.created", alias, unit_id=scope_id)


async def add_link(session: Session, actor: Actor | None, superior_id: UUID, unit_id: UUID, first: date) -> UnitLink:
    """From a day on a unit directs another that does not stand below it. Raises NotFound, Forbidden, Conflict."""
    if actor is not None:
        await require(session, actor, Permission.unit_edit, unit_id)
    link = UnitLink(superior_id=superior_id, unit_id=unit_id, valid=_since(first))
    session.add(link)
    await events.record(session, actor, "link.created", link, unit_id=unit_id)
    return link


async def _version_on(session: Session, unit_id: UUID, day: date) -> UnitVersion:
    version = await session.scalar(
        select(UnitVersion)
        .where(col(UnitVersion.unit_id) == unit_id, on_day(col(UnitVersion.valid), day))
        .with_for_update()
    )
    if version is None:
        raise NotFound()
    return version


async def _refuse_circle(session: Session, unit_id: UUID, parent_id: UUID, day: date) -> None:
    inside = await session.scalar(
        select(func.count())
        .select_from(UnitPath)
        .where(
            col(UnitPath.ancestor_id) == unit_id, col(UnitPath.unit_id) == parent_id, on_day(col(UnitPath.valid), day)
        )
    )
    if inside:
        raise Invalid(N_("Đơn vị cấp trên không thể nằm dưới chính đơn vị này."), field="parent_id")


_BRANCH = text("""
with recursive branch(unit_id) as (
    select cast(:unit_id as uuid)
    union
    select v.unit_id from unit_version v join branch b on v.parent_id = b.unit_id
),
gone as (
    delete from unit_path p using branch b where p.unit_id = b.unit_id returning p.id
)
select array_agg(unit_id) from branch
""")

_PATHS = text("""
with recursive climb(unit_id, ancestor_id, parent_id, depth, valid) as (
    select v.unit_id, v.unit_id, v.parent_id, 0, v.valid
    from unit_version v where v.unit_id = any(:ids)
    union all
    select c.unit_id, v.unit_id, v.parent_id, c.depth + 1, c.valid * v.valid
    from climb c join unit_version v on v.unit_id = c.parent_id
    where not isempty(c.valid * v.valid) and c.depth < 30
),
pieces as (
    select unit_id, ancestor_id, depth, unnest(range_agg(valid)) as valid
    from climb group by unit_id, ancestor_id, depth
)
insert into unit_path (id, ancestor_id, unit_id, depth, valid)
select gen_random_uuid(), ancestor_id, unit_id, depth, valid from pieces
""")


async def rewrite_paths(session: Session, unit_id: UUID) -> None:
    """Work out anew the paths of the unit and of all that ever stood below it, from their versions."""
    ids = await session.scalar(_BRANCH, {"unit_id": unit_id})
    await session.execute(_PATHS, {"ids": ids})
