"""How a text lies on its pages: what parts a sentence, labels in wrapped lines, page numbers, bad scans. Texts are our own."""

import pytest

from app.derivation import derive
from tests.derivation.texts import ASKS, HEAD, helpers, leads, tasks

_WHOLE = "Rà soát các việc có điều kiện thi hành còn tồn đọng tại đơn vị để báo cáo cấp trên xem xét"


@pytest.mark.parametrize(
    "between",
    [
        "\n\n",
        "\n\n12\n\n",
        "\n                                       12\n",
        "\n\n- 12 -\n",
        "\n\n===== Trang 12 =====\n18.KLTW7S.DOC 12\n\n",
        "\n\n  1 Các quy định của Luật Thi hành án dân sự năm 2008 và các văn bản\nhướng dẫn thi hành.\n   12\n\n",
    ],
)
def test_a_sentence_goes_on_over_the_end_of_a_page(between: str) -> None:
    first, second = _WHOLE.split(" tại đơn vị ")
    text = f"{ASKS}1. Sở Tư pháp\n- {first}{between}tại đơn vị {second}.\n- Lập danh sách các việc."
    read = tasks(text)
    assert (read[0].startswith("Rà soát"), read[0].endswith("cấp trên xem xét")) == (True, True)
    assert (len(read), leads(text)) == (2, [["Sở Tư pháp"]] * 2)


def test_a_page_number_before_an_item_is_no_mark() -> None:
    text = ASKS + "1. Sở Tư pháp\n- Rà soát hồ sơ.\n21\n- Lập danh sách các việc.\n2. Sở Nội vụ\n- Kiểm tra biên chế."
    assert leads(text) == [["Sở Tư pháp"], ["Sở Tư pháp"], ["Sở Nội vụ"]]


def test_a_number_that_a_line_break_parts_from_its_word_is_no_mark() -> None:
    item = "1. Sở Tư pháp rà soát việc chậm theo quy định tại Khoản\n3 - Điều 61 của Luật; lập danh sách các việc."
    assert len(tasks(ASKS + item)) == 2


def test_a_label_in_a_wrapped_text_begins_a_line_of_its_own() -> None:
    item = (
        "{n}. Kiểm kê vật chứng, tài sản kê biên còn lưu tại kho của các phòng khu\nvực, đối chiếu với sổ sách của kế toán.\n"
        "Đơn vị chủ trì: Văn phòng Cục và các phòng thi hành án dân sự khu vực.\n"
        "Đơn vị phối hợp: Công an tỉnh.\nThời gian thực hiện: Quý II/2027.\n\n"
    )
    text = HEAD + "II. NHIỆM VỤ\n\n" + "".join(item.format(n=n) for n in range(1, 7))
    assert leads(text) == [["Văn phòng Cục", "các phòng thi hành án dân sự khu vực"]] * 6
    assert helpers(text) == [["Công an tỉnh"]] * 6


def test_a_bare_heading_of_a_wrapped_text_does_not_run_into_the_line_below() -> None:
    item = "{n}. Các phòng thi hành án dân sự khu vực và đơn vị khác\nPhối hợp chặt chẽ với cơ quan chủ trì trong việc tổ chức thực hiện các nội\ndung của Kế hoạch này tại địa bàn.\n\n"
    text = HEAD + "II. NHIỆM VỤ\n\n" + "".join(item.format(n=n) for n in range(1, 7))
    assert leads(text) == [["Các phòng thi hành án dân sự khu vực", "đơn vị khác"]] * 6


@pytest.mark.parametrize("title", ["QUAN ĐIỄM, MỤC TIỂU", "MỤC DÍCH, YÊU CÂU"])
def test_the_titles_of_a_bad_scan_are_known_by_their_letters(title: str) -> None:
    text = HEAD + f"I- {title}\n- Tăng cường hiệu quả công tác thi hành án.\nII- NHIỆM VỤ\n- Rà soát hồ sơ tồn đọng."
    assert tasks(text) == ["Rà soát hồ sơ tồn đọng"]


def test_articles_of_a_decision_are_parts_and_its_enacting_is_no_task() -> None:
    text = HEAD + (
        "Điều 1. Phê duyệt Chương trình kiện toàn kho vật chứng với những nội dung chủ yếu sau:\nI. MỤC TIÊU\n1. Kho đạt chuẩn.\n"
        "II. NHIỆM VỤ\n1. Văn phòng Cục\n- Lập dự toán sửa kho.\nĐiều 2. Quyết định này có hiệu lực kể từ ngày ký.\n"
    )
    assert (tasks(text), leads(text)) == (["Lập dự toán sửa kho"], [["Văn phòng Cục"]])


def test_a_footnote_at_the_foot_of_a_page_is_no_text() -> None:
    note = "____________\n2 Phòng Hậu cần kiểm kê lại kho theo\nQuyết định số 19/QĐ-UBND.\n\n3\n\n"
    between = f"{HEAD}II. NHIỆM VỤ\n1. Sở Tư pháp rà soát hồ sơ tồn đọng của các đồn\n{note}biên phòng cửa sông.\n"
    assert tasks(between)[0].endswith("biên phòng cửa sông")
    behind = f"{HEAD}II. NHIỆM VỤ\n1. Khơi thông luồng\n{note}Sở Tư pháp rà soát hồ sơ tồn đọng.\n"
    assert tasks(behind) == ["Sở Tư pháp rà soát hồ sơ tồn đọng"]
    assert [one.number_symbol for one in derive(behind).citations] == ["19/QĐ-UBND"]


def test_numbers_in_brackets_go_on_over_the_end_of_a_line() -> None:
    text = f"{HEAD}II. NHIỆM VỤ\n1. Thay cầu theo thứ tự: (1) cầu An Thuận;\n(2) cầu Rạch Gốc; (3) cầu Hạ.\n"
    assert tasks(text) == ["Thay cầu theo thứ tự: (1) cầu An Thuận; (2) cầu Rạch Gốc; (3) cầu Hạ"]


def test_blanks_at_the_end_of_a_line_part_no_words() -> None:
    (one,) = derive(f"{HEAD}II. NHIỆM VỤ\n1. Sở Tư pháp rà soát hồ sơ trước \nngày 31/12/2027.\n").tasks
    assert one.deadline is not None
