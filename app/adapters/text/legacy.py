"""Letters of the TCVN3 (ABC) and VNI fonts, which look right only in those fonts, turned into Unicode.

Quiet swaps of single letters (ƣ for ư, oj for ơ, Ð for Đ) are mended word by word.
"""

import re

from app.adapters.text.syllables import is_syllable, share, words_of

_TCVN3_FROM = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦"
_TCVN3_TO = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
_TCVN3 = str.maketrans(_TCVN3_FROM, _TCVN3_TO)

_VNI_PAIRS = {
    "aø": "à", "aù": "á", "aû": "ả", "aõ": "ã", "aï": "ạ", "aê": "ă", "aè": "ằ", "aé": "ắ", "aú": "ẳ", "aü": "ẵ",
    "aë": "ặ", "aâ": "â", "aà": "ầ", "aá": "ấ", "aå": "ẩ", "aã": "ẫ", "aä": "ậ", "eø": "è", "eù": "é", "eû": "ẻ",
    "eõ": "ẽ", "eï": "ẹ", "eâ": "ê", "eà": "ề", "eá": "ế", "eå": "ể", "eã": "ễ", "eä": "ệ", "oø": "ò", "où": "ó",
    "oû": "ỏ", "oõ": "õ", "oï": "ọ", "oâ": "ô", "oà": "ồ", "oá": "ố", "oå": "ổ", "oã": "ỗ", "oä": "ộ", "ôø": "ờ",
    "ôù": "ớ", "ôû": "ở", "ôõ": "ỡ", "ôï": "ợ", "uø": "ù", "uù": "ú", "uû": "ủ", "uõ": "ũ", "uï": "ụ", "öø": "ừ",
    "öù": "ứ", "öû": "ử", "öõ": "ữ", "öï": "ự", "yø": "ỳ", "yù": "ý", "yû": "ỷ", "yõ": "ỹ",
}  # fmt: skip
_VNI_SINGLE = {
    "ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ",
    "Ñ": "Đ", "Ô": "Ơ", "Ö": "Ư", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ",
}  # fmt: skip
_VNI = {
    **_VNI_PAIRS,
    **{key.upper(): value.upper() for key, value in _VNI_PAIRS.items()},
    **{key[0].upper() + key[1]: value.upper() for key, value in _VNI_PAIRS.items()},
    **_VNI_SINGLE,
}
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_UNICODE_ONLY = re.compile(r"[ĂăĐđƠơƯưẠ-ỹ\u0300-\u036f]")

_SWAPS = (("oj", "ơ"), ("uj", "ư"), ("Oj", "Ơ"), ("Uj", "Ư"), ("ð", "đ"), ("Ð", "Đ"), ("OJ", "Ơ"), ("UJ", "Ư"))
_ALWAYS = str.maketrans("ƣƢƉɖ", "ưƯĐđ")
_LETTERS = re.compile(r"[^\W\d_]+")
_SUSPECT = re.compile(r"[oOuU][jJ]|[ðÐ]")
_SAMPLE = 20_000


def tcvn3(text: str) -> str:
    """The text of a TCVN3 (ABC) font in Unicode."""
    return text.translate(_TCVN3)


def vni(text: str) -> str:
    """The text of a VNI font in Unicode."""
    return _VNI_PATTERN.sub(lambda found: _VNI[found.group()], text)


def from_font(text: str, font: str) -> str:
    """A run's text as its font shows it; text that is Unicode already is left alone."""
    name = font.strip().casefold()
    if not text or (text.isascii() and not name.endswith("h")) or _UNICODE_ONLY.search(text):
        return text
    if name.startswith((".vn", "vn")) and not name.startswith("vni"):
        shown = tcvn3(text)
        # .VnTimeH and its like show capitals for small letters.
        return shown.upper() if name.endswith("h") and name.startswith(".vn") else shown
    if name.startswith("vni"):
        return vni(text)
    return text


def mend(text: str) -> tuple[str, bool]:
    """The text, read through an old font's letters where only that gives Vietnamese; and whether it was."""
    sample = text[:_SAMPLE]
    mended = False
    if not sample.isascii():
        best = max((tcvn3, vni), key=lambda reading: _known(reading(sample)))
        # The old letters must explain the text: plain Unicode stays above, English below.
        if _known(best(sample)) > max(2, 1.25 * _known(sample)) and share(best(sample)) > max(0.6, share_of(sample)):
            text, mended = best(text), True
    return swapped(text), mended


def swapped(text: str) -> str:
    """Single letters that look alike but are others, put right where a syllable comes out."""
    found = text.translate(_ALWAYS)
    # Word by word, for a pattern with open ends on both sides takes quadratic time on one endless word.
    return _LETTERS.sub(_put_right, found) if _SUSPECT.search(found) else found


def _put_right(found: re.Match[str]) -> str:
    word = found.group()
    if len(word) > 12 or not _SUSPECT.search(word) or is_syllable(word.casefold()):
        return word
    right = word
    for wrong, letter in _SWAPS:
        right = right.replace(wrong, letter)
    return right if is_syllable(right.casefold()) else word


def share_of(text: str) -> float:
    words = words_of(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _known(text: str) -> int:
    """How many words with marks are Vietnamese syllables."""
    return sum(is_syllable(word) for word in words_of(text) if not word.isascii())
