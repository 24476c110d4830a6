"""Unit names in running text: where one begins and how far a list of them reaches.

A name is a first word (`data/unit_heads.txt`), then words with a capital, each of which may be followed by the small
second half of its word ("Sở Tư pháp"), and the small words that names are made of (`data/unit_words.txt`). It ends
before the first word of the duty, known or not.
"""

import re

from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import HEADS, UNIT_WORDS, VERBS
from app.derivation.units.name_heads import (
    FULL,
    NAMED_HEADS,
    TEAM,
    TOKEN,
    begins_unit,
    duty_at,
    full_at,
    head_at,
    skip,
    unknown_head,
)
from app.derivation.units.name_steps import (
    CALLED,
    CAPITALS_LISTED,
    GENERAL,
    NAMING,
    OPEN,
    PARTS,
    anchored,
    capital_at,
    capital_before,
    capital_later,
    done_to,
    goes_on,
    lists_names,
    objectless,
    onward,
    opens,
    small_word,
    up_to_duty,
    which,
)

__all__ = [
    "CALLED",
    "CAPITALS_LISTED",
    "MAX_REACH",
    "OPEN",
    "PARTS",
    "TEAM",
    "begins_unit",
    "capital_run",
    "head_at",
    "reach",
    "skip",
]

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
_TIER_CLOSED = re.compile(
    r"(?:tổ|đội|đoàn|ban|hội đồng|trạm|tiểu ban)(?: [^\W\d_]+){1,6}? cấp (?:tỉnh|huyện|xã|cơ sở)\b(?!, xã|, huyện)"
)
_TASKED = re.compile(
    r"(?:tổ|đội|đoàn|ban|hội đồng|tiểu ban)(?: công tác)? (?:kiểm tra|giám sát|thanh tra|quản lý|điều phối|tư vấn|bảo vệ|phòng|chỉ đạo|thẩm định|xây dựng|giải quyết|xử lý|rà soát|tuyên truyền|hòa giải)\b"
    r"(?:(?!, |; )[^.;:()]|(?<=phòng), (?=chống)){2,110}? (?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|tăng cường|tiếp tục|khẩn trương|chủ động)\b)"
)
_CHARGED = re.compile(
    r"(?:ban chỉ đạo|ban tổ chức|ban vận động|tổ công tác|tổ giúp việc) (?P<charge>các chương trình|phát triển|thực hiện|xây dựng|triển khai|cải cách|chuyển đổi số|phòng|công tác|về|tổng kết)\b"
    r"(?:(?!\b(?:chủ trì|phối hợp|trách nhiệm|khẩn trương|tiếp tục|tăng cường|rà soát|báo cáo|yêu cầu)\b)[^.;:()\n]){2,110}? (?:cấp )?(?:tỉnh|huyện|xã|phường|thành phố|quốc gia|trung ương)\b"
)
_COMPANY = re.compile(r"công ty (?:tnhh|cp|cổ phần|trách nhiệm)[^,;]*$")
_SHORT_TIER = re.compile(r"\b(?:tp|tx|tt|q|p|h)$")
_NUMBERS = re.compile(r"(?:, ?\d{1,2}\b(?! [^\W\d_]*\d|[/.]))+(?: và \d{1,2}\b)?")
MAX_REACH = 1200


def reach(src: Source, at: int, end: int, *, unknown: bool = False, plain: bool = False, given: bool = False) -> int:
    """Where the list of units that begins at the place ends, before the duty or the comma before it; `at` if none.

    With `given` the units stand after "giao", "đề nghị", so that what follows them is no mere fact. With `plain` a word that may be name or verb is a verb; with `unknown` a name may begin with any word with a capital that a second such word follows ("Quỹ Bảo vệ rừng"). Remembered: the judgements of one clause ask for the same names again and again.
    """
    asked = (at, end, unknown, plain, given)
    found = src.reached.get(asked)
    if found is None:
        found = src.reached[asked] = _reach(src, at, end, unknown=unknown, plain=plain, given=given)
    return found


