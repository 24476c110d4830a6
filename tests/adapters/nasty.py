"""Files that somebody might send to harm, mislead or merely by mistake: each with what a reader has to say to it.

`CORPUS` maps a name to (the file's name, its bytes made on demand, the code of the refusal or the text that is read).
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

from tests.adapters.making import SPACES, WORD, assembled, cell, document, p, package, pdf, png, r, row, stream, table

CORPUS: dict[str, "Nasty"] = {}


class Nasty(NamedTuple):
    filename: str
    make: Callable[[], bytes]
    refused: str | None = None
    reads: str | None = None


def nasty(
    filename: str, *, refused: str | None = None, reads: str | None = None
) -> Callable[[Callable[[], bytes]], None]:
    """Adds the bytes that the function makes to the corpus, under its name."""

    def add(make: Callable[[], bytes]) -> None:
        CORPUS[make.__name__] = Nasty(filename, make, refused, reads)

    return add


def word(inside: str, **parts: str) -> bytes:
    return document(inside, **parts)


def raw_word(document_xml: str | bytes, **more: str | bytes) -> bytes:
    return package({"word/document.xml": document_xml, **more})


BODY = f"<w:document {SPACES}><w:body>%s</w:body></w:document>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


# --- zip: bombs, lies, tricks


@nasty("a.docx", refused="bomb")
def flat_bomb() -> bytes:
    return raw_word(b"\0" * (40 << 20))


@nasty("a.docx", refused="bomb")
def many_middling_parts() -> bytes:
    """Each below its own limit, together 210 MB."""
    return package(
        {"word/document.xml": BODY % p("x"), **{f"word/media/{n}.bin": b"\0" * (900 << 10) for n in range(240)}}
    )


@nasty("a.docx", refused="bomb")
def many_entries() -> bytes:
    return package({"word/document.xml": BODY % p("x"), **{f"x/{n}": "" for n in range(2100)}}, zipfile.ZIP_STORED)


@nasty("a.docx", reads="x")
def nested_zips() -> bytes:
    """Zips in zips are never opened."""
    inner = package({"deep": b"\0" * (1 << 20)})
    for _ in range(8):
        inner = package({"deeper.zip": inner, "also.zip": inner})
    return raw_word(BODY % p("x"), **{"word/embeddings/a.zip": inner})


@nasty("a.docx", refused="bomb")
def overlapping_entries() -> bytes:
    """Two names in the central directory for the same bytes: the build of the quine-like bombs."""
    data = raw_word(BODY % p("x"))
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    twin = entry.replace(b"word/document.xml", b"word/documenT.xmm")
    record = bytearray(data[end:])
    record[8:12] = struct.pack("<HH", 2, 2)
    record[12:16] = struct.pack("<I", len(entry) * 2)
    return data[:end] + twin + bytes(record)


@nasty("a.docx", refused="broken")
def second_archive_before() -> bytes:
    return raw_word(BODY % p("one")) + raw_word(BODY % p("two"))


@nasty("a.docx", refused="unknown-kind")
def second_end_record() -> bytes:
    """Another end record behind the true one, of an empty archive."""
    return raw_word(BODY % p("x")) + b"PK\x05\x06" + b"\0" * 18


@nasty("a.docx", refused="broken")
def same_name_twice() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", BODY % p("one"))
        made.writestr("WORD/document.xml", BODY % p("two"))
    return out.getvalue()


@nasty("a.docx", refused="broken")
def climbing_names() -> bytes:
    return raw_word(BODY % p("x"), **{"../../etc/cron.d/x": "x"})


@nasty("a.docx", refused="broken")
def absolute_names() -> bytes:
    return raw_word(BODY % p("x"), **{"/etc/passwd": "x"})


@nasty("a.docx", refused="broken")
def windows_names() -> bytes:
    return raw_word(BODY % p("x"), **{"word/..\\..\\autorun.inf": "x"})


@nasty("a.docx", refused="broken")
def symlink_entry() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", BODY % p("x"))
        link = zipfile.ZipInfo("word/media/a")
        link.external_attr = 0o120777 << 16
        made.writestr(link, "/etc/passwd")
    return out.getvalue()


@nasty("a.docx", reads="x")
def smaller_than_it_says() -> bytes:
    """A byte less than declared does no harm: nobody trusts the number."""
    return _declared(raw_word(BODY % p("x")), 1)


@nasty("a.docx", refused="broken")
def larger_than_it_says() -> bytes:
    return _declared(raw_word(BODY % p("x" * 5000)), -4000)


@nasty("a.docx", refused="bomb")
def declared_enormous() -> bytes:
    return _declared(raw_word(BODY % p("x")), 3 << 30)


def _declared(data: bytes, by: int) -> bytes:
    at = data.index(b"PK\x01\x02") + 24
    (size,) = struct.unpack_from("<I", data, at)
    return data[:at] + struct.pack("<I", size + by) + data[at + 4 :]


@nasty("a.docx", refused="broken")
def wrong_checksum() -> bytes:
    data = bytearray(raw_word(BODY % p("x")))
    at = data.index(b"PK\x01\x02") + 16
    data[at] ^= 0xFF
    return bytes(data)


@nasty("a.docx", refused="broken")
def odd_compression() -> bytes:
    return package({"word/document.xml": BODY % p("x")}, zipfile.ZIP_LZMA)


@nasty("a.docx", refused="encrypted")
def zip_password() -> bytes:
    data = bytearray(raw_word(BODY % p("x")))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


@nasty("a.docx", refused="unknown-kind")
def empty_zip() -> bytes:
    return b"PK\x05\x06" + b"\0" * 18


@nasty("a.docx", refused="unknown-kind")
def zip_of_something() -> bytes:
    return package({"readme.txt": "x"})


# --- XML


@nasty("a.docx", refused="broken")
def outside_entity() -> bytes:
    return raw_word(f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>{BODY % p("x").replace("x<", "&e;<")}')


@nasty("a.docx", refused="broken")
def outside_entity_by_parameter() -> bytes:
    return raw_word(f'<!DOCTYPE d [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>{BODY % p("x")}')


@nasty("a.docx", refused="broken")
def billion_laughs() -> bytes:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return raw_word(f'<!DOCTYPE d [<!ENTITY l0 "ha">{laughs}]>{BODY % p("&l9;").replace("&amp;", "&")}')


@nasty("a.docx", refused="broken")
def entity_in_utf_16() -> bytes:
    """A byte-wise look for DOCTYPE misses this one."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]>{BODY % p("x")}'
    )
    return raw_word(xml.encode("utf-16"))


