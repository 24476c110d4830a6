"""Sentences of a span and the clauses between semicolons, outside brackets and quotation marks. One pass, linear."""

import re
from dataclasses import dataclass

from app.derivation.text.clean import Source

_MARK = re.compile(r"[.!?…;()\[\]“”\"]")
_SHORT = re.compile(
    r"(?:\b(?:TP|Tp|TS|ThS|PGS|GS|[Đđ]/c|STT|KT|TM|TL|Q|P|tr|v\.v)|(?:[Đđ]iều|[Kk]hoản|[Mm]ục|[Ss]ố|[Tt]hứ|[Nn]hiệm vụ|[Gg]iải pháp|[Bb]ước|[Dd]ự án|[Bb]iểu) \d{1,3}|(?:^|[ (])[A-ZĐ])$"
)
_INLINE_MARK = re.compile(r"\d{1,2}[-.)] ?[A-ZĐ][a-zà-ỹ]")
_RUN_ON = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+|[A-ZĐ]{2,}) ")
_ENDS_WORD = re.compile(r"(?<![\w./-])(?!tp|tt|ths|gs|pgs|ts|bs|đc)[a-zà-ỹ]{2,}$|\b\d{4}$|\d/\d{1,2}$")
_CLOSES = {")": "(", "]": "[", "”": "“", '"': '"'}


@dataclass(frozen=True)
class Sentence:
    """[start, end) and its clauses; a clause keeps no closing mark."""

    start: int
    end: int
    clauses: tuple[tuple[int, int], ...]


def sentences(src: Source, start: int, end: int) -> list[Sentence]:
    """The sentences of a span. A bracket or quotation that is never closed closes nothing off."""
    text = src.text
    marks = [(match.start(), match.group()) for match in _MARK.finditer(text, start, end)]
    inside = _enclosed(marks)
    found: list[Sentence] = []
    first, at, clauses = start, start, []
    for number, (place, mark) in enumerate(marks):
        if number in inside or mark in '()[]“”"' or place < at:
            continue
        if mark == ";":
            clauses.append((at, place))
            at = place + 1
        elif _ends(text, first, place, end):
            clauses.append((at, place))
            found.append(Sentence(first, place + 1, tuple(clauses)))
            first = at = place + 1
            clauses = []
    if text[at:end].strip(" \n\t./-–…"):
        clauses.append((at, end))
    if clauses:
        found.append(Sentence(first, end, tuple(clauses)))
    return found


def _enclosed(marks: list[tuple[int, str]]) -> set[int]:
    """Numbers of the marks that stand between a bracket or quotation mark and the one that closes it."""
    opened: dict[str, list[int]] = {"(": [], "[": [], "“": [], '"': []}
    ranges: list[tuple[int, int]] = []
    for number, (_, mark) in enumerate(marks):
        if mark in "([“":
            opened[mark].append(number)
        elif mark == '"':
            if opened[mark]:
                ranges.append((opened[mark].pop(), number))
            else:
                opened[mark].append(number)
        elif mark in ")]”" and opened[_CLOSES[mark]]:
            ranges.append((opened[_CLOSES[mark]].pop(), number))
            if not opened[_CLOSES[mark]] and mark == ")":
                continue
    inside: set[int] = set()
    reached = -1
    for first, last in sorted(ranges):
        if last <= reached:
            continue
        inside.update(range(max(first, reached), last))
        reached = last
    return inside


def _ends(text: str, first: int, place: int, end: int) -> bool:
    """Whether the mark at the place ends a sentence: a capital or quotation follows after a blank, or nothing."""
    after = place + 1
    if after < end and text[after] in ".…/":
        return False
    if after < end and not text[after].isspace():
        return (
            _RUN_ON.match(text, after, end) is not None
            and _ENDS_WORD.search(text, max(first, place - 12), place) is not None
        )
    while after < end and text[after].isspace():
        after += 1
    if after < end and not (text[after].isupper() or text[after] in '“"(-–+' or _INLINE_MARK.match(text, after, end)):
        return False
    return text[place] != "." or not _SHORT.search(text, max(first, place - 14), place)
