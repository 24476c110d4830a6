"""Sample tree, people, directives and history, made with the same functions that people use."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlmodel import col

from app import clock, words
from app.adapters.text import from_paste
from app.db import Database, Session
from app.demo import texts, tree
from app.derivation import derive
from app.domain import accounts, directives, drafts, organisation, progress, tasks
from app.domain.access import Actor
from app.models.accounts import Role
from app.models.organisation import UnitVersion

__all__ = ["PEOPLE", "Person", "load"]


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


async def load(database: Database) -> bool:
    """Fill an empty database with the sample; False where there are units already."""
    async with database.begin() as session:
        if await session.scalar(select(func.count()).select_from(UnitVersion)):
            return False
        await _people(session, await tree.plant(session))
    await _directives(database)
    return True


async def _people(session: Session, ids: dict[str, UUID]) -> None:
    for person in PEOPLE:
        account = await accounts.add_account(
            session, None, accounts.NewAccount(username=person.username, name=person.name), password=None
        )
        await accounts.add_membership(
            session,
            None,
            account.id,
            accounts.NewMembership(unit_id=ids[person.place], role=person.role, valid_from=tree.MERGED),
        )


async def _as(session: Session, username: str) -> Actor:
    actor = await accounts.actor_named(session, username)
    if actor is None:
        raise LookupError(username)
    return actor


def _ago(days: int, hour: int = 9) -> datetime:
    return datetime.combine(clock.today() - timedelta(days=days), time(hour, 12), clock.VIETNAM)


async def _directives(database: Database) -> None:
    today = clock.today()
    days = {
        "soon": words.show_date(today + timedelta(days=4)),
        "late": words.show_date(today - timedelta(days=3)),
        "later": words.show_date(today + timedelta(days=60)),
    }
    places = {"KL84": "", "KH09": "Tỉnh Tuyên Quang", "CT07": "Tỉnh Phú Thọ", "CT05": "Tỉnh Quảng Ngãi"}
    for name, template in (("KL84", texts.KL84), ("KH09", texts.KH09), ("CT07", texts.CT07), ("CT05", texts.CT05)):
        with clock.at(_ago(55)):
            async with database.begin() as session:
                await _register(session, template.format(**days), places[name])
    async with database.begin() as session:
        await _work(session)


async def _register(session: Session, text: str, place: str) -> None:
    registrar = await _as(session, "ha")
    extracted = from_paste(text)
    found = derive(extracted.text)
    unit_id = registrar.acting_unit_id
    if place:
        unit_id = await session.scalar(_unit_named(f"THADS {place[:1].lower()}{place[1:]}"))
    directive = await directives.register(
        session, registrar, directives.NewDirective(registering_unit_id=unit_id), extracted, found
    )
    for draft in await drafts.propose(session, registrar, directive, found):
        units = [UUID(one["unit_id"]) for one in draft.lead if one["unit_id"]] or (
            [unit_id] if unit_id and place else []
        )
        form = drafts.DraftRevision(unit_ids=units, due_on=draft.due_on, no_deadline=draft.due_on is None)
        await drafts.accept(session, registrar, draft.id, form)
    if place:
        await drafts.publish(session, registrar, directive.id)
        return
    for row in await tasks.page(session, registrar, directive_id=directive.id):
        provinces = await session.execute(_provinces())
        await tasks.assign(
            session,
            registrar,
            row.task.id,
            tasks.NewAssignments(unit_ids=list(provinces.scalars()), approval_completes=False),
        )


def _unit_named(name: str) -> Select[Any]:
    return select(col(UnitVersion.unit_id)).where(col(UnitVersion.name) == name)


def _provinces() -> Select[Any]:
    return select(col(UnitVersion.unit_id)).where(
        col(UnitVersion.kind) == "province", func.upper(col(UnitVersion.valid)).is_(None)
    )


async def _work(session: Session) -> None:
    """Two provinces pass their tasks on; one office reports, is approved, sent back and waits."""
    for province, clerk in (("huy", "mai"), ("binh", "lan")):
        giver = await _as(session, province)
        writer = await _as(session, clerk)
        parent = writer.members[0]
        superior = await _parent_of(session, parent.unit_id)
        held = await tasks.assignments_page(session, giver, unit_id=superior, limit=200)
        above = [row for row in held if row.role.value == "lead"]
        with clock.at(_ago(50, 14)):
            for row in above:
                await tasks.assign(
                    session, giver, row.task_id, tasks.NewAssignments(unit_ids=[parent.unit_id], parent_id=row.id)
                )
        mine = await tasks.work(session, writer)
        for number, row in enumerate(mine):
            await _report(session, writer, row, number)


async def _report(session: Session, writer: Actor, row: tasks.AssignmentRow, number: int) -> None:
    leader = await _as(session, "son" if writer.username == "mai" else "binh")
    stories = (
        (20, "Đã thống nhất mẫu biểu và thu thập hồ sơ.", "approve"),
        (45, "Đã tổng hợp 9/14 vụ; 5 vụ đang chờ kết quả định giá lại tài sản.", "approve"),
        (60, "Đã làm việc với hai ngân hàng.", "return" if number == 0 else "approve" if number % 2 else "wait"),
    )
    last = number % 4
    for step, (percent, note, then) in enumerate(stories[:last]):
        with clock.at(_ago(30 - 12 * step)):
            entry = await progress.record(
                session, writer, row.id, progress.NewEntry(percent=Decimal(percent), note=note)
            )
            if then == "approve":
                await progress.approve(session, leader, entry.id)
            elif then == "return":
                await progress.send_back(
                    session, leader, entry.id, progress.Return(reason="Nêu rõ số tiền đã thu hồi của từng vụ.")
                )
    if number % 5 == 4:
        with clock.at(_ago(2)):
            entry = await progress.record(
                session, writer, row.id, progress.NewEntry(percent=Decimal(100), note="Đã hoàn thành và gửi báo cáo.")
            )
            await progress.approve(session, leader, entry.id)


async def _parent_of(session: Session, unit_id: UUID) -> UUID | None:
    actor = await _as(session, "ha")
    return (await organisation.get(session, actor, unit_id)).parent_id
