"""What a document says of itself and of others: heads, numbers, relations, products. Texts are our own."""

from datetime import date

import pytest

from app.derivation import Document, derive
from tests.derivation.texts import ASKS, HEAD, only


def test_the_head_of_a_plan() -> None:
    assert derive(HEAD).document == Document(
        "9/KH-UBND", "Kế hoạch", "Ủy ban nhân dân tỉnh An Sơn", date(2027, 2, 5), "Về thi hành án"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "BAN CHẤP HÀNH TRUNG ƯƠNG\n*\nSố 210-KL/TW\n\nHà Nội, ngày 21 tháng 01 năm 2027\n\nKẾT LUẬN\nCỦA BAN BÍ THƯ\nvề công tác tiếp dân\n",
            Document("210-KL/TW", "Kết luận", "Ban Bí thư", date(2027, 1, 21), "về công tác tiếp dân"),
        ),
        (
            "CỤC QUẢN LÝ THI HÀNH ÁN DÂN SỰ\nTHI HÀNH ÁN DÂN SỰ TỈNH ĐỒNG SƠN\n\nSố: 5/KH-THADS\n\nKẾ HOẠCH\nVề thi hành án\n",
            Document("5/KH-THADS", "Kế hoạch", "Thi hành án dân sự tỉnh Đồng Sơn", None, "Về thi hành án"),
        ),
        (
            "SỞ Y TẾ\nSố: 34/SYT-VP\nV/v cấp thuốc cho các xã\n\nKính gửi:\n- Trạm Y tế các xã.\n",
            Document("34/SYT-VP", "Công văn", "Sở Y tế", None, "cấp thuốc cho các xã"),
        ),
        (
            "Chỉ đạo mới về tiết kiệm điện\n\nNgày 12/6/2027, Thủ tướng Chính phủ đã ban hành Công điện 61/CĐ-TTg về tiết kiệm điện.",
            Document("61/CĐ-TTg", "Công điện", "Thủ tướng Chính phủ", date(2027, 6, 12), "về tiết kiệm điện"),
        ),
        (
            "PHỤ LỤC II\nDANH MỤC NHIỆM VỤ\n(Kèm theo Quyết định số 5/QĐ-UBND ngày 03 tháng 4 năm 2027 của UBND tỉnh An Sơn)\n",
            Document("5/QĐ-UBND", "Phụ lục", "UBND tỉnh An Sơn", date(2027, 4, 3), "danh mục nhiệm vụ"),
        ),
        (
            "NGÂN HÀNG NHÀ NƯỚC\nSố: 8/CT-NHNN |\nHà Nội, ngày 01 tháng 3 năm 2027 |\n\nCác đơn vị rà soát hồ sơ.",
            Document("8/CT-NHNN", "Chỉ thị", "Ngân hàng Nhà nước", date(2027, 3, 1), None),
        ),
        (
            "Phụ lục IV\nDANH MỤC NHIỆM VỤ\n(Kèm theo Quyết định số 5/QĐ-UBND ngày 03 tháng 4 năm 2027 của UBND tỉnh An Sơn)\n",
            Document("5/QĐ-UBND", "Phụ lục", "UBND tỉnh An Sơn", date(2027, 4, 3), "danh mục nhiệm vụ"),
        ),
        (
            "Bản tin\n\nKế hoạch số 14/KH-UBND vừa được UBND tỉnh ban hành nhằm thực hiện Chỉ thị số 3/CT-TTg.",
            Document("14/KH-UBND", "Kế hoạch", None, None, None),
        ),
        (
            "Bản tin\n\nNgày 3/4/2027, UBND tỉnh vừa có công văn khẩn yêu cầu các xã trực đêm.",
            Document(None, "Công văn", "UBND tỉnh", date(2027, 4, 3), None),
        ),
        (
            "Bản tin\n\nCông văn mới yêu cầu các xã trực đêm, Bộ Y tế cũng yêu cầu cấp thuốc.",
            Document(None, None, "Bộ Y tế", None, None),
        ),
        (
            "   ỦY BAN NHÂN DÂN                  CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\n     TỈNH AN SƠN                          Độc lập - Tự do - Hạnh phúc\n"
            "   Số:   4390     /UBND-KT                An Sơn, ngày 27 tháng 5 năm 2027\n  V/v sửa kho\n\nKính gửi: Các sở.\n\nNơi nhận:              KT. CHỦ TỊCH\n",
            Document("4390/UBND-KT", "Công văn", "Chủ tịch Ủy ban nhân dân tỉnh An Sơn", date(2027, 5, 27), "sửa kho"),
        ),
        (
            "CHÍNH PHỦ\n------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 66.13/2027/NQ-CP | Hà Nội, ngày 27 tháng 01 năm 2027\n\nNGHỊ QUYẾT\nVề kho vật chứng\n",
            Document("66.13/2027/NQ-CP", "Nghị quyết", "Chính phủ", date(2027, 1, 27), "Về kho vật chứng"),
        ),
        (
            "TỈNH ỦY AN SƠN ĐẢNG CỘNG SẢN VIỆT NAM\n*\nSố 26-CT/TU An Sơn, ngày 05 tháng 12 năm 2027\n\nCHỈ THỊ\nvề tiếp dân\n\nNơi nhận:\n- Lưu.\nT/M BAN THƯỜNG VỤ\nBÍ THƯ\n",
            Document("26-CT/TU", "Chỉ thị", "Ban Thường vụ Tỉnh ủy An Sơn", date(2027, 12, 5), "về tiếp dân"),
        ),
        (
            "ĐẢNG BỘ TỈNH AN SƠN\nĐẢNG UỶ XÃ TÂN HỘI\n*\nSố       -KH/ĐU\n\nKẾ HOẠCH\nvề tiếp dân\n",
            Document(None, "Kế hoạch", "Đảng ủy xã Tân Hội", None, "về tiếp dân"),
        ),
        (
            "BỘ TƯ PHÁP\nSố: 5/QĐ-BTP\n\nQUYẾT ĐỊNH\nVề kho vật chứng\n\nBỘ TRƯỞNG BỘ TƯ PHÁP\n\nCăn cứ Luật Thi hành án dân sự;\n",
            Document("5/QĐ-BTP", "Quyết định", "Bộ trưởng Bộ Tư pháp", None, "Về kho vật chứng"),
        ),
        (
            "TỈNH ỦY AN SƠN ĐẢNG CỘNG SẢN VIỆT NAM\nSố 75-KL/TU An Sơn, ngày 28 tháng 7 năm 2027\n\nKÉT LUẬN\nvề bảo vệ rừng\n",
            Document("75-KL/TU", "Kết luận", "Tỉnh ủy An Sơn", date(2027, 7, 28), "về bảo vệ rừng"),
        ),
        (
            "SỞ TƯ PHÁP\nSố: 21 / KH – STP - Kho\n\nKẾ HOẠCH\nVề kho vật chứng\n",
            Document("21/KH–STP", "Kế hoạch", "Sở Tư pháp", None, "Về kho vật chứng"),
        ),
        (
            "SỞ TƯ PHÁP\nSố: 5/QĐ-STP\n\nQUYẾT ĐỊNH\nVề kho vật chứng\n\nGIÁM ĐỐC SỞ TƯ PHÁP\n\nCăn cứ Luật Thi hành án dân sự;\n",
            Document("5/QĐ-STP", "Quyết định", "Giám đốc Sở Tư pháp", None, "Về kho vật chứng"),
        ),
        (
            "ỦY BAN NHÂN DÂN\nTỈNH AN SƠN\nSố: 5/KH-UBND\n\nKẾ HOẠCH\nVề kho vật chứng\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\n",
            Document("5/KH-UBND", "Kế hoạch", "Ủy ban nhân dân tỉnh An Sơn", None, "Về kho vật chứng"),
        ),
        ("1. Rà soát hồ sơ theo Chỉ thị này.", Document(type="Chỉ thị")),
        ("", Document()),
    ],
)
def test_heads_of_other_kinds(text: str, expected: Document) -> None:
    assert derive(text).document == expected


