"""Whose a task is by what stands above or beside it: headings, intros, lines and cells. Texts are our own."""

from datetime import date

import pytest

from app.derivation import derive
from tests.derivation.texts import ASKS, HEAD, helpers, leads, only, tasks

RAISE, LIST = "Rà soát hồ sơ tồn đọng của đơn vị", "Lập danh sách kho cần sửa chữa"


def test_who_is_to_help_before_a_colon_helps_in_all_clauses_after_it() -> None:
    text = ASKS + "1. Giao Sở Y tế chủ trì, phối hợp với Sở Nội vụ: rà soát hồ sơ các trạm; lập danh sách bác sĩ."
    assert helpers(text) == [["Sở Nội vụ"]] * 2
    assert helpers(text.replace("vụ:", "vụ")) == [["Sở Nội vụ"], []]


def test_a_sentence_for_one_alone_is_its_own_task_and_a_matter_alone_is_none() -> None:
    item = ASKS + "1. Sở Y tế, Sở Nội vụ rà soát hồ sơ. Riêng "
    assert leads(item + "Sở Nội vụ mở sổ theo dõi.") == [["Sở Y tế", "Sở Nội vụ"], ["Sở Nội vụ"]]
    assert leads(item + "đối với hồ sơ cũ, lập danh sách.") == [["Sở Y tế", "Sở Nội vụ"]]


def test_after_a_sentence_about_persons_the_item_is_again_for_the_intro() -> None:
    text = HEAD + "Yêu cầu các đảng ủy xã:\n1. Quán triệt Kết luận. {} rà soát trụ sở. Thu hồi tài sản cho thuê."
    assert leads(text.format("Người đứng đầu cấp ủy"))[-1] == ["các đảng ủy xã"]
    assert leads(text.format("Sở Tài chính"))[-1] == ["Sở Tài chính"]


def test_who_answers_for_a_result_does_what_follows_it() -> None:
    text = ASKS + "1. Sở Y tế chịu trách nhiệm toàn diện về kết quả phòng dịch{}"
    assert leads(text.format("; rà soát hồ sơ các trạm; hướng dẫn các xã.")) == [["Sở Y tế"]] * 2
    assert leads(text.format(" trên địa bàn.")) == []


def test_a_heading_tells_which_of_a_kind_are_meant() -> None:
    below = "\n- Rà soát hồ sơ.\n- Lập danh sách."
    name = "Các hộ nuôi cá có từ 10 lồng trở lên"
    assert leads(f"{ASKS}1. {name}{below}") == [[name]] * 2
    assert leads(f"{ASKS}1. Các hộ rà soát lồng có cá{below}")[-1] == ["Các hộ"]


def test_who_directs_another_above_a_list_leads_it() -> None:
    text = (
        HEAD
        + "2- Ban Cán sự đảng UBND tỉnh chỉ đạo Ủy ban nhân dân tỉnh\n2.1- Tăng cường quản lý thi hành án.\n2.2- Kiện toàn Ban Chỉ đạo."
    )
    assert leads(text) == [["Ban Cán sự đảng UBND tỉnh"]] * 2


def test_targets_given_to_offices_are_theirs() -> None:
    text = (
        HEAD
        + "Giao chỉ tiêu, nhiệm vụ cho các Cục Thi hành án dân sự năm 2027 như sau:\n1. Ra quyết định thi hành án đúng hạn.\n2. Thi hành xong 83% số việc."
    )
    assert leads(text) == [["các Cục Thi hành án dân sự"]] * 2


def test_whom_a_letter_is_sent_to_in_a_list_leads_nothing() -> None:
    text = "UBND XÃ HÀ\nSố: 4/UBND\n\nKính gửi: - Các ban, ngành xã;\n- Trưởng các thôn.\n\nChủ tịch UBND xã yêu cầu:\n1. Rà soát hồ sơ."
    assert leads(text) == [[]]


