"""By when: dates, periods, times counted from an event, recurrences; and dates that are no deadline. Texts are our own."""

from datetime import date
from typing import Any

import pytest

from tests.derivation.texts import ASKS, HEAD, deadline, derive, due


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("trước ngày 15/12/2027", "date", date(2027, 12, 15)),
        ("chậm nhất ngày 30 tháng 6 năm 2027", "date", date(2027, 6, 30)),
        ("chậm nhất là trước 17h00 ngày 20/5/2027", "date", date(2027, 5, 20)),
        ("xong trước 30/4/2027", "date", date(2027, 4, 30)),
        ("trước ngày 20/3", "date", date(2027, 3, 20)),
        ("trước ngày 10/01", "date", date(2027, 1, 10)),
        ("trong tháng 02/2028", "date", date(2028, 2, 29)),
        ("trong tháng 02/2027", "date", date(2027, 2, 28)),
        ("trong tuần 2 tháng 4/2027", "date", date(2027, 4, 30)),
        ("trong quý I năm 2027", "date", date(2027, 3, 31)),
        ("trong quý IV/2027", "date", date(2027, 12, 31)),
        ("trong năm 2027", "date", date(2027, 12, 31)),
        ("trong 6 tháng đầu năm 2027", "date", date(2027, 6, 30)),
        ("tại kỳ họp thường lệ cuối năm 2027", "date", date(2027, 12, 31)),
        ("từ ngày 01/3/2027 đến ngày 15/4/2027", "period", date(2027, 4, 15)),
        ("trong quý I, II/2027", "period", date(2027, 6, 30)),
        ("trong giai đoạn 2027 - 2030", "period", date(2030, 12, 31)),
        ("trong năm 2027 và những năm tiếp theo", "period", None),
        ("trong tháng 3 và tháng 4 năm 2027", "period", date(2027, 4, 30)),
        ("trước khi kết thúc tháng 5/2027", "date", date(2027, 5, 31)),
        ("trước năm 2028", "date", date(2027, 12, 31)),
        ("từ tháng 10/2027 trở đi", "period", None),
        ("cho đến khi hết lũ", "duration", None),
        ("từ ngày 10 đến ngày 12/4/2027", "period", date(2027, 4, 12)),
        ("hằng ngày", "recurring", None),
        ("6 tháng một lần", "recurring", None),
        ("trong nửa đầu năm 2027", "period", None),
        ("trước ngày 10 tháng 01 năm sau", "date", date(2028, 1, 10)),
        ("trước Tết Nguyên đán 2028", "duration", None),
        ("trước thềm năm học mới", "duration", None),
        ("kể từ ngày 15/12/2027", "period", None),
        ("xong trước ngày Quốc khánh 02/9/2027", "date", date(2027, 9, 2)),
        ("vào năm 2028", "date", date(2028, 12, 31)),
        ("trước ngày 25 tháng cuối quý", "recurring", None),
        ("3 tháng/lần", "recurring", None),
        ("trong thời hạn 10 ngày làm việc kể từ ngày nhận hồ sơ", "duration", None),
        ("ngay sau bão", "duration", None),
        ("sau khi Nghị định được ban hành", "duration", None),
        ("hằng quý", "recurring", None),
        ("định kỳ 6 tháng", "recurring", None),
        ("trước 16h00 thứ Sáu hằng tuần", "recurring", None),
        ("không muộn hơn ngày 22/4/2027", "date", date(2027, 4, 22)),
        ("tại phiên họp tháng 9/2027", "date", date(2027, 9, 30)),
        ("từ quý II/2027 đến hết quý II/2028", "period", date(2028, 6, 30)),
        ("vào ngày 15 và 16 hằng tháng", "recurring", None),
        ("định kỳ hai năm một lần", "recurring", None),
        ("trong 18-24 tháng kể từ khi phương án được duyệt", "duration", None),
        ("trước thời điểm Nghị quyết hết hiệu lực", "duration", None),
        ("trước ngày 15 tháng 11 hằng năm", "recurring", None),
        ("không quá 07 ngày làm việc", "duration", None),
        ("không trễ hơn 15 ngày kể từ ngày nhận đơn", "duration", None),
        ("sau 6 tháng triển khai", "duration", None),
        ("trong 90 ngày tới", "duration", None),
        ("sáu tháng một lần", "recurring", None),
        ("hai tuần một lần", "recurring", None),
        ("mỗi nửa năm", "recurring", None),
        ("trước khi kết thúc năm 2027", "date", date(2027, 12, 31)),
        ("trước dịp Lễ hội Hoa gạo (20/4/2027)", "date", date(2027, 4, 20)),
        ("tại phiên họp thường kỳ tháng 8", "date", date(2027, 8, 31)),
    ],
)
def test_deadlines_keep_their_words(words: str, kind: str, day: date | None) -> None:
    text = ASKS + f"1. Giao Sở Tư pháp báo cáo kết quả {words}."
    assert due(text) == (kind, day)
    one = deadline(text)
    assert one is not None
    assert text[one.start : one.end] == one.text