def test_number_symbols_are_told_from_fractions() -> None:
    text = "Theo 84-KL/TW, 09/KH-CTHADS, 161/2025/QĐ-UBND, 91/2025/QH15, 27/NQ- TW và 05-CT/TU; 66.13/2027/NQ-CP, 1051/VPUBND.KTN; đạt 38/52 việc, 24/7, ngày 15/5/2025, 3-5 việc."
    assert [one.number_symbol for one in derive(text).citations] == [
        "84-KL/TW", "09/KH-CTHADS", "161/2025/QĐ-UBND", "91/2025/QH15", "27/NQ-TW", "05-CT/TU", "66.13/2027/NQ-CP", "1051/VPUBND.KTN",
    ]  # fmt: skip


def test_a_number_without_symbol_is_cited_behind_its_type_only() -> None:
    text = "Theo Kết luận số 183 của Bộ Chính trị và Nghị định số 111/2027, không phải quyết định số 5-6 lần, công văn số 12/UBND; quyết định số 9, 10, 11/COP19; phòng số 4."
    assert [one.number_symbol for one in derive(text).citations] == ["183", "111/2027", "12/UBND", "11/COP19"]


def test_a_directive_that_others_are_to_study_is_cited_not_relayed() -> None:
    text = "Theo đó, Sở Giáo dục chủ trì quán triệt sâu rộng Chỉ thị số 17/CT-TTg của Thủ tướng Chính phủ về thi."
    found = derive(text)
    assert (found.document.number_symbol, [one.number_symbol for one in found.citations]) == (None, ["17/CT-TTg"])


