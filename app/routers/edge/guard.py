"""Cross-site requests are refused: Origin and Sec-Fetch-Site first, then a token bound to the account."""

import hashlib
import hmac
import secrets
from ipaddress import ip_address
from uuid import UUID

from fastapi import Request

from app.errors import Forbidden
from app.routers.edge.deps import MaybeActor, bearer
from app.words import N_

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
CROSS_SITE = N_("Yêu cầu đến từ trang khác nên không được nhận. Mở lại trang này rồi gửi lại.")
OLD_FORM = N_("Biểu mẫu đã cũ hoặc thuộc người dùng khác. Tải lại trang rồi gửi lại.")


class CrossSite(Forbidden):
    code = "cross-site"


class PlainHttp(Forbidden):
    """Cookies and passwords in the clear: plain http is for this machine only, unless a closed network says otherwise."""

    code = "plain-http"
    message = N_(
        "Trang này chỉ mở qua https. Mở lại bằng địa chỉ https://; nếu đã là https, người quản trị đặt "
        "DONDOC_TRUSTED_PROXIES là địa chỉ của máy chủ trung gian."
    )


def only_https(request: Request) -> None:
    """Raises PlainHttp for a request in the clear from another machine."""
    if request.url.scheme == "https" or request.app.state.settings.plain_http:
        return
    try:
        near = ip_address(request.client.host if request.client else "").is_loopback
    except ValueError:
        near = False
    if not near:
        raise PlainHttp()


def csrf_token(secret: bytes, account_id: UUID | None) -> str:
    """Bound to the account, not to the session: a form kept over a new sign-in of the same person still goes."""
    return hmac.new(secret, f"csrf:{account_id or 'anonymous'}".encode(), hashlib.sha256).hexdigest()


def masked(token: str) -> str:
    """The token under a mask of its own, so that a compressed page does not give it away letter by letter (BREACH)."""
    plain = bytes.fromhex(token)
    mask = secrets.token_bytes(len(plain))
    return (mask + bytes(a ^ b for a, b in zip(mask, plain, strict=True))).hex()


def unmasked(sent: str) -> str:
    """The token that was masked; nothing for what is no masked token."""
    try:
        both = bytes.fromhex(sent)
    except ValueError:
        return ""
    half = len(both) // 2
    return bytes(a ^ b for a, b in zip(both[:half], both[half:], strict=False)).hex()


def same_origin(request: Request) -> None:
    """Refuse an unsafe request that a browser says comes from elsewhere. Raises CrossSite."""
    if request.method in SAFE:
        return
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        raise CrossSite(CROSS_SITE)
    origin = request.headers.get("origin")
    if origin is not None and origin.partition("://")[2] != request.headers.get("host", ""):
        raise CrossSite(CROSS_SITE)


async def guard_page(request: Request, actor: MaybeActor) -> None:
    """Every unsafe request of a page: same origin, and the form's token is this account's. Raises CrossSite, PlainHttp."""
    only_https(request)
    if request.method in SAFE:
        return
    same_origin(request)
    form = await request.form(max_files=20, max_fields=2000)
    token = form.get("csrf")
    wanted = csrf_token(request.app.state.secret, actor.account_id if actor else None)
    if not isinstance(token, str) or not hmac.compare_digest(unmasked(token), wanted):
        raise CrossSite(OLD_FORM)


async def guard_api(request: Request) -> None:
    """A bearer token cannot be sent by another site; a cookie can, so it needs the same origin.

    Raises CrossSite, PlainHttp.
    """
    only_https(request)
    if bearer(request) is None:
        same_origin(request)
