"""The form of a text: offsets of uneven text, lines cut at a width, marks and what stands below them. Texts are our own."""

import unicodedata

import pytest

from app.derivation import derive
from app.derivation.text.clean import clean
from app.derivation.text.outline import blocks_of, label_of
from app.derivation.text.segments import sentences
from tests.derivation.texts import ASKS, tasks


@pytest.mark.parametrize(
    "change",
    [
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("rà", "r\u200bà"),
        lambda text: text.replace(" ", "  "),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
    ],
)
def test_offsets_count_in_the_text_as_given(change) -> None:  # type: ignore[no-untyped-def]
    even = ASKS + "1. Giao Sở Tư pháp rà soát hồ sơ trước ngày 15/3/2027; báo cáo kết quả."
    text = change(even)
    drafts = derive(text).tasks
    shown = [
        " ".join(unicodedata.normalize("NFC", text[one.start : one.end]).replace("\u200b", "").split())
        for one in drafts
    ]
    assert shown == tasks(even)
    assert drafts[0].deadline is not None
    assert text[drafts[0].deadline.start : drafts[0].deadline.end] == drafts[0].deadline.text


def test_tone_places_and_dashes_make_no_difference() -> None:
    one, other = (
        derive(ASKS + "1. Đảng uỷ các xã – phường hoà giải vụ việc."),
        derive(ASKS + "1. Đảng ủy các xã - phường hòa giải vụ việc."),
    )
    assert [task.reasons for task in one.tasks] == [task.reasons for task in other.tasks]


def test_lines_cut_at_a_width_are_joined() -> None:
    line = "Rà soát các việc có điều kiện thi hành còn tồn đọng tại các đơn vị thuộc\nphạm vi quản lý của mình theo từng năm và từng loại việc để báo cáo cấp\ntrên xem xét."
    text = "KẾ HOẠCH\n\nII. NHIỆM VỤ\n\n" + "\n\n".join(f"{n}. {line}" for n in range(1, 8)) + "\n"
    assert len(tasks(text)) == 7
    assert tasks(text)[0].endswith("xem xét")


def outline(text: str) -> list[tuple[str, int | None]]:
    blocks = blocks_of(clean(text))
    return [(label_of(one), one.parent) for one in blocks]


def test_marks_stand_below_each_other() -> None:
    text = "I. Phần một\n1. Việc một\na) Điểm a\n- Gạch\n+ Cộng\nb) Điểm b\n2. Việc hai\nII. Phần hai\n"
    assert outline(text) == [
        ("Mục I", None),
        ("khoản 1", 0),
        ("điểm a", 1),
        ("gạch đầu dòng", 2),
        ("dấu cộng", 3),
        ("điểm b", 1),
        ("khoản 2", 0),
        ("Mục II", None),
    ]


@pytest.mark.parametrize("marks", ["a-", "a/", "a."])
def test_letters_of_points_are_marked_in_many_ways(marks: str) -> None:
    assert outline(f"1/ Việc một\n{marks} Điểm a\n{marks.replace('a', 'b')} Điểm b\n") == [
        ("khoản 1", None),
        ("điểm a", 0),
        ("điểm b", 0),
    ]


def test_a_mark_after_a_colon_stands_below_whatever_its_rank() -> None:
    assert [
        parent for _, parent in outline("- Theo các nguyên tắc sau:\n(1) Một việc\n(2) Hai việc\n- Việc khác\n")
    ] == [None, 0, 0, None]


@pytest.mark.parametrize(
    "line", ["IV của Hướng dẫn này.", "24/7 trực ban.", "1.064 việc.", "2025 là năm cuối.", "-5 độ."]
)
def test_what_only_looks_like_a_mark(line: str) -> None:
    assert not blocks_of(clean(line))[0].marked


@pytest.mark.parametrize(
    ("text", "count", "clauses"),
    [
        ("Rà soát. Lập sổ.", 2, 2),
        ("Rà soát TP. Hà Nội.", 1, 1),
        ("Theo Điều 5. Lập sổ.", 1, 1),
        ("Rà soát (a; b. C); lập sổ.", 1, 2),
        ("Rà soát “a; b”; lập sổ.", 1, 2),
        ("Rà soát (a; lập sổ.", 1, 2),
        ("Cụ thể: 1- Rà soát. 2- Lập sổ. 3- Báo cáo.", 3, 3),
        ("Rà soát xong. 15 việc còn lại để sau.", 1, 1),
        ("Xong./.", 1, 1),
        ("", 0, 0),
    ],
)
def test_sentences_and_clauses(text: str, count: int, clauses: int) -> None:
    found = sentences(clean(text), 0, len(text))
    assert (len(found), sum(len(one.clauses) for one in found)) == (count, clauses)
