"""Offsets of what was found, brought back from the even text to the text as given."""

from dataclasses import fields, is_dataclass, replace
from typing import Any

from app.derivation.model import Deadline, Derivation
from app.derivation.text.clean import Source


def given_back(found: Derivation, src: Source, text: str) -> Derivation:
    """The same derivation with every start and end counted in `text`."""
    result: Derivation = _back(found, src, text)
    return result


def _back(value: Any, src: Source, text: str) -> Any:
    if isinstance(value, tuple):
        return tuple(_back(one, src, text) for one in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, Any] = {}
    for one in fields(value):
        inner = getattr(value, one.name)
        if one.name in ("start", "end"):
            changed[one.name] = src.back(inner)
        elif isinstance(inner, tuple) or is_dataclass(inner):
            changed[one.name] = _back(inner, src, text)
    moved = replace(value, **changed)
    return replace(moved, text=text[moved.start : moved.end]) if isinstance(moved, Deadline) else moved
