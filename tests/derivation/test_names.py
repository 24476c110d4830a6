"""Names of bodies, posts and classes from all sectors: each is one unit, in a sentence, above a list and after "Giao"."""

from pathlib import Path

import pytest

from tests.derivation.texts import ASKS, leads

_NAMES = [
    name
    for name in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
    if not name.startswith("#")
]


@pytest.mark.parametrize(
    "around",
    ["{} rà soát hồ sơ theo quy định.", "{}\na) Lập danh sách hồ sơ.", "Giao {} tổ chức tuyên truyền đến nhân dân."],
)
def test_a_name_is_one_unit_from_its_first_word_to_its_last(around: str) -> None:
    read = {name: leads(ASKS + "1. " + around.format(name)) for name in _NAMES}
    assert {name: found for name, found in read.items() if found != [[name]]} == {}
