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
    ],
)  # fmt: skip
def test_the_giver_of_an_order_does_not_lead_it(told: str, lead: list[str], order: str) -> None:
    (draft,) = derive(_OPENING + told).tasks
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
    ],
)
def test_what_is_only_said_or_done_is_no_order(told: str) -> None:
    assert derive(_OPENING + told).tasks == ()


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
