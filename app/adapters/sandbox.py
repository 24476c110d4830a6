"""Runs parsers of other people's files in a process of their own, with limits on time and memory, one at a time.

Scans take minutes, so they have a queue of their own: a long scan does not keep a Word file waiting.
"""

import asyncio
import contextlib
import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.adapters.text import Extracted, Mark, Unreadable, read
from app.derivation import Derivation, derive

SECONDS = 20
SCAN_SECONDS = 180
MEMORY_MB = 600
FILES = 64

_DERIVATION = TypeAdapter(Derivation)
_one_at_a_time = asyncio.Semaphore(1)
_one_scan_at_a_time = asyncio.Semaphore(1)
_ROOT = Path(__file__).resolve().parents[2]
_KILLED_FOR_TIME = (-signal.SIGKILL, -signal.SIGXCPU)


async def read_file(
    data: bytes, filename: str, *, seconds: float = SECONDS, scan_seconds: float = SCAN_SECONDS
) -> Extracted:
    """`text.read` in a process of its own. Raises Unreadable (also for a reader that died or took too long).

    A scan is read a second time, with `scan_seconds` and where tesseract is installed.
    """
    order = {"do": "read", "name": filename, "scans": False, "seconds": seconds}
    async with _one_at_a_time:
        said = await _run(order, data, seconds)
    if said.get("refused", {}).get("code") == "scan":
        async with _one_scan_at_a_time:
            said = await _run({**order, "scans": True, "seconds": scan_seconds}, data, scan_seconds)
    return extracted_from(said)


def extracted_from(said: dict[str, Any]) -> Extracted:
    """What the child answered. Raises the Unreadable that it met."""
    if "refused" in said:
        refused = said["refused"]
        raise Unreadable(refused["code"], **refused["values"])
    found = said["result"]
    return Extracted(found["text"], found["kind"], [Mark(**mark) for mark in found["marks"]], found["warnings"])


async def derive_apart(text: str, *, seconds: float = SECONDS) -> Derivation:
    """`derive` in a process of its own. Raises Unreadable (timeout)."""
    async with _one_at_a_time:
        said = await _run({"do": "derive", "seconds": seconds}, text.encode("utf-8", "replace"), seconds)
    return _DERIVATION.validate_python(said["result"])


async def _run(order: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any]:
    """One order in one child: a line of JSON and the bytes as they are, so that nothing large is turned on the loop."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "app.adapters.sandbox",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        cwd=_ROOT,
        env=_environment(),
        close_fds=True,
        start_new_session=True,
    )
    try:
        output, _ = await asyncio.wait_for(process.communicate(json.dumps(order).encode() + b"\n" + data), seconds)
    except TimeoutError:
        raise Unreadable("timeout") from None
    finally:
        # The child may have a tesseract of its own: the whole session of processes ends, also when the caller went away.
        if process.returncode != 0:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        if process.returncode is None:
            await process.wait()
    if process.returncode != 0:
        raise Unreadable("timeout" if process.returncode in _KILLED_FOR_TIME else "broken")
    try:
        said: dict[str, Any] = json.loads(output)
    except ValueError:
        raise Unreadable("broken") from None
    return said


def _environment() -> dict[str, str]:
    """No secret of the service reaches a parser."""
    passed = {name: os.environ[name] for name in ("PATH", "TESSDATA_PREFIX") if name in os.environ}
    return {**passed, "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1", "OMP_THREAD_LIMIT": "1"}


def limit(seconds: float) -> None:
    """Binds this process and its children: memory, CPU, no file written, no core; politely slow."""
    cpu = max(1, round(seconds))
    for name, most in (
        (resource.RLIMIT_AS, MEMORY_MB << 20),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, FILES),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))
    with contextlib.suppress(OSError):
        os.nice(5)


def answer(order: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What the child says to one order."""
    if order["do"] == "derive":
        return {"result": _DERIVATION.dump_python(derive(data.decode()), mode="json")}
    try:
        return {"result": asdict(read(data, order["name"], scans=order["scans"]))}
    except Unreadable as refused:
        return {"refused": {"code": refused.code, "values": refused.values}}


def _serve() -> None:
    """The child: take one order from stdin under limits, answer on stdout."""
    order = json.loads(sys.stdin.buffer.readline())
    limit(order["seconds"])
    json.dump(answer(order, sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    _serve()