@pytest.mark.parametrize(
    "words",
    [
        "theo Kết luận số 84-KL/TW ngày 29/7/2020",
        "để áp dụng từ ngày 01/01/2028",
        "theo xếp loại đảng viên hằng năm",
        "theo Quy hoạch phát triển tỉnh đến năm 2030",
        "khẩn trương",
        "kịp thời, thường xuyên",
        "của Đề án giai đoạn 2021-2025",
        "theo kế hoạch công tác hằng năm",
        "về nhu cầu kinh phí hằng năm",
        "đánh giá Chỉ số cải cách năm 2027",
        "nhiệm kỳ 2026 - 2031",
        "tính đến ngày 31/12/2026",
        "thành Kế hoạch 5 năm và hằng năm",
        "cho thuê kho với thời hạn không quá 05 năm",
        "theo lộ trình đạt mức phát thải ròng bằng 0 vào năm 2050",
        "về Chỉ số cải cách năm 2027 và các năm tiếp theo",
    ],
)
def test_dates_that_are_no_deadline(words: str) -> None:
    assert deadline(ASKS + f"1. Giao Sở Tư pháp rà soát văn bản {words}.") is None


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        (
            "trong 10 ngày làm việc kể từ ngày nhận hồ sơ",
            {"count": 10, "unit": "working_day", "after": "kể từ ngày nhận hồ sơ"},
        ),
        ("trong thời hạn 2 tháng kể từ ngày ký", {"count": 2, "unit": "month", "after": "kể từ ngày ký"}),
        ("trước 16h00 thứ Sáu hằng tuần", {"freq": "weekly", "weekday": 5}),
        ("trước ngày 20 hằng tháng", {"freq": "monthly", "day": 20}),
        ("hằng năm (trước ngày 15 tháng 11)", {"freq": "yearly", "day": 15, "month": 11}),
        ("định kỳ 6 tháng", {"freq": "half-yearly"}),
        ("trước ngày 25 tháng cuối quý", {"freq": "quarterly", "day": 25}),
        ("trước ngày 25 tháng cuối mỗi quý", {"freq": "quarterly", "day": 25}),
        ("trước ngày mùng 3 hằng tháng", {"freq": "monthly", "day": 3}),
        ("trước ngày mồng hai hằng tháng", {"freq": "monthly", "day": 2}),
        ("mỗi buổi sáng", {"freq": "daily"}),
        ("trước 15h00 ngày thứ Sáu hằng tuần", {"freq": "weekly", "weekday": 5}),
        ("từ ngày 01/3/2027 đến ngày 15/4/2027", {"from": "2027-03-01", "to": "2027-04-15"}),
    ],
)
def test_a_rule_says_what_a_registry_can_compute(words: str, rule: dict[str, Any]) -> None:
    one = deadline(ASKS + f"1. Giao Sở Tư pháp báo cáo kết quả {words}.")
    assert one is not None
    assert dict(one.rule) == rule


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("6/2027", ("date", date(2027, 6, 30))),
        ("2027", ("date", date(2027, 12, 31))),
        ("Tháng 5/2027", ("date", date(2027, 5, 31))),
        ("Quý II", ("date", date(2027, 6, 30))),
        ("Trước 15/12/2027", ("date", date(2027, 12, 15))),
        ("Tháng 3, 4/2027", ("period", date(2027, 4, 30))),
        ("Quý III, IV/2027", ("period", date(2027, 12, 31))),
        ("Quý IV/2027 và Quý I/2028", ("period", date(2028, 3, 31))),
        ("Giai đoạn 2027-2030", ("period", date(2030, 12, 31))),
        ("Năm 2027 và các năm tiếp theo", ("period", None)),
        ("Từ tháng 3/2027 trở đi", ("period", None)),
        ("Từ 01/7/2027", ("period", None)),
        ("Tháng 5/2027 và thường xuyên", ("date", date(2027, 5, 31))),
        ("Hằng năm", ("recurring", None)),
        ("Theo kế hoạch kiểm tra hàng năm", ("recurring", None)),
        ("10-11/2027", ("period", date(2027, 11, 30))),
        ("Năm 2028; Năm 2030", ("date", date(2030, 12, 31))),
        ("Khởi công quý III/2027, xong quý II/2029", ("date", date(2029, 6, 30))),
        ("Sau khi Cục chuyển giao quy trình", ("duration", None)),
        ("15 ngày kể từ ngày ban hành", ("duration", None)),
        ("Thường xuyên", None),
        ("Theo yêu cầu nhiệm vụ", None),
    ],
)
def test_cells_and_lines_of_time_need_no_cue(cell: str, expected: tuple[str, date | None] | None) -> None:
    in_table = HEAD + f"TT\tNội dung\tChủ trì\tThời gian\n1\tLập sổ theo dõi hồ sơ\tSở Tư pháp\t{cell}\n"
    in_line = HEAD + f"II. NHIỆM VỤ\n- Lập sổ theo dõi hồ sơ.\nThời gian thực hiện: {cell}.\n"
    assert due(in_table) == expected
    assert due(in_line) == expected


