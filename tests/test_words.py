"""Folding, dates, numbers, search and order: what people type and what pages show."""

import unicodedata
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hoà", "hòa"),
        ("thi hành án", "THI HANH AN"),
        ("Đôn  Đốc", "don doc"),
        ("07–CT/TU", "07-ct/tu"),
        ("uỷ ban", "ủy ban"),
    ],
)
def test_fold_makes_the_same_of(one: str, other: str) -> None:
    assert words.fold(one) == words.fold(other)


def test_fold_keeps_apart_what_differs() -> None:
    assert words.fold("05-CT/TW") != words.fold("05-CT/TU")


@pytest.mark.parametrize("typed", ["07-СТ/TU", "07 - CT / TU", "07–ct/tu", "07-CT/T\u200bU"])
def test_a_number_symbol_has_one_key(typed: str) -> None:
    assert words.number_key(typed) == "07-CT/TU"


def test_d_with_stroke_is_kept_in_number_symbols() -> None:
    assert words.number_key("15/QĐ-UBND") != words.number_key("15/QD-UBND")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("4/12/2026", date(2026, 12, 4)),
        ("04-12-2026", date(2026, 12, 4)),
        ("041226", date(2026, 12, 4)),
        ("4.12.26", date(2026, 12, 4)),
        ("2026-12-04", date(2026, 12, 4)),
        ("31/02/2026", None),
        ("hôm nay", None),
    ],
)
def test_dates_as_people_type_them(typed: str, day: date | None) -> None:
    assert words.read_date(typed) == day


@pytest.mark.parametrize(
    ("typed", "number"), [("62,5", "62.5"), ("62.5", "62.5"), ("100", "100"), ("1.482,5", None), ("", None)]
)
def test_numbers_as_people_type_them(typed: str, number: str | None) -> None:
    assert words.read_number(typed) == (Decimal(number) if number else None)


def test_numbers_as_pages_show_them() -> None:
    assert words.show_number(1482) == "1.482"
    assert words.show_number(Decimal("62.50")) == "62,5"
    assert words.show_number(78.04, 1) == "78,0"
    assert words.show_number(Decimal(100)) == "100"


@pytest.mark.parametrize(("days", "said"), [(4, "Còn 4 ngày"), (0, "Hạn hôm nay"), (-3, "Quá hạn 3 ngày")])
def test_days_left(days: int, said: str) -> None:
    assert words.days_left(date.fromordinal(740000 + days), date.fromordinal(740000)) == said


def test_vietnamese_order() -> None:
    names = ["Đắk Lắk", "Dương", "Ân", "An", "Ăn", "khu vực 10", "khu vực 9"]
    assert sorted(names, key=words.sort_key) == ["An", "Ăn", "Ân", "Dương", "Đắk Lắk", "khu vực 9", "khu vực 10"]


@given(st.text())
def test_fold_is_stable_and_knows_no_normal_form(text: str) -> None:
    folded = words.fold(text)
    assert words.fold(folded) == folded
    assert words.fold(unicodedata.normalize("NFD", text)) == words.fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_a_search_never_needs_quoting(text: str) -> None:
    assert all(c.isalnum() or c in " &:*_" for c in words.search_query(text))


def test_english_is_said_where_it_is_asked_for() -> None:
    token = words.language.set("en")
    try:
        assert words.days_left(date(2026, 1, 5), date(2026, 1, 1)) == "4 days left"
    finally:
        words.language.reset(token)
