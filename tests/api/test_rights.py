"""Every route with an id in it, by every person of the cast: what is out of sight is missing, what is not theirs is refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from app.db import Database
from app.domain import accounts, drafts, files, progress, tasks
from app.domain.access import BELOW_ONLY, ROLE_PERMISSIONS
from app.domain.access import Permission as P
from app.models.accounts import Role
from tests import factories
from tests.conftest import As, Person

PEOPLE = {**factories.PEOPLE, "far_administrator": (Role.administrator, "quang_ngai")}
ABOVE = {
    "centre": ("centre",), "phu_tho": ("phu_tho", "centre"), "office": ("office", "phu_tho", "centre"),
    "quang_ngai": ("quang_ngai", "centre"), "other_office": ("other_office", "quang_ngai", "centre"),
}  # fmt: skip


def may(who: str, permission: P, place: str) -> bool:
    """What `access` says: the right of the role reaches the unit and all below it."""
    role, at = PEOPLE[who]
    if permission not in ROLE_PERMISSIONS[role] or at not in ABOVE[place]:
        return False
    return (role, permission) not in BELOW_ONLY or at != place


@dataclass(frozen=True)
class Rule:
    """What a route needs: a right at a place, of those who see the row; `seen` names the places from which it is seen."""

    needs: P = P.see
    at: str = "office"
    seen: tuple[str, ...] = ("centre", "office")
    body: Any = None
    only: tuple[str, ...] = ()
    right_to_see: P = P.see

    def expected(self, who: str) -> int:
        sees = any(may(who, self.right_to_see, place) for place in self.seen) or who in self.only
        if not sees and not (self.right_to_see is P.see and may(who, self.needs, self.at) and self.needs in EDITING):
            return 404
        able = who in self.only if self.only else may(who, self.needs, self.at)
        return 200 if able else 403


EDITING = {P.unit_edit, P.account_edit}
REASON = {"reason": "thử"}
REVIEW = ("centre",)
ENTRY = {"percent": "5"}
SEE = Rule()
SEE_REVIEW = Rule(at="centre", seen=REVIEW)
REGISTER = Rule(P.directive_register, "centre")
OWN_TOKEN = Rule(only=("clerk",), seen=())
ACCOUNT = Rule(P.account_edit, "office", seen=("office",), right_to_see=P.account_edit)
UNIT = Rule(P.unit_edit, "office", seen=("office",))
WRITE, APPROVE = Rule(P.progress_write), Rule(P.progress_approve)
ASSIGN, EDIT, TAKE = Rule(P.assign, "centre"), Rule(P.task_edit, "centre"), Rule(P.result_accept, "centre")


def with_body(rule: Rule, body: Any) -> Rule:
    return Rule(rule.needs, rule.at, rule.seen, body, rule.only, rule.right_to_see)


API: dict[str, Rule] = {
    "DELETE /tokens/{token_id}": OWN_TOKEN,
    "POST /units/{unit_id}/revisions": with_body(UNIT, {"valid_from": "2027-01-01", "name": "Tên mới"}),
    "GET /directives/{directive_id}": SEE,
    "PATCH /directives/{directive_id}": with_body(REGISTER, {"subject": "x"}),
    "GET /directives/{directive_id}/text": SEE,
    "GET /directives/{directive_id}/provisions": SEE,
    "GET /directives/{directive_id}/relations": SEE,
    "GET /directives/{directive_id}/drafts": SEE_REVIEW,
    "POST /directives/{directive_id}/drafts": with_body(REGISTER, {"span_start": 0, "span_end": 9}),
    "GET /drafts/{draft_id}": SEE_REVIEW,
    "PATCH /drafts/{draft_id}": Rule(P.directive_register, "centre", REVIEW, {"title": "x"}),
    "POST /drafts/{draft_id}/acceptance": Rule(P.directive_register, "centre", REVIEW),
    "POST /drafts/{draft_id}/rejection": Rule(P.directive_register, "centre", REVIEW),
    "POST /drafts/{draft_id}/split": Rule(P.directive_register, "centre", REVIEW, {}),
    "POST /drafts/{draft_id}/merge": Rule(P.directive_register, "centre", REVIEW, {}),
    "POST /directives/{directive_id}/publication": ASSIGN,
    "GET /tasks/{task_id}": SEE,
    "PATCH /tasks/{task_id}": with_body(EDIT, {"title": "x"}),
    "DELETE /tasks/{task_id}": EDIT,
    "GET /tasks/{task_id}/deadline": SEE,
    "PUT /tasks/{task_id}/deadline": with_body(EDIT, {"kind": "none"}),
    "DELETE /tasks/{task_id}/deadline": EDIT,
    "PATCH /assignments/{assignment_id}": with_body(ASSIGN, {"note": "Dặn thêm"}),
    "DELETE /assignments/{assignment_id}": ASSIGN,
    "POST /tasks/{task_id}/assignments": with_body(ASSIGN, {"unit_ids": ["{unit_id}"]}),
    "GET /assignments/{assignment_id}": SEE,
    "POST /assignments/{assignment_id}/acceptance": WRITE,
    "POST /assignments/{assignment_id}/return": with_body(WRITE, REASON),
    "POST /assignments/{assignment_id}/recall": with_body(ASSIGN, REASON),
    "POST /assignments/{assignment_id}/completion": TAKE,
    "POST /assignments/{assignment_id}/reopening": with_body(TAKE, REASON),
    "POST /assignments/{assignment_id}/progress-entries": with_body(WRITE, ENTRY),
    "GET /progress-entries/{entry_id}": SEE,
    "POST /progress-entries/{entry_id}/submission": WRITE,
    "POST /progress-entries/{entry_id}/approval": APPROVE,
    "POST /progress-entries/{entry_id}/return": with_body(APPROVE, REASON),
    "POST /progress-entries/{entry_id}/withdrawal": Rule(only=("clerk",)),
}
PAGES: dict[str, Rule] = {
    "POST /acting-unit/{unit_id}": Rule(only=("clerk",), seen=()),
    "GET /tasks/{task_id}": SEE,
    "POST /tasks/{task_id}": with_body(EDIT, {"title": "x"}),
    "POST /tasks/{task_id}/assignments": with_body(ASSIGN, {"unit_ids": "{unit_id}"}),
    "POST /tasks/{task_id}/deadline": with_body(EDIT, {"kind": "none"}),
    "POST /assignments/{assignment_id}": with_body(ASSIGN, {"note": "Dặn thêm"}),
    "POST /assignments/{assignment_id}/deadline": with_body(
        ASSIGN, {"kind": "date", "due_on": "31/12/2026", "reason": "x"}
    ),
    "POST /tasks/{task_id}/withdrawal": with_body(EDIT, REASON),
    "GET /assignments/{assignment_id}": SEE,
    "POST /assignments/{assignment_id}/entries": with_body(WRITE, ENTRY),
    "POST /assignments/{assignment_id}/acceptance": WRITE,
    "POST /assignments/{assignment_id}/return": with_body(WRITE, REASON),
    "POST /assignments/{assignment_id}/recall": with_body(ASSIGN, REASON),
    "POST /assignments/{assignment_id}/completion": TAKE,
    "POST /assignments/{assignment_id}/reopening": with_body(TAKE, REASON),
    "POST /assignments/{assignment_id}/assignments": with_body(Rule(P.assign), {"unit_ids": "{unit_id}"}),
    "POST /entries/{entry_id}/undo": Rule(only=("clerk",)),
    "GET /entries/{entry_id}": SEE,
    "GET /files/{file_id}": SEE,
    "GET /directives/{directive_id}": SEE,
    "GET /directives/{directive_id}/edit": REGISTER,
    "POST /directives/{directive_id}": with_body(REGISTER, {"subject": "x"}),
    "GET /directives/{directive_id}/derive": SEE_REVIEW,
    "POST /drafts/{draft_id}": Rule(P.directive_register, "centre", REVIEW, {"do": "drop"}),
    "POST /directives/{directive_id}/drafts": with_body(REGISTER, {"span_start": "0", "span_end": "9"}),
    "POST /directives/{directive_id}/assignments": ASSIGN,
    "POST /directives/{directive_id}/end": REGISTER,
    "POST /orgs/{unit_id}": with_body(UNIT, {"valid_from": "01/01/2027", "name": "Tên mới"}),
    "POST /orgs/{unit_id}/children": with_body(UNIT, {"name": "Tổ", "valid_from": "01/01/2027", "kind": "other"}),
    "POST /orgs/{unit_id}/aliases": with_body(UNIT, {"name": "Tên khác"}),
    "POST /accounts/{account_id}/memberships": with_body(ACCOUNT, {"unit_id": "{unit_id}", "role": "viewer"}),
    "GET /accounts/{account_id}": ACCOUNT,
    "POST /accounts/{account_id}/block": ACCOUNT,
    "POST /accounts/{account_id}/unblock": ACCOUNT,
    "POST /accounts/{account_id}/password": ACCOUNT,
    "POST /memberships/{membership_id}/end": Rule(P.account_edit, "office", ("office",)),
    "POST /tokens/{token_id}/end": OWN_TOKEN,
}
DIRECTORY = {
    "GET /api/v1/units/{unit_id}",
    "GET /demo/{person}",
    "POST /demo/{person}",
    "POST /calendar/{day_id}/removal",
}
"""The tree is a directory that every member may read; the doors of the sample exist in the sample only; the calendar is
one for all and test_calendar says who changes it."""


ERASES = {"DELETE /tasks/{task_id}", "POST /tasks/{task_id}/withdrawal", "POST /memberships/{membership_id}/end"}


async def world(database: Database, cast: factories.Cast) -> dict[str, str]:
    """Rows of the office of Phú Thọ, one of each noun: what the centre gave it, what its clerk wrote, who the clerk is."""
    async with database.begin() as session:
        registrar, clerk = await factories.actor(session, "registrar"), await factories.actor(session, "clerk")
        directive = await factories.directive(session, factories.TEXT.replace("21/KH", f"{uuid4().hex[:8]}/KH"))
        rows = await drafts.page(session, registrar, directive_id=directive.id)
        await drafts.accept(session, registrar, rows[0].id)
        task_id = (await drafts.get(session, registrar, rows[0].id)).task_id
        assert task_id is not None
        assignment_id = await factories.assignment(session, cast, task_id=task_id)
        upload = files.Upload("Biên bản.pdf", b"%PDF-1.4 x")
        entry = await progress.record(session, clerk, assignment_id, progress.NewEntry(percent=5), [upload])
        token, _ = await accounts.add_token(session, clerk, accounts.NewToken(name="của clerk"))
        administrator = await factories.actor(session, "administrator")
        form = accounts.NewAccount(username=f"moi-{uuid4().hex[:8]}", name="Người mới")
        newcomer = await accounts.add_account(session, administrator, form, password=None)
        role = accounts.NewMembership(unit_id=cast.office, role=Role.clerk)
        membership = await accounts.add_membership(session, administrator, newcomer.id, role)
        await session.flush()
        row = await progress.get(session, clerk, entry.id)
        return {
            "directive_id": str(directive.id), "draft_id": str(rows[2].id), "task_id": str(task_id),
            "assignment_id": str(assignment_id), "entry_id": str(entry.id), "file_id": str(row.files[0].id),
            "token_id": str(token.id), "account_id": str(newcomer.id), "membership_id": str(membership.id),
            "unit_id": str(cast.office),
        }  # fmt: skip


def filled(value: Any, ids: dict[str, str]) -> Any:
    if isinstance(value, str):
        return re.sub(r"\{(\w+)\}", lambda found: ids[found[1]], value)
    if isinstance(value, dict):
        return {name: filled(one, ids) for name, one in value.items()}
    return [filled(one, ids) for one in value] if isinstance(value, list) else value


@pytest.fixture
async def far_administrator(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        form = accounts.NewAccount(username="far_administrator", name="Người far_administrator")
        made = await accounts.add_account(session, None, form, password=None)
        made.password_hash = factories._HASHED
        role = accounts.NewMembership(unit_id=cast.quang_ngai, role=Role.administrator, valid_from=factories.SINCE)
        await accounts.add_membership(session, None, made.id, role)


Ask = Callable[[Person, str, Rule, dict[str, str]], Any]


async def by_api(person: Person, route: str, rule: Rule, ids: dict[str, str]) -> httpx.Response:
    method, path = route.split(" ")
    return await person.http.request(
        method, filled(path, ids), json=filled(rule.body, ids), params=REASON if method == "DELETE" else None,
        headers={"If-Match": '"1"'} if method in ("PATCH", "PUT", "DELETE") else {},
    )  # fmt: skip


async def by_page(person: Person, route: str, rule: Rule, ids: dict[str, str]) -> httpx.Response:
    method, path = route.split(" ")
    if method == "GET":
        return await person.get(filled(path, ids))
    return await person.post(filled(path, ids), filled(rule.body or {}, ids))


def plain(answer: httpx.Response, ids: dict[str, str]) -> str:
    """The answer without what differs from call to call: its number, its instant, key and token of a form, the id asked for."""
    text = re.sub(r'"request_id":"[^"]*"|\d\d/\d\d/\d{4} \d\d:\d\d|name="(?:key|csrf)" value="[^"]*"', "", answer.text)
    for one in ids.values():
        text = text.replace(one, "")
    return text


async def walk(table: dict[str, Rule], ask: Ask, sign_in: As, database: Database, cast: factories.Cast) -> int:
    people = {who: await sign_in(who) for who in PEOPLE}
    probes, done = 0, set[str]()
    for route, rule in table.items():
        ids = await world(database, cast)
        missing = {name: str(uuid4()) for name in ids} | {"unit_id": ids["unit_id"]}
        if "{unit_id}" in route:
            missing["unit_id"] = str(uuid4())
        answers = sorted(((rule.expected(who), who) for who in people), key=lambda one: one[0] == 200)
        assert {expected for expected, _ in answers} >= {200, 404}, route
        for expected, who in answers:
            answer = await ask(people[who], route, rule, ids)
            probes += 1
            if expected != 200:
                assert answer.status_code == expected, (route, who, answer.status_code, answer.text[:300])
            elif answer.status_code != 404:
                assert answer.status_code in (200, 201, 204, 303, 409, 412, 422), (route, who, answer.status_code)
                assert answer.status_code != 422 or table is PAGES, (route, who, answer.text)
                assert "/login" not in answer.headers.get("location", ""), (route, who)
                done.add(route)
            else:
                assert route in done & ERASES, (route, who)
            if who == "stranger":
                none = await ask(people[who], route, rule, missing)
                probes += 1
                assert none.status_code == 404, (route, none.status_code)
                assert plain(none, ids | {f"no {n}": i for n, i in missing.items()}) == plain(answer, ids), route
    return probes


@pytest.mark.thorough
async def test_the_api_shows_and_does_what_the_rights_say(
    api_as: As, database: Database, cast: factories.Cast, far_administrator: None
) -> None:
    assert await walk(API, by_api, api_as, database, cast) > 400


@pytest.mark.thorough
async def test_the_pages_show_and_do_what_the_rights_say(
    browser_as: As, database: Database, cast: factories.Cast, far_administrator: None
) -> None:
    assert await walk(PAGES, by_page, browser_as, database, cast) > 380


def test_no_route_with_an_id_is_left_out(service: FastAPI) -> None:
    routes = {
        f"{method} {context.path}"
        for context in iter_route_contexts(service.routes)
        for method in getattr(context, "methods", None) or ()
        if "{" in str(context.path)
    }
    listed = {route.replace(" ", " /api/v1") for route in API} | set(PAGES)
    assert routes - DIRECTORY == listed


async def test_lists_hold_nothing_of_another_province(
    api_as: As, browser_as: As, database: Database, cast: factories.Cast
) -> None:
    ids = await world(database, cast)
    async with database.begin() as session:
        row = await tasks.assignment(session, await factories.actor(session, "clerk"), UUID(ids["assignment_id"]))
    words = [row.title[:40], "Người clerk", "KH-CQLTHADS"]
    for who in ("stranger", "far_coordinator"):
        client = await api_as(who)
        for noun in ("directives", "tasks", "assignments", "progress-entries"):
            for query in ({}, {"q": "ra soat"}, {"under": ids["unit_id"]}, {"unit_id": ids["unit_id"]}):
                assert (await client.get(f"/{noun}", params=query)).json()["items"] == [], (who, noun, query)
        assert (await client.get("/dashboard", params={"scope_id": ids["unit_id"]})).status_code == 404
        page = await browser_as(who)
        for path in (
            "/work", "/work?q=ra+soat", "/assignments", f"/assignments?unit={ids['unit_id']}", "/directives",
            "/directives?q=ra+soat", "/directives?issuer=cuc+quan+ly", "/dashboard",
            f"/dashboard?directive={ids['directive_id']}", *(["/approvals"] if who == "far_coordinator" else []),
        ):  # fmt: skip
            answer = await page.get(path)
            assert answer.status_code == 200, (who, path)
            for word in words:
                assert word not in answer.text, (who, path, word)


async def test_no_answer_holds_what_is_nobodys_to_read(api_as: As, database: Database, cast: factories.Cast) -> None:
    await world(database, cast)
    registrar = await api_as("registrar")
    for noun in ("tokens", "units", "directives", "tasks", "assignments", "progress-entries"):
        text = (await registrar.get(f"/{noun}")).text
        assert not re.search(r"password|digest\"|argon2|token_digest|search\"|sort_key|_key\"", text), noun
