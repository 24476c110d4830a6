"""Ruled tables on a page of a PDF, told by their lines: which piece of text stands in which cell."""

from bisect import bisect_right
from dataclasses import dataclass

from app.adapters.text.pdf_page import Page, Piece, Rule

_NEAR = 3.0
MOST_LINES = 400


@dataclass
class Table:
    """Columns between `xs` (growing), rows between `ys` (falling)."""

    xs: list[float]
    ys: list[float]
    across: list[Rule]
    down: list[Rule]

    @property
    def top(self) -> float:
        return self.ys[0]

    def holds(self, piece: Piece) -> bool:
        middle = (piece.left + piece.right) / 2
        return self.xs[0] <= middle <= self.xs[-1] and self.ys[-1] <= piece.middle <= self.ys[0]

    def rows(self, pieces: list[Piece]) -> list[str]:
        """One line per row, cells parted by tabs; merged cells hold their text in their first row and column."""
        cells: dict[tuple[int, int], list[Piece]] = {}
        for piece in pieces:
            for part in self._parted(piece):
                cells.setdefault(self._home(part), []).append(part)
        lines = []
        for row in range(len(self.ys) - 1):
            texts = [_flow(cells.get((row, column), [])) for column in range(len(self.xs) - 1)]
            if any(texts):
                lines.append("\t".join(texts) if any(texts[1:]) else texts[0])
        return lines

    def _parted(self, piece: Piece) -> list[Piece]:
        """The piece cut where it runs over a line between two cells."""
        row = self._row(piece.middle)
        cuts = [x for at, x in enumerate(self.xs[1:-1], 1) if piece.left < x < piece.right and self._wall(row, at)]
        parts = []
        start = 0
        for cut in [*cuts, float("inf")]:
            end = max(bisect_right(piece.places, cut), start) if cut != float("inf") else len(piece.text)
            if text := piece.text[start:end].strip():
                places = piece.places[start:end]
                parts.append(Piece(text, places[0], places[-1], piece.bottom, piece.top, places))
            start = end
        return parts

    def _home(self, piece: Piece) -> tuple[int, int]:
        row = self._row(piece.middle)
        column = min(max(bisect_right(self.xs, (piece.left + piece.right) / 2) - 1, 0), len(self.xs) - 2)
        while column > 0 and not self._wall(row, column):
            column -= 1
        while row > 0 and not self._floor(row, column):
            row -= 1
        return row, column

    def _row(self, y: float) -> int:
        for row in range(len(self.ys) - 1):
            if y >= self.ys[row + 1]:
                return row
        return len(self.ys) - 2

    def _wall(self, row: int, column: int) -> bool:
        """Whether a line stands between this column of the row and the one before it."""
        y = (self.ys[row] + self.ys[row + 1]) / 2
        x = self.xs[column]
        return any(abs(one.at - x) <= _NEAR and one.start <= y <= one.end for one in self.down)

    def _floor(self, row: int, column: int) -> bool:
        """Whether a line stands between this row and the one above it."""
        x = (self.xs[column] + self.xs[column + 1]) / 2
        y = self.ys[row]
        return any(abs(one.at - y) <= _NEAR and one.start <= x <= one.end for one in self.across)


def tables_of(page: Page) -> list[Table]:
    """From the top of the page; a frame of one cell, an underline and a box round a word are none."""
    across, down = _merged(page.across), _merged(page.down)
    if len(across) > MOST_LINES or len(down) > MOST_LINES:
        return []
    groups: list[tuple[list[Rule], list[Rule]]] = []
    left_across = list(across)
    left_down = list(down)
    while left_down:
        # Grows from one line to all that touch it, so that two tables on a page stay two.
        walls, floors = [left_down.pop()], []
        grew = True
        while grew:
            new_floors = [one for one in left_across if any(_touch(one, wall) for wall in walls)]
            left_across = [one for one in left_across if one not in new_floors]
            floors += new_floors
            new_walls = [one for one in left_down if any(_touch(floor, one) for floor in floors)]
            left_down = [one for one in left_down if one not in new_walls]
            walls += new_walls
            grew = bool(new_floors or new_walls)
        groups.append((floors, walls))
    found = []
    for floors, walls in groups:
        xs = _steps([one.at for one in walls])
        ys = _steps([one.at for one in floors])[::-1]
        if len(xs) >= 3 and len(ys) >= 2:
            found.append(Table(xs, ys, floors, walls))
    return sorted(found, key=lambda table: -table.top)


def _touch(across: Rule, down: Rule) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _merged(rules: list[Rule]) -> list[Rule]:
    """Lines drawn cell by cell become one where they meet."""
    found: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (round(one.at / _NEAR), one.start)):
        last = found[-1] if found else None
        if last and abs(last.at - rule.at) <= _NEAR and rule.start <= last.end + _NEAR:
            found[-1] = Rule(last.at, last.start, max(last.end, rule.end))
        else:
            found.append(rule)
    return found


def _steps(places: list[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _flow(pieces: list[Piece]) -> str:
    """The text of one cell: lines from its top, each from its left."""
    lines: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda one: -one.middle):
        if lines and abs(lines[-1][0].middle - piece.middle) < 0.5 * piece.height:
            lines[-1].append(piece)
        else:
            lines.append([piece])
    return " ".join(piece.text for line in lines for piece in sorted(line, key=lambda one: one.left))
