"""What the look of lines says: which go on in the next, which belong to a head in two columns."""

import re
from collections.abc import Iterable

from app.words import fold

ITEM = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,3}[.)](?!\d)|[a-zđ]{1,2}\)|[-–—+•*●▪](?=\s|\S)|[IVXLC]{1,6}[.)]\s|[A-HĐ][.)]\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+[IVXLC\d]+|(?:Nơi nhận|Kính gửi|Căn cứ)\b|\(\d{1,2}\))",
)
ENDS = re.compile(r"[.;:!?…”\"/]$")
_NATION = re.compile(
    r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap - tu do - hanh phuc|^noi nhan\b|^(?:tm|tl|kt|tuq|t/m|t/l|k/t)\."
)


def joins(line: str, following: str) -> bool:
    """Whether a sentence that was broken by hand goes on: small letter next, no full stop before, no item."""
    return following.lstrip('(“"')[:1].islower() and not ENDS.search(line) and not ITEM.match(following)


def is_head(lines: Iterable[str]) -> bool:
    """Whether lines beside one another are the head of a document or its signatures, not rows of a table."""
    return any(_NATION.search(fold(line)) for line in lines)
