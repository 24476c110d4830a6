"""The auditor's reading of what happened."""

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlmodel import col

from app import clock, words
from app.db import Session
from app.domain import access
from app.domain.access import Actor, Permission
from app.models.events import AuditEvent


async def page(
    session: Session,
    actor: Actor,
    *,
    noun: str = "",
    row_id: UUID | None = None,
    actor_name: str = "",
    on: date | None = None,
    before: UUID | None = None,
    limit: int = 100,
) -> list[AuditEvent]:
    """Audit rows of the auditor's branch, the newest first; `on` is a day in Vietnam.

    `before` is the last row of the page before. Raises Forbidden.
    """
    access.require_anywhere(actor, Permission.audit_read)
    chosen = select(AuditEvent).where(access.events_seen(actor))
    if noun:
        chosen = chosen.where(col(AuditEvent.noun) == noun)
    if row_id:
        chosen = chosen.where(col(AuditEvent.row_id) == row_id)
    if actor_name.strip():
        chosen = chosen.where(col(AuditEvent.actor_name).icontains(words.nfc(actor_name.strip()), autoescape=True))
    if on:
        begins, ends = (datetime.combine(on, at, clock.VIETNAM) for at in (time.min, time.max))
        chosen = chosen.where(col(AuditEvent.at).between(begins, ends))
    if before:
        last = select(col(AuditEvent.at), col(AuditEvent.id)).where(col(AuditEvent.id) == before).scalar_subquery()
        chosen = chosen.where(tuple_(col(AuditEvent.at), col(AuditEvent.id)) < last)
    found = await session.execute(chosen.order_by(col(AuditEvent.at).desc(), col(AuditEvent.id).desc()).limit(limit))
    return list(found.scalars())
