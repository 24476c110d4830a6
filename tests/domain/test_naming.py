"""Names in a directive mean units of its day and place, and a reviewer's choice is remembered where it was made."""

from datetime import date

import pytest

from app.db import Database
from app.derivation import Candidate, members
from app.domain import drafts, organisation
from app.models.organisation import ReorganisationKind
from tests import factories

OLD, NEW = date(1993, 7, 1), date(2025, 7, 1)
KNOWN = [
    Candidate(number, f"Cục THADS {place}", "province", OLD, NEW)
    for number, place in enumerate(("tỉnh Vĩnh Phúc", "tỉnh Phú Thọ", "thành phố Hà Nội"))
] + [Candidate(9, "Cục Thuế tỉnh Phú Thọ", "other", OLD, None), Candidate(8, "Phòng Tổ chức", "other", OLD, None)]


@pytest.mark.parametrize(
    ("name", "on", "found"),
    [
        ("các Cục THADS tỉnh, thành phố", date(2021, 1, 22), (0, 1, 2)),
        ("Các Cục Thi hành án dân sự", date(2021, 1, 22), (0, 1, 2)),
        ("các Cục THADS tỉnh", date(2026, 1, 1), ()),
        ("các cơ quan, đơn vị", date(2021, 1, 22), ()),
        ("các Cục", date(2021, 1, 22), ()),
        ("Cục THADS tỉnh", date(2021, 1, 22), ()),
    ],
)
def test_a_class_means_its_units_of_the_day(name: str, on: date, found: tuple[int, ...]) -> None:
    assert members(name, KNOWN, on=on) == found


TEXT = """TỈNH ỦY VĨNH PHÚC

Số: 07-CT/TU
Vĩnh Phúc, ngày 22 tháng 01 năm 2021

CHỈ THỊ
về thi hành án dân sự

Ban Thường vụ Tỉnh ủy yêu cầu:

1. Cục THADS tỉnh báo cáo các vụ án kinh tế trước ngày 15/12/2026.

2. Văn phòng Cơ quan tổng hợp kết quả hằng quý.

3. Văn phòng Cơ quan lưu trữ hồ sơ thi hành án.
"""


async def test_an_old_name_means_the_body_of_today(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        form = organisation.NewUnit(
            name="Cục THADS tỉnh Vĩnh Phúc", kind="province", parent_id=cast.centre, valid_from=OLD
        )
        before = await organisation.add_unit(session, None, form)
        merger = organisation.NewReorganisation(
            kind=ReorganisationKind.merger, effective_on=NEW, predecessor_ids=[before.id], successor_ids=[cast.phu_tho]
        )
        await organisation.reorganise(session, None, merger)
        made = await factories.directive(session, TEXT)
        registrar = await factories.actor(session, "registrar")
        first, *_ = await drafts.page(session, registrar, directive_id=made.id)
    assert first.lead == [
        {"name": "Cục THADS tỉnh", "unit_id": str(cast.phu_tho)} | {key: first.lead[0][key] for key in ("start", "end")}
    ]


async def test_a_name_settled_by_hand_is_known_the_next_time_in_that_branch_only(
    database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        made = await factories.directive(session, TEXT)
        registrar = await factories.actor(session, "registrar")
        draft = (await drafts.page(session, registrar, directive_id=made.id))[1]
        assert draft.lead[0]["unit_id"] is None
        await drafts.accept(session, registrar, draft.id, drafts.DraftRevision(unit_ids=[cast.office]))
        learnt = await organisation.aliases_of(session, registrar, cast.office)
        assert [(alias.name, alias.scope_id) for alias in learnt] == [("Văn phòng Cơ quan", cast.centre)]
        again = await factories.directive(session, TEXT.replace("07-CT/TU", "08-CT/TU"))
        known = (await drafts.page(session, registrar, directive_id=again.id))[1]
        assert known.lead[0]["unit_id"] == str(cast.office)
        other = (await drafts.page(session, registrar, directive_id=again.id))[2]
        await drafts.accept(session, registrar, other.id, drafts.DraftRevision(unit_ids=[cast.quang_ngai]))
        assert len(await organisation.aliases_of(session, registrar, cast.office)) == 1
