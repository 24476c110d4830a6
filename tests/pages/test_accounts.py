"""An administrator's page of people: found by name, given roles, blocked and let in again."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app import clock
from app.db import Database
from app.domain import accounts, organisation
from app.errors import Forbidden
from app.jobs.housekeeping import tidy
from app.models.accounts import Role, SignInSession
from tests import factories
from tests.conftest import As, csrf_of


async def test_an_administrator_adds_a_person_gives_a_role_and_blocks(browser_as: As, cast: factories.Cast) -> None:
    administrator = await browser_as("administrator")
    made = await administrator.post("/accounts", {"username": "moi", "name": "Người mới"})
    assert "Mật khẩu lần đầu" in made.text
    url = re.search(r'action="(/accounts/[0-9a-f-]{36})/memberships"', made.text)
    assert url
    bad = await administrator.post(
        f"{url[1]}/memberships", {"role": "clerk", "unit_id": str(cast.office), "valid_from": "31/02/2026"}
    )
    assert bad.status_code == 422
    assert 'value="31/02/2026"' in bad.text
    form = {"role": "clerk", "unit_id": str(cast.office), "valid_from": "01/12/2025"}
    assert (await administrator.post(f"{url[1]}/memberships", form)).status_code == 303
    page = (await administrator.get("/accounts?q=người mới")).text
    assert "Nhập liệu, Phòng THADS khu vực 4 – Phú Thọ" in page
    assert "Người clerk" not in page
    await administrator.post(f"{url[1]}/block")
    assert "Đã khóa" in (await administrator.get(url[1])).text
    await administrator.post(f"{url[1]}/unblock")
    assert "Đã khóa" not in (await administrator.get(url[1])).text


async def test_a_given_password_must_be_changed_before_anything_else(browser_as: As, database: Database) -> None:
    administrator, clerk = await browser_as("administrator"), await browser_as("clerk")
    async with database.begin() as session:
        actor = await factories.actor(session, "clerk")
    page = (await administrator.post(f"/accounts/{actor.account_id}/password")).text
    given = re.search(r"<code>([^<]+)</code>", page)
    assert given
    assert (await clerk.get("/work")).headers["location"].startswith("/login")
    form = {"csrf": csrf_of((await clerk.get("/login")).text), "username": "clerk", "password": given[1]}
    assert (await clerk.http.post("/login", data=form)).status_code == 303
    assert (await clerk.get("/work")).headers["location"] == "/password"
    csrf = csrf_of((await clerk.get("/password")).text)
    change = {"csrf": csrf, "present": given[1], "new": "một câu khác đủ dài"}
    assert (await clerk.http.post("/password", data=change)).status_code == 200
    assert (await clerk.get("/work")).status_code == 200


async def test_a_new_password_ends_tokens_and_a_read_token_makes_none(api_as: As, database: Database) -> None:
    writer, reader = await api_as("clerk"), await api_as("clerk", scope="read")
    (token, *_) = (await reader.get("/tokens")).json()["items"]
    assert (await reader.http.delete(f"/tokens/{token['id']}")).status_code == 403
    async with database.begin() as session:
        clerk = await factories.actor(session, "clerk")
        administrator = await factories.actor(session, "administrator")
        await accounts.set_password(session, administrator, clerk.account_id, "một câu khác đủ dài")
    assert (await writer.get("/tasks")).status_code == 401


async def test_a_province_cannot_touch_whoever_also_serves_the_centre(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        chief = await factories.actor(session, "chief")
        for username, unit in (("leader", cast.phu_tho), ("chief", cast.phu_tho)):
            account = await factories.actor(session, username)
            role = Role.administrator if username == "leader" else Role.viewer
            form = accounts.NewMembership(unit_id=unit, role=role, valid_from=factories.SINCE)
            await accounts.add_membership(session, None, account.account_id, form)
        local = await factories.actor(session, "leader")
        with pytest.raises(Forbidden):
            await accounts.set_password(session, local, chief.account_id, "một câu khác đủ dài")
        with pytest.raises(Forbidden):
            await accounts.block(session, local, chief.account_id)
        clerk = await factories.actor(session, "clerk")
        assert (await accounts.block(session, local, clerk.account_id)).blocked_at


async def test_only_an_administrator_at_the_top_plants_a_tree(database: Database, cast: factories.Cast) -> None:
    form = organisation.NewUnit(name="Cây khác", code="KHAC")
    async with database.begin() as session:
        leader = await factories.actor(session, "leader")
        role = accounts.NewMembership(unit_id=cast.phu_tho, role=Role.administrator, valid_from=factories.SINCE)
        await accounts.add_membership(session, None, leader.account_id, role)
        with pytest.raises(Forbidden):
            await organisation.add_unit(session, await factories.actor(session, "leader"), form)
        assert await organisation.add_unit(session, await factories.actor(session, "administrator"), form)


async def test_what_is_past_is_tidied_away(database: Database, browser_as: As) -> None:
    clerk = await browser_as("clerk")
    await tidy(database)
    assert (await clerk.get("/work")).status_code == 200
    with clock.at(clock.now() + timedelta(days=8)):
        await tidy(database)
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(SignInSession)) == 0
