"""What stands where on a page of a PDF: pieces of text and ruled lines, upright however the page is turned."""

import ctypes
import itertools
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
_FAR = 1e6

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


Box = tuple[str, float, float, float, float]
"""A letter ("\\n" at a line end, " " for a blank) and its left, bottom, right and top as the file states them."""


def look(page: Any) -> Page:
    """Reads one page of pypdfium2, upright by the way its lines run. Raises PdfiumError."""
    letters, cut = _letters(page)
    upright, width, height = _upright(page, letters)
    across, down, has_picture = _rules(page, upright)
    return Page(width, height, _pieces(letters, upright), across, down, has_picture, cut)


def _letters(page: Any) -> tuple[list[Box], bool]:
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        rect = raw.FS_RECTF()
        found: list[Box] = []
        for at in range(min(count, MOST_CHARACTERS)):
            code = raw.FPDFText_GetUnicode(textpage, at)
            if code in (10, 13):
                found.append(("\n", 0, 0, 0, 0))
            elif code in (0xFFFE, 0xFFFF, 0, 2, 0xAD) or code > 0x10FFFF or 0xD800 <= code < 0xE000:
                continue
            elif chr(code).isspace():
                found.append((" ", 0, 0, 0, 0))
            elif raw.FPDFText_GetLooseCharBox(textpage, at, ctypes.byref(rect)):
                box = (rect.left, rect.bottom, rect.right, rect.top)
                if all(abs(place) < _FAR for place in box):
                    found.append((chr(code), *box))
        return found, count > MOST_CHARACTERS
    finally:
        textpage.close()


def _upright(page: Any, letters: list[Box]) -> tuple[Point, float, float]:
    """How a place is turned so that most lines run to the right; what the page says of its turn proves nothing."""
    width, height = page.get_size()
    if page.get_rotation() in (90, 270):
        width, height = height, width
    right = up = left = down = 0
    for one, other in itertools.pairwise(letters[:4000]):
        if one[0] in " \n" or other[0] in " \n":
            continue
        x, y = other[1] + other[3] - one[1] - one[3], other[2] + other[4] - one[2] - one[4]
        right += x > abs(y)
        left += -x > abs(y)
        up += y > abs(x)
        down += -y > abs(x)
    most = max(right, up, left, down)
    if most == right:
        return (lambda x, y: (x, y)), width, height
    if most == up:
        return (lambda x, y: (y, width - x)), height, width
    if most == down:
        return (lambda x, y: (height - y, x)), height, width
    return (lambda x, y: (width - x, height - y)), width, height


def _pieces(letters: list[Box], upright: Point) -> list[Piece]:
    found: list[Piece] = []
    now: Piece | None = None
    blank = False
    for letter, *box in letters:
        if letter == "\n":
            now, blank = None, False
            continue
        if letter == " ":
            blank = True
            continue
        x0, y0 = upright(box[0], box[1])
        x1, y1 = upright(box[2], box[3])
        left, right, bottom, top = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
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
    return found


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
