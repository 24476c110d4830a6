"""Sessions and accounts: who is in, for how long, and who may act on whose account."""

import asyncio
from datetime import date, timedelta
from uuid import UUID

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select, text

from app import clock
from app.config import Settings
from app.db import Database
from app.domain import accounts
from app.domain.accounts import rules
from app.main import create_app
from app.models.accounts import Role, SignInSession
from app.routers.edge.guard import csrf_token, masked, unmasked
from tests import factories
from tests.conftest import SECRET, As, Person, csrf_of


async def account_of(database: Database, username: str) -> UUID:
    async with database.read() as session:
        return (await factories.actor(session, username)).account_id


async def newcomer(database: Database, *roles: tuple[UUID, Role]) -> UUID:
    async with database.begin() as session:
        form = accounts.NewAccount(username="newcomer", name="Người mới")
        made = await accounts.add_account(session, None, form, password=None)
        made.password_hash = factories._HASHED
        for unit_id, role in roles:
            held = accounts.NewMembership(unit_id=unit_id, role=role, valid_from=factories.SINCE)
            await accounts.add_membership(session, None, made.id, held)
        return made.id


async def sessions(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(SignInSession)) or 0


def stranger(service: FastAPI) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(service), base_url="https://dondoc.example")


async def signs_in(http: httpx.AsyncClient, username: str, password: str = factories.PASSWORD) -> httpx.Response:
    form = {"csrf": csrf_of((await http.get("/login")).text), "username": username, "password": password}
    return await http.post("/login", data=form)


