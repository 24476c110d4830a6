"""The calendar of days off, and due days that are counted by it."""

from datetime import date

from app.db import Database
from app.domain import accounts, calendar, drafts, tasks
from app.models.accounts import Role
from app.models.tasks import DeadlineKind
from tests import factories
from tests.conftest import As

TEXT = factories.TEXT.replace(
    "trước ngày 31/12/2026", "trong thời hạn 10 ngày làm việc kể từ ngày nhận được Kế hoạch này"
)


async def test_the_calendar_is_seeded_once_and_what_a_person_says_stays(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        assert await calendar.seed(session, 2026, 2027) > 20
    administrator = await browser_as("administrator")
    page = (await administrator.get("/calendar?year=2026")).text
    assert "12729/VPCP-KGVX" in page
    assert "Tết Nguyên Đán" in page
    form = {"on": "04/09/2026", "off": "on", "reason": "Nghỉ sau bão", "document": "99/UBND", "key": "k1"}
    assert (await administrator.post("/calendar", form)).status_code == 303
    bad = await administrator.post("/calendar", {**form, "on": "05/09/2026", "key": "k2"})
    assert bad.status_code == 422
    assert "vốn nghỉ" in bad.text
    assert "Nghỉ sau bão" in bad.text
    async with database.begin() as session:
        assert await calendar.seed(session, 2026, 2027) == 0
        assert not (await calendar.calendar_of(session)).works(date(2026, 9, 4))


async def test_only_the_administrator_at_the_top_changes_it(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        leader = await factories.actor(session, "leader")
        role = accounts.NewMembership(unit_id=cast.phu_tho, role=Role.administrator, valid_from=factories.SINCE)
        await accounts.add_membership(session, None, leader.account_id, role)
    local = await browser_as("leader")
    assert "Lưu ngày này" not in (await local.get("/calendar")).text
    form = {"on": "04/09/2026", "off": "on", "reason": "x", "key": "k"}
    assert (await local.post("/calendar", form)).status_code == 403
    for username in ("clerk", "registrar"):
        person = await browser_as(username)
        assert (await person.get("/calendar")).status_code == 403
        form = {"on": "04/09/2026", "off": "on", "reason": "x", "key": "k"}
        assert (await person.post("/calendar", form)).status_code == 403


async def test_a_deadline_counted_from_an_event_gets_its_day_from_the_first_day(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        await calendar.seed(session, 2026, 2027)
        made = await factories.directive(session, TEXT)
        registrar = await factories.actor(session, "registrar")
        counted = next(
            one
            for one in await drafts.page(session, registrar, directive_id=made.id)
            if one.deadline_kind is DeadlineKind.duration
        )
    person = await browser_as("registrar")
    url = f"/directives/{made.id}/derive?draft={counted.id}"
    assert "nhập ngày bắt đầu" in (await person.get(url)).text
    form = {"do": "accept", "title": counted.title, "event_on": "20/11/2026", "due_on": "", "key": "k1"}
    assert (await person.post(f"/drafts/{counted.id}", form)).status_code == 303
    async with database.begin() as session:
        taken = await drafts.get(session, registrar, counted.id)
        assert taken.task_id is not None
        row = await tasks.get(session, registrar, taken.task_id)
    assert row.deadline is not None
    assert row.deadline.due_on == date(2026, 12, 7)  # ten working days, 24/11 off
    assert row.deadline.kind is DeadlineKind.duration
    assert "10 ngày làm việc" in row.deadline.words


async def test_by_api_a_rule_with_its_day_gives_the_due_day(api_as: As, database: Database) -> None:
    registrar = await api_as("registrar")
    rule = {"count": 5, "unit": "working_day", "event_on": "2026-11-20"}
    body = {"title": "Việc", "deadline": {"kind": "duration", "words": "trong 5 ngày làm việc", "rule": rule}}
    made = (await registrar.http.post("/tasks", json=body)).json()
    deadline = (await registrar.get(f"/tasks/{made['id']}/deadline")).json()
    assert deadline["due_on"] == "2026-11-27"
