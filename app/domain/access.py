"""Who may: the rights of each role, how far they reach, and one predicate per noun that says what is seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from app import clock
from app.db import Session, on_day
from app.errors import Forbidden, NotFound
from app.models.accounts import Role, TokenScope
from app.models.directives import Directive
from app.models.events import AuditEvent
from app.models.files import File
from app.models.organisation import UnitLink, UnitPath
from app.models.progress import EntryFile, ProgressEntry
from app.models.tasks import GONE_STATES, Assignment, AssignmentRole, Task


class Permission(str, Enum):
    see = "see"
    progress_write = "progress_write"
    progress_approve = "progress_approve"
    directive_register = "directive_register"
    task_edit = "task_edit"
    assign = "assign"
    result_accept = "result_accept"
    audit_read = "audit_read"
    unit_edit = "unit_edit"
    account_edit = "account_edit"
    calendar_edit = "calendar_edit"


P = Permission

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.clerk: frozenset({P.see, P.progress_write}),
    Role.coordinator: frozenset({P.see, P.progress_write, P.progress_approve, P.assign, P.task_edit, P.result_accept}),
    Role.leader: frozenset({P.see, P.progress_approve, P.assign, P.result_accept}),
    Role.registrar: frozenset({P.see, P.directive_register, P.task_edit, P.assign, P.result_accept}),
    Role.viewer: frozenset({P.see}),
    Role.auditor: frozenset({P.see, P.audit_read}),
    Role.administrator: frozenset({P.unit_edit, P.account_edit, P.calendar_edit}),
}

BELOW_ONLY = frozenset({(Role.coordinator, P.progress_approve)})
"""A coordinator approves what the offices below hand in; the word of the own unit is the leader's."""


@dataclass(frozen=True)
class Member:
    """A role in a unit, valid today."""

    unit_id: UUID
    unit_name: str
    role: Role


@dataclass(frozen=True)
class Actor:
    """Whoever acts: a person in a browser or an API client, with the roles of today."""

    account_id: UUID
    name: str
    username: str
    members: tuple[Member, ...]
    acting_unit_id: UUID | None
    scope: TokenScope = TokenScope.write
    must_change_password: bool = False

    @property
    def acting_unit_name(self) -> str:
        return next((m.unit_name for m in self.members if m.unit_id == self.acting_unit_id), "")

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(member.role for member in self.members)

    def may(self, permission: Permission) -> bool:
        """Whether the right is held anywhere; what it reaches is for `require` and the predicates."""
        return any(permission in ROLE_PERMISSIONS[member.role] for member in self.members)

    def roots(self, permission: Permission, *, below: bool = False) -> list[UUID]:
        """The units from which the right reaches down; with `below` those from which it skips the unit itself."""
        return [
            member.unit_id
            for member in self.members
            if permission in ROLE_PERMISSIONS[member.role] and ((member.role, permission) in BELOW_ONLY) == below
        ]

    def own_units(self, permission: Permission) -> list[UUID]:
        return list(dict.fromkeys(m.unit_id for m in self.members if permission in ROLE_PERMISSIONS[m.role]))


def subtree(roots: Iterable[UUID], *, least_depth: int = 0) -> Select[Any]:
    """The ids of the units at and below the roots, as the tree stands today."""
    path = aliased(UnitPath)
    chosen = select(col(path.unit_id)).where(
        col(path.ancestor_id).in_(list(roots)), on_day(col(path.valid), clock.today())
    )
    return chosen.where(col(path.depth) >= least_depth) if least_depth else chosen


def within(unit_column: Any, actor: Actor, permission: Permission) -> ColumnElement[bool]:
    """The condition that the right of the actor reaches the unit in the column."""
    here, below = actor.roots(permission), actor.roots(permission, below=True)
    reached: list[ColumnElement[bool]] = []
    if here:
        reached.append(unit_column.in_(subtree(here)))
    if below:
        reached.append(unit_column.in_(subtree(below, least_depth=1)))
    return or_(*reached) if reached else false()


def assignments_seen(actor: Actor, assignment: Any = Assignment) -> ColumnElement[bool]:
    """An assignment is seen by its unit, its giver, all above either, and by who works with it on the task.

    A following-up unit sees all assignments of the task, a cooperating one the leads', a lead those that cooperate
    or follow up; one lead does not see another.
    """
    mine = aliased(Assignment)
    roots = actor.roots(P.see)
    if not roots:
        return false()
    with_it = exists().where(
        col(mine.task_id) == assignment.task_id,
        col(mine.state).notin_(GONE_STATES),
        col(mine.unit_id).in_(subtree(roots)),
        or_(
            col(mine.role) == AssignmentRole.following,
            and_(col(mine.role) == AssignmentRole.cooperating, assignment.role == AssignmentRole.lead),
            and_(col(mine.role) == AssignmentRole.lead, assignment.role != AssignmentRole.lead),
        ),
    )
    return or_(assignment.unit_id.in_(subtree(roots)), assignment.assigned_by_unit_id.in_(subtree(roots)), with_it)


