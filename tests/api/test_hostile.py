"""Whatever comes in, the answer is a refusal that says so: never a 500, never a page without its headers."""

import base64
import json
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from structlog.testing import capture_logs

from app.db import Database
from app.domain import tasks
from tests import factories
from tests.conftest import As

LISTS = ("units", "directives", "tasks", "assignments", "progress-entries")
SOME_ID = "019a0000-0000-7000-8000-000000000000"


def cursor(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


CURSORS = (
    "x", "é", "A" * 500, cursor("[[[["), cursor("null"), cursor([]), cursor(["a"]), cursor([1, 2]), cursor([None, None]),
    cursor([None, SOME_ID]), cursor([5, SOME_ID]), cursor([["a"], SOME_ID]), cursor([{}, SOME_ID]), cursor(["a", 5]),
    cursor(["a", [1]]), cursor(["\x00", SOME_ID]), cursor(["0001-01-01T00:00:00+14:00", SOME_ID]),
    cursor(["9999-12-31T23:59:59-14:00", SOME_ID]), cursor(["2026-11-24T00:00:00", SOME_ID]),
    cursor(["2026-11-24", SOME_ID]), cursor(["\ud800", SOME_ID]), cursor({"a": 1, "b": 2}), cursor("[1e999, 2]"),
)  # fmt: skip


@pytest.mark.parametrize("noun", LISTS)
async def test_a_cursor_that_was_tampered_with_is_refused(api_as: As, cast: factories.Cast, noun: str) -> None:
    clerk = await api_as("clerk")
    for one in CURSORS:
        answer = await clerk.get(f"/{noun}", params={"cursor": one})
        assert answer.status_code in (200, 422), (one, answer.text)


QUERIES = (
    "q=%00", "q=%ff%fe", "q=%", "q=%zz", "q=a&q=b", "q=" + "a" * 4000, "q=%ED%A0%80", "q=%F0%9F%98%80", "q='", "q=\\",
    "number=%00", "kind=%00", "kind=x", "state=%00", "limit=0", "limit=99999999999999999999", "limit=" + "9" * 5000,
    "limit=-1", "limit=1&limit=2", "unit_id=x", "unit_id=%00", "under=" + SOME_ID, "parent_id=" + SOME_ID,
    "due_before=0001-01-01", "due_before=9999-12-31", "due_before=31/02/2026", "on=0001-01-01", "on=9999-12-31", "word=x",
    "=", "&&&", "a[]=1", "%00=%00",
)  # fmt: skip


@pytest.mark.parametrize("noun", LISTS)
async def test_odd_queries_are_answered_or_refused(api_as: As, cast: factories.Cast, noun: str) -> None:
    clerk = await api_as("clerk")
    for query in QUERIES:
        answer = await clerk.http.get(f"https://dondoc.example/api/v1/{noun}?{query}")
        assert answer.status_code in (200, 422), (query, answer.text)
        if answer.status_code != 200:
            assert answer.headers["content-type"] == "application/problem+json"


PAGES = ("/work", "/assignments", "/approvals", "/directives", "/dashboard", "/orgs", "/login", "/help", "/tokens")
PAGE_QUERIES = (
    "q=%00", "q=%ED%A0%80", "q=%", "issuer=%00", "unit=%00", "scope=x", "directive=x", f"unit={SOME_ID}", "entry=x",
    f"scope={SOME_ID}", "approved=" + "9" * 5000, "approved=x", "on=31/02/2026", "on=31/12/9999", "on=01/01/0001",
    "word=%00", "next=%00", "next=%0d%0aa:b", "lang=%00", "theme=x", "q=a&q=b",
)  # fmt: skip


@pytest.mark.thorough
async def test_odd_queries_of_pages_are_answered_or_refused(browser_as: As) -> None:
    person = await browser_as("coordinator")
    for page in PAGES:
        for query in PAGE_QUERIES:
            answer = await person.get(f"{page}?{query}")
            assert answer.status_code in (200, 303, 404, 422), (page, query)


async def test_odd_headers_are_answered_or_refused(api_as: As, service: FastAPI, cast: factories.Cast) -> None:
    registrar = await api_as("registrar")
    made = await registrar.http.post("/tasks", json={"title": "Việc"})
    url = f"/tasks/{made.json()['id']}"
    for etag in ("²".encode("latin-1"), b"9" * 5000, b'"', b'"1', b'W/"1"', b"*", b'"1", "2"', b"-1", b"\xff"):
        answer = await registrar.http.patch(url, json={"title": "a"}, headers={b"If-Match": etag})  # type: ignore[dict-item]
        assert answer.status_code in (200, 412), (etag, answer.text)
        assert answer.headers["content-type"].startswith("application/")
    for name, value in (
        ("Host", "["), ("Host", "a[b"), ("Host", "a b"), ("Host", "a/b"), ("Host", "a@b"), ("Host", ""), ("Host", "é"),
        ("Host", "a:99999999"), ("Origin", "http://["), ("Origin", "null"), ("Cookie", "dondoc=\xff"), ("Cookie", "=;;=\x01"),
        ("Authorization", "Bearer \xff"), ("Authorization", "Bearer"), ("Accept-Language", "\xff"), ("X-Request-Id", "\xff"),
        ("Content-Type", "\xff"), ("Content-Type", "multipart/form-data"), ("Content-Type", "multipart/form-data; boundary=\xff"),
        ("Content-Length", "²"), ("Idempotency-Key", "\xff" * 10), ("Idempotency-Key", ""), ("Idempotency-Key", "k" * 300),
    ):  # fmt: skip
        for method, path in (("GET", "/work"), ("POST", "/login"), ("GET", "/api/v1/tasks"), ("POST", "/api/v1/tasks")):
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(service, raise_app_exceptions=False), base_url="https://dondoc.example"
            ) as anybody:
                headers = {name.encode(): value.encode("latin-1")}
                if name != "Authorization":
                    headers[b"Authorization"] = registrar.http.headers["Authorization"].encode()
                answer = await anybody.request(
                    method, path, headers=headers, content=b"x=1" if method == "POST" else None
                )  # type: ignore[arg-type]
                assert answer.status_code < 500, (name, value, method, path, answer.text)
                assert answer.headers["x-content-type-options"] == "nosniff"


