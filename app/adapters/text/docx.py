"""Word files: paragraphs in order, numbering restored, tables by cells, tracked changes taken as accepted.

Left out: hidden text, deleted and moved-away text, field codes, contents lists, comments, heads and feet of pages.
"""

import re
from collections.abc import Iterator
from typing import Any

from app.adapters.text import legacy
from app.adapters.text.archive import Archive, W
from app.adapters.text.extracted import OLD_FONT, Builder, Extracted, plain
from app.adapters.text.layout import is_head, joins
from app.adapters.text.numbering import Numbering, number, value
from app.adapters.text.styles import Styles

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_GONE = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr", "trPr", "rt",
                 "sdtPr", "sdtEndPr", "annotationRef", "footnoteRef", "endnoteRef")
)  # fmt: skip
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "dir", "bdo")
)
_SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}noBreakHyphen": "-", f"{W}sym": " "}
_COLUMNS = re.compile(r"(?<=\S) *(?:\t *){2,}(?=\S)")
MOST_CELLS = 64
"""Columns of a row; a wider span is somebody's joke."""


def read(data: bytes) -> Extracted:
    """Raises Unreadable: broken, bomb, encrypted, macro, spreadsheet, unknown-kind, empty, too-long."""
    archive = Archive(data)
    body = archive.xml(archive.main).find(f"{W}body")
    reader = _Reader(archive)
    if body is not None:
        reader.body(body)
    reader.notes(archive.part("footnotes"), "footnote")
    reader.notes(archive.part("endnotes"), "endnote")
    return reader.out.done("docx", [OLD_FONT] if reader.mended else [])


