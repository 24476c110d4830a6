"""What is told beside the work: lines "Cơ quan chủ trì: …", brackets, sentences of who and by when. Texts are our own."""

from datetime import date

import pytest

from app.derivation import derive
from tests.derivation.texts import ASKS, HEAD, helpers, leads, only, tasks

RAISE, LIST = "Rà soát hồ sơ tồn đọng của đơn vị", "Lập danh sách kho cần sửa chữa"


def test_a_label_inside_an_item_is_no_order() -> None:
    text = (
        ASKS
        + "1. Phòng Tư pháp\n- Chủ trì kiểm tra các xã; đơn vị phối hợp: Thanh tra Sở; hoàn thành trong quý II năm 2027."
    )
    assert leads(text) == [["Phòng Tư pháp"]]
    assert helpers(text) == [["Thanh tra Sở"]]


def test_lines_about_work_belong_to_the_items_since_the_last_lines() -> None:
    text = HEAD + (
        "II. NHIỆM VỤ\n1. Đào tạo cán bộ\n- Mở lớp tập huấn.\n- Biên soạn tài liệu.\nĐơn vị chủ trì: Sở Tư pháp.\nĐơn vị phối hợp: Sở Nội vụ.\n"
        "Thời gian: Quý I/2027.\n- Các cơ quan, đơn vị cử người dự.\nĐơn vị thực hiện: Công an tỉnh.\n"
    )
    assert leads(text) == [["Sở Tư pháp"], ["Sở Tư pháp"], ["Công an tỉnh"]]
    assert helpers(text) == [["Sở Nội vụ"], ["Sở Nội vụ"], []]
    assert [bool(one.deadline) for one in derive(text).tasks] == [True, True, False]


def test_a_title_with_nothing_but_lines_below_is_the_task() -> None:
    text = HEAD + "II. NHIỆM VỤ\n1. Rà soát hồ sơ tồn đọng\n- Cơ quan chủ trì: Sở Tư pháp\n- Thời gian: tháng 5/2027\n"
    assert tasks(text) == ["Rà soát hồ sơ tồn đọng"]
    assert leads(text) == [["Sở Tư pháp"]]


def test_lines_inside_the_paragraph() -> None:
    one = only(
        ASKS
        + "1. Mở lớp tập huấn nghiệp vụ. Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp: Sở Nội vụ; thời gian: tháng 5/2027."
    )
    assert ([u.name for u in one.lead], [u.name for u in one.cooperating]) == (["Sở Tư pháp"], ["Sở Nội vụ"])
    assert one.deadline is not None
    assert one.deadline.due_on == date(2027, 5, 31)


def test_a_bracket_of_lines_below_items_belongs_to_them() -> None:
    text = (
        HEAD
        + "II. NHIỆM VỤ\n1. Hạ tầng số\na) Nâng cấp trung tâm dữ liệu.\nb) Mở rộng mạng lưới.\n(Cơ quan chủ trì: Sở Tư pháp; cơ quan phối hợp: Sở Nội vụ)\n"
    )
    assert leads(text) == [["Sở Tư pháp"]] * 2
    assert helpers(text) == [["Sở Nội vụ"]] * 2


def test_clauses_per_unit_are_the_tasks_and_not_the_content_they_restate() -> None:
    text = HEAD + (
        "II. NHIỆM VỤ\n1. Tuyên truyền, phổ biến\na) Nội dung thực hiện: tổ chức hội nghị quán triệt.\nb) Cơ quan thực hiện:\n"
        "- Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ tổ chức hội nghị toàn tỉnh;\n- UBND cấp xã tổ chức phổ biến tại địa phương.\nc) Thời gian thực hiện: Quý IV năm 2027.\n"
    )
    assert leads(text) == [["Sở Tư pháp"], ["UBND cấp xã"]]
    assert [one.deadline.due_on for one in derive(text).tasks if one.deadline] == [date(2027, 12, 31)] * 2


def test_a_bracket_in_words_tells_lead_help_and_time() -> None:
    one = only(
        ASKS + "1. Xây dựng quy chế kho (Sở Nội vụ chủ trì, Sở Tài chính phối hợp, hoàn thành trong quý II năm 2027)."
    )
    assert ([u.name for u in one.lead], [u.name for u in one.cooperating]) == (["Sở Nội vụ"], ["Sở Tài chính"])
    assert one.deadline is not None
    assert one.deadline.due_on == date(2027, 6, 30)


@pytest.mark.parametrize(
    ("told", "lead", "help_"),
    [
        ("(Công an xã chủ trì, Đoàn Thanh niên xã phối hợp; xong trước ngày 31/3/2027)", ["Công an xã"], ["Đoàn Thanh niên xã"]),
        ("[Công an xã chủ trì; Trường Tiểu học Hòa 1, Trường Tiểu học Hòa 2 phối hợp; xong trước ngày 31/3/2027]", ["Công an xã"], ["Trường Tiểu học Hòa 1", "Trường Tiểu học Hòa 2"]),
        ("[Công an xã, Hội Nông dân xã, hoàn tất trước ngày 31/3/2027]", ["Công an xã", "Hội Nông dân xã"], []),
        (". (Chủ trì: Công an xã. Phối hợp: Phòng Kinh tế. Thời hạn: 31/3/2027)", ["Công an xã"], ["Phòng Kinh tế"]),
    ],
)  # fmt: skip
def test_a_bracket_that_closes_an_item_is_for_all_its_clauses(told: str, lead: list[str], help_: list[str]) -> None:
    text = f"{ASKS}1. Đo tọa độ từng lồng; mở sổ theo dõi theo hộ {told}"
    assert leads(text) == [lead, lead]
    assert helpers(text) == [help_, help_]
    assert {one.deadline and one.deadline.due_on for one in derive(text).tasks} == {date(2027, 3, 31)}
    assert "(" not in tasks(text)[1]
    assert "[" not in tasks(text)[1]


