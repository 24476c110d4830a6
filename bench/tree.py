"""What people do daily against the size of the nation: subtrees, lists and saves, as ratios in one run.

Each size is a tree of its own with one clerk's office of 50 open assignments in it, so a flat line is the goal.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import func, select, text
from sqlalchemy.engine import make_url

from app.adapters.postgres import private_server
from app.db import Database, Session, migrate
from app.domain import access, accounts, dashboards, organisation, progress, tasks
from app.domain.access import Actor
from app.models.accounts import Role
from tests import factories

SIZES = ((1_000, 4_000), (10_000, 40_000), (100_000, 400_000))
"""Units and assignments."""

_UNITS = """
with made as (
    insert into unit (id, external, asks_approval, created_at)
    select gen_random_uuid(), false, true, now() from generate_series(1, :units) returning id
), numbered as (select id, row_number() over () as n from made)
insert into unit_version (id, unit_id, valid, name, short_name, kind, parent_id, folded, sort_key)
select gen_random_uuid(), id, daterange('2025-07-01', null), 'Phòng ' || n, '', 'region', cast(:parent as uuid),
       'phong ' || n, lpad(n::text, 8, '0')
from numbered
"""
_SPREAD = """
with provinces as (select unit_id, row_number() over () - 1 as n from unit_version where kind = 'province')
update unit_version v set parent_id = p.unit_id
from (select id, row_number() over () % (select count(*) from provinces) as n from unit_version where kind = 'region'
      and name like 'Phòng %' and short_name = '') o join provinces p on p.n = o.n
where v.id = o.id and v.parent_id = cast(:parent as uuid)
"""
_PATHS = """
insert into unit_path (id, ancestor_id, unit_id, depth, valid)
select gen_random_uuid(), a.ancestor, a.unit_id, a.depth, daterange('2025-07-01', null)
from (
    select v.unit_id, v.unit_id as ancestor, 0 as depth from unit_version v where v.name like 'Phòng %' and v.short_name = ''
    union all
    select v.unit_id, v.parent_id, 1 from unit_version v where v.name like 'Phòng %' and v.short_name = ''
    union all
    select v.unit_id, p.parent_id, 2 from unit_version v join unit_version p on p.unit_id = v.parent_id
    where v.name like 'Phòng %' and v.short_name = '' and p.parent_id is not null
) a
on conflict do nothing
"""
_ASSIGNMENTS = """
insert into assignment (id, version, task_id, unit_id, role, state, percent, due_on, assigned_by_unit_id, assigned_by,
                        assigned_at, approval_completes, note, closed_reason)
select gen_random_uuid(), 1, cast(:task as uuid), u.unit_id, 'lead', (array['assigned','in_progress','submitted','accepted'])[1 + n % 4],
       0, date '2026-10-01' + (n % 120)::int, cast(:giver as uuid), cast(:account as uuid), now(), true, '', ''
from (select unit_id, row_number() over () as n from unit_version where name like 'Phòng %' and short_name = '') u
"""


async def timed(times: int, act: Callable[[], Awaitable[Any]]) -> float:
    """The least of several runs, in milliseconds."""
    best = float("inf")
    for _ in range(times):
        started = time.perf_counter()
        await act()
        best = min(best, time.perf_counter() - started)
    return best * 1000


async def grow(session: Session, made: factories.Cast, units: int, assignments: int) -> None:
    registrar = await factories.actor(session, "registrar")
    await session.execute(text(_UNITS), {"units": units, "parent": made.centre})
    for number in range(32):
        form = organisation.NewUnit(
            name=f"THADS tỉnh {number}", kind="province", parent_id=made.centre, valid_from=factories.SINCE
        )
        await organisation.add_unit(session, None, form)
    await session.execute(text(_SPREAD), {"parent": made.centre})
    await session.execute(text(_PATHS))
    for number in range(max(1, assignments // units)):
        task = await tasks.create(session, registrar, tasks.NewTask(title=f"Việc {number}"))
        await session.flush()
        given = {"task": task.id, "giver": made.centre, "account": registrar.account_id}
        await session.execute(text(_ASSIGNMENTS), given)
    for number in range(50):
        await factories.assignment(session, made, title=f"Việc của phòng {number}")
    await session.execute(text("analyze"))


async def measure(database: Database, made: factories.Cast) -> dict[str, float]:
    async with database.begin() as session:
        clerk, leader = await factories.actor(session, "clerk"), await factories.actor(session, "leader")
    found: dict[str, float] = {}

    async def reading(name: str, act: Callable[[Session], Awaitable[Any]]) -> None:
        async with database.read() as session:
            await act(session)
            found[name] = await timed(7, lambda: act(session))

    async def subtree(session: Session) -> None:
        await session.scalar(select(func.count()).select_from(access.subtree([made.phu_tho]).subquery()))

    await reading("units of one province", subtree)
    await reading("children of one province", lambda s: organisation.children(s, leader, made.phu_tho))
    await reading("my work", lambda s: tasks.work(s, clerk))
    await reading("one province's dashboard", lambda s: dashboards.overview(s, leader))
    async with database.read() as session:
        held: list[UUID] = [row.id for row in await tasks.work(session, clerk)]
    found["save an entry"] = await timed(7, lambda: save(database, clerk, held.pop()))
    return found


async def save(database: Database, clerk: Actor, assignment_id: UUID) -> None:
    async with database.begin() as session:
        await progress.record(session, clerk, assignment_id, progress.NewEntry(percent=Decimal(10), note="Đã làm"))


async def run(url: str, units: int, assignments: int) -> dict[str, float]:
    database = Database(url, pooled=True)
    try:
        async with database.begin() as session:
            made = await factories.cast(session)
            form = accounts.NewMembership(unit_id=made.centre, role=Role.viewer, valid_from=factories.SINCE)
            chief = await factories.actor(session, "chief")
            await accounts.add_membership(session, None, chief.account_id, form)
            await grow(session, made, units, assignments)
        return await measure(database, made)
    finally:
        await database.close()


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, private_server(Path(folder), durable=True) as server:
        first: dict[str, float] = {}
        for units, assignments in SIZES:
            name = f"bench_{units}"
            with psycopg.connect(server.admin_url, autocommit=True) as connection:
                connection.execute(f"create database {name}")
            url = make_url(server.url).set(database=name).render_as_string(hide_password=False)
            migrate(url)
            figures = asyncio.run(run(url, units, assignments))
            first = first or figures
            print(f"{units:>8,} units, {assignments:>8,} assignments")
            for what, took in figures.items():
                print(f"    {what:28} {took:8.1f} ms  × {took / first[what]:.2f}")


if __name__ == "__main__":
    main()