@nasty("a.docx", refused="broken")
def entity_in_numbering() -> bytes:
    return word(
        p("x"), word__numbering_xml=f'<!DOCTYPE d [<!ENTITY e "x">]><w:numbering xmlns:w="{WORD}">&e;</w:numbering>'
    )


@nasty("a.docx", refused="broken")
def included_file() -> bytes:
    """XInclude is not carried out; the text has nothing else."""
    inside = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'
    return raw_word((BODY % inside)[:-4])


@nasty("a.docx", refused="broken")
def deep_elements() -> bytes:
    return raw_word(BODY % ("<w:sdt>" * 5000 + "</w:sdt>" * 5000))


@nasty("a.docx", reads="x")
def deep_tables() -> bytes:
    inside = p("x")
    for _ in range(60):
        inside = table(row(cell(inside)))
    return word(inside)


@nasty("a.docx", reads="Sở Tư pháp <b>rà soát</b>")
def cdata() -> bytes:
    return word("<w:p><w:r><w:t><![CDATA[Sở Tư pháp <b>rà soát</b>]]></w:t></w:r></w:p>")


@nasty("a.docx", reads="Sở")
def comments_as_content() -> bytes:
    return word("<w:p><!-- Giao Bộ Công an --><w:r><w:t>S<!-- x -->ở</w:t></w:r><?php echo 1 ?></w:p>")


