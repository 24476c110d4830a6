"""Lines between the halves of a sentence that a page or a layout parted: blanks, page numbers, stamps, footnotes."""

import re
from collections.abc import Sequence

_STAMP = re.compile(
    r"[-–—=_ ]*(?:trang |page )?\d{1,3}(?: ?/ ?\d{1,3})?[-–—=_ .]*|={3,}.*={3,}|\S+\.docx?\b.{0,6}|[_—–-]{5,}",
    re.IGNORECASE,
)
_SURE = re.compile(r"[ \u00a0]{8,}[-–—]? ?\d{1,3} ?[-–—]?\s*|\s*={3,}.*={3,}\s*|\s*\S+\.docx?\b.{0,6}", re.IGNORECASE)
"""What is never words of the text, wherever it stands: a number in the middle of a line, a stamp."""
_RULE = re.compile(r"[ \u00a0]*[_—–-]{5,}\s*")
_NOTE = re.compile(r"\(?\d{1,2}\)? ?[A-ZĐÀ-Ỹ“]")
_ITEM = re.compile(r"[a-zđ]{1,2}[.)] ?\S")
_SHORTEST = 12
_LONGEST_NOTE = 40


def parting(text: str, lines: Sequence[tuple[int, int]]) -> set[int]:
    """Numbers of the lines to pass over, so that a sentence goes on with the line that opens with a small letter. Linear."""
    found: set[int] = set()
    for number, (start, end) in enumerate(lines):
        if _SURE.fullmatch(text, start, end):
            found.add(number)
        if _RULE.fullmatch(text, start, end):
            note = _next_words(text, lines, number + 1)
            if note < len(lines) and _NOTE.match(text[slice(*lines[note])].strip()):
                found.update(range(number, _behind_note(text, lines, note)))
        if not _is_open(text, start, end):
            continue
        after = _next_words(text, lines, number + 1)
        if after > number + 1 and after < len(lines) and _NOTE.match(text[slice(*lines[after])].strip()):
            after = _behind_note(text, lines, after)
        if number + 1 < after < len(lines) and _opens_small(text, *lines[after]):
            found.update(range(number + 1, after))
    return found


def _is_open(text: str, start: int, end: int) -> bool:
    """Whether a line ends amid a sentence: a long one without a closing mark, no row of a table, no title in capitals."""
    words = text[start:end].strip()
    return (
        len(words) >= _SHORTEST
        and (words[-1].isalnum() or words[-1] == ",")
        and text.count("\t", start, end) < 2
        and " | " not in words
        and not words.isupper()
    )


def _next_words(text: str, lines: Sequence[tuple[int, int]], number: int) -> int:
    """The number of the next line that is neither blank nor a stamp; that past the last where none is."""
    while number < len(lines):
        words = text[slice(*lines[number])].strip()
        if words and _STAMP.fullmatch(words) is None:
            break
        number += 1
    return number


def _behind_note(text: str, lines: Sequence[tuple[int, int]], number: int) -> int:
    """The number of the line behind a footnote and the page number below it; `number` where no page ends soon."""
    for at in range(number, min(len(lines), number + _LONGEST_NOTE)):
        words = text[slice(*lines[at])].strip()
        if words and _STAMP.fullmatch(words):
            return _next_words(text, lines, at)
    return number


def _opens_small(text: str, start: int, end: int) -> bool:
    words = text[start:end].strip()
    return words[:1].islower() and _ITEM.match(words) is None and text.count("\t", start, end) < 2
