"""Reads many files, each in a process of its own under the sandbox's limits, and says what each cost.

The service starts one Python per file; a test of a hundred files forks from one that has everything imported.
"""

import json
import os
import pickle
import sys
import time
from typing import Any

from app.adapters import sandbox
from app.adapters.text import docx, html, pdf, plain, scan

_LOADED = (docx, html, pdf, plain, scan)


def main() -> None:
    for name, filename, data in pickle.load(sys.stdin.buffer):
        print(json.dumps({"name": name, **_one(filename, data)}), flush=True)


def _one(filename: str, data: bytes) -> dict[str, Any]:
    order = {"do": "read", "name": filename, "scans": False, "seconds": sandbox.SECONDS}
    outlet, inlet = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(outlet)
        try:
            sandbox.limit(sandbox.SECONDS)
            said = json.dumps(sandbox.answer(order, data)).encode()
            with os.fdopen(inlet, "wb") as pipe:
                pipe.write(said)
            os._exit(0)
        except BaseException:
            os._exit(1)
    os.close(inlet)
    with os.fdopen(outlet, "rb") as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    cost = {"seconds": time.monotonic() - started, "megabytes": used.ru_maxrss // 1024, "status": status}
    return {**(json.loads(said) if said else {}), **cost}


if __name__ == "__main__":
    main()
