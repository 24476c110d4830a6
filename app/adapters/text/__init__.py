"""Files of the trade -> one text with offsets; content decides the kind, not the name."""

import re
import unicodedata

from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import LONGEST, Extracted, Mark, tidy, too_long
from app.adapters.text.kinds import kind_of
from app.adapters.text.legacy import mend

__all__ = ["LONGEST", "Extracted", "Mark", "Unreadable", "clean_name", "from_paste", "read", "read_strictly"]


def read(data: bytes, filename: str, *, scans: bool = True) -> Extracted:
    """The text of a .docx, .pdf, .html, .txt file or of a scan (.pdf, .png, .jpg, .tif).

    Scans take seconds a page; without `scans` they are refused as "scan". Raises Unreadable, with what to do, and
    nothing else.
    """
    try:
        return read_strictly(data, filename, scans=scans)
    except Unreadable:
        raise
    except (MemoryError, RecursionError) as error:
        raise Unreadable("timeout") from error
    except Exception as error:
        # A bug in a reader must not tell a stranger more than a broken file does; the fuzz tests go round this net.
        raise Unreadable("broken") from error


def read_strictly(data: bytes, filename: str, *, scans: bool = True) -> Extracted:
    """`read` without its net: what else than Unreadable comes out of here is a bug."""
    from app.adapters.text import docx, html, pdf, plain, scan

    kind = kind_of(data, filename)
    if kind == "docx":
        return docx.read(data)
    if kind == "pdf":
        return pdf.read(data, scans=scans)
    if kind == "html":
        return html.read(data)
    if kind == "txt":
        return plain.read(data)
    return scan.read_image(data, kind, scans=scans)


def from_paste(text: str) -> Extracted:
    """Pasted text, tidied like a file's. Raises Unreadable (empty, too long)."""
    if not text.strip():
        raise Unreadable("empty")
    if len(text) > 4 * LONGEST:
        raise too_long()
    return Extracted(tidy(mend(text)[0]), "paste")


_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')


def clean_name(name: str) -> str:
    """A name safe to store and serve: no path, no control or direction marks, NFC, 150 characters at most."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = re.sub(r"\s+", " ", _UNSAFE.sub("", last)).strip(" .")
    stem, dot, ending = plain.rpartition(".")
    if not dot:
        return plain[:150] or "tep"
    return f"{(stem or 'tep')[: 149 - len(ending[:20])]}.{ending[:20]}"
