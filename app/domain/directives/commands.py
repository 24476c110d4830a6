"""Changes to the registry of directives."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from app import clock, words
from app.adapters.text import Extracted
from app.db import Session, lexeme_vector
from app.derivation import Derivation
from app.domain import access, events, files
from app.domain.access import Actor, Permission
from app.domain.directives import inputs, queries, rules
from app.domain.files import Upload
from app.errors import Forbidden
from app.models.directives import (
    Directive,
    DirectiveRelation,
    DirectiveState,
    DirectiveText,
    Provision,
    RelationKind,
)

MEDIA_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "tif": "image/tiff",
}


async def register(
    session: Session,
    actor: Actor,
    form: inputs.NewDirective,
    extracted: Extracted,
    found: Derivation,
    upload: Upload | None = None,
) -> Directive:
    """Register a directive with its text and original file; what the form leaves empty comes from the text.

    Raises NotFound, Forbidden, Conflict (the same number, issuer and day are registered).
    """
    unit_id = form.registering_unit_id or actor.acting_unit_id
    if unit_id is None:
        raise Forbidden()
    await access.require(session, actor, Permission.directive_register, unit_id)
    said = found.document
    stored = await files.store(session, actor, upload, MEDIA_TYPES[extracted.kind]) if upload else None
    directive = Directive(
        number_symbol=form.number_symbol or said.number_symbol or "",
        kind=form.kind or rules.kind_named(said.type),
        issuer=form.issuer or said.issuer or "",
        issued_on=form.issued_on or said.issued_on,
        effective_from=form.effective_from,
        effective_to=form.effective_to,
        subject=form.subject or said.subject or _first_line(extracted.text),
        signer=form.signer,
        signer_post=form.signer_post,
        urgency=form.urgency,
        confidentiality=form.confidentiality,
        registering_unit_id=unit_id,
        registered_by=actor.account_id,
        file_id=stored.id if stored else None,
        created_at=clock.now(),
    )
    _index(directive)
    session.add(directive)
    await session.flush()
    session.add(
        DirectiveText(
            directive_id=directive.id,
            body=extracted.text,
            kind=extracted.kind,
            marks=[asdict(mark) for mark in extracted.marks],
            warnings=list(extracted.warnings),
            suspects=[{"start": one.start, "end": one.end} for one in found.suspects],
            derived_at=clock.now(),
        )
    )
    await _outline(session, directive.id, found)
    await _relate(session, directive, found)
    await events.record(session, actor, "directive.registered", directive, unit_id=unit_id)
    return directive


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0][:300]


def _index(directive: Directive) -> None:
    """Keys and search column, from the words of the record."""
    directive.number_key = words.number_key(directive.number_symbol)
    directive.number_closed = words.closed(directive.number_symbol)
    directive.issuer_key = words.fold(directive.issuer)
    directive.search = lexeme_vector(directive.subject, directive.issuer, directive.number_symbol, directive.signer)


async def _outline(session: Session, directive_id: UUID, found: Derivation) -> None:
    ids: list[UUID] = []
    for position, one in enumerate(found.provisions):
        row = Provision(
            directive_id=directive_id,
            parent_id=ids[one.parent] if one.parent is not None else None,
            position=position,
            kind=one.kind,
            label=one.label[:100],
            span_start=one.start,
            span_end=one.end,
        )
        ids.append(row.id)
        session.add(row)
        await session.flush()


async def _relate(session: Session, directive: Directive, found: Derivation) -> None:
    """Store what the text says of others, linked where they are registered; and link those that waited for this one."""
    own = directive.number_key
    for relation in found.relations:
        key = words.number_key(relation.target)
        if not key or key == own or words.number_key(relation.source or directive.number_symbol) != own:
            continue
        session.add(
            DirectiveRelation(
                from_id=directive.id,
                to_id=await _registered(session, key, relation.target_issuer),
                kind=RelationKind(relation.kind),
                number_symbol=relation.target,
                number_key=key,
                title=relation.title[:500],
                span_start=relation.start,
                span_end=relation.end,
            )
        )
    await session.flush()
    if own:
        await session.execute(
            update(DirectiveRelation)
            .where(
                col(DirectiveRelation.number_key) == own,
                col(DirectiveRelation.to_id).is_(None),
                col(DirectiveRelation.from_id) != directive.id,
            )
            .values(to_id=directive.id)
        )


async def _registered(session: Session, key: str, issuer: str | None) -> UUID | None:
    """The one directive of that number; with several, the one of that issuer; else none."""
    rows = (
        await session.execute(
            select(col(Directive.id), col(Directive.issuer_key)).where(col(Directive.number_key) == key).limit(50)
        )
    ).all()
    if len(rows) == 1:
        return UUID(str(rows[0][0]))
    wanted = words.fold(issuer or "")
    same = [row[0] for row in rows if wanted and row[1] == wanted]
    return UUID(str(same[0])) if len(same) == 1 else None


async def revise(
    session: Session, actor: Actor, directive_id: UUID, form: inputs.DirectiveRevision, *, version: int | None = None
) -> Directive:
    """Change the record of a directive; its text stays. Raises NotFound, Forbidden, Stale, Conflict."""
    directive = await queries.claim(session, actor, directive_id, needs=Permission.directive_register, version=version)
    given: Mapping[str, Any] = {
        name: value
        for name, value in form.model_dump(exclude_unset=True).items()
        if value is not None or name.endswith(("_on", "_from", "_to"))
    }
    was = {name: getattr(directive, name) for name in given}
    for name, value in given.items():
        setattr(directive, name, value)
    _index(directive)
    directive.version += 1
    await events.record(
        session, actor, "directive.revised", directive, unit_id=directive.registering_unit_id, before=was
    )
    return directive


async def end(session: Session, actor: Actor, directive_id: UUID) -> Directive:
    """No longer follow the directive; nothing of it is erased. Raises NotFound, Forbidden."""
    directive = await queries.claim(session, actor, directive_id, needs=Permission.directive_register)
    was = directive.state
    directive.state = DirectiveState.ended
    directive.version += 1
    await events.record(
        session, actor, "directive.ended", directive, unit_id=directive.registering_unit_id, before={"state": was}
    )
    return directive


async def follow(session: Session, actor: Actor, directive: Directive) -> None:
    """From its first assignment on a directive is followed."""
    if directive.state is DirectiveState.reviewing:
        directive.state = DirectiveState.following
        directive.version += 1
        await events.record(
            session,
            actor,
            "directive.followed",
            directive,
            unit_id=directive.registering_unit_id,
            before={"state": DirectiveState.reviewing},
        )
