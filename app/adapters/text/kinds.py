"""What a file is, told by its bytes; its name only has to agree."""

import re

from app.adapters.text.errors import Unreadable

ENDINGS = {
    "docx": {"docx"},
    "pdf": {"pdf"},
    "html": {"html", "htm"},
    "txt": {"txt", "text", "md"},
    "png": {"png"},
    "jpg": {"jpg", "jpeg"},
    "tif": {"tif", "tiff"},
}
IMAGES = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"II*\x00": "tif", b"MM\x00*": "tif"}
_REFUSED = (
    b"GIF8", b"MZ", b"\x7fELF", b"{\\rtf", b"RIFF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"#!", b"Rar!", b"7z\xbc\xaf",
    b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"II+\x00", b"MM\x00+", b"SQLite format", b"%!PS", b"\x00asm",
)  # fmt: skip
_HTML = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--.{0,500}?-->\s*)?"
    rb"(?:<!doctype html|<html|<head|<body|<\?xml[^>]{0,200}>\s*(?:<!doctype html[^>]{0,300}>\s*)?<html|<p[ >]|<div[ >]|<table[ >])",
    re.IGNORECASE | re.DOTALL,
)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD_WORD = "WordDocument".encode("utf-16-le")
_OLD_SHEET = "Workbook".encode("utf-16-le")


def kind_of(data: bytes, filename: str) -> str:
    """One of ENDINGS. Raises Unreadable where no reader takes the bytes, or where the name says otherwise."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    ending = filename.rpartition(".")[2].lower() if "." in filename else ""
    kind = _by_content(data, ending)
    if ending not in ENDINGS[kind]:
        raise Unreadable("wrong-ending", found=kind, ending=ending[:20] or "?")
    return kind


def _by_content(data: bytes, ending: str) -> str:
    if data.startswith(b"PK"):
        return _zip(data, ending)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable(_ole(data, ending))
    if data.startswith(_REFUSED):
        raise Unreadable("unknown-kind")
    for start, kind in IMAGES.items():
        if data.startswith(start):
            return kind
    # Mail servers and scanners put a few bytes before the header; a page that only talks of PDF is not one.
    at = data.find(b"%PDF-", 0, 1024)
    if at == 0 or (at > 0 and ending not in ("html", "htm", "txt") and not _HTML.match(data[:2000])):
        return "pdf"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or wide(data):
        return "html" if ending in ("html", "htm") else "txt"
    if ending in ("html", "htm") or _HTML.match(data[:3000]):
        return "html"
    head = data[:4096]
    odd = sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 11, 12, 13, 27))
    if odd * 50 > len(head):
        raise Unreadable("unknown-kind")
    return "txt"


def wide(data: bytes) -> str | None:
    """The byte order of UTF-16 that begins without its mark: every second byte of Latin letters is 0 or 1."""
    head = data[:2000]
    if len(head) < 8 or b"\x00" not in head:
        return None
    low, high = head[0::2], head[1::2]
    if high.count(0) * 2 > len(high) and low.count(0) * 20 < len(low):
        return "utf-16-le"
    if low.count(0) * 2 > len(low) and high.count(0) * 20 < len(high):
        return "utf-16-be"
    return None


def _zip(data: bytes, ending: str) -> str:
    if not data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return "txt"
    if ending in ("xlsx", "xlsm"):
        raise Unreadable("spreadsheet")
    return "docx"


def _ole(data: bytes, ending: str) -> str:
    """Word encrypts a .docx by laying it into an old compound file."""
    if _ENCRYPTED in data:
        return "encrypted"
    if _OLD_SHEET in data or ending in ("xls", "xlsx"):
        return "spreadsheet"
    if _OLD_WORD in data or ending != "docx":
        return "old-doc"
    return "encrypted"
