"""The one text that every reader gives, and where its parts came from."""

import re
from dataclasses import dataclass, field

from app import words
from app.adapters.text.errors import Unreadable

LONGEST = 1_000_000
"""Characters of one directive's text."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Mark:
    """From `start` on the text stands on this page or in this paragraph of the file."""

    start: int
    kind: str
    number: int


@dataclass(frozen=True)
class Extracted:
    """`text` is NFC with \\n between lines and \\t between the cells of a row; offsets count in it."""

    text: str
    kind: str
    marks: list[Mark] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def tidy(text: str) -> str:
    """NFC, \\n for every line end, no control or zero-width characters, blanks at line ends gone.

    Raises Unreadable past the longest text.
    """
    lines = words.nfc(
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\x0b", "\n")
        .replace("\xa0", " ")
    )
    plain = _SURROGATES.sub("", _CONTROL.sub("", lines))
    plain = re.sub(r"[ \t]+\n", "\n", plain)
    plain = re.sub(r"\n{3,}", "\n\n", plain).strip("\n ")
    if len(plain) > LONGEST:
        raise Unreadable("too-long", limit=f"{LONGEST:,}".replace(",", "."))
    if not plain:
        raise Unreadable("empty")
    return plain


class Builder:
    """Collects tidy lines with the place each came from."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0

    def line(self, text: str, kind: str, number: int) -> None:
        plain = _SURROGATES.sub("", _CONTROL.sub("", words.nfc(text.replace("\xa0", " ")))).strip(" ")
        if not plain.strip():
            return
        if not self._marks or (self._marks[-1].kind, self._marks[-1].number) != (kind, number):
            self._marks.append(Mark(self._length, kind, number))
        self._lines.append(plain)
        self._length += len(plain) + 1
        if self._length > LONGEST:
            raise Unreadable("too-long", limit=f"{LONGEST:,}".replace(",", "."))

    def done(self, kind: str, warnings: list[str] | None = None) -> Extracted:
        if not self._lines:
            raise Unreadable("empty")
        return Extracted("\n".join(self._lines), kind, self._marks, warnings or [])
