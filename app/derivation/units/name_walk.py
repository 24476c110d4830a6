"""The walk over one list of unit names, word by word, up to the first word that belongs to none of them."""

import re

from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import HEADS, OBLIGES, UNIT_WORDS, VERBS
from app.derivation.units.name_heads import FULL, NAMED_HEADS, TOKEN, capital_run, duty_at, full_at, head_at, skip
from app.derivation.units.name_steps import (
    GENERAL,
    NAMING,
    OPEN,
    anchored,
    capital_at,
    capital_before,
    capital_later,
    done_to,
    goes_on,
    lists_names,
    named_work,
    objectless,
    onward,
    opens,
    small_word,
    up_to_duty,
    which,
)

_MANY = re.compile(r"\b(?:các|những|mỗi|\d{1,4}) ")
_WHOLE = frozenset(("bộ", "sở", "tỉnh", "đảng", "xã"))
_CLOSERS = frozenset(("tỉnh", "xã", "phường", "phố", "huyện", "quan", "bàn", "ương", "cấp", "thôn", "phương", ""))
_PLACE = r"[A-ZĐ]\w*(?: [A-ZĐ]\w*){0,3}"
_ALONG = re.compile(rf"từ {_PLACE} (?:đến {_PLACE}|trở (?:vào|ra)(?: đến {_PLACE})?)")
_TIERS_ALONG = re.compile(
    r"từ (?:trung ương|tỉnh|thành phố|huyện|xã|cấp \w+|cơ sở) (?:đến|tới|xuống) (?:cấp )?(?:trung ương|tỉnh|thành phố|huyện|xã|cơ sở|thôn|bản|địa phương|phường)\b"
)
_BRANCH = re.compile(r"\b(?:phân hiệu|chi nhánh|đại diện|phân viện|cơ sở \d) [^,;]*$")
_ROMAN = re.compile(r"[IVX]+")
_COMPANY = re.compile(r"công ty (?:tnhh|cp|cổ phần|trách nhiệm)[^,;]*$")
_SHORT_TIER = re.compile(r"\b(?:tp|tx|tt|q|p|h)$")
_CONCERNED = re.compile(
    rf"(?:đến|tới) [^,.;:()]{{3,80}}? (?=(?:{OBLIGES}|nghiêm túc|chủ động|khẩn trương|căn cứ|phối hợp|tăng cường|tiếp tục|theo chức năng)\b)"
)
_NUMBERS = re.compile(r"(?:, ?\d{1,2}\b(?! [^\W\d_]*\d|[/.]))+(?: và \d{1,2}\b)?")
_CLOSED = "-"
"""Stands for the last word where no small word may go on with the name."""


