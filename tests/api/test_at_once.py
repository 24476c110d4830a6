"""Two people at the same moment: one wins, nobody waits for the other for ever, nothing is half done."""

import asyncio
from collections.abc import Awaitable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import func, select, text

from app.db import Database
from app.models.events import AuditEvent, OutboxEvent
from app.models.tasks import Assignment
from tests import factories
from tests.conftest import As

ROUNDS = 8


async def given(database: Database, cast: factories.Cast, **more: Any) -> str:
    async with database.begin() as session:
        return str(await factories.assignment(session, cast, **more))


async def together(*requests: Awaitable[httpx.Response]) -> list[int]:
    return [answer.status_code for answer in await asyncio.gather(*requests)]


@pytest.fixture(autouse=True)
async def quick_deadlocks(database: Database) -> None:
    """A circle of waiters is seen at once, so that it cannot pass for slowness."""
    async with database.engine.connect() as connection:
        await connection.execute(text("reset role"))
        name = await connection.scalar(text("select current_database()"))
        await connection.execute(text(f"alter database \"{name}\" set deadlock_timeout = '20ms'"))
        await connection.commit()


async def test_one_key_pressed_twice_at_once_saves_once(api_as: As, database: Database, cast: factories.Cast) -> None:
    clerk = await api_as("clerk")
    for number in range(ROUNDS):
        one = await given(database, cast, title=f"Việc {number}")
        url, key = f"/assignments/{one}/progress-entries", {"Idempotency-Key": str(uuid4())}
        answers = await together(*(clerk.http.post(url, json={"percent": 5}, headers=key) for _ in range(5)))
        assert set(answers) <= {201, 409}
        assert 201 in answers
        again = await clerk.http.post(url, json={"percent": 5}, headers=key)
        assert (again.status_code, again.headers["idempotency-replayed"]) == (201, "true")
        items = (await clerk.get("/progress-entries", params={"assignment_id": one})).json()["items"]
        assert len(items) == 1


async def test_a_unit_given_a_task_twice_at_once_gets_it_once(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    registrar = await api_as("registrar")
    for number in range(ROUNDS):
        task = (await registrar.http.post("/tasks", json={"title": f"Việc {number}"})).json()["id"]
        body = {"unit_ids": [str(cast.office), str(cast.other_office)]}
        requests = (registrar.http.post(f"/tasks/{task}/assignments", json=body) for _ in range(4))
        assert await together(*requests) == [201] * 4
        async with database.read() as session:
            held = select(func.count()).select_from(Assignment).where(Assignment.task_id == task)
            assert await session.scalar(held) == 2


async def test_a_task_withdrawn_while_it_is_passed_on_leaves_no_open_assignment(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    registrar, coordinator = await api_as("registrar"), await api_as("coordinator")
    for number in range(ROUNDS):
        one = await given(database, cast, unit="phu_tho", title=f"Việc {number}")
        task = (await registrar.get(f"/assignments/{one}")).json()["task_id"]
        await coordinator.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})
        on = {"unit_ids": [str(cast.office)], "parent_id": one}
        answers = await together(
            registrar.http.delete(f"/tasks/{task}", params={"reason": "thôi"}, headers={"If-Match": '"1"'}),
            coordinator.http.post(f"/tasks/{task}/assignments", json=on),
        )
        assert answers[0] == 200, answers
        assert answers[1] in (201, 409), answers
        rows = (await registrar.get("/assignments", params={"task_id": task})).json()["items"]
        assert {row["state"] for row in rows} == {"recalled"}


async def test_a_task_withdrawn_while_progress_is_recorded_is_wholly_withdrawn(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    registrar, clerk = await api_as("registrar"), await api_as("clerk")
    for number in range(ROUNDS):
        one = await given(database, cast, title=f"Việc {number}")
        task = (await registrar.get(f"/assignments/{one}")).json()["task_id"]
        erased, recorded = await together(
            registrar.http.delete(f"/tasks/{task}", params={"reason": "thôi"}, headers={"If-Match": '"1"'}),
            clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5}),
        )
        assert (erased, recorded) in {(204, 404), (200, 201)}
        left = await registrar.get(f"/assignments/{one}")
        assert left.status_code == 404 or left.json()["state"] == "recalled"


