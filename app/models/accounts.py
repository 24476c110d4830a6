"""People and API clients, what they are in which unit, and the sessions and tokens that speak for them."""

from datetime import date
from enum import Enum
from uuid import UUID

from sqlalchemy import Column, Index, LargeBinary
from sqlalchemy.dialects.postgresql import ExcludeConstraint, Range
from sqlmodel import Field

from app.models.base import Instant, Table, choice, identity, instant
from app.models.organisation import valid


class Role(str, Enum):
    clerk = "clerk"
    coordinator = "coordinator"
    leader = "leader"
    registrar = "registrar"
    viewer = "viewer"
    auditor = "auditor"
    administrator = "administrator"


class TokenScope(str, Enum):
    read = "read"
    write = "write"


class Account(Table, table=True):
    __tablename__ = "account"

    id: UUID = identity()
    username: str
    username_key: str = Field(unique=True)
    name: str
    password_hash: str | None = None
    password_changed_at: Instant | None = instant(default=None, nullable=True)
    must_change_password: bool = False
    blocked_at: Instant | None = instant(default=None, nullable=True)
    created_at: Instant = instant()


class Membership(Table, table=True):
    __tablename__ = "membership"
    __table_args__ = (
        ExcludeConstraint(
            ("account_id", "="), ("unit_id", "="), ("role", "="), ("valid", "&&"), name="ex_membership_overlap"
        ),
    )

    id: UUID = identity()
    account_id: UUID = Field(foreign_key="account.id", index=True)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    role: Role = Field(sa_column=Column(choice(Role, "role"), nullable=False))
    valid: Range[date] = valid()


class SignInSession(Table, table=True):
    """A signed-in browser. The cookie holds the token, the row its SHA-256."""

    __tablename__ = "sign_in_session"

    token_digest: bytes = Field(sa_column=Column(LargeBinary, primary_key=True))
    account_id: UUID = Field(foreign_key="account.id", index=True)
    acting_unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    created_at: Instant = instant()
    seen_at: Instant = instant()
    expires_at: Instant = instant()


class ApiToken(Table, table=True):
    """A bearer token of an API client, kept as its SHA-256, shown once."""

    __tablename__ = "api_token"

    id: UUID = identity()
    account_id: UUID = Field(foreign_key="account.id", index=True)
    acting_unit_id: UUID | None = Field(default=None, foreign_key="unit.id")
    name: str
    scope: TokenScope = Field(sa_column=Column(choice(TokenScope, "scope"), nullable=False))
    digest: bytes = Field(sa_column=Column(LargeBinary, nullable=False, unique=True))
    created_at: Instant = instant()
    expires_at: Instant = instant()
    used_at: Instant | None = instant(default=None, nullable=True)
    revoked_at: Instant | None = instant(default=None, nullable=True)


class SignInAttempt(Table, table=True):
    """Wrong sign-ins, counted per name and per address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (
        Index("ix_sign_in_attempt_username_key_at", "username_key", "at"),
        Index("ix_sign_in_attempt_address_at", "address", "at"),
    )

    id: UUID = identity()
    username_key: str
    address: str
    at: Instant = instant()
