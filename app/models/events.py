"""What happened, once for the auditor and once for readers elsewhere; both are only ever inserted."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import Instant, Table, identity, instant


class AuditEvent(Table, table=True):
    """Who did what, for which unit, with the changed fields before and after; `digest` is SHA-256 over all of it."""

    __tablename__ = "audit_event"
    __table_args__ = (
        Index("ix_audit_event_at", "at"),
        Index("ix_audit_event_noun_row_id", "noun", "row_id"),
        Index("ix_audit_event_unit_id_at", "unit_id", "at"),
    )

    id: UUID = identity()
    at: Instant = instant()
    kind: str
    noun: str
    row_id: UUID
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    actor_id: UUID | None = Field(default=None, foreign_key="account.id")
    actor_name: str = ""
    acting_unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    before: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    after: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    reason: str = ""
    request_id: str = ""
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class OutboxEvent(Table, table=True):
    __tablename__ = "outbox_event"
    __table_args__ = (Index("ix_outbox_event_at", "at"),)

    id: UUID = Field(primary_key=True, foreign_key="audit_event.id")
    at: Instant = instant()
    kind: str
    noun: str
    row_id: UUID
    unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    payload: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
