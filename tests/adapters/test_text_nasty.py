"""Every nasty file is refused with its sentence or read harmlessly, in little time and memory, in the real sandbox."""

import json
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.adapters import sandbox
from app.adapters.text import Unreadable
from app.adapters.text.errors import SENTENCES
from tests.adapters.nasty import CORPUS
from tests.adapters.nasty_others import cut

SECONDS = 5
MEGABYTES = 450


@pytest.fixture(scope="module")
def answers() -> dict[str, dict[str, Any]]:
    files = [(name, one.filename, one.make()) for name, one in CORPUS.items()]
    files += [(name, filename, data) for name, (filename, data) in cut().items()]
    said = subprocess.run(
        [sys.executable, "-m", "tests.adapters.apart"],
        input=pickle.dumps(files),
        capture_output=True,
        timeout=240,
        check=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    found = [json.loads(line) for line in said.stdout.splitlines()]
    return {one["name"]: one for one in found}


def test_the_corpus_is_large() -> None:
    assert len(CORPUS) >= 40


@pytest.mark.parametrize("name", CORPUS)
def test_a_nasty_file(name: str, answers: dict[str, dict[str, Any]]) -> None:
    nasty, said = CORPUS[name], answers[name]
    assert said["status"] == 0, said
    assert said["seconds"] < SECONDS
    assert said["megabytes"] < MEGABYTES
    if nasty.refused:
        assert said.get("refused", said)["code"] == nasty.refused
    else:
        assert said.get("result", said).get("text") == nasty.reads, said


@pytest.mark.parametrize("name", cut())
def test_a_file_cut_short(name: str, answers: dict[str, dict[str, Any]]) -> None:
    said = answers[name]
    assert said["status"] == 0
    assert said["seconds"] < SECONDS
    # A PDF that lost only its end is mended by its reader; half a Word file is none.
    if "refused" in said:
        assert said["refused"]["code"] in {"broken", "unknown-kind", "no-text", "empty"}
    else:
        assert name.startswith("a.pdf")


@pytest.mark.parametrize("name", ["flat_bomb", "billion_laughs", "stream_bomb", "decomposed_and_composed"])
async def test_the_worst_through_the_front_door(name: str) -> None:
    nasty = CORPUS[name]
    if nasty.refused is None:
        assert (await sandbox.read_file(nasty.make(), nasty.filename)).text == nasty.reads
        return
    with pytest.raises(Unreadable) as caught:
        await sandbox.read_file(nasty.make(), nasty.filename, scan_seconds=20)
    assert caught.value.code in {nasty.refused, "no-ocr"}


def test_every_refusal_says_what_to_do() -> None:
    for code, sentence in SENTENCES.items():
        assert sentence.count(".") >= 1, code
        assert any(word in sentence.casefold() for word in ("gửi", "chọn", "dán", "lưu")), code
