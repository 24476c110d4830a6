"""Counted periods by the calendar, against a slow reading of the law."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.workdays import Calendar, months_later, period_end

TET = Calendar(
    off=frozenset(date(2026, 2, day) for day in range(16, 21)) | {date(2026, 1, 1), date(2026, 1, 2)},
    worked=frozenset({date(2026, 1, 10)}),
)


@pytest.mark.parametrize(
    ("event_on", "count", "unit", "due"),
    [
        (date(2026, 11, 24), 10, "day", date(2026, 12, 4)),
        (date(2026, 11, 24), 4, "day", date(2026, 11, 30)),  # ends on a Saturday
        (date(2026, 11, 27), 1, "working_day", date(2026, 11, 30)),
        (date(2026, 2, 13), 1, "working_day", date(2026, 2, 23)),  # over Tết
        (date(2026, 1, 9), 1, "working_day", date(2026, 1, 10)),  # a Saturday that is worked
        (date(2025, 12, 31), 1, "working_day", date(2026, 1, 5)),
        (date(2026, 1, 31), 1, "month", date(2026, 3, 2)),  # 28 February is a Saturday
        (date(2026, 3, 31), 6, "month", date(2026, 9, 30)),
        (date(2024, 2, 29), 1, "year", date(2025, 2, 28)),
        (date(2026, 11, 20), 2, "week", date(2026, 12, 4)),
        (date(2026, 11, 27), 24, "hour", date(2026, 11, 28)),
        (date(2026, 11, 27), 25, "hour", date(2026, 11, 29)),
        (date(2026, 11, 28), 0, "day", date(2026, 11, 30)),
    ],
)
def test_a_period_ends_as_the_civil_code_says(event_on: date, count: int, unit: str, due: date) -> None:
    assert period_end(event_on, count, unit, TET) == due


DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 60), st.frozensets(st.integers(1, 120)), st.frozensets(st.integers(1, 120)))
def test_working_days_are_counted_one_by_one(
    event_on: date, count: int, off: frozenset[int], worked: frozenset[int]
) -> None:
    days = Calendar(
        off=frozenset(event_on + timedelta(days=n) for n in off),
        worked=frozenset(event_on + timedelta(days=n) for n in worked),
    )
    due = period_end(event_on, count, "working_day", days)
    counted = [
        day
        for n in range(1, (due - event_on).days + 1)
        if (day := event_on + timedelta(days=n)) in days.worked or (day.weekday() < 5 and day not in days.off)
    ]
    if count:
        assert len(counted) == count
        assert counted[-1] == due
    assert days.works(due)


@given(DAYS, st.integers(0, 400))
def test_months_keep_the_day_or_take_the_last(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


@pytest.mark.parametrize(("count", "unit"), [(-1, "day"), (3, "moon")])
def test_what_is_no_period_is_refused(count: int, unit: str) -> None:
    with pytest.raises(ValueError, match=unit):
        period_end(date(2026, 11, 24), count, unit, Calendar())
