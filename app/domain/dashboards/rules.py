"""The tile map: where each province stands on it and which step its share of overdue work is."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.domain.dashboards.queries import Line

TILE_STEPS = (3, 6, 9, 12)
"""Percent of overdue assignments at which the next darker step begins."""


@dataclass(frozen=True)
class Tile:
    """A province on the map: its place in whole columns and rows, `step` from 0 to 4, `share` in percent."""

    line: Line
    short: str
    column: int
    row: int
    step: int
    share: float


@lru_cache
def _places() -> dict[str, tuple[str, int, int]]:
    """Code of a province (Decision 19/2025/QĐ-TTg) -> its short name, column and row."""
    with (Path(__file__).parent / "tiles.csv").open(encoding="utf-8") as file:
        return {row["code"]: (row["short"], int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def tiles(lines: Iterable[Line]) -> list[Tile]:
    """The map of the lines that serve a province, in the order of reading; two units of one province are no map."""
    found: dict[tuple[int, int], Tile] = {}
    for line in lines:
        place = _places().get(line.place_code or "")
        if place is None:
            continue
        short, column, row = place
        if (row, column) in found:
            return []
        share = 100 * line.late / line.total if line.total else 0.0
        found[row, column] = Tile(line, short, column, row, sum(share >= step for step in TILE_STEPS), share)
    return [found[place] for place in sorted(found)]
