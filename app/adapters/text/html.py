"""HTML pages: blocks become lines, rows of tables tab-separated lines; scripts, styles and menus are left out."""

import re
from typing import Any

from lxml import etree, html

from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import Builder, Extracted

_LEFT_OUT = {
    "script",
    "style",
    "nav",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "head",
    "form",
    "button",
    "aside",
}
_BLOCKS = {
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "blockquote", "pre",
    "header", "footer", "main", "dl", "dt", "dd", "table", "tbody", "thead", "hr", "address", "figure", "body",
}  # fmt: skip
DEEPEST = 400


def read(data: bytes) -> Extracted:
    """Raises Unreadable: broken, empty, too-long."""
    from app.adapters.text.plain import decode

    text = decode(data, _charset(data))
    try:
        root = html.document_fromstring(text, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("broken") from error
    lines: list[str] = [""]
    _walk(root, lines, 0)
    out = Builder()
    for number, line in enumerate(lines, start=1):
        cells = [re.sub(r"\s+", " ", cell).strip() for cell in line.split("\x00")]
        out.line("\t".join(cells), "paragraph", number)
    return out.done("html")


def _charset(data: bytes) -> str | None:
    found = re.search(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", data[:4096])
    return found.group(1).decode("ascii") if found else None


def _walk(node: Any, lines: list[str], depth: int) -> None:
    if not isinstance(node.tag, str) or node.tag in _LEFT_OUT:
        return
    if depth > DEEPEST:
        raise Unreadable("broken")
    if node.tag == "br":
        lines.append("")
        return
    if node.tag == "tr":
        lines.append("\x00".join(" ".join(cell.itertext()) for cell in node if cell.tag in ("td", "th")))
        lines.append("")
        return
    block = node.tag in _BLOCKS
    if block and lines[-1]:
        lines.append("")
    lines[-1] += (node.text or "").replace("\x00", "")
    for child in node:
        _walk(child, lines, depth + 1)
        lines[-1] += (child.tail or "").replace("\x00", "")
    if block and lines[-1]:
        lines.append("")
