"""HTML pages: blocks become lines, rows of tables tab-separated lines, lists get their numbers; scripts and menus go."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from app.adapters.text import legacy
from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import OLD_FONT, Builder, Extracted, too_long
from app.adapters.text.layout import ITEM, is_head
from app.adapters.text.numbering import number, shown
from app.adapters.text.plain import decode

_NEVER = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "applet",
        "svg",
        "math",
        "head",
        "title",
        "select",
        "option",
        "textarea",
        "button",
        "input",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
        "dialog",
        "del",
        "strike",
        "frameset",
    ]
)
_AROUND = frozenset(["nav", "aside", "footer", "menu"])
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "blockquote",
        "pre",
        "header",
        "main",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "hr",
        "address",
        "figure",
        "figcaption",
        "body",
        "center",
        "fieldset",
        "form",
        "caption",
        "details",
        "summary",
        "html",
    ]
)
_MENU = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|breadcrumbs?|sidebar|toc|muc-?luc|pagination|pager|share|social|related|banner|"
    r"toolbar|comments?|footer|copyright|tags?|advert(?:isement)?)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_ROLES = frozenset({"navigation", "search", "banner", "contentinfo", "complementary", "menu", "menubar", "dialog"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_FONT = re.compile(r"font-family\s*:\s*[\"']?([^;\"',]+)", re.IGNORECASE)
_LIST_KINDS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_GAP = re.compile(r"\xa0(?:[ \xa0]){3,}")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
DEEPEST = 230
MOST_CELLS = 64
_LINE = "\n"


def read(data: bytes) -> Extracted:
    """Raises Unreadable: broken, garbled, empty, too-long."""
    text, old = decode(data, _charset(data))
    if len(text) > 12_000_000:
        raise too_long()
    # The declaration was obeyed by decoding; lxml refuses a text that still carries one. NUL ends a C string.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\x00", ""))
    if not text.strip():
        raise Unreadable("empty")
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise Unreadable("broken") from error
    for strict in (True, False):
        walk = _Walk(drop_menus=strict)
        lines = "".join(walk.block(root, 0, "")).split(_LINE)
        if any(line.strip() for line in lines):
            break
    whole, mended = legacy.mend(_LINE.join(lines))
    out = Builder()
    for at, line in enumerate(whole.split(_LINE), start=1):
        out.line(line, "paragraph", at)
    return out.done("html", [OLD_FONT] if old or mended or walk.mended else [])


def _charset(data: bytes) -> str | None:
    found = re.search(rb"(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_-]{2,40})", data[:4096])
    return found.group(1).decode("ascii") if found else None


class _Walk:
    """Turns elements into text in which every line is one block."""

    def __init__(self, *, drop_menus: bool) -> None:
        self.mended = False
        self._drop_menus = drop_menus

    def block(self, node: Any, depth: int, font: str) -> Iterator[str]:
        if not isinstance(node.tag, str) or self._left_out(node):
            return
        if depth > DEEPEST:
            raise Unreadable("broken")
        tag = node.tag
        font = _font_of(node) or font
        if tag == "br":
            yield _LINE
        elif tag == "table":
            yield _LINE
            yield from self._table(node, depth, font)
        elif tag in ("ul", "ol", "menu", "dir"):
            yield _LINE
            yield from self._list(node, depth, font)
        else:
            around = tag in _BLOCKS
            if around:
                yield _LINE
            yield from self._inside(node, depth, font, keep=tag == "pre")
            if around:
                yield _LINE
            elif tag in ("td", "th"):
                yield " "

    def _inside(self, node: Any, depth: int, font: str, *, keep: bool = False) -> Iterator[str]:
        yield self._words(node.text, font, keep)
        for child in node:
            yield from self.block(child, depth + 1, font)
            yield self._words(child.tail, font, keep)

    def _words(self, text: str | None, font: str, keep: bool) -> str:
        if not text:
            return ""
        found = legacy.from_font(text, font) if font else text
        self.mended = self.mended or (found != text and not text.isascii())
        if keep:
            return found
        # A run of hard blanks is how a head is set in two columns; three blanks tell it on.
        return _SPACES.sub(" ", _GAP.sub("\u2003", found)).replace("\u2003", "   ")

    def _left_out(self, node: Any) -> bool:
        tag = node.tag
        if tag in _NEVER or node.get("hidden") is not None or _HIDDEN.search(node.get("style") or ""):
            return True
        if not self._drop_menus or tag in ("html", "body", "form", "main", "article"):
            return False
        if tag in _AROUND or (node.get("role") or "").lower() in _ROLES:
            return True
        named = f"{node.get('class') or ''} {node.get('id') or ''}"
        if len(named) > 1 and tag != "li" and _MENU.search(named[:500]) and _links(node) > 0.3:
            return True
        return (tag in ("ul", "ol", "dl") and _links(node) > 0.9) or (
            tag == "header" and node.find(".//nav") is not None
        )

    def _list(self, node: Any, depth: int, font: str) -> Iterator[str]:
        count = number(node.get("start"), 1)
        kind = _LIST_KINDS.get(node.get("type") or "", "decimal")
        bare = "list-style" in (node.get("style") or "") and "none" in (node.get("style") or "")
        for child in node:
            if child.tag != "li":
                yield from self.block(child, depth + 1, font)
                continue
            text = "".join(self.block(child, depth + 1, font)).strip(" \n\t")
            count = number(child.get("value"), count)
            if text and not ITEM.match(text) and not bare:
                sign = ")" if kind.endswith("Letter") else "."
                text = f"{shown(count, kind)}{sign} {text}" if node.tag == "ol" else f"- {text}"
            count += 1
            yield f"{_LINE}{text}{_LINE}"

    def _table(self, table: Any, depth: int, font: str) -> Iterator[str]:
        rows = list(_rows(table))
        cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
        if max(map(len, cells), default=0) <= 1 or any(
            cell.find(".//table") is not None for row in cells for cell in row
        ):
            yield from self._framed(cells, depth, font)
            return
        grid = self._grid(cells, depth, font)
        if max(map(len, grid), default=0) <= 2 and is_head(
            line for row in grid for cell in row for line in cell.split(_LINE)
        ):
            yield from self._framed(cells, depth, font)
            return
        for row in grid:
            flat = [_SPACES.sub(" ", cell).strip() for cell in row]
            if any(flat):
                yield (flat[0] if not any(flat[1:]) else "\t".join(flat)) + _LINE

    def _framed(self, cells: list[list[Any]], depth: int, font: str) -> Iterator[str]:
        """A table that only holds the page together: its cells are blocks."""
        for row in cells:
            for cell in row:
                if not self._left_out(cell):
                    yield _LINE
                    yield from self._inside(cell, depth + 3, _font_of(cell) or font)
                    yield _LINE

    def _grid(self, cells: list[list[Any]], depth: int, font: str) -> list[list[str]]:
        """The texts of the cells in their columns; a cell that spans is empty in the rest of its span."""
        below: dict[int, int] = {}
        grid: list[list[str]] = []
        for row in cells:
            texts: list[str] = []
            for cell in row:
                while below.get(len(texts), 0) > 0 and len(texts) < MOST_CELLS:
                    below[len(texts)] -= 1
                    texts.append("")
                wide = min(max(number(cell.get("colspan"), 1), 1), MOST_CELLS)
                down = min(max(number(cell.get("rowspan"), 1), 1), 1000)
                for at in range(len(texts), len(texts) + wide):
                    below[at] = down - 1
                texts += ["".join(self._inside(cell, depth + 3, _font_of(cell) or font)), *[""] * (wide - 1)]
            while below.get(len(texts), 0) > 0 and len(texts) < MOST_CELLS:
                below[len(texts)] -= 1
                texts.append("")
            grid.append(texts[:MOST_CELLS])
        return grid


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from _rows(child)


def _links(node: Any) -> float:
    """The share of the letters that stand in links, 0 for fewer than four links: what a menu is made of."""
    links = node.findall(".//a")
    if len(links) < 4:
        return 0.0
    whole = sum(len(text.strip()) for text in node.itertext())
    return sum(len(text.strip()) for link in links for text in link.itertext()) / max(1, whole)


def _font_of(node: Any) -> str:
    face = node.get("face") or ""
    if not face and (style := node.get("style")) and (found := _FONT.search(style[:2000])):
        face = found.group(1)
    return face.strip()
