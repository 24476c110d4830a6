"""Files that somebody might send to harm, mislead or merely by mistake: each with what a reader has to say to it.

`CORPUS` maps a name to (the file's name, its bytes made on demand, the code of the refusal or the text that is read).
"""

import io
import struct
import zipfile
from collections.abc import Callable
from typing import NamedTuple

from tests.adapters.making import SPACES, WORD, cell, document, p, package, r, row, table

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
