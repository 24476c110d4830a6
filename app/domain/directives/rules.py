"""Decisions about directives from values in hand."""

import re
from collections.abc import Sequence

from app import words
from app.models.directives import KIND_LABELS, DirectiveKind

_BY_NAME = {words.fold(text): kind for kind, text in KIND_LABELS.items()}
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|\n")


def kind_named(name: str | None) -> DirectiveKind:
    """The kind whose Vietnamese name begins the words; `other` for none."""
    folded = words.fold(name or "")
    return next((kind for text, kind in _BY_NAME.items() if text and folded.startswith(text)), DirectiveKind.other)


def sentence_around(body: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the sentences it touches."""
    before = [found.end() for found in _SENTENCE_END.finditer(body, max(0, start - 2000), start)]
    after = _SENTENCE_END.search(body, max(start, end - 1), min(len(body), end + 2000))
    first = before[-1] if before else max(0, start - 2000 if start > 2000 else 0)
    last = after.end() if after else min(len(body), end + 2000)
    while first < start and body[first].isspace():
        first += 1
    return first, max(last, end)


def place_label(labels: Sequence[str]) -> str:
    """ "Mục 2, đoạn 5" from the labels of the provisions around a span, outermost first."""
    return ", ".join(label for label in labels if label)