def _reach(src: Source, at: int, end: int, *, unknown: bool, plain: bool, given: bool) -> int:
    text, low = src.text, src.low
    if text[at : at + 1].isupper() and (closed := _TIER_CLOSED.match(low, at, end)):
        return closed.end()
    place = head_at(src, at, end)
    if place < 0 and unknown:
        place = unknown_head(src, at, end)
    if place < 0:
        return at
    end = min(end, at + MAX_REACH)
    own = max(src.own_at(at, end), _charged(src, at, end))
    if given and (tasked := _TASKED.match(low, at, end)):
        return tasked.end()
    free = listed = False
    chain, opened = 0, not plain and OPEN.at(low, at, end) > 0
    last_acronym = text[at:place].isupper()
    last = low[at:place].rsplit(" ", 1)[-1]
    if own > place or FULL.at(low, at, end) == place:
        place, last, opened = max(own, place), "-", False
    while True:
        while place < end and low[place] == " ":
            place += 1
        token = TOKEN.match(text, place, end)
        if token is None:
            return end
        word = token.group()
        if word == "," and low[place - 1].isdigit() and (numbers := _NUMBERS.match(low, place, end)):
            place, last = numbers.end(), "-"
            continue
        after = goes_on(src, token.end(), end, strict=word == ";", opened=opened) if word in (",", ";", "và") else -1
        if word in ",;" and after < 0:
            return place
        if after > 0:
            first = skip(low, token.end(), end)
            first += 3 if word == "," and low.startswith("và ", first) else 0
            headed = head_at(src, first, end) == after
            last_acronym = headed and text[first:after].isupper()
            last, free = low[place:after].rsplit(" ", 1)[-1], capital_before(text, after) and not headed
            listed, chain = True, int(free)
            opened = not plain and opens(src, token.end(), end) if headed or word != "và" else opened
            own = full_at(src, skip(low, token.end(), end), end)
            place, last, free, opened = (own, "-", False, False) if own > after else (after, last, free, opened)
            continue
        if word == "." and _SHORT_TIER.search(low, max(at, place - 4), place) and capital_at(text, place + 1, end):
            place += 1
            continue
        if word == "(":
            close = text.find(")", place, min(end, place + 200))
            if close < 0:
                return place
            place = close + 1
            continue
        if word == ":":
            if lists_names(src, at, place, end, last):
                place += 1
                continue
            return place
        if word in "-–—&/":
            if capital_at(text, place + 1, end) or UNIT_WORDS.at(low, skip(low, place + 1, end), end) > 0:
                place += 1
                continue
            if (named := _naming(low, skip(low, place + 1, end), end)) > 0:
                place, last, chain = named, "-", 0
                continue
            return place
        if not word[0].isalnum():
            return place
        if word[0].isupper() or word[0].isdigit():
            verb = VERBS.at(low, place, end)
            small = last_acronym and verb > token.end() and text[token.end() + 1 : token.end() + 2].islower()
            named = opened and low[place:verb] in NAMING
            if small and not (named and (capital_later(text, verb, end) or _COMPANY.search(low, at, place))):
                return place
            heads = max(HEADS.at(low, place, end), NAMED_HEADS.at(low, place, end))
            if heads > 0 and (whole := full_at(src, place, end)) > heads:
                place, last, free, chain, opened = whole, "-", False, 0, False
                continue
            opened = not plain and (OPEN.at(low, place, end) > 0 if heads > 0 else opened)
            phrase = max(UNIT_WORDS.at(low, place, end), HEADS.at(low, place, end))
            over = (
                text[token.end() + 1 : token.end() + 2].islower()
                if text[token.end() : token.end() + 1] == " "
                else "," in low[place:phrase]
            )
            if phrase > token.end() and low[phrase - 1] != " " and over:
                place, last, free, last_acronym, chain = phrase, "-", False, False, 0
                continue
            last_acronym = (word.isupper() and len(word) > 1) or _ROMAN.fullmatch(word) is not None
            chain = 0 if heads > 0 or last_acronym else chain + 1
            free = not last_acronym and not word[0].isdigit() and chain < 2 and word.lower() not in _WHOLE
            place, last = token.end(), word.lower() if chain < 2 and not text.endswith("Hải ", 0, place) else "-"
            continue
        if word == "từ" and last in ("tỉnh", "phố", "biển", "phương") and (along := _ALONG.match(text, place, end)):
            place, last, free, chain, opened = along.end(), "-", False, 0, False
            continue
        if word == "tại" and _BRANCH.search(low, max(at, place - 60), place):
            seated = capital_run(src, skip(low, token.end(), end), end)
            if seated > skip(low, token.end(), end):
                place, last, free, chain, opened = seated, "-", False, 0, False
                continue
        if word == "từ" and (along := _TIERS_ALONG.match(low, place, end)):
            place, last, free, chain, opened = along.end(), "-", False, 0, False
            continue
        if word == "được" and low.startswith("các ", at) and (done := done_to(src, token.end(), end)) > 0:
            place, last, free, chain = done, "-", False, 0
            continue
        if (last == "đồng" and not low.endswith("hội đồng ", at, place)) or low.endswith("viên chức ", at, place):
            last = ""
        step = small_word(src, place, end, "" if plain or (listed and last in GENERAL) else last, free, opened=opened)
        opened = opened or (not plain and (last == "trách" or low.endswith("phụ trách lĩnh vực ", at, place)))
        if step < 0 and not plain and _MANY.search(low, at, place):
            if word == "trên" and duty_at(src, skip(low, token.end(), end), end) > 0:
                return token.end()
            if (told := which(src, place, end, given=given)) > 0:
                if low.startswith((",", "và "), skip(low, told, end)):
                    place, last, free, chain, opened = told, "-", False, 0, False
                    continue
                return told
        if step < 0 and not plain and (step := objectless(src, place, end)) > 0:
            place, last, free, chain = step, "-", False, 0
            continue
        if step < 0 and not plain and (step := anchored(src, place, end)) > 0:
            return step
        if step < 0 and opened and chain < 2 and last not in _CLOSERS:
            step = onward(src, place, end)
        chain = 0
        if step < 0:
            return up_to_duty(src, place, end)
        place, last, free = (
            step,
            "" if low.endswith(("liên quan", "quốc phòng"), at, step) else low[place:step].rsplit(" ", 1)[-1],
            low.startswith("và ", place) and capital_before(text, step),
        )


def _charged(src: Source, at: int, end: int) -> int:
    """Where the name of a board ends that tells its charge up to a tier, "Ban Chỉ đạo phát triển khoa học tỉnh"; else -1."""
    charged = _CHARGED.match(src.low, at, end)
    if charged is None:
        return -1
    rest = skip(src.low, charged.end(), end)
    if rest >= end:
        return charged.end() if VERBS.at(src.low, charged.start("charge"), end) < 0 else -1
    return charged.end() if src.low[rest] in ":," or duty_at(src, rest, end) > 0 else -1


def _naming(low: str, place: int, end: int) -> int:
    """Where a verb that names are made of ends after a hyphen, "Công chức địa chính - xây dựng"; -1 where none stands."""
    verb = VERBS.at(low, place, end)
    return verb if verb > 0 and low[place:verb] in NAMING else -1


def capital_run(src: Source, at: int, end: int) -> int:
    """Where a run of words with capitals ends, for bodies known by their name alone ("VNPT Bình Sơn"); `at` if none."""
    stop = at
    for match in TOKEN.finditer(src.text, at, min(end, at + 80)):
        if not match.group()[0].isupper() or match.start() > stop + 1:
            break
        stop = match.end()
    return stop
