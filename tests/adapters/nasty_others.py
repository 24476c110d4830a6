"""The nasty files that are no zip: renamed ones, PDFs, pages, plain text, scans, and sound files cut short."""

import struct
import zlib

from tests.adapters.making import assembled, document, p, pdf, png, stream
from tests.adapters.nasty import nasty

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
