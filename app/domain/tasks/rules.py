"""Decisions on tasks, deadlines and assignments from values in hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, case, literal
from sqlmodel import col

from app.domain.access import Permission
from app.errors import WrongState
from app.models.tasks import GONE_STATES, STATE_LABELS, Assignment, AssignmentState, Task, TaskState
from app.words import N_, say
from app.workdays import UNITS, Calendar, period_end

SOON_DAYS = 7
S = AssignmentState


class Word(str, Enum):
    """The one of six words that a page shows for an assignment."""

    done = "done"
    wait = "wait"
    late = "late"
    soon = "soon"
    doing = "doing"
    none = "none"


WORD_LABELS = {
    Word.done: N_("Hoàn thành"),
    Word.doing: N_("Đang thực hiện"),
    Word.wait: N_("Chờ duyệt"),
    Word.soon: N_("Sắp đến hạn"),
    Word.late: N_("Quá hạn"),
    Word.none: N_("Chưa bắt đầu"),
}
"""In the order of bars and legends."""


class Timeliness(str, Enum):
    no_deadline = "no_deadline"
    not_due = "not_due"
    due_soon = "due_soon"
    overdue = "overdue"
    on_time = "on_time"
    done_late = "done_late"


TIMELINESS_LABELS = {
    Timeliness.no_deadline: N_("Không có thời hạn"),
    Timeliness.not_due: N_("Chưa đến hạn"),
    Timeliness.due_soon: N_("Sắp đến hạn"),
    Timeliness.overdue: N_("Quá hạn"),
    Timeliness.on_time: N_("Hoàn thành đúng hạn"),
    Timeliness.done_late: N_("Hoàn thành quá hạn"),
}

DOING_STATES = frozenset({S.in_progress, S.suspended})
WAITING_STATES = frozenset({S.submitted, S.approved})


def word(state: AssignmentState, due_on: date | None, today: date) -> Word:
    """The first that fits of: hoàn thành, chờ duyệt, quá hạn, sắp đến hạn, đang thực hiện, chưa bắt đầu."""
    if state is S.completed:
        return Word.done
    if state in WAITING_STATES:
        return Word.wait
    if due_on is not None and due_on < today:
        return Word.late
    if due_on is not None and (due_on - today).days <= SOON_DAYS:
        return Word.soon
    return Word.doing if state in DOING_STATES else Word.none


def word_column(today: date, assignment: Any = Assignment) -> ColumnElement[str]:
    """`word` as SQL, for counts and filters; a property test holds the two together."""
    return case(
        (assignment.state == S.completed, literal(Word.done.value)),
        (assignment.state.in_(WAITING_STATES), literal(Word.wait.value)),
        (assignment.due_on < today, literal(Word.late.value)),
        (assignment.due_on - today <= SOON_DAYS, literal(Word.soon.value)),
        (assignment.state.in_(DOING_STATES), literal(Word.doing.value)),
        else_=literal(Word.none.value),
    )


def counted(assignment: Any = Assignment) -> ColumnElement[bool]:
    """Assignments that count: not handed back, recalled or handed over."""
    return col(assignment.state).notin_(GONE_STATES)


def timeliness(state: AssignmentState, due_on: date | None, completed_on: date | None, today: date) -> Timeliness:
    """Computed by the calendar day in Vietnam, never stored. Work done on the due day is on time."""
    if due_on is None:
        return Timeliness.no_deadline
    if state is S.completed and completed_on is not None:
        return Timeliness.on_time if completed_on <= due_on else Timeliness.done_late
    if due_on < today:
        return Timeliness.overdue
    return Timeliness.due_soon if (due_on - today).days <= SOON_DAYS else Timeliness.not_due


def counts_from_an_event(rule: Mapping[str, Any]) -> bool:
    """Whether the rule is so many days, working days, weeks, months or years after an event."""
    return isinstance(rule.get("count"), int) and rule.get("unit") in UNITS


def due_day(rule: Mapping[str, Any], event_on: date, calendar: Calendar) -> date | None:
    """The due day that the rule gives from the day of its event; None where it is not counted from one."""
    if not counts_from_an_event(rule):
        return None
    return period_end(event_on, rule["count"], rule["unit"], calendar)


@dataclass(frozen=True)
class Verb:
    """What may be done to an assignment: by which right, from which states, to which."""

    name: str
    needs: Permission
    by_giver: bool
    start: frozenset[AssignmentState]
    end: AssignmentState


ACCEPT = Verb("accept", Permission.progress_write, False, frozenset({S.assigned}), S.accepted)
HAND_BACK = Verb("hand_back", Permission.progress_write, False, frozenset({S.assigned, S.accepted}), S.returned)
RECALL = Verb(
    "recall",
    Permission.assign,
    True,
    frozenset({S.assigned, S.accepted, S.in_progress, S.submitted, S.approved, S.suspended}),
    S.recalled,
)
COMPLETE = Verb("complete", Permission.result_accept, True, frozenset({S.approved}), S.completed)
SEND_BACK = Verb("send_back", Permission.result_accept, True, frozenset({S.approved, S.completed}), S.in_progress)
VERBS = (ACCEPT, HAND_BACK, RECALL, COMPLETE, SEND_BACK)

REPORTABLE = frozenset({S.assigned, S.accepted, S.in_progress, S.submitted})


def advance(assignment: Assignment, verb: Verb) -> AssignmentState:
    """Move the assignment by the verb; the state it had is returned. Raises WrongState."""
    was = assignment.state
    if was not in verb.start:
        raise WrongState(values={"state": say(STATE_LABELS[was])})
    assignment.state = verb.end
    return was


def refuse_withdrawn(task: Task) -> None:
    """Raises WrongState (a withdrawn task takes no more changes)."""
    if task.state is TaskState.withdrawn:
        raise WrongState(N_("Việc này đã được rút lại."))
