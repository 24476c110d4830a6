"""Directives: the registry record, the text with its offsets, the outline and the relations between directives."""

from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB, TSVECTOR
from sqlmodel import Field

from app.models.base import Instant, Table, choice, identity, instant
from app.words import N_


class DirectiveKind(str, Enum):
    """Types of document that give tasks (Decree 30/2020/NĐ-CP, annex III; Party guidance 36-HD/VPTW)."""

    directive = "directive"
    conclusion = "conclusion"
    resolution = "resolution"
    plan = "plan"
    telegram = "telegram"
    decision = "decision"
    programme = "programme"
    notice = "notice"
    guidance = "guidance"
    letter = "letter"
    note = "note"
    other = "other"


KIND_LABELS = {
    DirectiveKind.directive: N_("Chỉ thị"),
    DirectiveKind.conclusion: N_("Kết luận"),
    DirectiveKind.resolution: N_("Nghị quyết"),
    DirectiveKind.plan: N_("Kế hoạch"),
    DirectiveKind.telegram: N_("Công điện"),
    DirectiveKind.decision: N_("Quyết định"),
    DirectiveKind.programme: N_("Chương trình"),
    DirectiveKind.notice: N_("Thông báo"),
    DirectiveKind.guidance: N_("Hướng dẫn"),
    DirectiveKind.letter: N_("Công văn"),
    DirectiveKind.note: N_("Bút phê"),
    DirectiveKind.other: N_("Loại khác"),
}


class Urgency(str, Enum):
    normal = "normal"
    urgent = "urgent"
    very_urgent = "very_urgent"
    express = "express"


URGENCY_LABELS = {
    Urgency.normal: N_("Thường"),
    Urgency.urgent: N_("Khẩn"),
    Urgency.very_urgent: N_("Thượng khẩn"),
    Urgency.express: N_("Hỏa tốc"),
}


class Confidentiality(str, Enum):
    """State secrets stay out of networked systems, so there is no value for them."""

    open = "open"
    internal = "internal"


CONFIDENTIALITY_LABELS = {
    Confidentiality.open: N_("Công khai"),
    Confidentiality.internal: N_("Nội bộ"),
}


class DirectiveState(str, Enum):
    reviewing = "reviewing"
    following = "following"
    ended = "ended"


DIRECTIVE_STATE_LABELS = {
    DirectiveState.reviewing: N_("Đang tách việc"),
    DirectiveState.following: N_("Đang theo dõi"),
    DirectiveState.ended: N_("Đã kết thúc"),
}


class RelationKind(str, Enum):
    implements = "implements"
    continues = "continues"
    amends = "amends"
    replaces = "replaces"
    cites = "cites"


RELATION_LABELS = {
    RelationKind.implements: N_("Triển khai"),
    RelationKind.continues: N_("Tiếp tục"),
    RelationKind.amends: N_("Sửa đổi"),
    RelationKind.replaces: N_("Thay thế"),
    RelationKind.cites: N_("Dẫn chiếu"),
}


class Directive(Table, table=True):
    __tablename__ = "directive"
    __table_args__ = (
        Index(
            "uq_directive_number",
            "number_key",
            "issuer_key",
            "issued_on",
            unique=True,
            postgresql_where=text("number_key <> ''"),
            postgresql_nulls_not_distinct=True,
        ),
        CheckConstraint(
            "effective_to IS NULL OR effective_from IS NULL OR effective_to >= effective_from", name="effect"
        ),
        Index("ix_directive_search", "search", postgresql_using="gin"),
        Index(
            "ix_directive_number_closed",
            "number_closed",
            postgresql_using="gin",
            postgresql_ops={"number_closed": "gin_trgm_ops"},
        ),
    )

    id: UUID = identity()
    version: int = 1
    number_symbol: str = ""
    number_key: str = ""
    number_closed: str = ""
    kind: DirectiveKind = Field(sa_column=Column(choice(DirectiveKind, "kind"), nullable=False))
    issuer: str = ""
    issuer_key: str = ""
    issuer_unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    subject: str
    signer: str = ""
    signer_post: str = ""
    urgency: Urgency = Field(default=Urgency.normal, sa_column=Column(choice(Urgency, "urgency"), nullable=False))
    confidentiality: Confidentiality = Field(
        default=Confidentiality.internal, sa_column=Column(choice(Confidentiality, "confidentiality"), nullable=False)
    )
    state: DirectiveState = Field(
        default=DirectiveState.reviewing, sa_column=Column(choice(DirectiveState, "state"), nullable=False)
    )
    registering_unit_id: UUID = Field(foreign_key="unit.id", index=True)
    registered_by: UUID = Field(foreign_key="account.id")
    file_id: UUID | None = Field(default=None, foreign_key="file.id")
    search: Any = Field(default=None, sa_column=Column(TSVECTOR, nullable=False))
    created_at: Instant = instant()


class DirectiveText(Table, table=True):
    """The one text of a directive; every span in drafts, tasks and provisions counts in its characters."""

    __tablename__ = "directive_text"

    directive_id: UUID = Field(foreign_key="directive.id", primary_key=True)
    body: str
    kind: str
    marks: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    warnings: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    suspects: list[Any] = Field(default_factory=list, sa_column=Column(JSONB, nullable=False))
    derived_at: Instant | None = instant(default=None, nullable=True)


class Provision(Table, table=True):
    __tablename__ = "provision"
    __table_args__ = (Index("ix_provision_directive_id_position", "directive_id", "position"),)

    id: UUID = identity()
    directive_id: UUID = Field(foreign_key="directive.id")
    parent_id: UUID | None = Field(default=None, foreign_key="provision.id")
    position: int
    kind: str
    label: str = ""
    span_start: int
    span_end: int


class DirectiveRelation(Table, table=True):
    """What a directive says of another; the other end is linked once it is in the registry."""

    __tablename__ = "directive_relation"

    id: UUID = identity()
    from_id: UUID = Field(foreign_key="directive.id", index=True)
    to_id: UUID | None = Field(default=None, foreign_key="directive.id", index=True)
    kind: RelationKind = Field(sa_column=Column(choice(RelationKind, "kind"), nullable=False))
    number_symbol: str = ""
    number_key: str = Field(default="", index=True)
    title: str = ""
    span_start: int | None = None
    span_end: int | None = None
