"""Changes to accounts: sign-in and sign-out, new accounts, passwords, memberships and tokens."""

import asyncio
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import Range
from sqlmodel import col

from app import clock, words
from app.db import Session
from app.domain import access, events
from app.domain.access import Actor, Permission, require, require_anywhere
from app.domain.accounts import inputs, queries, rules
from app.errors import Forbidden, Invalid, NotFound, TooMany
from app.models.accounts import Account, ApiToken, Membership, SignInAttempt, SignInSession
from app.words import N_

WRONG = N_("Tên đăng nhập hoặc mật khẩu chưa đúng.")


def username_key(username: str) -> str:
    return words.nfc(username).strip().casefold()


async def sign_in(session: Session, form: inputs.SignIn, *, address: str) -> Account:
    """The account whose name and password these are.

    Wrong tries are counted per name with address and per address over five minutes; the caller notes a failure with
    `note_failure` in a transaction of its own. Raises Invalid (wrong), TooMany.
    """
    key = username_key(form.username)
    await _refuse_guessing(session, key, address)
    account = await session.scalar(select(Account).where(col(Account.username_key) == key))
    hashed = account.password_hash if account and account.blocked_at is None else None
    matches = await asyncio.to_thread(rules.password_matches, form.password.get_secret_value(), hashed)
    if account is None or not matches:
        raise Invalid(WRONG, code="wrong-credentials", field="username")
    actor = await queries.actor_named(session, key)
    await events.record(session, actor, "account.signed_in", account, after={"address": address})
    return account


async def _refuse_guessing(session: Session, key: str, address: str) -> None:
    since = clock.now() - rules.WINDOW
    recent = (
        select(func.count())
        .select_from(SignInAttempt)
        .where(col(SignInAttempt.at) > since, col(SignInAttempt.address) == address)
    )
    by_name = await session.scalar(recent.where(col(SignInAttempt.username_key) == key)) or 0
    by_address = await session.scalar(recent) or 0
    if by_name >= rules.WRONG_PER_NAME or by_address >= rules.WRONG_PER_ADDRESS:
        raise TooMany(int(rules.WINDOW.total_seconds()))


async def note_failure(session: Session, username: str, address: str) -> None:
    """Count a wrong sign-in."""
    session.add(SignInAttempt(username_key=username_key(username)[:200], address=address[:100], at=clock.now()))


async def open_session(session: Session, account: Account, *, lasts: timedelta, instead_of: str = "") -> str:
    """A new session of the account in place of the browser's last; returns the token for the cookie, stored nowhere."""
    await session.execute(
        delete(SignInSession).where(col(SignInSession.token_digest) == rules.token_digest(instead_of))
    )
    token = rules.new_token()
    now = clock.now()
    session.add(
        SignInSession(
            token_digest=rules.token_digest(token),
            account_id=account.id,
            created_at=now,
            seen_at=now,
            expires_at=now + lasts,
        )
    )
    await session.flush()
    return token


async def touch(session: Session, token: str) -> None:
    """Note that the session is in use, at most once a minute."""
    now = clock.now()
    await session.execute(
        update(SignInSession)
        .where(
            col(SignInSession.token_digest) == rules.token_digest(token),
            col(SignInSession.seen_at) < now - queries.SEEN_EVERY,
        )
        .values(seen_at=now)
    )


async def close_session(session: Session, token: str) -> None:
    """End the session of the token, if there is one."""
    await session.execute(delete(SignInSession).where(col(SignInSession.token_digest) == rules.token_digest(token)))


async def end_sessions(session: Session, account_id: UUID, *, but: str | None = None) -> None:
    """End the account's sessions, but the one told, and its tokens: the same password opened them."""
    ended = delete(SignInSession).where(col(SignInSession.account_id) == account_id)
    if but:
        ended = ended.where(col(SignInSession.token_digest) != rules.token_digest(but))
    await session.execute(ended)


async def end_tokens(session: Session, account_id: UUID) -> None:
    living = (col(ApiToken.account_id) == account_id, col(ApiToken.revoked_at).is_(None))
    await session.execute(update(ApiToken).where(*living).values(revoked_at=clock.now()))


async def forget_old(session: Session) -> None:
    """Drop ended sessions and wrong sign-ins that no rule counts any more."""
    now = clock.now()
    await session.execute(delete(SignInSession).where(col(SignInSession.expires_at) < now))
    await session.execute(delete(SignInAttempt).where(col(SignInAttempt.at) < now - 2 * rules.WINDOW))


async def act_for(session: Session, actor: Actor, token: str, unit_id: UUID) -> None:
    """Work for another of one's units in this session. Raises NotFound."""
    if unit_id not in {member.unit_id for member in actor.members}:
        raise NotFound()
    await session.execute(
        update(SignInSession)
        .where(
            col(SignInSession.token_digest) == rules.token_digest(token),
            col(SignInSession.account_id) == actor.account_id,
        )
        .values(acting_unit_id=unit_id)
    )


async def add_account(
    session: Session, actor: Actor | None, form: inputs.NewAccount, *, password: str | None
) -> Account:
    """A new account, without any role yet. `actor` is None on the command line only. Raises Forbidden, Conflict, Invalid."""
    if actor is not None:
        require_anywhere(actor, Permission.account_edit)
    if password is not None:
        rules.check_password(password, username=form.username)
    account = Account(
        username=form.username,
        username_key=username_key(form.username),
        name=form.name,
        password_hash=await asyncio.to_thread(rules.hash_password, password) if password else None,
        password_changed_at=clock.now() if password else None,
        must_change_password=actor is not None,
        created_at=clock.now(),
    )
    session.add(account)
    await events.record(session, actor, "account.created", account)
    return account