class _Reader:
    """Goes through the document once, from its start to its end, as the counting of lists demands."""

    def __init__(self, archive: Archive) -> None:
        self.out = Builder()
        self.mended = False
        self._numbering = Numbering(archive)
        self._styles = Styles(archive, self._numbering)
        self._codes: list[bool] = []
        self._carried = ""
        self._label = ""

    def body(self, body: Any) -> None:
        for at, node in enumerate(_blocks(body), start=1):
            for line in self._lines(node):
                self.out.line(line, "paragraph", at)
        self.out.line(self._carried, "paragraph", 1)

    def notes(self, root: Any | None, kind: str) -> None:
        for note in root if root is not None else ():
            if note.tag in (f"{W}footnote", f"{W}endnote") and note.get(f"{W}type") is None:
                lines = (line for node in _blocks(note) for line in self._lines(node))
                self.out.line(" ".join(lines), kind, number(note.get(f"{W}id")))

    def _lines(self, node: Any) -> list[str]:
        """The lines of a paragraph or of a table."""
        if node.tag == f"{W}tbl":
            return self._table(node)
        properties = node.find(f"{W}pPr")
        if self._styles.contents_line(properties):
            return []
        own, boxes = self._own(node, properties)
        place = self._styles.place(properties)
        own = self._carried + own
        if _mark_deleted(properties):
            # The end of the paragraph was deleted: it goes on in the next, whose number is not yet asked for.
            self._carried = own
            return []
        self._carried = ""
        label = self._label = self._numbering.label(place) if place else ""
        lines = _soft_lines(own)
        if lines:
            lines[0] = f"{label} {lines[0]}".strip(" ")
        for box in boxes:
            lines += [line for inner in _blocks(box) for line in self._lines(inner)]
        return lines

    def _own(self, node: Any, properties: Any | None) -> tuple[str, list[Any]]:
        boxes: list[Any] = []
        self._codes = []
        text = "".join(self._pieces(node, properties, None, boxes))
        return _COLUMNS.sub("\x00", text).replace("\t", " ").replace("\x00", "\t"), boxes

    def _pieces(self, node: Any, paragraph: Any | None, run: Any | None, boxes: list[Any]) -> Iterator[str]:
        for child in node:
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag in (f"{W}t", _MATH_TEXT):
                if not any(self._codes):
                    yield self._shown(child.text or "", run, paragraph)
            elif tag in _SIGNS:
                if not any(self._codes):
                    yield _SIGNS[tag]
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MC}AlternateContent":
                yield from self._alternative(child, paragraph, run, boxes)
            elif tag == f"{W}r":
                own = child.find(f"{W}rPr")
                if not self._styles.hidden(own):
                    yield from self._pieces(child, paragraph, own, boxes)
            else:
                yield from self._pieces(child, paragraph, run, boxes)

    def _alternative(self, node: Any, paragraph: Any | None, run: Any | None, boxes: list[Any]) -> Iterator[str]:
        """One of the ways in which Word stores the same: the first that holds words."""
        for way in node:
            if way.tag in (f"{_MC}Choice", f"{_MC}Fallback"):
                inner: list[Any] = []
                text = "".join(self._pieces(way, paragraph, run, inner))
                if text.strip() or any(next(box.iter(f"{W}t"), None) is not None for box in inner):
                    boxes += inner
                    yield text
                    return

    def _field(self, kind: str | None) -> None:
        """Keeps for each field that is open whether its code stands here (left out) or its result (kept)."""
        if kind == "begin":
            self._codes.append(True)
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            self._codes.pop()

    def _shown(self, text: str, run: Any | None, paragraph: Any | None) -> str:
        found = legacy.from_font(text, self._styles.font(run, paragraph))
        if found != text:
            self.mended = self.mended or not text.isascii()
            return found
        return legacy.swapped(text)

    def _table(self, table: Any) -> list[str]:
        """One line per row, cells parted by tabs; a cell merged down is empty below its first row, a wide one to its right.

        A frame for the head or the signatures is read column by column, each paragraph a line of its own.
        """
        rows = [row for row in self._rows(table) if any(map(any, row))]
        widths = {sum(1 for cell in row if cell) for row in rows}
        if max(widths, default=0) <= 2 and is_head(line for row in rows for cell in row for line in cell):
            return [line for row in rows for cell in row for line in cell]
        return [line for row in rows if (line := _row(row))]

    def _rows(self, table: Any) -> Iterator[list[list[str]]]:
        for row in _within(table, f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            before = number(value(properties, "gridBefore")) if properties is not None else 0
            cells: list[list[str]] = [[] for _ in range(min(max(before, 0), MOST_CELLS))]
            typed = False
            for cell in _within(row, f"{W}tc"):
                lines, has_words = self._cell(cell)
                typed = typed or has_words
                span = (
                    number(value(cell.find(f"{W}tcPr"), "gridSpan", "1"), 1) if cell.find(f"{W}tcPr") is not None else 1
                )
                cells += [lines, *([] for _ in range(min(span, MOST_CELLS) - 1))]
            # A row that holds nothing but its automatic number is a row that nobody filled in.
            if typed:
                yield cells[:MOST_CELLS]

    def _cell(self, cell: Any) -> tuple[list[str], bool]:
        """The lines of a cell, and whether somebody typed in it; a number alone is kept as the cell's text."""
        properties = cell.find(f"{W}tcPr")
        if properties is not None:
            merged = properties.find(f"{W}vMerge")
            if merged is not None and merged.get(f"{W}val") != "restart":
                return [], False
            if properties.find(f"{W}cellDel") is not None:
                return [], False
        lines: list[str] = []
        typed = False
        for node in _blocks(cell):
            found = self._lines_or_number(node)
            typed = typed or found[1]
            lines += found[0]
        return [line.replace("\t", " ") for line in lines if line], typed

    def _lines_or_number(self, node: Any) -> tuple[list[str], bool]:
        self._label = ""
        lines = self._lines(node)
        if not lines and node.tag == f"{W}p" and self._label not in ("", "-", "+"):
            return [self._label], False
        return lines, bool(lines)


def _row(cells: list[list[str]]) -> str:
    texts = [" ".join(lines) for lines in cells]
    return "\t".join(texts) if any(texts[1:]) else "".join(texts[:1])


def _soft_lines(text: str) -> list[str]:
    """The lines of a paragraph with breaks in it; a break inside a sentence is a blank."""
    lines: list[str] = []
    for line in text.split("\n"):
        tidy = plain(line)
        if tidy and lines and joins(lines[-1], tidy):
            lines[-1] = f"{lines[-1]} {tidy}"
        elif tidy:
            lines.append(tidy)
    return lines


def _mark_deleted(properties: Any | None) -> bool:
    mark = properties.find(f"{W}rPr") if properties is not None else None
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _blocks(node: Any) -> Iterator[Any]:
    """Paragraphs and tables in reading order, through content controls and custom XML."""
    for child in node:
        if child.tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _within(node: Any, tag: str) -> Iterator[Any]:
    """Rows of a table or cells of a row, through the wrappers that may stand between."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)
