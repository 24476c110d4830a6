"""What happened: one call writes the auditor's row and the outbox row in the transaction of the change."""

import hashlib
import json
from collections.abc import Mapping
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlmodel import SQLModel

from app import clock
from app.db import Session
from app.domain.access import Actor
from app.models.base import new_id
from app.models.events import EVENT_LABELS, AuditEvent, OutboxEvent

request_id: ContextVar[str] = ContextVar("request_id", default="")

_LEFT_OUT = frozenset(
    {"search", "folded", "sort_key", "password_hash", "digest", "token_digest", "body", "marks", "proposed"}
)


def plain(value: Any) -> Any:
    """The value as JSON holds it: ISO dates, decimals as text, enums by value."""
    match value:
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
        case bytes():
            return value.hex()
        case Mapping():
            return {str(key): plain(item) for key, item in value.items()}
        case list() | tuple():
            return [plain(item) for item in value]
        case None | bool() | int() | float() | str():
            return value
        case _:
            return str(value)


def shown(row: SQLModel) -> dict[str, Any]:
    """The row's columns that an auditor may read."""
    return {name: plain(getattr(row, name)) for name in type(row).model_fields if name not in _LEFT_OUT}


async def record(
    session: Session,
    actor: Actor | None,
    kind: str,
    row: SQLModel,
    *,
    unit_id: UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> None:
    """Write the audit row and the outbox row of one change; nothing else writes either.

    `kind` is "noun.done" ("progress.submitted"). `before` holds the changed fields as they were; `after` defaults to
    the same fields as they are, or to all of the row where `before` is not given. `unit_id` is the unit whose
    superiors and auditors may read it. Raises ValueError (a kind that has no label).
    """
    if kind not in EVENT_LABELS:
        raise ValueError(kind)
    was = {key: plain(value) for key, value in (before or {}).items()}
    now = (
        {key: plain(value) for key, value in after.items()}
        if after is not None
        else ({key: plain(getattr(row, key)) for key in was} if before is not None else shown(row))
    )
    event = {
        "id": new_id(),
        "at": clock.now(),
        "kind": kind,
        "noun": kind.partition(".")[0],
        "row_id": _row_id(row),
        "unit_id": unit_id or getattr(row, "unit_id", None),
    }
    details = {
        "actor_id": actor.account_id if actor else None,
        "actor_name": actor.name if actor else "",
        "acting_unit_id": actor.acting_unit_id if actor else None,
        "before": was,
        "after": now,
        "reason": reason,
        "request_id": request_id.get(),
    }
    digest = hashlib.sha256(json.dumps(plain(event | details), sort_keys=True, ensure_ascii=False).encode()).digest()
    await session.flush()
    await session.execute(insert(AuditEvent).values(**event, **details, digest=digest))
    await session.execute(insert(OutboxEvent).values(**event, payload=now))


def _row_id(row: SQLModel) -> UUID:
    value = getattr(row, "id", None) or getattr(row, "directive_id", None)
    if not isinstance(value, UUID):
        raise TypeError(f"{type(row).__name__} has no id an event could name")
    return value