class Walk:
    """One walk; `to_end` gives where the list ends.

    `last` is the word before `place`; `free`: a small second half may follow the capital word before ("Tư pháp"); `chain`: how
    many words with capitals stand in a row; `opened`: the name is of a kind that goes on over words in no list; `listed`:
    a member has ended before.
    """

    __slots__ = (
        "acronym",
        "at",
        "chain",
        "end",
        "free",
        "given",
        "last",
        "listed",
        "low",
        "opened",
        "place",
        "plain",
        "src",
        "text",
    )

    def __init__(self, src: Source, at: int, place: int, end: int, *, own: int, plain: bool, given: bool) -> None:
        """Begins behind the first word of a name, at `place`, or behind the name that is known in full, at `own`."""
        self.src, self.text, self.low = src, src.text, src.low
        self.at, self.end, self.plain, self.given = at, end, plain, given
        self.place = place
        self.last = self.low[at:place].rsplit(" ", 1)[-1]
        self.free = self.listed = False
        self.chain = 0
        self.opened = not plain and OPEN.at(self.low, at, end) > 0
        self.acronym = self.text[at:place].isupper()
        if own > place or FULL.at(self.low, at, end) == place:
            self.place, self.last, self.opened = max(own, place), _CLOSED, False

    def to_end(self) -> int:
        """Where the list of units ends, before the duty or the comma before it."""
        low, end = self.low, self.end
        while True:
            self.place = skip(low, self.place, end)
            token = TOKEN.match(self.text, self.place, end)
            if token is None:
                return end
            word = token.group()
            if word in (",", ";", "và"):
                stop = self._joint(word, token.end())
            elif not word[0].isalnum():
                stop = self._mark(word)
            elif word[0].isupper() or word[0].isdigit():
                stop = self._capital(word, token.end())
            else:
                stop = self._small(word, token.end())
            if stop is not None:
                return stop

    def _whole(self, stop: int, *, keep: bool = False) -> None:
        """Goes on behind words that end a name, so that no small word is its second half; with `keep` its kind stays open."""
        self.place, self.last, self.free, self.chain, self.opened = stop, _CLOSED, False, 0, keep and self.opened

    def _joint(self, word: str, stop: int) -> int | None:
        """A comma, a semicolon or "và": a further member begins behind it, or the list ends before it."""
        src, low, place, end = self.src, self.low, self.place, self.end
        if word == "," and low[place - 1].isdigit() and (numbers := _NUMBERS.match(low, place, end)):
            self.place, self.last = numbers.end(), _CLOSED
            return None
        after = goes_on(src, stop, end, strict=word == ";", opened=self.opened)
        if after < 0:
            return self._small(word, stop) if word == "và" else place
        first = skip(low, stop, end)
        first += 3 if word == "," and low.startswith("và ", first) else 0
        headed = head_at(src, first, end) == after
        self.acronym = headed and self.text[first:after].isupper()
        self.last, self.free = low[place:after].rsplit(" ", 1)[-1], capital_before(self.text, after) and not headed
        self.listed, self.chain = True, int(self.free)
        self.opened = not self.plain and opens(src, stop, end) if headed or word != "và" else self.opened
        self.place = after
        if (own := full_at(src, skip(low, stop, end), end)) > after:
            self._whole(own)
        return None

    def _mark(self, word: str) -> int | None:
        """Any other mark: a bracket is passed over, names may follow a colon, a hyphen or "&" may stand inside one."""
        src, text, low, place, end = self.src, self.text, self.low, self.place, self.end
        if word == "." and _SHORT_TIER.search(low, max(self.at, place - 4), place) and capital_at(text, place + 1, end):
            self.place += 1
            return None
        if word == "(":
            close = text.find(")", place, min(end, place + 200))
            self.place = close + 1
            return None if close >= 0 else place
        if word == ":" and lists_names(src, self.at, place, end, self.last):
            self.place += 1
            return None
        if word in "-–—&/":
            after = skip(low, place + 1, end)
            if capital_at(text, place + 1, end) or UNIT_WORDS.at(low, after, end) > 0:
                self.place += 1
                return None
            verb = VERBS.at(low, after, end)
            if verb > 0 and low[after:verb] in NAMING:
                self.place, self.last, self.chain = verb, _CLOSED, 0
                return None
        return place

    def _capital(self, word: str, stop: int) -> int | None:
        """A word with a capital or a number goes on with the name, unless it is the duty behind a short form."""
        src, text, low, place, end = self.src, self.text, self.low, self.place, self.end
        verb = VERBS.at(low, place, end)
        small_follows = text[stop + 1 : stop + 2].islower()
        if self.acronym and verb > stop and small_follows:
            company = _COMPANY.search(low, self.at, place) is not None
            named = self.opened and (low[place:verb] in NAMING or company)
            if not (named and (company or capital_later(text, verb, end))):
                return place
        heads = max(HEADS.at(low, place, end), NAMED_HEADS.at(low, place, end))
        if heads > 0:
            if (whole := full_at(src, place, end)) > heads:
                self._whole(whole)
                return None
            self.opened = not self.plain and OPEN.at(low, place, end) > 0
        elif self.plain:
            self.opened = False
        phrase = max(UNIT_WORDS.at(low, place, end), HEADS.at(low, place, end))
        spaced = text[stop : stop + 1] == " "
        if phrase > stop and low[phrase - 1] != " " and (small_follows if spaced else "," in low[place:phrase]):
            self._whole(phrase, keep=True)
            self.acronym = False
            return None
        self.acronym = (word.isupper() and len(word) > 1) or _ROMAN.fullmatch(word) is not None
        self.chain = 0 if heads > 0 or self.acronym else self.chain + 1
        self.free = not self.acronym and not word[0].isdigit() and self.chain < 2 and word.lower() not in _WHOLE
        halved = self.chain < 2 and not text.endswith("Hải ", 0, place)
        self.place, self.last = stop, word.lower() if halved else _CLOSED
        return None

    def _small(self, word: str, stop: int) -> int | None:
        """A word in small letters: a part of the name, words that tell which are meant, or the duty."""
        src, low, place, end, last = self.src, self.low, self.place, self.end, self.last
        if (kept := self._span_told(word, stop)) > 0:
            self._whole(kept)
            return None
        if word == "được" and low.startswith("các ", self.at) and (done := done_to(src, stop, end)) > 0:
            self._whole(done, keep=True)
            return None
        if (last == "đồng" and not low.endswith("hội đồng ", self.at, place)) or low.endswith(
            "viên chức ", self.at, place
        ):
            last = ""
        known = "" if self.plain or (self.listed and last in GENERAL) else last
        step = small_word(src, place, end, known, self.free, opened=self.opened)
        if not self.plain:
            self.opened = self.opened or last == "trách" or low.endswith("phụ trách lĩnh vực ", self.at, place)
            if step < 0 and _MANY.search(low, self.at, place):
                if word == "trên" and duty_at(src, skip(low, stop, end), end) > 0:
                    return stop
                if (told := which(src, place, end, given=self.given)) > 0:
                    if not low.startswith((",", "và "), skip(low, told, end)):
                        return told
                    self._whole(told)
                    return None
            if step < 0 and (passed := objectless(src, place, end)) > 0:
                self._whole(passed, keep=True)
                return None
            if step < 0 and (called := anchored(src, place, end)) > 0:
                return called
            if step < 0 and (placed := named_work(src, place, end)) > 0:
                self._whole(placed)
                return None
        if step < 0 and self.opened and self.chain < 2 and last not in _CLOSERS:
            step = onward(src, place, end)
        self.chain = 0
        if step < 0:
            return up_to_duty(src, place, end)
        closed = low.endswith(("liên quan", "quốc phòng"), self.at, step)
        self.place, self.last = step, "" if closed else low[place:step].rsplit(" ", 1)[-1]
        self.free = low.startswith("và ", place) and capital_before(self.text, step)
        return None

    def _span_told(self, word: str, stop: int) -> int:
        """Where words end that tell the place or the tiers that a name goes over, "… tỉnh từ Quảng Bình đến Phú Yên"; else -1."""
        text, low, place, end = self.text, self.low, self.place, self.end
        if word == "từ":
            along = _ALONG.match(text, place, end) if self.last in ("tỉnh", "phố", "biển", "phương") else None
            along = along or _TIERS_ALONG.match(low, place, end)
            return along.end() if along else -1
        if word in ("đến", "tới") and low.endswith("liên quan ", self.at, place):
            concerned = _CONCERNED.match(low, place, end)
            return concerned.end() - 1 if concerned else -1
        if word == "tại" and _BRANCH.search(low, max(self.at, place - 60), place):
            first = skip(low, stop, end)
            seated = capital_run(self.src, first, end)
            return seated if seated > first else -1
        return -1