@pytest.mark.parametrize(
    ("heading", "item"),
    [
        (heading, item)
        for heading in ("1. ", "1- ", "a) ", "- ", "* ", "• ", "+ ")
        for item in ("- ", "+ ", "* ", "(1) ")
        if heading != item
    ],
)
def test_items_of_any_mark_stand_below_a_bare_heading(heading: str, item: str) -> None:
    text = ASKS + f"{heading}Sở Tư pháp\n{item}Rà soát hồ sơ tồn đọng.\n{item.replace('1', '2')}Lập danh sách.\n"
    text += f"{heading.replace('1', '2').replace('a', 'b')}Sở Y tế\n{item}Cấp thuốc cho các xã."
    assert leads(text) == [["Sở Tư pháp"], ["Sở Tư pháp"], ["Sở Y tế"]]


@pytest.mark.parametrize(
    ("above", "item", "lead"),
    [
        ("2. Thời gian tới, THADS tỉnh tập trung:\n", "a) Thi hành dứt điểm các vụ việc.", "THADS tỉnh"),
        ("2. THADS tỉnh\n", "Căn cứ Kế hoạch này, xây dựng kế hoạch của đơn vị.", "THADS tỉnh"),
        ("Sở Tư pháp hướng dẫn các xã có hồ thực hiện như sau:\n", "1. Lập sổ theo dõi.", "các xã có hồ"),
        ("2. Tuyên truyền\n", "- Cấp xã: Tổ chức tọa đàm.", "Cấp xã"),
        ("- Đối với THADS tỉnh, yêu cầu:\n", "+ Khẩn trương rà soát, lập danh sách các việc;", "THADS tỉnh"),
    ],
)
def test_who_is_named_above_or_before_a_colon_leads(above: str, item: str, lead: str) -> None:
    assert leads(ASKS + above + item)[-1] == [lead]


def test_a_heading_gives_its_units_to_the_items_below() -> None:
    text = (
        HEAD
        + "1. Sở Khoa học và Công nghệ\na) Nâng cấp hệ thống dữ liệu.\nb) Rà soát danh mục; công khai kết quả.\n2. Sở Nội vụ\na) Kiểm tra công vụ."
    )
    assert leads(text) == [["Sở Khoa học và Công nghệ"]] * 3 + [["Sở Nội vụ"]]


def test_an_intro_gives_its_units_and_its_time_to_the_list() -> None:
    text = (
        HEAD
        + "Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ thực hiện trước ngày 01/6/2027:\n1. Rà soát hồ sơ.\n2. Lập danh sách."
    )
    drafts = derive(text).tasks
    assert leads(text) == [["Sở Tư pháp"]] * 2
    assert helpers(text) == [["Sở Nội vụ"]] * 2
    assert [one.deadline.due_on for one in drafts if one.deadline] == [date(2027, 6, 1)] * 2


def test_the_unit_of_the_sentence_wins_over_the_heading() -> None:
    text = HEAD + "1. Sở Nội vụ\na) Kiểm tra công vụ.\nb) Chậm nhất ngày 30/6/2027 các cơ quan phải gửi báo cáo."
    assert leads(text) == [["Sở Nội vụ"], ["các cơ quan"]]
    assert leads(text.replace("/2027", "")) == [["Sở Nội vụ"], ["các cơ quan"]]


def test_units_are_carried_over_clauses_and_linked_paragraphs() -> None:
    text = ASKS + "Giao Sở Tư pháp rà soát hồ sơ; lập danh sách.\n\nĐồng thời, tham mưu văn bản hướng dẫn."
    assert leads(text) == [["Sở Tư pháp"]] * 3


def test_units_stand_below_a_title_of_their_own() -> None:
    text = (
        HEAD
        + "I. TUYÊN TRUYỀN\n1. Nội dung\na) Phát động thi đua;\nb) Mở chuyên mục.\n2. Cơ quan chủ trì\n- Sở Tư pháp.\n- Sở Nội vụ; Báo tỉnh An Sơn.\n"
    )
    assert leads(text) == [["Sở Tư pháp", "Sở Nội vụ", "Báo tỉnh An Sơn"]] * 2