async def test_many_decisions_and_a_new_deadline_do_not_lock_each_other_out(
    api_as: As, browser_as: As, database: Database, cast: factories.Cast
) -> None:
    """Entries handed in against the order of their assignments: who decides them takes the assignments in order."""
    registrar, clerk, leader = await api_as("registrar"), await api_as("coordinator"), await browser_as("chief")
    for number in range(ROUNDS):
        task = (await registrar.http.post("/tasks", json={"title": f"Việc {number}"})).json()["id"]
        body = {"unit_ids": [str(cast.office), str(cast.phu_tho)]}
        made = (await registrar.http.post(f"/tasks/{task}/assignments", json=body)).json()["created"]
        form = {"csrf": leader.csrf}
        async with database.begin() as session:
            await session.execute(text("update unit set asks_approval = true"))
        for row in sorted(made, key=lambda one: one["id"], reverse=True):
            entry = await clerk.http.post(f"/assignments/{row['id']}/progress-entries", json={"percent": 5})
            if entry.json()["state"] == "submitted":
                form[f"d-{entry.json()['id']}"] = "ok"
        answers = await together(
            leader.http.post("/approvals", data=form),
            registrar.http.put(
                f"/tasks/{task}/deadline", json={"kind": "date", "due_on": "2026-12-01"}, headers={"If-Match": '"0"'}
            ),
        )
        assert answers == [303, 200]


async def test_two_reviewers_who_merge_crosswise_do_not_lock_each_other_out(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    registrar = await api_as("registrar")
    for number in range(ROUNDS):
        async with database.begin() as session:
            one = await factories.directive(session, factories.TEXT.replace("21/KH", f"{number + 30}/KH"))
        rows = (await registrar.get(f"/directives/{one.id}/drafts")).json()["items"]
        first, second = rows[0]["id"], rows[1]["id"]
        answers = await together(
            registrar.http.post(f"/drafts/{first}/merge", json={"into_id": second}),
            registrar.http.post(f"/drafts/{second}/merge", json={"into_id": first}),
        )
        assert sorted(answers) == [200, 409]


async def test_a_commit_that_fails_answers_so_and_leaves_nothing(
    api_as: As, database: Database, cast: factories.Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlalchemy.exc import OperationalError
    from sqlalchemy.ext.asyncio import AsyncSessionTransaction

    one = await given(database, cast)
    clerk = await api_as("clerk")
    url, key = f"/assignments/{one}/progress-entries", {"Idempotency-Key": "k"}
    real = AsyncSessionTransaction.__aexit__

    async def broken(self: Any, kind: Any, value: Any, trace: Any) -> None:
        if kind is None and not self.nested:
            writes = await self.session.scalar(text("select count(*) from used_key"))
            if writes:
                await real(self, OperationalError, OperationalError("commit", {}, Exception("away")), trace)
                raise OperationalError("commit", {}, Exception("away"))
        await real(self, kind, value, trace)

    async with database.read() as session:
        before = await session.scalar(select(func.count()).select_from(AuditEvent))
    with monkeypatch.context() as patched:
        patched.setattr(AsyncSessionTransaction, "__aexit__", broken)
        answer = await clerk.http.post(url, json={"percent": 5}, headers=key)
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(AuditEvent)) == before
        assert await session.scalar(select(func.count()).select_from(OutboxEvent)) == before
        assert await session.scalar(text("select count(*) from progress_entry")) == 0
        assert await session.scalar(text("select count(*) from used_key")) == 0
    assert (await clerk.http.post(url, json={"percent": 5}, headers=key)).status_code == 201


async def test_of_an_approval_and_a_return_at_once_one_wins(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    clerk, leader = await api_as("clerk"), await api_as("leader")
    for number in range(ROUNDS):
        one = await given(database, cast, title=f"Việc {number}")
        made = await clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 50})
        url = f"/progress-entries/{made.json()['id']}"
        answers = await together(
            leader.http.post(f"{url}/approval"), leader.http.post(f"{url}/return", json={"reason": "Thiếu số liệu"})
        )
        assert sorted(answers) == [200, 409]


async def test_an_approval_and_a_correction_at_once_leave_one_story(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    clerk, leader = await api_as("clerk"), await api_as("leader")
    for number in range(2 * ROUNDS):
        one = await given(database, cast, title=f"Việc {number}")
        first = (await clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 50})).json()["id"]
        approved, corrected = await together(
            leader.http.post(f"/progress-entries/{first}/approval"),
            clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 60}),
        )
        assert corrected == 201
        entries = (await clerk.get("/progress-entries", params={"assignment_id": one})).json()["items"]
        states = {entry["percent"]: entry["state"] for entry in entries}
        assert states == {"60.0": "submitted", "50.0": "approved" if approved == 200 else "superseded"}
        held = (await clerk.get(f"/assignments/{one}")).json()
        assert (held["state"], held["percent"]) == ("submitted", "60.0")
