"""Makes the files that the tests read: Word parts by hand, PDFs byte by byte, pictures without a library."""

import ctypes
import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pypdfium2 as pdfium
import pypdfium2.raw as raw

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def document(body: str, **parts: str) -> bytes:
    """A .docx with this body and other parts, named like word__styles_xml."""
    named = {name.replace("__", "/").replace("_xml", ".xml"): content for name, content in parts.items()}
    return package({"word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>", **named})


def package(parts: dict[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def part(root: str, inside: str) -> str:
    return f"<w:{root} {SPACES}>{inside}</w:{root}>"


def p(text: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    own = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{own}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def item(text: str, list_id: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or '<w:p/>'}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


Run = tuple[float, float, str] | tuple[float, float, str, float]
"""Where a line of text begins, the text, and its size if that is not 12."""


def pdf(
    pages: Sequence[Sequence[Run]],
    *,
    rules: Sequence[tuple[float, float, float, float]] = (),
    notes: Sequence[tuple[float, float, str]] = (),
    box: str = "0 0 595 842",
    unicode: bool = True,
    more: str = "",
    turn: int = 0,
) -> bytes:
    """A PDF whose letters are two bytes each, with a map to Unicode unless that is left out.

    `turn` turns the letters as a landscape page has them, so that a viewer who turns the page sees them upright.
    """
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects.append(
        "<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H/DescendantFonts[4 0 R]"
        + ("/ToUnicode 5 0 R>>" if unicode else ">>")
    )
    objects.append(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/DW 500/FontDescriptor 6 0 R>>"
    )
    ranges = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in range(100))
    objects.append(
        stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n100 beginbfrange\n{ranges}endbfrange\n"
            "1 beginbfrange <1E00> <1EFF> <1E00> endbfrange\nendcmap end end"
        )
    )
    objects.append(
        "<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200"
        "/CapHeight 700/StemV 80>>"
    )
    kids = []
    for runs in pages:
        drawn = "".join(f"{x0} {y0} m {x1} {y1} l S\n" for x0, y0, x1, y1 in rules)
        for run in runs:
            size = run[3] if len(run) == 4 else 12
            codes = "".join(f"{ord(letter):04X}" for letter in run[2])
            x, y = run[0], run[1]
            place = {
                0: f"1 0 0 1 {x} {y}",
                90: f"0 1 -1 0 {595 - y} {x}",
                180: f"-1 0 0 -1 {595 - x} {842 - y}",
                270: f"0 -1 1 0 {y} {842 - x}",
            }[turn]
            drawn += f"BT /F {size} Tf {place} Tm <{codes}> Tj ET\n"
        objects.append(stream(drawn))
        laid = "".join(
            f"<</Type/Annot/Subtype/FreeText/Rect[{x} {y} {x + 8 * len(text)} {y + 14}]/Contents({text})/DA(/F 12 Tf)>>"
            for x, y, text in notes
        )
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources<</Font<</F 3 0 R>>>>/Contents {len(objects)} 0 R"
            f"/Annots[{laid}]{more}>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return assembled(objects)


def stream(content: str | bytes, more: str = "") -> str:
    raw = content if isinstance(content, str) else content.decode("latin-1")
    return f"<</Length {len(raw.encode('latin-1'))}{more}>>stream\n{raw}\nendstream"


def assembled(objects: Sequence[str], trailer: str = "/Root 1 0 R") -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content.encode("latin-1") + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF".encode()


def png(width: int, height: int, rows: bytes | None = None, *, claimed: tuple[int, int] | None = None) -> bytes:
    """A picture in shades of grey; `claimed` is what its header says instead."""
    said = claimed or (width, height)
    pixels = rows if rows is not None else b"\xff" * (width * height)
    lines = b"".join(b"\0" + pixels[at * width : (at + 1) * width] for at in range(height))

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", *said, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b"")


def drawn(lines: Sequence[str], font: bytes, *, scale: float = 2.5, size: float = 13) -> tuple[int, int, bytes]:
    """A page with these lines as a scanner sees it: width, height and shades of grey."""
    document = pdfium.PdfDocument.new()
    page = document.new_page(595, 842)
    held = (ctypes.c_ubyte * len(font)).from_buffer_copy(font)
    loaded = raw.FPDFText_LoadFont(document, held, len(font), raw.FPDF_FONT_TRUETYPE, True)
    for number, line in enumerate(lines):
        letters = (line + "\0").encode("utf-16-le")
        text = raw.FPDFPageObj_CreateTextObj(document, loaded, size)
        raw.FPDFText_SetText(text, (ctypes.c_ushort * (len(letters) // 2)).from_buffer_copy(letters))
        raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, 50, 780 - 1.6 * size * number)
        raw.FPDFPage_InsertObject(page, text)
    page.gen_content()
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer).cast("B")
    grey = b"".join(bytes(rows[at * bitmap.stride : at * bitmap.stride + bitmap.width]) for at in range(bitmap.height))
    return bitmap.width, bitmap.height, grey


def scanned(pages: Sequence[tuple[int, int, bytes]]) -> bytes:
    """A PDF of pictures."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for width, height, grey in pages:
        about = f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8"
        objects.append(stream(zlib.compress(grey), f"{about}/Filter/FlateDecode"))
        objects.append(stream("595 0 0 842 0 0 cm /I Do"))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I {len(objects) - 1} 0 R>>>>"
            f"/Contents {len(objects)} 0 R>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    return assembled(objects)


def tif(width: int, height: int, grey: bytes) -> bytes:
    """An uncompressed picture of one page."""
    entries = [(256, 4, width), (257, 4, height), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (277, 3, 1),
               (278, 4, height), (279, 4, len(grey))]  # fmt: skip
    directory = struct.pack("<H", len(entries)) + b"".join(
        struct.pack("<HHII", tag, kind, 1, to) for tag, kind, to in entries
    )
    return b"II*\0" + struct.pack("<I", 8 + len(grey)) + grey + directory + b"\0" * 4
