"""Tables: rows of cells, heads on two levels, rows that a copy has laid flat, one cell a line. Texts are our own."""

from datetime import date

from app.derivation import derive
from tests.derivation.texts import HEAD, helpers, leads, tasks


def test_a_table_row_is_one_task_with_its_cells() -> None:
    text = HEAD + (
        "TT\tNội dung\tThực hiện\t\tThời gian\n\t\tChủ trì\tPhối hợp\t\n(1)\t(2)\t(3)\t(4)\t(5)\n"
        "I\tVề thể chế\t\t\t\n1\tXây dựng quy chế phối hợp\tSở Tư pháp\tCông an tỉnh, Sở Nội vụ\tQuý I/2027\n2\tLập sổ theo dõi\t\t\t\n"
    )
    assert tasks(text) == ["Xây dựng quy chế phối hợp", "Lập sổ theo dõi"]
    assert leads(text) == [["Sở Tư pháp"]] * 2
    assert helpers(text) == [["Công an tỉnh", "Sở Nội vụ"]] * 2
    assert [one.deadline.due_on for one in derive(text).tasks if one.deadline] == [date(2027, 3, 31)] * 2


def test_strokes_between_cells_make_a_row_and_a_merged_title_is_none() -> None:
    title = " | ".join(["Hoàn thiện thể chế"] * 3)
    text = HEAD + (
        f"TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian trình\n\nI | {title}\n\n1 | Báo cáo tổng kết Luật An Sơn | Sở Tư pháp | 2028\n"
        "\nHệ số A | B của bảng cũ bị bỏ.\n"
    )
    assert (tasks(text), leads(text)) == (["Báo cáo tổng kết Luật An Sơn"], [["Sở Tư pháp"]])


def test_a_cell_for_units_that_says_what_is_done_names_none() -> None:
    rows = "1 | Lập danh mục dự án | Sở Xây dựng | Phối hợp Sở Tài chính, các xã\n2 | Rà soát quy hoạch | Sở Xây dựng | Rà soát, đánh giá hằng quý"
    text = HEAD + "STT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp\n" + rows
    assert helpers(text) == [["Sở Tài chính", "các xã"], []]


def test_a_title_over_all_columns_is_no_task() -> None:
    title = " | ".join(["Tổ chức các tuyến phố đi bộ"] * 3)
    text = (
        HEAD
        + f"STT | Nhiệm vụ | Chủ trì | Thời gian\n1 | {title}\n2 | Lập danh mục tuyến phố | Sở Xây dựng | Tháng 3/2027"
    )
    assert tasks(text) == ["Lập danh mục tuyến phố"]


def test_rows_without_heads_are_read_as_doubtful() -> None:
    text = (
        HEAD
        + "1\tRà soát hồ sơ tồn đọng\tSở Tư pháp\tTháng 5/2027\n2\tLập danh sách các việc\tSở Nội vụ\tTháng 6/2027\n"
    )
    drafts = derive(text).tasks
    assert leads(text) == [["Sở Tư pháp"], ["Sở Nội vụ"]]
    assert not any(one.sure for one in drafts)


def test_the_same_as_above_takes_the_units_but_no_day_that_a_cell_denies() -> None:
    text = HEAD + (
        "| STT | Nhiệm vụ | Đơn vị chủ trì | Thời hạn |\n|---|---|---|---|\n| 1 | Tiêm chủng đợt 1 | Trạm Y tế các xã | 15/7/2027 |\n"
        "| 2 | Giám sát sau tiêm | -nt- | Thường xuyên |\n| 3 | Tổng hợp số liệu | | |\n"
    )
    assert leads(text) == [["Trạm Y tế các xã"]] * 3
    assert [bool(one.deadline) for one in derive(text).tasks] == [True, False, False]


