"""What is a task: each rule with what obeys it and what only looks like it. Texts are our own."""

import pytest

from app.derivation.text import vocabulary
from tests.derivation.texts import ASKS, HEAD, derive, leads, tasks


@pytest.mark.parametrize(
    ("line", "lead", "order"),
    [
        ("1. Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát biên chế.", ["Sở Tư pháp"], True),
        ("1. Sở Tư pháp có trách nhiệm tổng hợp kết quả.", ["Sở Tư pháp"], True),
        ("1. Đề nghị Tòa án nhân dân tỉnh chỉ đạo giải thích bản án.", ["Tòa án nhân dân tỉnh"], True),
        ("1. Đối với Cục THADS tỉnh, cần đẩy nhanh tiến độ thi hành.", ["Cục THADS tỉnh"], True),
        ("1. Sở Y tế: Khẩn trương cấp thuốc cho các xã.", ["Sở Y tế"], True),
        ("1. Trước ngày 01/3/2027, Sở Tư pháp gửi báo cáo.", ["Sở Tư pháp"], True),
        ("1. Khi có mưa lớn, Chủ tịch UBND các xã tổ chức sơ tán dân.", ["Chủ tịch UBND các xã"], True),
        ("1. Văn phòng UBND tỉnh sẽ chủ trì đôn đốc.", ["Văn phòng UBND tỉnh"], True),
        ("1. Không chuyển hồ sơ khi chưa có biên bản.", [], True),
        ("1. Không có kinh phí cho việc này.", [], False),
        ("1. Kêu gọi tàu thuyền vào nơi tránh trú.", [], True),
        ("1. Trưởng các thôn: Đến từng nhà phát giấy mời họp.", ["Trưởng các thôn"], True),
        ("1. Sở Tư pháp: số máy 0200.1234.", [], False),
        ("1. Cử Phó Chủ tịch UBND tỉnh đi kiểm tra các xã.", ["Phó Chủ tịch UBND tỉnh"], True),
        ("1. Sở Tư pháp cử các đoàn đi kiểm tra các xã.", ["Sở Tư pháp"], True),
        ("1. Chính phủ biểu dương các xã làm tốt.", [], False),
        ("1. Sở Nội vụ biểu dương các xã làm tốt.", ["Sở Nội vụ"], True),
        ("1. Văn phòng UBND tỉnh thông báo để các đơn vị biết, thực hiện.", [], False),
        ("1. Văn phòng UBND tỉnh thông báo lịch tiếp dân cho các xã.", ["Văn phòng UBND tỉnh"], True),
        ("1. Hằng tuần thông báo kết quả đo mặn để người dân biết.", [], True),
        ("1. Chủ tịch UBND xã nào để dân thiếu nước thì phải kiểm điểm.", [], False),
        ("1. Lực lượng cứu hộ đã đưa dân đến nơi an toàn.", [], False),
        ("1. UBND phường mong nhận được sự ủng hộ của nhân dân.", [], False),
        ("1. Từ nguồn hỗ trợ của tỉnh và ngân sách xã.", [], False),
        ("1. Từ nguồn ngân sách xã, Phòng Kinh tế bố trí kinh phí.", ["Phòng Kinh tế"], True),
        ("1. Ban Chỉ đạo Thi hành án tỉnh ủy thác việc thi hành.", ["Ban Chỉ đạo Thi hành án tỉnh"], True),
        ("1. UBND xã thông báo cho chủ phương tiện biết.", ["UBND xã"], True),
        ("1. Nơi nào để khai thác trái phép thì người đứng đầu phải chịu trách nhiệm.", [], False),
        ("1. Sau 4 năm thực hiện, du lịch phục hồi nhanh; sản phẩm du lịch đêm đơn điệu.", [], False),
        ("1. Thống nhất tiếp tục thực hiện các mục tiêu của Nghị quyết.", [], False),
        ("1. Những nơi làm tốt được khen thưởng kịp thời.", [], False),
        ("1. Thông báo để các đơn vị biết, thực hiện.", [], False),
        ("1. Sở Tư pháp không tổ chức liên hoan, gặp mặt.", ["Sở Tư pháp"], True),
        ("1. Sở Tư pháp không có kinh phí.", [], False),
        ("1. Năm trước, Sở Tư pháp từng yêu cầu các xã gửi báo cáo.", [], False),
        ("1. Mọi vướng mắc báo cáo về Sở Tư pháp để được giải quyết.", [], True),
        ("1. Mọi vướng mắc thuộc về quá khứ.", [], False),
        ("1. Cục THADS tỉnh là đơn vị đầu mối, theo dõi việc thực hiện.", ["Cục THADS tỉnh"], True),
        ("1. Cục THADS tỉnh là đơn vị sự nghiệp.", [], False),
        ("1. Rà soát các việc có điều kiện thi hành.", [], True),
        ("1. Nghiêm cấm thu thêm phí ngoài quy định.", [], True),
        ("1. Sở Tư pháp đã tổng hợp kết quả.", [], False),
        ("1. Kế hoạch này có hiệu lực từ ngày ký.", [], False),
        ("1. Kêu gọi nhân dân chấp hành bản án.", [], False),
        ("1. Thống nhất với đề nghị của Sở Tư pháp.", [], False),
        ("1. Sở Tư pháp chịu trách nhiệm trước UBND tỉnh về số liệu đã báo cáo.", [], False),
        ("1. UBND tỉnh sẽ phê bình các đơn vị chậm báo cáo.", [], False),
        ("1. Các đơn vị được phép ký hợp đồng theo quy định.", [], False),
        ("1. HĐND tỉnh đánh giá cao tinh thần trách nhiệm của các sở.", [], False),
        ("1. Bộ phận để xảy ra mất tài sản thì trưởng bộ phận bị xử lý kỷ luật.", [], False),
        ("1. Các xã nếu để chậm trễ phải kiểm điểm trách nhiệm người đứng đầu.", [], False),
        ("1. Nguồn thu tiền sử dụng đất: 47.357 triệu đồng.", [], False),
        ("1. Nhận được Công điện này, các sở khẩn trương tổ chức thực hiện.", ["các sở"], True),
        ("1. Khi cơ quan thi hành án đề nghị, tổ chức tín dụng cung cấp số dư.", ["tổ chức tín dụng"], True),
        ("1. Giao Phòng Nghiệp vụ là đầu mối tổng hợp số liệu.", ["Phòng Nghiệp vụ"], True),
        ("1. Phòng Nghiệp vụ là đầu mối của Cục.", ["Phòng Nghiệp vụ"], True),
        ("1. Trưởng thôn phải có mặt trong ngày được phép đốt nương.", ["Trưởng thôn"], True),
        ("1. Các chi đoàn được phép dùng hội trường sau 19 giờ.", [], False),
        ("1. Việc rà soát phải bảo đảm khách quan.", [], False),
        ("Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này.", [], False),
    ],
)
def test_an_order_and_what_only_looks_like_one(line: str, lead: list[str], order: bool) -> None:
    drafts = derive(HEAD + "II. NHIỆM VỤ\n" + line).tasks
    assert bool(drafts) is order
    if order:
        assert [unit.name for unit in drafts[0].lead] == lead


