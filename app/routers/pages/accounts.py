"""Tài khoản: people of the own branch, their roles, and first passwords; one's own API tokens."""

import secrets
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.db import Session
from app.domain import access, accounts, organisation
from app.domain.access import Actor, Permission
from app.models.accounts import Role, TokenScope
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled
from app.routers.edge.once import once
from app.routers.edge.render import render

router = APIRouter()

MOST = 100


async def _list(session: Session, actor: Actor, *, q: str = "", form: Form[Any] | None = None) -> dict[str, Any]:
    people = await accounts.accounts_page(session, actor, q=q, limit=MOST)
    return {
        "people": people,
        "held": await accounts.memberships_of(session, actor, [one.id for one in people]),
        "q": q,
        "most": MOST,
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
    }


async def _one(
    session: Session, actor: Actor, account_id: UUID, *, form: Form[Any] | None = None, told: str = ""
) -> dict[str, Any]:
    return {
        "one": await accounts.get_account(session, actor, account_id),
        "held": (await accounts.memberships_of(session, actor, [account_id])).get(account_id, []),
        "units": await organisation.reached(session, actor, Permission.account_edit),
        "roles": list(Role),
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
        "told": told,
    }


@router.get("/accounts", name="accounts:list")
async def listed(request: Request, read: Read, actor: CurrentActor, q: str = "") -> Response:
    access.require_anywhere(actor, Permission.account_edit)
    return render(request, "accounts/index.html", await _list(read, actor, q=q))


@router.get("/accounts/{account_id}", name="accounts:show")
async def show(request: Request, read: Read, actor: CurrentActor, account_id: UUID) -> Response:
    return render(request, "accounts/show.html", await _one(read, actor, account_id))


@router.post("/accounts", name="accounts:add")
@once
async def add(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    """A new person with a random first password, shown this once and to be changed at the first sign-in."""
    access.require_anywhere(actor, Permission.account_edit)
    form = await filled(request, accounts.NewAccount)
    password = secrets.token_urlsafe(9)
    made = None
    if form.valid:
        async with attempt(tx, form):
            made = await accounts.add_account(tx, actor, form.value, password=password)
    if made is None:
        return render(request, "accounts/index.html", await _list(tx, actor, form=form), status=422)
    return render(request, "accounts/show.html", await _one(tx, actor, made.id, told=password))


@router.post("/accounts/{account_id}/memberships", name="accounts:membership")
@once
async def add_membership(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    form = await filled(request, accounts.NewMembership)
    if form.valid:
        async with attempt(tx, form):
            await accounts.add_membership(tx, actor, account_id, form.value)
    if form.errors:
        return render(request, "accounts/show.html", await _one(tx, actor, account_id, form=form), status=422)
    return RedirectResponse(f"/accounts/{account_id}", 303)


@router.post("/memberships/{membership_id}/end", name="accounts:end-membership")
@once
async def end_membership(request: Request, tx: Tx, actor: CurrentActor, membership_id: UUID) -> Response:
    account_id = await accounts.end_membership(tx, actor, membership_id)
    return RedirectResponse(f"/accounts/{account_id}", 303)


@router.post("/accounts/{account_id}/block", name="accounts:block")
@once
async def block(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    await accounts.block(tx, actor, account_id)
    return RedirectResponse(f"/accounts/{account_id}", 303)


@router.post("/accounts/{account_id}/unblock", name="accounts:unblock")
@once
async def unblock(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    await accounts.unblock(tx, actor, account_id)
    return RedirectResponse(f"/accounts/{account_id}", 303)


@router.post("/accounts/{account_id}/password", name="accounts:password")
@once
async def password(request: Request, tx: Tx, actor: CurrentActor, account_id: UUID) -> Response:
    given = secrets.token_urlsafe(9)
    await accounts.set_password(tx, actor, account_id, given)
    return render(request, "accounts/show.html", await _one(tx, actor, account_id, told=given))


@router.get("/tokens", name="tokens:list")
async def tokens(request: Request, read: Read, actor: CurrentActor) -> Response:
    rows = await accounts.tokens_of(read, actor)
    context = {"rows": rows, "told": "", "errors": {}, "typed": {}, "scopes": list(TokenScope)}
    return render(request, "accounts/tokens.html", context)


@router.post("/tokens", name="tokens:add")
@once
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
@once
async def revoke_token(request: Request, tx: Tx, actor: CurrentActor, token_id: UUID) -> Response:
    await accounts.revoke_token(tx, actor, token_id)
    return RedirectResponse("/tokens", 303)
