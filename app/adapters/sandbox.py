"""Runs parsers of other people's files in a process of their own, with limits on time and memory, one at a time.

Scans take minutes, so they have a queue of their own: a long scan does not keep a Word file waiting.
"""

import asyncio
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import threading
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
    """One order in one child. Raises Unreadable (timeout, broken); a caller who goes away ends the child."""
    child = _Child()
    try:
        return await asyncio.to_thread(child.run, order, data, seconds)
    finally:
        child.end()


class _Child:
    """A process of its own, served by a thread.

    asyncio's own subprocesses hang for ever when the caller is cancelled while one starts (seen on Python 3.11), and
    turn large answers on the loop.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._ended = False
        self._lock = threading.Lock()

    def run(self, order: dict[str, Any], data: bytes, seconds: float) -> dict[str, Any]:
        process = self._started()
        try:
            output, _ = process.communicate(json.dumps(order).encode() + b"\n" + data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise Unreadable("timeout") from None
        finally:
            self.end()
            process.wait()
        if process.returncode != 0:
            raise Unreadable("timeout" if process.returncode in _KILLED_FOR_TIME else "broken")
        try:
            said: dict[str, Any] = json.loads(output)
        except ValueError:
            raise Unreadable("broken") from None
        return said

    def _started(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._ended:
                raise Unreadable("timeout")
            self._process = subprocess.Popen(
                [sys.executable, "-m", "app.adapters.sandbox"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env=_environment(),
                close_fds=True,
                start_new_session=True,
            )
            return self._process

    def end(self) -> None:
        """Ends the child if it still runs, and a tesseract of its own with it: the whole session of processes."""
        with self._lock:
            self._ended = True
            if self._process is not None and self._process.poll() is None:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._process.pid, signal.SIGKILL)


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
