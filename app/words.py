"""Languages, folded forms and the date and number forms that people write."""

import re
import unicodedata

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None)
_MARKED = {ord("đ"): "d", ord("Đ"): "D"}
_BLANKS = re.compile(r"\s+")
_LOOKALIKES = str.maketrans("АВСЕНІКМОРТХ", "ABCEHIKMOPTX")


def nfc(text: str) -> str:
    """The text with composed letters and without zero-width characters."""
    return unicodedata.normalize("NFC", text.translate(_ZERO_WIDTH))


def fold(text: str) -> str:
    """The form two texts share when a reader without diacritics calls them the same.

    Marks are off (so "hoà" and "hòa" meet), đ is d, letters are small, dashes and blanks are one each. The stored
    search columns and the query go through this one function.
    """
    plain = unicodedata.normalize("NFD", text.translate(_ZERO_WIDTH).translate(_MARKED).translate(_DASHES))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", letters).casefold()).strip()


def number_key(number_symbol: str) -> str:
    """The form under which a number-symbol is unique: NFC, no blanks, one dash, upper case, Đ kept.

    Cyrillic look-alikes of capital Latin letters are read as Latin (07-СТ/TU is 07-CT/TU).
    """
    composed = nfc(number_symbol).translate(_DASHES).upper().translate(_LOOKALIKES)
    return _BLANKS.sub("", composed)