def test_a_day_without_a_year_is_kept_where_no_year_is_known() -> None:
    one = deadline("Tin vắn\n\n1. Giao Sở Y tế báo cáo trước ngày 15/7.")
    assert one is not None
    assert (one.kind, one.text, one.due_on) == ("date", "trước ngày 15/7", None)


def test_from_now_until_a_year_is_a_period_that_opens_the_sentence() -> None:
    assert due(ASKS + "1. Trong thời gian từ nay đến cuối năm 2027, các xã tổ chức trực đêm.") == (
        "period",
        date(2027, 12, 31),
    )


def test_the_period_of_what_is_planned_or_quoted_is_no_deadline() -> None:
    text = (
        ASKS + "Nhiệm vụ 6 tháng cuối năm 2027:\n1. Rà soát hồ sơ.\n2. Treo khẩu hiệu “Mỗi tuần một việc tốt” tại cổng."
    )
    assert [one.deadline for one in derive(text).tasks] == [None, None]


def test_the_last_of_several_days_counts() -> None:
    text = ASKS + "1. Giao Sở Tư pháp gửi dự thảo trước ngày 01/3/2027, hoàn chỉnh trước ngày 20/4/2027."
    assert due(text) == ("date", date(2027, 4, 20))


def test_a_day_after_its_own_verb_is_of_that_clause_and_a_closing_one_of_all() -> None:
    own = derive(ASKS + "1. Rà soát hồ sơ; gửi Sở Tư pháp chậm nhất ngày 20/5/2027.").tasks
    assert [bool(one.deadline) for one in own] == [False, True]
    closing = derive(ASKS + "1. Rà soát hồ sơ; lập danh sách; hoàn thành trong năm 2027.").tasks
    assert [one.deadline.due_on for one in closing if one.deadline] == [date(2027, 12, 31)] * 2


def test_a_time_that_opens_the_sentence_governs_its_clauses() -> None:
    drafts = derive(ASKS + "1. Định kỳ, Sở Tư pháp kiểm tra việc thực hiện; tổng hợp kết quả chung.").tasks
    assert [one.deadline.kind for one in drafts if one.deadline] == ["recurring"] * 2


def test_a_sentence_of_time_in_a_paragraph_of_its_own_belongs_to_the_item() -> None:
    text = ASKS + "1. Sở Tư pháp chủ trì tổng kết Đề án.\nThời gian tổ chức hội nghị trong quý I năm 2028."
    assert due(text) == ("date", date(2028, 3, 31))


def test_a_line_of_time_for_all_above_is_for_every_item_of_the_part() -> None:
    text = HEAD + (
        "II. GIAO CHỈ TIÊU\n1. Các phòng thi hành xong 55% số việc.\n2. Phòng số 2 giải quyết xong 06 việc.\n"
        "Thời gian hoàn thành các chỉ tiêu trên: trước ngày 30/9/2027."
    )
    assert [one.deadline and one.deadline.due_on for one in derive(text).tasks] == [date(2027, 9, 30)] * 2


@pytest.mark.parametrize(
    ("item", "kind"),
    [
        ("Thứ Sáu hằng tuần công bố tỷ lệ hồ sơ đúng hạn.", "recurring"),
        ("Đến năm 2028, hoàn thành việc số hóa kho lưu trữ.", "date"),
    ],
)
def test_a_time_may_open_the_item(item: str, kind: str) -> None:
    one = deadline(ASKS + "1. Sở Tư pháp\n- " + item)
    assert one is not None
    assert one.kind == kind
