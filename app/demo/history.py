"""What the people of the sample did: directives registered and given out, work reported, approved and sent back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import cycle
from uuid import UUID

from app import clock, words
from app.adapters.text import from_paste
from app.db import Database, Session
from app.demo import people, texts, tree
from app.derivation import derive
from app.domain import directives, drafts, progress, tasks
from app.domain.access import Actor
from app.models.drafts import Draft
from app.models.tasks import AssignmentRole, DeadlineKind

BEGAN = 75
"""Days ago on which the sample's directives were registered."""

_NOTES = (
    "Đã thống nhất mẫu biểu và thu thập hồ sơ của các phòng.",
    "Đã tổng hợp hồ sơ; một số vụ còn chờ kết quả định giá lại tài sản.",
    "Đã làm việc với các cơ quan liên quan, thống nhất lịch xử lý.",
    "Đã hoàn thành và gửi báo cáo kết quả.",
)


def day(offset: int) -> date:
    return clock.today() + timedelta(days=offset)


@contextmanager
def on(offset: int, hour: int = 9) -> Iterator[None]:
    """Within the block it is that hour of the day so many days from today."""
    with clock.at(datetime.combine(day(offset), time(hour, 12), clock.VIETNAM)):
        yield


async def happen(database: Database, ids: dict[str, UUID]) -> None:
    async with database.begin() as session:
        await _register_for_the_country(session, ids)
    for text, place in (
        (texts.KH09, "Tỉnh Tuyên Quang"),
        (texts.CT07, "Tỉnh Phú Thọ"),
        (texts.CT05, "Tỉnh Quảng Ngãi"),
    ):
        async with database.begin() as session:
            await _register_for(session, text, place, ids)
    async with database.begin() as session:
        for number, place in enumerate(tree.provinces(ids)):
            await _province(session, number, place, ids[place])
    async with database.begin() as session:
        await _office(session, "Tỉnh Phú Thọ", ids["Tỉnh Phú Thọ/4"], "mai")
        await _office(session, "Tỉnh Quảng Ngãi", ids["Tỉnh Quảng Ngãi/3"], "lan")


def _dated(text: str) -> str:
    days = {"soon": day(4), "late": day(-3), "later": day(60)}
    return text.format(**{name: words.show_date(one) for name, one in days.items()})


async def _register(session: Session, text: str, registering_unit_id: UUID | None) -> tuple[UUID, list[Draft]]:
    registrar = await people.actor(session, "ha")
    extracted = from_paste(text)
    found = derive(extracted.text)
    form = directives.NewDirective(registering_unit_id=registering_unit_id)
    directive = await directives.register(session, registrar, form, extracted, found)
    return directive.id, await drafts.propose(session, registrar, directive, found)


async def _register_for_the_country(session: Session, ids: dict[str, UUID]) -> None:
    """84-KL/TW names no day; the department sets one for three of its four tasks when it gives them to all provinces."""
    dues = (day(-20), day(5), day(45), None)
    with on(-BEGAN):
        registrar = await people.actor(session, "ha")
        directive_id, proposed = await _register(session, texts.KL84, ids[""])
        provinces = [ids[place] for place in tree.provinces(ids)]
        for draft, due in zip(proposed, cycle(dues), strict=False):
            form = drafts.DraftRevision(unit_ids=provinces, due_on=due, no_deadline=due is None)
            taken = await drafts.accept(session, registrar, draft.id, form)
            if due is None and taken.task_id is not None:
                to_be_accepted = tasks.NewAssignments(unit_ids=provinces, approval_completes=False)
                await tasks.assign(session, registrar, taken.task_id, to_be_accepted)
        await drafts.publish(session, registrar, directive_id)


async def _register_for(session: Session, text: str, place: str, ids: dict[str, UUID]) -> None:
    dated = _dated(text)
    with on(-BEGAN + 4):
        registrar = await people.actor(session, "ha")
        directive_id, proposed = await _register(session, dated, ids[place])
        for draft in proposed:
            form = drafts.DraftRevision(
                unit_ids=[ids[place]], due_on=draft.due_on, no_deadline=draft.deadline_kind is DeadlineKind.none
            )
            await drafts.accept(session, registrar, draft.id, form)
        await drafts.publish(session, registrar, directive_id)


