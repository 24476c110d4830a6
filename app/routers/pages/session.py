"""Signing in and out, and for which unit one works."""

from datetime import timedelta
from urllib.parse import urlsplit
from uuid import UUID

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.config import Settings
from app.domain import accounts
from app.domain.events import request_id
from app.errors import Invalid, TooMany
from app.models.accounts import Account
from app.routers.edge.deps import CurrentActor, MaybeActor, Tx, address, configured, cookie_name, database
from app.routers.edge.forms import attempt, filled
from app.routers.edge.render import render
from app.routers.pages.shell import first_page

router = APIRouter()
log = structlog.get_logger()

SHORT = timedelta(hours=1)


def own_path(target: str) -> str:
    """The target if it is a path of this service, else nothing (no open redirect)."""
    if not target.startswith("/") or target.startswith(("//", "/\\")) or any(c in target for c in "\t\r\n\\"):
        return ""
    parts = urlsplit(target)
    return target if not parts.scheme and not parts.netloc else ""


def set_session(request: Request, response: Response, token: str, lasts: timedelta) -> None:
    response.set_cookie(
        cookie_name(request),
        token,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="lax",
    )


def lasting(settings: Settings, stay: bool) -> timedelta:
    return timedelta(hours=settings.session_hours) if stay else SHORT * settings.idle_hours


@router.get("/", name="home")
async def home(actor: MaybeActor) -> Response:
    return RedirectResponse(first_page(actor) if actor else "/login", 303)


@router.get("/login", name="session:form")
async def form(request: Request, actor: MaybeActor, next: str = "") -> Response:
    if actor is not None:
        return RedirectResponse(own_path(next) or first_page(actor), 303)
    return render(request, "session/login.html", {"errors": {}, "typed": {"next": own_path(next), "stay": "on"}})


@router.post("/login", name="session:create")
async def create(request: Request, tx: Tx) -> Response:
    """A new token at every sign-in; a wrong try is counted in a transaction of its own."""
    form = await filled(request, accounts.SignIn)
    account: Account | None = None
    status = 422
    if form.valid:
        try:
            async with tx.begin_nested():
                account = await accounts.sign_in(tx, form.value, address=address(request))
        except TooMany:
            raise
        except Invalid as refusal:
            form.refuse(refusal)
            async with database(request).aside() as aside:
                await accounts.note_failure(aside, form.value.username, address(request))
            log.warning("sign-in refused", address=address(request), request_id=request_id.get())
    if account is None:
        form.typed.pop("password", None)
        return render(request, "session/login.html", {"errors": form.errors, "typed": form.typed}, status=status)
    lasts = lasting(configured(request), form.value.stay)
    old = request.cookies.get(cookie_name(request), "")
    token = await accounts.open_session(tx, account, lasts=lasts, instead_of=old)
    actor = await accounts.actor_named(tx, account.username_key)
    response = RedirectResponse(own_path(form.value.next) or (first_page(actor) if actor else "/"), 303)
    set_session(request, response, token, lasts)
    return response


@router.post("/logout", name="session:end")
async def end(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    await accounts.close_session(tx, request.cookies.get(cookie_name(request), ""))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(cookie_name(request), path="/", secure=request.url.scheme == "https", httponly=True)
    return response


@router.post("/acting-unit/{unit_id}", name="session:unit")
async def act_for(request: Request, tx: Tx, actor: CurrentActor, unit_id: UUID) -> Response:
    await accounts.act_for(tx, actor, request.cookies.get(cookie_name(request), ""), unit_id)
    return RedirectResponse("/", 303)


@router.get("/password", name="password:form")
async def password_form(request: Request, actor: CurrentActor) -> Response:
    return render(request, "session/password.html", {"errors": {}, "saved": False})


@router.post("/password", name="password:change")
async def change_password(request: Request, tx: Tx, actor: CurrentActor) -> Response:
    form = await filled(request, accounts.PasswordChange)
    if form.valid:
        async with attempt(tx, form):
            kept = request.cookies.get(cookie_name(request))
            await accounts.change_password(tx, actor, form.value, keep=kept, address=address(request))
    if "present" in form.errors:
        async with database(request).aside() as aside:
            await accounts.note_failure(aside, actor.username, address(request))
    if form.errors:
        return render(request, "session/password.html", {"errors": form.errors, "saved": False}, status=422)
    return render(request, "session/password.html", {"errors": {}, "saved": True})
