"""The title of a task for lists: the duty itself, without the addressee before it and the day behind it."""

import re

from app.derivation.model import Deadline, Mention
from app.derivation.text.clean import one_line

LONGEST = 220
SHORTEST = 14
_BETWEEN = re.compile(r"[\s,;]*(?:và\s+)?")
_DUTY = re.compile(r"[\s,:]*(?:(?:cần|phải|có trách nhiệm|chịu trách nhiệm)\s+)?")
_BEFORE_A_DAY = (" và", " hoàn thành", " xong")


def title_of(text: str, start: int, end: int, lead: tuple[Mention, ...], deadline: Deadline | None) -> str:
    """The words of [start, end), cut at a word past `LONGEST` characters.

    An addressee that opens the span and a deadline that closes it are left out where enough is left to tell the duty;
    both stand beside the title wherever it is shown, and the task keeps its source sentence.
    """
    first = _after_the_addressee(text, start, end, lead)
    last = end
    if deadline is not None and first < deadline.start < end <= deadline.end + 1:
        last = _before_the_day(text, first, deadline.start)
    if last - first < SHORTEST:
        first, last = start, end
    words = one_line(text[first:last]).strip(" ,;:")
    plain = words[:1].upper() + words[1:]
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + "…"


def _after_the_addressee(text: str, start: int, end: int, lead: tuple[Mention, ...]) -> int:
    at = start
    for one in sorted(lead, key=lambda mention: mention.start):
        gap = _BETWEEN.match(text, at, end)
        if gap is None or one.start not in (at, gap.end()):
            break
        at = one.end
    if at == start:
        return start
    duty = _DUTY.match(text, at, end)
    return duty.end() if duty else at


def _before_the_day(text: str, first: int, last: int) -> int:
    while True:
        words = text[first:last].rstrip(" ,;(\n")
        tail = next((one for one in _BEFORE_A_DAY if words.endswith(one)), "")
        if not tail:
            return first + len(words)
        last = first + len(words) - len(tail)
