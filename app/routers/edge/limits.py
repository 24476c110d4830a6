"""What surrounds every request: size of bodies, headers of answers, request id, language, the access line."""

import re
import time
from http.cookies import SimpleCookie
from urllib.parse import parse_qsl, urlencode

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import words
from app.domain.events import request_id
from app.models.base import new_id

log = structlog.get_logger()

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HSTS = "max-age=31536000; includeSubDomains"
UPLOADS = re.compile(
    r"^/(api/v1/)?(directives(/files)?|assignments/[0-9a-f-]{36}/(entries|progress-entries)|derivations)/?$"
)
_SAID = re.compile(r"[^A-Za-z0-9._-]")


class Surroundings:
    """Pure ASGI, so that context variables reach the handler and bodies are counted as they arrive."""

    def __init__(self, app: ASGIApp, *, form_limit_mb: int, upload_limit_mb: int) -> None:
        self.app = app
        self.form_limit_mb = form_limit_mb
        self.upload_limit_mb = upload_limit_mb

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        cookies = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except Exception:
            cookies = SimpleCookie()
        said = _SAID.sub("", headers.get("x-request-id", ""))[:64]
        known = request_id.set(said or str(new_id()))
        spoken = words.language.set(_language(scope, headers, cookies))
        started = time.perf_counter()
        status = 500

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _dress(MutableHeaders(scope=message), scope)
            await send(message)

        try:
            if redirect := _preference(scope, cookies):
                await _set_preference(answer, *redirect)
                return
            await self.app(scope, self._counted(scope, headers, cookies, receive), answer)
        finally:
            if not scope["path"].startswith("/static/"):
                log.info(
                    "request",
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    ms=round((time.perf_counter() - started) * 1000, 1),
                    request_id=request_id.get(),
                )
            words.language.reset(spoken)
            request_id.reset(known)

    def _counted(self, scope: Scope, headers: Headers, cookies: SimpleCookie, receive: Receive) -> Receive:
        """The large limit holds on upload paths for who shows a session or token; all else gets the small one."""
        known = "authorization" in headers or "dondoc" in cookies or "__Host-dondoc" in cookies
        limit_mb = self.upload_limit_mb if known and UPLOADS.match(scope["path"]) else self.form_limit_mb
        limit = limit_mb << 20
        scope.setdefault("state", {})["limit_mb"] = limit_mb
        announced = headers.get("content-length", "")
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            if announced.isdigit() and int(announced) > limit:
                raise HTTPException(413)
            message = await receive()
            if message["type"] == "http.request":
                taken += len(message.get("body", b""))
                if taken > limit:
                    raise HTTPException(413)
            return message

        return counted


def _language(scope: Scope, headers: Headers, cookies: SimpleCookie) -> str:
    if scope["path"].startswith("/api/"):
        return "en" if headers.get("accept-language", "").lower().startswith("en") else "vi"
    chosen = cookies["lang"].value if "lang" in cookies else ""
    return chosen if chosen in words.LANGUAGES else "vi"


def _dress(headers: MutableHeaders, scope: Scope) -> None:
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if scope["scheme"] == "https":
        headers.setdefault("Strict-Transport-Security", HSTS)
    if not scope["path"].startswith("/static/"):
        headers.setdefault("Cache-Control", "no-store")
    headers["X-Request-Id"] = request_id.get()


_CHOICES = {"lang": words.LANGUAGES, "theme": ("light", "dark", "auto")}


def _preference(scope: Scope, cookies: SimpleCookie) -> tuple[str, str, str, bool] | None:
    """A link with ?lang=en or ?theme=dark sets the preference and leads to the page without it."""
    if scope["method"] != "GET" or scope["path"].startswith(("/api/", "/static/")):
        return None
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    for name, value in asked:
        if name in _CHOICES and value in _CHOICES[name]:
            rest = urlencode([pair for pair in asked if pair[0] != name])
            path = scope.get("raw_path", scope["path"].encode()).decode("latin-1").split("?")[0]
            return name, value, "/" + path.lstrip("/\\") + (f"?{rest}" if rest else ""), scope["scheme"] == "https"
    return None


async def _set_preference(send: Send, name: str, value: str, location: str, secure: bool) -> None:
    cookie = f"{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly" + ("; Secure" if secure else "")
    headers = [(b"location", location.encode("latin-1")), (b"set-cookie", cookie.encode()), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
