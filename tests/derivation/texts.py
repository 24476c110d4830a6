"""Ways to say a rule in one line: a plan of our own around the words under test, and what derivation finds in it."""

from datetime import date

from app.derivation import Deadline, DraftTask, derive

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\nSố: 9/KH-UBND\nAn Sơn, ngày 05 tháng 02 năm 2027\n\nKẾ HOẠCH\nVề thi hành án\n\n"
ASKS = HEAD + "Ủy ban nhân dân tỉnh yêu cầu:\n\n"


def tasks(text: str) -> list[str]:
    """The words of each draft."""
    return [" ".join(text[one.start : one.end].split()) for one in derive(text).tasks]


def only(text: str) -> DraftTask:
    (one,) = derive(text).tasks
    return one


def leads(text: str) -> list[list[str]]:
    return [[unit.name for unit in one.lead] for one in derive(text).tasks]


def helpers(text: str) -> list[list[str]]:
    return [[unit.name for unit in one.cooperating] for one in derive(text).tasks]


def deadline(text: str) -> Deadline | None:
    return only(text).deadline


def due(text: str) -> tuple[str, date | None] | None:
    one = deadline(text)
    return (one.kind, one.due_on) if one else None
