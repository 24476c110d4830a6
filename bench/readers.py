"""Throws changed files at the readers, outside the suite: `python -m bench.readers [inputs of each kind]`.

Says per kind how many were read and refused, the slowest, and everything that came out as something else.
"""

import collections
import os
import pickle
import random
import resource
import sys
import time
import traceback

from app.adapters.text import Unreadable, read_strictly
from tests.adapters.mutations import mutated, seeds, word_parts
from tests.adapters.test_text_fuzz import sound

CHUNK = 500


def chunk(kind: str, first: int) -> tuple[collections.Counter[str], float, int, list[str]]:
    """Reads CHUNK changed files: what they said, the slowest and its seed, and what should not have come."""
    seed, parts = seeds()[kind], word_parts()
    said: collections.Counter[str] = collections.Counter()
    slowest, slow_seed, wrong = 0.0, 0, []
    for number in range(first, first + CHUNK):
        data = mutated(random.Random(number), kind, seed, parts)
        started = time.perf_counter()
        try:
            sound(read_strictly(data, f"a.{kind}", scans=False))
            said["read"] += 1
        except Unreadable as refused:
            said[refused.code] += 1
        except Exception:
            wrong.append(f"seed {number}: {traceback.format_exc(limit=-3)}")
        took = time.perf_counter() - started
        if took > slowest:
            slowest, slow_seed = took, number
    return said, slowest, slow_seed, wrong


def apart(kind: str, first: int) -> tuple[collections.Counter[str], float, int, list[str]]:
    """A chunk in a process of its own, so that a crash of a C library is seen and counted."""
    outlet, inlet = os.pipe()
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
        with os.fdopen(inlet, "wb") as pipe:
            pickle.dump(chunk(kind, first), pipe)
        os._exit(0)
    os.close(inlet)
    with os.fdopen(outlet, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if status:
        return collections.Counter(), 0.0, 0, [f"seeds from {first}: the process ended with {status}"]
    found: tuple[collections.Counter[str], float, int, list[str]] = pickle.loads(said)
    return found


def main() -> None:
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    start = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    for kind in seeds():
        began = time.perf_counter()
        said: collections.Counter[str] = collections.Counter()
        slowest, slow_seed, wrong = 0.0, 0, []
        for first in range(start, start + inputs, CHUNK):
            some, slow, seed, bad = apart(kind, first)
            said += some
            wrong += bad
            if slow > slowest:
                slowest, slow_seed = slow, seed
        took = time.perf_counter() - began
        print(
            f"{kind:5} {said.total():>8} inputs {took:6.1f} s, slowest {1000 * slowest:.0f} ms (seed {slow_seed}): {dict(said)}"
        )
        for one in wrong[:10]:
            print(one)
        print(f"      {len(wrong)} wrong", flush=True)


if __name__ == "__main__":
    main()
