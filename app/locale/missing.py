"""Which screen texts lack their English: every `_()` of templates and `N_()` or `say()` of the code."""

import re
from pathlib import Path

from app.words import catalogue

APP = Path(__file__).resolve().parents[1]
_CALL = re.compile(r"""\b(?:_|N_|say)\(\s*((?:(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*)+)""")
_LITERAL = re.compile(r""""((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'""")


def texts() -> set[str]:
    """All message ids of the project."""
    found: set[str] = set()
    for path in (*APP.rglob("*.py"), *APP.glob("templates/**/*.html")):
        for call in _CALL.finditer(path.read_text(encoding="utf-8")):
            parts = ["".join(pair) for pair in _LITERAL.findall(call[1])]
            found.add("".join(parts).replace('\\"', '"').replace("\\'", "'"))
    return {text for text in found if text.strip()}


def missing() -> list[str]:
    return sorted(texts() - set(catalogue("en")))


if __name__ == "__main__":
    for text in missing():
        print(text)  # noqa: T201 - the command's output
