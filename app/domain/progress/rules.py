"""Decisions on progress entries from values in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from app.errors import WrongState
from app.models.progress import ENTRY_LABELS, EntryState, ProgressEntry
from app.models.tasks import STATE_LABELS, Assignment, AssignmentState
from app.words import N_, say

E = EntryState
ALL_DONE = Decimal(100)
BIG_STEP = Decimal(30)


@dataclass(frozen=True)
class Verb:
    """What may become of an entry: from which states, to which."""

    name: str
    start: frozenset[EntryState]
    end: EntryState


SUBMIT = Verb("submit", frozenset({E.draft}), E.submitted)
APPROVE = Verb("approve", frozenset({E.submitted}), E.approved)
SEND_BACK = Verb("send_back", frozenset({E.submitted}), E.returned)
WITHDRAW = Verb("withdraw", frozenset({E.draft, E.submitted}), E.withdrawn)
SUPERSEDE = Verb("supersede", frozenset({E.submitted}), E.superseded)


def advance(entry: ProgressEntry, verb: Verb) -> EntryState:
    """Move the entry by the verb; the state it had is returned. Raises WrongState."""
    was = entry.state
    if was not in verb.start:
        raise WrongState(values={"state": say(ENTRY_LABELS[was])})
    entry.state = verb.end
    entry.version += 1
    return was


def must_wait(held: Assignment) -> None:
    """Refuse a decision on an entry whose assignment was recalled or withdrawn meanwhile. Raises WrongState."""
    if held.state is not AssignmentState.submitted:
        raise WrongState(values={"state": say(STATE_LABELS[held.state])})


def state_after_approval(percent: Decimal, *, approval_completes: bool) -> AssignmentState:
    """Where the assignment stands once its entry is the unit's word."""
    if percent < ALL_DONE:
        return AssignmentState.in_progress
    return AssignmentState.completed if approval_completes else AssignmentState.approved


class Flag(str, Enum):
    """Why an entry deserves a look of its own before it is approved."""

    fell = "fell"
    leapt = "leapt"
    no_evidence = "no_evidence"
    blocked = "blocked"


FLAG_LABELS = {
    Flag.fell: N_("Giảm {points} điểm"),
    Flag.leapt: N_("Tăng {points} điểm"),
    Flag.no_evidence: N_("Thiếu tài liệu"),
    Flag.blocked: N_("Có vướng mắc"),
}


def flags(percent: Decimal, before: Decimal, difficulties: str, files: Sequence[object]) -> list[Flag]:
    """What makes an entry remarkable: a fall, a leap of 30 points, an obstacle, or done without a document."""
    found = []
    if percent < before:
        found.append(Flag.fell)
    if percent - before >= BIG_STEP:
        found.append(Flag.leapt)
    if percent == ALL_DONE and not files:
        found.append(Flag.no_evidence)
    if difficulties:
        found.append(Flag.blocked)
    return found
