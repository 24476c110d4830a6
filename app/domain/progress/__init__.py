"""Progress: what units report on their assignments, and its approval."""

from app.domain.progress.commands import approve, decide, record, send_back, submit, withdraw
from app.domain.progress.inputs import Decision, NewEntry, Return
from app.domain.progress.queries import EntryRow, get, history, page, waiting, waiting_count
from app.domain.progress.rules import Flag, flags

__all__ = [
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
    "send_back",
    "submit",
    "waiting",
    "waiting_count",
    "withdraw",
]
