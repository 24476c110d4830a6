"""Tasks, their deadlines, and assignments of a task to a unit."""

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Numeric, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlmodel import Field

from app.models.base import Instant, Table, choice, identity, instant
from app.models.directives import Urgency
from app.words import N_


class TaskState(str, Enum):
    open = "open"
    withdrawn = "withdrawn"


class DeadlineKind(str, Enum):
    date = "date"
    period = "period"
    duration = "duration"
    recurring = "recurring"
    none = "none"


DEADLINE_LABELS = {
    DeadlineKind.date: N_("Ngày"),
    DeadlineKind.period: N_("Giai đoạn"),
    DeadlineKind.duration: N_("Khoảng thời gian sau một sự kiện"),
    DeadlineKind.recurring: N_("Định kỳ"),
    DeadlineKind.none: N_("Không có thời hạn"),
}


class AssignmentRole(str, Enum):
    lead = "lead"
    cooperating = "cooperating"
    following = "following"


ROLE_LABELS = {
    AssignmentRole.lead: N_("Chủ trì"),
    AssignmentRole.cooperating: N_("Phối hợp"),
    AssignmentRole.following: N_("Theo dõi, đôn đốc"),
}


class AssignmentState(str, Enum):
    assigned = "assigned"
    accepted = "accepted"
    in_progress = "in_progress"
    submitted = "submitted"
    approved = "approved"
    completed = "completed"
    returned = "returned"
    recalled = "recalled"
    suspended = "suspended"
    handed_over = "handed_over"


STATE_LABELS = {
    AssignmentState.assigned: N_("Mới giao"),
    AssignmentState.accepted: N_("Đã tiếp nhận"),
    AssignmentState.in_progress: N_("Đang thực hiện"),
    AssignmentState.submitted: N_("Chờ đơn vị duyệt"),
    AssignmentState.approved: N_("Chờ nơi giao công nhận"),
    AssignmentState.completed: N_("Hoàn thành"),
    AssignmentState.returned: N_("Đơn vị trả lại"),
    AssignmentState.recalled: N_("Đã thu hồi"),
    AssignmentState.suspended: N_("Tạm dừng"),
    AssignmentState.handed_over: N_("Đã bàn giao"),
}

OPEN_STATES = frozenset(
    {
        AssignmentState.assigned,
        AssignmentState.accepted,
        AssignmentState.in_progress,
        AssignmentState.submitted,
        AssignmentState.approved,
        AssignmentState.suspended,
    }
)
GONE_STATES = frozenset({AssignmentState.returned, AssignmentState.recalled, AssignmentState.handed_over})


class Task(Table, table=True):
    """One instruction a unit can be held to. `quote` is the sentence it came from, kept for ever."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("span_end > span_start", name="span"),
        Index("ix_task_search", "search", postgresql_using="gin"),
    )

    id: UUID = identity()
    version: int = 1
    directive_id: UUID | None = Field(default=None, foreign_key="directive.id", index=True)
    parent_id: UUID | None = Field(default=None, foreign_key="task.id", index=True)
    position: int = 0
    span_start: int | None = None
    span_end: int | None = None
    quote: str = ""
    title: str
    detail: str = ""
    product: str = ""
    indicator: str = ""
    urgency: Urgency = Field(default=Urgency.normal, sa_column=Column(choice(Urgency, "urgency"), nullable=False))
    state: TaskState = Field(default=TaskState.open, sa_column=Column(choice(TaskState, "state"), nullable=False))
    withdrawn_reason: str = ""
    registering_unit_id: UUID = Field(foreign_key="unit.id", index=True)
    created_by: UUID = Field(foreign_key="account.id")
    created_at: Instant = instant()
    search: Any = Field(default=None, sa_column=Column(TSVECTOR, nullable=False))


class Deadline(Table, table=True):
    """When a task is due, or, with an assignment, when that one is. `first_due_on` never changes once set.

    `rule` keeps what `due_on` is worked out from (span of a period, days after an event, months of a recurrence);
    `words` are the words of the text.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        Index("uq_deadline_task_id", "task_id", unique=True, postgresql_where=text("assignment_id IS NULL")),
        Index("uq_deadline_assignment_id", "assignment_id", unique=True),
        CheckConstraint("kind <> 'date' OR due_on IS NOT NULL", name="date"),
        CheckConstraint("kind <> 'none' OR due_on IS NULL", name="none"),
    )

    id: UUID = identity()
    version: int = 1
    task_id: UUID = Field(foreign_key="task.id")
    assignment_id: UUID | None = Field(default=None, foreign_key="assignment.id")
    kind: DeadlineKind = Field(sa_column=Column(choice(DeadlineKind, "kind"), nullable=False))
    words: str = ""
    from_on: date | None = None
    due_on: date | None = None
    first_due_on: date | None = None
    rule: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))


class Assignment(Table, table=True):
    """A task given to a unit. `due_on` is the day that counts for it, `percent` what was last handed in."""

    __tablename__ = "assignment"
    __table_args__ = (
        Index(
            "uq_assignment_open",
            "task_id",
            "unit_id",
            unique=True,
            postgresql_where=text("state NOT IN ('returned', 'recalled', 'handed_over')"),
        ),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("(state = 'completed') = (completed_on IS NOT NULL)", name="completed"),
        Index("ix_assignment_unit_id_state_due_on", "unit_id", "state", "due_on"),
        Index("ix_assignment_state_due_on", "state", "due_on"),
        Index("ix_assignment_task_id", "task_id"),
        Index("ix_assignment_assigned_by_unit_id", "assigned_by_unit_id"),
        Index("ix_assignment_parent_id", "parent_id"),
    )

    id: UUID = identity()
    version: int = 1
    task_id: UUID = Field(foreign_key="task.id")
    unit_id: UUID = Field(foreign_key="unit.id")
    role: AssignmentRole = Field(sa_column=Column(choice(AssignmentRole, "role"), nullable=False))
    state: AssignmentState = Field(
        default=AssignmentState.assigned, sa_column=Column(choice(AssignmentState, "state"), nullable=False)
    )
    parent_id: UUID | None = Field(default=None, foreign_key="assignment.id")
    assigned_by_unit_id: UUID = Field(foreign_key="unit.id")
    assigned_by: UUID = Field(foreign_key="account.id")
    assigned_at: Instant = instant()
    approval_completes: bool = True
    note: str = ""
    due_on: date | None = None
    percent: Decimal = Field(default=Decimal(0), sa_column=Column(Numeric(4, 1), nullable=False))
    reported_at: Instant | None = instant(default=None, nullable=True)
    accepted_at: Instant | None = instant(default=None, nullable=True)
    completed_on: date | None = None
    closed_reason: str = ""