@nasty("a.docx", refused="broken")
def nul_in_xml() -> bytes:
    return raw_word((BODY % p("a\0b")).encode())


@nasty("a.docx", refused="broken")
def invalid_utf_8_in_xml() -> bytes:
    return raw_word((BODY % p("QQ")).encode().replace(b"QQ", b"\xc3\x28\xff"))


@nasty("a.docx", refused="broken")
def surrogates_in_xml() -> bytes:
    return word("<w:p><w:r><w:t>&#xD800;x</w:t></w:r></w:p>")


@nasty("a.docx", reads="x")
def absurd_numbers() -> bytes:
    """Spans, levels and counts beyond all measure."""
    inside = p("x", '<w:numPr><w:ilvl w:val="99999999999"/><w:numId w:val="-1"/></w:numPr>')
    return word(inside)


@nasty("a.docx", reads="a\tb" + "\t" * 62)
def absurd_span() -> bytes:
    wide = cell(p("a"), properties='<w:gridSpan w:val="1"/>') + cell(p("b"), properties='<w:gridSpan w:val="999999"/>')
    return word(table(row(wide)))


@nasty("a.docx", reads="x")
def styles_in_a_circle() -> bytes:
    styles = "".join(
        f'<w:style w:styleId="{one}" w:type="paragraph"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    return word(p("x", '<w:pStyle w:val="A"/>'), word__styles_xml=f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>')