BODIES = (
    b"", b"null", b"[]", b"1", b"NaN", b'{"title": "\\ud800"}', b'{"title": "\\u0000"}', b'{"title": "a\\u0000b"}',
    b'{"title": 1}', b'{"title": "a", "title": "b"}', b'{"title": "a", "urgency": "\\u0000"}', b"[" * 20000,
    b'{"title": ' + b"9" * 5000 + b"}", b'{"title": "a", "span_start": 99999999999999, "span_end": 999999999999999}',
    b'{"title": "a", "deadline": {"kind": "recurring", "rule": {"a": "\\u0000"}}}',
    b'{"title": "a", "deadline": {"kind": "recurring", "rule": {"a": "\\ud800"}}}',
    b'{"title": "a", "deadline": {"kind": "recurring", "rule": {"\\u0000": 1}}}',
    b'{"title": "a", "deadline": {"kind": "recurring", "rule": {"a": NaN}}}',
    b'{"title": "a", "deadline": {"kind": "recurring", "rule": {"a": 1e999}}}',
    b'{"title": "a", "deadline": {"kind": "date", "due_on": "0000-01-01"}}',
    b'{"title": "a", "deadline": {"kind": "date", "due_on": 99999999999999}}',
    b'{"title": "a", "deadline": {"kind": "date", "due_on": "9999-12-31"}}', b"\xff\xfe", b'{"title": "\xff"}',
)  # fmt: skip


async def test_odd_bodies_are_taken_or_refused(api_as: As, cast: factories.Cast) -> None:
    registrar = await api_as("registrar")
    for body in BODIES:
        for kind in ("application/json", "text/plain", "application/x-www-form-urlencoded"):
            answer = await registrar.http.post("/tasks", content=body, headers={"Content-Type": kind})
            assert answer.status_code in (201, 400, 415, 422), (body[:80], kind, answer.text)
            assert answer.status_code == 201 or answer.headers["content-type"] == "application/problem+json"
    for password in (b'"\\ud800"', b'"\\u0000"', b"1", b'""'):
        body = b'{"username": "clerk", "password": ' + password + b"}"
        answer = await registrar.http.post("/tokens", content=body)
        assert answer.status_code == 422, (password, answer.text)
    for percent in (b"1e400", b"-0", b"1e-999999", b"NaN", b'"1_0"', b"true", b'"62,5"', b"101", b"62.55", b"[]"):
        answer = await registrar.http.post(
            f"/assignments/{SOME_ID}/progress-entries", content=b'{"percent": ' + percent + b"}"
        )
        assert answer.status_code in (404, 400, 422), (percent, answer.text)


