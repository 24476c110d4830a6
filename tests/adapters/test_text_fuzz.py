"""Whatever the bytes, a reader gives a text or an Unreadable; the net of `read` is not under these tests."""

import random
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.text import LONGEST, Extracted, Unreadable, from_paste, read_strictly
from tests.adapters.mutations import mutated, seeds, word_parts

SEEDS = seeds()
PARTS = word_parts()


def sound(found: Extracted) -> None:
    """What every reader promises of its text and its marks."""
    assert 0 < len(found.text) <= LONGEST
    assert unicodedata.is_normalized("NFC", found.text)
    assert not any(letter in found.text for letter in "\r\x00\u200b\u202e\ufeff")
    starts = [mark.start for mark in found.marks]
    assert starts == sorted(starts)
    assert not starts or (starts[0] == 0 and starts[-1] < len(found.text))


@pytest.mark.parametrize("kind", SEEDS)
def test_the_seeds_are_sound(kind: str) -> None:
    if kind in ("png", "tif"):
        with pytest.raises(Unreadable):
            read_strictly(SEEDS[kind], f"a.{kind}", scans=False)
        return
    sound(read_strictly(SEEDS[kind], f"a.{kind}", scans=False))


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_changed_file_is_read_or_refused(kind: str, seed: int) -> None:
    data = mutated(random.Random(seed), kind, SEEDS[kind], PARTS)
    with suppress(Unreadable):
        sound(read_strictly(data, f"a.{kind}", scans=False))


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=300))
def test_any_pasted_text_is_tidied_or_refused(text: str) -> None:
    with suppress(Unreadable):
        sound(from_paste(text))
