"""Runs parsers of other people's files in a process of their own, with limits on time and memory, one at a time."""

import asyncio
import base64
import json
import os
import resource
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from app.adapters.text import Extracted, Mark, Unreadable, read
from app.derivation import Derivation, derive

SECONDS = 20
MEMORY_MB = 600

_DERIVATION = TypeAdapter(Derivation)
_one_at_a_time = asyncio.Semaphore(1)
_ROOT = Path(__file__).resolve().parents[2]


async def read_file(data: bytes, filename: str, *, seconds: float = SECONDS) -> Extracted:
    """`text.read` in a process of its own. Raises Unreadable (also for a reader that died or took too long)."""
    said = await _run({"do": "read", "name": filename, "data": base64.b64encode(data).decode()}, seconds)
    if "refused" in said:
        refused = said["refused"]
        raise Unreadable(refused["code"], **refused["values"])
    found = said["result"]
    return Extracted(found["text"], found["kind"], [Mark(**mark) for mark in found["marks"]], found["warnings"])


async def derive_apart(text: str, *, seconds: float = SECONDS) -> Derivation:
    """`derive` in a process of its own. Raises Unreadable (timeout)."""
    said = await _run({"do": "derive", "text": text}, seconds)
    return _DERIVATION.validate_python(said["result"])


async def _run(order: dict[str, Any], seconds: float) -> dict[str, Any]:
    async with _one_at_a_time:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "app.adapters.sandbox",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"},
            close_fds=True,
        )
        try:
            output, _ = await asyncio.wait_for(process.communicate(json.dumps(order).encode()), seconds)
        except TimeoutError:
            raise Unreadable("timeout") from None
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        if process.returncode != 0:
            raise Unreadable("timeout" if process.returncode in (-9, -24) else "broken")
        said: dict[str, Any] = json.loads(output)
        return said


def _serve() -> None:
    """The child: take one order from stdin under limits, answer on stdout."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MB << 20, MEMORY_MB << 20))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin)
    if order["do"] == "read":
        try:
            answer: dict[str, Any] = {"result": asdict(read(base64.b64decode(order["data"]), order["name"]))}
        except Unreadable as refused:
            answer = {"refused": {"code": refused.code, "values": refused.values}}
    else:
        answer = {"result": _DERIVATION.dump_python(derive(order["text"]), mode="json")}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    _serve()
