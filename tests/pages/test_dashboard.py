"""The leader's glance: each number is a link to exactly as many rows, and stays inside what one may see."""

import re
from datetime import timedelta
from html import unescape

from app import clock
from app.db import Database
from app.models.tasks import AssignmentRole
from tests import factories
from tests.conftest import As


async def test_each_number_links_to_as_many_rows(browser_as: As, database: Database, cast: factories.Cast) -> None:
    today = clock.today()
    async with database.begin() as session:
        for unit, days in (("phu_tho", -3), ("office", -1), ("office", 2), ("quang_ngai", -5), ("other_office", 60)):
            await factories.assignment(session, cast, unit=unit, due_on=today + timedelta(days=days))
        await factories.assignment(session, cast, unit="office")
        await factories.assignment(session, cast, unit="office", role=AssignmentRole.cooperating)
    chief = await browser_as("chief")
    page = (await chief.get("/dashboard")).text
    links = re.findall(r'<a href="(/assignments\?[^"]+)"[^>]*>(\d+)</a>', page)
    assert {int(number) for _, number in links} >= {6, 3, 2, 1}
    for url, number in links:
        rows = (await chief.get(unescape(url))).text
        assert len(re.findall(r'href="/assignments/[0-9a-f-]{36}"', rows)) == int(number), url


async def test_a_province_sees_its_own_branch_only(browser_as: As, database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        await factories.assignment(session, cast, unit="quang_ngai", title="Việc của Quảng Ngãi")
    leader = await browser_as("leader")
    assert (await leader.get(f"/dashboard?scope={cast.quang_ngai}")).status_code == 404
    assert (await leader.get(f"/dashboard?scope={cast.centre}")).status_code == 404
    page = (await leader.get("/dashboard")).text
    assert "THADS tỉnh Phú Thọ" in page
    assert "Quảng Ngãi" not in page
