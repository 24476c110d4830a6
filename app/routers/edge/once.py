"""Tells a repeat from a first: a handler under `once` runs a key once and gives its first answer again."""

import hashlib
import inspect
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from fastapi import Request, Response
from starlette.datastructures import UploadFile

from app.db import Session
from app.domain import once as keys
from app.domain.access import Actor
from app.errors import Invalid
from app.words import N_

P = ParamSpec("P")
R = TypeVar("R", bound=Response)

_KEPT_HEADERS = frozenset(
    {"location", "etag", "content-type", "hx-redirect", "hx-push-url", "hx-retarget", "hx-reswap"}
)


def once(handler: Callable[P, Awaitable[Response]]) -> Callable[P, Awaitable[Response]]:
    """The handler must take `request`, `tx` and `actor` by these names and return a Response built inside the transaction.

    The key is the header Idempotency-Key under /api/, else the form's hidden `key`. Same key and content: the same
    answer; other content: 422; still running: 409 for the API, a page waits. A refusal lets the key go.
    """
    missing = {"request", "tx", "actor"} - set(inspect.signature(handler).parameters)
    if missing:
        raise TypeError(f"{handler.__name__} lacks {sorted(missing)}")

    @wraps(handler)
    async def run(*args: P.args, **kwargs: P.kwargs) -> Response:
        request: Any = kwargs["request"]
        tx: Any = kwargs["tx"]
        actor: Any = kwargs["actor"]
        return await _run(request, tx, actor, lambda: handler(*args, **kwargs))

    return run


async def _run(request: Request, tx: Session, actor: Actor, go: Callable[[], Awaitable[Response]]) -> Response:
    is_api = request.url.path.startswith("/api/")
    key = await _key_of(request, is_api)
    if key is None:
        return await go()
    if not 1 <= len(key) <= keys.LONGEST_KEY:
        raise Invalid(N_("Khóa Idempotency-Key dài từ 1 đến 255 ký tự."), code="key-length")
    before = await keys.claim(tx, actor.account_id, key, await _digest(request, is_api), wait=not is_api)
    if before is not None:
        return Response(before.body, before.status, before.headers | {"Idempotency-Replayed": "true"})
    response = await go()
    if response.status_code >= 400:
        await keys.release(tx, actor.account_id, key)
        return response
    headers = {name: value for name, value in response.headers.items() if name in _KEPT_HEADERS}
    await keys.keep(tx, actor.account_id, key, keys.Answer(response.status_code, headers, bytes(response.body)))
    return response


async def _key_of(request: Request, is_api: bool) -> str | None:
    if is_api:
        return request.headers.get("idempotency-key")
    key = (await request.form()).get("key")
    return key if isinstance(key, str) and key else None


async def _digest(request: Request, is_api: bool) -> bytes:
    """SHA-256 of method, path and content without the csrf token."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if is_api and not request.headers.get("content-type", "").startswith("multipart/"):
        digest.update(await request.body())
        return digest.digest()
    for name, value in sorted((await request.form()).multi_items(), key=lambda pair: pair[0]):
        if name == "csrf":
            continue
        digest.update(name.encode() + b"=")
        if isinstance(value, UploadFile):
            digest.update((value.filename or "").encode())
            digest.update(await value.read())
            await value.seek(0)
        else:
            digest.update(value.encode())
        digest.update(b"\n")
    return digest.digest()
