"""Looks for texts that reach new branches of derivation: `pip install atheris`, then `python -m bench.cover -runs=N [FOLDER]`.

Each byte of an input picks a word of the grammars, a sign or a letter, so that changes of bytes are changes of words and
the search climbs from branch to branch; flags and the folder of kept inputs are libFuzzer's. Nothing may be raised and
every span found must lie in its text and hold the words it says.
"""

import sys

import atheris

with atheris.instrument_imports(include=["app.derivation"]):
    from app.derivation import derive

from app.derivation.text.vocabulary import lines
from bench.fuzz import GLUE, PIECES

_WORDS = [word for name in ("verbs", "openers", "unit_heads", "unit_words", "nouns", "context") for word in lines(name)]
_COMMON = 120


def text_of(data: bytes) -> str:
    """The text that bytes stand for: two a piece for words (`_WORDS`, small or with a capital), one for the glue after."""
    source = atheris.FuzzedDataProvider(data)
    pieces: list[str] = []
    while source.remaining_bytes() and len(pieces) < 600:
        kind = source.ConsumeIntInRange(0, 255)
        if kind < _COMMON:
            word = _WORDS[source.ConsumeIntInRange(0, len(_WORDS) - 1)]
            pieces.append(word.capitalize() if kind % 2 else word)
        elif kind < 200:
            pieces.append(PIECES[kind % len(PIECES)])
        else:
            pieces.append(source.ConsumeUnicodeNoSurrogates(kind - 199))
        pieces.append(GLUE[source.ConsumeIntInRange(0, len(GLUE) - 1)])
    return "".join(pieces)


def check(data: bytes) -> None:
    text = text_of(data)
    for one in derive(text).tasks:
        assert 0 <= one.start < one.end <= max(len(text), 1), repr(text)
        if one.deadline is not None:
            assert text[one.deadline.start : one.deadline.end] == one.deadline.text, repr(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, check)
    atheris.Fuzz()
