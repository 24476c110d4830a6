"""What comes in as a file or pasted, turned into text and into what it orders.

It is read in a process of its own, outside the event loop, and before the transaction of the request begins: a scan may
take minutes, and no connection waits for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.adapters import sandbox
from app.adapters.text import Extracted, Unreadable, clean_name, from_paste
from app.derivation import Derivation, derive
from app.domain import access, directives
from app.domain.access import Permission
from app.domain.files import Upload
from app.routers.edge.deps import CurrentActor
from app.routers.edge.forms import Form, filled

LONG_TEXT = 20_000
"""Characters above which a text is derived in a process of its own."""


@dataclass(frozen=True)
class Document:
    """A document's text, what it orders, and the file it came in."""

    extracted: Extracted
    found: Derivation
    upload: Upload | None


@dataclass(frozen=True)
class Intake:
    """A posted form of a directive with its document; none where the form was refused, which then says why."""

    form: Form[directives.NewDirective]
    document: Document | None
    refusal: Unreadable | None = None


async def read_document(uploads: Sequence[Upload], pasted: str) -> Document:
    """The first file, or what was pasted, as text with what it orders. Raises Unreadable."""
    upload = None
    if uploads:
        upload = Upload(clean_name(uploads[0].name), uploads[0].data)
        extracted = await sandbox.read_file(upload.data, upload.name)
    else:
        extracted = from_paste(pasted)
    long = len(extracted.text) > LONG_TEXT
    found = await sandbox.derive_apart(extracted.text) if long else derive(extracted.text)
    return Document(extracted, found, upload)


async def posted_document(request: Request, actor: CurrentActor) -> Intake:
    """The form of a new directive, its document read. Raises Forbidden."""
    access.require_anywhere(actor, Permission.directive_register)
    form = await filled(request, directives.NewDirective, extra=("text",))
    if not form.valid:
        return Intake(form, None)
    try:
        return Intake(form, await read_document(form.uploads, str(form.typed.get("text", ""))))
    except Unreadable as refusal:
        form.refuse(refusal)
        return Intake(form, None, refusal)


PostedDocument = Annotated[Intake, Depends(posted_document)]
