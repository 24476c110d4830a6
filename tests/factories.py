"""Makes valid things with the same functions that people use: a small tree, its people, a directive, an assignment."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pwdlib.hashers.argon2 import Argon2Hasher

from app.adapters.text import from_paste
from app.db import Session
from app.derivation import derive
from app.domain import accounts, directives, drafts, organisation, tasks
from app.domain.access import Actor
from app.models.accounts import Role
from app.models.directives import Directive
from app.models.tasks import AssignmentRole, DeadlineKind

SINCE = date(2025, 7, 1)
PASSWORD = "mật khẩu dài đủ"
_HASHED = Argon2Hasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
"""Argon2id as in the service, with a cost that hundreds of sign-ins can bear."""

TEXT = """CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ

Số: 21/KH-CQLTHADS
Hà Nội, ngày 05 tháng 10 năm 2026

KẾ HOẠCH
Nâng cao kết quả thi hành án dân sự năm 2027

Thực hiện Kết luận số 84-KL/TW ngày 29/7/2020 của Bộ Chính trị, Cục Quản lý Thi hành án dân sự yêu cầu:

1. THADS tỉnh Phú Thọ rà soát các việc có điều kiện thi hành; lập danh sách việc tín dụng, ngân hàng trước ngày 15/12/2026.

2. THADS tỉnh Phú Thọ xây dựng kế hoạch kiểm tra chấp hành viên trước ngày 31/12/2026.

3. THADS tỉnh Phú Thọ tổ chức đợt cao điểm thi hành án; báo cáo kết quả hằng quý.

4. THADS tỉnh Quảng Ngãi giải quyết đơn thư kéo dài trước ngày 20/12/2026.

5. THADS tỉnh Quảng Ngãi kiện toàn đội ngũ chấp hành viên; tăng cường phối hợp với các cơ quan liên quan.

6. Văn phòng Cục theo dõi, đôn đốc và tổng hợp báo cáo trước ngày 10/01/2027.
"""


@dataclass(frozen=True)
class Cast:
    """The standing cast: units and people of two provinces under one department."""

    centre: UUID
    phu_tho: UUID
    office: UUID
    quang_ngai: UUID
    other_office: UUID


PEOPLE = {
    "registrar": (Role.registrar, "centre"),
    "chief": (Role.leader, "centre"),
    "auditor": (Role.auditor, "centre"),
    "administrator": (Role.administrator, "centre"),
    "coordinator": (Role.coordinator, "phu_tho"),
    "leader": (Role.leader, "phu_tho"),
    "viewer": (Role.viewer, "phu_tho"),
    "clerk": (Role.clerk, "office"),
    "stranger": (Role.clerk, "other_office"),
    "far_coordinator": (Role.coordinator, "quang_ngai"),
}


async def cast(session: Session) -> Cast:
    async def unit(name: str, kind: str, code: str, parent: UUID | None = None) -> UUID:
        form = organisation.NewUnit(name=name, kind=kind, code=code, parent_id=parent, valid_from=SINCE)
        return (await organisation.add_unit(session, None, form)).id

    centre = await unit("Cục Quản lý Thi hành án dân sự", "department", "CQL")
    phu_tho = await unit("THADS tỉnh Phú Thọ", "province", "PT", centre)
    quang_ngai = await unit("THADS tỉnh Quảng Ngãi", "province", "QN", centre)
    made = Cast(
        centre,
        phu_tho,
        await unit("Phòng THADS khu vực 4 – Phú Thọ", "region", "PT.04", phu_tho),
        quang_ngai,
        await unit("Phòng THADS khu vực 3 – Quảng Ngãi", "region", "QN.03", quang_ngai),
    )
    for username, (role, place) in PEOPLE.items():
        account = await accounts.add_account(
            session, None, accounts.NewAccount(username=username, name=f"Người {username}"), password=None
        )
        account.password_hash = _HASHED
        form = accounts.NewMembership(unit_id=getattr(made, place), role=role, valid_from=SINCE)
        await accounts.add_membership(session, None, account.id, form)
    return made


async def actor(session: Session, username: str) -> Actor:
    found = await accounts.actor_named(session, username)
    assert found is not None
    return found


async def directive(session: Session, text: str = TEXT) -> Directive:
    registrar = await actor(session, "registrar")
    extracted = from_paste(text)
    found = derive(extracted.text)
    made = await directives.register(session, registrar, directives.NewDirective(), extracted, found)
    await drafts.propose(session, registrar, made, found)
    return made


async def assignment(
    session: Session,
    made: Cast,
    *,
    unit: str = "office",
    title: str = "Rà soát việc có điều kiện thi hành",
    due_on: date | None = None,
    role: AssignmentRole = AssignmentRole.lead,
    approval_completes: bool = True,
    task_id: UUID | None = None,
) -> UUID:
    """An assignment given by the registrar at the centre; returns its id."""
    registrar = await actor(session, "registrar")
    if task_id is None:
        deadline = tasks.NewDeadline(kind=DeadlineKind.date, due_on=due_on) if due_on else None
        task_id = (await tasks.create(session, registrar, tasks.NewTask(title=title, deadline=deadline))).id
    form = tasks.NewAssignments(unit_ids=[getattr(made, unit)], role=role, approval_completes=approval_completes)
    return (await tasks.assign(session, registrar, task_id, form)).created[0].id