@nasty("a.docx", reads="x")
def lists_in_a_circle() -> bytes:
    lists = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="S"/><w:styleLink w:val="S"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    listed = p("x", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    return word(listed, word__numbering_xml=f'<w:numbering xmlns:w="{WORD}">{lists}</w:numbering>')


@nasty("a.docx", reads="x")
def field_without_end() -> bytes:
    return word(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{r("code")}</w:p>{p("x")}')


@nasty("a.docx", reads="x")
def outside_template() -> bytes:
    """A template and a picture that live on another host: never fetched."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "".join(
        f'<Relationship Id="r{n}" Type="{kind}/{what}" Target="http://127.0.0.1:9/{what}" TargetMode="External"/>'
        for n, what in enumerate(("attachedTemplate", "image", "numbering", "styles", "footnotes"))
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return package(
        {
            "word/document.xml": BODY % p("x"),
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{links}</Relationships>',
        }
    )


@nasty("a.docx", refused="macro")
def macros() -> bytes:
    return raw_word(BODY % p("x"), **{"word/vbaProject.bin": OLE})


@nasty("a.docx", refused="macro")
def macro_type_under_another_name() -> bytes:
    types = '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    return raw_word(BODY % p("x"), **{"[Content_Types].xml": types})


@nasty("a.docx", refused="encrypted")
def encrypted_word() -> bytes:
    return OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500


@nasty("a.doc", refused="old-doc")
def old_word() -> bytes:
    return OLE + "WordDocument".encode("utf-16-le") + b"\0" * 500


@nasty("a.docx", refused="old-doc")
def old_word_renamed() -> bytes:
    return OLE + "WordDocument".encode("utf-16-le") + b"\0" * 500


@nasty("a.xls", refused="spreadsheet")
def old_sheet() -> bytes:
    return OLE + "Workbook".encode("utf-16-le") + b"\0" * 500


@nasty("a.docx", refused="spreadsheet")
def sheet_as_word() -> bytes:
    return package({"xl/workbook.xml": "<workbook/>"})


# --- renamed


@nasty("a.docx", refused="wrong-ending")
def png_as_word() -> bytes:
    return png(4, 4)


@nasty("a.pdf", refused="unknown-kind")
def program_as_pdf() -> bytes:
    return b"MZ\x90\0" + b"\0" * 200 + b"%PDF-1.7\n" + b"\0" * 200


@nasty("a.txt", refused="unknown-kind")
def program_as_text() -> bytes:
    return b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 4


@nasty("a.txt", refused="wrong-ending")
def page_as_text() -> bytes:
    return "<!DOCTYPE html><html><body><p>Sở Tư pháp</p></body></html>".encode()


@nasty("a.docx", refused="unknown-kind")
def rich_text_as_word() -> bytes:
    return b"{\\rtf1\\ansi x}"


@nasty("a.txt", refused="unknown-kind")
def noise_as_text() -> bytes:
    return bytes(range(256)) * 20


@nasty("a.txt", refused="unknown-kind")
def script_as_text() -> bytes:
    return b"#!/bin/sh\nrm -rf /\n"


@nasty("a.pdf", refused="wrong-ending")
def word_as_pdf() -> bytes:
    return document(p("x"))


@nasty("a.txt", refused="empty")
def blanks_only() -> bytes:
    return b"\0\0 \r\n\t" * 100


# --- PDF


@nasty("a.pdf", refused="encrypted")
def encrypted_pdf() -> bytes:
    lock = f"<</Filter/Standard/V 2/R 3/Length 128/P -1/O<{'41' * 32}>/U<{'42' * 32}>>>"
    made = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>", lock]
    return assembled(made, "/Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]")


@nasty("a.pdf", refused="broken")
def no_pages() -> bytes:
    return assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 0>>"])


@nasty("a.pdf", refused="broken")
def pages_in_a_circle() -> bytes:
    return assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2/Parent 2 0 R>>"])


@nasty("a.pdf", refused="broken")
def catalogue_of_itself() -> bytes:
    return assembled(["<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]/Count 1>>"])


@nasty("a.pdf", refused="too-many-pages")
def many_pages_claimed() -> bytes:
    pages = pdf([[(50, 700, "x")]]).replace(b"/Count 1>>", b"/Count 9999>>")
    return pages


@nasty("a.pdf", reads="Sở Tư pháp rà soát văn bản")
def enormous_page() -> bytes:
    return pdf([[(50, 700, "Sở Tư pháp rà soát văn bản")]], box="0 0 9e9 9e9")


@nasty("a.pdf", reads="Sở Tư pháp rà soát văn bản")
def letters_far_outside() -> bytes:
    return pdf([[(50, 700, "Sở Tư pháp rà soát văn bản"), (9e8, 9e8, "x")]])


@nasty("a.pdf", refused="no-text")
def blank_page() -> bytes:
    return pdf([[]])


@nasty("a.pdf", refused="broken")
def header_only() -> bytes:
    return b"%PDF-1.7\n%%EOF"


@nasty("a.pdf", refused="no-text")
def self_calling_form() -> bytes:
    """A form that draws itself, on a page without letters; refused or ended, never followed for ever."""
    form = stream("/X Do", "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 3 0 R>>>>")
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 0 0]/Resources<</XObject<</X 3 0 R>>>>/Contents 5 0 R>>"
    return assembled(
        ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[4 0 R]/Count 1>>", form, page, stream("/X Do")],
    ).replace(b"[0 0 0 0]", b"[0 0 9e7 9]")


@nasty("a.pdf", refused="no-text")
def stream_bomb() -> bytes:
    """100 MB of blanks in a content stream of 100 kB."""
    packed = zlib.compress(b" " * (100 << 20), 9)
    content = f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n{packed.decode('latin-1')}\nendstream"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, content])


@nasty("a.pdf", refused="no-text")
def deep_arrays() -> bytes:
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/X {'[' * 5000}{']' * 5000}>>"
    return assembled(["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page])


@nasty("a.pdf", reads="Sở Tư pháp rà soát văn bản")
def script_on_opening() -> bytes:
    made = pdf([[(50, 700, "Sở Tư pháp rà soát văn bản")]])
    return made.replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")


@nasty("a.pdf", refused="scan")
def broken_letters() -> bytes:
    """A shifted font map, as a bad printer driver leaves it: the page has to be looked at, or is garbled."""
    text = "Ủy ban nhân dân tỉnh giao Sở Tư pháp chủ trì rà soát các văn bản quy phạm pháp luật và báo cáo kết quả"
    shifted = "".join(chr(ord(letter) + 3) if letter != " " else " " for letter in text)
    return pdf([[(50, 700 - 20 * n, shifted) for n in range(4)]])


# --- HTML and text


@nasty("a.html", reads="Sở Tư pháp")
def nul_in_marked_section() -> bytes:
    return b"<html><body><![\0CDATA[x<![if !x]><p>S\xe1\xbb\x9f T\xc6\xb0 ph\xc3\xa1p</p><![\0"


@nasty("a.html", reads="Sở")
def only_script_and_one_word() -> bytes:
    return "<html><script>while(1){}</script><style>*{}</style><p>Sở</p><iframe src='file:///etc/passwd'></iframe>".encode()


@nasty("a.html", refused="empty")
def page_without_words() -> bytes:
    return b"<html><body><script>x</script></body></html>"


@nasty("a.html", reads="x")
def deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 200 + b"x" + b"</div>" * 200


@nasty("a.html", refused="broken")
def far_too_deep_page() -> bytes:
    return b"<html><body>" + b"<div>" * 20_000 + b"x"


@nasty("a.html", reads="]>\n&e;")
def entity_in_page() -> bytes:
    return b'<!DOCTYPE html [<!ENTITY e SYSTEM "file:///etc/passwd">]><html><body><p>&e;</p></body></html>'


@nasty("a.html", reads="a\tb")
def absurd_page_span() -> bytes:
    return b"<html><table><tr><td>a</td><td colspan=99999999 rowspan=99999999>b</td></tr></table>"


@nasty("a.html", reads="Sở Tư pháp")
def wrong_charset() -> bytes:
    return '<html><meta charset="hex_codec"><p>Sở Tư pháp</p>'.encode()


@nasty("a.txt", refused="garbled")
def invalid_utf_8() -> bytes:
    return bytes([0xC3, 0x28, 0xA0, 0xFE, 0x81, 0x8D]) * 300


@nasty("a.txt", reads="a" * 20 + "\ufffd" + "b")
def lone_surrogates() -> bytes:
    return b"\xff\xfe" + b"a\0" * 20 + b"\x00\xd8" + b"b\0"


@nasty("a.txt", reads="Sở Tư pháp")
def decomposed_and_composed() -> bytes:
    return "S\u01a1\u0309 Tu\u031b pha\u0301p".encode()


@nasty("a.txt", refused="too-long")
def endless_line() -> bytes:
    return b"a" * 1_000_001


@nasty("a.txt", reads="fdp.exe")
def turned_text() -> bytes:
    """Direction marks and zero-width letters, which show something else than they say."""
    return "\u202efdp\u200b.\u2066exe\u2069\ufeff".encode()


@nasty("a.txt", refused="too-long")
def many_lines() -> bytes:
    return b"a\n\n" * 600_000


# --- scans


@nasty("a.png", refused="too-large-image")
def enormous_picture() -> bytes:
    return png(4, 4, claimed=(60_000, 60_000))


@nasty("a.png", refused="broken")
def empty_picture() -> bytes:
    return png(4, 4, claimed=(0, 5))


@nasty("a.jpg", refused="broken")
def picture_without_size() -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x02" + b"\xff\xe0\x00\x02" * 50


@nasty("a.tif", refused="broken")
def directories_in_a_circle() -> bytes:
    return b"II*\0" + struct.pack("<IHI", 8, 0, 8) + b"\0" * 20


def cut() -> dict[str, tuple[str, bytes]]:
    """Sound files cut short at many places."""
    whole = {"a.docx": document(p("Sở Tư pháp rà soát")), "a.pdf": pdf([[(50, 700, "Sở Tư pháp rà soát văn bản")]])}
    return {f"{name}-{of}": (name, data[: len(data) * of // 10]) for name, data in whole.items() for of in range(1, 10)}
