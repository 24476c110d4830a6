"""Sound files of every kind and what becomes of them when bytes, parts and tags are moved about."""

import copy
import random
import zipfile
from io import BytesIO

from lxml import etree

from tests.adapters.making import WORD, cell, document, item, p, package, part, pdf, png, r, row, table, tif

LISTS = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/><w:lvlRestart w:val="1"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>',
)
STYLES = part(
    "styles",
    '<w:style w:styleId="A" w:type="paragraph" w:default="1"><w:basedOn w:val="B"/><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>'
    '<w:style w:styleId="B" w:type="paragraph"><w:name w:val="toc 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
)
NOTES = part("footnotes", f'<w:footnote w:id="1">{p("Ghi chú")}</w:footnote>')
TRICKS = (
    b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<![", b"&#0;", b"&#x110000;", b"&", b"<",
    b">", b"<w:tbl>", b"</w:tc>", b"<w:tr/>", b"<w:p/>", b'w:val="-1"', b'w:val=""', b'w:val="99999999999"', b"endobj", b"0 R", b"<<",
    b">>", b"[", b"1e99", b"-1", b"NaN", b"/Kids[2 0 R]", b"/Rotate 90", b"/MediaBox[0 0 0 0]", b"stream\n", b"<table>", b"<td rowspan=-1>",
    b"<ol start=99999999999>", b"</table>", b"<svg>", b"\xcc\x81" * 50, "\u202e".encode(), b"PK\x01\x02", b"PK\x05\x06", b"%PDF-", b"Tj",
    b"0 0 0 0 0 0 Tm", b"9999999999 0 0 9999999999 0 0 Tm", b" " * 500, b"\n" * 200, "ngày tháng năm".encode(), b"\t\t\t",
)  # fmt: skip


def word_parts() -> dict[str, bytes]:
    body = item("một", 1) + item("hai", 1, 1) + p("Số ", "") + f"<w:p>{r('chữ', '<w:vanish/>')}{r('x')}</w:p>"
    body += table(
        row(cell(p("1")), cell(p("a"), properties='<w:gridSpan w:val="2"/>')), row(cell(properties="<w:vMerge/>"))
    )
    body += f"<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:ins>{r('thêm')}</w:ins></w:p>"
    with zipfile.ZipFile(
        BytesIO(document(body, word__numbering_xml=LISTS, word__styles_xml=STYLES, word__footnotes_xml=NOTES))
    ) as made:
        return {name: made.read(name) for name in made.namelist()}


def seeds() -> dict[str, bytes]:
    runs = [(60, 780, "Số:    /CT-UBND"), (320, 780, "ngày    tháng    năm 2026"), (60, 700, "Giao Sở Tư pháp rà soát văn bản"),
            (60, 600, "1"), (120, 600, "việc")]  # fmt: skip
    rules = [(50.0, y, 400.0, y) for y in (620.0, 590.0)] + [(x, 620.0, x, 590.0) for x in (50.0, 100.0, 400.0)]
    html = (
        "<!doctype html><html><head><meta charset=utf-8></head><body><nav><a>x</a></nav><h1>Kế hoạch</h1><ol start=2><li>một<li>hai</ol>"
        "<table><tr><td rowspan=2>1<td colspan=2>Sở</tr><tr><td>x</table><p style='font-family:.VnTime'>c«ng t¸c</p><pre>a\n b</pre>"
    )
    return {
        "docx": package(dict(word_parts())),
        "pdf": pdf([runs, runs], rules=rules, notes=[(90, 778, "12")]),  # type: ignore[list-item]
        "html": html.encode(),
        "txt": "Điều 1. Giao Sở Tư pháp\r\n\tđƣợc giao: coj quan\u2028x".encode(),
        "png": png(20, 20),
        "tif": tif(20, 20, b"\xff" * 400),
    }


def mutated(chance: random.Random, kind: str, seed: bytes, parts: dict[str, bytes]) -> bytes:
    """The seed with one to six changes; of a Word file mostly inside its parts, where the zip stays sound."""
    if kind == "docx" and chance.random() < 0.75:
        changed = dict(parts)
        name = chance.choice(list(changed))
        change = _rebuilt if chance.random() < 0.7 else _changed
        changed[name] = change(chance, changed[name])
        return package(dict(changed), zipfile.ZIP_STORED)
    return _changed(chance, seed)


W = f"{{{WORD}}}"
_TAGS = [
    "p",
    "r",
    "t",
    "tbl",
    "tr",
    "tc",
    "tcPr",
    "pPr",
    "rPr",
    "numPr",
    "numId",
    "ilvl",
    "gridSpan",
    "vMerge",
    "tab",
    "br",
    "ins",
    "del",
    "moveFrom",
    "sdt",
    "sdtContent",
    "txbxContent",
    "pict",
    "fldChar",
    "instrText",
    "hyperlink",
    "lvl",
    "abstractNum",
    "num",
    "abstractNumId",
    "startOverride",
    "lvlOverride",
    "lvlText",
    "numFmt",
    "start",
    "style",
    "basedOn",
    "footnote",
]
_VALUES = (
    "",
    "-1",
    "0",
    "1",
    "8",
    "9",
    "99999999999",
    "x",
    "restart",
    "begin",
    "separate",
    "end",
    "decimal",
    "upperRoman",
    "bullet",
    "A",
    "B",
    "%1.%9",
    ".VnTimeH",
    "\u202e",
)


def _rebuilt(chance: random.Random, xml: bytes) -> bytes:
    """The same tree with elements moved, doubled, renamed, emptied and given other values: still sound XML."""
    root = etree.fromstring(xml)
    for _ in range(chance.randint(1, 8)):
        nodes = [node for node in root.iter() if node is not root]
        if not nodes:
            break
        node = chance.choice(nodes)
        match chance.randint(0, 5):
            case 0:
                node.getparent().remove(node)
            case 1:
                twin = copy.deepcopy(node)
                chance.choice([root, *nodes]).append(twin)
            case 2:
                node.tag = W + chance.choice(_TAGS)
            case 3:
                node.set(
                    f"{W}{chance.choice(('val', 'ilvl', 'fldCharType', 'styleId', 'id', 'numId'))}",
                    chance.choice(_VALUES),
                )
            case 4:
                node.text = chance.choice(("", "x", "\t", "Số: /CT", "®­îc", "a" * 500, "\u0301" * 40))
            case _:
                wrapped = etree.SubElement(node, W + chance.choice(_TAGS))
                wrapped.set(f"{W}val", chance.choice(_VALUES))
    return etree.tostring(root)


def _changed(chance: random.Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(found))
        match chance.randint(0, 6):
            case 0 if found:
                found[at % len(found)] = chance.randint(0, 255)
            case 1:
                del found[at : at + chance.randint(1, 40)]
            case 2:
                found[at:at] = chance.choice(TRICKS)
            case 3:
                found[at:at] = found[at : at + chance.randint(1, 200)] * chance.randint(1, 8)
            case 4:
                to = chance.randint(0, len(found))
                found[to:to] = found[at : at + chance.randint(1, 60)]
            case 5:
                found[at:at] = chance.randbytes(chance.randint(1, 12))
            case _:
                if chance.random() < 0.3:
                    del found[at:]
    return bytes(found)
