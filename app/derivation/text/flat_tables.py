"""Tables that a copy has laid flat, one cell a line: the heads, then rows that each begin with their number."""

import re
from collections.abc import Iterable, Sequence

from app.derivation.text import vocabulary

Span = tuple[int, int]

_COLUMNS = vocabulary.table("columns")
_FIRST_HEAD = re.compile(rf"(?:{vocabulary.either(_COLUMNS['number'])})\.?")
_HEAD = re.compile(
    rf"\b(?:{vocabulary.either(word for kind in ('with', 'lead', 'time', 'product', 'task') for word in _COLUMNS[kind])})\b"
)
_NUMBER = re.compile(r"(?P<digits>\d{1,3})[.)]?|(?:[IVX]{1,5}|[A-HĐ])[.)]?|[a-zđ][.)]|\d{1,2}\.\d{1,2}\.?")
_PART = re.compile(r"[a-zđ][.)]|\d{1,2}\.\d{1,2}\.?")
_TIME = re.compile(r"quý |tháng |năm |ngày |thường xuyên|h[ằà]ng |định kỳ|\d{4}$", re.IGNORECASE)
_OPEN_END = re.compile(
    r"(?:[,–-]|\b(?:và|của|các|với|tại|theo|từ|cho|về|thuộc|[Cc]ục|[Ss]ở|[Bb]an|[Vv]iện|[Pp]hòng|[Uu]ỷ|[Ủủ]y))$"
)
_LONGEST_HEAD = 60
_MOST_HEADS = 10


def flat_tables(text: str, lines: Sequence[Span]) -> dict[int, tuple[int, list[Span]]]:
    """By the number of its first line, each row of such tables, heads too: the number of the line behind it, and its cells."""
    rows: dict[int, tuple[int, list[Span]]] = {}
    at = 0
    while at < len(lines):
        words = text[slice(*lines[at])].strip()
        if len(words) < _LONGEST_HEAD * 4 and _FIRST_HEAD.fullmatch(words.lower().split("\t")[0].strip()):
            found = _table(text, lines, at)
            rows.update(found)
            at = max((end for end, _ in found.values()), default=at + 1)
        else:
            at += 1
    return rows


def _table(text: str, lines: Sequence[Span], at: int) -> dict[int, tuple[int, list[Span]]]:
    """The rows of the table whose heads begin at a line; none where no such table stands there."""
    heads, first = _heads(text, lines, at)
    if len(heads) < 3 or sum(_HEAD.search(text[a:b].lower()) is not None for a, b in heads) < 2:
        return {}
    rows = {at: (first, heads)}
    time = next((n for n, (a, b) in enumerate(heads) if "thời" in text[a:b].lower() or "hạn" in text[a:b].lower()), -1)
    number, last = first, 0
    while number < len(lines):
        mark = _NUMBER.fullmatch(text[slice(*_trimmed(text, *lines[number]))])
        if mark is None or (mark["digits"] and int(mark["digits"]) not in (1, last + 1)):
            break
        last = int(mark["digits"]) if mark["digits"] else last
        cells, behind = _cells(text, lines, number + 1, len(heads) - 1, last)
        if not cells:
            break
        parts_follow = behind < len(lines) and _PART.fullmatch(text[slice(*lines[behind])].strip()) is not None
        if len(cells) == 1 and parts_follow:
            cells = cells * (len(heads) - 1)  # a title over all columns
        rows[number] = (behind, [_trimmed(text, *lines[number]), *_placed(text, cells, len(heads) - 1, time - 1)])
        number = behind
    return rows if len(rows) > 1 else {}


def _heads(text: str, lines: Sequence[Span], at: int) -> tuple[list[Span], int]:
    """The heads and the number of the first row's line; no heads where none follows soon."""
    found: list[Span] = []
    for number in range(at, min(len(lines), at + 2 * _MOST_HEADS)):
        start, end = _trimmed(text, *lines[number])
        if start == end:
            continue
        if number > at and _NUMBER.fullmatch(text, start, end):
            return found, number
        for a, b in _parts(text, start, end):
            if b - a > _LONGEST_HEAD or len(found) > _MOST_HEADS:
                return [], at
            if found and (text[a].islower() or text[a] in "(*"):
                found[-1] = (found[-1][0], b)
            else:
                found.append((a, b))
    return [], at


def _parts(text: str, start: int, end: int) -> Iterable[Span]:
    """The parts of a line between tabs."""
    at = start
    for part in text[start:end].split("\t"):
        if part.strip():
            yield _trimmed(text, at, at + len(part))
        at += len(part) + 1


def _cells(text: str, lines: Sequence[Span], number: int, most: int, row: int) -> tuple[list[Span], int]:
    """The cells behind a row's number, and the number of the line where the next row or running text begins."""
    found: list[Span] = []
    while number < len(lines):
        start, end = _trimmed(text, *lines[number])
        if start == end:
            number += 1
            continue
        mark = _NUMBER.fullmatch(text, start, end)
        if mark is not None:
            if mark["digits"] is None or int(mark["digits"]) in (1, row + 1):
                break
            number += 1  # the number of a page
            continue
        open_before = bool(found) and _OPEN_END.search(text[slice(*found[-1])]) is not None
        goes_on = bool(found) and (text[start].islower() or (open_before and not _TIME.match(text[start:end])))
        if not goes_on and len(found) == most:
            break
        if goes_on:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        number += 1
    return found, number


def _placed(text: str, cells: list[Span], count: int, time: int) -> list[Span]:
    """Cells of a row by column; where some are empty, a time goes below its head, the others follow in order."""
    empty = (cells[-1][1], cells[-1][1])
    if len(cells) == count or not 0 <= time < count:
        return cells + [empty] * (count - len(cells))
    timed = len(cells) > 1 and _TIME.search(text[slice(*cells[-1])]) is not None and len(cells) <= time
    placed = [*cells[:-1], *[empty] * (time - len(cells) + 1), cells[-1]] if timed else list(cells)
    return placed + [empty] * (count - len(placed))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
