"""Nhật ký: what happened, for auditors, in their words."""

import re
from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from app import words
from app.domain import audit, organisation
from app.models.directives import DIRECTIVE_STATE_LABELS
from app.models.drafts import DRAFT_LABELS
from app.models.events import EVENT_LABELS, AuditEvent
from app.models.progress import ENTRY_LABELS
from app.models.tasks import STATE_LABELS
from app.routers.edge.deps import CurrentActor, Read
from app.routers.edge.forms import one_id
from app.routers.edge.render import render
from app.words import N_, say

router = APIRouter()

PAGE = 50
NOUNS = {
    "assignment": N_("Việc đã giao"),
    "progress": N_("Tiến độ"),
    "task": N_("Việc"),
    "deadline": N_("Hạn"),
    "draft": N_("Việc dự thảo"),
    "directive": N_("Văn bản"),
    "unit": N_("Đơn vị"),
    "account": N_("Tài khoản"),
    "membership": N_("Vai trò"),
    "token": N_("Khóa API"),
}
FIELDS = {
    "state": N_("trạng thái"),
    "due_on": N_("hạn"),
    "from_on": N_("từ ngày"),
    "words": N_("lời văn"),
    "kind": N_("loại"),
    "title": N_("nội dung"),
    "detail": N_("chi tiết"),
    "product": N_("sản phẩm"),
    "name": N_("tên"),
    "code": N_("mã"),
    "valid": N_("hiệu lực"),
    "number_symbol": N_("số, ký hiệu"),
    "issuer": N_("cơ quan ban hành"),
    "issued_on": N_("ngày ban hành"),
    "subject": N_("trích yếu"),
    "percent": N_("tiến độ (%)"),
}
_STATES: dict[str, dict[str, str]] = {
    noun: {key.value: text for key, text in labels.items()}
    for noun, labels in (
        ("assignment", STATE_LABELS),
        ("progress", ENTRY_LABELS),
        ("draft", DRAFT_LABELS),
        ("directive", DIRECTIVE_STATE_LABELS),
    )
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@router.get("/audit", name="audit:list")
async def listed(
    request: Request, read: Read, actor: CurrentActor,
    noun: str = "", row: str = "", who: str = "", on: str = "", before: str = "",
) -> Response:  # fmt: skip
    events = await audit.page(
        read,
        actor,
        noun=noun,
        row_id=one_id(row),
        actor_name=who,
        on=words.read_date(on),
        before=one_id(before),
        limit=PAGE,
    )
    names = await organisation.names_of(read, [event.unit_id for event in events if event.unit_id])
    context = {
        "events": [(event, EVENT_LABELS.get(event.kind, event.kind), changes(event)) for event in events],
        "names": names,
        "nouns": list(NOUNS.items()),
        "noun": noun,
        "row": row,
        "who": who,
        "on": on,
        "older": str(events[-1].id) if len(events) == PAGE else "",
    }
    return render(request, "audit/index.html", context)


def changes(event: AuditEvent) -> list[tuple[str, str, str]]:
    """The changed fields with a name in the reader's language: what, before, after."""
    return [
        (say(FIELDS[name]), _shown(event, name, was), _shown(event, name, event.after.get(name)))
        for name, was in event.before.items()
        if name in FIELDS and was != event.after.get(name)
    ]


def _shown(event: AuditEvent, name: str, value: Any) -> str:
    if value is None or value == "":
        return "–"
    if name == "state":
        return say(_STATES.get(event.noun, {}).get(str(value), str(value)))
    if isinstance(value, str) and _DAY.fullmatch(value):
        return words.show_date(date.fromisoformat(value))
    return str(value)
