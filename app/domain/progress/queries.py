"""Reads of progress entries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased
from sqlmodel import col

from app.db import Session
from app.domain import access
from app.domain.access import Actor, Permission
from app.domain.progress import rules
from app.domain.tasks.assignments import latest_name
from app.errors import NotFound
from app.models.accounts import Account
from app.models.directives import Directive
from app.models.files import File
from app.models.progress import EntryFile, EntryState, ProgressEntry
from app.models.tasks import Assignment, AssignmentState, Task


@dataclass(frozen=True)
class EntryRow:
    """An entry with the words a list shows beside it."""

    entry: ProgressEntry
    author_name: str
    decider_name: str
    unit_id: UUID
    unit_name: str
    task_id: UUID
    title: str
    number_symbol: str
    files: tuple[File, ...] = field(default=())

    @property
    def flags(self) -> list[rules.Flag]:
        return rules.flags(self.entry.percent, self.entry.percent_before, self.entry.difficulties, self.files)


def _rows() -> Select[Any]:
    author, decider = aliased(Account), aliased(Account)
    return (
        select(
            ProgressEntry,
            col(author.name),
            func.coalesce(col(decider.name), ""),
            col(Assignment.unit_id),
            latest_name(col(Assignment.unit_id)),
            col(Assignment.task_id),
            col(Task.title),
            func.coalesce(col(Directive.number_symbol), ""),
        )
        .join(Assignment, col(Assignment.id) == col(ProgressEntry.assignment_id))
        .join(Task, col(Task.id) == col(Assignment.task_id))
        .outerjoin(Directive, col(Directive.id) == col(Task.directive_id))
        .join(author, col(author.id) == col(ProgressEntry.author_id))
        .outerjoin(decider, col(decider.id) == col(ProgressEntry.decided_by))
    )


async def _with_files(session: Session, chosen: Select[Any]) -> list[EntryRow]:
    found = [EntryRow(*row) for row in await session.execute(chosen)]
    files = await files_of(session, [row.entry.id for row in found])
    return [
        EntryRow(
            row.entry,
            row.author_name,
            row.decider_name,
            row.unit_id,
            row.unit_name,
            row.task_id,
            row.title,
            row.number_symbol,
            tuple(files.get(row.entry.id, ())),
        )
        for row in found
    ]


async def files_of(session: Session, entry_ids: Iterable[UUID]) -> dict[UUID, list[File]]:
    ids = list(entry_ids)
    if not ids:
        return {}
    found: dict[UUID, list[File]] = {}
    for entry_id, file in await session.execute(
        select(col(EntryFile.entry_id), File)
        .join(File, col(File.id) == col(EntryFile.file_id))
        .where(col(EntryFile.entry_id).in_(ids))
        .order_by(col(File.name))
    ):
        found.setdefault(entry_id, []).append(file)
    return found


async def get(session: Session, actor: Actor, entry_id: UUID) -> EntryRow:
    """One entry. Raises NotFound."""
    found = await _with_files(session, _rows().where(col(ProgressEntry.id) == entry_id, access.entries_seen(actor)))
    if not found:
        raise NotFound()
    return found[0]


async def history(session: Session, actor: Actor, assignment_id: UUID) -> list[EntryRow]:
    """All handed-in entries of an assignment, the newest first; withdrawn ones stay in the record only."""
    return await _with_files(
        session,
        _rows()
        .where(
            col(ProgressEntry.assignment_id) == assignment_id,
            col(ProgressEntry.state) != EntryState.withdrawn,
            access.entries_seen(actor),
        )
        .order_by(col(ProgressEntry.created_at).desc(), col(ProgressEntry.id).desc())
        .limit(200),
    )


def _to_approve(actor: Actor) -> Any:
    return and_(
        col(ProgressEntry.state) == EntryState.submitted,
        col(Assignment.state) == AssignmentState.submitted,
        access.within(col(Assignment.unit_id), actor, Permission.progress_approve),
    )


async def waiting(session: Session, actor: Actor, *, limit: int = 100) -> list[EntryRow]:
    """Entries that wait for the actor's approval, the longest waiting first."""
    return await _with_files(
        session,
        _rows().where(_to_approve(actor)).order_by(col(ProgressEntry.submitted_at), col(ProgressEntry.id)).limit(limit),
    )


