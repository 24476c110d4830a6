"""PDFs with a text layer: what is joined, what is dropped, what is put into blanks, what is a scan after all."""

import pytest

from app.adapters.text import Unreadable, read
from app.adapters.text.extracted import BLANK_HEAD, FROM_NOTE, OLD_FONT
from tests.adapters.making import Run, pdf

BODY: list[Run] = [
    (90, 650, "1. Giao Sở Tư pháp chủ trì, phối hợp với các sở, ban, ngành rà soát các văn bản"),
    (60, 635, "quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành; trình Ủy ban nhân dân tỉnh"),
    (60, 620, "IV của Hướng dẫn này trước ngày 31 tháng 12 năm 2026, báo cáo kết quả rà soát về"),
    (60, 605, "2026 cho Bộ Tư pháp."),
    (90, 590, "2. Công an tỉnh kiểm tra."),
]
HEAD: list[Run] = [
    (60, 780, "ỦY BAN NHÂN DÂN"),
    (300, 780, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (80, 765, "TỈNH PHÚ THỌ"),
    (320, 765, "Độc lập - Tự do - Hạnh phúc"),
    (60, 740, "Số:      /CT-UBND"),
    (310, 740, "Phú Thọ, ngày      tháng      năm 2026"),
    (250, 700, "CHỈ THỊ"),
]


def text(*pages: list[Run]) -> str:
    return read(pdf(pages), "a.pdf").text


def test_lines_become_paragraphs() -> None:
    assert text(BODY).split("\n") == [
        "1. Giao Sở Tư pháp chủ trì, phối hợp với các sở, ban, ngành rà soát các văn bản quy phạm pháp luật do Ủy ban "
        "nhân dân tỉnh ban hành; trình Ủy ban nhân dân tỉnh IV của Hướng dẫn này trước ngày 31 tháng 12 năm 2026, báo "
        "cáo kết quả rà soát về 2026 cho Bộ Tư pháp.",
        "2. Công an tỉnh kiểm tra.",
    ]


def test_a_line_is_full_when_the_next_word_would_not_have_fitted() -> None:
    lines: list[Run] = [
        (90, 700, "Sở Tư pháp rà soát các văn bản để có hiệu lực cùng thời điểm (trước ngày"),
        (60, 685, "24/6/2026-31/12/2026) theo quy định đã nêu tại Phần II và tại khoản 2 và khoản 3"),
        (60, 670, "Mục IV Chỉ thị số 16/2006/CT-UBND của Ủy ban nhân dân tỉnh."),
        (90, 655, "Mục V. Tổ chức thực hiện"),
        (90, 640, "Sở Nội vụ báo cáo."),
    ]
    assert [line[:10] for line in text(lines).split("\n")] == ["Sở Tư pháp", "Mục V. Tổ ", "Sở Nội vụ "]


def test_a_head_in_two_columns_is_read_column_by_column() -> None:
    assert text([*HEAD, *BODY]).split("\n")[:7] == [
        "ỦY BAN NHÂN DÂN", "TỈNH PHÚ THỌ", "Số: /CT-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc", "Phú Thọ, ngày tháng năm 2026", "CHỈ THỊ",
    ]  # fmt: skip


def test_a_sentence_runs_over_the_page_and_stays_traceable() -> None:
    pages = [[*BODY[:2]], [(290, 800, "2"), (60, 700, "xem xét việc ban hành văn bản thay thế trong quý I.")]]
    found = read(pdf(pages), "a.pdf")
    assert found.text.endswith("trình Ủy ban nhân dân tỉnh xem xét việc ban hành văn bản thay thế trong quý I.")
    assert [(mark.number, found.text[mark.start :][:7]) for mark in found.marks] == [(1, "1. Giao"), (2, "xem xét")]


def test_repeated_heads_and_page_numbers_go_and_numbers_in_the_text_stay() -> None:
    pages: list[list[Run]] = [
        [(60, 815, "Công báo số 12"), (60, 700, f"Điều {n}. Nội dung của điều này"), (60, 600, "15"), (60, 500, "dòng cuối"), (280, 30, f"Trang {n}/4")]
        for n in range(1, 5)
    ]  # fmt: skip
    assert text(*pages).split("\n") == [
        line for n in range(1, 5) for line in (f"Điều {n}. Nội dung của điều này", "15", "dòng cuối")
    ]


def test_blanks_are_filled_from_annotations_that_fit() -> None:
    found = read(pdf([[*HEAD, *BODY]], notes=[(92, 738, "12"), (402, 738, "5"), (465, 738, "3")]), "a.pdf")
    assert "Số: 12/CT-UBND\n" in found.text
    assert "Phú Thọ, ngày 5 tháng 3 năm 2026" in found.text
    assert found.warnings == [FROM_NOTE]


@pytest.mark.parametrize(
    "notes",
    [
        [],
        [(92, 738, "54"), (100, 738, "55")],
        [(402, 738, "54")],
        [(402, 738, "5"), (465, 738, "54")],
        [(92, 500, "12"), (402, 500, "5")],
        [(92, 738, "CONG VAN DEN 3345")],
    ],
)
def test_what_does_not_fit_leaves_the_blank(notes: list[tuple[float, float, str]]) -> None:
    found = read(pdf([[*HEAD, *BODY]], notes=notes), "a.pdf")
    assert "Số: /CT-UBND" in found.text or "Phú Thọ, ngày tháng năm 2026" in found.text
    assert "54 /" not in found.text
    assert "tháng 54" not in found.text
    assert "ngày 54" not in found.text
    assert BLANK_HEAD in found.warnings


def test_a_stamp_over_a_printed_month_changes_nothing() -> None:
    printed: list[Run] = [(310, 740, "Phú Thọ, ngày 15 tháng 4 năm 2026"), (60, 700, "Ủy ban nhân dân tỉnh chỉ thị:")]
    found = read(pdf([printed], notes=[(450, 738, "5")]), "a.pdf")
    assert found.text.startswith("Phú Thọ, ngày 15 tháng 4 năm 2026")
    assert found.warnings == []


def test_a_ruled_table_is_read_by_its_cells() -> None:
    runs: list[Run] = [
        (100, 750, "PHỤ LỤC NHIỆM VỤ"),
        (60, 700, "TT"), (110, 700, "Nhiệm vụ"), (310, 700, "Chủ trì"),
        (60, 670, "1"), (102, 670, "Rà soát văn bản quy phạm"), (102, 656, "pháp luật"), (310, 670, "Sở Tư pháp"),
        (60, 630, "2"), (102, 630, "Báo cáo kết quả thực hiện"), (100, 560, "Ghi chú dưới bảng."),
    ]  # fmt: skip
    rules = [(50.0, y, 400.0, y) for y in (720.0, 690.0, 600.0)] + [(50.0, 650.0, 300.0, 650.0)]
    rules += [(x, 720.0, x, 600.0) for x in (50.0, 100.0, 300.0, 400.0)]
    assert read(pdf([runs], rules=rules), "a.pdf").text.split("\n") == [
        "PHỤ LỤC NHIỆM VỤ",
        "TT\tNhiệm vụ\tChủ trì",
        "1\tRà soát văn bản quy phạm pháp luật\tSở Tư pháp",
        "2\tBáo cáo kết quả thực hiện\t",
        "Ghi chú dưới bảng.",
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("said", [True, False])
def test_a_turned_page_is_read_upright(turn: int, said: bool) -> None:
    """A landscape annex: its letters are turned, whether the page says so or not."""
    rules = [(50.0, y, 400.0, y) for y in (670.0, 580.0)]
    made = pdf([BODY], turn=turn, rules=rules, more=f"/Rotate {turn}" if said else "")
    assert read(made, "a.pdf").text == text(BODY)


def test_letters_of_an_old_font_and_quiet_swaps_are_mended() -> None:
    tcvn3 = "Thùc hiÖn c«ng t¸c cña ñy ban nh©n d©n tØnh vÒ viÖc triÓn khai kÕ ho¹ch ®­îc giao vµ b¸o c¸o"
    found = read(pdf([[(50, 700, tcvn3), (50, 680, tcvn3)]]), "a.pdf")
    assert found.text.startswith("Thực hiện công tác của ủy ban nhân dân tỉnh")
    assert found.warnings == [OLD_FONT]
    assert text([(50, 700, "Cơ quan đƣợc giao chủ trì nhiệm vụ")]) == "Cơ quan được giao chủ trì nhiệm vụ"


@pytest.mark.parametrize(
    "noise",
    [
        "CQNG HoAxA H()I CHU NGHIA VI]T NAM DQc lfp - Ttr do - Hqnh phric UBND TiNH PHfr THg s6 ",
        "7ӌ1+ LÀO CAI ӂӈ ҧҩ ҫҭ үұ ҳҵ ҷҹ һҽ ҿӁ Ӄӄ Ӆӆ Ӈӈ Ӊӊ Ӌӌ Ӎӎ ӏӐ ӑӒ ӓӔ ӕӖ",
    ],
)
def test_a_text_layer_of_noise_is_not_taken_for_text(noise: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(pdf([[(50, 700 - 20 * n, noise) for n in range(8)]]), "a.pdf", scans=False)
    assert caught.value.code == "scan"
