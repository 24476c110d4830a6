"""Field types that inputs share: in a form they read what people type, in JSON they stay ISO and strict."""

import json
import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, SecretStr, ValidationInfo
from pydantic_core import PydanticCustomError

from app import words
from app.words import N_

NOT_A_DAY = N_("Ngày viết theo ngày/tháng/năm, ví dụ 04/12/2026.")
NOT_ISO_DAY = N_("Ngày viết theo năm-tháng-ngày, ví dụ 2026-12-04.")
NOT_A_PERCENT = N_("Tiến độ là số từ 0 đến 100, ví dụ 62,5.")
NEEDED = N_("Chưa nhập mục này.")
TOO_LONG = N_("Dài quá {limit} ký tự; rút gọn lại.")
TOO_FEW = N_("Chọn ít nhất một mục.")
TOO_MANY = N_("Chọn nhiều nhất {limit} mục một lần.")
UNREADABLE = N_("Giá trị này không đọc được.")
LONGEST_JSON = 4000
UNKNOWN_FIELD = N_("Mục này không được gửi lên.")

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Input(BaseModel):
    """What a command accepts. Unknown fields are refused; `Text` is NFC, trimmed, without control characters or halves of characters."""

    model_config = ConfigDict(extra="forbid")


class Nothing(Input):
    """A form that carries no field of its own."""


def in_form(info: ValidationInfo) -> bool:
    return bool(info.context and info.context.get("form"))


def _day(value: Any, info: ValidationInfo) -> Any:
    if not in_form(info):
        if (isinstance(value, str) and not _ISO_DAY.fullmatch(value)) or isinstance(value, int | float | bytes):
            raise PydanticCustomError("iso_day", NOT_ISO_DAY)
        return value
    if not isinstance(value, str):
        return value
    if not value.strip():
        return None
    found = words.read_date(value)
    if found is None:
        raise PydanticCustomError("day", NOT_A_DAY)
    return found


def _percent(value: Any, info: ValidationInfo) -> Any:
    if isinstance(value, bool):
        raise PydanticCustomError("percent", NOT_A_PERCENT)
    if in_form(info) and isinstance(value, str):
        value = words.read_number(value.removesuffix("%"))
    if isinstance(value, int | float | Decimal | str):
        try:
            number = Decimal(str(value))
        except ArithmeticError:
            number = None
        if number is not None and number.is_finite() and 0 <= number <= 100 and number == round(number, 1):
            return round(number, 1)
    raise PydanticCustomError("percent", NOT_A_PERCENT)


def _text(value: Any) -> Any:
    if isinstance(value, str):
        return _CONTROL.sub("", words.nfc(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    return value


def _empty_is_none(value: Any, info: ValidationInfo) -> Any:
    return None if in_form(info) and isinstance(value, str) and not value.strip() else value


def _checked(value: Any, info: ValidationInfo) -> Any:
    return value in ("on", "true", "1") if in_form(info) and isinstance(value, str) else value


def _storable(value: dict[str, Any]) -> dict[str, Any]:
    """Only what JSON and the database can hold: no NUL, no half of a character, no number without end."""
    try:
        plain = json.dumps(value, ensure_ascii=False, allow_nan=False)
        plain.encode()
    except ValueError as error:
        raise PydanticCustomError("json", UNREADABLE) from error
    if "\\u0000" in plain or len(plain) > LONGEST_JSON:
        raise PydanticCustomError("json", UNREADABLE)
    return value


def _sayable(value: SecretStr) -> SecretStr:
    try:
        value.get_secret_value().encode()
    except UnicodeEncodeError as error:
        raise PydanticCustomError("secret", UNREADABLE) from error
    return value


Secret = Annotated[SecretStr, AfterValidator(_sayable)]
"""A password, exactly as typed."""
Json = Annotated[dict[str, Any], AfterValidator(_storable)]
Text = Annotated[str, BeforeValidator(_text)]
Day = Annotated[date, BeforeValidator(_day)]
OptionalDay = Annotated[date | None, BeforeValidator(_day)]
Percent = Annotated[Decimal, BeforeValidator(_percent)]
Blank = BeforeValidator(_empty_is_none)
"""Put before an optional id or choice: an empty form field means none."""
TICKED = BeforeValidator(_checked)
Checked = Annotated[bool, TICKED]
