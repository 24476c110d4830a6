"""Tells a form from its typed text: what was typed is kept, what is wrong is said beside the field."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, Generic, TypeVar
from uuid import UUID

from fastapi import Request
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import IntegrityError
from starlette.datastructures import UploadFile

from app.db import Session, refusal_from
from app.domain import inputs
from app.domain.files import Upload
from app.errors import Forbidden, Invalid, NotFound, Refusal
from app.models.base import new_id
from app.words import N_, say

M = TypeVar("M", bound=BaseModel)

_OUTSIDE = frozenset({"csrf", "key"})
_SENTENCES = {
    "missing": inputs.NEEDED,
    "string_too_short": inputs.NEEDED,
    "extra_forbidden": inputs.UNKNOWN_FIELD,
    "string_pattern_mismatch": N_("Viết liền, không có khoảng trắng và dấu gạch chéo."),
    "enum": N_("Chọn một mục trong danh sách."),
    "uuid_parsing": N_("Chọn một mục trong danh sách."),
    "uuid_type": N_("Chọn một mục trong danh sách."),
    "int_parsing": N_("Nhập một số nguyên, ví dụ 30."),
    "greater_than_equal": N_("Số này nhỏ quá giới hạn."),
    "less_than_equal": N_("Số này lớn quá giới hạn."),
}


def sentence(error: Any) -> str:
    """What a person can do about one validation error, in the language of the request."""
    kind = error["type"]
    of_words = isinstance(error.get("input"), str)
    if kind in ("string_too_long", "too_long"):
        most = error["ctx"]["max_length"]
        return say(inputs.TOO_LONG if of_words or kind.startswith("string") else inputs.TOO_MANY, limit=most)
    if kind == "too_short":
        return say(inputs.NEEDED if of_words else inputs.TOO_FEW)
    if kind in _SENTENCES:
        return say(_SENTENCES[kind])
    if kind.startswith(("date", "datetime")):
        return say(inputs.NOT_ISO_DAY)
    if error.get("ctx") and "error" in error["ctx"]:
        return say(str(error["ctx"]["error"]))
    custom = say(error["msg"])
    return (
        custom
        if custom and kind.isidentifier() and not kind.endswith(("_type", "_parsing"))
        else say(inputs.UNREADABLE)
    )


def errors_of(error: ValidationError) -> dict[str, str]:
    """Field -> sentence, the first of each field; errors of the whole stand under its first field or ""."""
    found: dict[str, str] = {}
    for one in error.errors(include_url=False):
        found.setdefault(".".join(str(part) for part in one["loc"]), sentence(one))
    return found


class Form(Generic[M]):
    """A posted form: `typed` as it came, `value` if its shape is right, `errors` by field, `uploads`, `key`.

    `name` is that of its route, so that of several forms on one page only this one shows what was typed.
    """

    def __init__(self, name: str, typed: dict[str, Any], key: str, uploads: list[Upload]) -> None:
        self.name = name
        self.typed = typed
        self.key = key
        self.uploads = uploads
        self.errors: dict[str, str] = {}
        self._value: M | None = None

    @property
    def value(self) -> M:
        if self._value is None:
            raise Invalid(errors=self.errors)
        return self._value

    @property
    def valid(self) -> bool:
        return self._value is not None and not self.errors

    def refuse(self, refusal: Refusal) -> None:
        """Say the refusal beside its field, or on top of the form."""
        if isinstance(refusal, Invalid) and refusal.errors:
            self.errors |= {field: say(text, **refusal.values) for field, text in refusal.errors.items()}
        else:
            self.errors[refusal.field or ""] = say(refusal.message, **refusal.values)


async def filled(
    request: Request, model: type[M], *, lists: tuple[str, ...] = (), extra: tuple[str, ...] = ()
) -> Form[M]:
    """The posted form checked by the model. Fields in `lists` may come several times, an empty value
    saying that nothing is chosen; those in `extra` are not its own.
    """
    posted = await request.form(max_files=20, max_fields=2000)
    typed: dict[str, Any] = {}
    uploads: list[Upload] = []
    for name, value in posted.multi_items():
        if isinstance(value, UploadFile):
            if value.filename:
                uploads.append(Upload(value.filename, await value.read()))
                await value.seek(0)
        elif name in lists:
            chosen = typed.setdefault(name, [])
            if value:
                chosen.append(value)
        elif name not in _OUTSIDE:
            typed[name] = value
    key = posted.get("key")
    form: Form[M] = Form(request.scope["route"].name, typed, key if isinstance(key, str) else "", uploads)
    try:
        own = dict.fromkeys(_boxes(model), False) | {name: one for name, one in typed.items() if name not in extra}
        form._value = model.model_validate(own, context={"form": True})
    except ValidationError as error:
        form.errors = errors_of(error)
    return form


@lru_cache
def _boxes(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields a form shows as boxes to tick: a browser sends nothing for one that is not ticked."""
    return tuple(name for name, field in model.model_fields.items() if inputs.TICKED in field.metadata)


@asynccontextmanager
async def attempt(tx: Session, form: Form[Any]) -> AsyncIterator[None]:
    """Run a command in a savepoint: a refusal goes into the form, and nothing of the command stays.

    A constraint that stands for a refusal (`db.CONSTRAINTS`) is one. What is out of sight or not this actor's to do
    rises: no other words would mend it.
    """
    try:
        async with tx.begin_nested():
            yield
    except (NotFound, Forbidden):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
    except IntegrityError as error:
        meant = refusal_from(error)
        if meant is None:
            raise
        form.refuse(meant)


def new_key() -> str:
    """A key for the hidden field of one form."""
    return str(new_id())


_WHOLE = re.compile(r"[0-9]{1,9}")


def whole(text: Any) -> int | None:
    """The whole number in a hidden field, or none."""
    return int(text) if isinstance(text, str) and _WHOLE.fullmatch(text) else None


def one_id(text: Any) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None