@pytest.mark.parametrize(
    ("item", "found"),
    [
        ("Rà soát hồ sơ; lập danh sách các việc tồn đọng.", ["Rà soát hồ sơ", "lập danh sách các việc tồn đọng"]),
        ("Rà soát hồ sơ; bảo đảm đúng quy định.", ["Rà soát hồ sơ; bảo đảm đúng quy định"]),
        ("Rà soát hồ sơ; không để sót việc.", ["Rà soát hồ sơ; không để sót việc"]),
        ("Rà soát Luật A; Luật B; các văn bản khác.", ["Rà soát Luật A; Luật B; các văn bản khác"]),
        ("Rà soát hồ sơ (cũ; mới) còn lưu.", ["Rà soát hồ sơ (cũ; mới) còn lưu"]),
        ("Rà soát hồ sơ. Đồng thời, lập danh sách.", ["Rà soát hồ sơ", "Đồng thời, lập danh sách"]),
        ("Rà soát theo TP. Hà Nội và lập danh sách.", ["Rà soát theo TP. Hà Nội và lập danh sách"]),
        ("Hoàn chỉnh dự thảo trước ngày 01/3/2027 và ban hành trước ngày 20/3/2027.",
         ["Hoàn chỉnh dự thảo trước ngày 01/3/2027", "ban hành trước ngày 20/3/2027"]),
        ("Soạn quy chế gồm: (i) phạm vi; (ii) cách làm.", ["Soạn quy chế gồm: (i) phạm vi; (ii) cách làm"]),
        ("Rà soát hồ sơ. Hoàn thành trước ngày 15/3/2027.", ["Rà soát hồ sơ. Hoàn thành trước ngày 15/3/2027"]),
        ("Rà soát hồ sơ; hoàn thành việc bàn giao kho trước ngày 15/3/2027.",
         ["Rà soát hồ sơ", "hoàn thành việc bàn giao kho trước ngày 15/3/2027"]),
        ("Rà soát hồ sơ; đến năm 2030, 100% kho đạt chuẩn.", ["Rà soát hồ sơ; đến năm 2030, 100% kho đạt chuẩn"]),
        ("Bảo đảm kinh phí cho cuộc rà soát.", ["Bảo đảm kinh phí cho cuộc rà soát"]),
        ("Bảo đảm đúng tiến độ; phù hợp thực tế.", []),
        ("Ươm mầm phong trào đọc sách trong trường học.", ["Ươm mầm phong trào đọc sách trong trường học"]),
        ("Phát triển dữ liệu số: Số hóa hồ sơ; làm sạch dữ liệu.", ["Số hóa hồ sơ", "làm sạch dữ liệu"]),
        ("Rà soát hồ sơ; hoàn thành đề án kho lưu trữ trước ngày 15/3/2027.",
         ["Rà soát hồ sơ", "hoàn thành đề án kho lưu trữ trước ngày 15/3/2027"]),
        ("Rà soát hồ sơ; hoàn thành kế hoạch này trước ngày 15/3/2027.",
         ["Rà soát hồ sơ; hoàn thành kế hoạch này trước ngày 15/3/2027"]),
        ("Giao Sở Tư pháp đôn đốc; định kỳ 6 tháng báo cáo UBND tỉnh.",
         ["Sở Tư pháp đôn đốc", "định kỳ 6 tháng báo cáo UBND tỉnh"]),
        ("Rà soát hồ sơ; nghiêm cấm tặng quà dưới mọi hình thức.",
         ["Rà soát hồ sơ; nghiêm cấm tặng quà dưới mọi hình thức"]),
        ("Rà soát hồ sơ; phục vụ công tác đánh giá cuối năm.", ["Rà soát hồ sơ; phục vụ công tác đánh giá cuối năm"]),
        ("Rà soát hồ sơ; trường hợp vượt thẩm quyền, báo cáo Cục trưởng xem xét.",
         ["Rà soát hồ sơ", "trường hợp vượt thẩm quyền, báo cáo Cục trưởng xem xét"]),
        ("Rà soát hồ sơ; trường hợp cố tình vi phạm, phối hợp với Công an tỉnh xử lý.",
         ["Rà soát hồ sơ", "trường hợp cố tình vi phạm, phối hợp với Công an tỉnh xử lý"]),
        ("Rà soát hồ sơ theo nguyên tắc: công khai từ đầu; kiểm tra chéo; xử lý dứt điểm.",
         ["Rà soát hồ sơ theo nguyên tắc: công khai từ đầu; kiểm tra chéo; xử lý dứt điểm"]),
        ("Sở Y tế chịu trách nhiệm trước UBND tỉnh về các việc sau đây: cấp thuốc; cùng Sở Nội vụ lập danh sách.",
         ["cấp thuốc", "cùng Sở Nội vụ lập danh sách"]),
        ("Tài liệu phục vụ hội nghị và các báo cáo.", []),
    ],
)  # fmt: skip
def test_clauses_and_sentences_of_an_item(item: str, found: list[str]) -> None:
    assert tasks(ASKS + "1. " + item) == found


