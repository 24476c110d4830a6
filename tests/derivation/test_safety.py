"""No text makes derivation fail, differ from itself, or work more than in proportion to its length."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.derivation import derive, derive_json
from app.derivation.text.vocabulary import lines
from tests.derivation.texts import ASKS

ROOT = Path(__file__).resolve().parents[2]
PIECES = [
    "1. ", "a) ", "- ", "(1) ", "II. NHIỆM VỤ\n", "Điều 1. ", "Giao ", "Sở Tư pháp ", "các sở, ban, ngành ", "chủ trì, ", "phối hợp với ",
    "rà soát hồ sơ ", "; ", ". ", "\n", ", ", ": ", " và ", "trước ngày 15/12/2026 ", "(", ")", "“", "”", '"', "84-KL/TW ", "\t", "hằng quý",
    "Nơi nhận:", "?", "31/02/2026", "quý IV/2027", "tháng 13/2026", "trong năm 9999 ", "Cơ quan chủ trì: ", "Thời gian: ", "\u200b", "\u0301", "İ",
    "TT\tNội dung\tChủ trì\tThời gian\n", "KẾ HOẠCH\n", "đã ban hành Chỉ thị 5/CT-UBND ", "Tương tự, ", "²", "\r\n",
]  # fmt: skip
WORDS = [f"{word} " for name in ("verbs", "openers", "unit_heads", "quality", "context") for word in lines(name)]
TEXTS = st.lists(st.sampled_from(PIECES) | st.sampled_from(WORDS), max_size=60).map("".join) | st.text(max_size=300)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_spans_lie_in_the_text_and_nothing_crashes(text: str) -> None:
    found = derive(text)
    assert found == derive(text)
    for one in found.tasks:
        assert 0 <= one.start < one.end <= len(text)
        assert one.reasons
        assert 0 < one.confidence < 1
        if one.deadline is not None:
            assert text[one.deadline.start : one.deadline.end] == one.deadline.text
        for unit in (*one.lead, *one.cooperating):
            assert 0 <= unit.start < unit.end <= len(text)
    for span in (*found.citations, *found.suspects):
        assert 0 <= span.start < span.end <= len(text)
    assert derive_json({"text": text})["tasks"] == found.to_dict()["tasks"]


@pytest.mark.parametrize(
    "text",
    [
        "Nơi nhận:\n- Sở A" + ";" * 3000 + "x",
        "Kính gửi:\n- " + "(" * 3000 + ")" * 2999,
        "UBND tỉnh " + "cũng " * 2000 + "yêu cầu",
        "Các tổ" + ", người và người" * 700 + " cần",
        "ông, " * 2000 + "đã",
    ],
)
def test_no_pattern_runs_away(text: str) -> None:
    """A pattern that tries every split of a run of signs would not end before the sun does."""
    asked = "import sys; from app.derivation import derive; derive(sys.stdin.read())"
    subprocess.run([sys.executable, "-c", asked], input=text.encode(), cwd=ROOT, timeout=60, check=True)


def test_a_text_may_end_anywhere() -> None:
    text = (
        "1. Giao UBND Sở Tư pháp, Quỹ Phòng, chống thiên tai và Phòng số 1, 2 chủ trì; các xã có hồ: Hà Mãn  trực đêm "
    )
    for end in range(len(text) + 1):
        for cut in (text[:end], text[end:]):
            assert all(one.end <= len(cut) for one in derive(cut).tasks)


def calls(text: str) -> int:
    """How many functions of derivation a text has called: a measure of work that no other load disturbs."""
    counted: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and "derivation" in frame.f_code.co_filename:
            counted["calls"] += 1

    sys.setprofile(count)
    try:
        derive(text)
    finally:
        sys.setprofile(None)
    return counted["calls"]


@pytest.mark.parametrize(
    "piece",
    [
        "1. Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát hồ sơ; báo cáo trước ngày 1/3/2027 theo 84-KL/TW.\n",
        "rà soát hồ sơ vụ việc; ",
        "Sở A, các sở, ban, ngành, ",
        "giao Sở A và trước ngày 1/1/2027 và ",
        "Thời gian: tháng 5/2027\n",
        "1\tRà soát hồ sơ\tSở A và Sở B\tQuý I/2027\n",
        "1. a:\n- b:\n(1) c:\n",
        "(“nếu có Sở A, ",
    ],
)
def test_work_grows_with_length_only(piece: str) -> None:
    few, many = (calls("KẾ HOẠCH\n\nII. NHIỆM VỤ\n\n" + piece * count) for count in (100, 400))
    assert many < 4.6 * few


def test_past_the_most_tasks_the_rest_is_one_passage_to_look_at() -> None:
    text = ASKS + "1. Sở Tư pháp\n" + "- Rà soát hồ sơ.\n" * 5100
    found = derive(text)
    assert len(found.tasks) == 5000
    assert [one.end for one in found.suspects][-1] >= len(text) - 3
