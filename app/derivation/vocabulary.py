"""The words of the trade, read once from the files beside: verbs of orders, openers, heads of unit names."""

import re
from functools import lru_cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"


@lru_cache
def words_of(name: str) -> tuple[str, ...]:
    """The lines of a data file without comments, longest first."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    found = {line.strip() for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(found, key=len, reverse=True))


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)


def _capital(words: tuple[str, ...]) -> str:
    """The same, with a capital first letter allowed."""
    return "|".join(f"[{word[0]}{word[0].upper()}]" + re.escape(word[1:]).replace(r"\ ", r"\s+") for word in words)


VERBS = _either(words_of("verbs"))
OPENERS = _either(words_of("openers"))
HEADS = _either(words_of("unit_heads"))

VERB_AT = re.compile(rf"(?:{_capital(words_of('verbs'))})\b")
OPENER_AT = re.compile(rf"(?:{_capital(words_of('openers'))})\b[,:]?\s*")
HEAD_AT = re.compile(rf"(?:{HEADS})\b", re.IGNORECASE)
ORDER_WORD = re.compile(rf"\b(?:{VERBS}|{OPENERS})\b")
