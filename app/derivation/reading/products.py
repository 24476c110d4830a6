"""What a task is to deliver or to reach: a document to be issued, a number, a ratio up or down."""

import re
from itertools import islice

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, one_line
from app.derivation.text.vocabulary import either

_WORDS = vocabulary.table("products")
_REACH = 1500
_MOST = 3
_PRODUCT = re.compile(
    rf"\b(?:{either(_WORDS['makes'])})(?: [^,.;]{{0,70}}? (?:ban hành|phê duyệt|thông qua|về))? (?P<product>(?:dự thảo |các |01 |một )?(?:{either(_WORDS['documents'])})\b[^,.;:()]{{0,120}}?)(?= (?:gửi|trước|xong|báo cáo|trình|theo|để|nhằm|trong|chậm nhất|hoàn thành|tại|bảo đảm)\b|[,.;:()]|$)"
)
_TARGET = re.compile(
    rf"(?:{either(_WORDS['bounds'])}) \d[\d.,]*(?: ?- ?\d[\d.,]*)? ?(?:%|{either(_WORDS['measures'])})[^,.;]{{0,50}}|\d[\d.,]*% [^,.;]{{0,60}}"
)
_DIRECTION = re.compile(rf"\b(?:giảm|tăng|nâng|kéo giảm|rút ngắn) (?:{either(_WORDS['ratios'])})[^,.;]{{0,70}}")


def product_of(src: Source, start: int, end: int) -> str | None:
    """The document that the words ask for, as written."""
    match = _PRODUCT.search(src.low, start, min(end, start + _REACH))
    return _written(src, match.start("product"), match.end("product")) if match else None


def indicator_of(src: Source, start: int, end: int) -> str | None:
    """The numbers to be reached or the ratios to be moved, as written."""
    end = min(end, start + _REACH)
    found = [match.span() for match in islice(_TARGET.finditer(src.low, start, end), _MOST)]
    found = found or [match.span() for match in islice(_DIRECTION.finditer(src.low, start, end), _MOST)]
    return "; ".join(_written(src, a, b) for a, b in found) or None


def _written(src: Source, start: int, end: int) -> str:
    return one_line(src.text[start:end]).strip(" ,;.")
