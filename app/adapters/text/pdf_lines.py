"""Pieces of text on a page -> lines in reading order -> paragraphs."""

import itertools
import re
from dataclasses import dataclass

from app.adapters.text.layout import ENDS, ITEM, is_head, joins
from app.adapters.text.pdf_page import Page, Piece
from app.adapters.text.pdf_tables import tables_of


@dataclass(frozen=True)
class Line:
    text: str
    left: float
    right: float
    y: float
    height: float
    table: bool = False
    column: bool = False
    places: tuple[float, ...] = ()
    """The middles of the characters; none for a row of a table."""


Row = list[Piece]


def lines_of(page: Page) -> list[Line]:
    """The lines of a page from its top; a head in two columns is read column by column, a ruled table row by row."""
    rest = page.pieces
    blocks: list[tuple[float, list[Line]]] = []
    for table in tables_of(page):
        inside = [piece for piece in rest if table.holds(piece)]
        rest = [piece for piece in rest if not table.holds(piece)]
        lines = [Line(text, table.xs[0], table.xs[-1], table.top, 10.0, table=True) for text in table.rows(inside)]
        if lines:
            blocks.append((table.top, lines))
    rows = _rows(rest)
    for block in _blocks(rows, [top for top, _ in blocks]):
        blocks.append((block[0][0].top, _read(block)))
    return [line for _, lines in sorted(blocks, key=lambda one: -one[0]) for line in lines]


def _rows(pieces: list[Piece]) -> list[Row]:
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda one: (-one.middle, one.left)):
        if rows and abs(rows[-1][0].middle - piece.middle) < 0.45 * min(rows[-1][0].height, piece.height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_blanks_closed(sorted(row, key=lambda one: one.left)) for row in rows]


_BEFORE_BLANK = re.compile(r"(?:\bSố\s*:?|\bngày|\btháng|\bnăm)$")
_AFTER_BLANK = re.compile(r"^(?:[-/]\s?[A-ZĐ]|tháng\b|năm\b|\d{1,4}\b)")


def _blanks_closed(row: Row) -> Row:
    """The row with the blanks of number and day closed: they are gaps in a line, not gaps between columns."""
    found = row[:1]
    for piece in row[1:]:
        last = found[-1]
        if _BEFORE_BLANK.search(last.text) and _AFTER_BLANK.match(piece.text):
            places = [*last.places, (last.right + piece.left) / 2, *piece.places]
            bottom, top = min(last.bottom, piece.bottom), max(last.top, piece.top)
            found[-1] = Piece(f"{last.text} {piece.text}", last.left, piece.right, bottom, top, places)
        else:
            found.append(piece)
    return found


def _blocks(rows: list[Row], tables: list[float]) -> list[list[Row]]:
    """Rows that are read together: those between two tables, and those of one head in two columns."""
    found: list[list[Row]] = []
    at = 0
    while at < len(rows):
        end = at + 1
        if len(rows[at]) == 2:
            end = _columns_end(rows, at)
        found.append(rows[at:end])
        at = end
    return [part for block in found for part in _parted(block, tables)]


def _parted(block: list[Row], tables: list[float]) -> list[list[Row]]:
    """The block cut at each table that stands between its rows."""
    parts: list[list[Row]] = [[]]
    for row in block:
        before = parts[-1][-1][0].middle if parts[-1] else None
        if before is not None and any(before > top > row[0].middle for top in tables):
            parts.append([])
        parts[-1].append(row)
    return parts