async def test_odd_fields_of_forms_are_refused(browser_as: As, database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        one = await factories.assignment(session, cast)
        row = await tasks.assignment(session, await factories.actor(session, "clerk"), one)
        directive = await factories.directive(session)
    clerk, leader, registrar = await browser_as("clerk"), await browser_as("leader"), await browser_as("registrar")
    await clerk.post(f"/assignments/{one}/entries", {"percent": "5"})
    id = (await leader.get("/approvals")).text.split('<tr id="e')[1][:36]
    draft = (await registrar.get(f"/directives/{directive.id}/derive")).text.split('action="/drafts/')[1][:36]
    for person, url, form in (
        (leader, "/approvals", {f"d-{id}": "back", f"r-{id}": "\x00"}),
        (leader, "/approvals", {f"d-{id}": "back", f"r-{id}": "a" * 3000}),
        (leader, "/approvals", {"d-\x00": "ok"}),
        (clerk, f"/assignments/{one}/entries", {"percent": "5", "key": "\x00"}),
        (clerk, f"/assignments/{one}/entries", {"percent": "5", "key": "k" * 300}),
        (clerk, f"/assignments/{one}/entries", {"percent": "5", "\x00": "\x00"}),
        (registrar, f"/tasks/{row.task_id}", {"title": "a", "version": "²"}),
        (registrar, f"/tasks/{row.task_id}", {"title": "a", "version": "9" * 5000}),
        (registrar, f"/directives/{directive.id}", {"subject": "a", "version": "²"}),
        (registrar, f"/drafts/{draft}", {"title": "a", "version": "²", "do": "save"}),
        (registrar, f"/drafts/{draft}", {"title": "a", "do": "split", "at": "²"}),
        (registrar, f"/drafts/{draft}", {"title": "a", "do": "\x00"}),
        (registrar, f"/directives/{directive.id}/drafts", {"passage": "\x00"}),
    ):
        answer = await person.post(url, form)
        assert answer.status_code in (303, 422), (url, form, answer.status_code)


def walk(service: FastAPI) -> list[tuple[str, str]]:
    found = []
    for context in iter_route_contexts(service.routes):
        for method in getattr(context, "methods", None) or ():
            found.append((method, str(context.path)))
    return found


async def test_every_path_that_is_not_there_is_a_problem_or_a_page(api_as: As, service: FastAPI) -> None:
    client = await api_as("clerk")
    for path in ("/api/", "/api/v1", "/api/v1/", "/api/v1/nothing", "/api/v2/tasks", "/api/v1/tasks/x/y/z"):
        answer = await client.http.get(f"https://dondoc.example{path}")
        assert answer.status_code == 404, path
        assert answer.headers["content-type"] == "application/problem+json", path
    known = walk(service)
    for path in {path for _, path in known if path.startswith("/api/v1")}:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {one for one, where in known if where == path}:
            answer = await client.http.request(
                method, "https://dondoc.example" + path.replace("{", "").replace("}", "")
            )
            assert answer.status_code in (404, 405, 428), (method, path)
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.status_code != 405 or answer.headers["allow"]


@pytest.mark.parametrize("path", ["/work", "/api/v1/tasks"])
async def test_a_fault_of_ours_is_told_with_its_number_and_nothing_else(
    api_as: As, browser_as: As, service: FastAPI, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:  # fmt: skip
    async def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a secret of the house")

    person = await (api_as if path.startswith("/api/") else browser_as)("clerk")
    monkeypatch.setattr(tasks, "work", broken)
    monkeypatch.setattr(tasks, "page", broken)
    person.http._transport = httpx.ASGITransport(service, raise_app_exceptions=False)
    with capture_logs() as lines:
        answer = await person.http.get(f"https://dondoc.example{path}", headers={"X-Request-Id": "so-42"})
    assert [line["event"] for line in lines if line["log_level"] == "error"] == ["failed"]
    assert answer.status_code == 500
    assert "secret of the house" not in answer.text
    assert "so-42" in answer.text
    assert answer.headers["x-request-id"] == "so-42"
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


async def test_a_failing_statement_tells_the_log_no_values(database_url: str) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    database = Database(database_url, pooled=False)
    with pytest.raises(DBAPIError) as caught:
        async with database.begin() as session:
            await session.execute(text("select 1 / :zero, :secret"), {"zero": 0, "secret": "mật khẩu"})
    await database.close()
    assert "mật khẩu" not in str(caught.value)
