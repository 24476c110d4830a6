"""The one text that every reader gives, and where its parts came from."""

import re
from dataclasses import dataclass, field

from app import words
from app.adapters.text.errors import Unreadable
from app.words import N_

LONGEST = 1_000_000
"""Characters of one directive's text."""
MOST_MARKS = 20_000
"""Marks that one text keeps: a file with more places is marked at every second, third, ... of them."""

SCANNED = N_("Chữ được nhận từ bản quét nên có thể sai. So lại với bản gốc trước khi giao việc.")
FAINT = N_("Bản quét mờ: nhiều chữ nhận không chắc. Nên dùng tệp Word hoặc quét lại.")
PICTURES = N_("Một số trang chỉ có ảnh, chữ trên đó chưa đọc được. Kiểm tra lại các trang ấy.")
BLANK_HEAD = N_("Số hoặc ngày ban hành trong tệp còn trống. Điền theo bản đã ký.")
FROM_NOTE = N_("Số hoặc ngày lấy từ phần ghi chú đóng trên trang. So lại với bản đã ký.")
OLD_FONT = N_("Chữ trong tệp theo phông cũ, đã chuyển sang Unicode. Đọc lại những chỗ lạ.")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_BLANKS = re.compile(r"[\xa0\u2000-\u200a\u202f\u205f]")


@dataclass(frozen=True)
class Mark:
    """From `start` on the text stands on this page, in this paragraph or on this line of the file.

    `sure` is how sure the recogniser of a scan was of the words there, in percent; None where nothing was guessed.
    """

    start: int
    kind: str
    number: int
    sure: int | None = None


@dataclass(frozen=True)
class Extracted:
    """`text` is NFC with \\n between lines and \\t between the cells of a row; offsets count in it.

    `marks` stand in the order of the text and the first is at 0; `warnings` are message ids for the registrar.
    """

    text: str
    kind: str
    marks: list[Mark] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """One line without control, direction or zero-width characters, NFC, no break or odd blanks, ends trimmed."""
    return _clean(text).strip(" ")


def _clean(text: str) -> str:
    """Composed last: a sign taken out may bring a letter and its mark together."""
    return words.nfc(_SURROGATES.sub("", _CONTROL.sub("", _BLANKS.sub(" ", text))))


def lines_of(text: str) -> list[str]:
    """The lines of a text, at whatever sign for a line end."""
    return _LINE_ENDS.sub("\n", text).split("\n")


def tidy(text: str) -> str:
    """NFC, \\n for every line end, no control or zero-width characters, blanks at line ends gone.

    Raises Unreadable past the longest text.
    """
    return tidied(text)[0]


def tidied(text: str) -> tuple[str, list[Mark]]:
    """`tidy` with the line of the file on which each kept line stands; blank lines stay, one at a time."""
    kept: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, line in enumerate(lines_of(text), start=1):
        # Leading blanks stay: they tell heads in columns and depths of items.
        tidy_line = _clean(line).rstrip(" \t")
        if tidy_line:
            marks.append(Mark(length, "line", number))
        elif not kept or not kept[-1]:
            continue
        kept.append(tidy_line)
        length += len(tidy_line) + 1
        if length > LONGEST + 2:
            raise too_long()
    whole = "\n".join(kept).rstrip("\n")
    lead = len(whole) - len(whole.lstrip(" "))
    whole = whole[lead:]
    if not whole:
        raise Unreadable("empty")
    if len(whole) > LONGEST:
        raise too_long()
    return whole, _thinned([Mark(max(0, mark.start - lead), mark.kind, mark.number) for mark in marks])


def too_long() -> Unreadable:
    return Unreadable("too-long", limit=f"{LONGEST:,}".replace(",", "."))


def _thinned(marks: list[Mark]) -> list[Mark]:
    return marks[:: len(marks) // MOST_MARKS + 1]


class Builder:
    """Collects tidy lines with the place each came from."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._marks: list[Mark] = []
        self._length = 0

    def line(self, text: str, kind: str, number: int, sure: int | None = None) -> None:
        tidy_line = plain(text)
        if not tidy_line.strip():
            return
        last = self._marks[-1] if self._marks else None
        if last is None or (last.kind, last.number, last.sure) != (kind, number, sure):
            self._marks.append(Mark(self._length, kind, number, sure))
        self._lines.append(tidy_line)
        self._length += len(tidy_line) + 1
        if self._length > LONGEST:
            raise too_long()

    def goes_on(self, text: str, kind: str, number: int) -> None:
        """The last line goes on at another place of the file, such as the next page."""
        tidy_line = plain(text)
        if not self._lines:
            self.line(text, kind, number)
        elif tidy_line:
            self._marks.append(Mark(self._length, kind, number))
            self._lines[-1] = f"{self._lines[-1]} {tidy_line}"
            self._length += len(tidy_line) + 1

    def done(self, kind: str, warnings: list[str] | None = None) -> Extracted:
        if not self._lines:
            raise Unreadable("empty")
        return Extracted("\n".join(self._lines), kind, _thinned(self._marks), warnings or [])
