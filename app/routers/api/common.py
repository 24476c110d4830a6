"""What all nouns of the API share: pages with opaque cursors, ETag and If-Match, documented refusals."""

import base64
import json
import re
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

from fastapi import Depends, Header, Query, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, TypeAdapter

from app.errors import Invalid, Stale
from app.routers.edge.problems import NeedsVersion
from app.words import N_

T = TypeVar("T", bound=BaseModel)
P = TypeVar("P")


class Out(BaseModel):
    """A public answer; never a table."""

    model_config = ConfigDict(from_attributes=True)


class Page(BaseModel, Generic[T]):
    """One page of a list; `next_cursor` is null on the last."""

    items: list[T]
    next_cursor: str | None = Field(None, examples=[None])


class FieldProblem(BaseModel):
    pointer: str = Field(examples=["/percent"])
    detail: str


class Problem(BaseModel):
    """RFC 9457."""

    type: str = Field(examples=["/problems/not-found"])
    title: str
    status: int
    detail: str
    request_id: str
    errors: list[FieldProblem] = []


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The documented refusals of an operation; 401 and 422 belong to all."""
    words = {
        400: "Not readable",
        401: "No valid token or session",
        403: "Seen, but not to be done by this account",
        404: "Missing or out of sight",
        409: "State or another row is in the way",
        412: "If-Match names an older version",
        413: "Body over the limit",
        422: "Shape or content of the input",
        428: "If-Match is missing",
        429: "Too many attempts; Retry-After says how long to wait",
        503: "The database does not answer now",
    }
    return {
        status: {"model": Problem, "description": words[status]} for status in sorted({401, 403, 422, 503, *statuses})
    }


Limit = Annotated[int, Query(ge=1, le=200, description="Rows per page, 200 at most")]
Cursor = Annotated[str | None, Query(max_length=500, description="next_cursor of the page before")]


def put_cursor(*values: Any) -> str:
    plain = [
        value.isoformat() if isinstance(value, date | datetime) else str(value) if value is not None else None
        for value in values
    ]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


BY_INSTANT: TypeAdapter[tuple[AwareDatetime, UUID]] = TypeAdapter(tuple[AwareDatetime, UUID])
BY_DUE_DAY: TypeAdapter[tuple[date | None, UUID]] = TypeAdapter(tuple[date | None, UUID])
BY_NAME: TypeAdapter[tuple[str, UUID]] = TypeAdapter(tuple[Annotated[str, Field(pattern=r"^\d*$")], UUID])
"""What the places of the lists are made of: the key of their order, and the id of the last row."""


def read_cursor(cursor: str | None, place: TypeAdapter[P]) -> P | None:
    """The place a cursor names. Raises Invalid."""
    if cursor is None:
        return None
    try:
        return place.validate_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise Invalid(N_("Con trỏ trang không đúng; bắt đầu lại từ trang đầu."), field="cursor") from error


def page_of(items: list[T], limit: int, cursor: str | None) -> Page[T]:
    return Page[T](items=items, next_cursor=cursor if len(items) == limit else None)


def etag(version: int) -> str:
    return f'"{version}"'


_ETAG = re.compile(r'\s*"?([0-9]{1,9})"?\s*')


def _version(
    if_match: Annotated[str | None, Header(alias="If-Match", description="ETag of the version you read")] = None,
) -> int:
    """The version the client read. Raises NeedsVersion (428), Stale (412)."""
    if not if_match:
        raise NeedsVersion()
    told = _ETAG.fullmatch(if_match)
    if told is None:
        raise Stale()
    return int(told[1])


IfMatch = Annotated[int, Depends(_version)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="The same key and body get the same answer for 7 days",
        min_length=1,
        max_length=255,
    ),
]


def answer(body: BaseModel, *, status: int = 200, version: int | None = None, location: str | None = None) -> Response:
    """The JSON answer, built inside the transaction so that a key can keep it."""
    headers = {}
    if version is not None:
        headers["ETag"] = etag(version)
    if location is not None:
        headers["Location"] = location
    return JSONResponse(body.model_dump(mode="json"), status, headers)
