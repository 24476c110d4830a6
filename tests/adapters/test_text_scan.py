"""Scans are read where tesseract is installed, and refused with what to do where it is not."""

from pathlib import Path

import pytest

from app.adapters import sandbox
from app.adapters.text import Unreadable, read, scan
from app.adapters.text.extracted import SCANNED
from tests.adapters.making import document, drawn, p, png, scanned, tif

LINES = [
    "ỦY BAN NHÂN DÂN TỈNH PHÚ THỌ",
    "1. Giao Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát các văn bản quy",
    "phạm pháp luật, báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 năm 2026.",
    "2. Công an tỉnh kiểm tra việc thực hiện.",
]
FONT = next(Path("/usr/share/fonts").rglob("DejaVuSans.ttf"), None)
needs_tesseract = pytest.mark.skipif(bool(scan.missing()), reason=f"{scan.missing()} is not installed")
needs_font = pytest.mark.skipif(
    FONT is None, reason="no DejaVuSans.ttf to draw a scan with (package fonts-dejavu-core)"
)


def page(lines: list[str] = LINES) -> tuple[int, int, bytes]:
    assert FONT is not None
    return drawn(lines, FONT.read_bytes())


@needs_tesseract
@needs_font
@pytest.mark.parametrize("kind", ["png", "tif"])
def test_a_picture_is_read_with_its_sureness(kind: str) -> None:
    data = png(*page()) if kind == "png" else tif(*page())
    found = read(data, f"a.{kind}")
    assert found.kind == kind
    assert "Sở Tư pháp chủ trì, phối hợp với Sở Nội vụ rà soát các văn bản quy phạm pháp luật" in found.text
    assert "2. Công an tỉnh kiểm tra" in found.text
    assert SCANNED in found.warnings
    assert all(mark.kind == "page" and mark.sure is not None and mark.sure > 50 for mark in found.marks)


@needs_tesseract
@needs_font
async def test_a_scanned_pdf_is_read_in_the_sandbox_page_by_page() -> None:
    found = await sandbox.read_file(scanned([page(), page(["Nơi nhận: các sở, ban, ngành và đơn vị"])]), "a.pdf")
    assert "rà soát các văn bản quy phạm pháp luật" in found.text
    assert {mark.number for mark in found.marks} == {1, 2}
    assert found.text[next(mark.start for mark in found.marks if mark.number == 2) :].startswith("Nơi nhận")


@needs_tesseract
def test_a_picture_without_letters_is_no_text() -> None:
    with pytest.raises(Unreadable) as caught:
        read(png(300, 200), "a.png")
    assert caught.value.code == "no-text"


@pytest.mark.parametrize("lacks", ["tesseract", "tesseract-ocr-vie"])
def test_without_the_program_the_refusal_names_it(lacks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "missing", lambda: lacks)
    for name, data in (("a.png", png(30, 30)), ("a.pdf", scanned([(30, 30, b"\xff" * 900)]))):
        with pytest.raises(Unreadable) as caught:
            read(data, name)
        assert caught.value.code == "no-ocr"
        assert "tesseract" in caught.value.message


def test_scans_wait_for_their_own_turn() -> None:
    with pytest.raises(Unreadable) as caught:
        read(png(30, 30), "a.png", scans=False)
    assert caught.value.code == "scan"
    assert read(document(p("x")), "a.docx", scans=False).text == "x"


def test_too_many_scanned_pages_are_refused_before_the_first_is_drawn() -> None:
    with pytest.raises(Unreadable) as caught:
        read(scanned([(2, 2, b"\xff" * 4)] * (scan.MOST_PAGES + 1)), "a.pdf")
    assert caught.value.code == "too-many-scans"
