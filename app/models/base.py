"""What all tables share: names of constraints, ids, and text columns that take only an enum's values."""

from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, MetaData
from sqlalchemy import Enum as EnumColumn
from sqlmodel import Field, SQLModel
from uuid_utils.compat import uuid7

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Table(SQLModel):
    model_config = {"arbitrary_types_allowed": True}


def new_id() -> UUID:
    """A UUIDv7 (RFC 9562): ordered by time, safe to show."""
    return uuid7()


def identity() -> Any:
    return Field(default_factory=new_id, primary_key=True)


def choice(kind: type[Enum], name: str) -> Any:
    """A text column type with a CHECK that holds exactly the enum's values."""
    return EnumColumn(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def instant(**more: Any) -> Any:
    """A UTC instant column."""
    return Field(sa_type=DateTime(timezone=True), **more)


Instant = datetime
