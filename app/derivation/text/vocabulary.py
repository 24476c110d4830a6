"""The words of the trade, read once from the files beside: one phrase a line, or lists by name in a .toml file.

A phrase is written in small letters with composed accents and the tone on the first vowel ("ủy", "hòa"); the text is
brought to the same form before it is compared (`clean.lowered`).
"""

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from app.derivation.text.clean import lowered

_DATA = Path(__file__).parent.parent / "data"
_OPENING = 3
"""So many letters of a phrase lead to those that may begin at a place."""


class Phrases:
    """A set of phrases that tells in one look-up whether one of them begins at a place."""

    def __init__(self, phrases: Iterable[str]) -> None:
        by_opening: dict[str, set[str]] = {}
        for phrase in {lowered(one.strip()) for one in phrases} - {""}:
            by_opening.setdefault(phrase[:_OPENING], set()).add(phrase)
        self._by_opening = {
            opening: (sorted({len(phrase) for phrase in found}, reverse=True), found)
            for opening, found in by_opening.items()
        }
        self._shortest = sorted({len(opening) for opening in by_opening if len(opening) < _OPENING}, reverse=True)

    def at(self, low: str, place: int, end: int) -> int:
        """Where the longest phrase that begins at the place ends; -1 where none does."""
        known = self._by_opening.get(low[place : place + _OPENING])
        if known is not None:
            lengths, found = known
            for length in lengths:
                stop = place + length
                if stop <= end and low[place:stop] in found and not (stop < len(low) and low[stop].isalnum()):
                    return stop
        for length in self._shortest:
            stop = place + length
            if low[place:stop] in self._by_opening and stop <= end and not (stop < len(low) and low[stop].isalnum()):
                return stop
        return -1


@lru_cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a data file without blank ones and those that begin with #."""
    found = (line.strip() for line in (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    return tuple(line for line in found if line and not line.startswith("#"))


@lru_cache
def table(name: str) -> dict[str, Any]:
    """A .toml file of named lists."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def phrases(name: str) -> Phrases:
    """The phrases of a .txt file."""
    return Phrases(lines(name))


def either(words: Iterable[str]) -> str:
    """A pattern for any of the words, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(map(lowered, words), key=len, reverse=True))


VERBS = phrases("verbs")
OPENERS = phrases("openers")
HEADS = phrases("unit_heads")
UNIT_WORDS = phrases("unit_words")
MEMBERS = phrases("class_members")
NOUNS = phrases("nouns")
QUALITY = phrases("quality")
CONTEXT = phrases("context")
DOUBTFUL = phrases("doubtful_verbs")
OBLIGES = either(table("grammar")["obliges"])
"""A pattern for the words of duty, "phải", "có trách nhiệm"."""
