"""Word's automatic numbers, which stand nowhere in the text: counted as Word counts them."""

import re
from dataclasses import dataclass, field
from typing import Any

from app.adapters.text.archive import Archive, W

Place = tuple[str, int]
"""The list and the level that a paragraph belongs to."""

_MOST_LETTERS = 5
_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


@dataclass
class _Level:
    kind: str = "decimal"
    pattern: str = ""
    start: int = 1
    restarts: int | None = None
    legal: bool = False
    style: str = ""


@dataclass
class _List:
    abstract: str
    levels: dict[int, _Level]
    overrides: dict[int, int] = field(default_factory=dict)
    used: set[int] = field(default_factory=set)


class Numbering:
    """Labels in the order in which paragraphs are asked for; one per document."""

    def __init__(self, archive: Archive) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        root = archive.part("numbering")
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        abstracts: dict[str, dict[int, _Level]] = {}
        linked: dict[str, str] = {}
        named: dict[str, str] = {}
        for one in root.iterfind(f"{W}abstractNum"):
            key = one.get(f"{W}abstractNumId") or ""
            abstracts[key] = dict(map(_level, one.iterfind(f"{W}lvl")))
            linked[value(one, "numStyleLink")] = key
            named[value(one, "styleLink")] = key
        for style, key in linked.items():
            if style and style in named and not abstracts[key]:
                abstracts[key] = abstracts[named[style]]
        for one in root.iterfind(f"{W}num"):
            key = value(one, "abstractNumId")
            made = _List(key, dict(abstracts.get(key, {})))
            for override in one.iterfind(f"{W}lvlOverride"):
                at = number(override.get(f"{W}ilvl"))
                own = override.find(f"{W}lvl")
                if own is not None:
                    made.levels[at] = _level(own)[1]
                if override.find(f"{W}startOverride") is not None:
                    made.overrides[at] = number(value(override, "startOverride"), 1)
            self._lists[one.get(f"{W}numId") or ""] = made

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level that a list keeps for a style; 0 where it names none."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((at for at, level in levels.items() if level.style == style), 0)

    def label(self, place: Place) -> str:
        """The number that Word shows before the paragraph, which is counted by this."""
        numbered = self._lists.get(place[0])
        depth = place[1]
        if numbered is None or depth not in numbered.levels:
            return ""
        counts = self._count(numbered, depth)
        level = numbered.levels[depth]
        if level.kind == "bullet":
            return "+" if level.pattern.strip() == "+" else "-"
        if level.kind == "none":
            return ""

        def label_of(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            of = numbered.levels.get(at)
            if of is None or at > depth:
                return ""
            return shown(counts.get(at, of.start), "decimal" if level.legal and at < depth else of.kind)

        return re.sub(r"%([1-9])", label_of, level.pattern).strip()

    def _count(self, numbered: _List, depth: int) -> dict[int, int]:
        counts = self._counts.setdefault(numbered.abstract, {})
        level = numbered.levels[depth]
        if depth in numbered.overrides and depth not in numbered.used:
            counts[depth] = numbered.overrides[depth]
        else:
            counts[depth] = counts.get(depth, level.start - 1) + 1
        numbered.used.add(depth)
        for deeper in [one for one in counts if one > depth]:
            restarts = numbered.levels[deeper].restarts if deeper in numbered.levels else None
            if restarts is None or 0 < depth + 1 <= restarts:
                del counts[deeper]
                if restarts != 0:
                    numbered.used.discard(deeper)
        return counts


def _level(node: Any) -> tuple[int, _Level]:
    kind = value(node, "numFmt", "decimal")
    restarts = value(node, "lvlRestart")
    return number(node.get(f"{W}ilvl")), _Level(
        kind,
        value(node, "lvlText"),
        number(value(node, "start", "1"), 1),
        number(restarts) if restarts else None,
        node.find(f"{W}isLgl") is not None,
        value(node, "pStyle"),
    )


def value(node: Any, name: str, default: str = "") -> str:
    """The w:val of the child of that name."""
    found = node.find(f"{W}{name}")
    return (found.get(f"{W}val") or default) if found is not None else default


def number(text: str | None, default: int = 0) -> int:
    """A small number as Word writes it; the default for anything else."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,6}", text) else default


def shown(count: int, kind: str) -> str:
    """A count in one of Word's number formats; digits where the format is unknown."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, _MOST_LETTERS)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if kind == "lowerRoman" else _roman(count).upper()
    if kind in ("cardinalText", "ordinalText", "vietnameseCounting") and 0 < count < 100:
        return _counted(count)
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _roman(count: int) -> str:
    text = ""
    for worth, sign in zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    ):
        while count >= worth:
            text, count = text + sign, count - worth
    return text


def _counted(count: int) -> str:
    tens, unit = divmod(count, 10)
    if tens == 0:
        return _UNITS[unit].capitalize()
    ten = "mười" if tens == 1 else f"{_UNITS[tens]} mươi"
    last = "" if unit == 0 else " lăm" if unit == 5 else " mốt" if unit == 1 and tens > 1 else f" {_UNITS[unit]}"
    return (ten + last).capitalize()
