"""The outline of a text: paragraphs and items with their marks and what stands above them, and the rows of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.derivation.model import FoundProvision
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.flat_tables import flat_tables
from app.derivation.text.page_breaks import parting

_MARKS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(r"(?:PHẦN|Phần) (?:thứ |THỨ )?\w+[.:]? ?")),
    ("chapter", 2, re.compile(r"(?:CHƯƠNG|Chương) [IVXLC\d]+[.:]? ?")),
    ("section", 3, re.compile(r"(?:MỤC|Mục) [IVXLC\d]+[.:] ?")),
    ("article", 4, re.compile(r"(?:Điều|ĐIỀU) \d{1,3}[.:] ?")),
    ("letter_upper", 5, re.compile(r"[A-HKĐ][.)/] (?=\S)")),
    ("roman", 6, re.compile(r"[IVXLC][IVXLC]{0,5}[.)/] ?(?=[^\W\d_])|[IVX]{1,6} ?[-–] ")),
    ("clause", 7, re.compile(r"\d{1,2}[.)/] ?(?=[^\d\s.,/%])|\d{1,2} ?[-–] (?=[^\W\d_])")),
    ("number2", 8, re.compile(r"\d{1,2}\.\d{1,2}(?:[.)]| ?[-–](?= ))? ?(?=[^\W\d_])")),
    ("number3", 9, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}[.)]? ?(?=[^\W\d_])")),
    ("ordinal", 10, re.compile(r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là[,:]? |Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)[,:] ")),
    ("point", 11, re.compile(r"[a-zđ]{1,2}[)] ?(?=\S)|[a-zđ][./–-] (?=[^\W\d_])")),
    ("number_round", 12, re.compile(r"\(\d{1,2}\) ?(?=[^\W\d_“])|\([ivx]{1,4}\) ?|\([a-zđ]\) ?")),
    ("dash", 13, re.compile(r"[-–—−] ?(?=[^\s\d])")),
    ("plus", 14, re.compile(r"[+•*●▪·◦] ?(?=\S)")),
)  # fmt: skip
_LABELS = {
    "part": "Phần", "chapter": "Chương", "section": "Mục", "article": "Điều", "roman": "Mục", "letter_upper": "Mục",
    "clause": "khoản", "number2": "mục", "number3": "mục", "point": "điểm", "dash": "gạch đầu dòng", "plus": "dấu cộng",
    "table": "bảng", "paragraph": "đoạn",
}  # fmt: skip
_DASHES = tuple(one for one in _MARKS if one[0] in ("dash", "plus"))
_BY_FIRST = {
    "digit": tuple(one for one in _MARKS if one[0] in ("clause", "number2", "number3")),
    "letter": tuple(
        one for one in _MARKS if one[0] not in ("clause", "number2", "number3", "number_round", "dash", "plus")
    ),
    "(": tuple(one for one in _MARKS if one[0] == "number_round"),
}
_OPEN_END = re.compile(r"(?<!\w)(?:[Cc]ác|và|của|với|tại|theo|từ|cho|về|trong|những|thuộc|số)$")
_WORDS_BEFORE_COLON = vocabulary.table("labels")
_LABEL_LINE = re.compile(
    rf"(?:(?:{vocabulary.either(_WORDS_BEFORE_COLON['subjects'])}) )?"
    rf"(?:{vocabulary.either(word for what in ('lead', 'with', 'time', 'product') for word in _WORDS_BEFORE_COLON[what])}) ?: "
)
_NAME_OPEN = re.compile(r"(?:[Cc]ục|[Ss]ở|[Bb]ộ|[Bb]an|[Vv]iện|[Pp]hòng|[Vv]ụ|tâm|đội)$")
_OPEN_NUMBER = re.compile(r"(?<!\w)(?:[Kk]hoản|[Đđ]iều|[Mm]ục|[Nn]gày|[Tt]háng|[Nn]ăm|[Qq]uý|số)$")
_ENDED = frozenset('.;:!?…”"/')
_HEADING = 120
PARAGRAPH_DEPTH = 99
MOST_BLOCKS = 25_000
"""No directive has more paragraphs; what stands after so many is one block."""


@dataclass
class Block:
    """A paragraph or item: [start, end) without its mark, which begins at `outer`; a row of a table with its cells."""

    outer: int
    start: int
    end: int
    kind: str = "paragraph"
    depth: int = PARAGRAPH_DEPTH
    mark: str = ""
    parent: int | None = None
    cells: list[tuple[int, int]] = field(default_factory=list)
    children: list[int] = field(default_factory=list)

    @property
    def marked(self) -> bool:
        return self.kind not in ("paragraph", "table")


def mark_at(text: str, at: int) -> tuple[str, int, int] | None:
    """The mark that begins at the place: kind, depth, where the words after it begin."""
    window = text[at : at + 40].replace("\n", " ").replace("\u00a0", " ")
    if not window or not (window[0].isalnum() or window[0] in "(-–—−+•*●▪·◦"):
        return None
    first = window[0]
    if first.isdigit() and text[at : at + 40].split("\n", 1)[0].strip().isdigit():
        return None  # the number of a page
    group = "digit" if first.isdigit() else "letter" if first.isalpha() else first
    for kind, depth, pattern in _BY_FIRST.get(group, _DASHES):
        if found := pattern.match(window):
            return kind, depth, at + found.end()
    return None


def blocks_of(src: Source) -> list[Block]:
    """The blocks in the order of the text, each with the block above it in the outline."""
    text = src.text
    lines = list(_lines(text))
    width = _width(text, lines)
    parted = _parted_by_blanks(text, lines)
    blocks: list[Block] = []
    blank, length = True, 0
    passed_over = parting(text, lines)
    flat, behind = flat_tables(text, lines), 0
    for number, (start, end) in enumerate(lines):
        if number in flat and len(blocks) < MOST_BLOCKS:
            behind, cells = flat[number]
            blocks.append(Block(cells[0][0], cells[0][0], max(cell[1] for cell in cells), "table", 98, cells=cells))
            blank, length = False, 0
        if number < behind or number in passed_over:
            continue
        first = start
        while first < end and text[first] in " \u00a0\u3000\t":
            first += 1
        last = _trimmed(text, first, end)
        if first == last:
            blank = True
            continue
        if len(blocks) >= MOST_BLOCKS:
            blocks.append(Block(first, first, _trimmed(text, first, len(text))))
            break
        cells = _cells(text, start, end)
        while not cells and last - 1 > first and text[last - 1] in "| \t":
            last -= 1  # the edge of a cell that a site left behind
        before = blocks[-1] if blocks else None
        mark = None if cells else mark_at(text, first)
        counted = mark is not None and mark[0] == "number_round" and _counts_on(text, before, first)
        mark = None if counted else mark
        ended = blank or before is None or bool(before.cells) or text[before.end - 1] in _ENDED
        full = width > 0 and length > (0.9 if ended else 0.6) * width
        begun = before is not None and _heads(text, before) and text[first].isupper()
        begun = begun and vocabulary.VERBS.at(src.low, first, last) > 0
        if (mark is not None or begun) and not ended:
            full = width > 0 and length + _first_word(text, first, last) > (0.97 if mark else 0.85) * width
        open_end = (
            before is not None and not blank and _OPEN_END.search(text, max(0, before.end - 8), before.end) is not None
        )
        if cells:
            blocks.append(Block(start, start, last, "table", 98, cells=cells))
        elif (
            before is not None
            and not before.cells
            and not blank
            and not (mark is None and text[first].isupper() and _LABEL_LINE.match(src.low, first, last))
            and (
                counted
                or (open_end and mark is None)
                or (text[first].isdigit() and _OPEN_NUMBER.search(text, max(0, before.end - 8), before.end) is not None)
                or _continues(
                    text,
                    first,
                    mark,
                    ended=ended,
                    full=full or (parted and mark is None and not begun),
                    wrapped=width > 0,
                )
            )
        ):
            before.end = last
        elif mark is None:
            blocks.append(Block(first, first, last))
        else:
            kind, depth, after = mark
            blocks.append(Block(first, min(after, last), last, kind, depth, text[first:after].strip()))
        blank, length = False, last - start
    _nest(text, blocks)
    return blocks


def _counts_on(text: str, before: Block | None, first: int) -> bool:
    """Whether "(2)" at the head of a line goes on with the "(1)" inside the words before it."""
    number = re.compile(r"\((\d{1,2})\)").match(text, first)
    return (
        before is not None
        and before.kind != "number_round"
        and number is not None
        and f"({int(number[1]) - 1}) " in text[before.start : before.end]
    )


def _heads(text: str, block: Block) -> bool:
    """Whether a block is an item of one line so far that may be a heading: no name of a body is left open at its end."""
    one_line = block.marked and "\n" not in text[block.start : block.end]
    return one_line and _NAME_OPEN.search(text, max(0, block.end - 8), block.end) is None


def _first_word(text: str, first: int, last: int) -> int:
    blank = text.find(" ", first, last)
    return (last if blank < 0 else blank) - first + 1


def _continues(
    text: str, first: int, mark: tuple[str, int, int] | None, *, ended: bool, full: bool, wrapped: bool
) -> bool:
    """Whether a line goes on with the block before it, to which no blank line parts it."""
    if wrapped:
        return not ended if mark is not None and full else mark is None and (full or text[first].islower())
    return mark is None and text[first].islower() and not ended


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _width(text: str, lines: list[tuple[int, int]]) -> int:
    """The width at which lines were cut, 0 where each paragraph is one line; rows of tables, which are not cut, do not count."""
    lengths = sorted(end - start for start, end in lines if end > start and text.count("\t", start, end) < 2)
    if len(lengths) < 12 or not any(end == start for start, end in lines):
        return 0
    widest = lengths[int(len(lengths) * 0.97)]
    if 50 < widest < 130 and sum(one > 0.7 * widest for one in lengths) > len(lengths) * 0.3:
        return widest
    usual = lengths[int(len(lengths) * 0.85)]  # wider lines are few: footnotes in small print
    near = sum(0.85 * usual < one <= usual + 3 for one in lengths)
    return usual if 50 < usual < 130 and near > len(lengths) * 0.45 else 0


def _parted_by_blanks(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether blank lines stand between paragraphs, so that a line break alone ends none."""
    ended = [at for at, (start, end) in enumerate(lines[:-1]) if end - start > 1 and text[end - 1] in ".;:"]
    blank = sum(lines[at + 1][0] == lines[at + 1][1] for at in ended)
    return len(ended) > 3 and blank > 0.7 * len(ended)


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The cells of a row written with tabs or between upright strokes; none for a line that is no row."""
    if text.count("\t", start, end) >= 2:
        mark = "\t"
    elif text[start] == "|" and text.count("|", start, end) >= 3:
        mark, start, end = "|", start + 1, end - 1 if text[end - 1] == "|" else end
    elif text.count(" | ", start, end) >= 2:
        mark = "|"
    else:
        return []
    cells, at = [], start
    for part in text[start:end].split(mark):
        first, last = at, at + len(part)
        while first < last and text[first].isspace():
            first += 1
        cells.append((first, _trimmed(text, first, last)))
        at += len(part) + 1
    return cells


def _nest(text: str, blocks: list[Block]) -> None:
    """Marks nest by rank; a mark not yet open right after an item that ends with a colon, or a bare one, stands below it."""
    stack: list[int] = []
    opened = False
    for number, block in enumerate(blocks):
        if block.marked:
            same = next((one for one in stack if _like(blocks[one], block)), None)
            if same is not None:
                block.depth = blocks[same].depth
                del stack[stack.index(same) :]
            elif opened and stack and blocks[stack[-1]].depth >= block.depth:
                block.depth = blocks[stack[-1]].depth + 1
            while stack and blocks[stack[-1]].depth >= block.depth:
                stack.pop()
        block.parent = stack[-1] if stack else None
        if block.parent is not None:
            blocks[block.parent].children.append(number)
        if block.marked:
            stack.append(number)
        opened = block.marked and (text[block.end - 1 : block.end] == ":" or _is_bare(text, block))


def _like(one: Block, other: Block) -> bool:
    """Whether two marks are of one list: of one kind, for bullets of one sign."""
    return one.kind == other.kind and (one.kind != "plus" or one.mark[:1] == other.mark[:1])


def _is_bare(text: str, block: Block) -> bool:
    """A short item of a list that no mark ends: a heading, "* Sở Tư pháp", whatever mark the items below it have."""
    return block.kind in ("dash", "plus") and block.end - block.start < _HEADING and text[block.end - 1].isalpha()


def ancestors(blocks: list[Block], number: int) -> Iterator[int]:
    """The blocks above one, the nearest first; at most as many as there are kinds of marks."""
    above = blocks[number].parent
    while above is not None:
        yield above
        above = blocks[above].parent


def label_of(block: Block) -> str:
    """How one says where a block stands: "khoản 2", "điểm a", "Mục II"."""
    if block.kind in ("ordinal", "number_round"):
        return block.mark.strip(" ,:")
    if block.kind in ("dash", "plus"):
        return _LABELS[block.kind]
    number = re.sub(r"^(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục|ĐIỀU|Điều) ", "", block.mark.replace("\n", " ")).strip(
        " .):(–-,/"
    )
    return f"{_LABELS.get(block.kind, '')} {number}".strip()


def provisions_of(blocks: list[Block]) -> tuple[FoundProvision, ...]:
    """The outline as provisions; a block that has others below it spans them."""
    ends = [block.end for block in blocks]
    for number in range(len(blocks) - 1, -1, -1):
        above = blocks[number].parent
        if above is not None:
            ends[above] = max(ends[above], ends[number])
    paragraphs = 0
    found = []
    for number, block in enumerate(blocks):
        paragraphs += block.kind == "paragraph"
        label = f"đoạn {paragraphs}" if block.kind == "paragraph" else label_of(block)
        found.append(FoundProvision(block.kind, label, block.outer, max(ends[number], block.outer + 1), block.parent))
    return tuple(found)
