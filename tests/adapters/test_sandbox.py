"""The process in which other people's files are read: its limits hold, and the service never waits for it."""

import asyncio
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.adapters import sandbox
from app.adapters.text import Unreadable
from tests.adapters.making import document, r

ROOT = Path(__file__).resolve().parents[2]


def heavy() -> bytes:
    """About a second of work: a run for every letter."""
    chance = random.Random(1)
    return document("<w:p>" + "".join(r(str(chance.randint(0, 99))) for _ in range(120_000)) + "</w:p>")


def tried(code: str) -> str:
    """What a process says that tries something under the limits."""
    script = f"from app.adapters import sandbox\nsandbox.limit(3)\ntry:\n    {code}\n    print('done')\nexcept BaseException as error:\n    print(type(error).__name__)"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, cwd=ROOT, timeout=30, check=False)
    return said.stdout.decode().strip() or f"ended {said.returncode}"


def test_memory_files_and_time_are_limited(tmp_path: Path) -> None:
    assert tried("x = bytearray(700 << 20)") == "MemoryError"
    assert tried(f"open({str(tmp_path / 'x')!r}, 'w').write('x' * 9)") != "done" or not (tmp_path / "x").stat().st_size
    assert tried("[open('/dev/null') for _ in range(100)]") == "OSError"


def test_a_parser_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DONDOC_DATABASE_URL", "postgresql://secret")
    assert not [name for name in sandbox._environment() if name.startswith("DONDOC")]


async def test_the_loop_stays_free_while_files_are_read_one_at_a_time() -> None:
    gaps: list[float] = []

    async def tick() -> None:
        while True:
            started = time.perf_counter()
            await asyncio.sleep(0.005)
            gaps.append(time.perf_counter() - started)

    ticking = asyncio.create_task(tick())
    data = heavy()
    found = await asyncio.gather(*(sandbox.read_file(data, "a.docx") for _ in range(2)))
    ticking.cancel()
    assert found[0].text == found[1].text
    assert sorted(gaps)[int(0.99 * len(gaps))] < 0.1


async def test_a_reader_that_takes_too_long_is_ended() -> None:
    started = time.perf_counter()
    with pytest.raises(Unreadable) as caught:
        await sandbox.read_file(heavy(), "a.docx", seconds=0.5)
    assert caught.value.code == "timeout"
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("delay", [0, 0.002, 0.05, 0.4])
async def test_a_caller_who_goes_away_ends_the_reader_and_frees_the_place(delay: float) -> None:
    data = heavy()
    reading = asyncio.create_task(sandbox.read_file(data, "a.docx"))
    await asyncio.sleep(delay)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(reading, 5)
    assert (await asyncio.wait_for(sandbox.read_file(b"x", "a.txt"), 15)).text == "x"


async def test_a_child_that_dies_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox.sys, "executable", "/bin/false")
    with pytest.raises(Unreadable) as caught:
        await sandbox.read_file(b"x", "a.txt")
    assert caught.value.code == "broken"