def test_a_bracket_is_not_for_a_clause_that_has_its_own() -> None:
    text = f"{ASKS}1. Soạn quy chế đấu giá (Các sở, ngành chủ trì); niêm yết sơ đồ (Sở Tài chính chủ trì)."
    assert leads(text) == [["Các sở, ngành"], ["Sở Tài chính"]]


def test_square_brackets_that_name_no_unit_alone_tell_no_lead() -> None:
    assert leads(f"{ASKS}1. Rà soát quy hoạch bến đò [xem bản đồ của Sở Xây dựng kèm theo]") == [[]]


def test_a_sentence_behind_the_work_tells_who_does_it() -> None:
    text = f"{ASKS}1. Vớt cá chết, rắc vôi khử trùng. Do các chủ bè tự làm, Tổ thu gom rác dân lập phối hợp."
    assert (leads(text), helpers(text)) == ([["các chủ bè"]], [["Tổ thu gom rác dân lập"]])


@pytest.mark.parametrize(
    "told", ["Cả hai việc này xong trước ngày 29/4.", "Các việc trên phải hoàn tất trước ngày 29/4.", "Hoàn tất trước ngày 29/4."]
)  # fmt: skip
def test_a_sentence_of_time_alone_is_for_the_sentences_before_it(told: str) -> None:
    text = f"{ASKS}1. Phân loại lại 6.412 việc. Gửi công văn xin Tòa án giải thích. {told}"
    assert [one.deadline and one.deadline.due_on for one in derive(text).tasks] == [date(2027, 4, 29)] * 2


def test_what_goes_on_behind_all_these_is_work_of_its_own() -> None:
    text = f"{ASKS}1. Phân loại lại 6.412 việc. Tất cả các phòng báo cáo trước ngày 29/4."
    assert leads(text) == [[], ["Tất cả các phòng"]]


def test_several_labels_in_one_line_are_told_apart() -> None:
    text = f"{HEAD}II. NHIỆM VỤ\n1. Kho lưu trữ\n- {RAISE}.\nChủ trì: Sở Nội vụ. Phối hợp: Văn phòng HĐND và UBND xã. Thời gian: Quý I/2027.\n"
    one = only(text)
    assert ([u.name for u in one.lead], [u.name for u in one.cooperating]) == (
        ["Sở Nội vụ"],
        ["Văn phòng HĐND và UBND xã"],
    )
    assert one.deadline is not None
    assert one.deadline.due_on == date(2027, 3, 31)


def test_a_line_of_who_directs_stands_for_the_items_above_it() -> None:
    text = HEAD + (
        "II. NHIỆM VỤ\n1. Tuyên truyền\n- Phổ biến Luật.\n- Mở chuyên mục.\nTrách nhiệm chỉ đạo thực hiện: Đảng ủy UBND tỉnh; các cấp ủy.\n"
        "2. Nhân lực\n- Đào tạo chấp hành viên.\nTrách nhiệm chỉ đạo thực hiện: Đảng ủy UBND tỉnh."
    )
    assert leads(text) == [["Đảng ủy UBND tỉnh", "các cấp ủy"]] * 2 + [["Đảng ủy UBND tỉnh"]]


def test_a_title_whose_content_is_told_below_it_is_no_task_of_its_own() -> None:
    text = f"{HEAD}II. NHIỆM VỤ\nNhiệm vụ 1. Triển khai mô hình kho vật chứng\n{{}}Cơ quan chủ trì: Sở Tư pháp.\n"
    assert tasks(text.format("Nội dung: sửa mái kho; lập sổ theo dõi.\n")) == ["sửa mái kho", "lập sổ theo dõi"]
    assert leads(text.format("Nội dung: sửa mái kho; lập sổ theo dõi.\n")) == [["Sở Tư pháp"], ["Sở Tư pháp"]]
    assert leads(text.format("")) == [["Sở Tư pháp"]]
    marked = text.replace("Nhiệm vụ 1.", "1.").format("Nội dung: sửa mái kho; lập sổ theo dõi.\n")
    assert tasks(marked) == ["sửa mái kho", "lập sổ theo dõi"]


def test_a_line_of_who_does_it_may_tell_with_whom() -> None:
    text = f"{HEAD}II. NHIỆM VỤ\n1. Sửa mái kho vật chứng.\nĐơn vị thực hiện: Sở Tư pháp, phối hợp với Sở Xây dựng.\n"
    assert (leads(text), helpers(text)) == ([["Sở Tư pháp"]], [["Sở Xây dựng"]])


def test_a_bracket_in_words_of_its_own_line_is_for_the_items_above_it() -> None:
    text = f"{HEAD}II. NHIỆM VỤ\n1. Cho thuê kho\n- {RAISE}.\n- {LIST}.\n(Sở Tư pháp chủ trì; Sở Xây dựng phối hợp; xong trước 30/5/2027)\n"
    assert (leads(text), helpers(text)) == ([["Sở Tư pháp"]] * 2, [["Sở Xây dựng"]] * 2)
    assert {one.deadline and one.deadline.due_on for one in derive(text).tasks} == {date(2027, 5, 30)}
