"""How much of a text is Vietnamese, told by the build of its syllables; no dictionary is needed."""

import re
import unicodedata
from functools import lru_cache

_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gh",
    "gi",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "ngh",
    "nh",
    "p",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RHYMES = frozenset(
    ["a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ă", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec", "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iê", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch", "uên", "uênh", "ui", "um", "un", "ung", "uơ", "up", "ut", "uy", "uya", "uych", "uyên", "uyêt", "uynh", "uyp", "uyt", "uyu", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uă", "uăng", "uach", "uai", "uan", "uang", "uanh", "uao", "uat", "uay", "uăc", "uăm", "uăn", "uăt", "ue", "uen", "uet", "uêt", "uô", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươ", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yê", "yêm", "yên", "yêng", "yêt", "yêu", "ynh", "yt"]
)  # fmt: skip
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SHARP = frozenset("\u0301\u0323")
_WORD = re.compile(r"[^\W\d_]+(?:[^\w\s.,;:!?\"'“”‘’()\[\]{}/…*+=%&<>–—\-]+[^\W\d_]+)*")
_BROKEN = re.compile(r"[^\s\x20-\x7e\u00a0-\u024f\u0300-\u036f\u1ea0-\u1ef9\u2010-\u2027\u2030-\u205e₫•●▪■□★†√≤≥°]")

FEWEST = 25
"""Words below which a share says nothing."""


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word in small letters, with or without marks, is built as a Vietnamese syllable is."""
    if not 1 <= len(word) <= 8:
        return False
    bare: list[str] = []
    tones: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        (tones if letter in _TONES else bare).append(letter)
    if len(tones) > 1:
        return False
    base = unicodedata.normalize("NFC", "".join(bare))
    if tones and base.endswith(("c", "ch", "p", "t")) and tones[0] not in _SHARP:
        return False
    if base in _RHYMES or base == "gi":
        return True
    for length in (3, 2, 1):
        if base[:length] in _ONSETS and base[length:] in _RHYMES:
            return True
    return base in ("gi", "giêc", "giêng", "gin", "gia") or (base.startswith("gi") and base[1:] in _RHYMES)


def words_of(text: str) -> list[str]:
    """The words that can be judged: small letters, no numbers, no shortenings such as UBND and TTg."""
    found = []
    for word in _WORD.findall(text):
        if len(word) > 1 and not (word.isupper() and not re.search(r"[AEIOUYĂÂÊÔƠƯÀ-Ỹ]", word)):
            found.append(word.casefold())
    return found


def share(text: str) -> float:
    """The share of words that are Vietnamese syllables, 1.0 where there are too few to judge."""
    words = words_of(unicodedata.normalize("NFC", text))
    if len(words) < FEWEST:
        return 1.0
    return sum(map(is_syllable, words)) / len(words)


def readable(text: str, *, least: float = 0.5) -> bool:
    """Whether the text can be read as Vietnamese: enough syllables, few signs of other scripts.

    Judged on its first part; short texts pass unless most signs are strange.
    """
    sample = text[:20_000]
    strange = len(_BROKEN.findall(sample))
    return strange * 5 < max(20, len(sample)) and share(sample) >= least