def _columns_end(rows: list[Row], start: int) -> int:
    """Where the rows end that keep clear of the gap between two columns, which the first row shows."""
    left_edge, right_edge = rows[start][0].right, rows[start][1].left
    end, last_pair = start, start
    for at in range(start, len(rows)):
        row = rows[at]
        if at > start and rows[at - 1][0].bottom - row[0].top > 2.5 * row[0].height and len(row) == 1:
            break
        if len(row) > 2:
            break
        gap = [piece for piece in row if piece.left < right_edge and piece.right > left_edge]
        if gap:
            # A column may be wider here than in the first row: the gap shrinks, but must not close.
            if len(row) != 2 or row[0].right >= right_edge or row[1].left <= left_edge:
                narrower_left = max([left_edge, *(p.right for p in row if p.right < right_edge)])
                narrower_right = min([right_edge, *(p.left for p in row if p.left > left_edge)])
                whole = [p for p in row if p.left < narrower_right and p.right > narrower_left]
                if whole or narrower_right - narrower_left < 4:
                    break
                left_edge, right_edge = narrower_left, narrower_right
            else:
                left_edge, right_edge = max(left_edge, row[0].right), min(right_edge, row[1].left)
                if right_edge - left_edge < 4:
                    break
        end = at + 1
        last_pair = at if len(row) == 2 else last_pair
    # What stands on one side only, below the last pair, is the tail of a column: of "Nơi nhận", mostly.
    return max(end, last_pair + 1, start + 1)


def _read(block: list[Row]) -> list[Line]:
    texts = [piece.text for row in block for piece in row]
    if (len(block) > 1 and is_head(texts)) or (len(block) == 1 and len(block[0]) == 2 and is_head(texts)):
        pair = next(row for row in block if len(row) == 2)
        middle = (pair[0].right + pair[1].left) / 2
        sides = (
            [piece for row in block for piece in row if piece.left < middle],
            [piece for row in block for piece in row if piece.left >= middle],
        )
        return [_line([piece], column=True) for side in sides for piece in side]
    return [_line(row) for row in block]


def _line(row: Row, *, column: bool = False) -> Line:
    wide = [later.left - earlier.right > 3 * earlier.height for earlier, later in itertools.pairwise(row)]
    text, places = row[0].text, list(row[0].places)
    for piece, gap in zip(row[1:], wide, strict=True):
        text += ("\t" if gap or len(row) > 2 else " ") + piece.text
        places += [piece.left, *piece.places]
    return Line(text, row[0].left, row[-1].right, row[0].middle, row[0].height, column=column, places=tuple(places))


def paragraphs_of(lines: list[Line], page: Page) -> list[str]:
    """Lines that a sentence runs over, joined; rows of tables stay as they are."""
    plain = [line for line in lines if not line.table and not line.column]
    if not plain:
        return [line.text for line in lines]
    right = sorted(line.right for line in plain)[int(0.9 * (len(plain) - 1))]
    left = sorted(line.left for line in plain)[int(0.1 * (len(plain) - 1))]
    indented = sum(line.left > left + 0.9 * line.height for line in plain)
    indents = indented >= max(1, len(plain) // 20) and indented < 0.8 * len(plain)
    found: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _goes_on(before, found[-1], line, left, right, indents=indents):
            found[-1] = f"{found[-1]} {line.text}"
        else:
            found.append(line.text)
        before = line
    return found


def _goes_on(before: Line, text: str, line: Line, left: float, right: float, *, indents: bool) -> bool:
    if before.table or line.table or "\t" in line.text or "\t" in before.text:
        return False
    if before.column or line.column:
        return before.column == line.column and abs(before.left - line.left) < 200 and joins(text, line.text)
    if before.y - line.y > 2.6 * before.height:
        return False
    if joins(text, line.text):
        return True
    # A line is full when the first word of the next would not have fitted on it.
    wide = (before.right - before.left) / max(1, len(before.text))
    full = before.right + (len(line.text.split(" ", 1)[0]) + 1.5) * wide > right
    if not full:
        return False
    ended = bool(ENDS.search(text))
    if indents:
        # Where paragraphs begin with an indent, "Mục IV" at the margin after an open sentence is no heading.
        return line.left <= left + 0.9 * line.height and not (ended and ITEM.match(line.text))
    return not ended and not ITEM.match(line.text)
