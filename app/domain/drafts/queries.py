"""Reads of drafts: from the registering unit upward only."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app.db import Session
from app.domain import access, directives
from app.domain.access import Actor, Permission
from app.domain.drafts import rules
from app.errors import NotFound, Stale
from app.models.directives import Directive, DirectiveText
from app.models.drafts import Draft, DraftState


def _seen(actor: Actor) -> Any:
    return col(Draft.directive_id).in_(
        select(col(Directive.id)).where(access.within(col(Directive.registering_unit_id), actor, Permission.see))
    )


@dataclass(frozen=True)
class Review:
    """A directive's text with its drafts, as the review page shows them."""

    directive: Directive
    text: DirectiveText
    drafts: list[Draft]
    may_decide: bool

    @property
    def shown(self) -> list[Draft]:
        return [draft for draft in self.drafts if draft.state in rules.SHOWN]

    @property
    def lines(self) -> list[list[rules.Segment]]:
        spans = [(draft.span_start, draft.span_end, draft.position) for draft in self.shown]
        doubtful = [(one["start"], one["end"]) for one in self.text.suspects]
        return rules.lines(rules.segments(self.text.body, spans, doubtful))

    def count(self, state: DraftState) -> int:
        return sum(draft.state is state for draft in self.drafts)


async def review(session: Session, actor: Actor, directive_id: UUID) -> Review:
    """The review of a directive. Raises NotFound."""
    directive = await session.scalar(
        select(Directive).where(
            col(Directive.id) == directive_id,
            access.within(col(Directive.registering_unit_id), actor, Permission.see),
        )
    )
    if directive is None:
        raise NotFound()
    return Review(
        directive,
        await session.get_one(DirectiveText, directive_id),
        await page(session, actor, directive_id=directive_id),
        await access.reaches(session, actor, Permission.directive_register, directive.registering_unit_id),
    )


async def page(session: Session, actor: Actor, *, directive_id: UUID) -> list[Draft]:
    """The drafts of a directive in the order of the text."""
    found = await session.execute(
        select(Draft)
        .where(col(Draft.directive_id) == directive_id, _seen(actor))
        .order_by(col(Draft.span_start), col(Draft.id))
    )
    return list(found.scalars())


async def get(session: Session, actor: Actor, draft_id: UUID) -> Draft:
    """One draft. Raises NotFound."""
    found: Draft | None = await session.scalar(select(Draft).where(col(Draft.id) == draft_id, _seen(actor)))
    if found is None:
        raise NotFound()
    return found


async def claim(
    session: Session, actor: Actor, draft_id: UUID, *, version: int | None = None
) -> tuple[Draft, Directive]:
    """The draft, authorised at its directive's registering unit; both are locked, the directive first.

    So of all that a review does to one directive, numbers and neighbours of drafts too, one thing happens at a time.
    Raises NotFound, Forbidden, Stale.
    """
    directive_id = (await get(session, actor, draft_id)).directive_id
    directive = await directives.claim(session, actor, directive_id, needs=Permission.directive_register)
    found = await session.get_one(Draft, draft_id, with_for_update=True, populate_existing=True)
    if version is not None and found.version != version:
        raise Stale()
    return found, directive


async def reviewed(session: Session) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Each directive whose drafts are all decided: its number, what the engine proposed, what the reviewers made of it.

    In the keys of a label file, for `accuracy.score`; for the command line, which no actor guards. A deadline that
    stands in no words of the text is the reviewer's own and no error of the engine.
    """
    rows = await session.execute(
        select(Draft, col(Directive.number_symbol))
        .join(Directive, col(Directive.id) == col(Draft.directive_id))
        .order_by(col(Draft.directive_id), col(Draft.span_start))
    )
    held: dict[UUID, tuple[str, list[Draft]]] = {}
    for draft, number in rows:
        held.setdefault(draft.directive_id, (number, []))[1].append(draft)
    return [
        (f"{number or '?'} {directive_id}", rules.proposed_of(found), rules.decided_of(found))
        for directive_id, (number, found) in held.items()
        if not any(draft.state is DraftState.pending for draft in found)
    ]
