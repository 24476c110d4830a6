"""Languages, folded forms and the date and number forms that people write."""

import itertools
import re
import unicodedata
from contextvars import ContextVar
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

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


def N_(message: str) -> str:
    """Marks a message id where it is defined; `say` translates it where it is shown."""
    return message


_SYLLABLE = re.compile(r"[^\W_]{1,50}")


def syllables(text: str) -> list[str]:
    """The words of the folded text; what runs on longer is cut, for an index holds no lexeme over 2 KB."""
    return _SYLLABLE.findall(fold(text))


def lexemes(*texts: str | None) -> list[str]:
    """What the stored search column of a row holds: syllables, neighbouring pairs, and number-symbols closed up.

    Vietnamese syllables are few and common; pairs ("thi_hanh") are what tells one subject from another.
    """
    found: set[str] = set()
    for text in texts:
        parts = syllables(text or "")
        found.update(parts)
        found.update(f"{a}_{b}" for a, b in itertools.pairwise(parts))
    return sorted(found)


def search_query(typed: str) -> str:
    """The tsquery for typed words: neighbouring pairs all together, the last syllable open at its end.

    Lexemes hold letters and digits only, so the text needs no quoting.
    """
    parts = syllables(typed)
    if len(parts) == 1:
        return f"{parts[0]}:*"
    pairs = [f"{a}_{b}" for a, b in itertools.pairwise(parts)]
    return " & ".join([*pairs[:-1], f"{pairs[-1]}:*"]) if pairs else ""


def closed(text: str) -> str:
    """Letters and digits only, folded: "84-KL/TW", "84KL/TW" and "84 kl tw" meet in "84kltw"."""
    return "".join(syllables(text))


_ALPHABET = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz"
_RANK = {letter: f"{place:03d}" for place, letter in enumerate(_ALPHABET, start=100)}
_NUMBER = re.compile(r"\d+")


def sort_key(text: str) -> str:
    """A stored key under which plain comparison gives Vietnamese order (a ă â … d đ …), numbers by size."""
    padded = _NUMBER.sub(lambda m: m.group().zfill(8), nfc(text).casefold())
    return "".join(_RANK.get(letter, "000" if letter.isspace() else f"0{ord(letter) % 1000:03d}") for letter in padded)


_DATE = re.compile(
    r"^\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{2}|\d{4})\s*$|^\s*(\d{2})(\d{2})(\d{2}|\d{4})\s*$"
)
_ISO = re.compile(r"^\s*(\d{4})-(\d{2})-(\d{2})\s*$")


def read_date(text: str) -> date | None:
    """The day that a person typed as day, month, year: 4/12/2026, 04-12-2026, 4.12.26, 041226; ISO too."""
    if iso := _ISO.match(text):
        year, month, day = map(int, iso.groups())
    elif typed := _DATE.match(text):
        day, month, year = (int(part) for part in typed.groups() if part is not None)
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_number(text: str) -> Decimal | None:
    """The number that a person typed with a decimal comma or point: 62,5 and 62.5."""
    plain = re.sub(r"\s", "", text)
    if not re.fullmatch(r"-?\d{1,12}([.,]\d{1,6})?", plain):
        return None
    return Decimal(plain.replace(",", "."))


def show_date(day: date | None) -> str:
    """dd/mm/yyyy, with nothing for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def show_number(number: Decimal | float | int, places: int | None = None) -> str:
    """1.482 and 62,5: points between thousands, a decimal comma, no trailing zeros unless `places` asks for them."""
    if places is None:
        text = f"{number:,}" if isinstance(number, int) else f"{Decimal(str(number)).normalize():,f}"
    else:
        text = f"{number:,.{places}f}"
    return text.translate(str.maketrans(",.", ".,"))


language: ContextVar[str] = ContextVar("language", default="vi")
"""The language of the request: "vi" or "en"."""

LANGUAGES = ("vi", "en")


@lru_cache
def catalogue(code: str) -> dict[str, str]:
    """Message ids with their words in the language, read from `locale/<code>.po`; Vietnamese is the id itself."""
    path = Path(__file__).parent / "locale" / f"{code}.po"
    if not path.is_file():
        return {}
    with path.open("rb") as file:
        return {str(m.id): str(m.string) for m in read_po(file) if m.id and m.string and not m.fuzzy}


def say(message: str, **values: Any) -> str:
    """The sentence of a message id in the language of the request, its braces filled."""
    text = catalogue(language.get()).get(message, message)
    return text.format(**values) if values else text


def days_left(due_on: date, today: date) -> str:
    """Còn 4 ngày · Hạn hôm nay · Quá hạn 3 ngày."""
    days = (due_on - today).days
    if days > 0:
        return say(N_("Còn {days} ngày"), days=days)
    return say(N_("Hạn hôm nay")) if days == 0 else say(N_("Quá hạn {days} ngày"), days=-days)


WEEKDAYS = (
    N_("Thứ Hai"),
    N_("Thứ Ba"),
    N_("Thứ Tư"),
    N_("Thứ Năm"),
    N_("Thứ Sáu"),
    N_("Thứ Bảy"),
    N_("Chủ Nhật"),
)
