"""How derivation grows with the length of the text, and what hostile texts cost."""

import time
import unicodedata

from app.derivation import derive

PIECE = (
    "{n}. Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ, Công an tỉnh rà soát các việc có điều kiện thi hành; lập danh "
    "sách trước ngày 15/12/2026; báo cáo Ủy ban nhân dân tỉnh hằng quý theo Kết luận số 84-KL/TW ngày 29/7/2020.\n"
)


def text_of(size: int) -> str:
    found = "KẾ HOẠCH\nVề thi hành án dân sự\n\nỦy ban nhân dân tỉnh yêu cầu:\n"
    number = 1
    while len(found) < size:
        found += "".join(PIECE.format(n=(number + step) % 90 + 1) for step in range(50))
        number += 50
    return found[:size]


def seconds(text: str) -> float:
    started = time.process_time()
    derive(text)
    return time.process_time() - started


def main() -> None:
    derive(text_of(1000))
    print("20,000 characters: %.0f ms CPU" % (1000 * min(seconds(text_of(20_000)) for _ in range(3))))
    before = None
    for power in range(8):
        size = 8192 << power
        took = seconds(text_of(size))
        print(f"{size:>9} characters {took:7.3f} s" + (f"  ratio {took / before:.2f}" if before else ""))
        before = took
    million = 1_000_000
    hostile = {
        "điều without end": "điều " * (million // 5),
        "nested points": "".join(f"{chr(97 + n % 26)}) " for n in range(million // 3)),
        "unclosed quotes": "“giao " * (million // 6),
        "unclosed brackets": "(Sở " * (million // 4),
        "decomposed letters": unicodedata.normalize("NFD", text_of(million // 2)),
        "commas": "Sở A, " * (million // 6),
        "semicolons": "rà soát; " * (million // 9),
        "numbers": "12/CT-TTg " * (million // 10),
        "one line of blanks": " " * million + "x",
    }
    for name, text in hostile.items():
        print(f"{name:22} {len(text):>9} characters {seconds(text):7.3f} s")


if __name__ == "__main__":
    main()
