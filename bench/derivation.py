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
        text = text_of(size)
        took = min(seconds(text) for _ in range(3))
        print(f"{size:>9} characters {took:7.3f} s" + (f"  ratio {took / before:.2f}" if before else ""))
        before = took
    for name, text in hostile(1_000_000).items():
        print(f"{name:28} {len(text):>9} characters {seconds(text):7.3f} s")


def hostile(size: int) -> dict[str, str]:
    """Texts that a grammar with a backward glance or a nested repetition would choke on."""
    pieces = {
        "điều without end": "điều ",
        "unclosed quotes": "“giao ",
        "unclosed brackets": "(Sở ",
        "commas": "Sở A, ",
        "one list before a colon": "Sở A, các sở, ban, ngành, ",
        "semicolons": "rà soát; ",
        "clauses": "rà soát hồ sơ vụ việc; ",
        "and": "rà soát và ban hành trước ngày 1/1/2027 và ",
        "times": "xong trước ngày 1/1/2027; ",
        "numbers": "12/CT-TTg ",
        "conditions": "nếu có Sở A, Sở B, ",
        "giving": "giao Sở A giao ",
        "colons": "như: Rà soát a: ",
        "with whom": "phối hợp với Sở A, ",
        "lines about work": "Thời gian: tháng 5/2027\n",
        "title and lines": "1. Rà soát việc\nCơ quan chủ trì: Sở A\n",
        "table rows": "1\tRà soát hồ sơ\tSở A và Sở B\tQuý I/2027\n",
        "one wide cell": "và Sở A và Sở B ",
        "items": "- Rà soát hồ sơ:\n",
        "opened items": "1. a:\n- b:\n(1) c:\n+ d:\na) e:\n",
        "flat rows": "TT\nNội dung\nChủ trì\n1\nRà soát\nSở A\n",
        "pages": "Rà soát các hồ sơ của đơn vị\n\n12\n\nvà các phòng\n",
        "footnotes": "Rà soát các hồ sơ của đơn vị\n\n1 Các quy định\n",
        "dots": "..................................................\n",
        "blanks": "x" + " " * 500,
        "marks written apart": "a\u0301\u0323\u0302 ",
        "zero width": "gi\u200bao S\u200bở A r\u200bà soát; ",
        "purposes": "để nhằm gồm như ",
        "dates in one clause": "theo 1/CT-TTg ngày 1/1/2027 trước ngày 2/2/2027 ",
        "products": "xây dựng ban hành trình ",
        "questions": "Vì sao? ",
        "capitals": "SỞ TƯ PHÁP ",
    }
    texts = {
        name: "KẾ HOẠCH\nVề x\n\nTT\tNội dung\tChủ trì\tThời gian\n" + piece * (size // len(piece))
        for name, piece in pieces.items()
    }
    texts["nested points"] = "".join(f"{chr(97 + n % 26)}) " for n in range(size // 3))
    texts["different numbers"] = "".join(f"theo {n}/CT-TTg, " for n in range(size // 16))
    texts["decomposed letters"] = unicodedata.normalize("NFD", text_of(size))[:size]
    texts["one line of blanks"] = " " * size + "x"
    texts["one list and a colon"] = "Sở A, các sở, ban, " * (size // 19) + ":"
    return texts


if __name__ == "__main__":
    main()
