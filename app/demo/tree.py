"""The sector's tree as sample data: one department, 34 provincial bodies, some regional offices, and who came before."""

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from app.db import Session
from app.domain import organisation
from app.domain.organisation import NewAlias, NewReorganisation, NewUnit
from app.models.organisation import ReorganisationKind

OLD = date(1993, 7, 1)
DEPARTMENT_SINCE = date(2025, 3, 1)
MERGED = date(2025, 7, 1)
OFFICES = {"Tỉnh Phú Thọ": 14, "Tỉnh Quảng Ngãi": 11, "Tỉnh Tuyên Quang": 9, "Thành phố Hồ Chí Minh": 19}


async def plant(session: Session) -> dict[str, UUID]:
    """Make the tree; returns ids by name ("Tỉnh Phú Thọ", "Tỉnh Phú Thọ/4", "" for the department)."""
    old_top = await organisation.add_unit(
        session,
        None,
        NewUnit(
            name="Tổng cục Thi hành án dân sự",
            short_name="Tổng cục THADS",
            kind="department",
            code="TCTHADS",
            valid_from=OLD,
        ),
    )
    await organisation.revise_unit(
        session,
        None,
        old_top.id,
        organisation.UnitRevision(
            valid_from=DEPARTMENT_SINCE,
            name="Cục Quản lý Thi hành án dân sự",
            short_name="Cục QLTHADS",
            code="CQLTHADS",
        ),
    )
    ids = {"": old_top.id}
    rows = _rows()
    before: dict[str, list[UUID]] = {}
    for row in rows:
        place = _small(row["old_name"])
        unit = await organisation.add_unit(
            session,
            None,
            NewUnit(
                name=f"Cục THADS {place}",
                short_name=f"Cục Thi hành án dân sự {place}",
                kind="province",
                code=f"CTHADS.{row['old_gso_code']}",
                place_code=row["old_gso_code"],
                parent_id=old_top.id,
                valid_from=OLD,
            ),
        )
        before.setdefault(row["new_name"], []).append(unit.id)
    for name in dict.fromkeys(row["new_name"] for row in rows):
        code = code_of(name)
        unit = await organisation.add_unit(
            session,
            None,
            NewUnit(
                name=f"THADS {_small(name)}",
                short_name=f"Thi hành án dân sự {_small(name)}",
                kind="province",
                code=f"THADS.{code}",
                place_code=code,
                parent_id=old_top.id,
                valid_from=MERGED,
            ),
        )
        ids[name] = unit.id
        await organisation.reorganise(
            session,
            None,
            NewReorganisation(
                kind=ReorganisationKind.merger if len(before[name]) > 1 else ReorganisationKind.rename,
                effective_on=MERGED,
                decision="1898/QĐ-BTP",
                predecessor_ids=before[name],
                successor_ids=[unit.id],
            ),
        )
        for number in range(1, OFFICES.get(name, 0) + 1):
            office = await organisation.add_unit(
                session,
                None,
                NewUnit(
                    name=f"Phòng THADS khu vực {number} – {_place(name)}",
                    short_name=f"Phòng khu vực {number}",
                    kind="region",
                    code=f"THADS.{code}.{number:02d}",
                    parent_id=unit.id,
                    valid_from=MERGED,
                ),
            )
            ids[f"{name}/{number}"] = office.id
    await organisation.add_alias(
        session, None, ids["Tỉnh Phú Thọ"], NewAlias(name="cơ quan thi hành án dân sự tỉnh Phú Thọ")
    )
    return ids


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def _place(name: str) -> str:
    return name.removeprefix("Tỉnh ").removeprefix("Thành phố ")


def provinces(ids: dict[str, UUID]) -> list[str]:
    """The names of today's provinces among the ids, in the order of the tree."""
    return [name for name in ids if name and "/" not in name]


def _rows() -> list[dict[str, str]]:
    with (Path(__file__).parent / "provinces.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@lru_cache
def _codes() -> dict[str, str]:
    return {row["new_name"]: row["new_gso_code"] for row in _rows()}


def code_of(place: str) -> str:
    return _codes()[place]
