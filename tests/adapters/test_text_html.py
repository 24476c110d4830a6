"""Pages of state portals, and plain text in the encodings that old files come in."""

import unicodedata

import pytest

from app.adapters.text import Unreadable, from_paste, legacy, read
from app.adapters.text.extracted import MOST_MARKS, OLD_FONT
from app.adapters.text.syllables import is_syllable, readable, share
from tests.adapters.test_text_docx import in_old_letters

SAID = "Ủy ban nhân dân tỉnh giao Sở Tư pháp chủ trì, phối hợp với các đơn vị được giao nhiệm vụ rà soát văn bản"


def page(body: str, head: str = "") -> str:
    return read(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "a.html").text


def test_lists_get_their_numbers() -> None:
    body = (
        "<ol start=3><li>ba<ul><li>gạch<li>+ cộng</ul><li value=7>bảy</ol><ol type=a><li>x<li>y</ol>"
        "<ol type=I><li><p>x</p></ol><ul style='list-style:none'><li>trần</ul><ol><li>1. đã có số</ol>"
    )
    assert page(body).split("\n") == [
        "3. ba", "- gạch", "+ cộng", "7. bảy", "a) x", "b) y", "I. x", "trần", "1. đã có số",
    ]  # fmt: skip


def test_tables_by_cells() -> None:
    body = (
        "<table><tr><th>TT<th>Nhiệm vụ<th>Chủ trì</tr><tr><td colspan=3>I. Nhóm</tr>"
        "<tr><td>1<td><p>Rà soát</p><p>văn bản</p><td rowspan=2>Sở Tư pháp<tr><td>2<td>Báo cáo</tr></table>"
    )
    assert page(body).split("\n") == [
        "TT\tNhiệm vụ\tChủ trì", "I. Nhóm", "1\tRà soát văn bản\tSở Tư pháp", "2\tBáo cáo\t",
    ]  # fmt: skip


def test_a_table_that_holds_the_page_or_the_head_gives_blocks() -> None:
    head = "<table><tr><td>BỘ NỘI VỤ<br>Số: 1/CT-BNV<td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p></table>"
    assert page(f"<table><tr><td>trái<td>{head}<p>Điều 1</p></table>").split("\n") == [
        "trái", "BỘ NỘI VỤ", "Số: 1/CT-BNV", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Điều 1",
    ]  # fmt: skip


def test_menus_scripts_and_hidden_parts_go_and_the_form_around_a_page_stays() -> None:
    links = "".join(f"<li><a href='#d{n}'>Điều {n}</a>" for n in range(1, 6))
    body = (
        f"<nav>Trang chủ</nav><ul>{links}</ul><div class='muc-luc'>{links}</div><form id='aspnetForm'><script>x</script>"
        "<input value=x><p>Điều 1. Giao việc &amp; hạn</p><p style='display:none'>ẩn</p><p hidden>ẩn</p></form><footer>chân</footer>"
    )
    assert page(body) == "Điều 1. Giao việc & hạn"


def test_a_page_of_menus_only_is_read_all_the_same() -> None:
    assert page("<nav><p>Sở Tư pháp</p></nav>") == "Sở Tư pháp"


def test_blanks_that_set_columns_are_told_from_those_of_the_source() -> None:
    assert (
        page("<p>BỘ NỘI VỤ&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;CỘNG\n   HÒA&nbsp;XÃ HỘI</p>")
        == "BỘ NỘI VỤ   CỘNG HÒA XÃ HỘI"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_pages_in_other_encodings(encoding: str) -> None:
    made = f'<?xml version="1.0" encoding="{encoding}"?><html><meta charset="{encoding}"><p>{SAID}</p></html>'
    assert read(made.encode(encoding), "a.html").text == SAID


def test_a_page_with_an_old_font_named() -> None:
    body = f'<p><font face=".VnTime">{in_old_letters(SAID[3:], ".VnTime")}</font> và tạm dừng</p>'
    assert page(body) == f"{SAID[3:]} và tạm dừng"


@pytest.mark.parametrize("font", [".VnTime", "VNI-Times"])
@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_old_letters_without_a_font_named(font: str, encoding: str) -> None:
    said = SAID[3:]
    found = read(in_old_letters(said, font).encode(encoding), "a.txt")
    assert found.text == said
    assert found.warnings == [OLD_FONT]
    assert from_paste(in_old_letters(said, font)).text == said


def cp1258(said: str) -> bytes:
    """Windows-1258 keeps the tones apart from their letters."""
    out = b""
    for letter in said:
        try:
            out += letter.encode("cp1258")
        except UnicodeEncodeError:
            bare = unicodedata.normalize("NFD", letter)
            tones = [mark for mark in bare if mark in "\u0300\u0301\u0303\u0309\u0323"]
            rest = unicodedata.normalize("NFC", "".join(mark for mark in bare if mark not in tones))
            out += rest.encode("cp1258") + "".join(tones).encode("cp1258")
    return out


@pytest.mark.parametrize(
    "data",
    [
        SAID.encode(), SAID.encode("utf-8-sig"), SAID.encode("utf-16"), SAID.encode("utf-16-le"), SAID.encode("utf-16-be"),
        b"\xfe\xff" + SAID.encode("utf-16-be"), cp1258(SAID), unicodedata.normalize("NFD", SAID).encode(),
        SAID.encode() + "Ủ".encode()[:2],
    ],
)  # fmt: skip
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert read(data, "a.txt").text == SAID


def test_lines_are_marked_by_their_number_in_the_file() -> None:
    found = read("\r\n\r\nĐiều 1\r\n\r\n\r\nĐiều 2".encode(), "a.txt")
    assert found.text == "Điều 1\n\nĐiều 2"
    assert [(mark.kind, mark.number, found.text[mark.start :][:6]) for mark in found.marks] == [
        ("line", 3, "Điều 1"), ("line", 6, "Điều 2"),
    ]  # fmt: skip
    assert len(read(b"a\n" * 100_000, "a.txt").marks) <= MOST_MARKS


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("đƣợc giao", "được giao"),
        ("coj quan", "cơ quan"),
        ("Ðảng bộ ðịa phương", "Đảng bộ địa phương"),
        ("object Java", "object Java"),
        ("UBND tỉnh", "UBND tỉnh"),
    ],
)
def test_letters_that_look_alike_are_put_right(said: str, right: str) -> None:
    assert legacy.swapped(said) == right


def test_sound_text_is_never_mended() -> None:
    for said in (SAID, SAID.upper(), "Café déjà vu à Genève, übermäßig schön, señor", "plain English words only"):
        assert legacy.mend(said) == (said, False)


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("nghiêng", True), ("khuyến", True), ("thuở", True), ("quyết", True), ("giêng", True), ("gì", True), ("ngoằn", True),
        ("uỷ", True), ("đốc", True), ("cạch", True), ("xyz", False), ("càc", False), ("lfp", False), ("trường", True),
        ("strength", False), ("tiến̉", False),
    ],
)  # fmt: skip
def test_syllables_are_told_by_their_build(word: str, is_one: bool) -> None:
    assert is_syllable(unicodedata.normalize("NFC", word)) is is_one


def test_noise_is_told_from_vietnamese() -> None:
    assert share(SAID) > 0.97
    assert not readable("CQNG HoAxA H()I CHU NGHIA VI]T NAM DQc lfp Ttr do Hqnh phric s6 qd ubnd tinh " * 5, least=0.7)


def test_text_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read("漢字仮名交じり文。".encode("shift-jis") * 60, "a.txt")
    assert caught.value.code in ("garbled", "unknown-kind")
