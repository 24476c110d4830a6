"""The public shapes of the nouns."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from pydantic import Field

from app.domain.directives import Related
from app.domain.organisation import UnitOnDay
from app.domain.progress import EntryRow
from app.domain.tasks import AssignmentRow, TaskRow, Timeliness, Word
from app.models.accounts import TokenScope
from app.models.directives import Confidentiality, DirectiveKind, DirectiveState, RelationKind, Urgency
from app.models.drafts import Draft, DraftSource, DraftState
from app.models.progress import EntryState
from app.models.tasks import AssignmentRole, AssignmentState, Deadline, DeadlineKind, TaskState
from app.routers.api.common import Out


class TokenOut(Out):
    id: UUID
    name: str
    scope: TokenScope
    expires_at: datetime
    token: str | None = Field(None, description="Shown once, when made")


class UnitOut(Out):
    id: UUID
    name: str = Field(examples=["THADS tỉnh Phú Thọ"])
    short_name: str
    kind: str = Field(examples=["province"])
    code: str | None
    place_code: str | None = Field(description="Statistics Office code of the province that the unit serves")
    parent_id: UUID | None
    external: bool
    begins_on: date | None
    ends_on: date | None = Field(description="First day on which the unit is no longer so")

    @classmethod
    def of(cls, unit: UnitOnDay) -> "UnitOut":
        return cls.model_validate(unit)


class DirectiveOut(Out):
    id: UUID
    version: int
    number_symbol: str = Field(examples=["84-KL/TW"])
    kind: DirectiveKind
    issuer: str = Field(examples=["Bộ Chính trị"])
    issued_on: date | None
    effective_from: date | None
    effective_to: date | None
    subject: str
    signer: str
    signer_post: str
    urgency: Urgency
    confidentiality: Confidentiality
    state: DirectiveState
    registering_unit_id: UUID
    file_id: UUID | None
    created_at: datetime


class RelationOut(Out):
    kind: RelationKind
    outward: bool
    number_symbol: str
    title: str
    directive_id: UUID | None

    @classmethod
    def of(cls, row: Related) -> "RelationOut":
        return cls(
            kind=row.relation.kind,
            outward=row.outward,
            number_symbol=row.relation.number_symbol if row.outward else (row.other.number_symbol if row.other else ""),
            title=row.relation.title,
            directive_id=row.other.id if row.other else None,
        )


class ProvisionOut(Out):
    id: UUID
    parent_id: UUID | None
    position: int
    kind: str
    label: str
    span_start: int
    span_end: int


class TextOut(Out):
    directive_id: UUID
    body: str
    kind: str = Field(description="How the text came in: docx, pdf, html, txt, png, jpg, tif, paste")
    warnings: list[str] = Field(
        description="What a reader should know of the text, such as that it was read from a scan"
    )
    suspects: list[Any] = Field(description="Passages that sound like an order but became no task")


class DraftOut(Out):
    id: UUID
    version: int
    directive_id: UUID
    position: int
    state: DraftState
    source: DraftSource
    span_start: int
    span_end: int
    quote: str
    title: str
    lead: list[Any]
    cooperating: list[Any]
    deadline_kind: DeadlineKind
    deadline_words: str
    due_on: date | None
    product: str
    confidence: float
    sure: bool
    reasons: list[str]
    missing: list[str]
    task_id: UUID | None

    @classmethod
    def of(cls, draft: Draft) -> "DraftOut":
        return cls.model_validate(draft)


class DeadlineOut(Out):
    id: UUID
    version: int
    task_id: UUID
    assignment_id: UUID | None
    kind: DeadlineKind
    words: str
    from_on: date | None
    due_on: date | None
    first_due_on: date | None
    rule: dict[str, Any]

    @classmethod
    def of(cls, row: Deadline) -> "DeadlineOut":
        return cls.model_validate(row)


class TaskOut(Out):
    id: UUID
    version: int
    directive_id: UUID | None
    number_symbol: str
    title: str
    detail: str
    product: str
    indicator: str
    quote: str = Field(description="The source sentence, kept for ever")
    span_start: int | None
    span_end: int | None
    urgency: Urgency
    state: TaskState
    withdrawn_reason: str
    registering_unit_id: UUID
    deadline: DeadlineOut | None
    assignments: int
    created_at: datetime

    @classmethod
    def of(cls, row: TaskRow) -> "TaskOut":
        return cls(
            **row.task.model_dump(include=set(cls.model_fields) - {"deadline", "assignments", "number_symbol"}),
            number_symbol=row.number_symbol,
            deadline=DeadlineOut.of(row.deadline) if row.deadline else None,
            assignments=row.assigned,
        )


class AssignmentOut(Out):
    id: UUID
    version: int
    task_id: UUID
    title: str
    directive_id: UUID | None
    number_symbol: str
    unit_id: UUID
    unit_name: str
    role: AssignmentRole
    state: AssignmentState
    word: Word = Field(description="The one of six words a page shows")
    timeliness: Timeliness
    due_on: date | None
    percent: Decimal = Field(examples=["62.5"])
    parent_id: UUID | None
    assigned_by_unit_id: UUID
    assigned_at: datetime
    approval_completes: bool
    note: str
    reported_at: datetime | None
    accepted_at: datetime | None
    completed_on: date | None
    closed_reason: str

    @classmethod
    def of(cls, row: AssignmentRow) -> "AssignmentOut":
        plain = {name: getattr(row, name) for name in cls.model_fields if name not in ("word", "timeliness")}
        return cls(**plain, word=row.word(), timeliness=row.timeliness())


class AssignedOut(Out):
    created: list[AssignmentOut]
    skipped: list[UUID] = Field(description="Units that hold the task already")


class FileOut(Out):
    id: UUID
    name: str
    media_type: str
    size: int
    sha256: str


class EntryOut(Out):
    id: UUID
    version: int
    assignment_id: UUID
    state: EntryState
    percent: Decimal
    percent_before: Decimal
    note: str
    difficulties: str
    proposals: str
    supersedes_id: UUID | None
    author_id: UUID
    author_name: str
    created_at: datetime
    submitted_at: datetime | None
    decided_by: UUID | None
    decided_at: datetime | None
    return_reason: str
    files: list[FileOut]

    @classmethod
    def of(cls, row: EntryRow) -> "EntryOut":
        return cls(
            **row.entry.model_dump(include=set(cls.model_fields) - {"author_name", "files"}),
            author_name=row.author_name,
            files=[FileOut.model_validate(file) for file in row.files],
        )


class PublishedOut(Out):
    tasks: int
    assignments: int
    without_unit: list[int]


class CountOut(Out):
    unit_id: UUID
    name: str
    counts: dict[Word, int]


class DashboardOut(Out):
    scope_id: UUID
    scope_name: str
    counts: dict[Word, int]
    units: list[CountOut]
