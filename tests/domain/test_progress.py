"""What becomes of entries when their assignment changes meanwhile, and that every change has its record."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app import clock
from app.db import Database, Session
from app.domain import progress, tasks
from app.errors import Invalid, WrongState
from app.models.events import AuditEvent, OutboxEvent
from app.models.tasks import Assignment, AssignmentState, TaskState
from tests import factories

S = AssignmentState


async def reported(session: Session, cast: factories.Cast, percent: int = 40) -> tuple[UUID, UUID]:
    """An assignment of the office and the entry on it that waits for approval."""
    assignment_id = await factories.assignment(session, cast)
    clerk = await factories.actor(session, "clerk")
    form = progress.NewEntry(percent=Decimal(percent), note="x")
    return assignment_id, (await progress.record(session, clerk, assignment_id, form)).id


async def state_of(session: Session, assignment_id: UUID) -> AssignmentState:
    return (await session.get_one(Assignment, assignment_id)).state


@pytest.mark.parametrize("verb", ["approve", "send_back", "withdraw"])
async def test_a_decision_after_the_recall_brings_nothing_back(
    database: Database, cast: factories.Cast, verb: str
) -> None:
    async with database.begin() as session:
        assignment_id, entry_id = await reported(session, cast, 100)
        registrar, leader = await factories.actor(session, "registrar"), await factories.actor(session, "leader")
        clerk = await factories.actor(session, "clerk")
        await tasks.recall(session, registrar, assignment_id, tasks.Reason(reason="Giao nhầm"))
        assert await progress.waiting(session, leader) == []
        assert await progress.waiting_count(session, leader) == 0
        decisions = {
            "approve": lambda: progress.approve(session, leader, entry_id),
            "send_back": lambda: progress.send_back(session, leader, entry_id, progress.Return(reason="thiếu")),
            "withdraw": lambda: progress.withdraw(session, clerk, entry_id),
        }
        with pytest.raises(WrongState):
            await decisions[verb]()
        assert await state_of(session, assignment_id) is S.recalled


async def test_a_task_with_somebodys_draft_is_withdrawn_not_missing(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast)
        clerk, registrar = await factories.actor(session, "clerk"), await factories.actor(session, "registrar")
        task_id = (await tasks.assignment(session, clerk, assignment_id)).task_id
        form = progress.NewEntry(percent=Decimal(10), note="đang gõ")
        await progress.record(session, clerk, assignment_id, form, hand_in=False)
        with pytest.raises(Invalid):
            await tasks.remove(session, registrar, task_id, reason="")
        left = await tasks.remove(session, registrar, task_id, reason="Giao nhầm")
        assert left is not None
        assert left.state is TaskState.withdrawn


async def test_taking_a_correction_back_restores_the_day_of_the_first(database: Database, cast: factories.Cast) -> None:
    first, second = datetime(2026, 11, 20, 3, tzinfo=UTC), datetime(2026, 11, 24, 3, tzinfo=UTC)
    async with database.begin() as session:
        with clock.at(first):
            assignment_id = await factories.assignment(session, cast, approval_completes=False)
            clerk = await factories.actor(session, "clerk")
            await progress.record(session, clerk, assignment_id, progress.NewEntry(percent=Decimal(100)))
        with clock.at(second):
            later = await progress.record(session, clerk, assignment_id, progress.NewEntry(percent=Decimal(100)))
            await progress.withdraw(session, clerk, later.id)
        assert (await session.get_one(Assignment, assignment_id)).reported_at == first


async def test_every_move_of_an_assignment_is_in_the_record(database: Database, cast: factories.Cast) -> None:
    """The states an assignment went through can be read from its own audit rows, and each row has its outbox row."""
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast, unit="phu_tho", approval_completes=False)
        who = {name: await factories.actor(session, name) for name in ("coordinator", "leader", "registrar")}
        row = await tasks.assignment(session, who["registrar"], assignment_id)
        on = tasks.NewAssignments(unit_ids=[cast.office], parent_id=assignment_id)
        states = [S.assigned]

        async def now() -> None:
            states.append(await state_of(session, assignment_id))

        await tasks.assign(session, who["coordinator"], row.task_id, on)
        await now()
        entry = await progress.record(session, who["coordinator"], assignment_id, progress.NewEntry(percent=Decimal(5)))
        await now()
        await progress.withdraw(session, who["coordinator"], entry.id)
        await now()
        entry = await progress.record(session, who["coordinator"], assignment_id, progress.NewEntry(percent=Decimal(5)))
        await now()
        await progress.send_back(session, who["leader"], entry.id, progress.Return(reason="thiếu"))
        await now()
        entry = await progress.record(
            session, who["coordinator"], assignment_id, progress.NewEntry(percent=Decimal(100))
        )
        await now()
        await progress.approve(session, who["leader"], entry.id)
        await now()
        await tasks.send_back(session, who["registrar"], assignment_id, tasks.Reason(reason="làm tiếp"))
        await now()
        await tasks.recall(session, who["registrar"], assignment_id, tasks.Reason(reason="thôi"))
        await now()
        moves = (
            await session.execute(
                select(AuditEvent.before, AuditEvent.after)
                .where(AuditEvent.row_id == assignment_id)
                .order_by(AuditEvent.at, AuditEvent.id)
            )
        ).all()
        told = [after["state"] for _, after in moves if "state" in after]
        assert told == [state.value for state in states]
        befores = [before["state"] for before, _ in moves if "state" in before]
        assert befores == [state.value for state in states[:-1]]
        audit = await session.scalar(select(func.count()).select_from(AuditEvent))
        assert audit == await session.scalar(select(func.count()).select_from(OutboxEvent))
