"""Progress: what units report on their assignments, and its approval."""

from app.domain.progress.commands import approve, decide, record, send_back, submit, withdraw
from app.domain.progress.inputs import Choice, Decision, NewEntry, Return
from app.domain.progress.queries import EntryRow, get, history, page, returned_notes, waiting, waiting_count
from app.domain.progress.rules import Flag, flags

__all__ = [
    "Choice",
    "Decision",
    "EntryRow",
    "Flag",
    "NewEntry",
    "Return",
    "approve",
    "decide",
    "flags",
    "get",
    "history",
    "page",
    "record",
    "returned_notes",
    "send_back",
    "submit",
    "waiting",
    "waiting_count",
    "withdraw",
]
