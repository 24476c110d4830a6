"""Orders told in reported speech: who gives them never carries them out. Texts are our own."""

import pytest

from tests.derivation.texts import derive

_OPENING = "Chiều 3/3, UBND tỉnh Hà Trung ban hành Chỉ thị số 05/CT-UBND về an toàn hồ chứa.\n\n"


@pytest.mark.parametrize(
    ("told", "lead", "order"),
    [
        ("UBND tỉnh yêu cầu rà soát ngay các hồ xung yếu.", [], "rà soát ngay các hồ xung yếu"),
        ("Bên cạnh đó, Chủ tịch UBND tỉnh cũng lưu ý kiểm tra cửa xả.", [], "kiểm tra cửa xả"),
        ("UBND tỉnh yêu cầu Sở Xây dựng kiểm tra cửa xả.", ["Sở Xây dựng"], "Sở Xây dựng kiểm tra cửa xả"),
        ("Sở Xây dựng được giao kiểm tra cửa xả.", ["Sở Xây dựng"], "Sở Xây dựng được giao kiểm tra cửa xả"),
        ("Công an tỉnh chỉ đạo công an các xã tuần tra đêm.", ["Công an tỉnh"], "Công an tỉnh chỉ đạo công an các xã tuần tra đêm"),
        ("UBND tỉnh chỉ đạo kiểm tra cửa xả.", [], "kiểm tra cửa xả"),
        ("Đối với các chủ hồ, UBND tỉnh đề nghị kiểm tra cửa xả.", ["các chủ hồ"], "Đối với các chủ hồ, UBND tỉnh đề nghị kiểm tra cửa xả"),
        ("Chủ tịch UBND tỉnh nhấn mạnh, các xã phải trực đêm.", ["các xã"], "các xã phải trực đêm"),
        ("UBND tỉnh xác định nhiệm vụ trọng tâm là gia cố đập đất.", [], "gia cố đập đất"),
        ("UBND tỉnh giao nhiệm vụ cho Sở Xây dựng cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng cắm mốc"),
        ("Lãnh đạo tỉnh đề nghị các xã “kiểm tra ngay cửa xả”.", ["các xã"], "các xã “kiểm tra ngay cửa xả”"),
        ("Về phía các chủ hồ, UBND tỉnh giao kiểm tra cửa xả.", ["các chủ hồ"], "kiểm tra cửa xả"),
        ("Về phía UBND các xã, Chủ tịch UBND tỉnh giao nhiệm vụ chỉ đạo trực đêm.", ["UBND các xã"], "chỉ đạo trực đêm"),
        ("Sở Xây dựng được giao nhiệm vụ kiểm tra cửa xả.", ["Sở Xây dựng"], "Sở Xây dựng được giao nhiệm vụ kiểm tra cửa xả"),
        ("Về du lịch, theo Bí thư Tỉnh ủy, cần giữ gìn lòng hồ.", [], "cần giữ gìn lòng hồ"),
        ("Công văn số 9/UBND-VP do ông Lê Tám, Phó Chủ tịch UBND tỉnh ký, yêu cầu Sở Xây dựng cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng cắm mốc"),
        ("Đối với doanh nghiệp tham gia chương trình bình ổn, UBND tỉnh yêu cầu giữ giá.", ["doanh nghiệp tham gia chương trình bình ổn"], "Đối với doanh nghiệp tham gia chương trình bình ổn, UBND tỉnh yêu cầu giữ giá"),
        ("Đồng chí nhấn mạnh, hồ Đồng Mô có lợi thế hơn nhiều nơi; yêu cầu tập trung rà soát quy hoạch.", [], "tập trung rà soát quy hoạch"),
        ("UBND tỉnh yêu cầu các xã thực hiện tốt một số nhiệm vụ: Ban Chỉ huy các xã tổ chức trực đêm; công khai số trực.", ["Ban Chỉ huy các xã"], "Ban Chỉ huy các xã tổ chức trực đêm"),
        ("(Báo Hà Trung)- Chủ tịch UBND tỉnh vừa có văn bản giao Sở Xây dựng cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng cắm mốc"),
        ("Sở Giao thông - Vận tải tăng cường tuần tra.", ["Sở Giao thông - Vận tải"], "Sở Giao thông - Vận tải tăng cường tuần tra"),
        ("Chỉ thị nêu rõ, Sở Xây dựng chủ trì cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng chủ trì cắm mốc"),
        ("Đối với Sở Xây dựng, UBND tỉnh yêu cầu đơn vị này chỉ đạo cắm mốc.", ["Sở Xây dựng"], "Đối với Sở Xây dựng, UBND tỉnh yêu cầu đơn vị này chỉ đạo cắm mốc"),
        ("Sở Xây dựng được UBND tỉnh yêu cầu cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng được UBND tỉnh yêu cầu cắm mốc"),
        ("Đối với các xã chưa có kho hoặc kho không bảo đảm tiêu chuẩn, đề nghị chuyển vật tư về huyện.", ["các xã chưa có kho hoặc kho không bảo đảm tiêu chuẩn"], "Đối với các xã chưa có kho hoặc kho không bảo đảm tiêu chuẩn, đề nghị chuyển vật tư về huyện"),
        ("Theo văn bản số 213, Ngân hàng Nhà nước yêu cầu các đơn vị tập trung canh gác kho tiền.", ["các đơn vị"], "các đơn vị tập trung canh gác kho tiền"),
        ("Các cảng vụ không cấp phép cho tàu rời cảng khi có bão.", ["Các cảng vụ"], "Các cảng vụ không cấp phép cho tàu rời cảng khi có bão"),
        ("Kết luận cuộc họp, Phó Chủ tịch UBND tỉnh chỉ đạo Sở Xây dựng cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng cắm mốc"),
        ("Chủ tịch UBND các xã chỉ đạo trưởng thôn trực đêm.", ["Chủ tịch UBND các xã"], "Chủ tịch UBND các xã chỉ đạo trưởng thôn trực đêm"),
        ("Theo ông Lê Tám, các chủ hồ cần trực đêm.", ["các chủ hồ"], "các chủ hồ cần trực đêm"),
        ("Chủ tịch UBND tỉnh vừa có văn bản chỉ đạo Sở Xây dựng cắm mốc.", ["Sở Xây dựng"], "Sở Xây dựng cắm mốc"),
        ("Thời gian tới, UBND tỉnh yêu cầu các sở, ngành tỉnh; UBND các huyện, thị xã, TP cắm mốc.", ["các sở, ngành tỉnh", "UBND các huyện, thị xã, TP"], "các sở, ngành tỉnh; UBND các huyện, thị xã, TP cắm mốc"),
        ("UBND tỉnh nghiêm cấm xả thải xuống hồ.", [], "nghiêm cấm xả thải xuống hồ"),
    ],
)  # fmt: skip
def test_the_giver_of_an_order_does_not_lead_it(told: str, lead: list[str], order: str) -> None:
    draft = derive(_OPENING + told).tasks[0]
    assert [unit.name for unit in draft.lead] == lead
    assert (_OPENING + told)[draft.start : draft.end] == order