def test_recipients_behind_the_edge_of_a_lost_cell_are_no_tasks() -> None:
    text = "BỘ Y TẾ |\nSố: 9/ATTP-TT |\nKính gửi: |\n- Sở Y tế: Lý Sơn, Bình Hải; |\nCục đề nghị Sở Y tế cấp thuốc cho các xã. |"
    assert leads(text) == [["Sở Y tế"]]


def test_recipients_of_a_telegram_are_no_tasks() -> None:
    text = "CÔNG ĐIỆN\nVề phòng chống bão\n\nTHỦ TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng Bộ Y tế;\n- Chủ tịch UBND tỉnh An Sơn.\n\nThủ tướng Chính phủ yêu cầu:\n1. Bộ Y tế: Cấp thuốc cho các xã."
    assert leads(text) == [["Bộ Y tế"]]


@pytest.mark.parametrize(
    ("above", "lead"),
    [
        ("1. Chủ tịch UBND các xã, phường chỉ đạo:", ["Chủ tịch UBND các xã, phường"]),
        ("1. Ban Chỉ đạo:", ["Ban Chỉ đạo"]),
        ("1. Tăng cường quản lý kho (Sở Nội vụ chủ trì)", ["Sở Nội vụ"]),
        ("1. Tăng cường quản lý kho (giao Sở Nội vụ)", ["Sở Nội vụ"]),
        ("1. Tăng cường quản lý kho (theo đề án của Sở Nội vụ)", []),
        ("1. Sở Nội vụ - Cơ quan thường trực Ban Chỉ đạo", ["Sở Nội vụ"]),
        ("SỞ NỘI VỤ", ["SỞ NỘI VỤ"]),
        ("KHO LƯU TRỮ", []),
        ("1. Các cơ quan, đơn vị có nhu cầu tuyển dụng", ["Các cơ quan, đơn vị có nhu cầu tuyển dụng"]),
        ("I. ĐỐI VỚI CÁC SỞ, NGÀNH", ["CÁC SỞ, NGÀNH"]),
        ("Cơ bản đồng ý với phương án; Tỉnh cần lưu ý một số nội dung:", ["Tỉnh"]),
    ],
)
def test_what_stands_above_a_list_tells_whose_it_is(above: str, lead: list[str]) -> None:
    assert leads(f"{ASKS}{above}\n- {RAISE}.\n- {LIST}.") == [lead] * 2


def test_a_title_without_number_ends_what_the_list_before_it_said() -> None:
    text = f"{HEAD}Nhiệm vụ, giải pháp\n\nVề kho tàng\n\n- Sở Nội vụ {RAISE.lower()}.\n\nVề nhân lực\n\n{LIST}. Mở lớp tập huấn."
    assert leads(text) == [["Sở Nội vụ"], [], []]


def test_whom_a_letter_is_sent_to_does_not_lead_what_it_says() -> None:
    text = HEAD.replace("KẾ HOẠCH\nVề thi hành án", "V/v thi hành án") + (
        f"Kính gửi:\n- Các sở, ngành;\n- Các Ban Quản lý dự án.\n\nYêu cầu các chủ đầu tư {RAISE.lower()}. {LIST}."
    )
    assert leads(text) == [["các chủ đầu tư"]] * 2


@pytest.mark.parametrize(
    ("item", "lead"),
    [
        ("Yêu cầu các trường sửa nhà vệ sinh xuống cấp.", ["Sở Y tế"]),
        ("Phân công cấp ủy viên dự sinh hoạt chi bộ.", ["Sở Y tế"]),
        ("Yêu cầu Sở Nội vụ sửa nhà vệ sinh xuống cấp.", ["Sở Nội vụ"]),
        ("Giao các phòng sửa nhà vệ sinh xuống cấp.", ["các phòng"]),
    ],
)
def test_what_the_unit_above_is_to_ask_of_others_is_its_own_task(item: str, lead: list[str]) -> None:
    assert leads(f"{ASKS}1. Sở Y tế\n- {RAISE}.\n- {item}") == [["Sở Y tế"], lead]


