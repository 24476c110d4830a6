"""A key works once: the first answer is kept and given again, in the transaction of its effect."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from app import clock
from app.db import Session
from app.errors import Conflict, Invalid
from app.models.once import UsedKey
from app.words import N_

KEPT = timedelta(days=7)
LONGEST_KEY = 255


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class StillRunning(Conflict):
    code = "still-running"
    message = N_("Yêu cầu cùng khóa đang được xử lý. Đợi vài giây rồi hỏi lại.")


class KeyReused(Invalid):
    """The key came before with other content."""

    code = "key-reused"
    message = N_("Biểu mẫu này đã được ghi với nội dung khác. Xem lại nội dung đã ghi rồi gửi lại nếu cần.")


async def claim(session: Session, account_id: UUID, key: str, digest: bytes, *, wait: bool) -> Answer | None:
    """Take the key, or give the answer that its first use got.

    With `wait` a second press waits for the first to end; without it, StillRunning is raised at once. A refusal rolls
    the claim back with the rest, so a corrected form may use its key again. Raises KeyReused.
    """
    if not wait:
        lock = func.pg_try_advisory_xact_lock(func.hashtextextended(f"{account_id}:{key}", 0))
        if not await session.scalar(select(lock)):
            raise StillRunning()
    claimed = await session.scalar(
        insert(UsedKey)
        .values(account_id=account_id, key=key, digest=digest, headers={}, created_at=clock.now())
        .on_conflict_do_nothing()
        .returning(col(UsedKey.key))
    )
    if claimed is not None:
        return None
    used = await session.get_one(UsedKey, (account_id, key))
    if used.digest != digest:
        raise KeyReused()
    if used.status is None:
        raise StillRunning()
    return Answer(used.status, dict(used.headers), used.body or b"")


async def keep(session: Session, account_id: UUID, key: str, answer: Answer) -> None:
    """Store the answer beside the effect it tells of."""
    await session.execute(
        update(UsedKey)
        .where(col(UsedKey.account_id) == account_id, col(UsedKey.key) == key)
        .values(status=answer.status, headers=answer.headers, body=answer.body)
    )


async def forget_old(session: Session) -> None:
    await session.execute(delete(UsedKey).where(col(UsedKey.created_at) < clock.now() - KEPT))


async def release(session: Session, account_id: UUID, key: str) -> None:
    """Let a key go whose request was refused."""
    await session.execute(delete(UsedKey).where(col(UsedKey.account_id) == account_id, col(UsedKey.key) == key))
