"""Signing in without a password as a person of the demo; loopback only, and only where the demo is on."""

from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.domain import accounts
from app.errors import NotFound
from app.routers.edge.deps import Tx, configured
from app.routers.edge.render import render
from app.routers.pages.session import lasting, set_session
from app.routers.pages.shell import first_page

router = APIRouter()


def only_here(request: Request) -> None:
    """Raises NotFound unless the request came straight from this machine to a loopback name."""
    host = request.url.hostname or ""
    client = request.client.host if request.client else ""
    forwarded = any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip", "via"))
    try:
        near = ip_address(client).is_loopback
    except ValueError:
        near = False
    if not near or forwarded or host not in ("127.0.0.1", "localhost", "::1"):
        raise NotFound()


@router.get("/demo/{person}", name="demo:form")
async def form(request: Request, person: str) -> Response:
    only_here(request)
    return render(request, "session/demo.html", {"person": person})


@router.post("/demo/{person}", name="demo:sign-in")
async def sign_in(request: Request, tx: Tx, person: str) -> Response:
    only_here(request)
    account = await accounts.account_named(tx, person)
    actor = await accounts.actor_named(tx, person)
    if account is None or actor is None:
        raise NotFound()
    lasts = lasting(configured(request), True)
    response = RedirectResponse(first_page(actor), 303)
    set_session(request, response, await accounts.open_session(tx, account, lasts=lasts), lasts)
    return response
