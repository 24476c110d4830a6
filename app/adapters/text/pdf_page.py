"""What stands where on a page of a PDF: pieces of text and ruled lines, upright however the page is turned."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

MOST_CHARACTERS = 120_000
MOST_SEGMENTS = 40_000
MOST_OBJECTS = 20_000
_GAP = 1.8
"""Heights of a letter between two pieces of one line; blanks of justified lines are narrower."""
_THIN = 2.5

Point = Callable[[float, float], tuple[float, float]]


@dataclass
class Piece:
    """Text on one line without a wide gap; y grows upwards; `places` are the middles of its characters."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    places: list[float]

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


@dataclass(frozen=True)
class Rule:
    """A straight ruled line: at `at` on its own axis, from `start` to `end` on the other."""

    at: float
    start: float
    end: float


@dataclass
class Page:
    width: float
    height: float
    pieces: list[Piece]
    across: list[Rule]
    down: list[Rule]
    has_picture: bool
    cut: bool = False


def look(page: Any) -> Page:
    """Reads one page of pypdfium2. Raises PdfiumError."""
    upright, width, height = _upright(page)
    pieces, cut = _pieces(page, upright)
    across, down, has_picture = _rules(page, upright)
    return Page(width, height, pieces, across, down, has_picture, cut)


def _upright(page: Any) -> tuple[Point, float, float]:
    width, height = page.get_size()
    turn = page.get_rotation()
    if turn == 90:
        return (lambda x, y: (y, height - x)), width, height
    if turn == 180:
        return (lambda x, y: (width - x, height - y)), width, height
    if turn == 270:
        return (lambda x, y: (width - y, x)), width, height
    return (lambda x, y: (x, y)), width, height


def _pieces(page: Any, upright: Point) -> tuple[list[Piece], bool]:
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        found: list[Piece] = []
        now: Piece | None = None
        rect = raw.FS_RECTF()
        blank = False
        for at in range(min(count, MOST_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(textpage, at)
            if code in (10, 13):
                now, blank = None, False
                continue
            if code in (0xFFFE, 0xFFFF, 0, 2, 0xAD) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
                continue
            letter = chr(code)
            if letter.isspace():
                blank = True
                continue
            if not raw.FPDFText_GetLooseCharBox(textpage, at, ctypes.byref(rect)):
                continue
            x0, y0 = upright(rect.left, rect.bottom)
            x1, y1 = upright(rect.right, rect.top)
            left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
            if not (abs(left) < 1e6 and abs(right) < 1e6 and abs(bottom) < 1e6 and abs(top) < 1e6):
                continue
            if now is not None and (
                left - now.right > _GAP * now.height
                or left < now.left - now.height
                or min(top, now.top) - max(bottom, now.bottom) < 0.2 * min(top - bottom, now.height)
            ):
                now, blank = None, False
            if now is None:
                now = Piece(letter, left, right, bottom, top, [(left + right) / 2])
                found.append(now)
            else:
                if blank:
                    now.text += " "
                    now.places.append((now.right + left) / 2)
                now.text += letter
                now.places.append((left + right) / 2)
                now.right, now.bottom, now.top = max(now.right, right), min(now.bottom, bottom), max(now.top, top)
            blank = False
        return found, count > MOST_CHARACTERS
    finally:
        textpage.close()


def _rules(page: Any, upright: Point) -> tuple[list[Rule], list[Rule], bool]:
    across: list[Rule] = []
    down: list[Rule] = []
    has_picture = False
    left = MOST_SEGMENTS
    for number, item in enumerate(page.get_objects(max_depth=3)):
        if number > MOST_OBJECTS or left <= 0:
            break
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif item.type == raw.FPDF_PAGEOBJ_PATH:
            left -= _path(item, upright, across, down, left)
    return across, down, has_picture


def _path(item: Any, upright: Point, across: list[Rule], down: list[Rule], most: int) -> int:
    """Adds the straight lines of a path; returns how many segments were looked at."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return 1
    count = min(raw.FPDFPath_CountSegments(item), most)
    x, y = ctypes.c_float(), ctypes.c_float()
    before = first = (0.0, 0.0)
    for at in range(max(count, 0)):
        segment = raw.FPDFPath_GetPathSegment(item, at)
        if not segment or not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        here = upright(
            matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            before = first = here
            continue
        if kind == raw.FPDF_SEGMENT_LINETO:
            _rule(before, here, across, down)
        if raw.FPDFPathSegment_GetClose(segment):
            _rule(here, first, across, down)
        before = here
    return int(max(count, 1))


def _rule(one: tuple[float, float], other: tuple[float, float], across: list[Rule], down: list[Rule]) -> None:
    wide, high = abs(one[0] - other[0]), abs(one[1] - other[1])
    if not (wide < 1e5 and high < 1e5):
        return
    if high <= _THIN < 6 <= wide:
        across.append(Rule((one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0])))
    elif wide <= _THIN < 6 <= high:
        down.append(Rule((one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1])))
