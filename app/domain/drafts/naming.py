"""Which units of today the names in a directive mean, and what a reviewer taught of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from app import clock
from app.db import Session
from app.derivation import Candidate, members, resolve
from app.derivation.units.places import place_of
from app.domain import organisation
from app.domain.access import Actor
from app.models.directives import Directive

Meant = Mapping[str, tuple[UUID, ...]]

MOST_STEPS = 10


async def meant(session: Session, names: Iterable[str], directive: Directive) -> Meant:
    """Name as written -> units of today: looked up as the tree stood on the directive's day, then followed up.

    Aliases count in the branch they were learnt in. A class ("các Cục THADS tỉnh") means its members of that day.
    """
    wanted = set(names)
    if not wanted:
        return {}
    rows = await organisation.candidates(session)
    above = set(await organisation.line_of(session, directive.registering_unit_id))
    known = [
        Candidate(row["unit_id"], name, row["kind"], row["begins_on"], row["ends_on"])
        for row in rows
        for name in {row["name"], row["short_name"]}
        if name
    ]
    aliases = [
        Candidate(row["unit_id"], alias, row["kind"], row["begins_on"], row["ends_on"], True)
        for row in rows
        for alias, scope in row["aliases"]
        if scope is None or scope in above
    ]
    found = _resolved(wanted, known, aliases, directive.issued_on, place_of(directive.issuer))
    after = await organisation.all_successors(session)
    today = clock.today()
    living = {row["unit_id"] for row in rows if row["ends_on"] is None or row["ends_on"] > today}
    return {name: ids for name, before in found.items() if (ids := _today(before, after, living))}


def _resolved(
    names: set[str], known: list[Candidate], aliases: list[Candidate], on: date | None, place: str
) -> dict[str, tuple[Any, ...]]:
    taught = resolve(names, aliases, on=None, place=place)
    found: dict[str, tuple[Any, ...]] = {name: (unit_id,) for name, unit_id in taught.items()}
    for name, unit_id in resolve(names - set(found), known, on=on, place=place).items():
        found[name] = (unit_id,)
    for name in names - set(found):
        if units := members(name, known, on=on):
            found[name] = units
    return found


def _today(before: Iterable[UUID], after: Mapping[UUID, list[UUID]], living: set[UUID]) -> tuple[UUID, ...]:
    """The living units that followed; a unit with several successors is for a person to decide."""
    found: dict[UUID, None] = {}
    for unit_id in before:
        for _ in range(MOST_STEPS):
            if unit_id in living:
                found[unit_id] = None
                break
            following = after.get(unit_id, [])
            if len(following) != 1:
                break
            unit_id = following[0]
    return tuple(found)


async def remember(session: Session, actor: Actor, directive: Directive, name: str, unit_id: UUID) -> None:
    """The name means the unit in directives of the same registering unit from now on; a class is no name."""
    if not name.casefold().startswith(("các ", "những ", "thủ trưởng các ", "lãnh đạo các ")):
        await organisation.learn_alias(session, actor, unit_id, name, directive.registering_unit_id)
