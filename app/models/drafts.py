"""Draft tasks that derivation or a person proposes, and what the reviewer decided of each."""

from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import Instant, Table, choice, identity, instant
from app.models.tasks import DeadlineKind
from app.words import N_


class DraftState(str, Enum):
    pending = "pending"
    accepted = "accepted"
    rejected = "rejected"
    split_up = "split"
    merged = "merged"


DRAFT_LABELS = {
    DraftState.pending: N_("Chưa xem"),
    DraftState.accepted: N_("Đã nhận"),
    DraftState.rejected: N_("Đã bỏ"),
    DraftState.split_up: N_("Đã tách"),
    DraftState.merged: N_("Đã gộp"),
}


class DraftSource(str, Enum):
    engine = "engine"
    person = "person"


class Draft(Table, table=True):
    """`lead` and `cooperating` are lists of {name, unit_id}; `proposed` is what the engine said, never changed."""

    __tablename__ = "draft"
    __table_args__ = (
        CheckConstraint("span_end > span_start", name="span"),
        CheckConstraint("(state = 'accepted') = (task_id IS NOT NULL)", name="accepted"),
        Index("ix_draft_directive_id_position", "directive_id", "position"),
    )

    id: UUID = identity()
    version: int = 1
    directive_id: UUID = Field(foreign_key="directive.id")
    position: int
    state: DraftState = Field(default=DraftState.pending, sa_column=Column(choice(DraftState, "state"), nullable=False))
    source: DraftSource = Field(sa_column=Column(choice(DraftSource, "source"), nullable=False))
    span_start: int
    span_end: int
    quote: str
    title: str
    lead: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    cooperating: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    deadline_kind: DeadlineKind = Field(
        default=DeadlineKind.none, sa_column=Column(choice(DeadlineKind, "deadline_kind"), nullable=False)
    )
    deadline_words: str = ""
    due_on: date | None = None
    deadline_rule: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    no_deadline_confirmed: bool = False
    product: str = ""
    indicator: str = ""
    confidence: float = 0.0
    sure: bool = False
    reasons: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    missing: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    proposed: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    parent_id: UUID | None = Field(default=None, foreign_key="draft.id")
    merged_into_id: UUID | None = Field(default=None, foreign_key="draft.id")
    task_id: UUID | None = Field(default=None, foreign_key="task.id")
    decided_by: UUID | None = Field(default=None, foreign_key="account.id")
    decided_at: Instant | None = instant(default=None, nullable=True)
