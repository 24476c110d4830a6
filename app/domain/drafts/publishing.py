"""Giving out: the taken drafts of a directive become assignments."""

from dataclasses import dataclass
from uuid import UUID

from app.db import Session
from app.domain import directives, tasks
from app.domain.access import Actor, Permission
from app.domain.directives.commands import follow
from app.domain.drafts import queries
from app.errors import WrongState
from app.models.drafts import DraftState
from app.models.tasks import AssignmentRole
from app.words import N_


@dataclass(frozen=True)
class Published:
    """What giving out did: how many tasks to how many units, and which drafts still lack a unit."""

    tasks: int
    assignments: int
    without_unit: list[int]


async def publish(session: Session, actor: Actor, directive_id: UUID) -> Published:
    """Give every taken task to its units, leads and cooperating. Those given out before or withdrawn are passed over.

    Raises NotFound, Forbidden, WrongState (drafts undecided or nothing taken), Invalid (a unit out of reach).
    """
    directive = await directives.claim(session, actor, directive_id, needs=Permission.assign)
    drafts = await queries.page(session, actor, directive_id=directive_id)
    pending = sum(draft.state is DraftState.pending for draft in drafts)
    if pending:
        raise WrongState(N_("Còn {count} việc chưa quyết định: nhận hoặc bỏ rồi giao."), values={"count": pending})
    withdrawn = await tasks.withdrawn(session, [draft.task_id for draft in drafts if draft.task_id])
    taken = [
        draft
        for draft in drafts
        if draft.state is DraftState.accepted and draft.task_id and draft.task_id not in withdrawn
    ]
    if not taken:
        raise WrongState(N_("Chưa nhận việc nào để giao."))
    given = units = 0
    without = []
    for draft in taken:
        leads = [UUID(one["unit_id"]) for one in draft.lead if one.get("unit_id")]
        helpers = [UUID(one["unit_id"]) for one in draft.cooperating if one.get("unit_id")]
        if not leads or draft.task_id is None:
            without.append(draft.position)
            continue
        done = await tasks.assign(session, actor, draft.task_id, tasks.NewAssignments(unit_ids=leads))
        made = len(done.created)
        helpers = [one for one in helpers if one not in leads]
        if helpers:
            more = await tasks.assign(
                session, actor, draft.task_id, tasks.NewAssignments(unit_ids=helpers, role=AssignmentRole.cooperating)
            )
            made += len(more.created)
        given += bool(made)
        units += made
    if units:
        await follow(session, actor, directive)
    return Published(given, units, without)
