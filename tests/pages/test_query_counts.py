"""Lists ask the database as often for fifty rows as for five."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from sqlalchemy import event

from app.db import Database
from app.domain import accounts, drafts, files, progress, tasks
from app.models.accounts import Role
from tests import factories
from tests.conftest import As

PAGES = {
    "clerk": ("/work", "/work?q=viec", "/assignments"),
    "leader": ("/approvals", "/dashboard", "/assignments"),
    "registrar": ("/directives", "/directives?q=thi+hanh", "/dashboard", "/orgs", "/tasks/{task}", "/directives/{directive}"),
    "administrator": ("/accounts", "/orgs"),
    "auditor": ("/audit",),
}  # fmt: skip
LISTS = ("units", "directives", "tasks", "assignments", "progress-entries", "dashboard", "tokens")


@contextmanager
def counted(service: FastAPI) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        found.append(statement)

    engine = service.state.database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def more(database: Database, cast: factories.Cast, rows: int, ids: dict[str, str]) -> None:
    """So many more assignments with an entry and a file each, and accounts; one directive with drafts in ten."""
    async with database.begin() as session:
        clerk, administrator = await factories.actor(session, "clerk"), await factories.actor(session, "administrator")
        registrar = await factories.actor(session, "registrar")
        for number in range(rows):
            one = await factories.assignment(session, cast, title=f"Việc {number}")
            upload = files.Upload("a.txt", b"x")
            await progress.record(session, clerk, one, progress.NewEntry(percent=5), [upload] if number % 2 else [])
            await factories.assignment(session, cast, title=f"Việc chưa ghi {number}")
            form = accounts.NewAccount(username=f"n-{uuid4().hex[:12]}", name="Người")
            made = await accounts.add_account(session, administrator, form, password=None)
            role = accounts.NewMembership(unit_id=cast.office, role=Role.viewer)
            await accounts.add_membership(session, administrator, made.id, role)
            if number % 10 == 0:
                made_id = (
                    await factories.directive(session, factories.TEXT.replace("21/KH", f"{uuid4().hex[:6]}/KH"))
                ).id
                ids["directive"] = str(made_id)
                first = (await drafts.page(session, registrar, directive_id=made_id))[0]
                await drafts.accept(session, registrar, first.id)
        row = await tasks.assignment(session, registrar, one)
        ids["task"] = str(row.task_id)


@pytest.mark.thorough
@pytest.mark.parametrize("face", ["pages", "api"])
async def test_a_list_asks_as_often_for_fifty_rows_as_for_five(
    browser_as: As, api_as: As, service: FastAPI, database: Database, cast: factories.Cast, face: str
) -> None:
    ids: dict[str, str] = {}
    await more(database, cast, 5, ids)
    asked = [
        (await (browser_as if face == "pages" else api_as)(who), urls)
        for who, urls in (
            PAGES if face == "pages" else {"registrar": tuple(f"/{noun}?limit=200" for noun in LISTS)}
        ).items()
    ]

    async def counts() -> dict[str, int]:
        found = {}
        for person, urls in asked:
            for url in urls:
                with counted(service) as statements:
                    answer = await person.get(url.format(**ids))
                assert answer.status_code == 200, url
                found[url] = len(statements)
        return found

    few = await counts()
    await more(database, cast, 45, ids)
    many = await counts()
    assert {url: number for url, number in many.items() if number > few[url]} == {}
    assert max(many.values()) < 30, many
