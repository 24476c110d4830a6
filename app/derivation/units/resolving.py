"""Which unit of the tree a written name means, by name or alias on a day, with the place that the context gives."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.derivation.text.clean import one_line
from app.words import fold


@dataclass(frozen=True)
class Candidate:
    """A unit of the tree under one of its names, with the days the name is valid."""

    unit_id: Any
    name: str
    kind: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    alias: bool = False


_EXPAND = (
    (re.compile(r"\bthads\b"), "thi hanh an dan su"),
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\btp\.?\s"), "thanh pho "),
    (re.compile(r"\b(?:cac|nhung|dong chi|thu truong|lanh dao)\s"), ""),
)


def name_key(name: str) -> str:
    """The form under which a written name meets a stored one: folded, short forms written out."""
    key = fold(name)
    for pattern, full in _EXPAND:
        key = pattern.sub(full, key)
    return one_line(key).strip(" .,;:")


def resolve(
    names: Iterable[str], candidates: Iterable[Candidate], *, on: date | None, place: str = ""
) -> Mapping[str, Any]:
    """Which unit each name means, by name or alias on the day; "Cục THADS tỉnh" takes the place of the directive.

    `place` is the province of the issuer as the text writes it. What cannot be told, or means several, is left out.
    """
    by_key: dict[str, set[Any]] = {}
    living: dict[str, set[Any]] = {}
    for one in candidates:
        key = name_key(one.name)
        by_key.setdefault(key, set()).add(one.unit_id)
        if on is None or ((one.begins_on is None or one.begins_on <= on) and (one.ends_on is None or on < one.ends_on)):
            living.setdefault(key, set()).add(one.unit_id)
    found = {}
    where = name_key(place)
    for name in names:
        key = name_key(name)
        tries = [key]
        if where and where not in key and re.search(r"\b(?:tinh|thanh pho)$", key):
            tries.insert(0, f"{key} {where}")
            tries.insert(0, f"{re.sub(r' (?:tinh|thanh pho)$', '', key)} {where}")
        elif where and where not in key:
            tries.append(f"{key} tinh {where}")
        for attempt in tries:
            units = living.get(attempt) or by_key.get(attempt) or set()
            if len(units) == 1:
                found[name] = next(iter(units))
                break
    return found