def test_the_issuer_that_gives_guidance_does_not_lead_what_follows() -> None:
    text = (
        HEAD
        + "Sở Giáo dục và Đào tạo hướng dẫn công tác thư viện như sau:\n1. Bổ sung sách.\n2. Các trường lập sổ mượn."
    )
    assert leads(text) == [[], ["Các trường"]]


def test_a_heading_of_common_duties_names_whose_they_are() -> None:
    text = HEAD + "II. NHIỆM VỤ\n1. Trách nhiệm chung của các cơ quan, đơn vị\n- Rà soát hồ sơ."
    assert leads(text) == [["các cơ quan, đơn vị"]]


def test_what_only_points_at_a_list_is_no_work_of_its_own() -> None:
    text = (
        ASKS
        + "1. Sở Tài chính hoàn thiện Đề án. Trong đó chú ý một số nội dung sau:\n- Rà soát nguồn vốn.\n- Lập phương án."
    )
    assert tasks(text) == ["Sở Tài chính hoàn thiện Đề án", "Rà soát nguồn vốn", "Lập phương án"]


def test_with_whom_one_works_is_said_before_the_verb_too() -> None:
    text = (
        ASKS
        + "1. Tổ Quản trị\n- Hằng tuần cùng Ban đại diện cha mẹ học sinh xây dựng thực đơn.\n- Cùng Sở Tài chính rà soát dự toán."
    )
    assert helpers(text) == [["Ban đại diện cha mẹ học sinh"], ["Sở Tài chính"]]


def test_those_one_works_with_in_a_conditioned_duty_do_not_lead_it() -> None:
    item = (
        "- Theo chức năng được giao, chủ trì, phối hợp với Bộ Tài chính, Bộ Xây dựng và các địa phương lập quy hoạch."
    )
    text = ASKS + "2. Bộ Công Thương\n" + item
    assert leads(text) == [["Bộ Công Thương"]]
    assert helpers(text) == [["Bộ Tài chính", "Bộ Xây dựng", "các địa phương"]]


def test_what_one_unit_is_to_ask_of_others_behind_its_own_duty_stays_its_task() -> None:
    text = ASKS + "5. Sở Xây dựng\n- Rà soát các bến; đồng thời kiểm tra, đôn đốc, yêu cầu các tổ chức dừng khai thác."
    assert leads(text) == [["Sở Xây dựng"]] * 2


def test_a_part_of_findings_is_not_ended_by_an_order_told_from_before() -> None:
    text = HEAD + (
        "I. ĐÁNH GIÁ CHUNG\nDự án chậm 46 ngày. Trước đây, Chủ tịch UBND tỉnh đã giao phường Nậm Dẩn giải quyết mặt bằng nhưng chưa xong.\n"
        "II. KẾT LUẬN\n1. Sở Xây dựng lập lại tiến độ."
    )
    assert leads(text) == [["Sở Xây dựng"]]


def test_units_listed_one_a_line_lead_together_what_stands_below_them() -> None:
    text = ASKS + (
        "2. Các sở chuyên ngành\nGiao các sở gồm:\n- Sở Công Thương (đối với cụm công nghiệp);\n- Sở Xây dựng (đối với đô thị; nhà ở).\n"
        "Có trách nhiệm:\na) Rà soát hồ sơ tài sản.\n3. Sở Tài chính\n- Tổng hợp số liệu."
    )
    assert leads(text) == [["Sở Công Thương", "Sở Xây dựng"], ["Sở Tài chính"]]


def test_things_that_a_duty_is_about_do_not_lead_it() -> None:
    item = "Đối với các cơ sở, công trình thuộc phạm vi quản lý, hướng dẫn chủ đầu tư lắp báo cháy."
    assert leads(ASKS + "1. Công an tỉnh\n- " + item) == [["Công an tỉnh"]]
    must = "Đối với các cơ sở kinh doanh gas phải lắp báo cháy trước ngày 15/3/2027."
    assert leads(ASKS + "1. Công an tỉnh\n- " + must) == [["các cơ sở kinh doanh gas"]]


