"""What a list shows of a task: the duty, without whose it is and by when, which stand beside it."""

import pytest

from app.derivation import derive

HEAD = "KẾ HOẠCH\nVề thi hành án\n\nỦy ban nhân dân tỉnh yêu cầu:\n\n1. "


@pytest.mark.parametrize(
    ("order", "title"),
    [
        ("Cục THADS tỉnh báo cáo các vụ án kinh tế trước ngày 15/12/2026.", "Báo cáo các vụ án kinh tế"),
        (
            "Sở Tư pháp, Sở Nội vụ có trách nhiệm rà soát biên chế, hoàn thành trước ngày 15/12/2026.",
            "Rà soát biên chế",
        ),
        ("Rà soát các việc có điều kiện thi hành.", "Rà soát các việc có điều kiện thi hành"),
        ("Sở Tư pháp họp xong trước ngày 15/12/2026.", "Sở Tư pháp họp xong trước ngày 15/12/2026"),
        (
            "Trước ngày 15/12/2026, lập danh sách các việc tồn đọng.",
            "Trước ngày 15/12/2026, lập danh sách các việc tồn đọng",
        ),
        ("Sở Tư pháp trình Sở Nội vụ danh sách chấp hành viên.", "Trình Sở Nội vụ danh sách chấp hành viên"),
    ],
)
def test_a_title_is_the_duty(order: str, title: str) -> None:
    found = derive(HEAD + order).tasks
    assert [one.title for one in found] == [title]
    assert (HEAD + order)[found[0].start : found[0].end] == order.rstrip(".")
