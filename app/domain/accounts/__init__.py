"""Accounts: signing in and out, who speaks, what they are where."""

from app.domain.accounts.commands import (
    act_for,
    add_account,
    add_membership,
    add_token,
    block,
    change_password,
    end_membership,
    note_failure,
    open_session,
    revoke_token,
    set_password,
    sign_in,
    sign_out,
)
from app.domain.accounts.inputs import NewAccount, NewMembership, NewToken, PasswordChange, SignIn
from app.domain.accounts.queries import (
    accounts_page,
    actor_of_session,
    actor_of_token,
    get_account,
    memberships_of,
    tokens_of,
)

__all__ = [
    "NewAccount",
    "NewMembership",
    "NewToken",
    "PasswordChange",
    "SignIn",
    "accounts_page",
    "act_for",
    "actor_of_session",
    "actor_of_token",
    "add_account",
    "add_membership",
    "add_token",
    "block",
    "change_password",
    "end_membership",
    "get_account",
    "memberships_of",
    "note_failure",
    "open_session",
    "revoke_token",
    "set_password",
    "sign_in",
    "sign_out",
    "tokens_of",
]
