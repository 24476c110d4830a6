"""Tài khoản: people of the own branch, their roles, and first passwords; one's own API tokens."""

import secrets
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.db import Session
from app.domain import access, accounts, organisation
from app.domain.access import Actor, Permission
from app.domain.inputs import Nothing
from app.models.accounts import Role, TokenScope
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled
from app.routers.edge.render import render

router = APIRouter()


async def _facts(session: Session, actor: Actor, *, form: Form[Any] | None = None, told: str = "") -> dict[str, Any]:
    people = await accounts.accounts_page(session, actor)
    return {
        "people": people,
        "held": await accounts.memberships_by_account(session, actor, [one.id for one in people]),
        "units": [one for one, _ in await organisation.page(session, actor, limit=500)],
        "roles": list(Role),
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
        "told": told,
    }


@router.get("/accounts", name="accounts:list")
async def listed(request: Request, read: Read, actor: CurrentActor) -> Response:
    access.require_anywhere(actor, Permission.account_edit)
    return render(request, "accounts/index.html", await _facts(read, actor))


@router.post("/accounts", name="accounts:add")
async def add(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    """A new person with a random first password, shown this once and to be changed at the first sign-in."""
    access.require_anywhere(actor, Permission.account_edit)
    form = await filled(request, accounts.NewAccount)
    password = secrets.token_urlsafe(9)
    if form.valid:
        async with attempt(tx, form):
            await accounts.add_account(tx, actor, form.value, password=password)
    told = "" if form.errors else password
    context = await _facts(tx, actor, form=form, told=told)
    return render(request, "accounts/index.html", context, status=422 if form.errors else 200)


@router.post("/accounts/{account_id}/memberships", name="accounts:membership")
async def add_membership(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    form = await filled(request, accounts.NewMembership)
    if form.valid:
        async with attempt(tx, form):
            await accounts.add_membership(tx, actor, account_id, form.value)
    if form.errors:
        return render(request, "accounts/index.html", await _facts(tx, actor, form=form), status=422)
    return RedirectResponse("/accounts", 303)


@router.post("/memberships/{membership_id}/end", name="accounts:end-membership")
async def end_membership(request: Request, tx: Tx, actor: CurrentActor, membership_id: UUID) -> Response:
    await accounts.end_membership(tx, actor, membership_id)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{account_id}/block", name="accounts:block")
async def block(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    await accounts.block(tx, actor, account_id)
    return RedirectResponse("/accounts", 303)


@router.post("/accounts/{account_id}/password", name="accounts:password")
async def password(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    given = secrets.token_urlsafe(9)
    form = await filled(request, Nothing)
    await accounts.set_password(tx, actor, account_id, given)
    return render(request, "accounts/index.html", await _facts(tx, actor, form=form, told=given))


@router.get("/tokens", name="tokens:list")
async def tokens(request: Request, read: Read, actor: CurrentActor) -> Response:
    rows = await accounts.tokens_of(read, actor)
    context = {"rows": rows, "told": "", "errors": {}, "typed": {}, "scopes": list(TokenScope)}
    return render(request, "accounts/tokens.html", context)


@router.post("/tokens", name="tokens:add")
async def add_token(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    form = await filled(request, accounts.NewToken)
    told = ""
    if form.valid:
        async with attempt(tx, form):
            _, told = await accounts.add_token(tx, actor, form.value)
    rows = await accounts.tokens_of(tx, actor)
    context = {"rows": rows, "told": told, "errors": form.errors, "typed": form.typed, "scopes": list(TokenScope)}
    return render(request, "accounts/tokens.html", context, status=422 if form.errors else 200)


@router.post("/tokens/{token_id}/end", name="tokens:revoke")
async def revoke_token(request: Request, tx: Tx, actor: CurrentActor, token_id: UUID) -> Response:
    await accounts.revoke_token(tx, actor, token_id)
    return RedirectResponse("/tokens", 303)
