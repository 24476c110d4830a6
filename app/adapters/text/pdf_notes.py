"""Numbers and days that a signing tool laid over a page as annotations, put into the blanks they were meant for.

Only blanks are filled and only with what fits: a stamp over a printed month, an incoming-mail stamp beside the
document's own number, or anything that stands elsewhere is left out. What is blank stays blank.
"""

import ctypes
import re
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2.raw as raw

from app.adapters.text.pdf_lines import Line

MOST_NOTES = 200
_READ = {raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_WIDGET}
_BLANK_NUMBER = re.compile(r"(?P<before>\bSố\s*:?)[\s.…_]*(?P<after>[-/]\s?[A-ZĐ][\wĐđ&/-]*)")
_BLANK_DAY = re.compile(
    r"ngày[\s.…_]*(?P<day>\d{0,2})[\s.…_]*tháng[\s.…_]*(?P<month>\d{0,2})[\s.…_]*năm[\s.…_]*(?P<year>(?:\d{4})?)(?!\d)"
)
_NUMBER = re.compile(r"^\d{1,5}[a-z]?$")


@dataclass(frozen=True)
class Note:
    """Text laid over the page, with its box."""

    text: str
    left: float
    right: float
    bottom: float
    top: float


def of_page(document: Any, number: int) -> list[Note]:
    """The short texts of free-text, stamp and field annotations."""
    page = document[number]
    found: list[Note] = []
    try:
        if page.get_rotation():
            return []
        for at in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_NOTES)):
            annotation = raw.FPDFPage_GetAnnot(page, at)
            if not annotation:
                continue
            try:
                note = _note(annotation)
            finally:
                raw.FPDFPage_CloseAnnot(annotation)
            if note:
                found.append(note)
    finally:
        page.close()
    return found


def _note(annotation: Any) -> Note | None:
    rect = raw.FS_RECTF()
    if raw.FPDFAnnot_GetSubtype(annotation) not in _READ or not raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect)):
        return None
    text = (_string(annotation, b"Contents") or _string(annotation, b"V")).strip()
    if not text or len(text) > 40:
        return None
    return Note(
        text,
        min(rect.left, rect.right),
        max(rect.left, rect.right),
        min(rect.bottom, rect.top),
        max(rect.bottom, rect.top),
    )


def _string(annotation: Any, key: bytes) -> str:
    length = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    if not 2 < length < 2000:
        return ""
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    raw.FPDFAnnot_GetStringValue(annotation, key, buffer, length)
    return bytes(buffer)[:length].decode("utf-16-le", errors="replace").rstrip("\x00")


def filled(lines: list[Line], notes: list[Note]) -> tuple[bool, bool]:
    """Fills blanks of number and day in these lines in place: whether one was filled, whether one stayed blank."""
    done = blank = False
    for at, line in enumerate(lines[:25]):
        beside = [note for note in notes if note.bottom <= line.y + line.height and note.top >= line.y - line.height]
        # The day stands behind the number on a line of both: filling it first keeps the places of the rest.
        for fill in (_day, _number):
            found = fill(lines[at], beside)
            if found is None:
                continue
            done, blank = done or found != "", blank or found == ""
            if found:
                lines[at] = replace(lines[at], text=found)
    return done, blank


def _number(line: Line, notes: list[Note]) -> str | None:
    """The line with its number, "" where it stays blank, None where nothing is blank."""
    blank = _BLANK_NUMBER.search(line.text)
    if blank is None:
        return None
    fitting = [note for note in notes if _NUMBER.match(note.text) and _over(line, blank.start(), blank.end(), note)]
    if len(fitting) != 1:
        return ""
    return f"{line.text[: blank.end('before')]} {fitting[0].text}{blank['after']}{line.text[blank.end() :]}"


def _day(line: Line, notes: list[Note]) -> str | None:
    blank = _BLANK_DAY.search(line.text)
    if blank is None or (blank["day"] and blank["month"] and blank["year"]):
        return None
    parts = {"day": blank["day"], "month": blank["month"], "year": blank["year"]}
    over = [note for note in notes if _over(line, blank.start(), blank.end(), note)]
    ranges = {"day": (1, 31), "month": (1, 12), "year": (1945, 2100)}
    for note in sorted(over, key=lambda one: one.left):
        name = _blank_part(line, blank, note)
        low, high = ranges[name]
        # A stamp over what is printed already makes "tháng 54": the printed one stands.
        if not parts[name] and note.text.isdigit() and low <= int(note.text) <= high:
            parts[name] = note.text
    if not all(parts.values()):
        return ""
    said = f"ngày {parts['day']} tháng {parts['month']} năm {parts['year']}"
    return line.text[: blank.start()] + said + line.text[blank.end() :]


def _blank_part(line: Line, blank: re.Match[str], note: Note) -> str:
    """Which of the three blanks a note stands over, by its place between the printed words."""
    middle = (note.left + note.right) / 2
    month = line.text.index("tháng", blank.start())
    year = line.text.index("năm", month)
    if middle < _x(line, month + 2):
        return "day"
    return "month" if middle < _x(line, year + 1) else "year"


def _x(line: Line, at: int) -> float:
    """Where a character of the line stands; about, where its places are not known."""
    if at < len(line.places):
        return line.places[at]
    if line.places:
        return line.right
    return line.left + (line.right - line.left) * at / max(1, len(line.text))


def _over(line: Line, start: int, end: int, note: Note) -> bool:
    middle = (note.left + note.right) / 2
    return _x(line, start) - line.height <= middle <= _x(line, end) + line.height
