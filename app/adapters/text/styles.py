"""What Word's styles say of a paragraph or run: its list, its font, whether it is hidden, whether it is a contents line."""

from typing import Any

from app.adapters.text.archive import Archive, W
from app.adapters.text.numbering import Numbering, Place, number, value

_MOST_ANCESTORS = 20


class Styles:
    """Looks a property up along the chain of styles that a style is based on."""

    def __init__(self, archive: Archive, numbering: Numbering) -> None:
        self._numbering = numbering
        self._styles: dict[str, Any] = {}
        self._fonts: dict[str, str] = {}
        self._hidden: dict[str, bool] = {}
        self._default_font = ""
        self._default_style = ""
        root = archive.part("styles")
        if root is None:
            return
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default_font = _font(defaults) if defaults is not None else ""
        for style in root.iterfind(f"{W}style"):
            self._styles[style.get(f"{W}styleId") or ""] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default_style = style.get(f"{W}styleId") or ""

    def _chain(self, style: str) -> list[Any]:
        found: list[Any] = []
        while style in self._styles and len(found) < _MOST_ANCESTORS:
            found.append(self._styles[style])
            style = value(self._styles[style], "basedOn")
        return found

    def place(self, properties: Any | None) -> Place | None:
        """The list and level of a paragraph with these properties; None outside lists."""
        if properties is None:
            return self._place_of_style(self._default_style)
        style = value(properties, "pStyle", self._default_style)
        own = properties.find(f"{W}numPr")
        if own is None:
            return self._place_of_style(style)
        list_id = value(own, "numId")
        if not list_id:
            inherited = self._place_of_style(style)
            return (inherited[0], number(value(own, "ilvl"))) if inherited else None
        return (list_id, number(value(own, "ilvl"))) if list_id != "0" else None

    def _place_of_style(self, style: str) -> Place | None:
        for one in self._chain(style):
            numbered = one.find(f"{W}pPr/{W}numPr")
            list_id = value(numbered, "numId") if numbered is not None else ""
            if list_id == "0":
                return None
            if list_id:
                level = numbered.find(f"{W}ilvl")
                by_style = self._numbering.level_of_style(list_id, one.get(f"{W}styleId") or "")
                return list_id, number(level.get(f"{W}val")) if level is not None else by_style
        return None

    def contents_line(self, properties: Any | None) -> bool:
        """Whether the paragraph is a line of a table of contents, which repeats headings."""
        style = self._styles.get(value(properties, "pStyle")) if properties is not None else None
        return style is not None and value(style, "name").casefold().startswith(("toc ", "table of figures"))

    def font(self, run: Any | None, paragraph: Any | None) -> str:
        """The Latin font of a run with these properties in such a paragraph."""
        if run is not None:
            own = _font(run) or self._font_of(value(run, "rStyle"))
            if own:
                return own
        style = value(paragraph, "pStyle", self._default_style) if paragraph is not None else self._default_style
        return self._font_of(style) or self._default_font

    def _font_of(self, style: str) -> str:
        if style not in self._fonts:
            fonts = (_font(one.find(f"{W}rPr")) for one in self._chain(style) if one.find(f"{W}rPr") is not None)
            self._fonts[style] = next(filter(None, fonts), "")
        return self._fonts[style]

    def hidden(self, run: Any | None) -> bool:
        """Whether the run is hidden text, by itself or by its character style."""
        if run is None:
            return False
        own = run.find(f"{W}vanish")
        if own is not None:
            return _on(own)
        style = value(run, "rStyle")
        if style not in self._hidden:
            marks = (one.find(f"{W}rPr/{W}vanish") for one in self._chain(style))
            self._hidden[style] = next((_on(mark) for mark in marks if mark is not None), False)
        return self._hidden[style]


def _on(node: Any) -> bool:
    return (node.get(f"{W}val") or "1") not in ("0", "false", "off")


def _font(properties: Any) -> str:
    fonts = properties.find(f"{W}rFonts")
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
