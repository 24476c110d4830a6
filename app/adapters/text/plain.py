"""Plain text in the encodings that old Vietnamese files come in."""

from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import Extracted, tidy
from app.adapters.text.legacy import mend


def read(data: bytes) -> Extracted:
    """UTF-8, UTF-16 or Windows-1258; letters of TCVN3 and VNI fonts are mended. Raises Unreadable."""
    return Extracted(tidy(mend(decode(data))), "txt")


def decode(data: bytes, said: str | None = None) -> str:
    """The text of the bytes; `said` is what the file says of itself. Raises Unreadable (garbled)."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", *([said] if said else []), "cp1258"):
        try:
            text = data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\x00" not in text:
            return text
    raise Unreadable("garbled")
