"""PDF files: lines joined to paragraphs, tables by cells, heads in columns, repeated heads and page numbers left out.

A page without letters, or with a text layer that is noise, is a scan.
"""

import re
from collections import Counter
from typing import Any

import pypdfium2 as pdfium

from app.adapters.text import legacy, pdf_notes, scan
from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import BLANK_HEAD, FROM_NOTE, LONGEST, OLD_FONT, PICTURES, Builder, Extracted, too_long
from app.adapters.text.layout import joins
from app.adapters.text.pdf_lines import Line, lines_of, paragraphs_of
from app.adapters.text.pdf_page import Page, look
from app.adapters.text.syllables import readable

MOST_PAGES = 300
LARGEST_SIDE = 14_400
"""Points; the format knows no larger page."""
_PAGE_NUMBER = re.compile(r"^[-–—\s]*\d{1,3}[-–—\s]*$|^(?:Trang|Page)\s*:?\s*\d+(?:\s*/\s*\d+)?$", re.IGNORECASE)
_EDGE = 0.12
_FEWEST_LETTERS = 20


def read(data: bytes, *, scans: bool = True) -> Extracted:
    """Raises Unreadable: encrypted, broken, too-many-pages, too-long, garbled, no-text, and what `scan` raises."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("encrypted" if "assword" in str(error) else "broken") from error
    try:
        count = len(document)
        if count == 0:
            raise Unreadable("broken")
        if count > MOST_PAGES:
            raise Unreadable("too-many-pages", limit=MOST_PAGES)
        pages: list[Page] = []
        letters = 0
        for number in range(count):
            pages.append(_page(document, number))
            letters += sum(len(piece.text) for piece in pages[-1].pieces)
            if letters > LONGEST or pages[-1].cut:
                raise too_long()
        text, mended, readings = _mended(pages)
        if letters < _FEWEST_LETTERS:
            if letters == 0 and not any(page.has_picture for page in pages):
                raise Unreadable("no-text")
            return scan.read_pages(document, list(range(count)), scans=scans)
        if not readable(text, least=0.7):
            return _scanned_or_garbled(document, count, scans=scans)
        return _text(document, pages, readings, mended)
    except pdfium.PdfiumError as error:
        raise Unreadable("broken") from error
    finally:
        document.close()


def _page(document: Any, number: int) -> Page:
    page = document[number]
    try:
        width, height = page.get_size()
        if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
            raise Unreadable("broken")
        return look(page)
    finally:
        page.close()


def _mended(pages: list[Page]) -> tuple[str, bool, Any]:
    """All text, and how its letters are to be read: as they are, or as an old font's."""
    whole = "\n".join(piece.text for page in pages for piece in page.pieces)
    text, mended = legacy.mend(whole)
    if not mended:
        return text, False, legacy.swapped
    sample = whole[:20_000]
    reading = (
        legacy.tcvn3 if legacy.share_of(legacy.tcvn3(sample)) > legacy.share_of(legacy.vni(sample)) else legacy.vni
    )
    return text, True, reading


def _scanned_or_garbled(document: Any, count: int, *, scans: bool) -> Extracted:
    """A text layer that is noise hides a page that can still be looked at."""
    try:
        return scan.read_pages(document, list(range(count)), scans=scans)
    except Unreadable as refused:
        if refused.code in ("no-ocr", "no-text"):
            raise Unreadable("garbled") from refused
        raise


def _text(document: Any, pages: list[Page], reading: Any, mended: bool) -> Extracted:
    lined = [lines_of(page) for page in pages]
    repeated = _repeated(lined, pages)
    warnings = [OLD_FONT] if mended else []
    notes = pdf_notes.of_page(document, 0)
    out = Builder()
    open_end = ""
    for number, (page, lines) in enumerate(zip(pages, lined, strict=True), start=1):
        kept = [line for at, line in enumerate(lines) if not _is_edge(at, lines, line, page, repeated)]
        if number == 1:
            filled, blank = pdf_notes.filled(kept, notes)
            warnings += [FROM_NOTE] if filled else []
            warnings += [BLANK_HEAD] if blank else []
        if not kept and page.has_picture and PICTURES not in warnings:
            warnings.append(PICTURES)
        for at, paragraph in enumerate(paragraphs_of(kept, page)):
            text = reading(paragraph)
            if at == 0 and open_end and "\t" not in text and joins(open_end, text):
                out.goes_on(text, "page", number)
            else:
                out.line(text, "page", number)
            open_end = "" if "\t" in text else text
    return out.done("pdf", warnings)


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text)


def _edges(lines: list[Line], page: Page) -> list[Line]:
    """The two first and two last lines, as far as they stand near the edge of the page."""
    return [
        line
        for line in dict.fromkeys((*lines[:2], *lines[-2:]))
        if not line.table and (line.y > (1 - _EDGE) * page.height or line.y < _EDGE * page.height)
    ]


def _repeated(lined: list[list[Line]], pages: list[Page]) -> set[str]:
    """Lines at the edges that stand on most pages: heads and feet."""
    if len(pages) < 3:
        return set()
    seen = Counter(
        key for lines, page in zip(lined, pages, strict=True) for key in {_key(line) for line in _edges(lines, page)}
    )
    return {key for key, times in seen.items() if times > len(pages) / 2}


def _is_edge(at: int, lines: list[Line], line: Line, page: Page, repeated: set[str]) -> bool:
    if 2 <= at < len(lines) - 2 or line.table:
        return False
    return line in _edges(lines, page) and (_key(line) in repeated or bool(_PAGE_NUMBER.match(line.text)))
