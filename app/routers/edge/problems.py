"""The one place where a refusal becomes an answer: problem+json, a notice for htmx, or the error page."""

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from fastapi.routing import iter_route_contexts
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import errors
from app.db import refusal_from
from app.domain import inputs
from app.domain.events import request_id
from app.routers.edge.forms import sentence
from app.routers.edge.render import is_fragment, render
from app.words import N_, say

log = structlog.get_logger()

STATUS: tuple[tuple[type[errors.Refusal], int], ...] = (
    (errors.Unauthenticated, 401),
    (errors.Forbidden, 403),
    (errors.NotFound, 404),
    (errors.Stale, 412),
    (errors.Conflict, 409),
    (errors.WrongState, 409),
    (errors.TooLarge, 413),
    (errors.Invalid, 422),
    (errors.TooMany, 429),
    (errors.Unavailable, 503),
    (errors.Refusal, 400),
)

TITLES = {
    400: N_("Yêu cầu không đọc được"),
    401: N_("Cần đăng nhập"),
    403: N_("Không có quyền làm việc này"),
    404: N_("Không thấy trang này"),
    405: N_("Không nhận cách gửi này"),
    409: N_("Chưa ghi được vì có thay đổi"),
    412: N_("Mục này vừa được thay đổi"),
    413: N_("Nội dung gửi lên quá lớn"),
    415: N_("Không nhận loại nội dung này"),
    422: N_("Chưa ghi được, có chỗ cần sửa"),
    428: N_("Thiếu điều kiện If-Match"),
    429: N_("Quá nhiều lần thử"),
    500: N_("Hệ thống gặp lỗi"),
    503: N_("Hệ thống chưa trả lời"),
}


def status_of(refusal: errors.Refusal) -> int:
    return getattr(refusal, "status", None) or next(number for kind, number in STATUS if isinstance(refusal, kind))


class NeedsVersion(errors.Refusal):
    """A write to something that can be edited needs If-Match (RFC 6585 section 3)."""

    code = "needs-version"
    message = N_("Gửi kèm If-Match với ETag đã đọc để không ghi đè thay đổi của người khác.")
    status = 428


def answer(request: Request, refusal: errors.Refusal) -> Response:
    """The refusal as this client reads it."""
    status = status_of(refusal)
    headers = {}
    if isinstance(refusal, errors.TooMany):
        headers["Retry-After"] = str(refusal.retry_after)
    elif status == 503:
        headers["Retry-After"] = "5"
    detail = say(refusal.message, **refusal.values)
    fields = {}
    if isinstance(refusal, errors.Invalid):
        fields = {name: say(text, **refusal.values) for name, text in refusal.errors.items()}
    if request.url.path.startswith("/api/"):
        if status == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return problem(status, refusal.code, detail, fields, headers)
    if status == 401 and not is_fragment(request) and request.method == "GET":
        back = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/login?next={quote(back, safe='/')}", 303)
    if isinstance(refusal, errors.PasswordDue) and not is_fragment(request):
        return RedirectResponse("/password", 303)
    return page(request, status, detail, headers, "\n".join(fields.values()) if fields else "")


def problem(
    status: int, code: str, detail: str, fields: dict[str, str] | None = None, headers: dict[str, str] | None = None
) -> JSONResponse:
    """RFC 9457. `errors` lists the fields with a JSON pointer each."""
    body: dict[str, Any] = {
        "type": f"/problems/{code}",
        "title": say(TITLES.get(status, HTTPStatus(status).phrase)),
        "status": status,
        "detail": detail,
        "request_id": request_id.get(),
    }
    if fields:
        body["errors"] = [{"pointer": "/" + name.replace(".", "/"), "detail": text} for name, text in fields.items()]
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def page(request: Request, status: int, detail: str, headers: dict[str, str], more: str = "") -> Response:
    context = {
        "status": status,
        "title": say(TITLES.get(status, TITLES[500])),
        "detail": detail,
        "more": more,
        "request_id": request_id.get(),
    }
    response = render(request, "error.html", context, fragment="components/_notice.html", status=status)
    response.headers.update(headers)
    if is_fragment(request):
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def failed(request: Request, error: Exception) -> Response:
    """The answer to a fault of ours; the log holds what it was."""
    log.error("failed", path=request.url.path, request_id=request_id.get(), exc_info=error)
    detail = say(N_("Yêu cầu chưa được ghi. Thử lại; nếu vẫn lỗi, báo người quản trị kèm mã bên dưới."))
    if request.url.path.startswith("/api/"):
        return problem(500, "failed", detail)
    return page(request, 500, detail, {})


class Last:
    """Answers what no handler knows, inside `Surroundings`, so that a fault too has its headers and its number."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def begin(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, begin)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            await failed(Request(scope, receive), error)(scope, receive, send)


def _methods_of(request: Request) -> set[str]:
    """All methods of the path, whichever of its routes holds them (RFC 9110 section 15.5.6)."""
    return {
        method
        for context in iter_route_contexts(request.app.routes)
        for method in getattr(context, "methods", None) or ()
        if compile_path(str(context.path))[0].match(request.scope["path"])
    }


def install(app: FastAPI) -> None:
    """Register the handlers: refusals, shape errors, constraints, and a database that is away."""

    @app.exception_handler(errors.Refusal)
    async def refused(request: Request, error: errors.Refusal) -> Response:
        log.info(
            "refused", code=error.code, path=request.url.path, status=status_of(error), request_id=request_id.get()
        )
        return answer(request, error)

    @app.exception_handler(RequestValidationError)
    async def misshapen(request: Request, error: RequestValidationError) -> Response:
        if any(one["type"] == "json_invalid" for one in error.errors()):
            return answer(request, errors.Invalid(inputs.UNREADABLE))
        found: dict[str, str] = {}
        for one in error.errors():
            place = [str(part) for part in one["loc"] if part != "body"]
            found.setdefault(".".join(place), sentence(one))
        in_path = any(one["loc"] and one["loc"][0] == "path" for one in error.errors())
        return answer(request, errors.NotFound() if in_path else errors.Invalid(errors=found))

    @app.exception_handler(HTTPException)
    async def plain(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            return answer(request, errors.NotFound())
        if error.status_code == 413:
            limit = getattr(request.state, "limit_mb", request.app.state.settings.form_limit_mb)
            return answer(request, errors.TooLarge(values={"limit": limit}))
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = ", ".join(sorted(_methods_of(request)))
        detail = say(TITLES.get(error.status_code, TITLES[400]))
        if request.url.path.startswith("/api/"):
            return problem(error.status_code, f"http-{error.status_code}", detail, headers=headers)
        return page(request, error.status_code, detail, headers)

    @app.exception_handler(IntegrityError)
    async def violated(request: Request, error: IntegrityError) -> Response:
        refusal = refusal_from(error)
        if refusal is None:
            log.error("constraint", error=str(error.orig))
            return failed(request, error)
        return answer(request, refusal)

    @app.exception_handler(DataError)
    async def unstorable(request: Request, error: DataError) -> Response:
        log.info("unstorable", error=str(error.orig))
        return answer(request, errors.Invalid(inputs.UNREADABLE))

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeout)
    async def away(request: Request, error: Exception) -> Response:
        log.warning("database", error=str(error).splitlines()[0])
        return answer(request, errors.Unavailable())