def test_parts_of_one_deliverable_stay_inside_it() -> None:
    text = (
        ASKS
        + "- Phân cấp theo các nguyên tắc sau:\n(1) Đẩy mạnh giao quyền.\n(2) Rà soát thường xuyên.\n- Lập danh sách."
    )
    assert len(tasks(text)) == 2


@pytest.mark.parametrize(
    "title", ["Mục đích", "Yêu cầu", "Mục tiêu cụ thể", "Quan điểm chỉ đạo", "Căn cứ", "Đánh giá tình hình"]
)
def test_parts_of_purpose_and_findings_order_nothing(title: str) -> None:
    text = HEAD + f"I. {title}\n- Rà soát hồ sơ tồn đọng.\nII. Nhiệm vụ\n- Lập danh sách các việc."
    assert tasks(text) == ["Lập danh sách các việc"]


def test_a_title_sums_up_what_stands_below_it() -> None:
    text = HEAD + "II. NHIỆM VỤ\n1. Đẩy mạnh thi hành án\n- Rà soát hồ sơ.\n- Lập danh sách."
    assert tasks(text) == ["Rà soát hồ sơ", "Lập danh sách"]


def test_a_sentence_that_hands_over_ends_a_part_of_findings() -> None:
    text = (
        HEAD
        + "1. Về tình hình chung\nSố việc tăng cao.\nThời gian tới, yêu cầu các xã, phường:\na) Rà soát hồ sơ.\n2. Đánh giá chung\n- Lập sổ chậm."
    )
    assert leads(text) == [["các xã, phường"]]


