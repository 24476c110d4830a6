"""Words, timeliness and verbs of assignments; deadlines; erasing and withdrawing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Date, Text, column, select, values
from sqlalchemy import cast as sql_cast
from sqlalchemy.exc import IntegrityError

from app import clock
from app.db import Database, refusal_from
from app.domain import drafts, progress, tasks
from app.domain.tasks import rules
from app.errors import Conflict, Forbidden, Invalid, NotFound, Stale, WrongState
from app.models.events import AuditEvent
from app.models.tasks import AssignmentRole, AssignmentState, DeadlineKind, TaskState
from tests import factories

TODAY = date(2026, 11, 24)
S = AssignmentState


@pytest.mark.parametrize(
    ("state", "due", "said"),
    [
        (S.completed, TODAY - timedelta(days=9), "done"),
        (S.submitted, TODAY - timedelta(days=9), "wait"),
        (S.approved, None, "wait"),
        (S.assigned, TODAY - timedelta(days=1), "late"),
        (S.assigned, TODAY, "soon"),
        (S.in_progress, TODAY + timedelta(days=7), "soon"),
        (S.in_progress, TODAY + timedelta(days=8), "doing"),
        (S.suspended, None, "doing"),
        (S.accepted, None, "none"),
    ],
)
def test_one_word_of_six(state: S, due: date | None, said: str) -> None:
    assert rules.word(state, due, TODAY).value == said


@pytest.mark.parametrize(
    ("state", "due", "done", "said"),
    [
        (S.completed, TODAY, TODAY, "on_time"),
        (S.completed, TODAY, TODAY + timedelta(days=1), "done_late"),
        (S.in_progress, TODAY - timedelta(days=1), None, "overdue"),
        (S.in_progress, TODAY, None, "due_soon"),
        (S.in_progress, None, None, "no_deadline"),
        (S.assigned, TODAY + timedelta(days=30), None, "not_due"),
    ],
)
def test_timeliness_by_the_day(state: S, due: date | None, done: date | None, said: str) -> None:
    assert rules.timeliness(state, due, done, TODAY).value == said


def test_a_day_ends_at_midnight_in_vietnam() -> None:
    with clock.at(clock.datetime(2026, 11, 24, 16, 59, tzinfo=clock.UTC)):
        assert clock.today() == date(2026, 11, 24)
    with clock.at(clock.datetime(2026, 11, 24, 17, 0, tzinfo=clock.UTC)):
        assert clock.today() == date(2026, 11, 25)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(st.sampled_from(list(S)), st.none() | st.integers(-20, 20)), min_size=1, max_size=12))
async def test_the_word_of_the_database_is_the_word_of_the_page(
    rows: list[tuple[S, int | None]], database: Database
) -> None:
    plain = [
        (number, state.value, TODAY + timedelta(days=due) if due is not None else None)
        for number, (state, due) in enumerate(rows)
    ]
    table = (
        values(column("number"), column("state", Text), column("due_on", Date), name="rows").data(plain).alias("rows")
    )
    typed = select(table.c.number, table.c.state, sql_cast(table.c.due_on, Date).label("due_on")).subquery()
    async with database.read() as session:
        found = await session.execute(
            select(typed.c.number, rules.word_column(TODAY, typed.c)).order_by(typed.c.number)
        )
    expected = [rules.word(S(state), due, TODAY).value for _, state, due in plain]
    assert [word for _, word in found] == expected


async def test_a_reported_task_is_withdrawn_never_erased(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast)
        clerk, registrar = await factories.actor(session, "clerk"), await factories.actor(session, "registrar")
        row = await tasks.assignment(session, clerk, assignment_id)
        await progress.record(session, clerk, assignment_id, progress.NewEntry(percent=Decimal(10), note="x"))
        with pytest.raises(Invalid):
            await tasks.remove(session, registrar, row.task_id, reason="")
        left = await tasks.remove(session, registrar, row.task_id, reason="Giao nhầm")
        assert left is not None
        assert left.state is TaskState.withdrawn
        again = await tasks.assignment(session, registrar, assignment_id)
        assert again.state is S.recalled
        assert again.closed_reason == "Giao nhầm"


async def test_a_task_nobody_reported_on_is_erased(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast, due_on=TODAY)
        registrar = await factories.actor(session, "registrar")
        task_id = (await tasks.assignment(session, registrar, assignment_id)).task_id
        assert await tasks.remove(session, registrar, task_id, reason="") is None
        with pytest.raises(NotFound):
            await tasks.get(session, registrar, task_id)


async def test_moving_a_deadline_needs_a_reason_and_keeps_the_first(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast, due_on=date(2026, 12, 1))
        registrar = await factories.actor(session, "registrar")
        task_id = (await tasks.assignment(session, registrar, assignment_id)).task_id
        later = {"kind": DeadlineKind.date, "due_on": date(2026, 12, 20)}
        with pytest.raises(Invalid):
            await tasks.set_deadline(session, registrar, task_id, tasks.DeadlineChange(**later))
        with pytest.raises(Stale):
            await tasks.set_deadline(session, registrar, task_id, tasks.DeadlineChange(**later, reason="x"), version=0)
        row = await tasks.set_deadline(session, registrar, task_id, tasks.DeadlineChange(**later, reason="Chờ số liệu"))
        assert (row.first_due_on, row.due_on) == (date(2026, 12, 1), date(2026, 12, 20))
        assert (await tasks.assignment(session, registrar, assignment_id)).due_on == date(2026, 12, 20)


async def test_one_task_to_many_units_passes_over_who_holds_it(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast, unit="phu_tho")
        registrar = await factories.actor(session, "registrar")
        task_id = (await tasks.assignment(session, registrar, assignment_id)).task_id
        done = await tasks.assign(
            session, registrar, task_id, tasks.NewAssignments(unit_ids=[cast.phu_tho, cast.quang_ngai])
        )
        assert [row.unit_id for row in done.created] == [cast.quang_ngai]
        assert done.skipped == [cast.phu_tho]


async def test_a_province_passes_on_to_its_own_offices_only(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        parent = await factories.assignment(session, cast, unit="phu_tho", due_on=date(2026, 12, 9))
        coordinator = await factories.actor(session, "coordinator")
        row = await tasks.assignment(session, coordinator, parent)
        with pytest.raises(Invalid):
            await tasks.assign(
                session, coordinator, row.task_id, tasks.NewAssignments(unit_ids=[cast.other_office], parent_id=parent)
            )
        done = await tasks.assign(
            session, coordinator, row.task_id, tasks.NewAssignments(unit_ids=[cast.office], parent_id=parent)
        )
        child = await tasks.assignment(session, coordinator, done.created[0].id)
        assert (child.parent_id, child.due_on, child.assigned_by_unit_id) == (parent, date(2026, 12, 9), cast.phu_tho)
        with pytest.raises(Forbidden):
            await tasks.assign(session, coordinator, row.task_id, tasks.NewAssignments(unit_ids=[cast.office]))


async def test_leads_of_other_provinces_do_not_see_each_other(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        first = await factories.assignment(session, cast, unit="office")
        stranger = await factories.actor(session, "stranger")
        task_id = (await tasks.assignment(session, await factories.actor(session, "registrar"), first)).task_id
        second = await factories.assignment(session, cast, unit="other_office", task_id=task_id)
        assert (await tasks.assignment(session, stranger, second)).unit_id == cast.other_office
        with pytest.raises(NotFound):
            await tasks.assignment(session, stranger, first)


async def test_a_cooperating_unit_sees_the_lead(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        first = await factories.assignment(session, cast, unit="office")
        stranger = await factories.actor(session, "stranger")
        task_id = (await tasks.assignment(session, await factories.actor(session, "registrar"), first)).task_id
        await factories.assignment(session, cast, unit="other_office", task_id=task_id, role=AssignmentRole.cooperating)
        assert (await tasks.assignment(session, stranger, first)).unit_id == cast.office
        with pytest.raises(Forbidden):
            await progress.record(session, stranger, first, progress.NewEntry(percent=Decimal(5)))


async def test_the_assigner_completes_where_approval_alone_does_not(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        assignment_id = await factories.assignment(session, cast, approval_completes=False)
        clerk, leader = await factories.actor(session, "clerk"), await factories.actor(session, "leader")
        registrar = await factories.actor(session, "registrar")
        entry = await progress.record(session, clerk, assignment_id, progress.NewEntry(percent=Decimal(100)))
        with pytest.raises(WrongState):
            await tasks.complete(session, registrar, assignment_id)
        await progress.approve(session, leader, entry.id)
        assert (await tasks.assignment(session, leader, assignment_id)).state is S.approved
        with pytest.raises(Forbidden):
            await tasks.complete(session, leader, assignment_id)
        done = await tasks.complete(session, registrar, assignment_id)
        assert (done.state, done.completed_on) == (S.completed, clock.today())
        back = await tasks.send_back(session, registrar, assignment_id, tasks.Reason(reason="Thiếu phụ lục"))
        assert (back.state, back.completed_on) == (S.in_progress, None)


async def test_recalling_takes_back_what_was_passed_on(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        parent = await factories.assignment(session, cast, unit="phu_tho")
        coordinator, registrar = (
            await factories.actor(session, "coordinator"),
            await factories.actor(session, "registrar"),
        )
        row = await tasks.assignment(session, coordinator, parent)
        child = (
            await tasks.assign(
                session, coordinator, row.task_id, tasks.NewAssignments(unit_ids=[cast.office], parent_id=parent)
            )
        ).created[0]
        await tasks.recall(session, registrar, parent, tasks.Reason(reason="Đổi chủ trương"))
        assert (await tasks.assignment(session, coordinator, child.id)).state is S.recalled
        with pytest.raises(WrongState):
            await tasks.recall(session, registrar, parent, tasks.Reason(reason="nữa"))


async def test_a_directive_with_the_same_number_is_registered_once(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        await factories.directive(session)
    with pytest.raises(IntegrityError) as caught:
        async with database.begin() as session:
            await factories.directive(session, factories.TEXT.replace("21/KH-CQLTHADS", "21 / KH – CQLTHADS"))
    assert isinstance(refusal_from(caught.value), Conflict)


async def test_drafts_are_taken_split_merged_and_dropped(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        directive = await factories.directive(session)
        registrar = await factories.actor(session, "registrar")
        coordinator = await factories.actor(session, "coordinator")
        found = await drafts.page(session, registrar, directive_id=directive.id)
        assert len(found) >= 8
        with pytest.raises(NotFound):
            await drafts.get(session, coordinator, found[0].id)
        body = (await drafts.review(session, registrar, directive.id)).text.body
        for draft in found:
            assert draft.quote == body[draft.span_start : draft.span_end]
        first, second = await drafts.split(session, registrar, found[0].id, drafts.Split())
        assert first.span_end <= second.span_start
        joined = await drafts.merge(session, registrar, second.id, drafts.Merge())
        assert (joined.id, joined.span_end) == (first.id, second.span_end)
        taken = await drafts.accept(
            session, registrar, joined.id, drafts.DraftRevision(title="Việc đã sửa", unit_ids=[cast.phu_tho])
        )
        assert taken.task_id is not None
        task = (await tasks.get(session, registrar, taken.task_id)).task
        assert (task.title, task.quote) == ("Việc đã sửa", joined.quote)
        with pytest.raises(WrongState):
            await drafts.accept(session, registrar, joined.id)
        with pytest.raises(WrongState):
            await drafts.publish(session, registrar, directive.id)
        opened = await drafts.reopen(session, registrar, joined.id)
        assert opened.task_id is None
        added = await drafts.add(session, registrar, directive.id, drafts.NewDraft(span_start=0, span_end=12))
        assert added.quote == body[:12].strip()
        with pytest.raises(Invalid):
            await drafts.add(session, registrar, directive.id, drafts.NewDraft(span_start=0, span_end=10**6))


async def test_a_task_passed_down_three_levels_is_erased(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        registrar, coordinator = (
            await factories.actor(session, "registrar"),
            await factories.actor(session, "coordinator"),
        )
        first = await factories.assignment(session, cast, unit="centre")
        task_id = (await tasks.assignment(session, registrar, first)).task_id
        on = tasks.NewAssignments(unit_ids=[cast.phu_tho], parent_id=first)
        second = (await tasks.assign(session, registrar, task_id, on)).created[0].id
        on = tasks.NewAssignments(unit_ids=[cast.office], parent_id=second)
        third = (await tasks.assign(session, coordinator, task_id, on)).created[0].id
        assert await tasks.remove(session, registrar, task_id, reason="") is None
        erased = (
            await session.execute(select(AuditEvent.row_id).where(AuditEvent.kind == "assignment.erased"))
        ).scalars()
        assert set(erased) == {first, second, third}


async def test_a_task_hangs_only_below_one_that_its_author_sees(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        registrar, far = await factories.actor(session, "registrar"), await factories.actor(session, "far_coordinator")
        above = await tasks.create(session, registrar, tasks.NewTask(title="Việc của trung ương"))
        with pytest.raises(NotFound):
            await tasks.create(session, far, tasks.NewTask(title="Việc con", parent_id=above.id))
        assert (await tasks.create(session, registrar, tasks.NewTask(title="Việc con", parent_id=above.id))).parent_id


def test_a_span_needs_its_directive() -> None:
    with pytest.raises(ValidationError, match="span"):
        tasks.NewTask(title="x", span_start=0, span_end=10**12)


async def test_one_lead_learns_nothing_of_another(database: Database, cast: factories.Cast) -> None:
    async with database.begin() as session:
        registrar, clerk = await factories.actor(session, "registrar"), await factories.actor(session, "clerk")
        one = await factories.assignment(session, cast)
        task_id = (await tasks.assignment(session, registrar, one)).task_id
        other = await factories.assignment(session, cast, unit="other_office", task_id=task_id)
        due = tasks.DeadlineChange(kind=DeadlineKind.date, due_on=date(2026, 12, 1))
        await tasks.set_deadline(session, registrar, task_id, due, assignment_id=other)
        assert (await tasks.get(session, registrar, task_id)).assigned == 2
        assert (await tasks.get(session, clerk, task_id)).assigned == 1
        with pytest.raises(NotFound):
            await tasks.deadline_of(session, clerk, task_id, other)
        assert await tasks.deadline_of(session, clerk, task_id, one) is None


async def test_an_assignment_is_changed_erased_while_unworked_and_recalled_after(
    database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        registrar, clerk = await factories.actor(session, "registrar"), await factories.actor(session, "clerk")
        one = await factories.assignment(session, cast)
        two = await factories.assignment(session, cast, title="Việc hai")
        form = tasks.AssignmentRevision(note="Ưu tiên vụ lớn")
        changed = await tasks.revise_assignment(session, registrar, one, form, version=1)
        assert (changed.note, changed.approval_completes, changed.version) == ("Ưu tiên vụ lớn", True, 2)
        with pytest.raises(Stale):
            await tasks.revise_assignment(session, registrar, one, form, version=1)
        with pytest.raises(Forbidden):
            await tasks.revise_assignment(session, clerk, one, form)
        assert await tasks.remove_assignment(session, registrar, one, reason="") is None
        with pytest.raises(NotFound):
            await tasks.assignment(session, registrar, one)
        await progress.record(session, clerk, two, progress.NewEntry(percent=Decimal(10)), hand_in=False)
        with pytest.raises(Invalid):
            await tasks.remove_assignment(session, registrar, two, reason=" ")
        left = await tasks.remove_assignment(session, registrar, two, reason="Giao nhầm")
        assert left is not None
        assert left.state is AssignmentState.recalled
        with pytest.raises(WrongState):
            await tasks.revise_assignment(session, registrar, two, form)


async def test_a_deadline_of_ones_own_gives_way_to_that_of_the_task_when_removed(
    database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        registrar = await factories.actor(session, "registrar")
        one = await factories.assignment(session, cast, due_on=date(2026, 12, 1))
        task_id = (await tasks.assignment(session, registrar, one)).task_id
        own = tasks.DeadlineChange(kind=DeadlineKind.date, due_on=date(2026, 12, 20))
        with pytest.raises(Invalid):
            await tasks.set_deadline(session, registrar, task_id, own, assignment_id=one)
        own = own.model_copy(update={"reason": "Bão"})
        made = await tasks.set_deadline(session, registrar, task_id, own, assignment_id=one, version=0)
        assert made.first_due_on == date(2026, 12, 1)
        with pytest.raises(Stale):
            await tasks.set_deadline(session, registrar, task_id, own, assignment_id=one, version=0)
        assert (await tasks.assignment(session, registrar, one)).due_on == date(2026, 12, 20)
        with pytest.raises(Invalid):
            await tasks.remove_deadline(session, registrar, task_id, reason="", assignment_id=one)
        await tasks.remove_deadline(session, registrar, task_id, reason="Theo hạn chung", assignment_id=one)
        assert (await tasks.assignment(session, registrar, one)).due_on == date(2026, 12, 1)
        await tasks.remove_deadline(session, registrar, task_id, reason="Không còn hạn")
        assert (await tasks.assignment(session, registrar, one)).due_on is None
        await tasks.remove_deadline(session, registrar, task_id, reason="Lần nữa")
        left = await tasks.deadline_of(session, registrar, task_id)
        assert left is not None
        assert (left.due_on, left.first_due_on, left.version) == (None, date(2026, 12, 1), 2)
