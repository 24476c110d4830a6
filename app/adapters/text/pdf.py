"""PDF files with a text layer: lines joined, repeated heads and page numbers left out."""

import re
from collections import Counter

import pypdfium2 as pdfium

from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import Builder, Extracted

MOST_PAGES = 300
_PAGE_NUMBER = re.compile(r"^[-–\s]*\d{1,3}[-–\s]*$|^Trang \d+(/\d+)?$")
_ITEM = re.compile(
    r"^(\d{1,3}(\.\d{1,3}){0,3}[.)]|[a-zđ]\)|[-–+•*]|[IVXLC]{1,6}[.)]|(Điều|Chương|Mục|Phần|Nơi nhận|Căn cứ)\b)",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.;:!?…”\"]$")


def read(data: bytes) -> Extracted:
    """Raises Unreadable: encrypted, broken, too-many-pages, no-text, too-long."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise Unreadable("encrypted" if "assword" in str(error) else "broken") from error
    try:
        if len(document) > MOST_PAGES:
            raise Unreadable("too-many-pages", limit=MOST_PAGES)
        pages = [_lines(document, number) for number in range(len(document))]
    except pdfium.PdfiumError as error:
        raise Unreadable("broken") from error
    finally:
        document.close()
    if sum(len(line) for page in pages for line in page) < 20:
        raise Unreadable("no-text")
    repeated = _repeated(pages)
    out = Builder()
    for number, page in enumerate(pages, start=1):
        kept = [line for line in page if line not in repeated and not _PAGE_NUMBER.match(line)]
        for line in _joined(kept):
            out.line(line, "page", number)
    return out.done("pdf")


def _lines(document: pdfium.PdfDocument, number: int) -> list[str]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            raw = text.get_text_bounded()
        finally:
            text.close()
    finally:
        page.close()
    return [line.strip() for line in raw.replace("\r", "\n").replace("\ufffe", "").split("\n") if line.strip()]


def _repeated(pages: list[list[str]]) -> set[str]:
    """First and last lines that stand on most pages: heads and feet."""
    if len(pages) < 3:
        return set()
    edges = Counter(line for page in pages for line in {*page[:2], *page[-2:]})
    return {line for line, times in edges.items() if times > len(pages) / 2}


def _joined(lines: list[str]) -> list[str]:
    """A line that is full and does not end a sentence goes on in the next, unless that begins an item."""
    width = max((len(line) for line in lines), default=0)
    joined: list[str] = []
    full = False
    for line in lines:
        if (joined and full and not _ENDS.search(joined[-1]) and not _ITEM.match(line)) or (
            joined and full and not _ITEM.match(line) and line[:1].islower()
        ):
            joined[-1] = f"{joined[-1]} {line}"
        else:
            joined.append(line)
        full = len(line) > width * 0.7
    return joined
