"""Throws made-up texts at derivation by the hundred thousand: `python -m bench.fuzz N [SEED]`. Nothing may be raised.

Texts are put together from the words of the grammars, letters of all kinds and pieces of the sample, so that most of them
reach the rules; every span found must lie in its text and hold the words it says.
"""

import random
import sys
import time

from app.derivation import derive
from app.derivation.text.vocabulary import lines
from tests.factories import TEXT

GLUE = (
    " ",
    ", ",
    "; ",
    ". ",
    ": ",
    "\n",
    "\n\n",
    "\t",
    "\n- ",
    "\na) ",
    "\n1. ",
    "\nII. ",
    "\nĐiều 3. ",
    "(",
    ")",
    "“",
    "”",
    "…",
    "/",
)
PIECES = (
    "Giao", "Yêu cầu", "Đối với", "chủ trì", "phối hợp với", "trước ngày 31/02/2026", "hằng quý", "trong 10 ngày làm việc", "84-KL/TW",
    "ngày 5 tháng 13 năm 2026", "Nơi nhận:", "CHỈ THỊ", "TM. ỦY BAN NHÂN DÂN", "quý IV/2027", "giai đoạn 2026-2030", "\u200b", "e\u0301",
    "\ufeff", "ﬁ", "𝔘", "\x0b", "1" * 40, "á" * 30, "Cơ quan chủ trì:", "Thời gian:", "TT\tNội dung\tChủ trì\tThời gian",
)  # fmt: skip


def made(random_: random.Random, words: list[str]) -> str:
    pieces = [random_.choice(PIECES if random_.random() < 0.3 else words) for _ in range(random_.randint(0, 60))]
    text = "".join(piece + random_.choice(GLUE) for piece in pieces)
    if random_.random() < 0.3:
        at = random_.randrange(len(TEXT))
        text = TEXT[:at] + text + TEXT[at:]
    if random_.random() < 0.1:
        text += "".join(chr(random_.randrange(1, 0xD7FF)) for _ in range(random_.randint(1, 80)))
    return text


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    random_ = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    words = [
        word for name in ("verbs", "openers", "unit_heads", "unit_words", "nouns", "context") for word in lines(name)
    ]
    slowest, tasks = 0.0, 0
    for _ in range(count):
        text = made(random_, words)
        started = time.process_time()
        found = derive(text)
        slowest = max(slowest, time.process_time() - started)
        tasks += len(found.tasks)
        for one in found.tasks:
            assert 0 <= one.start < one.end <= max(len(text), 1), repr(text)
            if one.deadline is not None:
                assert text[one.deadline.start : one.deadline.end] == one.deadline.text, repr(text)
    print(f"{count} texts, {tasks} tasks found, nothing raised; the slowest took {slowest:.3f} s CPU")


if __name__ == "__main__":
    main()
