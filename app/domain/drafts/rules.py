"""Decisions on drafts from values in hand, and the text cut into marked and unmarked pieces."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.models.drafts import Draft, DraftSource, DraftState
from app.models.tasks import DeadlineKind

SHOWN = frozenset({DraftState.pending, DraftState.accepted})


@dataclass(frozen=True)
class Segment:
    """A piece of the source text: plain, inside drafts (their numbers), or doubtful."""

    text: str
    start: int
    numbers: tuple[int, ...] = ()
    suspect: bool = False
    ends: int | None = None


def segments(body: str, spans: Sequence[tuple[int, int, int]], suspects: Iterable[tuple[int, int]]) -> list[Segment]:
    """The whole text in order; `spans` are (start, end, number) of drafts, `suspects` passages without one.

    A piece that ends a draft's span says so in `ends`, where its number is shown.
    """
    doubtful = [(a, b) for a, b in suspects if not any(s < b and a < e for s, e, _ in spans)]
    cuts = sorted({0, len(body), *(x for s, e, _ in spans for x in (s, e)), *(x for pair in doubtful for x in pair)})
    found = []
    for a, b in pairwise(cuts):
        numbers = tuple(n for s, e, n in spans if s <= a and b <= e)
        ends = next((n for s, e, n in spans if e == b and n in numbers), None)
        found.append(Segment(body[a:b], a, numbers, any(s <= a and b <= e for s, e in doubtful), ends))
    return found


def lines(pieces: Iterable[Segment]) -> list[list[Segment]]:
    """The pieces by line of the text, so that a page can make a paragraph of each."""
    found: list[list[Segment]] = [[]]
    for piece in pieces:
        parts = piece.text.split("\n")
        at = piece.start
        for number, part in enumerate(parts):
            if number:
                found.append([])
            last = number == len(parts) - 1
            if part:
                found[-1].append(Segment(part, at, piece.numbers, piece.suspect, piece.ends if last else None))
            at += len(part) + 1
    return [line for line in found if line]


def lacks(draft: Draft) -> list[str]:
    """What a reviewer must settle before the draft can be given out: "lead", "deadline"."""
    found = []
    if not any(unit.get("unit_id") for unit in draft.lead):
        found.append("lead")
    if draft.deadline_kind is DeadlineKind.none and not draft.no_deadline_confirmed:
        found.append("deadline")
    return found


def proposed_of(drafts: Iterable[Draft]) -> dict[str, Any]:
    """What the engine said of a text, in the keys of a label file."""
    tasks = [
        {
            "start": one.proposed["start"],
            "end": one.proposed["end"],
            "lead": [mention["name"] for mention in one.proposed["lead"]],
            "cooperating": [mention["name"] for mention in one.proposed["cooperating"]],
            "deadline": one.proposed["deadline"],
            "sure": one.proposed["sure"],
        }
        for one in drafts
        if one.source is DraftSource.engine and one.proposed
    ]
    return {"document": {}, "citations": [], "tasks": tasks}


def decided_of(drafts: Iterable[Draft]) -> dict[str, Any]:
    """What the reviewers took as tasks, in the keys of a label file."""
    tasks = [
        {
            "start": one.span_start,
            "end": one.span_end,
            "lead": _written(one.lead),
            "cooperating": _written(one.cooperating),
            "deadline": {
                "kind": one.deadline_kind.value,
                "due_on": one.due_on.isoformat() if one.due_on and not counted_from_event(one) else None,
                "freq": one.deadline_rule.get("freq"),
            }
            if one.deadline_words and one.deadline_kind is not DeadlineKind.none
            else None,
        }
        for one in drafts
        if one.state is DraftState.accepted
    ]
    return {"document": {}, "citations": [], "tasks": tasks}


def _written(units: Iterable[dict[str, Any]]) -> list[str]:
    """The names that stand in the text; a unit that the reviewer chose beside it is no error of the engine."""
    return list(dict.fromkeys(unit["name"] for unit in units if unit.get("start") is not None))


def counted_from_event(draft: Draft) -> bool:
    """Whether the due day was worked out from the day of an event, which the text does not say."""
    return "event_on" in draft.deadline_rule


_CUT = re.compile(r"[;.]\s+|,\s+(?=đồng thời|gửi|báo cáo|trình)")


def cut_of(body: str, start: int, end: int, at: int | None) -> int | None:
    """Where to part a span: at the place told if it lies inside, else at the clause end nearest the middle."""
    if at is not None:
        return at if start < at < end else None
    places = [found.end() for found in _CUT.finditer(body, start, end) if start + 10 < found.end() < end - 10]
    middle = (start + end) / 2
    if places:
        return min(places, key=lambda place: abs(place - middle))
    blank = body.find(" ", int(middle), end)
    return blank + 1 if blank > 0 else None