def test_a_few_words_before_a_colon_are_the_matter_and_not_who_is_to_do_it() -> None:
    item = "- Báo cáo năm: Các cơ quan, đơn vị gửi Sở Tài chính trước ngày 15/12/2027."
    assert leads(ASKS + "7. Các sở tổng hợp như sau:\n" + item) == [["Các cơ quan, đơn vị"]]


def test_what_an_office_is_said_to_be_is_its_duty_below_its_name() -> None:
    text = f"{HEAD}IV. TỔ CHỨC THỰC HIỆN\n1. Sở Tư pháp\nLà cơ quan chủ trì, đầu mối tổ chức thực hiện Kế hoạch; lập danh sách kho.\n"
    assert leads(text) == [["Sở Tư pháp"], ["Sở Tư pháp"]]


def test_a_class_told_by_its_livelihood_heads_what_stands_below_it() -> None:
    kind = "Các doanh nghiệp khai thác, chế biến đá vôi, cát sỏi trên địa bàn tỉnh"
    assert leads(f"{HEAD}IV. TỔ CHỨC THỰC HIỆN\n1. {kind}\nChủ động đổi mới công nghệ; nộp báo cáo.\n") == [
        [kind],
        [kind],
    ]


def test_units_in_a_first_sentence_of_their_own_lead_the_item() -> None:
    assert (
        leads(f"{ASKS}7) Sở Y tế. Lập 05 kíp mổ cơ động; tổ chức trực cấp cứu. Kiểm tra các xã.") == [["Sở Y tế"]] * 3
    )


def test_parts_of_one_thing_are_no_tasks() -> None:
    for parts in (
        "theo thứ tự: cầu trên kênh Hạ; cầu trên sông Đông",
        "gồm: kỹ thuật viên mới; điều dưỡng khoa cấp cứu",
    ):
        assert len(tasks(f"{ASKS}1. Sở Xây dựng lập danh sách nâng cấp {parts}.")) == 1
    assert len(tasks(f"{ASKS}1. Sở Xây dựng làm các việc gồm: rà soát cầu yếu; lập danh sách nâng cấp.")) == 2


def test_a_word_in_no_list_may_be_the_duty_behind_a_name_and_colon() -> None:
    one = only(f"{ASKS}1. Trung tâm Y tế tỉnh: bấm giờ từng lượt tiêm cho các điểm trữ.")
    assert ([unit.name for unit in one.lead], one.confidence < 0.7) == (["Trung tâm Y tế tỉnh"], True)
    assert tasks(f"{ASKS}1. Trung tâm Y tế tỉnh: đã trang bị đủ tủ trữ cho các điểm.") == []


@pytest.mark.parametrize(
    "said",
    [
        "Báo cáo chậm hai kỳ liên tiếp sẽ bị trừ điểm thi đua.",
        "Hạn chế: 3 điểm kho bị dột trong mưa bão.",
        "Về cơ bản, thống nhất với kiến nghị của Sở Xây dựng.",
    ],
)
def test_penalties_findings_and_agreement_are_no_tasks(said: str) -> None:
    assert tasks(f"{ASKS}1. {said}") == []


@pytest.mark.parametrize(
    "said",
    [
        "Người hiến bị choáng thì ghi phiếu theo dõi.",
        "Riêng 07 vụ án kinh tế, phải lập tờ sao kê từng đồng.",
        "Mỗi đợt mời Viện kiểm sát nhân dân tới chứng kiến.",
    ],
)
def test_a_case_an_exception_and_a_turn_are_tasks_of_their_own(said: str) -> None:
    assert leads(f"{HEAD}II. NHIỆM VỤ\n1. Sở Y tế\n{RAISE}. {said}\n") == [["Sở Y tế"], ["Sở Y tế"]]
