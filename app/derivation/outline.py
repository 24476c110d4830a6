"""The outline of a text: blocks (paragraphs and items) with their marks and depth, tables, and what stands outside orders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.derivation.model import FoundProvision
from app.words import fold

_MARKS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(r"(?:PHẦN|Phần)\s+(?:thứ\s+)?[\wĐđ]+[.:]?\s*", re.UNICODE)),
    ("chapter", 2, re.compile(r"(?:CHƯƠNG|Chương)\s+[IVXLC\d]+[.:]?\s*")),
    ("section", 3, re.compile(r"(?:MỤC|Mục)\s+[IVXLC\d]+[.:]\s*")),
    ("article", 4, re.compile(r"Điều\s+\d{1,3}[.:]\s*")),
    ("roman", 5, re.compile(r"[IVXLC][IVXLCivxlc]{0,5}[.)]\s+|[IVXLC]{1,6}\s*[-–]\s+")),
    ("letter_upper", 6, re.compile(r"[A-HĐ][.)]\s+")),
    ("clause", 7, re.compile(r"\d{1,2}[.)]\s+")),
    ("clause", 7, re.compile(r"\d{1,2}\s*[-–]\s+")),
    ("number2", 8, re.compile(r"\d{1,2}\.\d{1,2}\.?\s+")),
    ("number3", 9, re.compile(r"\d{1,2}\.\d{1,2}\.\d{1,2}\.?\s+")),
    ("ordinal", 10, re.compile(r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười) là[,:]\s*|Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)[,:]\s*")),
    ("point", 11, re.compile(r"[a-zđ]{1,2}\)\s*")),
    ("number_round", 12, re.compile(r"\(\d{1,2}\)\s*|\([ivx]{1,4}\)\s*")),
    ("dash", 13, re.compile(r"[-–—]\s*(?=\S)")),
    ("plus", 14, re.compile(r"[+•*●▪]\s*")),
)  # fmt: skip
_LABELS = {
    "part": "Phần",
    "chapter": "Chương",
    "section": "Mục",
    "article": "Điều",
    "roman": "Mục",
    "clause": "khoản",
    "number2": "mục",
    "number3": "mục",
    "point": "điểm",
    "dash": "gạch đầu dòng",
    "plus": "dấu cộng",
    "table": "bảng",
    "paragraph": "đoạn",
}
_RECIPIENTS = re.compile(r"^\s*(?:Nơi nhận|NƠI NHẬN)\s*:?")
_BREAK_ENDS = re.compile(r"[.;:!?…”\"/]\s*$")


@dataclass
class Block:
    """A paragraph or item: [start, end) without its mark, which begins at `outer`."""

    outer: int
    start: int
    end: int
    kind: str = "paragraph"
    depth: int = 99
    mark: str = ""
    parent: int | None = None
    cells: list[tuple[int, int]] = field(default_factory=list)
    ends_text: bool = False


def mark_at(text: str, at: int) -> tuple[str, int, int] | None:
    """The mark that begins at the place: kind, depth, where the words begin."""
    for kind, depth, pattern in _MARKS:
        if found := pattern.match(text, at, min(len(text), at + 40)):
            return kind, depth, found.end()
    return None


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _wrapped(lines: list[tuple[int, int]]) -> bool:
    """Whether lines were cut at a width: most full lines have about one length and paragraphs are parted by blanks."""
    lengths = [end - start for start, end in lines if end > start]
    long = [one for one in lengths if one > 40]
    return len(long) > 10 and max(lengths) < 130 and any(end == start for start, end in lines)


def blocks_of(text: str) -> list[Block]:
    """The blocks in order, each with the block above it in the outline; what follows "Nơi nhận" is left out."""
    lines = list(_lines(text))
    wrapped = _wrapped(lines)
    blocks: list[Block] = []
    blank = True
    for start, end in lines:
        first = start
        while first < end and text[first] in " \u3000":
            first += 1
        if text[first:end].strip() == "":
            blank = True
            continue
        if _RECIPIENTS.match(text[first:end]):
            break
        if text.count("\t", start, end) >= 2:
            blocks.append(_table_row(text, start, end))
            blank = False
            continue
        mark = mark_at(text, first)
        before = blocks[-1] if blocks else None
        goes_on = (
            before is not None
            and not before.cells
            and not blank
            and mark is None
            and (wrapped or (text[first].islower() and not _BREAK_ENDS.search(text[before.start : before.end][-3:])))
        )
        if goes_on and before is not None:
            before.end = _trimmed(text, before.start, end)
        elif mark is None:
            blocks.append(Block(first, first, _trimmed(text, first, end)))
        else:
            kind, depth, after = mark
            blocks.append(
                Block(
                    first, min(after, end), _trimmed(text, min(after, end), end), kind, depth, text[first:after].strip()
                )
            )
        blank = False
    _nest(blocks)
    return blocks


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _table_row(text: str, start: int, end: int) -> Block:
    cells, at = [], start
    for part in text[start:end].split("\t"):
        first, last = at, at + len(part)
        while first < last and text[first].isspace():
            first += 1
        cells.append((first, _trimmed(text, first, last)))
        at += len(part) + 1
    return Block(start, start, end, "table", 98, cells=cells)


def _nest(blocks: list[Block]) -> None:
    stack: list[int] = []
    for number, block in enumerate(blocks):
        if block.kind in ("paragraph", "table"):
            block.parent = stack[-1] if stack else None
            continue
        while stack and blocks[stack[-1]].depth >= block.depth:
            stack.pop()
        block.parent = stack[-1] if stack else None
        stack.append(number)


def label_of(block: Block) -> str:
    """How one says where a block stands: "khoản 2", "điểm a", "Mục II"."""
    word = _LABELS.get(block.kind, "")
    number = block.mark.strip(" .):(-–+•*,").removeprefix("Điều ").removeprefix("Mục ").removeprefix("Chương ")
    if block.kind in ("ordinal", "number_round"):
        return block.mark.strip(" ,:")
    return f"{word} {number}".strip() if block.kind not in ("dash", "plus") else word


def provisions_of(blocks: list[Block]) -> tuple[FoundProvision, ...]:
    """The outline as provisions; a block that has others below it spans them."""
    ends = [block.end for block in blocks]
    for number in range(len(blocks) - 1, -1, -1):
        parent = blocks[number].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[number])
    paragraphs = 0
    found = []
    for number, block in enumerate(blocks):
        paragraphs = paragraphs + 1 if block.kind == "paragraph" else paragraphs
        label = f"đoạn {paragraphs}" if block.kind == "paragraph" else label_of(block)
        found.append(FoundProvision(block.kind, label, block.outer, max(ends[number], block.outer + 1), block.parent))
    return tuple(found)


_ASIDE = re.compile(
    r"^(?:[ivx]+[.)]\s*|\d+[.)]\s*)?(?:muc dich|yeu cau|muc tieu|quan diem|muc dich, yeu cau|muc dich yeu cau|muc tieu, yeu cau"
    r"|quan diem, muc tieu|muc tieu chung|muc tieu cu the|phuong cham|nguyen tac|can cu|co so phap ly|danh gia|ket qua dat duoc"
    r"|ton tai, han che|nguyen nhan|tinh hinh|thuc trang|dac diem tinh hinh|quan diem chi dao|muc dich - yeu cau)\b[^.;]{0,60}$"
)
_BASIS = re.compile(r"^(?:can cu|theo de nghi|xet de nghi|xet to trinh|thuc hien [^.;]{0,200};$)")
_SITE = re.compile(
    r"^(?:can cu (?:theo |tai )?(?:quy dinh (?:tai )?)?(?:dieu|khoan|diem) \d|theo (?:quy dinh tai )?(?:dieu|khoan) \d"
    r"|>>|xem (?:them|chi tiet)|tai ve|noi dung chinh|\(hinh tu internet\))"
)


def outside(text: str, blocks: list[Block]) -> set[int]:
    """Numbers of blocks that hold no orders: purposes, grounds, quoted articles and lines that a site adds."""
    found: set[int] = set()
    skip_depth: int | None = None
    quoted = False
    for number, block in enumerate(blocks):
        folded = fold(text[block.start : block.end][:400])
        question = folded.endswith("?") and len(folded) < 300
        heading = block.kind not in ("paragraph", "table", "dash", "plus", "point")
        if skip_depth is not None and block.depth <= skip_depth and block.kind != "paragraph":
            skip_depth = None
        if question:
            quoted = False
            found.add(number)
            continue
        if _SITE.match(folded) and (folded.endswith(":") or "quy dinh" in folded):
            quoted = True
        elif quoted and re.match(r"^theo (?!dieu|khoan|quy dinh)", folded):
            quoted = False
        if quoted or _SITE.match(folded):
            found.add(number)
            continue
        if (
            skip_depth is None
            and _ASIDE.match(folded.rstrip(" :."))
            and (heading or folded.isupper() or len(folded) < 60)
        ):
            skip_depth = block.depth if heading else 90
            found.add(number)
            continue
        if skip_depth is not None and (block.depth > skip_depth):
            found.add(number)
            continue
        if _BASIS.match(folded) and block.kind in ("paragraph", "dash"):
            found.add(number)
    return found
