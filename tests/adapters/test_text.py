"""Files become one text with offsets, or a sentence that says what to do."""

import io
import unicodedata
import zipfile
from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters import sandbox
from app.adapters.text import Unreadable, clean_name, from_paste, read

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(body: str, **parts: str) -> bytes:
    """A .docx with this body and other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return out.getvalue()


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_word_file_gives_paragraphs_and_rows() -> None:
    made = docx.Document()
    made.add_paragraph("KẾ HOẠCH")
    made.add_paragraph("Một dòng", style="List Number")
    table = made.add_table(rows=1, cols=3)
    for cell, text in zip(table.rows[0].cells, ("1", "Rà soát", "Sở Tư pháp"), strict=True):
        cell.text = text
    out = io.BytesIO()
    made.save(out)
    found = read(out.getvalue(), "Kế hoạch.docx")
    assert found.text == "KẾ HOẠCH\n1. Một dòng\n1\tRà soát\tSở Tư pháp"
    assert [mark.number for mark in found.marks] == [1, 2, 3]


def test_tracked_changes_are_taken_as_accepted() -> None:
    body = f"<w:p><w:r><w:t>Giữ </w:t></w:r><w:ins>{'<w:r><w:t>thêm</w:t></w:r>'}</w:ins><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"
    assert read(document(body), "a.docx").text == "Giữ thêm"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.docx", "empty"),
        (b"PK\x03\x04 broken", "a.docx", "broken"),
        (document(p("x"))[:-60], "a.docx", "broken"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.doc", "old-doc"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "a.docx", "encrypted"),
        (b"%PDF-1.4 broken", "a.pdf", "broken"),
        (document(p("x")), "a.pdf", "wrong-ending"),
        (b"<html><body>x</body></html>", "a.docx", "wrong-ending"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.png", "broken"),
        (b"MZ\x90\x00" + b"\0" * 50, "a.txt", "unknown-kind"),
        (document(p("x"), word__vbaProject="x").replace(b"word/vbaProject", b"word/vbaProject"), "a.docx", None),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, name: str, code: str | None) -> None:
    if code is None:
        assert read(data, name).text == "x"
        return
    with pytest.raises(Unreadable) as caught:
        read(data, name)
    assert caught.value.code == code


def test_macros_entities_and_bombs_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "x")
        made.writestr("word/vbaProject.bin", "x")
    with pytest.raises(Unreadable, match="macro"):
        read(out.getvalue(), "a.docx")
    xxe = f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document xmlns:w="{WORD}"><w:body>&e;</w:body></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", xxe)
    with pytest.raises(Unreadable, match="broken"):
        read(out.getvalue(), "a.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"\0" * (70 << 20))
    with pytest.raises(Unreadable, match="bomb"):
        read(out.getvalue(), "a.docx")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(2100):
            made.writestr(f"word/{number}.xml", "x")
    with pytest.raises(Unreadable, match="bomb"):
        read(out.getvalue(), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_old_encodings_are_read(encoding: str) -> None:
    text = "Sở Tư pháp rà soát"
    plain = text
    if encoding == "cp1258":
        plain = unicodedata.normalize("NFC", "Só tu pháp")
        text = plain
    assert read(plain.encode(encoding), "a.txt").text == text


def test_letters_of_an_old_font_are_mended() -> None:
    tcvn3 = "Thùc hiÖn c«ng t¸c cña ñy ban nh©n d©n tØnh vÒ viÖc triÓn khai kÕ ho¹ch ®­îc giao vµ b¸o c¸o"
    assert "Thực hiện công tác của ủy ban nhân dân tỉnh" in read(tcvn3.encode("utf-8"), "a.txt").text


def test_html_keeps_blocks_and_rows() -> None:
    html = b"<!doctype html><body><script>x</script><h1>K\xe1\xba\xbf ho\xe1\xba\xa1ch</h1><p>M\xe1\xbb\x99t<br>hai</p><table><tr><td>1</td><td>S\xe1\xbb\x9f</td><td>x</td></tr></table>"
    assert read(html, "a.html").text == "Kế hoạch\nMột\nhai\n1\tSở\tx"


def test_pasted_text_is_tidied() -> None:
    assert from_paste("a\r\nb\x00\u200b \n\n\n\nc").text == "a\nb\n\nc"
    with pytest.raises(Unreadable, match="too-long"):
        from_paste("a" * 1_000_001)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\Kế hoạch.docx", "Kế hoạch.docx"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("x" * 5000 + ".pdf", "x" * 146 + ".pdf"),
        ("", "tep"),
    ],
)
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


async def test_a_reader_runs_apart_and_is_ended_in_time() -> None:
    assert (await sandbox.read_file("Sở Tư pháp".encode(), "a.txt")).text == "Sở Tư pháp"
    with pytest.raises(Unreadable) as caught:
        await sandbox.read_file(b"MZ", "a.txt")
    assert caught.value.code == "unknown-kind"
    with pytest.raises(Unreadable) as caught:
        await sandbox.read_file("Sở Tư pháp".encode(), "a.txt", seconds=0.001)
    assert caught.value.code == "timeout"
    assert (await sandbox.derive_apart("1. Giao Sở Tư pháp rà soát việc tồn đọng.")).tasks[0].lead[
        0
    ].name == "Sở Tư pháp"


@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=400), name=st.sampled_from(["a.docx", "a.pdf", "a.html", "a.txt", "a"]))
def test_no_bytes_break_a_reader(data: bytes, name: str) -> None:
    with suppress(Unreadable):
        assert read(data, name).text
