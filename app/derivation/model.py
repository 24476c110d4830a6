"""What derivation gives and takes: plain values, offsets as Python str offsets into the text as given."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from app.words import N_

REASONS = {
    "verb": N_("Mở đầu bằng động từ giao việc."),
    "addressee": N_("Câu nêu rõ đơn vị phải làm."),
    "inherited": N_("Đơn vị lấy từ đề mục hoặc câu dẫn phía trên."),
    "table": N_("Một dòng của bảng nhiệm vụ."),
    "item": N_("Một mục đánh số hoặc gạch đầu dòng."),
    "clause": N_("Một vế tách bằng dấu chấm phẩy."),
    "sentence": N_("Một câu riêng trong đoạn."),
    "relayed": N_("Bản tin thuật lại chỉ đạo."),
}
MISSING = {
    "lead": N_("Chưa rõ đơn vị chủ trì"),
    "deadline": N_("Văn bản không nêu hạn"),
}


@dataclass(frozen=True)
class Context:
    """What is known beside the text: the day and issuer of the document, today's unit names."""

    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True)
class Mention:
    """A unit as the text writes it; `qualified` adds the place that the context gives ("Cục THADS tỉnh Vĩnh Phúc")."""

    name: str
    start: int
    end: int
    qualified: str = ""


@dataclass(frozen=True)
class Deadline:
    kind: str
    text: str
    start: int
    end: int
    due_on: date | None = None
    freq: str | None = None
    from_on: date | None = None
    rule: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class DraftTask:
    start: int
    end: int
    title: str
    lead: tuple[Mention, ...] = ()
    cooperating: tuple[Mention, ...] = ()
    deadline: Deadline | None = None
    product: str | None = None
    indicator: str | None = None
    directive: int | None = None
    confidence: float = 0.0
    sure: bool = False
    reasons: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    number_symbol: str | None = None
    type: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    subject: str | None = None


@dataclass(frozen=True)
class Citation:
    number_symbol: str | None
    type: str | None
    issuer: str | None
    date: date | None
    start: int
    end: int


@dataclass(frozen=True)
class FoundDirective:
    """A directive that the text holds or relays, with where its orders stand."""

    number_symbol: str | None
    type: str | None
    issuer: str | None
    issued_on: date | None
    start: int
    end: int


@dataclass(frozen=True)
class Relation:
    kind: str
    source: str
    target: str
    target_issuer: str | None
    title: str
    start: int
    end: int


@dataclass(frozen=True)
class FoundProvision:
    kind: str
    label: str
    start: int
    end: int
    parent: int | None = None


@dataclass(frozen=True)
class Suspect:
    """A passage that sounds like an order but became no task."""

    start: int
    end: int


@dataclass(frozen=True)
class Derivation:
    document: Document
    citations: tuple[Citation, ...] = ()
    directives: tuple[FoundDirective, ...] = ()
    relations: tuple[Relation, ...] = ()
    provisions: tuple[FoundProvision, ...] = ()
    tasks: tuple[DraftTask, ...] = ()
    suspects: tuple[Suspect, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON values: the keys of a label file, and beside them directives, relations, provisions and suspects."""
        found: dict[str, Any] = _plain(asdict(self))
        for task in found["tasks"]:
            task["units"] = {role: task[role] for role in ("lead", "cooperating")}
            for role in ("lead", "cooperating"):
                task[role] = [mention["name"] for mention in task[role]]
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
