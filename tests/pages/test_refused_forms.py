"""Forms come back with what was typed and what to do, whatever refused them."""

import re

from app.db import Database, Session
from app.domain import drafts, tasks
from app.domain.access import Actor
from app.models.directives import Directive
from app.models.drafts import Draft
from tests import factories
from tests.conftest import As


async def test_a_directive_registered_twice_comes_back_with_its_text(browser_as: As, cast: factories.Cast) -> None:
    registrar = await browser_as("registrar")
    form = {"text": factories.TEXT, "key": "k1"}
    assert (await registrar.post("/directives", form)).status_code == 303
    again = await registrar.post("/directives", {**form, "key": "k2"})
    assert again.status_code == 422
    assert "đã được đăng ký" in again.text
    assert "rà soát các việc có điều kiện thi hành" in again.text


async def test_a_unit_is_renamed_from_a_day_written_as_people_write_it(browser_as: As, cast: factories.Cast) -> None:
    administrator = await browser_as("administrator")
    url = f"/orgs/{cast.office}"
    form = {"name": "Phòng THADS khu vực 4 mới", "code": "PT.4", "place_code": "25", "valid_from": "01/11/2026"}
    bad = await administrator.post(url, {**form, "valid_from": "31/02/2026"})
    assert bad.status_code == 422
    assert 'value="31/02/2026"' in bad.text
    assert "Phòng THADS khu vực 4 mới" in bad.text
    assert (await administrator.post(url, form)).status_code == 303
    page = (await administrator.get(f"/orgs?unit={cast.office}")).text
    assert "Phòng THADS khu vực 4 mới" in page
    assert "PT.4" in page
    assert 'name="place_code" type="text" value="25"' in page


async def test_a_code_in_use_is_said_beside_its_field(browser_as: As, cast: factories.Cast) -> None:
    administrator = await browser_as("administrator")
    form = {"name": "Phòng khác", "code": "QN.03", "valid_from": "01/11/2026"}
    answer = await administrator.post(f"/orgs/{cast.office}", form)
    assert answer.status_code == 422
    assert re.search(r'id="v-code-e".*?Mã này đang dùng', answer.text)


async def two_drafts(session: Session) -> tuple[Directive, Actor, Draft, Draft]:
    """A directive of which all drafts but two are dropped."""
    made = await factories.directive(session)
    registrar = await factories.actor(session, "registrar")
    first, second, *others = await drafts.page(session, registrar, directive_id=made.id)
    for one in others:
        await drafts.reject(session, registrar, one.id)
    return made, registrar, first, second


async def test_choosing_no_unit_leaves_the_task_without_one_and_says_so(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        made, registrar, first, second = await two_drafts(session)
        await drafts.accept(session, registrar, second.id)
    person = await browser_as("registrar")
    form = {"do": "accept", "title": first.title, "unit_ids": "", "key": "k1", "no_deadline": "on"}
    assert (await person.post(f"/drafts/{first.id}", form)).status_code == 303
    given = await person.post(f"/directives/{made.id}/assignments", {"key": "k2"})
    assert given.headers["location"].endswith("/derive?lacking=1")
    assert "Việc 1 chưa chọn đơn vị" in (await person.get(given.headers["location"])).text
    async with database.begin() as session:
        held = await tasks.assignments_page(session, registrar, directive_id=made.id)
    assert {row.title for row in held} == {second.title}


async def test_a_withdrawn_task_does_not_stop_the_others(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        made, registrar, first, second = await two_drafts(session)
        taken = await drafts.accept(session, registrar, first.id)
        await drafts.accept(session, registrar, second.id)
        assert taken.task_id is not None
        await tasks.remove(session, registrar, taken.task_id, reason="Không còn cần")
        done = await drafts.publish(session, registrar, made.id)
    assert done.tasks == 1
