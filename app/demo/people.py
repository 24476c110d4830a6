"""The people of the sample: eight who may be tried, and an officer and a leader in every province who make its history."""

from dataclasses import dataclass
from uuid import UUID

from app.db import Session
from app.demo import tree
from app.domain import accounts
from app.domain.access import Actor
from app.models.accounts import Role


@dataclass(frozen=True)
class Person:
    username: str
    name: str
    role: Role
    place: str
    does: str


PEOPLE = (
    Person("ha", "Phạm Thu Hà", Role.registrar, "", "văn thư, tổng hợp ở Cục"),
    Person("binh", "Nguyễn Văn Bình", Role.leader, "", "lãnh đạo Cục"),
    Person("huy", "Lê Quang Huy", Role.coordinator, "Tỉnh Phú Thọ", "đầu mối THADS tỉnh Phú Thọ"),
    Person("son", "Đỗ Hoàng Sơn", Role.leader, "Tỉnh Phú Thọ", "lãnh đạo THADS tỉnh Phú Thọ"),
    Person("mai", "Trần Thị Mai", Role.clerk, "Tỉnh Phú Thọ/4", "nhập liệu Phòng THADS khu vực 4, Phú Thọ"),
    Person("lan", "Võ Thị Lan", Role.clerk, "Tỉnh Quảng Ngãi/3", "nhập liệu Phòng THADS khu vực 3, Quảng Ngãi"),
    Person("dung", "Bùi Tiến Dũng", Role.auditor, "", "kiểm tra, giám sát"),
    Person("quantri", "Quản trị viên", Role.administrator, "", "quản trị"),
)
_NAMED = {"Tỉnh Phú Thọ": ("huy", "son")}


async def settle(session: Session, ids: dict[str, UUID]) -> None:
    """Give everybody an account without a password and a role since the merger."""
    offstage = [
        Person(username, name, role, place, "")
        for place in tree.provinces(ids)
        if place not in _NAMED
        for username, name, role in (
            (officer_of(place), f"Cán bộ đầu mối {place}", Role.coordinator),
            (leader_of(place), f"Lãnh đạo {place}", Role.leader),
        )
    ]
    for person in (*PEOPLE, *offstage):
        account = await accounts.add_account(
            session, None, accounts.NewAccount(username=person.username, name=person.name), password=None
        )
        membership = accounts.NewMembership(unit_id=ids[person.place], role=person.role, valid_from=tree.MERGED)
        await accounts.add_membership(session, None, account.id, membership)


def officer_of(place: str) -> str:
    return _NAMED[place][0] if place in _NAMED else f"dau-moi.{tree.code_of(place)}"


def leader_of(place: str) -> str:
    return _NAMED[place][1] if place in _NAMED else f"lanh-dao.{tree.code_of(place)}"


async def actor(session: Session, username: str) -> Actor:
    """The person as an actor. Raises LookupError."""
    found = await accounts.actor_named(session, username)
    if found is None:
        raise LookupError(username)
    return found
