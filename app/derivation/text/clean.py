"""The text in the one form that the grammars read, and the way back to the offsets of the text as given."""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field

CAPITAL = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and (code < 0x250 or code > 0x1E9F))
"""Capital Latin letters with all Vietnamese marks, for use inside a pattern's brackets."""
_UNEVEN = re.compile(
    "[\u00ad\u200b\u200c\u200d\u2060\ufeff]+"  # zero-width characters vanish
    "|[^\\W\\d_][\u0300-\u036f]+"  # a letter with its marks written apart becomes one letter
    "|[ \u00a0\u3000\u2003]+(?=\r?\n)"  # blanks at the end of a line
    "|(?<=[^\\s])[ \u00a0\u3000\u2003]{4,}(?=[^\\s])"  # columns made with blanks
    "|[ \u00a0\u3000\u2003]{2,}"
    "|\r(?=\n)"
)
_SENTENCE_ENDS = re.compile(r"(?:[a-zà-ỹđ]{2}|\d{4}|\w\))[.;]\Z")
"""What stands before wide blanks where a page gave its paragraphs as one line; a mark "1." or "III." is followed by its item."""
_WIDEST_CELL = 72
"""Characters: what is longer before wide blanks is no cell of a row laid out with blanks."""
_OLD_TONE = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?![a-zà-ỹđ])")
_NEW_TONE = {
    f"o{old}": f"{new}{tail}"
    for tail, olds, news in (("a", "àáảãạ", "òóỏõọ"), ("e", "èéẻẽẹ", "òóỏõọ"))
    for old, new in zip(olds, news, strict=True)
} | {f"u{old}": f"{new}y" for old, new in zip("ỳýỷỹỵ", "ùúủũụ", strict=True)}
_ONE = {ord(c): "-" for c in "‐‑‒–—―−"} | {ord(c): " " for c in "\n\r\t\u00a0\u3000\u2003"}


@dataclass(frozen=True)
class Source:
    """`text` as it is cut and shown; `low` of equal length for matching: small letters, one dash, new tone places.

    `own` holds the names that the text itself sets apart (recipients, lines about work), in `low`, by their first word; `reached`
    and `heads` remember how far names reach and where they begin.
    """

    text: str
    low: str
    _at: list[int] = field(default_factory=list)
    _shift: list[int] = field(default_factory=list)
    own: dict[str, list[str]] = field(default_factory=dict)
    reached: dict[tuple[int, int, bool, bool, bool], int] = field(default_factory=dict)
    heads: dict[tuple[int, int], int] = field(default_factory=dict)

    def own_at(self, at: int, end: int) -> int:
        """Where one of the text's own names ends that begins at the place; -1 where none does."""
        if not self.own:
            return -1
        blank = self.low.find(" ", at, end)
        for name in self.own.get(self.low[at:blank], ()) if blank > 0 else ():
            stop = at + len(name)
            if stop <= end and self.low.startswith(name, at) and not self.low[stop : stop + 1].isalnum():
                return stop
        return -1

    def back(self, at: int) -> int:
        """The offset in the text as given of an offset here."""
        place = bisect_right(self._at, at)
        return at + self._shift[place - 1] if place else at

    @property
    def uneven(self) -> bool:
        """Whether offsets differ from those of the text as given."""
        return bool(self._at)


def clean(given: str) -> Source:
    """Composed letters, no zero-width characters, one blank between words; a text already so is kept. Linear."""
    at: list[int] = []
    shift: list[int] = []
    removed = 0

    def shorten(match: re.Match[str]) -> str:
        nonlocal removed
        found = match.group()
        if found[0] in " \u00a0\u3000\u2003":
            inside = (
                match.start() > 0
                and given[match.start() - 1] != "\n"
                and given[match.end() : match.end() + 1] not in "\r\n"
            )
            kept = "" if not inside else " " if len(found) <= 3 else _parting(given, match.start())
        elif found[0] in "\r\u00ad\u200b\u200c\u200d\u2060\ufeff":
            kept = ""
        else:
            kept = unicodedata.normalize("NFC", found)
        if len(kept) != len(found):
            at.append(match.start() - removed + len(kept))
            removed += len(found) - len(kept)
            shift.append(removed)
        return kept

    text = _UNEVEN.sub(shorten, given)
    return Source(text, lowered(text), at, shift)


def _parting(given: str, at: int) -> str:
    """What wide blanks at a place mean: a new paragraph behind a long sentence, else the next column of a row."""
    before = given[max(0, at - _WIDEST_CELL) : at]
    long = len(before) == _WIDEST_CELL and "\n" not in before and "    " not in before
    return "\n" if long and _SENTENCE_ENDS.search(before) else "\t"


def lowered(text: str) -> str:
    """The text in small letters, of the same length, with "hoà" written "hòa" and "uỷ" written "ủy"."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := c.lower()) == 1 else c for c in text)
    low = low.translate(_ONE)
    return _OLD_TONE.sub(lambda match: _NEW_TONE[match.group()], low)


def one_line(words: str) -> str:
    """The words with one blank between them, whatever parted them."""
    return " ".join(words.split())


def bare(low: str) -> str:
    """Small letters without their marks, of the same length: how a bad scan is compared ("QUAN ĐIỄM", "muc tieu")."""
    return "".join(unicodedata.normalize("NFD", c)[0] for c in low).replace("đ", "d")