async def test_an_administrator_takes_over_nobody_who_works_elsewhere_too(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    """A new first password would open the roles in other branches to who gives it."""
    both = await newcomer(database, (cast.office, Role.viewer), (cast.quang_ngai, Role.leader))
    async with database.begin() as session:
        await session.execute(
            text(
                "update membership set unit_id = :unit where account_id = (select id from account where username = 'administrator')"
            ),
            {"unit": cast.phu_tho},
        )
    administrator = await browser_as("administrator")
    for act in ("password", "block"):
        assert (await administrator.post(f"/accounts/{both}/{act}")).status_code == 403, act
        assert (await administrator.post(f"/accounts/{await account_of(database, 'clerk')}/{act}")).status_code < 400
        assert (
            await administrator.post(f"/accounts/{await account_of(database, 'stranger')}/{act}")
        ).status_code == 404


async def test_who_left_the_branch_is_no_longer_administered_there(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    left = await newcomer(database, (cast.quang_ngai, Role.leader))
    async with database.begin() as session:
        held = accounts.NewMembership(
            unit_id=cast.office, role=Role.clerk, valid_from=date(2025, 7, 1), valid_to=date(2026, 1, 1)
        )
        await accounts.add_membership(session, None, left, held)
        await session.execute(
            text(
                "update membership set unit_id = :unit where account_id = (select id from account where username = 'administrator')"
            ),
            {"unit": cast.phu_tho},
        )
    administrator = await browser_as("administrator")
    assert (await administrator.post(f"/accounts/{left}/password")).status_code == 404
    assert "newcomer" not in (await administrator.get("/accounts")).text


async def test_a_province_neither_leaves_the_tree_nor_plants_another(
    api_as: As, database: Database, cast: factories.Cast
) -> None:
    await newcomer(database, (cast.phu_tho, Role.administrator))
    province, centre = await api_as("newcomer"), await api_as("administrator")
    away = {"valid_from": "2027-01-01", "parent_id": None}
    url = f"/units/{cast.phu_tho}/revisions"
    assert (await province.http.post(url, json=away)).status_code == 403
    assert (await province.http.post(url, json={"valid_from": "2027-01-01", "name": "Tên mới"})).status_code == 201
    office = f"/units/{cast.office}/revisions"
    assert (await province.http.post(office, json=away)).status_code == 403
    assert (await province.http.post("/units", json={"name": "Cây khác"})).status_code == 403
    assert (await province.http.post("/units", json={"name": "Tổ", "parent_id": str(cast.phu_tho)})).status_code == 201
    assert (await centre.http.post("/units", json={"name": "Cây khác"})).status_code == 201
    moved = {"valid_from": "2027-02-01", "parent_id": str(cast.quang_ngai)}
    assert (await province.http.post(office, json=moved)).status_code == 404
    assert (await centre.http.post(office, json=moved)).status_code == 201


async def test_a_first_password_opens_only_the_page_that_changes_it(
    service: FastAPI, browser_as: As, cast: factories.Cast, database: Database
) -> None:
    administrator = await browser_as("administrator")
    clerk_id = await account_of(database, "clerk")
    page = (await administrator.post(f"/accounts/{clerk_id}/password")).text
    first = page.split("<code>")[1].split("</code>")[0]
    async with stranger(service) as http:
        assert (await signs_in(http, "clerk", first)).status_code == 303
        for url in ("/work", "/assignments", "/tokens"):
            answer = await http.get(url)
            assert (answer.status_code, answer.headers["location"]) == (303, "/password"), url
        assert (await http.get("/api/v1/tasks")).status_code == 403
        given = await http.post("/api/v1/tokens", json={"username": "clerk", "password": first})
        assert given.status_code == 403
        page = await http.get("/password")
        assert page.status_code == 200
        form = {"csrf": csrf_of(page.text), "present": first, "new": "một mật khẩu khác hẳn"}
        assert (await http.post("/password", data=form)).status_code == 200
        assert (await http.get("/work")).status_code == 200


async def test_a_changed_password_ends_sessions_and_tokens(
    service: FastAPI, browser_as: As, api_as: As, database: Database, cast: factories.Cast
) -> None:
    here, there, client = await browser_as("clerk"), await browser_as("clerk"), await api_as("clerk")
    form = {"present": factories.PASSWORD, "new": "một mật khẩu khác hẳn"}
    assert (await here.post("/password", form)).status_code == 200
    assert (await here.get("/work")).status_code == 200
    assert (await there.get("/work")).headers["location"].startswith("/login")
    assert (await client.get("/tasks")).status_code == 401


@pytest.mark.parametrize("by", ["block", "password"])
async def test_an_administrator_ends_all_at_once(
    browser_as: As, api_as: As, database: Database, cast: factories.Cast, by: str
) -> None:
    clerk, client, administrator = await browser_as("clerk"), await api_as("clerk"), await browser_as("administrator")
    await administrator.post(f"/accounts/{await account_of(database, 'clerk')}/{by}")
    assert (await clerk.get("/work")).headers["location"].startswith("/login")
    assert (await client.get("/tasks")).status_code == 401


async def test_signing_in_again_ends_the_session_before(
    service: FastAPI, cast: factories.Cast, database: Database
) -> None:
    async with stranger(service) as http:
        await signs_in(http, "clerk")
        old = http.cookies["__Host-dondoc"]
        page = await http.get("/help")
        form = {"csrf": csrf_of(page.text), "username": "clerk", "password": factories.PASSWORD}
        assert (await http.post("/login", data=form)).status_code == 303
        assert http.cookies["__Host-dondoc"] != old
    assert await sessions(database) == 1


async def test_a_password_counts_as_typed(service: FastAPI, browser_as: As, cast: factories.Cast) -> None:
    clerk = await browser_as("clerk")
    new = "  có khoảng trắng hai đầu  "
    assert (await clerk.post("/password", {"present": factories.PASSWORD, "new": new})).status_code == 200
    for typed, status in ((new.strip(), 422), (new.upper(), 422), (new, 303)):
        async with stranger(service) as http:
            assert (await signs_in(http, "clerk", typed)).status_code == status, typed


async def test_many_wrong_passwords_at_once_are_all_counted_and_hold_nobody_up(
    database_url: str, database: Database, cast: factories.Cast
) -> None:
    app = create_app(Settings(pool_size=3), database_url=database_url, secret=SECRET)
    async with stranger(app) as http:
        token = csrf_of((await http.get("/login")).text)
        form = {"csrf": token, "username": "leader", "password": "sai"}
        answers = await asyncio.gather(*(http.post("/login", data=form) for _ in range(9)))
        assert [answer.status_code for answer in answers] == [422] * 9
    async with stranger(app) as http:
        wrong = {"username": "clerk", "password": "sai"}
        answers = await asyncio.gather(*(http.post("/api/v1/tokens", json=wrong) for _ in range(9)))
        assert [answer.status_code for answer in answers] == [422] * 9
    async with database.read() as session:
        assert await session.scalar(text("select count(*) from sign_in_attempt")) == 18
    await app.state.database.close()


async def test_guesses_from_elsewhere_do_not_lock_the_owner_out(
    service: FastAPI, cast: factories.Cast, database: Database
) -> None:
    async with database.begin() as session:
        for _ in range(60):
            await accounts.note_failure(session, "leader", "203.0.113.9")
    async with stranger(service) as http:
        assert (await signs_in(http, "leader")).status_code == 303


async def test_the_cookie_is_a_host_cookie_on_https_and_plain_on_this_machine(
    service: FastAPI, cast: factories.Cast
) -> None:
    async with stranger(service) as http:
        cookie = (await signs_in(http, "clerk")).headers["set-cookie"]
        assert cookie.startswith("__Host-dondoc=")
        for part in ("; Secure", "; HttpOnly", "; Path=/", "; SameSite=lax"):
            assert part in cookie
    async with httpx.AsyncClient(transport=httpx.ASGITransport(service), base_url="http://127.0.0.1:8000") as http:
        cookie = (await signs_in(http, "clerk")).headers["set-cookie"]
        assert cookie.startswith("dondoc=")
        assert "Secure" not in cookie


async def test_a_session_ends_when_idle_and_in_any_case(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    clerk: Person = await browser_as("clerk")
    assert (await clerk.get("/work")).status_code == 200
    for column, ago in (("seen_at", timedelta(hours=5)), ("expires_at", timedelta(seconds=1))):
        async with database.begin() as session:
            now = clock.now()
            await session.execute(
                text("update sign_in_session set seen_at = :now, expires_at = :then"),
                {"now": now, "then": now + timedelta(hours=9)},
            )
            await session.execute(text(f"update sign_in_session set {column} = :at"), {"at": now - ago})
        assert (await clerk.get("/work")).status_code == 303, column


async def test_a_reading_token_revokes_nothing(api_as: As, cast: factories.Cast) -> None:
    reader = await api_as("clerk", scope="read")
    mine = (await reader.get("/tokens")).json()["items"][0]["id"]
    assert (await reader.http.delete(f"/tokens/{mine}")).status_code == 403


def test_passwords_are_kept_by_argon2id_at_the_cost_the_library_advises() -> None:
    kept = rules.hash_password("một câu dài đủ")
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert rules.password_matches("một câu dài đủ", kept)
    assert not rules.password_matches("một câu dài đủ ", kept)
    assert not rules.password_matches("một câu dài đủ", None)


@given(st.binary(min_size=32, max_size=32))
def test_a_masked_token_is_the_token_under_another_face_each_time(plain: bytes) -> None:
    token = plain.hex()
    assert unmasked(masked(token)) == token
    assert masked(token) != masked(token)


@pytest.mark.parametrize("sent", ["", "zz", "abc", "00", "ab" * 64])
def test_what_is_no_masked_token_is_none_of_ours(sent: str) -> None:
    assert unmasked(sent) != csrf_token(SECRET, None)


async def test_guessing_the_present_password_is_stopped(browser_as: As) -> None:
    clerk = await browser_as("clerk")
    form = {"present": "sai rồi", "new": "một câu khác đủ dài"}
    answers = [await clerk.post("/password", form) for _ in range(11)]
    assert "Mật khẩu hiện nay chưa đúng" in answers[0].text
    assert "Quá nhiều lần thử" in answers[-1].text
    right = {**form, "present": factories.PASSWORD}
    assert "Quá nhiều lần thử" in (await clerk.post("/password", right)).text
