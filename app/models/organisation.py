"""Units that never die, and their versions, paths, aliases, links and successions in time."""

from datetime import date
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, literal_column
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlmodel import Field

from app.models.base import Instant, Table, choice, identity, instant


class ReorganisationKind(str, Enum):
    merger = "merger"
    split_up = "split"
    rename = "rename"
    move = "move"
    dissolution = "dissolution"


def valid() -> Any:
    """A half-open range of days: [from, to)."""
    return Field(sa_type=DATERANGE)


class Unit(Table, table=True):
    """An agency or office as an identity; what it is called and where it stands are `UnitVersion`s."""

    __tablename__ = "unit"

    id: UUID = identity()
    external: bool = Field(default=False)
    asks_approval: bool = Field(default=True)
    created_at: Instant = instant()


class UnitVersion(Table, table=True):
    """What a unit is on some days. `place_code` is the Statistics Office's code of the province that it serves."""

    __tablename__ = "unit_version"
    __table_args__ = (
        ExcludeConstraint(("unit_id", "="), ("valid", "&&"), name="ex_unit_version_overlap"),
        ExcludeConstraint(
            ("code", "="), ("valid", "&&"), name="ex_unit_version_code", where=literal_column("code IS NOT NULL")
        ),
        CheckConstraint("NOT isempty(valid)", name="valid"),
        CheckConstraint("parent_id IS DISTINCT FROM unit_id", name="parent"),
        Index("ix_unit_version_parent_id", "parent_id"),
        Index("ix_unit_version_folded", "folded", postgresql_using="gin", postgresql_ops={"folded": "gin_trgm_ops"}),
    )

    id: UUID = identity()
    unit_id: UUID = Field(foreign_key="unit.id")
    valid: Range[date] = valid()
    name: str
    short_name: str = ""
    kind: str
    code: str | None = None
    place_code: str | None = None
    parent_id: UUID | None = Field(default=None, foreign_key="unit.id")
    folded: str
    sort_key: str


class UnitPath(Table, table=True):
    """Who stands above whom on which days; the unit itself at depth 0. Rewritten for a branch when it changes."""

    __tablename__ = "unit_path"
    __table_args__ = (
        ExcludeConstraint(("ancestor_id", "="), ("unit_id", "="), ("valid", "&&"), name="ex_unit_path_overlap"),
        Index("ix_unit_path_ancestor_id_unit_id", "ancestor_id", "unit_id", postgresql_include=["depth", "valid"]),
        Index("ix_unit_path_unit_id", "unit_id", postgresql_include=["ancestor_id", "depth", "valid"]),
    )

    id: UUID = identity()
    ancestor_id: UUID = Field(foreign_key="unit.id")
    unit_id: UUID = Field(foreign_key="unit.id")
    depth: int
    valid: Range[date] = valid()


class UnitAlias(Table, table=True):
    """How texts name a unit; with a scope, only in directives of that unit's branch."""

    __tablename__ = "unit_alias"
    __table_args__ = (
        Index("uq_unit_alias", "folded", "unit_id", "scope_id", unique=True, postgresql_nulls_not_distinct=True),
    )

    id: UUID = identity()
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    name: str
    folded: str
    scope_id: UUID | None = Field(default=None, foreign_key="unit.id")


class UnitLink(Table, table=True):
    """A unit that another directs without standing above it in the tree (a provincial committee, the sector's body)."""

    __tablename__ = "unit_link"
    __table_args__ = (
        ExcludeConstraint(("superior_id", "="), ("unit_id", "="), ("valid", "&&"), name="ex_unit_link_overlap"),
    )

    id: UUID = identity()
    superior_id: UUID = Field(foreign_key="unit.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    valid: Range[date] = valid()


class Reorganisation(Table, table=True):
    __tablename__ = "reorganisation"

    id: UUID = identity()
    kind: ReorganisationKind = Field(sa_column=Column(choice(ReorganisationKind, "kind"), nullable=False))
    effective_on: date
    decision: str = ""
    created_at: Instant = instant()


class UnitSuccession(Table, table=True):
    __tablename__ = "unit_succession"
    __table_args__ = (CheckConstraint("predecessor_id <> successor_id", name="itself"),)

    reorganisation_id: UUID = Field(foreign_key="reorganisation.id", primary_key=True)
    predecessor_id: UUID = Field(foreign_key="unit.id", primary_key=True)
    successor_id: UUID = Field(foreign_key="unit.id", primary_key=True, index=True)
