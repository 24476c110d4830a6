"""Rows of tables as tasks: the columns are known by their heads, a row of a merged cell takes from the row above."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.derivation.model import Deadline, Mention
from app.derivation.orders import duty
from app.derivation.orders.found import Carried, Found
from app.derivation.orders.judge import Order
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, one_line
from app.derivation.text.outline import Block
from app.derivation.text.vocabulary import either
from app.derivation.times.time_lines import read_line
from app.derivation.units import names, unit_lists

_COLUMNS = vocabulary.table("columns")
_WHOLE = {word: kind for kind, words in _COLUMNS["whole"].items() for word in words}
_HEADS = {kind: re.compile(rf"\b(?:{either(words)})\b") for kind, words in _COLUMNS.items() if kind != "whole"}
_NUMBER_CELL = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[IVXLC]{1,6}|[A-HĐ]|[a-zđ])[.)]?\)?$")
_HELPS = re.compile(r"phối hợp (?:với |cùng )?")
_DITTO = re.compile(r"[-–\"”″' ]*(?:nt|như trên)?[-–\"”″' ]*")
_TWO_NAMES = re.compile(
    r" ?/ ?(?=[A-ZĐ][a-zà-ỹ])|(?<=[a-zà-ỹđ.]) (?=(?:Bộ|Sở|Cục|Ban|Ủy ban|Uỷ ban|UBND|Tòa án|Viện|Văn phòng|Công an|Vụ|Thanh tra) ?)"
)

_OPEN_END = re.compile(
    r"(?:\b(?:và|của|các|thuộc|cùng|trưởng|tịch|phòng|ủy|đoàn|trực|ban|(?<!nội )vụ|sở|bộ|đốc|đạo|với|cục|thư|phó|viện|những|từ|theo|chánh|án|viên|ký|lệnh|huy|việc|nhánh|thể)|[-–,;])$"
)


@dataclass
class Columns:
    """Which column is what, and what the last row said."""

    kinds: dict[str, int] = field(default_factory=dict)
    count: int = 0
    lead: tuple[Mention, ...] = ()
    cooperating: tuple[Mention, ...] = ()
    deadline: Deadline | None = None
    guessed: bool = False


def head_of(src: Source, cells: Sequence[tuple[int, int]]) -> dict[str, int]:
    """The kinds of columns that a row of heads names; empty where the row is none."""
    found: dict[str, int] = {}
    if _NUMBER_CELL.match(src.text[slice(*cells[0])]):
        return found
    for at, (start, end) in enumerate(cells):
        low = src.low[start:end]
        if len(low) > 70:
            return {}
        if (alone := _WHOLE.get(low.strip(" .:"), "")) and alone not in found:
            found[alone] = at
            continue
        for kind, words in _HEADS.items():
            if kind not in found and words.search(low):
                found[kind] = at
                break
    named = [kind for kind in found if kind not in ("note", "number")]
    if "task" not in found:
        return {kind: found[kind] for kind in named} if len(named) >= 2 else {}
    return found if len(named) >= 2 or ("number" in found and len(cells) > 2) else {}


class Table:
    """Reads the rows of tables in the order of the text."""

    def __init__(self, src: Source, issued: date | None, kept: Callable[[Found], None]) -> None:
        self._src = src
        self._issued = issued
        self._kept = kept
        self._columns = Columns()

    def leave(self) -> None:
        """Running text stands between: a table that follows without heads has its columns only if it is as wide."""
        self._columns.lead, self._columns.cooperating, self._columns.deadline = (), (), None

    def row(self, number: int, block: Block, above: Carried) -> None:
        src, cells, columns = self._src, block.cells, self._columns
        heads = head_of(src, cells)
        if heads and ("task" in heads or (columns.kinds and columns.count <= len(cells) and not columns.lead)):
            merged = {**(columns.kinds if "task" not in heads else {}), **heads}
            if "task" not in heads and "lead" in columns.kinds and merged["lead"] != columns.kinds["lead"]:
                merged["answers"] = columns.kinds["lead"]
            self._columns = Columns(merged, len(cells))
            return
        if not columns.kinds or len(cells) != columns.count:
            self._columns = columns = self._guess(cells)
            if not columns.kinds:
                return
        at = columns.kinds.get("task", -1)
        if at < 0 or at >= len(cells):
            return
        start, end = cells[at]
        filled = [
            cell
            for place, cell in enumerate(cells)
            if place != at
            and cell[1] > cell[0]
            and not _NUMBER_CELL.match(src.text[cell[0] : cell[1]])
            and src.text[cell[0] : cell[1]] != src.text[start:end]
        ]
        if all(_NUMBER_CELL.match(src.text[a:b]) for a, b in cells if b > a):
            return
        if not filled and (self._title(cells, start, end) or _merged(src, cells, at)):
            return
        while end > start and src.text[end - 1] in ".;,:/ ":
            end -= 1
        if end - start < 8:
            return
        self._kept(self._task(number, block, start, end, above))

    def _task(self, number: int, block: Block, start: int, end: int, above: Carried) -> Found:
        columns = self._columns
        lead, cooperating = self._units(block, "lead") or self._units(block, "answers"), self._units(block, "with")
        deadline = self._time(block)
        if not lead and "lead" in columns.kinds and columns.lead:
            lead = columns.lead
            cooperating = cooperating or columns.cooperating
            deadline = deadline if self._filled(block, "time") else columns.deadline
        elif columns.kinds.get("time", 99) < columns.kinds["task"] and not self._filled(block, "time"):
            deadline = columns.deadline  # a cell of time that goes over several rows
        columns.lead, columns.cooperating, columns.deadline = lead, cooperating, deadline
        found = Found(Order(start, end, (), (), "table"), number, reasons=["table"])
        found.lead, found.cooperating, found.deadline = lead or above.lead, cooperating or above.cooperating, deadline
        found.own_lead = bool(lead)
        if not lead and above.lead:
            found.reasons.append("inherited")
        if columns.guessed:
            found.doubts.append("columns")
        if "product" in columns.kinds and columns.kinds["product"] < len(block.cells):
            a, b = block.cells[columns.kinds["product"]]
            found.product = one_line(self._src.text[a:b]).strip(" .;") or None
        return found

    def _units(self, block: Block, kind: str) -> tuple[Mention, ...]:
        at = self._columns.kinds.get(kind)
        if at is None or at >= len(block.cells):
            return ()
        start, end = block.cells[at]
        if helped := _HELPS.match(self._src.low, start, end):
            start = helped.end()
        if _DITTO.fullmatch(self._src.low, start, end) or _says_work(self._src, start, end):
            return ()
        return cell_units(self._src, start, end)

    def _filled(self, block: Block, kind: str) -> bool:
        at = self._columns.kinds.get(kind)
        return at is not None and at < len(block.cells) and block.cells[at][1] > block.cells[at][0]

    def _time(self, block: Block) -> Deadline | None:
        at = self._columns.kinds.get("time")
        return (
            read_line(self._src, *block.cells[at], self._issued) if at is not None and at < len(block.cells) else None
        )

    def _title(self, cells: Sequence[tuple[int, int]], start: int, end: int) -> bool:
        """A row that only sums up the rows below it; where it names a unit, that unit leads them."""
        src = self._src
        if names.reach(src, start, end) >= end > start:
            self._columns.lead = unit_lists.split_units(src, start, end)
        first = src.text[cells[0][0] : cells[0][1]]
        if re.match(r"(?:[IVXLC]+|[A-HĐ])\b", first) or not first or src.text[start:end].isupper():
            return True
        return duty.verb_at(src, start, end) < 0

    def _guess(self, cells: Sequence[tuple[int, int]]) -> Columns:
        """Columns of a row without heads: the widest cell that opens with an instruction, then units, then a time."""
        src = self._src
        if not _NUMBER_CELL.match(src.text[cells[0][0] : cells[0][1]]) or len(cells) < 3:
            return Columns()
        longest = max(range(1, len(cells)), key=lambda at: cells[at][1] - cells[at][0])
        if duty.verb_at(src, *cells[longest]) < 0:
            return Columns()
        kinds = {"number": 0, "task": longest}
        for at in range(longest + 1, len(cells)):
            start, end = cells[at]
            if names.begins_unit(src, start, end):
                kinds.setdefault("with" if "lead" in kinds else "lead", at)
            elif read_line(src, start, end, self._issued):
                kinds.setdefault("time", at)
        return Columns(kinds, len(cells), guessed=True) if len(kinds) > 2 else Columns()


def _says_work(src: Source, start: int, end: int) -> bool:
    """Whether a cell for units says what is done instead: "Định kỳ rà soát, đánh giá"."""
    return names.head_at(src, start, end) < 0 and duty.verb_at(src, start, end) >= 0


def _merged(src: Source, cells: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether the cells of a row say the same words: one cell over all columns, a title."""
    words = src.text[slice(*cells[at])]
    return len(words) > 3 and sum(src.text[a:b] == words for a, b in cells) >= max(3, len(cells) - 1)


def cell_units(src: Source, start: int, end: int) -> tuple[Mention, ...]:
    """Units of a cell; two names without a comma between them are two."""
    others = src.text.find(" chỉ đạo ", start, end)
    if others > 0 and not src.low.endswith(("ban", "tổ"), start, others) and names.reach(src, start, others) >= others:
        end = others  # who is directed is not the one who leads
    units: list[Mention] = []
    at = start
    for match in _TWO_NAMES.finditer(src.text, start, end):
        if _OPEN_END.search(src.low, max(at, match.start() - 12), match.start()):
            continue
        units += unit_lists.split_units(src, at, match.start())
        at = match.end()
    return (*units, *unit_lists.split_units(src, at, end))
