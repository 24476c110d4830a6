"""Reads of accounts: who a session or token speaks for, and the lists of the account pages."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import col

from app import clock, words
from app.db import Session, on_day
from app.domain.access import Actor, Member, Permission, require_anywhere, require_writing, within
from app.domain.accounts import rules
from app.errors import Forbidden, NotFound
from app.models.accounts import Account, ApiToken, Membership, Role, SignInSession, TokenScope
from app.models.organisation import UnitVersion
from app.words import N_

SEEN_EVERY = timedelta(minutes=1)


async def actor_of_session(session: Session, token: str, *, idle: timedelta) -> Actor | None:
    """The actor of a living session: not past its end, not idle too long, its account not blocked."""
    now = clock.now()
    digest = rules.token_digest(token)
    found = (
        await session.execute(
            select(SignInSession, Account)
            .join(Account, col(Account.id) == col(SignInSession.account_id))
            .where(
                col(SignInSession.token_digest) == digest,
                col(SignInSession.expires_at) > now,
                col(SignInSession.seen_at) > now - idle,
                col(Account.blocked_at).is_(None),
            )
        )
    ).one_or_none()
    if found is None:
        return None
    signed_in, account = found
    return await _actor(session, account, signed_in.acting_unit_id, TokenScope.write)


async def actor_of_token(session: Session, token: str) -> Actor | None:
    """The actor of a living bearer token."""
    found = (
        await session.execute(
            select(ApiToken, Account)
            .join(Account, col(Account.id) == col(ApiToken.account_id))
            .where(
                col(ApiToken.digest) == rules.token_digest(token),
                col(ApiToken.expires_at) > clock.now(),
                col(ApiToken.revoked_at).is_(None),
                col(Account.blocked_at).is_(None),
            )
        )
    ).one_or_none()
    if found is None:
        return None
    row, account = found
    return await _actor(session, account, row.acting_unit_id, row.scope)


async def account_named(session: Session, username_key: str) -> Account | None:
    """The account of a name, unless it is blocked."""
    found: Account | None = await session.scalar(
        select(Account).where(col(Account.username_key) == username_key, col(Account.blocked_at).is_(None))
    )
    return found


async def actor_named(session: Session, username_key: str) -> Actor | None:
    """The actor of an account by its name; for entrances that need no password (command line, demo)."""
    account = await account_named(session, username_key)
    return await _actor(session, account, None, TokenScope.write) if account else None


async def _actor(session: Session, account: Account, acting_unit_id: UUID | None, scope: TokenScope) -> Actor:
    today = clock.today()
    rows = await session.execute(
        select(col(Membership.unit_id), col(UnitVersion.name), col(Membership.role))
        .join(UnitVersion, col(UnitVersion.unit_id) == col(Membership.unit_id))
        .where(
            col(Membership.account_id) == account.id,
            on_day(col(Membership.valid), today),
            on_day(col(UnitVersion.valid), today),
        )
        .order_by(col(UnitVersion.sort_key), col(Membership.role))
    )
    members = tuple(Member(unit_id, name, Role(role)) for unit_id, name, role in rows)
    units = [member.unit_id for member in members]
    acting = acting_unit_id if acting_unit_id in units else (units[0] if units else None)
    return Actor(account.id, account.name, account.username, members, acting, scope, account.must_change_password)


async def get_account(session: Session, actor: Actor, account_id: UUID, *, whole: bool = False) -> Account:
    """One account that the actor administers.

    `whole` asks that the right reaches every role the person has or will have, for acts on the person as such (password,
    block). Raises NotFound, Forbidden.
    """
    account: Account | None = await session.scalar(
        select(Account).where(col(Account.id) == account_id, _administered(actor))
    )
    if account is None or not actor.may(Permission.account_edit):
        raise NotFound()
    if whole:
        require_writing(actor)
        beyond = _living().where(
            col(Membership.account_id) == account_id,
            ~within(col(Membership.unit_id), actor, Permission.account_edit),
        )
        if await session.scalar(beyond.limit(1)):
            raise Forbidden(N_("Người này còn vai trò ở đơn vị ngoài phạm vi của bạn; nhờ người quản trị cấp trên."))
    return account


async def accounts_page(session: Session, actor: Actor, *, q: str = "", limit: int = 100) -> list[Account]:
    """Accounts with a membership in the actor's reach, or with none at all, by name; `q` is part of either name.

    Raises Forbidden.
    """
    require_anywhere(actor, Permission.account_edit)
    chosen = select(Account).where(_administered(actor))
    if q.strip():
        wanted = words.nfc(q.strip())
        chosen = chosen.where(
            or_(
                col(Account.username_key).contains(wanted.casefold(), autoescape=True),
                col(Account.name).icontains(wanted, autoescape=True),
            )
        )
    rows = await session.execute(chosen.order_by(col(Account.username_key)).limit(limit))
    return list(rows.scalars())


async def memberships_of(
    session: Session, actor: Actor, account_ids: Iterable[UUID]
) -> dict[UUID, list[tuple[Membership, str]]]:
    """The roles of the accounts with the names of their units, the oldest first. Raises Forbidden."""
    require_anywhere(actor, Permission.account_edit)
    rows = await session.execute(
        select(Membership, col(UnitVersion.name))
        .join(UnitVersion, col(UnitVersion.unit_id) == col(Membership.unit_id))
        .join(Account, col(Account.id) == col(Membership.account_id))
        .where(
            col(Membership.account_id).in_(list(account_ids)),
            on_day(col(UnitVersion.valid), clock.today()),
            _administered(actor),
        )
        .order_by(col(Membership.valid), col(Membership.id))
    )
    found: dict[UUID, list[tuple[Membership, str]]] = {}
    for membership, name in rows:
        found.setdefault(membership.account_id, []).append((membership, name))
    return found


async def tokens_of(session: Session, actor: Actor) -> list[ApiToken]:
    """The actor's own tokens, newest first."""
    rows = await session.execute(
        select(ApiToken).where(col(ApiToken.account_id) == actor.account_id).order_by(col(ApiToken.created_at).desc())
    )
    return list(rows.scalars())


def _administered(actor: Actor) -> Any:
    """Accounts with a role in the actor's reach; those without any role now by the roles they had, or by none."""
    held, living = select(col(Membership.account_id)), _living()
    here = within(col(Membership.unit_id), actor, Permission.account_edit)
    roleless = or_(col(Account.id).in_(held.where(here)), col(Account.id).notin_(held))
    return or_(col(Account.id).in_(living.where(here)), and_(col(Account.id).notin_(living), roleless))


def _living() -> Select[Any]:
    """The accounts of the roles that are or will be."""
    last = func.upper(col(Membership.valid))
    return select(col(Membership.account_id)).where(or_(last.is_(None), last > clock.today()))