@pytest.mark.parametrize(
    "told",
    [
        "Chủ tịch UBND tỉnh nhấn mạnh, an toàn hồ chứa là việc hệ trọng.",
        "UBND tỉnh xác định công tác này là trọng tâm.",
        "Đồng chí Lê Văn Tám - Phó Giám đốc Sở Xây dựng trình bày dự thảo phương án.",
        "Phát huy kết quả đạt được, Hội nghị đã thảo luận sôi nổi.",
        "Chuyển đổi số được xem là điểm nhấn của chỉ thị lần này.",
        "Làm sao để giữ an toàn hồ chứa?",
        "Đồng chí Phó Chủ tịch UBND tỉnh kiểm tra cửa xả hồ Đồng Mô.",
        "Chủ tịch UBND tỉnh nhấn mạnh, Chủ tịch UBND xã nào để dân thiếu nước thì phải kiểm điểm.",
        "Xác định việc giữ hồ là tiền đề của mùa màng.",
    ],
)
def test_what_is_only_said_or_done_is_no_order(told: str) -> None:
    assert derive(_OPENING + told).tasks == ()


def test_the_day_of_the_news_is_no_deadline_of_the_list_after_it() -> None:
    text = "Ngày 28/12/2026, UBND tỉnh ban hành Chỉ thị số 9/CT-UBND, cụ thể như sau:\n1. Giao Sở Xây dựng cắm mốc."
    assert [one.deadline for one in derive(text).tasks] == [None]


