"""What handlers ask for: a transaction, a reader, the actor."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Annotated

from fastapi import Depends, Request

from app.config import Settings
from app.db import Database, Session
from app.domain import accounts
from app.domain.access import Actor
from app.errors import PasswordDue, Unauthenticated


def database(request: Request) -> Database:
    found: Database = request.app.state.database
    return found


def configured(request: Request) -> Settings:
    found: Settings = request.app.state.settings
    return found


async def transaction(request: Request) -> AsyncIterator[Session]:
    async with database(request).begin() as session:
        yield session


async def reader(request: Request) -> AsyncIterator[Session]:
    async with database(request).read() as session:
        yield session


Tx = Annotated[Session, Depends(transaction, scope="function")]
"""One transaction per request, committed before the answer is sent."""
Read = Annotated[Session, Depends(reader, scope="function")]
"""Statements in autocommit, for handlers that change nothing."""


def cookie_name(request: Request) -> str:
    """`__Host-` cookies need https; plain http (`guard.only_https`) has a plain name."""
    return "__Host-dondoc" if request.url.scheme == "https" else "dondoc"


def bearer(request: Request) -> str | None:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" and token.strip() else None


async def maybe_actor(request: Request) -> Actor | None:
    """Whoever asks: by bearer token under /api/, by session cookie everywhere; None for nobody."""
    if hasattr(request.state, "actor"):
        known: Actor | None = request.state.actor
        return known
    token, cookie = bearer(request), request.cookies.get(cookie_name(request))
    actor = None
    if token or cookie:
        async with database(request).begin() as session:
            if token and request.url.path.startswith("/api/"):
                actor = await accounts.actor_of_token(session, token)
            elif cookie:
                idle = timedelta(hours=configured(request).idle_hours)
                actor = await accounts.actor_of_session(session, cookie, idle=idle)
                if actor is not None:
                    await accounts.touch(session, cookie)
    request.state.actor = actor
    return actor


_BEFORE_A_PASSWORD = frozenset({"password:form", "password:change", "session:end"})


async def current_actor(request: Request, actor: Annotated[Actor | None, Depends(maybe_actor)]) -> Actor:
    """Whoever acts. Raises Unauthenticated, PasswordDue (a password that somebody else gave is still in use)."""
    if actor is None:
        raise Unauthenticated()
    if actor.must_change_password and request.scope["route"].name not in _BEFORE_A_PASSWORD:
        raise PasswordDue()
    return actor


MaybeActor = Annotated[Actor | None, Depends(maybe_actor)]
CurrentActor = Annotated[Actor, Depends(current_actor)]


def address(request: Request) -> str:
    return request.client.host if request.client else ""