async def set_password(session: Session, actor: Actor | None, account_id: UUID, password: str) -> None:
    """Give a new password that its owner must change at the next sign-in; all sessions and tokens end.

    Raises NotFound, Forbidden, Invalid.
    """
    account = (
        await queries.get_account(session, actor, account_id, whole=True)
        if actor
        else await session.get_one(Account, account_id)
    )
    rules.check_password(password, username=account.username)
    account.password_hash = await asyncio.to_thread(rules.hash_password, password)
    account.password_changed_at = clock.now()
    account.must_change_password = actor is not None
    await end_sessions(session, account.id)
    await end_tokens(session, account.id)
    await events.record(session, actor, "account.password_set", account, after={})


async def change_password(
    session: Session, actor: Actor, form: inputs.PasswordChange, *, keep: str | None, address: str
) -> None:
    """Change one's own password; every other session and all tokens of the account end.

    A wrong present password counts like a wrong sign-in; the caller notes it with `note_failure`. Raises Forbidden,
    Invalid, TooMany.
    """
    access.require_writing(actor)
    await _refuse_guessing(session, username_key(actor.username), address)
    account = await session.get_one(Account, actor.account_id)
    present, new = form.present.get_secret_value(), form.new.get_secret_value()
    if not await asyncio.to_thread(rules.password_matches, present, account.password_hash):
        raise Invalid(N_("Mật khẩu hiện nay chưa đúng."), field="present")
    rules.check_password(new, username=account.username)
    account.password_hash = await asyncio.to_thread(rules.hash_password, new)
    account.password_changed_at = clock.now()
    account.must_change_password = False
    await end_sessions(session, account.id, but=keep)
    await end_tokens(session, account.id)
    await events.record(session, actor, "account.password_changed", account, after={})


async def block(session: Session, actor: Actor, account_id: UUID) -> Account:
    """Block an account: its sessions and tokens end at once. Raises NotFound, Forbidden."""
    account = await queries.get_account(session, actor, account_id, whole=True)
    if account.id == actor.account_id:
        raise Forbidden(N_("Bạn không thể tự khóa tài khoản của mình."))
    account.blocked_at = clock.now()
    await end_sessions(session, account.id)
    await end_tokens(session, account.id)
    await events.record(session, actor, "account.blocked", account, before={"blocked_at": None})
    return account


async def unblock(session: Session, actor: Actor, account_id: UUID) -> Account:
    """Let a blocked account sign in again. Raises NotFound, Forbidden."""
    account = await queries.get_account(session, actor, account_id, whole=True)
    was = account.blocked_at
    account.blocked_at = None
    await events.record(session, actor, "account.unblocked", account, before={"blocked_at": was})
    return account


async def add_membership(
    session: Session, actor: Actor | None, account_id: UUID, form: inputs.NewMembership
) -> Membership:
    """Give an account a role in a unit. Raises NotFound, Forbidden, Conflict, Invalid."""
    if actor is not None:
        await queries.get_account(session, actor, account_id)
        await require(session, actor, Permission.account_edit, form.unit_id)
    starts = form.valid_from or clock.today()
    if form.valid_to is not None and form.valid_to <= starts:
        raise Invalid(N_("Ngày thôi vai trò phải sau ngày bắt đầu."), field="valid_to")
    membership = Membership(
        account_id=account_id, unit_id=form.unit_id, role=form.role, valid=Range(starts, form.valid_to, bounds="[)")
    )
    session.add(membership)
    await events.record(session, actor, "membership.created", membership)
    return membership


async def end_membership(session: Session, actor: Actor, membership_id: UUID) -> UUID:
    """End a role today; the rights it gave end with the next request. Returns whose it was. Raises NotFound, Forbidden."""
    membership = await session.get(Membership, membership_id, with_for_update=True)
    if membership is None:
        raise NotFound()
    await require(session, actor, Permission.account_edit, membership.unit_id)
    was = membership.valid
    today = clock.today()
    if was.lower == today:
        await events.record(session, actor, "membership.ended", membership, after={})
        await session.delete(membership)
        return membership.account_id
    membership.valid = Range(was.lower, today, bounds="[)")
    await events.record(session, actor, "membership.ended", membership, before={"valid": was})
    return membership.account_id


async def add_token(session: Session, actor: Actor, form: inputs.NewToken) -> tuple[ApiToken, str]:
    """A bearer token of the actor and its row; the token is shown this once. Raises Forbidden."""
    access.require_writing(actor)
    secret = "dondoc_" + rules.new_token()
    now = clock.now()
    row = ApiToken(
        account_id=actor.account_id,
        acting_unit_id=actor.acting_unit_id,
        name=form.name,
        scope=form.scope,
        digest=rules.token_digest(secret),
        created_at=now,
        expires_at=now + timedelta(days=form.days),
    )
    session.add(row)
    await events.record(session, actor, "token.created", row, unit_id=actor.acting_unit_id)
    return row, secret


async def revoke_token(session: Session, actor: Actor, token_id: UUID) -> None:
    """End one of the actor's own tokens. Raises NotFound, Forbidden."""
    access.require_writing(actor)
    row = await session.get(ApiToken, token_id, with_for_update=True)
    if row is None or row.account_id != actor.account_id:
        raise NotFound()
    row.revoked_at = row.revoked_at or clock.now()
    await events.record(session, actor, "token.revoked", row, before={"revoked_at": None})
