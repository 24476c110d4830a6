"""What the API promises for all nouns: problems, versions, keys, cursors, scopes, limits, and nobody else's rows."""

import asyncio
import re
from uuid import uuid4

import pytest
from sqlalchemy import text

from app import clock
from app.db import Database
from tests import factories
from tests.conftest import As


async def given(database: Database, cast: factories.Cast, **more: object) -> str:
    async with database.begin() as session:
        return str(await factories.assignment(session, cast, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 201),
        ("coordinator", 201),
        ("leader", 403),
        ("viewer", 403),
        ("auditor", 403),
        ("stranger", 404),
        ("far_coordinator", 404),
        ("administrator", 404),
    ],
)
async def test_who_may_record(api_as: As, database: Database, cast: factories.Cast, who: str, status: int) -> None:
    one = await given(database, cast)
    answer = await (await api_as(who)).http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("leader", 200), ("coordinator", 200), ("clerk", 403), ("viewer", 403), ("stranger", 404)]
)
async def test_who_may_approve(api_as: As, database: Database, cast: factories.Cast, who: str, status: int) -> None:
    one = await given(database, cast)
    entry = (
        await (await api_as("clerk")).http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})
    ).json()
    assert (await (await api_as(who)).http.post(f"/progress-entries/{entry['id']}/approval")).status_code == status


async def test_a_coordinator_does_not_approve_the_own_unit(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast, unit="phu_tho")
    coordinator = await api_as("coordinator")
    entry = (await coordinator.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})).json()
    assert entry["state"] == "submitted"
    assert (await coordinator.http.post(f"/progress-entries/{entry['id']}/approval")).status_code == 403


async def test_a_foreign_row_answers_like_a_missing_one(api_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk, stranger = await api_as("clerk"), await api_as("stranger")
    entry = (await clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})).json()
    row = (await clerk.get(f"/assignments/{one}")).json()
    async with database.begin() as session:
        directive = await factories.directive(session)
    paths = {
        "assignments": one, "tasks": row["task_id"], "progress-entries": entry["id"], "directives": str(directive.id),
    }  # fmt: skip
    for noun, id in paths.items():
        foreign, missing = await stranger.get(f"/{noun}/{id}"), await stranger.get(f"/{noun}/{uuid4()}")
        assert foreign.status_code == missing.status_code == 404, noun
        same = [re.sub(r'"request_id":"[^"]*"', "", answer.text) for answer in (foreign, missing)]
        assert same[0] == same[1]
    for noun in ("assignments", "tasks", "progress-entries", "directives"):
        assert (await stranger.get(f"/{noun}")).json()["items"] == [], noun


async def test_a_privileged_field_is_refused(api_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await api_as("clerk")
    for field in (
        "state",
        "author_id",
        "author_unit_id",
        "created_at",
        "version",
        "decided_by",
        "percent_before",
        "id",
    ):
        answer = await clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5, field: "x"})
        assert answer.status_code == 422, field
        assert answer.json()["errors"][0]["pointer"] == f"/{field}"


async def test_errors_are_problems(api_as: As, cast: factories.Cast) -> None:
    clerk = await api_as("clerk")
    for answer, status in (
        (await clerk.get(f"/tasks/{uuid4()}"), 404),
        (await clerk.get("/tasks/not-an-id"), 404),
        (await clerk.get("/assignments", params={"limit": 10**9}), 422),
        (await clerk.get("/assignments", params={"cursor": "x"}), 422),
        (await clerk.http.post("/tasks", content=b"{"), 422),
        (await clerk.http.put("/tasks"), 405),
        (await clerk.http.get("/tasks", headers={"Authorization": "Bearer no"}), 401),
    ):
        assert answer.status_code == status, answer.text
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) >= {"type", "title", "status", "detail", "request_id"}


async def test_errors_speak_english_where_asked(api_as: As, cast: factories.Cast) -> None:
    clerk = await api_as("clerk")
    answer = await clerk.get(f"/tasks/{uuid4()}", headers={"Accept-Language": "en"})
    assert answer.json()["title"] == "This page was not found"


async def test_a_write_needs_the_version_it_read(api_as: As, cast: factories.Cast) -> None:
    registrar = await api_as("registrar")
    made = await registrar.http.post("/tasks", json={"title": "Việc gõ tay"})
    url, etag = f"/tasks/{made.json()['id']}", made.headers["etag"]
    assert (await registrar.http.patch(url, json={"title": "a"})).status_code == 428
    assert (await registrar.http.patch(url, json={"title": "a"}, headers={"If-Match": etag})).status_code == 200
    stale = await registrar.http.patch(url, json={"title": "b"}, headers={"If-Match": etag})
    assert stale.status_code == 412
    assert (await registrar.get(url)).json()["title"] == "a"


