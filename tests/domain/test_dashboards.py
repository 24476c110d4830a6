"""The map, the course of the year and the shares of a bar."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clock
from app.db import Database
from app.domain import dashboards, progress
from app.domain.tasks import Word
from app.routers.edge.render import percents
from app.routers.pages.dashboard import chart
from tests import factories


def line(place_code: str | None, late: int, total: int) -> dashboards.Line:
    return dashboards.Line(uuid4(), "x", {Word.late: late, Word.doing: total - late}, place_code)


@pytest.mark.parametrize(
    ("late", "total", "step"),
    [(0, 0, 0), (0, 9, 0), (2, 100, 0), (3, 100, 1), (5, 100, 1), (6, 100, 2), (9, 100, 3), (11, 100, 3), (12, 100, 4)],
)
def test_a_province_is_as_dark_as_its_share_of_overdue_work(late: int, total: int, step: int) -> None:
    (tile,) = dashboards.tiles([line("25", late, total)])
    assert (tile.short, tile.step) == ("P.Thọ", step)


def test_the_map_knows_34_provinces_each_at_a_place_of_its_own() -> None:
    codes = [f"{number:02}" for number in range(100)]
    found = dashboards.tiles(line(code, 0, 1) for code in codes)
    assert len(found) == 34
    assert len({(tile.column, tile.row) for tile in found}) == 34


def test_units_of_no_province_or_two_of_one_make_no_map() -> None:
    assert dashboards.tiles([line(None, 1, 2)]) == []
    assert dashboards.tiles([line("25", 1, 2), line("25", 0, 1)]) == []


@given(st.dictionaries(st.sampled_from(list(Word)), st.integers(0, 10_000)))
def test_the_parts_of_a_bar_sum_to_100_in_the_order_of_the_legend(counts: dict[Word, int]) -> None:
    parts = percents(counts, list(Word))
    assert [word for word, _ in parts] == [word for word in Word if counts.get(word)]
    assert sum(share for _, share in parts) == (100 if any(counts.values()) else 0)
    assert all(share > 0 for _, share in parts)


async def test_the_course_of_the_year_counts_by_due_day_and_day_of_completion(
    database: Database, cast: factories.Cast
) -> None:
    now = datetime(2026, 11, 24, 3, tzinfo=UTC)
    async with database.begin() as session:
        with clock.at(now):
            for due in (date(2026, 1, 31), date(2026, 3, 31), date(2026, 12, 31)):
                await factories.assignment(session, cast, due_on=due)
            await factories.assignment(session, cast)
            done = await factories.assignment(session, cast, due_on=date(2026, 2, 28))
        with clock.at(now - timedelta(days=100)):
            leader = await factories.actor(session, "coordinator")
            entry = await progress.record(session, leader, done, progress.NewEntry(percent=Decimal(100)))
            if entry.state.value == "submitted":
                await progress.approve(session, await factories.actor(session, "leader"), entry.id)
        with clock.at(now):
            view = await dashboards.overview(session, await factories.actor(session, "chief"))
    assert view.course.with_deadline == 4
    assert [month.due for month in view.course.months] == [1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3]
    assert [month.completed for month in view.course.months] == [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]
    drawn = chart(view.course)
    assert drawn is not None
    assert (drawn.due_share, drawn.completed_share, drawn.month) == (75, 25, 11)


def test_without_deadlines_there_is_no_course() -> None:
    assert chart(dashboards.Course(0, [dashboards.Month(date(2026, 1, 31), 0, 0)])) is None