def tasks_seen(actor: Actor, task: Any = Task) -> ColumnElement[bool]:
    """A task is seen by whoever sees one of its assignments, and from the registering unit upward."""
    roots = actor.roots(P.see)
    if not roots:
        return false()
    held = aliased(Assignment)
    return or_(
        task.registering_unit_id.in_(subtree(roots)),
        task.id.in_(
            select(col(held.task_id)).where(
                or_(col(held.unit_id).in_(subtree(roots)), col(held.assigned_by_unit_id).in_(subtree(roots)))
            )
        ),
    )


def directives_seen(actor: Actor, directive: Any = Directive) -> ColumnElement[bool]:
    """A directive is seen with any of its tasks, and from the registering unit upward."""
    roots = actor.roots(P.see)
    if not roots:
        return false()
    task = aliased(Task)
    return or_(
        directive.registering_unit_id.in_(subtree(roots)),
        directive.id.in_(select(col(task.directive_id)).where(tasks_seen(actor, task))),
    )


def entries_seen(actor: Actor, entry: Any = ProgressEntry) -> ColumnElement[bool]:
    """An entry is seen with its assignment; a draft by its author only (the command of the draft says so)."""
    held = aliased(Assignment)
    return and_(
        entry.assignment_id.in_(select(col(held.id)).where(assignments_seen(actor, held))),
        or_(entry.state != "draft", entry.author_id == actor.account_id),
    )


def files_seen(actor: Actor, file: Any = File) -> ColumnElement[bool]:
    """A file is seen with the row it hangs on."""
    directive, entry, link = aliased(Directive), aliased(ProgressEntry), aliased(EntryFile)
    return or_(
        file.id.in_(select(col(directive.file_id)).where(directives_seen(actor, directive))),
        file.id.in_(
            select(col(link.file_id)).join(entry, col(entry.id) == col(link.entry_id)).where(entries_seen(actor, entry))
        ),
    )


def events_seen(actor: Actor, event: Any = AuditEvent) -> ColumnElement[bool]:
    """Audit rows of the auditor's subtree; rows of no unit only from a unit without superior."""
    roots = actor.roots(P.audit_read)
    if not roots:
        return false()
    return or_(event.unit_id.in_(subtree(roots)), and_(event.unit_id.is_(None), _at_the_top(roots)))


def _at_the_top(units: Iterable[UUID]) -> ColumnElement[bool]:
    """The condition that no unit stands above any of these today."""
    above = aliased(UnitPath)
    return ~exists().where(
        col(above.unit_id).in_(list(units)), col(above.depth) > 0, on_day(col(above.valid), clock.today())
    )


async def require_at_the_top(session: Session, actor: Actor, permission: Permission) -> None:
    """Refuse unless the right is held in a unit without superior. Raises Forbidden."""
    require_anywhere(actor, permission)
    if not await is_at_the_top(session, actor, permission):
        raise Forbidden()


async def is_at_the_top(session: Session, actor: Actor, permission: Permission) -> bool:
    """Whether the right is held in a unit without superior."""
    for unit_id in actor.roots(permission):
        if await session.scalar(select(_at_the_top([unit_id]))):
            return True
    return False


def require_writing(actor: Actor) -> None:
    """Refuse a token that may only read. Raises Forbidden."""
    if actor.scope is TokenScope.read:
        raise Forbidden()


async def reaches(session: Session, actor: Actor, permission: Permission, unit_id: UUID) -> bool:
    """Whether the actor holds the right in the unit, by the tree of today."""
    if permission != P.see and actor.scope is TokenScope.read:
        return False
    path = aliased(UnitPath)
    return bool(
        await session.scalar(
            select(
                exists().where(
                    col(path.unit_id) == unit_id,
                    on_day(col(path.valid), clock.today()),
                    or_(
                        col(path.ancestor_id).in_(actor.roots(permission)),
                        and_(col(path.ancestor_id).in_(actor.roots(permission, below=True)), col(path.depth) > 0),
                    ),
                )
            )
        )
    )


async def directs(session: Session, actor: Actor, permission: Permission, unit_id: UUID) -> bool:
    """Whether the right reaches the unit through the tree or through a unit it directs (`UnitLink`)."""
    if await reaches(session, actor, permission, unit_id):
        return True
    if actor.scope is TokenScope.read:
        return False
    link = aliased(UnitLink)
    return bool(
        await session.scalar(
            select(
                exists().where(
                    col(link.unit_id) == unit_id,
                    on_day(col(link.valid), clock.today()),
                    col(link.superior_id).in_(subtree(actor.roots(permission))),
                )
            )
        )
    )


async def require(session: Session, actor: Actor, permission: Permission, unit_id: UUID, *, seen: bool = False) -> None:
    """Refuse unless the right reaches the unit.

    `seen` says that the row was found through a predicate of this module. Raises Forbidden where the actor may look,
    NotFound where not.
    """
    if await reaches(session, actor, permission, unit_id):
        return
    if seen or await reaches(session, actor, P.see, unit_id):
        raise Forbidden()
    raise NotFound()


def require_anywhere(actor: Actor, permission: Permission) -> None:
    """Refuse who holds the right in no unit at all. Raises Forbidden."""
    if not actor.may(permission) or (actor.scope is TokenScope.read and permission != P.see):
        raise Forbidden()
