"""Word files: paragraphs in order, numbering restored, tables by cells, tracked changes taken as accepted."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import Builder, Extracted

MOST_PARTS = 2000
MOST_BYTES = 60 << 20
MOST_RATIO = 200

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARSER_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "recover": False,
}
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_MC}Fallback"}


def read(data: bytes) -> Extracted:
    """Raises Unreadable: broken, bomb, encrypted, macro, empty, too-long."""
    parts = _open(data)
    body = _xml(parts, "word/document.xml").find(f"{_W}body")
    if body is None:
        raise Unreadable("broken")
    numbering = _Numbering(parts)
    out = Builder()
    for number, (kind, node) in enumerate(_blocks(body), start=1):
        if kind == "p":
            for line in _paragraph(node, numbering).split("\n"):
                out.line(line, "paragraph", number)
        else:
            for row in _rows(node, numbering):
                out.line(row, "paragraph", number)
    if "word/footnotes.xml" in parts.namelist():
        for note in _xml(parts, "word/footnotes.xml").iterfind(f"{_W}footnote"):
            if note.get(f"{_W}type") is None:
                text = " ".join(_paragraph(p, numbering) for p in note.iter(f"{_W}p"))
                out.line(text, "footnote", int(note.get(f"{_W}id") or 0))
    return out.done("docx")


def _open(data: bytes) -> zipfile.ZipFile:
    """The archive, after its sizes were looked at: nothing is unpacked before."""
    try:
        parts = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Unreadable("broken") from error
    infos = parts.infolist()
    if len(infos) > MOST_PARTS or sum(one.file_size for one in infos) > MOST_BYTES:
        raise Unreadable("bomb")
    for one in infos:
        if one.flag_bits & 1:
            raise Unreadable("encrypted")
        if one.file_size > 1 << 20 and one.file_size > MOST_RATIO * max(1, one.compress_size):
            raise Unreadable("bomb")
    names = {one.filename for one in infos}
    if "word/document.xml" not in names:
        raise Unreadable("unknown-kind")
    if any(name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
        raise Unreadable("macro")
    return parts


def _xml(parts: zipfile.ZipFile, name: str) -> Any:
    try:
        with parts.open(name) as part:
            raw = part.read(MOST_BYTES + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("broken") from error
    if len(raw) > MOST_BYTES:
        raise Unreadable("bomb")
    if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw:
        raise Unreadable("broken")
    try:
        return etree.fromstring(raw, etree.XMLParser(**_PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("broken") from error


def _blocks(body: Any) -> Iterator[tuple[str, Any]]:
    """Paragraphs and tables in reading order, through content controls and custom XML."""
    for node in body:
        if node.tag == f"{_W}p":
            yield "p", node
        elif node.tag == f"{_W}tbl":
            yield "tbl", node
        elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}smartTag", f"{_W}ins", f"{_W}moveTo"):
            yield from _blocks(node)


def _pieces(node: Any, boxes: list[Any]) -> Iterator[str]:
    for child in node:
        tag = child.tag
        if tag in _GONE or not isinstance(tag, str):
            continue
        if tag == f"{_W}t":
            yield child.text or ""
        elif tag == f"{_W}tab":
            yield " "
        elif tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif tag == f"{_W}noBreakHyphen":
            yield "-"
        elif tag == f"{_W}txbxContent":
            boxes.append(child)
        elif tag != f"{_W}pPr":
            yield from _pieces(child, boxes)


def _paragraph(node: Any, numbering: "_Numbering") -> str:
    boxes: list[Any] = []
    own = "".join(_pieces(node, boxes)).strip(" ")
    label = numbering.label(node) if own else ""
    lines = [f"{label} {own}".strip(" ")] if own else []
    for box in boxes:
        lines += [_paragraph(p, numbering) for p in box.iter(f"{_W}p")]
    return "\n".join(line for line in lines if line)


def _rows(table: Any, numbering: "_Numbering") -> Iterator[str]:
    """One line per row, cells parted by tabs; a cell merged down is empty below its first row."""
    for row in table.iterfind(f".//{_W}tr"):
        if row.getparent() is not table and row.getparent().tag == f"{_W}tbl":
            continue
        cells = []
        for cell in row.iterfind(f"{_W}tc"):
            properties = cell.find(f"{_W}tcPr")
            merged = properties.find(f"{_W}vMerge") if properties is not None else None
            if merged is not None and merged.get(f"{_W}val") != "restart":
                cells.append("")
                continue
            texts = [_paragraph(p, numbering) for p in cell.iter(f"{_W}p")]
            cells.append(" ".join(text.replace("\n", " ").replace("\t", " ") for text in texts if text))
        if any(cells):
            yield "\t".join(cells)


class _Numbering:
    """Word's automatic numbers, which stand nowhere in the text: counted as Word counts them."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        names = parts.namelist()
        if "word/numbering.xml" in names:
            self._load(_xml(parts, "word/numbering.xml"))
        if "word/styles.xml" in names:
            for style in _xml(parts, "word/styles.xml").iterfind(f"{_W}style"):
                place = self._place(style.find(f"{_W}pPr"))
                if place:
                    self._styles[style.get(f"{_W}styleId") or ""] = place

    def _load(self, root: Any) -> None:
        for abstract in root.iterfind(f"{_W}abstractNum"):
            levels = {}
            for level in abstract.iterfind(f"{_W}lvl"):
                levels[_number(level.get(f"{_W}ilvl"))] = (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    _number(_value(level, "start", "1"), 1),
                )
            self._levels[abstract.get(f"{_W}abstractNumId") or ""] = levels
        for num in root.iterfind(f"{_W}num"):
            self._abstract_of[num.get(f"{_W}numId") or ""] = _value(num, "abstractNumId", "")

    @staticmethod
    def _place(properties: Any) -> tuple[str, int] | None:
        numbered = properties.find(f"{_W}numPr") if properties is not None else None
        if numbered is None:
            return None
        return _value(numbered, "numId", "0"), _number(_value(numbered, "ilvl", "0"))

    def label(self, paragraph: Any) -> str:
        properties = paragraph.find(f"{_W}pPr")
        place = self._place(properties)
        if place is None and properties is not None:
            place = self._styles.get(_value(properties, "pStyle", ""))
        if place is None or place[0] == "0":
            return ""
        abstract, depth = self._abstract_of.get(place[0], ""), place[1]
        levels = self._levels.get(abstract, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        counts[depth] = counts.get(depth, levels[depth][2] - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        kind, pattern, _start = levels[depth]
        if kind == "bullet":
            return "-"
        if kind == "none":
            return ""
        for at in range(depth, -1, -1):
            if at in levels:
                shown = _shown(counts.get(at, levels[at][2]), levels[at][0])
                pattern = pattern.replace(f"%{at + 1}", shown)
        return pattern.strip()


def _value(node: Any, name: str, default: str) -> str:
    found = node.find(f"{_W}{name}")
    return (found.get(f"{_W}val") or default) if found is not None else default


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default


def _shown(number: int, kind: str) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman"):
        text = ""
        for value, sign in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            while number >= value:
                text, number = text + sign, number - value
        return text if kind == "lowerRoman" else text.upper()
    return f"{number:02d}" if kind == "decimalZero" else str(number)
