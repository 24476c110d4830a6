"""Scans: pages and pictures read by the external program `tesseract` with its language `vie`."""

import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from app.adapters.text import legacy
from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import FAINT, SCANNED, Builder, Extracted
from app.adapters.text.layout import ENDS, ITEM, joins
from app.adapters.text.syllables import readable

PROGRAM = "tesseract"
LANGUAGE = "vie"
DPI = 300
MOST_PAGES = 40
MOST_PIXELS = 40_000_000
PAGE_SECONDS = 45
FAINT_BELOW = 75
_SURE_ENOUGH = 20


@dataclass(frozen=True)
class _Word:
    line: tuple[int, int, int, int]
    text: str
    sure: float
    right: int


def missing() -> str:
    """What scans need and this machine lacks: the program, its language, or "" for nothing."""
    if shutil.which(PROGRAM) is None:
        return PROGRAM
    return "" if LANGUAGE in _languages() else f"{PROGRAM}-ocr-{LANGUAGE}"


@cache
def _languages() -> frozenset[str]:
    try:
        said = subprocess.run(
            [PROGRAM, "--list-langs"], capture_output=True, timeout=20, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(said.stdout.decode(errors="replace").split())


def read_image(data: bytes, kind: str, *, scans: bool = True) -> Extracted:
    """A picture of one page, or a .tif of several. Raises Unreadable like `read_pages`, and too-large-image."""
    _check_size(data, kind)
    _ready(1, scans)
    return _extracted([(1, _recognised(data))], kind)


def read_pages(document: Any, numbers: list[int], *, scans: bool = True) -> Extracted:
    """Pages of an open PDF, drawn and recognised.

    Raises Unreadable: scan (without `scans`), no-ocr, too-many-scans, no-text, garbled, timeout, broken.
    """
    _ready(len(numbers), scans)
    return _extracted([(number + 1, _recognised(_drawn(document, number))) for number in numbers], "pdf")


def _ready(pages: int, scans: bool) -> None:
    if pages > MOST_PAGES:
        raise Unreadable("too-many-scans", limit=MOST_PAGES)
    if not scans:
        raise Unreadable("scan")
    if missing():
        raise Unreadable("no-ocr")


def _drawn(document: Any, number: int) -> bytes:
    """The page in shades of grey as a PGM file, which needs no library to write."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True)
        try:
            rows = memoryview(bitmap.buffer).cast("B")
            lines = [rows[at * bitmap.stride : at * bitmap.stride + bitmap.width] for at in range(bitmap.height)]
            return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(lines)
        finally:
            bitmap.close()
    finally:
        page.close()


def _recognised(image: bytes) -> list[_Word]:
    layout = "1" if "osd" in _languages() else "3"
    started = time.monotonic()
    try:
        said = subprocess.run(
            [PROGRAM, "stdin", "stdout", "-l", LANGUAGE, "--psm", layout, "--dpi", str(DPI), "tsv"],
            input=image,
            capture_output=True,
            timeout=PAGE_SECONDS,
            check=False,
            env={"PATH": os.environ.get("PATH", ""), "OMP_THREAD_LIMIT": "1", "LANG": "C.UTF-8"}
            | ({"TESSDATA_PREFIX": os.environ["TESSDATA_PREFIX"]} if "TESSDATA_PREFIX" in os.environ else {}),
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable("timeout") from error
    except OSError as error:
        raise Unreadable("no-ocr") from error
    if said.returncode != 0:
        raise Unreadable("timeout" if time.monotonic() - started > PAGE_SECONDS - 5 else "broken")
    return list(_words(said.stdout.decode(errors="replace")))


def _words(table: str) -> Iterator[_Word]:
    for row in table.split("\n")[1:]:
        cells = row.split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip() and float(cells[10]) >= _SURE_ENOUGH:
            page, block, paragraph, line = map(int, cells[1:5])
            yield _Word(
                (page, block, paragraph, line), cells[11].strip(), float(cells[10]), int(cells[6]) + int(cells[8])
            )


def _extracted(pages: list[tuple[int, list[_Word]]], kind: str) -> Extracted:
    words = [word for _, found in pages for word in found]
    if sum(len(word.text) for word in words) < 8:
        raise Unreadable("no-text")
    if not readable(" ".join(word.text for word in words), least=0.6):
        raise Unreadable("garbled")
    out = Builder()
    for number, found in pages:
        for page, text, sure in _paragraphs(found):
            out.line(legacy.swapped(text), "page", number + page - 1, sure)
    mean = sum(word.sure for word in words) / len(words)
    return out.done(kind, [SCANNED, FAINT] if mean < FAINT_BELOW else [SCANNED])


def _paragraphs(words: list[_Word]) -> Iterator[tuple[int, str, int]]:
    """Lines joined where a sentence runs on: the page, the text, how sure in percent."""
    lines: list[list[_Word]] = []
    for word in words:
        if lines and lines[-1][0].line == word.line:
            lines[-1].append(word)
        else:
            lines.append([word])
    widest = max((line[-1].right for line in lines), default=0)
    groups: list[list[list[_Word]]] = []
    for line in lines:
        text = " ".join(word.text for word in line)
        if groups:
            last = groups[-1][-1]
            before = " ".join(word.text for word in last)
            same_block = last[0].line[:3] == line[0].line[:3]
            full = last[-1].right > 0.93 * widest and not ENDS.search(before) and not ITEM.match(text)
            if last[0].line[0] == line[0].line[0] and ((same_block and full) or joins(before, text)):
                groups[-1].append(line)
                continue
        groups.append([line])
    for group in groups:
        flat = [word for line in group for word in line]
        yield flat[0].line[0], " ".join(word.text for word in flat), round(sum(word.sure for word in flat) / len(flat))


def _check_size(data: bytes, kind: str) -> None:
    """Refuses a picture by what its header claims, before any decoder sees it."""
    sizes = {"png": _png, "jpg": _jpg, "tif": _tif}[kind](data)
    if not sizes:
        raise Unreadable("broken")
    if len(sizes) > MOST_PAGES:
        raise Unreadable("too-many-scans", limit=MOST_PAGES)
    if any(width < 1 or height < 1 for width, height in sizes):
        raise Unreadable("broken")
    if any(width * height > MOST_PIXELS for width, height in sizes):
        raise Unreadable("too-large-image")


def _png(data: bytes) -> list[tuple[int, int]]:
    return [struct.unpack(">II", data[16:24])] if data[12:16] == b"IHDR" and len(data) >= 33 else []


def _jpg(data: bytes) -> list[tuple[int, int]]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in (0xFF, 0x01) or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return [(width, height)]
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return []


def _tif(data: bytes) -> list[tuple[int, int]]:
    order = "<" if data[:2] == b"II" else ">"
    sizes: list[tuple[int, int]] = []
    seen: set[int] = set()
    try:
        (at,) = struct.unpack_from(f"{order}I", data, 4)
        while at and at not in seen and len(sizes) <= MOST_PAGES:
            seen.add(at)
            (count,) = struct.unpack_from(f"{order}H", data, at)
            size = {256: 0, 257: 0}
            for entry in range(count):
                tag, kind = struct.unpack_from(f"{order}HH", data, at + 2 + 12 * entry)
                if tag in size:
                    (size[tag],) = struct.unpack_from(
                        f"{order}{'H' if kind == 3 else 'I'}", data, at + 2 + 12 * entry + 8
                    )
            sizes.append((size[256], size[257]))
            (at,) = struct.unpack_from(f"{order}I", data, at + 2 + 12 * count)
    except struct.error:
        return []
    return sizes
