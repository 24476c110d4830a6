"""Refusals: what the agency says no to, with a stable code and a sentence; they know no HTTP."""

from collections.abc import Mapping
from typing import Any

from app.words import N_


class Refusal(Exception):
    """A no that the person can act on.

    `code` is stable and public, `message` the id of a Vietnamese sentence (see `words.say`), `values` fill its
    braces, `field` names the input it is about.
    """

    code = "refused"
    message = N_("Không làm được việc này.")

    def __init__(
        self,
        message: str | None = None,
        *,
        code: str | None = None,
        field: str | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        self.message = message or type(self).message
        self.code = code or type(self).code
        self.field = field
        self.values = dict(values or {})
        super().__init__(self.code)


class NotFound(Refusal):
    """Missing, or outside what the actor may see: the two answer alike."""

    code = "not-found"
    message = N_("Không có trang hoặc dữ liệu này, hoặc bạn không được xem.")


class Forbidden(Refusal):
    """Seen, but not to be done by this actor."""

    code = "forbidden"
    message = N_("Bạn xem được mục này nhưng không có quyền làm việc đó.")


class Unauthenticated(Refusal):
    code = "unauthenticated"
    message = N_("Phiên làm việc đã hết. Đăng nhập lại để tiếp tục.")


class PasswordDue(Forbidden):
    """A first password, given by another, opens nothing but the page that changes it."""

    code = "password-due"
    message = N_("Đổi mật khẩu được cấp trước khi làm việc.")


class Conflict(Refusal):
    """The row changed meanwhile, or a like one exists."""

    code = "conflict"
    message = N_("Mục này vừa được người khác thay đổi. Nội dung bạn gõ chưa mất; xem thay đổi rồi ghi lại.")


class Stale(Conflict):
    """The version that the actor saw is not the present one (RFC 9110 section 13)."""

    code = "stale"


class WrongState(Refusal):
    code = "wrong-state"
    message = N_("Mục này đang ở trạng thái “{state}” nên không làm được việc đó.")


class Invalid(Refusal):
    """The shape of the input is wrong; `errors` maps a field to its sentence."""

    code = "invalid"
    message = N_("Chưa ghi được, có chỗ cần sửa.")

    def __init__(self, message: str | None = None, *, errors: Mapping[str, str] | None = None, **more: Any) -> None:
        super().__init__(message, **more)
        self.errors = dict(errors or {})
        if self.field and not self.errors:
            self.errors = {self.field: self.message}


class TooMany(Refusal):
    """A limit on attempts was reached; `retry_after` is in seconds."""

    code = "too-many"
    message = N_("Quá nhiều lần thử. Đợi {seconds} giây rồi thử lại.")

    def __init__(self, retry_after: int) -> None:
        super().__init__(values={"seconds": retry_after})
        self.retry_after = retry_after


class TooLarge(Refusal):
    code = "too-large"
    message = N_("Nội dung gửi lên lớn hơn giới hạn {limit} MB. Chia nhỏ hoặc nén tệp rồi gửi lại.")


class Unavailable(Refusal):
    """The database or another part does not answer now."""

    code = "unavailable"
    message = N_("Hệ thống chưa trả lời. Thử lại sau ít phút.")