def test_what_a_site_or_a_law_says_is_left_out() -> None:
    text = (
        "Ngày 05/3/2027, Chủ tịch UBND tỉnh An Sơn đã ban hành Chỉ thị 05/CT-UBND yêu cầu các đơn vị:\n\n- Rà soát hồ sơ.\n\n"
        "Nguyên tắc thi hành án ra sao?\n\nCăn cứ Điều 4 Luật A 2025 quy định như sau:\n\n- Tôn trọng bản án.\n\n>> Xem thêm"
    )
    assert tasks(text) == ["Rà soát hồ sơ"]


def test_recipients_end_the_orders_until_an_annex() -> None:
    text = (
        ASKS
        + "1. Rà soát hồ sơ.\n\nNơi nhận:\n- Sở Tư pháp;\n- Lưu VT.\n\nPHỤ LỤC\nDANH MỤC NHIỆM VỤ\nTT\tNội dung\tChủ trì\n1\tLập danh sách\tSở Nội vụ\n"
    )
    assert leads(text) == [[], ["Sở Nội vụ"]]


def test_a_sentence_that_smells_of_an_order_is_shown_as_doubtful() -> None:
    text = ASKS + "1. Rà soát hồ sơ.\n2. Những nơi còn vướng mắc phải có cách làm riêng cho từng việc."
    drafts = derive(text)
    assert len(drafts.tasks) + len(drafts.suspects) == 2


def test_reasons_confidence_and_what_is_missing_are_said() -> None:
    sure, doubtful = derive(
        ASKS + "1. Giao Sở Tư pháp rà soát hồ sơ tồn đọng trước ngày 1/3/2027.\n2. Ươm mầm phong trào đọc sách."
    ).tasks
    assert (sure.sure, sure.missing, sure.reasons) == (True, (), ("addressee",))
    assert (doubtful.sure, doubtful.missing) == (False, ("lead", "deadline"))
    assert sure.confidence > doubtful.confidence


def test_a_report_retells_and_only_its_outlook_orders() -> None:
    text = (
        "BÁO CÁO\nVề hòa giải\n\nI. CÔNG TÁC CHỈ ĐẠO\n- Ban hành 05 văn bản hướng dẫn các xã.\n- Chỉ thị yêu cầu các xã kiện toàn tổ hòa giải.\n"
        "II. PHƯƠNG HƯỚNG\n- Mở lớp tập huấn cho hòa giải viên.\n"
    )
    assert tasks(text) == ["Mở lớp tập huấn cho hòa giải viên"]


def test_a_sentence_that_opens_like_an_order_but_tells_what_was_done() -> None:
    text = "Hòa giải ở cơ sở\n\nNắm chắc tinh thần của Chỉ thị, các xã, phường đã kiện toàn tổ hòa giải.\n\nĐẩy mạnh tuyên truyền pháp luật cho nhân dân."
    assert tasks(text) == ["Đẩy mạnh tuyên truyền pháp luật cho nhân dân"]


@pytest.mark.parametrize(
    "text",
    [
        "Khai mạc lễ hội\n\nTối 7/11, Sở Du lịch tổ chức khai mạc lễ hội. Giám đốc Sở cho biết lễ hội nhằm quảng bá áo dài.",
        "Điều kiện kết hôn gồm những gì?\n\nCăn cứ Điều 8 Luật A 2014 quy định như sau:\n\n1. Nam, nữ phải tuân theo các điều kiện sau đây:\na) Đủ tuổi.",
    ],
)
def test_a_text_without_orders_has_no_drafts(text: str) -> None:
    assert tasks(text) == []


def test_every_verb_and_opening_of_the_lists_opens_an_item() -> None:
    plan = HEAD + "II. NHIỆM VỤ\n1. "
    verbs = [
        one
        for one in vocabulary.lines("verbs")
        if len(tasks(f"{plan}{one.capitalize()} nội dung công việc của năm nay.")) != 1
    ]
    openers = [
        one
        for one in vocabulary.lines("openers")
        if len(tasks(f"{plan}{one.capitalize()} rà soát công việc của năm nay.")) != 1
    ]
    assert (verbs, openers) == (["kêu gọi"], [])