def test_heads_on_two_levels_and_a_time_over_several_rows() -> None:
    text = HEAD + (
        "Thời gian | Nội dung công việc | Cơ quan chịu trách nhiệm | Thực hiện\n |  |  | Đơn vị chủ trì | Đơn vị phối hợp\n"
        "I | GIAI ĐOẠN CHUẨN BỊ\n10-11/2027 | Khảo sát các kho vật chứng | Cục | Văn phòng Cục | Phòng Nghiệp vụ\n"
        " | Lập dự toán sửa kho | Cục | Phòng Tài chính/ Văn phòng Cục | \n12/2027 | Phê duyệt dự toán | Cục trưởng |  | \n"
    )
    assert tasks(text) == ["Khảo sát các kho vật chứng", "Lập dự toán sửa kho", "Phê duyệt dự toán"]
    assert leads(text) == [["Văn phòng Cục"], ["Phòng Tài chính", "Văn phòng Cục"], ["Cục trưởng"]]
    assert [one.deadline.due_on for one in derive(text).tasks if one.deadline] == [
        date(2027, 11, 30),
        date(2027, 11, 30),
        date(2027, 12, 31),
    ]


def test_a_calendar_of_months_is_a_table() -> None:
    text = (
        f"{HEAD}B. VIỆC THEO THÁNG\n\nTháng\tViệc phải làm\tĐơn vị\n01/2027\tGiao chỉ tiêu cho từng phòng\tBan Kế hoạch\n"
        "\tChốt số liệu kiểm kê kho\tBan Tài chính\n03/2027\tKiểm tra chéo phòng cháy\tĐội Kiểm tra nội bộ, Văn phòng Cục\n"
    )
    assert leads(text) == [["Ban Kế hoạch"], ["Ban Tài chính"], ["Đội Kiểm tra nội bộ", "Văn phòng Cục"]]
    assert [one.deadline and one.deadline.due_on for one in derive(text).tasks] == [
        date(2027, 1, 31),
        date(2027, 1, 31),
        date(2027, 3, 31),
    ]


def test_who_is_directed_in_a_cell_does_not_lead() -> None:
    rows = "1 | Lập sổ theo dõi tài sản kê biên | Sở Tài chính chỉ đạo Kho bạc Nhà nước khu vực thực hiện | Quý I/2027\n2 | Kiểm kê kho | Ban Chỉ đạo tỉnh | Quý II/2027"
    assert leads(HEAD + "STT | Nhiệm vụ | Chủ trì | Thời gian\n" + rows) == [["Sở Tài chính"], ["Ban Chỉ đạo tỉnh"]]


FLAT = """DANH MỤC NHIỆM VỤ
TT
Nội dung
Cơ quan
chủ trì
Cơ quan phối hợp
Thời gian thực hiện
1
Hoàn thiện kho vật chứng
a)
Kiểm kê vật chứng tồn từ năm 2020
Phòng Nghiệp vụ
Công an tỉnh; Văn phòng Cục
Quý I/2027
b)
Sửa mái kho, lắp hai máy ảnh và
thay khóa cửa.
Văn phòng Cục
Quý II/2027

15

2
Tập huấn thủ kho các phòng khu vực
Phòng Tổ chức cán bộ
Trường Cán bộ quản lý
Hằng năm

Nơi nhận:
- Như trên.
"""


def test_a_table_laid_flat_has_rows_again() -> None:
    assert tasks(HEAD + FLAT) == [
        "Kiểm kê vật chứng tồn từ năm 2020",
        "Sửa mái kho, lắp hai máy ảnh và thay khóa cửa",
        "Tập huấn thủ kho các phòng khu vực",
    ]
    assert leads(HEAD + FLAT) == [["Phòng Nghiệp vụ"], ["Văn phòng Cục"], ["Phòng Tổ chức cán bộ"]]
    assert helpers(HEAD + FLAT) == [["Công an tỉnh", "Văn phòng Cục"], [], ["Trường Cán bộ quản lý"]]
    assert [one.deadline and one.deadline.due_on for one in derive(HEAD + FLAT).tasks] == [
        date(2027, 3, 31),
        date(2027, 6, 30),
        None,
    ]


def test_a_line_of_heads_without_columns_begins_no_table() -> None:
    text = HEAD + "II. NHIỆM VỤ\nTT\nHọ và tên\nNgày sinh\n1\nNguyễn Văn An\n1990\n1. Sở Tư pháp rà soát hồ sơ.\n"
    assert leads(text) == [["Sở Tư pháp"]]
