"""Plain text in the encodings that old Vietnamese files come in."""

import codecs
import re
import unicodedata

from app.adapters.text import legacy
from app.adapters.text.errors import Unreadable
from app.adapters.text.extracted import LONGEST, OLD_FONT, Extracted, tidied, too_long
from app.adapters.text.kinds import wide
from app.adapters.text.syllables import share

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
          (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_SAMPLE = 20_000
_LEAST = 0.15
_TAG = re.compile(r"<[^<>]*>")
_MULTIBYTE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7"})


def read(data: bytes) -> Extracted:
    """UTF-8, UTF-16 or Windows-1258; letters of TCVN3 and VNI fonts are mended. Raises Unreadable."""
    decoded, old = decode(data)
    if not decoded[:_SAMPLE].isascii() and share(decoded[:_SAMPLE]) < _LEAST:
        raise Unreadable("garbled")
    text, mended = legacy.mend(decoded)
    tidy, marks = tidied(text)
    return Extracted(tidy, "txt", marks, [OLD_FONT] if old or mended else [])


def decode(data: bytes, said: str | None = None) -> tuple[str, bool]:
    """The text of the bytes and whether an old font's letters were turned; `said` is what the file says of itself.

    A byte that no encoding explains becomes U+FFFD as long as they are few. Raises Unreadable (garbled, too-long).
    """
    if len(data) > 8 * LONGEST:
        raise too_long()
    for start, encoding in _MARKS:
        if data.startswith(start):
            return _sound(data.decode(encoding, errors="replace")), False
    order = wide(data)
    if order:
        return _sound(data.decode(order, errors="replace")), False
    try:
        return _sound(data.decode("utf-8")), False
    except UnicodeDecodeError as error:
        # A file cut in its last letter is still UTF-8.
        if error.start > len(data) - 4 and error.start > 0:
            return _sound(data[: error.start].decode("utf-8")), False
    mostly = data.decode("utf-8", errors="replace")
    # Bytes of one letter each hardly ever look like UTF-8: a few holes among good letters are damage.
    holes = mostly.count("\ufffd")
    if holes * 4 <= len(mostly) - holes - len(mostly.encode("ascii", "ignore")):
        return _sound(mostly), False
    return _one_byte(data, said)


def _one_byte(data: bytes, said: str | None) -> tuple[str, bool]:
    """Bytes of one letter each: what the file says, Windows-1258, TCVN3 or VNI, whichever gives the most Vietnamese."""
    latin = data.decode("cp1252", errors="replace").replace("\ufffd", " ")
    readings = [(data.decode("cp1258", errors="replace"), False), (legacy.tcvn3(data.decode("latin-1")), True)]
    readings.append((legacy.vni(latin), True))
    if said and _known(said):
        readings.insert(0, (data.decode(said, errors="replace"), False))
    best, old = max(readings, key=lambda reading: _vietnamese(reading[0]))
    return _sound(best), old


def _known(encoding: str) -> bool:
    """Whether Python has a text encoding of that name and it is one of one byte a letter."""
    try:
        found = codecs.lookup(encoding)
    except (LookupError, ValueError):
        return False
    return bool(getattr(found, "_is_text_encoding", False)) and found.name not in _MULTIBYTE


def _vietnamese(text: str) -> float:
    words = _TAG.sub(" ", text[: 10 * _SAMPLE])[:_SAMPLE]
    return legacy.share_of(unicodedata.normalize("NFC", words))


def _sound(text: str) -> str:
    """Raises Unreadable (garbled) for text of mostly holes or NULs."""
    holes = text.count("\ufffd") + text.count("\x00")
    if holes * 10 > len(text):
        raise Unreadable("garbled")
    return text
