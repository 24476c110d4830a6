"""Names of bodies, posts and classes from all sectors: each is one unit, in a sentence, above a list and after "Giao"."""

import random
import re
from pathlib import Path

import pytest

from tests.derivation.texts import ASKS, helpers, leads

_NAMES = [
    name
    for name in Path(__file__).with_name("names.txt").read_text(encoding="utf-8").splitlines()
    if not name.startswith("#")
]
_SEVERAL = re.compile(
    r"(?:Các|Mỗi|Từng|Cơ quan|Người|Thủ trưởng|Lãnh đạo|Cấp ủy|Chi ủy|Trưởng các|Ban thường vụ các|Đồng chí|Đồn trưởng|Chủ nhiệm các|Tổ Công nghệ số)\b"
)


@pytest.mark.parametrize(
    "around",
    ["{} rà soát hồ sơ theo quy định.", "{}\na) Lập danh sách hồ sơ.", "Giao {} tổ chức tuyên truyền đến nhân dân."],
)
def test_a_name_is_one_unit_from_its_first_word_to_its_last(around: str) -> None:
    read = {name: leads(ASKS + "1. " + around.format(name)) for name in _NAMES}
    assert {name: found for name, found in read.items() if found != [[name]]} == {}


def test_three_names_in_a_list_are_three_units() -> None:
    alone = [name for name in _NAMES if "," not in name and " và " not in name and not _SEVERAL.match(name)]
    chosen = random.Random(7)
    missed = {}
    for form in ("{}, {} và {} rà soát hồ sơ.", "{}, {}, {} tăng cường kiểm tra.", "{}; {}; {} chủ động phòng ngừa."):
        for _ in range(150):
            three = chosen.sample(alone, 3)
            found = leads(ASKS + "1. " + form.format(*three))
            if found != [three]:
                missed[form, *three] = found
    assert missed == {}


@pytest.mark.parametrize(
    "around",
    [
        "1. Sở Tư pháp chủ trì, phối hợp với {}, {} và {} rà soát hồ sơ.",
        "STT | Nhiệm vụ | Chủ trì | Phối hợp\n1 | Lập danh sách | Sở Tư pháp | {}; {}; {}\n2 | Rà soát hồ sơ | Sở Y tế | ",
        "1. Lập danh sách hồ sơ\n- Đơn vị chủ trì: Sở Tư pháp.\n- Đơn vị phối hợp: {}, {}, {}.",
        "1. Lập danh sách hồ sơ (Chủ trì: Sở Tư pháp; phối hợp: {}, {}, {}).",
    ],
)
def test_three_names_that_help_are_three_units(around: str) -> None:
    alone = [name for name in _NAMES if "," not in name and " và " not in name and not _SEVERAL.match(name)]
    chosen = random.Random(11)
    missed = {}
    for _ in range(60):
        three = chosen.sample(alone, 3)
        found = helpers(ASKS + around.format(*three))[0]
        if found != three:
            missed[tuple(three)] = found
    assert missed == {}


_CLASSES = (
    "Các phòng, ban",
    "Các vụ, cục",
    "Các Vụ, Cục",
    "Các sở, ngành",
    "Các Sở, Ban, Ngành",
    "Các cấp, các ngành",
    "Các ngành, các cấp",
    "Các khoa, phòng",
    "Các cơ quan, ban, ngành",
    "Các thôn, bản",
)


@pytest.mark.parametrize(
    "duty", ["ban hành", "xây dựng", "tổng hợp", "lập", "phối hợp rà soát", "quản lý tốt", "giáo dục về"]
)
def test_a_class_ends_before_its_duty_whatever_the_verb(duty: str) -> None:
    read = {name: leads(f"{ASKS}1. {name} {duty} kế hoạch chi tiết.") for name in _CLASSES}
    assert {name: found for name, found in read.items() if found != [[name]]} == {}


def test_a_branch_with_a_duty_of_its_own_keeps_its_name() -> None:
    assert leads(ASKS + "1. Ngành xây dựng rà soát quy hoạch; ngành giáo dục, ngành y tế kiểm tra bếp ăn.") == [
        ["Ngành xây dựng"],
        ["ngành giáo dục", "ngành y tế"],
    ]