def test_paragraphs_go_on_with_whom_the_giver_addressed_until_others_are_named() -> None:
    text = _OPENING + (
        "UBND tỉnh yêu cầu các xã kiểm tra hồ nhỏ.\n\nTổ chức trực đêm khi mưa lớn.\n\nSở Xây dựng chủ trì cắm mốc.\n\nCông bố số điện thoại trực."
    )
    assert [[unit.name for unit in draft.lead] for draft in derive(text).tasks] == [
        ["các xã"],
        ["các xã"],
        ["Sở Xây dựng"],
        [],
    ]


def test_a_paragraph_that_continues_is_for_the_units_of_the_one_before() -> None:
    text = _OPENING + (
        "Các chủ hồ phải kiểm tra cửa xả.\n\nTiếp tục bổ sung vật tư dự phòng.\n\nTăng cường trực đêm.\n\nSở Xây dựng cắm mốc;\n\nBàn giao mốc cho các xã."
    )
    assert [[unit.name for unit in draft.lead] for draft in derive(text).tasks] == [["Các chủ hồ"]] * 3 + [
        ["Sở Xây dựng"]
    ] * 2


def test_what_stands_before_the_giver_or_is_told_twice_is_left_out() -> None:
    text = (
        "Kiểm tra cửa xả các hồ.\n\nPhát triển thủy lợi gắn với du lịch.\n\nSáng nay, UBND tỉnh ban hành Chỉ thị số 05/CT-UBND.\n\n"
        "Chủ tịch UBND tỉnh yêu cầu kiểm tra ngay cửa xả các hồ xung yếu.\n\nChủ tịch UBND tỉnh đề nghị các xã trực đêm.\n\nSở Xây dựng cắm mốc."
    )
    found = derive(text)
    assert [text[one.start : one.end] for one in found.tasks] == [
        "kiểm tra ngay cửa xả các hồ xung yếu",
        "các xã trực đêm",
        "Sở Xây dựng cắm mốc",
    ]
    assert "Phát triển thủy lợi gắn với du lịch" in [text[one.start : one.end] for one in found.suspects]


def test_the_summary_gives_no_order_that_the_body_tells_again() -> None:
    text = (
        "UBND tỉnh yêu cầu kiểm tra cửa xả các hồ.\n\n"
        + _OPENING
        + "Chủ tịch UBND tỉnh yêu cầu kiểm tra ngay cửa xả các hồ xung yếu."
    )
    (draft,) = derive(text).tasks
    assert text[draft.start : draft.end] == "kiểm tra ngay cửa xả các hồ xung yếu"


def test_an_announced_order_is_kept_where_it_names_a_day_of_its_own() -> None:
    said = "UBND tỉnh có Công văn số 9/UBND-VP yêu cầu các xã {} kiểm tra cửa xả.\n\nUBND tỉnh đề nghị Sở Y tế cấp thuốc.\n\nSở Xây dựng cắm mốc.\n\nSở Tài chính cấp tiền.\n\nCông an tỉnh tuần tra."
    assert len(derive(said.format("")).tasks) == 4
    assert len(derive(said.format("trước ngày 15/6/2027")).tasks) == 5


def test_the_ground_before_who_orders_a_list_is_no_task() -> None:
    text = "Thực hiện Hướng dẫn số 3-HD/HU của Huyện ủy; UBND huyện có ý kiến như sau:\n1. Phòng Nội vụ lập danh sách."
    assert [text[one.start : one.end] for one in derive(text).tasks] == ["Phòng Nội vụ lập danh sách"]


def test_a_short_name_stays_as_written_and_is_looked_up_in_full() -> None:
    text = _OPENING + "UBND tỉnh yêu cầu Sở Xây dựng kiểm tra cửa xả.\n\nSở phải báo cáo kết quả."
    (unit,) = derive(text).tasks[1].lead
    assert (unit.name, unit.qualified) == ("Sở", "Sở Xây dựng")


