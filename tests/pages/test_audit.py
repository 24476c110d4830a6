"""The auditor reads what happened in words, page by page, within the own branch."""

import re
from datetime import date
from pathlib import Path

import pytest

from app.db import Database
from app.domain import events, tasks
from app.models.events import EVENT_LABELS
from app.models.tasks import DeadlineKind
from tests import factories
from tests.conftest import As

DOMAIN = Path(__file__).resolve().parents[2] / "app" / "domain"


async def test_an_auditor_reads_the_change_in_words(browser_as: As, database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        held = await factories.assignment(session, cast, due_on=date(2026, 12, 1))
        registrar = await factories.actor(session, "registrar")
        row = await tasks.assignment(session, registrar, held)
        change = tasks.DeadlineChange(kind=DeadlineKind.date, due_on=date(2026, 12, 31), reason="Bão số 9")
        await tasks.set_deadline(session, registrar, row.task_id, change)
    auditor = await browser_as("auditor")
    page = (await auditor.get("/audit?noun=deadline")).text
    assert "Đổi hạn" in page
    assert "hạn: 01/12/2026 → 31/12/2026" in page
    assert "“Bão số 9”" in page
    assert "Giao việc" not in re.findall(r"<tbody>.*</tbody>", page, re.DOTALL)[0]


async def test_the_record_is_read_page_by_page_without_a_gap(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        for number in range(40):
            await factories.assignment(session, cast, title=f"Việc {number}")
    auditor = await browser_as("auditor")
    url, seen = "/audit?noun=task", []
    while url:
        page = (await auditor.get(url)).text
        seen += re.findall(r"\?row=([0-9a-f-]{36})", page)
        older = re.search(r'href="(/audit\?[^"]*before=[0-9a-f-]{36}[^"]*)"', page)
        url = older[1].replace("&amp;", "&") if older else ""
    assert len(seen) == len(set(seen)) == 40


async def test_any_day_that_can_be_typed_is_looked_up(browser_as: As) -> None:
    auditor = await browser_as("auditor")
    for day in ("31/12/9999", "01/01/1000", "31/02/2026", "x"):
        assert (await auditor.get("/audit", params={"on": day})).status_code == 200


@pytest.mark.parametrize("username", ["clerk", "leader", "registrar", "administrator"])
async def test_nobody_else_reads_it(browser_as: As, username: str) -> None:
    assert (await (await browser_as(username)).get("/audit")).status_code == 403


def test_every_kind_of_event_has_its_words() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in DOMAIN.rglob("*.py"))
    used = set(re.findall(r'"([a-z]+\.[a-z_]+)"', code)) - {"tiles.csv", "swaps.csv", "noun.done"}
    assert used == set(EVENT_LABELS)


async def test_an_event_of_no_known_kind_is_refused(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        made = await factories.directive(session)
        with pytest.raises(ValueError, match="directive\\.vanished"):
            await events.record(session, None, "directive.vanished", made)
