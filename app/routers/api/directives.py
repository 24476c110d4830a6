"""Directives and the drafts of their review."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from app.domain import access, directives, drafts
from app.domain.access import Actor, Permission
from app.domain.inputs import Text
from app.errors import Invalid
from app.models.directives import DirectiveKind, DirectiveState
from app.routers.api.common import (
    BY_INSTANT,
    Cursor,
    IdempotencyKey,
    IfMatch,
    Limit,
    Out,
    Page,
    answer,
    etag,
    page_of,
    put_cursor,
    read_cursor,
    refusals,
)
from app.routers.api.out import DirectiveOut, DraftOut, ProvisionOut, PublishedOut, RelationOut, TextOut
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.intake import Document, PostedDocument, read_document
from app.routers.edge.once import once

router = APIRouter(tags=["directives"])


class NewDirectiveIn(directives.NewDirective):
    """The record and the text of a directive; send multipart/form-data with `file` for a document instead."""

    text: Annotated[Text, Field(min_length=1, max_length=1_000_000, examples=["KẾ HOẠCH\nVề việc …\n1. Sở Tư pháp …"])]


async def _said(actor: CurrentActor, form: NewDirectiveIn) -> tuple[directives.NewDirective, Document]:
    """The record and its document, read before the transaction begins. Raises Forbidden, Unreadable."""
    access.require_anywhere(actor, Permission.directive_register)
    plain = directives.NewDirective.model_validate(form.model_dump(exclude={"text"}))
    return plain, await read_document([], form.text)


SaidDocument = Annotated[tuple[directives.NewDirective, Document], Depends(_said)]


@router.get("/directives", response_model=Page[DirectiveOut], responses=refusals())
async def listed(
    read: Read,
    actor: CurrentActor,
    q: str = "",
    number: str = "",
    kind: DirectiveKind | None = None,
    state: DirectiveState | None = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[DirectiveOut]:
    """Directives one may see, the last registered first; `q` needs no diacritics."""
    rows = await directives.page(
        read, actor, q=q, number=number, kind=kind, state=state, after=read_cursor(cursor, BY_INSTANT), limit=limit
    )
    following = put_cursor(rows[-1].directive.created_at, rows[-1].directive.id) if rows else None
    return page_of([DirectiveOut.model_validate(row.directive) for row in rows], limit, following)


@router.post("/directives", status_code=201, response_model=DirectiveOut, responses=refusals(404, 409, 413))
@once
async def create(
    request: Request, tx: Tx, actor: CurrentActor, said: SaidDocument, idempotency_key: IdempotencyKey = None
) -> Response:
    """Register a directive from its text and derive its drafts."""
    return await _registered(tx, actor, *said)


async def _registered(tx: Tx, actor: Actor, form: directives.NewDirective, document: Document) -> Response:
    directive = await directives.register(tx, actor, form, document.extracted, document.found, document.upload)
    await drafts.propose(tx, actor, directive, document.found)
    return answer(
        DirectiveOut.model_validate(directive), status=201, version=1, location=f"/api/v1/directives/{directive.id}"
    )


_BY_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {
        "file": {"type": "string", "format": "binary", "description": ".docx, .pdf, .html, .txt, or a scan as .pdf, .png, .jpg, .tif"},
        **{
            name: {"type": "string", "description": "Days as 2026-12-04 or 4/12/2026"} if "date" in str(field.annotation)
            else {"type": "string"}
            for name, field in directives.NewDirective.model_fields.items()
        },
    },
}  # fmt: skip


@router.post(
    "/directives/files",
    status_code=201,
    response_model=DirectiveOut,
    responses=refusals(404, 409, 413),
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _BY_FILE}}}},
)
@once
async def upload(
    request: Request, tx: Tx, actor: CurrentActor, intake: PostedDocument, idempotency_key: IdempotencyKey = None
) -> Response:
    """Register a directive from a document: multipart/form-data with `file` and any field of the record."""
    if intake.document is None:
        raise intake.refusal or Invalid(errors=intake.form.errors)
    return await _registered(tx, actor, intake.form.value, intake.document)


@router.get("/directives/{directive_id}", response_model=DirectiveOut, responses=refusals(404))
async def show(read: Read, actor: CurrentActor, directive_id: UUID, response: Response) -> Any:
    """The record of one directive."""
    row = await directives.get(read, actor, directive_id)
    response.headers["ETag"] = etag(row.version)
    return row


@router.patch("/directives/{directive_id}", response_model=DirectiveOut, responses=refusals(404, 409, 412, 428))
@once
async def revise(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    directive_id: UUID,
    version: IfMatch,
    form: directives.DirectiveRevision,
) -> Response:
    """Change the record of a directive; its text stays as registered."""
    row = await directives.revise(tx, actor, directive_id, form, version=version)
    return answer(DirectiveOut.model_validate(row), version=row.version)


@router.get("/directives/{directive_id}/text", response_model=TextOut, responses=refusals(404))
async def text(read: Read, actor: CurrentActor, directive_id: UUID) -> Any:
    """The one text in whose characters all spans count."""
    return await directives.text_of(read, actor, directive_id)


@router.get("/directives/{directive_id}/provisions", response_model=Page[ProvisionOut], responses=refusals(404))
async def provisions(read: Read, actor: CurrentActor, directive_id: UUID) -> Page[ProvisionOut]:
    """The outline of the text: parts, articles, clauses, points, with their spans."""
    rows = await directives.provisions(read, actor, directive_id)
    return Page[ProvisionOut](items=[ProvisionOut.model_validate(row) for row in rows], next_cursor=None)


@router.get("/directives/{directive_id}/relations", response_model=Page[RelationOut], responses=refusals(404))
async def relations(read: Read, actor: CurrentActor, directive_id: UUID) -> Page[RelationOut]:
    """What the directive says of others, linked where those are registered."""
    rows = await directives.related(read, actor, directive_id)
    return Page[RelationOut](items=[RelationOut.of(row) for row in rows], next_cursor=None)


@router.get(
    "/directives/{directive_id}/drafts", response_model=Page[DraftOut], responses=refusals(404), tags=["drafts"]
)
async def listed_drafts(read: Read, actor: CurrentActor, directive_id: UUID) -> Page[DraftOut]:
    """The drafts of a directive in the order of its text."""
    review = await drafts.review(read, actor, directive_id)
    return Page[DraftOut](items=[DraftOut.of(draft) for draft in review.drafts], next_cursor=None)


@router.post(
    "/directives/{directive_id}/drafts",
    status_code=201,
    response_model=DraftOut,
    responses=refusals(404),
    tags=["drafts"],
)
@once
async def add_draft(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    directive_id: UUID,
    form: drafts.NewDraft,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """A draft from a passage that a person marked."""
    draft = await drafts.add(tx, actor, directive_id, form)
    return answer(DraftOut.of(draft), status=201, version=draft.version)


@router.get("/drafts/{draft_id}", response_model=DraftOut, responses=refusals(404), tags=["drafts"])
async def show_draft(read: Read, actor: CurrentActor, draft_id: UUID, response: Response) -> DraftOut:
    """One draft with its span, units, deadline, reasons and what is missing."""
    draft = await drafts.get(read, actor, draft_id)
    response.headers["ETag"] = etag(draft.version)
    return DraftOut.of(draft)


@router.patch("/drafts/{draft_id}", response_model=DraftOut, responses=refusals(404, 409, 412, 428), tags=["drafts"])
@once
async def revise_draft(
    request: Request, tx: Tx, actor: CurrentActor, draft_id: UUID, version: IfMatch, form: drafts.DraftRevision
) -> Response:
    """Change a draft that is not yet decided on."""
    draft = await drafts.revise(tx, actor, draft_id, form, version=version)
    return answer(DraftOut.of(draft), version=draft.version)


@router.post("/drafts/{draft_id}/acceptance", response_model=DraftOut, responses=refusals(404, 409), tags=["drafts"])
@once
async def accept(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    draft_id: UUID,
    form: drafts.DraftRevision | None = None,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Take the draft as a task, with last changes if any are sent."""
    draft = await drafts.accept(tx, actor, draft_id, form)
    return answer(DraftOut.of(draft), version=draft.version)