async def test_of_many_writers_of_one_version_one_wins(api_as: As, cast: factories.Cast) -> None:
    registrar = await api_as("registrar")
    made = await registrar.http.post("/tasks", json={"title": "Việc gõ tay"})
    url = f"/tasks/{made.json()['id']}"
    answers = await asyncio.gather(
        *(registrar.http.patch(url, json={"title": f"n{n}"}, headers={"If-Match": '"1"'}) for n in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412, 412]


async def test_a_key_works_once(api_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await api_as("clerk")
    url = f"/assignments/{one}/progress-entries"
    key = {"Idempotency-Key": str(uuid4())}
    first = await clerk.http.post(url, json={"percent": 5}, headers=key)
    again = await clerk.http.post(url, json={"percent": 5}, headers=key)
    assert (again.status_code, again.json(), again.headers["location"]) == (
        201,
        first.json(),
        first.headers["location"],
    )
    other = await clerk.http.post(url, json={"percent": 6}, headers=key)
    assert (other.status_code, other.json()["type"]) == (422, "/problems/key-reused")
    assert len((await clerk.get("/progress-entries")).json()["items"]) == 1


async def test_a_refusal_lets_the_key_go(api_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await api_as("clerk")
    key = {"Idempotency-Key": "k"}
    url = f"/assignments/{one}/progress-entries"
    assert (await clerk.http.post(url, json={"percent": 500}, headers=key)).status_code == 422
    assert (await clerk.http.post(url, json={"percent": 50}, headers=key)).status_code == 201


async def test_two_who_decide_at_once_do_not_both_win(api_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk, leader, coordinator = await api_as("clerk"), await api_as("leader"), await api_as("coordinator")
    entry = (await clerk.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})).json()["id"]
    answers = await asyncio.gather(
        leader.http.post(f"/progress-entries/{entry}/approval"),
        coordinator.http.post(f"/progress-entries/{entry}/return", json={"reason": "chưa rõ"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]


async def test_lists_page_by_cursor_without_gap_or_double(api_as: As, database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        for number in range(7):
            await factories.assignment(session, cast, title=f"Việc {number}")
    clerk = await api_as("clerk")
    seen: list[str] = []
    cursor = None
    while True:
        page = (await clerk.get("/assignments", params={"limit": 3, **({"cursor": cursor} if cursor else {})})).json()
        seen += [row["id"] for row in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 7


async def test_a_reading_token_writes_nothing(api_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    reader = await api_as("clerk", scope="read")
    assert (await reader.get(f"/assignments/{one}")).status_code == 200
    assert (await reader.http.post(f"/assignments/{one}/progress-entries", json={"percent": 5})).status_code == 403


async def test_a_token_is_got_by_password_and_ends_when_revoked(api_as: As, cast: factories.Cast) -> None:
    client = await api_as("clerk")
    bad = await client.http.post("/tokens", json={"username": "leader", "password": "sai"})
    assert bad.status_code == 422
    made = (await client.http.post("/tokens", json={"username": "leader", "password": factories.PASSWORD})).json()
    bearer = {"Authorization": f"Bearer {made['token']}"}
    assert (await client.get("/dashboard", headers=bearer)).status_code == 200
    assert (await client.http.delete(f"/tokens/{made['id']}", headers=bearer)).status_code == 204
    assert (await client.get("/dashboard", headers=bearer)).status_code == 401


async def test_a_role_that_ended_ends_with_the_next_request(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast)
    clerk = await api_as("clerk")
    assert (await clerk.get(f"/assignments/{one}")).status_code == 200
    async with database.begin() as session:
        await session.execute(
            text(
                "update membership set valid = daterange(lower(valid), :day) where account_id = (select id from account where username = 'clerk')"
            ),
            {"day": clock.today()},
        )
    assert (await clerk.get(f"/assignments/{one}")).status_code == 404


async def test_too_large_a_body_is_cut(api_as: As, cast: factories.Cast) -> None:
    clerk = await api_as("clerk")

    async def endless() -> object:
        for _ in range(64):
            yield b"x" * 65536

    answer = await clerk.http.post("/tasks", content=endless())
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")


async def test_the_openapi_document_is_complete(api_as: As) -> None:
    client = await api_as("clerk")
    spec = (await client.http.get("https://dondoc.example/api/openapi.json")).json()
    assert len(spec["paths"]) >= 30
    for path, methods in spec["paths"].items():
        for method, operation in methods.items():
            takes = {one["name"] for one in operation.get("parameters", ())}
            needed = {"401", "403", "422", "503"} | ({"404"} if "{" in path else set())
            needed |= {"400", "413"} if "requestBody" in operation else set()
            needed |= {"409"} if "Idempotency-Key" in takes else set()
            needed |= {"412", "428"} if "If-Match" in takes else set()
            assert needed <= set(operation["responses"]), f"{method} {path}"
            for status, response in operation["responses"].items():
                assert status < "400" or list(response["content"]) == ["application/problem+json"], f"{method} {path}"
    for path in ("/api/v1/directives", "/api/v1/directives/files"):
        assert "404" in spec["paths"][path]["post"]["responses"], "a registering unit out of sight is missing"
    assert "multipart/form-data" in spec["paths"]["/api/v1/directives/files"]["post"]["requestBody"]["content"]
    for name, schema in spec["components"]["schemas"].items():
        assert schema["examples"], name
    refused = await client.http.put("https://dondoc.example/api/v1/tasks")
    assert refused.headers["allow"] == "GET, POST"
    docs = await client.http.get("https://dondoc.example/api/docs")
    assert docs.status_code == 200
    assert "http://" not in docs.text.replace("http://www.w3.org", "")
