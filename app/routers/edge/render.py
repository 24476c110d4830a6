"""Pages and fragments: the one place that chooses between them, and what every template may call."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app import clock, words
from app.derivation import REASONS
from app.domain.access import Actor, Permission
from app.domain.organisation.rules import kind_label
from app.domain.progress.rules import FLAG_LABELS
from app.domain.tasks.rules import TIMELINESS_LABELS, WORD_LABELS
from app.models.accounts import Role
from app.models.directives import (
    CONFIDENTIALITY_LABELS,
    DIRECTIVE_STATE_LABELS,
    KIND_LABELS,
    RELATION_LABELS,
    URGENCY_LABELS,
)
from app.models.drafts import DRAFT_LABELS
from app.models.progress import ENTRY_LABELS
from app.models.tasks import DEADLINE_LABELS, ROLE_LABELS, STATE_LABELS
from app.routers.edge.forms import new_key
from app.routers.edge.guard import csrf_token, masked
from app.words import N_, say

APP = Path(__file__).resolve().parents[2]

MEMBER_LABELS = {
    Role.clerk: N_("Nhập liệu"),
    Role.coordinator: N_("Đầu mối"),
    Role.leader: N_("Lãnh đạo"),
    Role.registrar: N_("Văn thư, tổng hợp"),
    Role.viewer: N_("Chỉ xem"),
    Role.auditor: N_("Kiểm tra, giám sát"),
    Role.administrator: N_("Quản trị"),
}

_LABELS: dict[Any, str] = {}
for _table in (
    CONFIDENTIALITY_LABELS,
    DEADLINE_LABELS,
    DIRECTIVE_STATE_LABELS,
    DRAFT_LABELS,
    ENTRY_LABELS,
    FLAG_LABELS,
    KIND_LABELS,
    MEMBER_LABELS,
    RELATION_LABELS,
    ROLE_LABELS,
    STATE_LABELS,
    TIMELINESS_LABELS,
    URGENCY_LABELS,
    WORD_LABELS,
):
    _LABELS.update({(type(key), key.value): text for key, text in _table.items()})


def label(value: Any, **values: Any) -> str:
    """The words for an enum's value."""
    return say(_LABELS[type(value), value.value], **values)


@lru_cache
def asset(name: str) -> str:
    """The address of a static file, with its checksum so that it may be kept for ever."""
    digest = hashlib.sha256((APP / "static" / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


def day(value: date | datetime | None) -> str:
    return words.show_date(clock.local(value).date() if isinstance(value, datetime) else value)


def moment(value: datetime | None) -> str:
    return f"{clock.local(value):%d/%m/%Y %H:%M}" if value else ""


def time_of(value: datetime | None) -> str:
    return f"{clock.local(value):%H:%M}" if value else ""


def due_words(due_on: date) -> str:
    return words.days_left(due_on, clock.today())


def weekday(value: date) -> str:
    return say(words.WEEKDAYS[value.weekday()])


def percents(counts: Mapping[Any, int], order: Sequence[Any]) -> list[tuple[Any, int]]:
    """Whole percents that sum to 100, by largest remainder, in the order given, for the parts that are not nothing."""
    total = sum(counts.values())
    if not total:
        return []
    shares = {key: number * 100 / total for key, number in counts.items() if number}
    whole = {key: max(1, int(share)) for key, share in shares.items()}
    for key in sorted(shares, key=lambda one: int(shares[one]) - shares[one]):
        if sum(whole.values()) >= 100:
            break
        whole[key] += 1
    while sum(whole.values()) > 100:
        whole[max(whole, key=lambda one: whole[one])] -= 1
    return [(key, whole[key]) for key in order if key in whole]


def file_size(size: int) -> str:
    if size < 1024:
        return f"{size} B"
    return f"{words.show_number(size // 1024)} KB" if size < 1 << 20 else f"{words.show_number(size / (1 << 20), 1)} MB"


@dataclass(frozen=True)
class MenuItem:
    href: str
    text: str
    count: str


_MENU = (
    (MenuItem("/work", N_("Việc của tôi"), "work"), {Permission.progress_write}),
    (MenuItem("/approvals", N_("Duyệt"), "approvals"), {Permission.progress_approve}),
    (MenuItem("/directives", N_("Văn bản"), ""), {Permission.see}),
    (MenuItem("/dashboard", N_("Tổng quan"), ""), {Permission.see}),
    (MenuItem("/orgs", N_("Đơn vị"), ""), {Permission.assign, Permission.unit_edit}),
    (MenuItem("/accounts", N_("Tài khoản"), ""), {Permission.account_edit}),
    (MenuItem("/calendar", N_("Ngày nghỉ"), ""), {Permission.calendar_edit}),
    (MenuItem("/audit", N_("Nhật ký"), ""), {Permission.audit_read}),
)


def menu(actor: Actor) -> list[MenuItem]:
    """What a person's roles have a use for, seven at most."""
    return [item for item, needs in _MENU if any(actor.may(need) for need in needs)]


def without_preference(query: str) -> str:
    """The query string to put a preference behind, without one it may hold."""
    rest = urlencode([pair for pair in parse_qsl(query) if pair[0] not in ("lang", "theme")])
    return f"{rest}&" if rest else ""


def environment(paths: Mapping[str, str]) -> Environment:
    """The template environment; `paths` is the table of route names to paths."""
    env = Environment(
        loader=FileSystemLoader(APP / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def path(name: str, /, **values: Any) -> str:
        pattern = paths[name]
        for key, value in values.items():
            pattern = pattern.replace("{" + key + "}", str(value))
        return pattern

    env.globals |= {
        "_": say,
        "menu": menu,
        "reasons": REASONS,
        "path": path,
        "asset": asset,
        "new_key": new_key,
        "Permission": Permission,
        "today": clock.today,
        "now": clock.now,
    }
    env.filters |= {
        "label": label,
        "day": day,
        "moment": moment,
        "time": time_of,
        "due_words": due_words,
        "weekday": weekday,
        "number": words.show_number,
        "percents": percents,
        "typed_day": lambda text: words.show_date(words.read_date(text)),
        "file_size": file_size,
        "without_preference": without_preference,
        "unit_kind": lambda kind: say(kind_label(kind)),
    }
    return env


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of the page (by header, never by Accept: going back sends `*/*`)."""
    return (
        request.headers.get("hx-request") == "true" and request.headers.get("hx-request-type", "partial") == "partial"
    )


def render(
    request: Request,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page, or its fragment where htmx asked for a part."""
    actor: Actor | None = getattr(request.state, "actor", None)
    account_id: UUID | None = actor.account_id if actor else None
    token = masked(csrf_token(request.app.state.secret, account_id))
    shell = {
        "request": request,
        "actor": actor,
        "lang": words.language.get(),
        "theme": request.cookies.get("theme", ""),
        "counts": getattr(request.state, "counts", {}),
        "csrf": lambda: Markup('<input type="hidden" name="csrf" value="{}">').format(token),
        "demo": request.app.state.settings.demo,
        "support_phone": request.app.state.settings.support_phone,
        "partial": is_fragment(request),
    }
    chosen = fragment if fragment and is_fragment(request) else template
    html = request.app.state.templates.get_template(chosen).render(**shell, **(context or {}))
    response = HTMLResponse(html, status)
    response.headers["Vary"] = "HX-Request"
    response.headers["Cache-Control"] = "no-store"
    return response
