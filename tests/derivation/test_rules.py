"""What is an order, whose it is, and by when: positives with their look-alike negatives, on texts of our own."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.derivation import Candidate, derive, resolve

HEAD = "KẾ HOẠCH\nVề thi hành án\n\nỦy ban nhân dân tỉnh yêu cầu:\n\n"


def tasks(text: str) -> list[str]:
    return [text[one.start : one.end] for one in derive(text).tasks]


@pytest.mark.parametrize(
    ("line", "lead", "order"),
    [
        ("1. Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát biên chế.", ["Sở Tư pháp"], True),
        ("1. Sở Tư pháp có trách nhiệm tổng hợp kết quả.", ["Sở Tư pháp"], True),
        ("1. Đề nghị Tòa án nhân dân tỉnh chỉ đạo giải thích bản án.", ["Tòa án nhân dân tỉnh"], True),
        ("1. Đối với Cục THADS tỉnh, cần đẩy nhanh tiến độ thi hành.", ["Cục THADS tỉnh"], True),
        ("1. Rà soát các việc có điều kiện thi hành.", [], True),
        ("1. Sở Tư pháp đã tổng hợp kết quả.", [], False),
        ("1. Chỉ thị này có hiệu lực từ ngày ký.", [], False),
        ("1. Kêu gọi nhân dân chấp hành bản án.", [], False),
    ],
)
def test_an_order_and_what_only_looks_like_one(line: str, lead: list[str], order: bool) -> None:
    found = derive("KẾ HOẠCH\nVề thi hành án\n\n" + line).tasks
    assert bool(found) is order
    if order:
        assert [mention.name for mention in found[0].lead] == lead


def test_a_heading_gives_its_units_to_the_items_below() -> None:
    text = "CHỈ THỊ\nVề việc x\n\n1. Sở Khoa học và Công nghệ\na) Nâng cấp hệ thống dữ liệu.\nb) Rà soát danh mục; công khai kết quả.\n2. Sở Nội vụ\na) Kiểm tra công vụ."
    leads = [[mention.name for mention in one.lead] for one in derive(text).tasks]
    assert leads == [["Sở Khoa học và Công nghệ"]] * 3 + [["Sở Nội vụ"]]


def test_a_clause_of_quality_joins_the_task_before() -> None:
    text = HEAD + "1. Rà soát hồ sơ thi hành án; bảo đảm đúng quy định; báo cáo kết quả thực hiện."
    assert tasks(text) == ["Rà soát hồ sơ thi hành án; bảo đảm đúng quy định", "báo cáo kết quả thực hiện"]


def test_a_table_row_is_one_task_with_its_cells() -> None:
    text = (
        "KẾ HOẠCH\nVề x\n\nTT\tNội dung\tCơ quan chủ trì\tPhối hợp\tThời gian\n"
        "1\tXây dựng quy chế phối hợp\tSở Tư pháp\tCông an tỉnh, Sở Nội vụ\tQuý I/2027\n"
    )
    (one,) = derive(text).tasks
    assert [mention.name for mention in one.lead] == ["Sở Tư pháp"]
    assert [mention.name for mention in one.cooperating] == ["Công an tỉnh", "Sở Nội vụ"]
    assert one.deadline is not None
    assert one.deadline.due_on == date(2027, 3, 31)


@pytest.mark.parametrize(
    ("words", "kind", "due"),
    [
        ("trước ngày 15/12/2026", "date", date(2026, 12, 15)),
        ("chậm nhất ngày 30 tháng 6 năm 2027", "date", date(2027, 6, 30)),
        ("trong tháng 02/2027", "date", date(2027, 2, 28)),
        ("trong quý I năm 2027", "date", date(2027, 3, 31)),
        ("trong năm 2027", "date", date(2027, 12, 31)),
        ("trong thời hạn 10 ngày làm việc kể từ ngày nhận", "duration", None),
        ("hằng quý", "recurring", None),
    ],
)
def test_deadlines_keep_their_words(words: str, kind: str, due: date | None) -> None:
    text = HEAD + f"1. Giao Sở Tư pháp báo cáo kết quả {words}."
    due_found = derive(text).tasks[0].deadline
    assert due_found is not None
    assert (due_found.kind, due_found.due_on) == (kind, due)
    assert text[due_found.start : due_found.end] == due_found.text


@pytest.mark.parametrize(
    "words",
    ["theo Kết luận số 84-KL/TW ngày 29/7/2020", "để áp dụng từ ngày 01/01/2027", "khẩn trương", "giai đoạn 2021-2025"],
)
def test_dates_that_are_no_deadline(words: str) -> None:
    assert derive(HEAD + f"1. Giao Sở Tư pháp rà soát văn bản {words}.").tasks[0].deadline is None


def test_number_symbols_are_told_from_fractions() -> None:
    text = (
        "Theo 84-KL/TW, 09/KH-CTHADS, 161/2025/QĐ-UBND, 91/2025/QH15 và 05-CT/TU; đạt 38/52 việc, 24/7, ngày 15/5/2025."
    )
    assert [one.number_symbol for one in derive(text).citations] == [
        "84-KL/TW",
        "09/KH-CTHADS",
        "161/2025/QĐ-UBND",
        "91/2025/QH15",
        "05-CT/TU",
    ]


def test_a_name_means_the_body_of_the_place_and_day() -> None:
    known = [
        Candidate(1, "Cục THADS tỉnh Vĩnh Phúc", "province", None, date(2025, 7, 1)),
        Candidate(2, "Cục THADS tỉnh Quảng Ngãi", "province", None, date(2025, 7, 1)),
        Candidate(3, "THADS tỉnh Phú Thọ", "province", date(2025, 7, 1), None),
    ]
    assert resolve(["Cục THADS tỉnh"], known, on=date(2021, 1, 22), place="Vĩnh Phúc") == {"Cục THADS tỉnh": 1}
    assert resolve(["Cục THADS tỉnh"], known, on=None, place="Quảng Ngãi") == {"Cục THADS tỉnh": 2}
    assert resolve(["Cục THADS tỉnh"], known, on=None, place="") == {}


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1. ",
                "a) ",
                "- ",
                "Giao ",
                "Sở Tư pháp ",
                "chủ trì, ",
                "phối hợp với ",
                "rà soát ",
                "; ",
                ". ",
                "\n",
                "trước ngày 15/12/2026 ",
                "(",
                ")",
                "“",
                "Điều 1. ",
                "84-KL/TW ",
                "\t",
                "hằng quý",
                "Nơi nhận:",
                "?",
                "31/02/2026",
            ]
        ),
        max_size=60,
    ).map("".join)
    | st.text(max_size=300)
)
def test_spans_lie_in_the_text_and_nothing_crashes(text: str) -> None:
    found = derive(text)
    assert found == derive(text)
    for one in found.tasks:
        assert 0 <= one.start < one.end <= max(len(text), one.start + 1)
        if one.deadline is not None:
            assert text[one.deadline.start : one.deadline.end] == one.deadline.text
    for citation in found.citations:
        assert 0 <= citation.start < citation.end <= len(text)