def test_a_citation_has_its_type_issuer_and_day() -> None:
    (one,) = derive(
        "Căn cứ Nghị quyết số 12-NQ/TU ngày 03/4/2026 của Ban Thường vụ Tỉnh ủy về chuyển đổi số."
    ).citations
    assert (one.number_symbol, one.type, one.issuer, one.date) == (
        "12-NQ/TU",
        "Nghị quyết",
        "Ban Thường vụ Tỉnh ủy",
        date(2026, 4, 3),
    )


@pytest.mark.parametrize(
    ("words", "kind", "source", "target"),
    [
        ("Triển khai thực hiện Nghị quyết số 12-NQ/TU.", "implements", "9/KH-UBND", "12-NQ/TU"),
        ("Tiếp tục thực hiện Nghị quyết số 12-NQ/TU.", "continues", "9/KH-UBND", "12-NQ/TU"),
        ("Kế hoạch này thay thế Kế hoạch số 3/KH-UBND.", "replaces", "9/KH-UBND", "3/KH-UBND"),
        ("Soạn quyết định sửa đổi, bổ sung Quyết định số 7/QĐ-UBND.", "amends", "9/KH-UBND", "7/QĐ-UBND"),
        ("Lưu cùng Công văn số 8/UBND-VP.", "cites", "9/KH-UBND", "8/UBND-VP"),
        ("Xem Kết luận số 92-KL/TW về tiếp tục thực hiện Nghị quyết số 49-NQ/TW.", "continues", "92-KL/TW", "49-NQ/TW"),
        (
            "Trình HĐND tỉnh ban hành Nghị quyết về phí thi hành án.",
            "implements",
            "Nghị quyết về phí thi hành án",
            "9/KH-UBND",
        ),
    ],
)
def test_relations_name_both_ends(words: str, kind: str, source: str, target: str) -> None:
    assert (kind, source, target) in [(one.kind, one.source, one.target) for one in derive(HEAD + words).relations]


def test_a_document_without_number_is_named_by_its_title() -> None:
    titles = [
        one.title
        for one in derive(
            HEAD + "Thực hiện Nghị quyết của Ban Chấp hành Trung ương khóa XIII về nhà nước pháp quyền."
        ).relations
    ]
    assert titles == ["Nghị quyết của Ban Chấp hành Trung ương khóa XIII"]


@pytest.mark.parametrize(
    ("words", "product", "indicator"),
    [
        ("Sở Tư pháp xây dựng Kế hoạch kiểm tra trước ngày 01/3/2027.", "Kế hoạch kiểm tra", None),
        ("Sở Tư pháp trình HĐND tỉnh ban hành Nghị quyết về phí.", "Nghị quyết về phí", None),
        ("Sở Tư pháp cắt giảm tối thiểu 30% thời gian giải quyết.", None, "tối thiểu 30% thời gian giải quyết"),
        ("Sở Tư pháp mở ít nhất 10 lớp tập huấn.", None, "ít nhất 10 lớp tập huấn"),
        ("Sở Tư pháp phải giảm tỷ lệ án chuyển kỳ sau.", None, "giảm tỷ lệ án chuyển kỳ sau"),
        ("Sở Tư pháp giảm tỷ lệ án tồn, tăng tỷ lệ án xong.", None, "giảm tỷ lệ án tồn; tăng tỷ lệ án xong"),
        ("Sở Tư pháp kiểm tra các xã.", None, None),
    ],
)
def test_products_and_indicators(words: str, product: str | None, indicator: str | None) -> None:
    one = only(ASKS + "1. " + words)
    assert (one.product, one.indicator) == (product, indicator)