@router.post("/drafts/{draft_id}/rejection", response_model=DraftOut, responses=refusals(404, 409), tags=["drafts"])
@once
async def reject(
    request: Request, tx: Tx, actor: CurrentActor, draft_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """Drop a draft; it stays in the record."""
    draft = await drafts.reject(tx, actor, draft_id)
    return answer(DraftOut.of(draft), version=draft.version)


class SplitOut(Out):
    drafts: list[DraftOut]


@router.post("/drafts/{draft_id}/split", response_model=SplitOut, responses=refusals(404, 409), tags=["drafts"])
@once
async def split(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    draft_id: UUID,
    form: drafts.Split,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Make two drafts of one, each with its part of the text."""
    halves = await drafts.split(tx, actor, draft_id, form)
    return answer(SplitOut(drafts=[DraftOut.of(half) for half in halves]))


@router.post("/drafts/{draft_id}/merge", response_model=DraftOut, responses=refusals(404, 409), tags=["drafts"])
@once
async def merge(
    request: Request,
    tx: Tx,
    actor: CurrentActor,
    draft_id: UUID,
    form: drafts.Merge,
    idempotency_key: IdempotencyKey = None,
) -> Response:
    """Join a draft with another, by default the one before it."""
    draft = await drafts.merge(tx, actor, draft_id, form)
    return answer(DraftOut.of(draft), version=draft.version)


@router.post("/directives/{directive_id}/publication", response_model=PublishedOut, responses=refusals(404, 409))
@once
async def publish(
    request: Request, tx: Tx, actor: CurrentActor, directive_id: UUID, idempotency_key: IdempotencyKey = None
) -> Response:
    """Give every taken task to the units its draft names."""
    done = await drafts.publish(tx, actor, directive_id)
    return answer(PublishedOut(tasks=done.tasks, assignments=done.assignments, without_unit=done.without_unit))
