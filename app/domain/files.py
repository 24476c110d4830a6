"""Files as the agency keeps them: stored with their row, read by whoever sees the row they hang on."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from app import clock
from app.db import Session
from app.domain import access
from app.domain.access import Actor
from app.errors import Invalid, NotFound
from app.models.files import File, FileContent
from app.words import N_

EVIDENCE_TYPES = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "txt": ("text/plain; charset=utf-8", (b"",)),
}
"""What may be attached: the ending, the type it is served as, and the bytes such a file begins with."""


@dataclass(frozen=True)
class Upload:
    """A file as it came: a cleaned name and its bytes."""

    name: str
    data: bytes


def media_type(upload: Upload) -> str:
    """The type to serve an attachment as. Raises Invalid where the kind is not taken or the content is another."""
    ending = upload.name.rpartition(".")[2].lower()
    if ending not in EVIDENCE_TYPES:
        raise Invalid(
            N_("Không nhận tệp “{name}”. Đính kèm PDF, Word (.docx), Excel (.xlsx), ảnh PNG, JPG hoặc .txt."),
            field="files",
            code="file-kind",
            values={"name": upload.name},
        )
    kind, starts = EVIDENCE_TYPES[ending]
    if not upload.data.startswith(starts) or (ending == "txt" and b"\x00" in upload.data):
        raise Invalid(
            N_("Nội dung tệp “{name}” không đúng với đuôi tên. Mở tệp bằng phần mềm gốc rồi lưu lại đúng loại."),
            field="files",
            code="file-content",
            values={"name": upload.name},
        )
    return kind


async def store(session: Session, actor: Actor, upload: Upload, kind: str) -> File:
    """Keep the file's bytes in the transaction of the row it will hang on."""
    row = File(
        name=upload.name,
        media_type=kind,
        size=len(upload.data),
        sha256=hashlib.sha256(upload.data).hexdigest(),
        created_by=actor.account_id,
        created_at=clock.now(),
    )
    session.add(row)
    await session.flush()
    session.add(FileContent(file_id=row.id, data=upload.data))
    await session.flush()
    return row


async def get(session: Session, actor: Actor, file_id: UUID) -> tuple[File, bytes]:
    """A file with its bytes. Raises NotFound."""
    found = (
        await session.execute(
            select(File, col(FileContent.data))
            .join(FileContent, col(FileContent.file_id) == col(File.id))
            .where(col(File.id) == file_id, access.files_seen(actor))
        )
    ).one_or_none()
    if found is None:
        raise NotFound()
    return found[0], found[1]
