"""Files as rows: what they are called and hold, and their bytes, kept in the same transaction as what they hang on."""

from uuid import UUID

from sqlalchemy import CheckConstraint, Column, LargeBinary
from sqlmodel import Field

from app.models.base import Instant, Table, identity, instant


class File(Table, table=True):
    __tablename__ = "file"
    __table_args__ = (CheckConstraint("size >= 0", name="size"),)

    id: UUID = identity()
    name: str
    media_type: str
    size: int
    sha256: str
    created_by: UUID | None = Field(default=None, foreign_key="account.id")
    created_at: Instant = instant()


class FileContent(Table, table=True):
    __tablename__ = "file_content"

    file_id: UUID = Field(foreign_key="file.id", primary_key=True)
    data: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