def test_tasks_after_such_as_are_tasks_of_their_own() -> None:
    text = (
        _OPENING + "UBND tỉnh yêu cầu các xã thực hiện một số nhiệm vụ trọng tâm như gia cố đập đất; cắm mốc lòng hồ."
    )
    drafts = derive(text).tasks
    assert [text[one.start : one.end] for one in drafts] == ["gia cố đập đất", "cắm mốc lòng hồ"]
    assert [[unit.name for unit in one.lead] for one in drafts] == [["các xã"]] * 2


def test_bare_sentences_after_the_directive_is_named_are_orders_before_any_giver_is() -> None:
    text = (
        "Kết luận số 31-KL/TU ngày 02/3/2027 của Ban Thường vụ Tỉnh ủy đã nêu rõ hai nhiệm vụ. Đó là kiện toàn cơ quan thi hành án.\n\n"
        "Nâng cao chất lượng xác minh.\n\nBan Thường vụ Tỉnh ủy yêu cầu Cục Thi hành án dân sự báo cáo kết quả.\n\nTăng cường kiểm tra chấp hành viên.\n\nĐẩy mạnh hòa giải."
    )
    assert [text[one.start : one.end] for one in derive(text).tasks][:2] == [
        "kiện toàn cơ quan thi hành án",
        "Nâng cao chất lượng xác minh",
    ]


def test_two_orders_of_one_giver_stand_beside_each_other() -> None:
    text = _OPENING + "Cụ thể, giao Sở Y tế cấp thuốc; yêu cầu các xã báo cáo trước ngày 15/3."
    assert [[unit.name for unit in one.lead] for one in derive(text).tasks] == [["Sở Y tế"], ["các xã"]]


def test_the_words_under_a_picture_are_no_order() -> None:
    told = "UBND tỉnh yêu cầu các xã trực đêm.\n\nKhai thác cát ở hồ Đồng Mô khiến bờ sạt lở\n\nSở Xây dựng cắm mốc."
    assert [one.lead[0].name for one in derive(_OPENING + told).tasks] == ["các xã", "Sở Xây dựng"]


def test_an_order_told_at_the_top_of_a_long_text_is_not_sure() -> None:
    text = (
        _OPENING
        + "UBND tỉnh yêu cầu các xã kiểm tra cửa xả của các hồ.\n\n"
        + "Sở Xây dựng cắm mốc lòng hồ theo quy hoạch.\n\n" * 40
    )
    text += "UBND tỉnh yêu cầu các phường trực đêm ở các hồ xung yếu."
    drafts = derive(text).tasks
    assert [drafts[0].sure, drafts[-1].sure] == [False, True]


def test_a_sentence_ends_at_a_mark_that_no_blank_follows() -> None:
    text = _OPENING + "Mưa lớn còn kéo dài.UBND tỉnh yêu cầu Sở Xây dựng cắm mốc."
    assert [text[one.start : one.end] for one in derive(text).tasks] == ["Sở Xây dựng cắm mốc"]


def test_the_ground_before_a_plan_is_no_task() -> None:
    text = "Thực hiện Kế hoạch số 3/KH-UBND của UBND tỉnh; UBND xã xây dựng kế hoạch như sau:\n1. Phòng Nội vụ lập danh sách."
    assert [text[one.start : one.end] for one in derive(text).tasks] == ["Phòng Nội vụ lập danh sách"]


def test_paragraphs_parted_by_wide_blanks_on_one_line_are_paragraphs() -> None:
    text = (
        "Chiều 3/3/2027, UBND tỉnh Hà Trung ban hành Chỉ thị số 05/CT-UBND về thu thuế.    Chủ tịch UBND tỉnh giao Sở Tài chính "
        "xây dựng kế hoạch chống thất thu thuế.    Rà soát các khoản nợ trước ngày 5/4/2027."
    )
    assert [(text[t.start : t.end][:7], [m.name for m in t.lead]) for t in derive(text).tasks] == [
        ("Sở Tài ", ["Sở Tài chính"]),
        ("Rà soát", ["Sở Tài chính"]),
    ]
    row = "STT    Nội dung    Chủ trì    Thời gian\n1    Rà soát các hồ sơ.    Sở Y tế    Tháng 3/2027\n"
    assert [[m.name for m in t.lead] for t in derive(row).tasks] == [["Sở Y tế"]]
    assert len(derive("NHIỆM VỤ\n1.    Rà soát các hồ sơ tồn đọng của năm trước.").tasks) == 1
