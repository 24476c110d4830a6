"""Files of the trade -> one text with offsets; content decides the kind, not the name."""

import re
import unicodedata

from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import LONGEST, Extracted, Mark, tidy

__all__ = ["LONGEST", "Extracted", "Mark", "Unreadable", "clean_name", "from_paste", "read"]

_ENDINGS = {"docx": {"docx"}, "pdf": {"pdf"}, "html": {"html", "htm"}, "txt": {"txt", "text", "md"}}
_HTML = re.compile(rb"^\s*(<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<html|<p[ >]|<div[ >])", re.IGNORECASE)


def read(data: bytes, filename: str) -> Extracted:
    """The text of a .docx, .pdf, .html or .txt file. Raises Unreadable, with what to do."""
    from app.adapters.text import docx, html, pdf, plain

    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    kind = _kind_of(data, ending)
    if ending not in _ENDINGS[kind]:
        raise Unreadable("wrong-ending", found=kind, ending=ending or "?")
    reader = {"docx": docx.read, "pdf": pdf.read, "html": html.read, "txt": plain.read}[kind]
    return reader(data)


def _kind_of(data: bytes, ending: str) -> str:
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("encrypted" if ending == "docx" else "old-doc")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if ending in ("html", "htm") or _HTML.match(data[:2000]):
        return "html"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" not in data[:4096]:
        if data.startswith(
            (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"MZ", b"\x7fELF", b"{\\rtf")
        ):
            raise Unreadable("unknown-kind")
        return "txt"
    raise Unreadable("unknown-kind")


def from_paste(text: str) -> Extracted:
    """Pasted text, tidied like a file's. Raises Unreadable (empty, too long)."""
    if not text.strip():
        raise Unreadable("empty")
    return Extracted(tidy(text), "paste")


_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def clean_name(name: str) -> str:
    """A name safe to store and serve: no path, no control or direction marks, NFC, 150 characters at most."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = re.sub(r"\s+", " ", _UNSAFE.sub("", last)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:150] or "tep"
    return f"{(stem or 'tep')[: 149 - len(ending[:20])]}.{ending[:20]}"
