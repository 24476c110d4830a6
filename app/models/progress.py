"""Progress entries: what a unit says of one assignment, and what became of that word."""

from decimal import Decimal
from enum import Enum
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Numeric, text
from sqlmodel import Field

from app.models.base import Instant, Table, choice, identity, instant
from app.words import N_


class EntryState(str, Enum):
    draft = "draft"
    submitted = "submitted"
    approved = "approved"
    returned = "returned"
    superseded = "superseded"
    withdrawn = "withdrawn"


ENTRY_LABELS = {
    EntryState.draft: N_("Bản nháp"),
    EntryState.submitted: N_("Chờ duyệt"),
    EntryState.approved: N_("Đã duyệt"),
    EntryState.returned: N_("Trả lại"),
    EntryState.superseded: N_("Đã thay bằng lần ghi sau"),
    EntryState.withdrawn: N_("Đã rút lại"),
}


class ProgressEntry(Table, table=True):
    """A handed-in entry is never edited: a correction is a new entry that supersedes it.

    `percent_before` is the assignment's figure when the entry was handed in, so that taking it back restores it.
    Author and decider are kept apart, each with the instant.
    """

    __tablename__ = "progress_entry"
    __table_args__ = (
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent"),
        CheckConstraint("state <> 'returned' OR return_reason <> ''", name="reason"),
        Index("ix_progress_entry_assignment_id_created_at", "assignment_id", "created_at"),
        Index("ix_progress_entry_waiting", "submitted_at", postgresql_where=text("state = 'submitted'")),
        Index(
            "uq_progress_entry_waiting",
            "assignment_id",
            unique=True,
            postgresql_where=text("state = 'submitted'"),
        ),
    )

    id: UUID = identity()
    version: int = 1
    assignment_id: UUID = Field(foreign_key="assignment.id")
    state: EntryState = Field(sa_column=Column(choice(EntryState, "state"), nullable=False))
    percent: Decimal = Field(sa_column=Column(Numeric(4, 1), nullable=False))
    percent_before: Decimal = Field(default=Decimal(0), sa_column=Column(Numeric(4, 1), nullable=False))
    state_before: str = ""
    note: str = ""
    difficulties: str = ""
    proposals: str = ""
    supersedes_id: UUID | None = Field(default=None, foreign_key="progress_entry.id", index=True)
    author_id: UUID = Field(foreign_key="account.id")
    author_unit_id: UUID = Field(foreign_key="unit.id")
    created_at: Instant = instant()
    submitted_at: Instant | None = instant(default=None, nullable=True)
    decided_by: UUID | None = Field(default=None, foreign_key="account.id")
    decided_at: Instant | None = instant(default=None, nullable=True)
    return_reason: str = ""


class EntryFile(Table, table=True):
    __tablename__ = "entry_file"

    entry_id: UUID = Field(foreign_key="progress_entry.id", primary_key=True)
    file_id: UUID = Field(foreign_key="file.id", primary_key=True, unique=True)