async def _province(session: Session, number: int, place: str, unit_id: UUID) -> None:
    """What one province did with what it leads; the numbers only spread the cases over the country."""
    officer = await people.actor(session, people.officer_of(place))
    held = await tasks.assignments_page(session, officer, unit_id=unit_id, role=AssignmentRole.lead, limit=200)
    rows = sorted(held, key=lambda one: (one.number_symbol or "", one.title))
    if number in (3, 5):
        await _part(session, officer, rows.pop().id, handed_back=number == 3)
    for position, row in enumerate(rows):
        case = (7 * number + 3 * position) % 10
        past = row.due_on is not None and row.due_on < day(0)
        await _follow(session, place, row, 6 + case % 4 if past and number % 4 else case)


async def _part(session: Session, officer: Actor, assignment_id: UUID, *, handed_back: bool) -> None:
    """One province hands an assignment back, another has one recalled."""
    with on(-60):
        if handed_back:
            reason = tasks.Reason(reason="Việc thuộc chức năng của Văn phòng Cục.")
            await tasks.hand_back(session, officer, assignment_id, reason)
        else:
            registrar = await people.actor(session, "ha")
            await tasks.recall(session, registrar, assignment_id, tasks.Reason(reason="Giao nhầm đơn vị."))


async def _follow(session: Session, place: str, row: tasks.AssignmentRow, case: int) -> None:
    officer = await people.actor(session, people.officer_of(place))
    if case == 0 or row.state.value != "assigned":
        return
    with on(-65):
        await tasks.accept(session, officer, row.id)
    if case == 1:
        return
    await _report(session, place, row.id, 20 + 5 * case, _NOTES[case % 3], ago=50 - case)
    if case in (2, 3):
        return
    if case == 4:
        await _report(session, place, row.id, 70, _NOTES[2], ago=1, approved=False)
    elif case == 5:
        await _report(session, place, row.id, 60, _NOTES[1], ago=12, returned="Nêu rõ số tiền đã thu hồi của từng vụ.")
    else:
        await _report(session, place, row.id, 100, _NOTES[3], ago=9 if case == 9 else 8 + 4 * case)


async def _report(
    session: Session, place: str, assignment_id: UUID, percent: int, note: str, *, ago: int,
    approved: bool = True, returned: str = "",
) -> None:  # fmt: skip
    officer = await people.actor(session, people.officer_of(place))
    leader = await people.actor(session, people.leader_of(place))
    with on(-ago, 10):
        entry = await progress.record(
            session, officer, assignment_id, progress.NewEntry(percent=Decimal(percent), note=note)
        )
    with on(-ago, 16):
        if returned:
            await progress.send_back(session, leader, entry.id, progress.Return(reason=returned))
        elif approved:
            await progress.approve(session, leader, entry.id)


async def _office(session: Session, place: str, office_id: UUID, clerk: str) -> None:
    """A province passes its open work on to an office, whose clerk reports; some is approved, some waits."""
    officer = await people.actor(session, people.officer_of(place))
    leader = await people.actor(session, people.leader_of(place))
    writer = await people.actor(session, clerk)
    held = await tasks.work(session, officer)
    with on(-40, 14):
        for row in held:
            if row.role is AssignmentRole.lead and row.state.value in ("assigned", "accepted", "in_progress"):
                form = tasks.NewAssignments(unit_ids=[office_id], parent_id=row.id)
                await tasks.assign(session, officer, row.task_id, form)
    for number, row in enumerate(await tasks.work(session, writer)):
        if number % 4 == 3:
            continue
        with on(-25 + number):
            first = await progress.record(
                session, writer, row.id, progress.NewEntry(percent=Decimal(20 + 10 * (number % 3)), note=_NOTES[0])
            )
            if number == 0:
                await progress.send_back(
                    session, leader, first.id, progress.Return(reason="Nêu rõ số tiền đã thu hồi của từng vụ.")
                )
                continue
            await progress.approve(session, leader, first.id)
        if number % 4 == 2:
            with on(-1, 15):
                blocked = "Hai vụ chưa định giá lại được tài sản." if number % 8 == 2 else ""
                await progress.record(
                    session,
                    writer,
                    row.id,
                    progress.NewEntry(percent=Decimal(60), note=_NOTES[1], difficulties=blocked),
                )
