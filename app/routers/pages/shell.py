"""What every full page shows around its content."""

from fastapi import Request

from app.db import Session
from app.domain import progress, tasks
from app.domain.access import Actor, Permission
from app.models.accounts import Role
from app.routers.edge.deps import MaybeActor, database
from app.routers.edge.render import is_fragment


async def menu_counts(request: Request, actor: MaybeActor) -> None:
    """The numbers beside the menu's words; parts of a page and answers to forms do without."""
    request.state.counts = {}
    if actor is None or (is_fragment(request) and request.method != "POST"):
        return
    async with database(request).read() as session:
        request.state.counts = await count(session, actor)


async def count(session: Session, actor: Actor) -> dict[str, int]:
    found = {}
    if actor.may(Permission.progress_write):
        by_word = await tasks.work_counts(session, actor)
        found["late"] = by_word[tasks.Word.late]
        found["work"] = sum(
            by_word[word] for word in (tasks.Word.late, tasks.Word.soon, tasks.Word.doing, tasks.Word.none)
        )
    if actor.may(Permission.progress_approve):
        found["approvals"] = await progress.waiting_count(session, actor)
    return found


def first_page(actor: Actor) -> str:
    """Where a person begins: what the role does most."""
    roles = actor.roles
    if Role.clerk in roles:
        return "/work"
    if Role.coordinator in roles:
        return "/approvals"
    if Role.registrar in roles:
        return "/directives"
    if roles & {Role.leader, Role.viewer}:
        return "/dashboard"
    if Role.auditor in roles:
        return "/audit"
    return "/orgs" if Role.administrator in roles else "/work"
