"""Keys that were used once, with the answer they got."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, Index, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from app.models.base import Instant, Table, instant


class UsedKey(Table, table=True):
    __tablename__ = "used_key"
    __table_args__ = (Index("ix_used_key_created_at", "created_at"),)

    account_id: UUID = Field(foreign_key="account.id", primary_key=True)
    key: str = Field(primary_key=True)
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    status: int | None = None
    headers: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    body: bytes | None = Field(default=None, sa_column=Column(LargeBinary, nullable=True))
    created_at: Instant = instant()
