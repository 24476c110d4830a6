"""Tokens: how a system signs in."""

from typing import Annotated
from uuid import UUID

import structlog
from fastapi import APIRouter, Request, Response
from pydantic import Field

from app.domain import accounts
from app.domain.events import request_id
from app.domain.inputs import Input, Secret, Text
from app.errors import Invalid, PasswordDue
from app.models.accounts import TokenScope
from app.routers.api.common import Page, answer, refusals
from app.routers.api.out import TokenOut
from app.routers.edge.deps import CurrentActor, Read, Tx, address, database
from app.routers.edge.once import once

router = APIRouter(tags=["tokens"])
log = structlog.get_logger()


class SignInForToken(Input):
    """Name and password of an account, once, for a token of limited life."""

    username: Annotated[Text, Field(min_length=1, max_length=200, examples=["tich.hop@thads.example"])]
    password: Annotated[Secret, Field(min_length=1, max_length=1000)]
    name: Annotated[Text, Field(min_length=1, max_length=100)] = "API"
    scope: TokenScope = TokenScope.write
    days: Annotated[int, Field(ge=1, le=366)] = 1


@router.post("/tokens", status_code=201, response_model=TokenOut, responses=refusals(429))
async def create(request: Request, tx: Tx, form: SignInForToken) -> Response:
    """Exchange a name and password for a bearer token; the token is in this answer only."""
    try:
        signed = accounts.SignIn(username=form.username, password=form.password)
        async with tx.begin_nested():
            account = await accounts.sign_in(tx, signed, address=address(request))
    except Invalid:
        async with database(request).aside() as aside:
            await accounts.note_failure(aside, form.username, address(request))
        log.warning("sign-in refused", address=address(request), request_id=request_id.get())
        raise
    actor = await accounts.actor_named(tx, account.username_key)
    assert actor is not None
    if actor.must_change_password:
        raise PasswordDue()
    row, secret = await accounts.add_token(
        tx, actor, accounts.NewToken(name=form.name, scope=form.scope, days=form.days)
    )
    out = TokenOut(id=row.id, name=row.name, scope=row.scope, expires_at=row.expires_at, token=secret)
    return answer(out, status=201)


@router.get("/tokens", response_model=Page[TokenOut], responses=refusals())
async def listed(read: Read, actor: CurrentActor) -> Page[TokenOut]:
    """One's own tokens, without their secrets."""
    rows = await accounts.tokens_of(read, actor)
    return Page[TokenOut](
        items=[TokenOut(id=r.id, name=r.name, scope=r.scope, expires_at=r.expires_at, token=None) for r in rows],
        next_cursor=None,
    )


@router.delete("/tokens/{token_id}", status_code=204, responses=refusals(404))
@once
async def revoke(request: Request, tx: Tx, actor: CurrentActor, token_id: UUID) -> Response:
    """End a token at once."""
    await accounts.revoke_token(tx, actor, token_id)
    return Response(status_code=204)