async def waiting_count(session: Session, actor: Actor) -> int:
    return (
        await session.scalar(
            select(func.count())
            .select_from(ProgressEntry)
            .join(Assignment, col(Assignment.id) == col(ProgressEntry.assignment_id))
            .where(_to_approve(actor))
        )
    ) or 0


async def returned_notes(session: Session, assignment_ids: Iterable[UUID]) -> dict[UUID, tuple[datetime, str, str]]:
    """For assignments whose last handed-in entry was sent back: when, why and by whom."""
    entry = aliased(ProgressEntry)
    newest = (
        select(
            col(entry.assignment_id),
            col(entry.state),
            col(entry.decided_at),
            col(entry.return_reason),
            func.coalesce(col(Account.name), ""),
        )
        .outerjoin(Account, col(Account.id) == col(entry.decided_by))
        .where(
            col(entry.assignment_id).in_(list(assignment_ids)),
            col(entry.state).notin_([EntryState.withdrawn, EntryState.draft]),
        )
        .ext(distinct_on(col(entry.assignment_id)))
        .order_by(col(entry.assignment_id), col(entry.created_at).desc(), col(entry.id).desc())
    )
    return {
        row[0]: (row[2], row[3], row[4])
        for row in await session.execute(newest)
        if row[1] == EntryState.returned and row[2]
    }


async def page(
    session: Session,
    actor: Actor,
    *,
    assignment_id: UUID | None = None,
    state: EntryState | None = None,
    after: tuple[datetime, UUID] | None = None,
    limit: int = 50,
) -> list[EntryRow]:
    """Entries that the actor sees, the newest first."""
    chosen = _rows().where(access.entries_seen(actor))
    if assignment_id:
        chosen = chosen.where(col(ProgressEntry.assignment_id) == assignment_id)
    if state:
        chosen = chosen.where(col(ProgressEntry.state) == state)
    if after:
        at, last = after
        chosen = chosen.where(
            or_(
                col(ProgressEntry.created_at) < at,
                and_(col(ProgressEntry.created_at) == at, col(ProgressEntry.id) < last),
            )
        )
    return await _with_files(
        session, chosen.order_by(col(ProgressEntry.created_at).desc(), col(ProgressEntry.id).desc()).limit(limit)
    )


async def claim(session: Session, actor: Actor, entry_id: UUID) -> tuple[ProgressEntry, Assignment]:
    """The entry with its assignment, both locked, the assignment first. Raises NotFound."""
    assignment_id = await session.scalar(
        select(col(ProgressEntry.assignment_id)).where(col(ProgressEntry.id) == entry_id, access.entries_seen(actor))
    )
    if assignment_id is None:
        raise NotFound()
    held = await session.get_one(Assignment, assignment_id, with_for_update=True, populate_existing=True)
    entry = await session.get_one(ProgressEntry, entry_id, with_for_update=True, populate_existing=True)
    return entry, held


async def lock_assignments(session: Session, actor: Actor, entry_ids: Iterable[UUID]) -> None:
    """Lock the assignments of the entries in the order of their ids, as every command on several does."""
    held = select(col(ProgressEntry.assignment_id)).where(
        col(ProgressEntry.id).in_(list(entry_ids)), access.entries_seen(actor)
    )
    await session.execute(
        select(col(Assignment.id)).where(col(Assignment.id).in_(held)).order_by(col(Assignment.id)).with_for_update()
    )


async def waiting_entry(session: Session, assignment_id: UUID) -> ProgressEntry | None:
    """The entry of the assignment that waits for approval, locked."""
    found: ProgressEntry | None = await session.scalar(
        select(ProgressEntry)
        .where(col(ProgressEntry.assignment_id) == assignment_id, col(ProgressEntry.state) == EntryState.submitted)
        .with_for_update()
    )
    return found
