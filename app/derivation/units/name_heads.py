"""Where the name of a unit begins: its first word, the classes, teams and numbers of them that a text names."""

import re

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import HEADS, MEMBERS, NOUNS, OPENERS, VERBS

NAMED_HEADS = vocabulary.phrases("unit_heads_named")
FULL = vocabulary.phrases("full_names")
_TIERS = vocabulary.phrases("tiers")
TOKEN = re.compile(r"[A-ZĐ]{2,}(?:[,&/][A-ZĐ]{2,})+|[^\W_]+(?:[&/.][^\W_]+)*|\S")
GRAMMAR = vocabulary.table("grammar")
_ACRONYMS = frozenset(vocabulary.lines("acronyms"))
_NUMBERED = frozenset(("phòng", "vụ", "tổ", "đội", "cụm", "khối", "ban", "nhóm"))
_KIND = rf"(?:{vocabulary.either(GRAMMAR['bare_kinds'])})"
BARE_KIND = re.compile(rf"{_KIND}|các (?:cấp|ngành)")
BARE_CLASS = re.compile(rf"các {_KIND}(?:(?:, | và |, và )(?:các )?{_KIND})*")
_PLACES = frozenset(("tỉnh", "thành phố", "xã", "phường"))
_ALL = ("tất cả các ", "toàn bộ các ")
_IN_CHARGE = re.compile(
    r"(?:đơn vị|cơ quan) chủ trì(?: (?:nhiệm vụ|thực hiện nhiệm vụ|đề án|dự án|soạn thảo|chương trình))?(?= )"
)
"""One body known by its part alone: "Đơn vị chủ trì báo cáo …"."""
_EVERY = ("các ", "những ", "mỗi ", "từng ")
_TEAM_WORK = vocabulary.either(GRAMMAR["team_works"])
TEAM = re.compile(
    rf"tổ dân phố\b|(?:{vocabulary.either(GRAMMAR['teams'])}) (?:{_TEAM_WORK})"
    rf"(?: (?:{_TEAM_WORK}|{vocabulary.either(GRAMMAR['team_objects'])}))*\b"
)
_TEAMS = tuple(f"{one} " for one in GRAMMAR["teams"])
_LEADER = re.compile(r"(?:tổ|đội|nhóm) (?:trưởng|phó) ")
_COUNT = re.compile(
    r"(?!\d+ (?:lãnh đạo|cán bộ|đồng chí|công chức|viên chức|người|nhân viên|giáo viên|báo cáo|bản (?:cấp|gửi|lưu|giao|chính|sao))\b)(?:\d{1,4}|hai|ba|bốn|năm|sáu) (?=[^\W\d])"
)
_NUMBER = re.compile(r" \d{1,2}(?= [^\W\d])(?! (?:tháng|người|cán bộ))")
_OF_MANY = re.compile(r" các (?:tỉnh|thành phố|xã|phường|bộ|sở|địa phương|đơn vị|huyện|quận)\b")


def head_at(src: Source, at: int, end: int) -> int:
    """Where the first word of a unit's name ends that begins at the place; -1 where none does."""
    known = src.heads.get((at, end))
    if known is None:
        known = src.heads[at, end] = _head_at(src, at, end)
    return known


def _head_at(src: Source, at: int, end: int) -> int:
    low = src.low
    if (full := FULL.at(low, at, end) if src.text[at : at + 1].isupper() else -1) > 0:
        return full
    if low.startswith(_ALL, at):
        return head_at(src, low.index("các ", at), end)
    if low.startswith(_EVERY, at):
        bare = low.index(" ", at) + 1
        team = TEAM.match(low, bare, end) if HEADS.at(low, at, end) < 0 else None
        stop = max(
            HEADS.at(low, at, end), _branch(src, bare, end), MEMBERS.at(low, bare, end), team.end() if team else -1
        )
        return stop if stop > NOUNS.at(low, at, end) else -1
    if (low[at : at + 1].isdigit() or src.text[at : at + 1].isupper()) and (count := _COUNT.match(low, at, end)):
        stop = max(HEADS.at(low, count.end(), end), MEMBERS.at(low, count.end(), end))
        return stop if stop > NOUNS.at(low, count.end(), end) else -1
    stop = _branch(src, at, end)
    if low.startswith(_TEAMS, at):
        if (leader := _LEADER.match(low, at, end)) and (led := TEAM.match(low, leader.end(), end)):
            return led.end()
        if (team := TEAM.match(low, at, end)) and team.end() > stop:
            return team.end()
    if stop < 0:
        stop = NAMED_HEADS.at(low, at, end)
        if stop < 0:
            return _short_form(src, at, end)
        if src.text[at].isupper() and low[at:stop] in _NUMBERED and _NUMBER.match(low, stop, end):
            return stop
        if src.text[at].isupper() and _OF_MANY.match(low, stop, end):
            return stop
        if src.text[at].isupper() and low[at:stop] in _PLACES and duty_at(src, skip(low, stop, end), end) > 0:
            return stop
        after = stop + 1
        shouted = src.text[at:stop].isupper() and stop - at > 2
        if after >= end or not ((src.text[after].isupper() and not shouted) or _TIERS.at(low, after, end) > 0):
            return -1
    if NOUNS.at(low, at, end) > stop:
        return -1
    charged = _IN_CHARGE.match(low, at, end) if low.startswith("chủ trì ", stop + 1) else None
    if charged is not None and duty_at(src, charged.end() + 1, end) > 0:
        return charged.end()
    verb = VERBS.at(low, at, end)
    return (
        stop
        if verb < stop or (verb == stop and src.text[at].isupper() and src.text[stop + 1 : stop + 2].isupper())
        else -1
    )


def _short_form(src: Source, at: int, end: int) -> int:
    """Where the short form of a body ends that begins at the place, "BTL", "BHXH"; -1 where none does."""
    if not src.text[at : at + 2].isupper():
        return -1
    word = TOKEN.match(src.text, at, end)
    return word.end() if word is not None and word.group() in _ACRONYMS else -1


def _branch(src: Source, at: int, end: int) -> int:
    """Where the first word ends; "ngành" with a verb that names a branch only where its own duty or a mark follows.

    "Các sở, ngành xây dựng kế hoạch" is a class before its duty, "ngành xây dựng rà soát …" a branch before its own.
    """
    low = src.low
    stop = HEADS.at(low, at, end)
    if stop < 0 or not low.startswith("ngành ", at) or VERBS.at(low, at + len("ngành "), end) < stop:
        return stop
    after = skip(low, stop, end)
    names = after >= end or low[after] in ",.;:()" or low.startswith("và ", after) or duty_at(src, after, end) > 0
    return stop if names else -1


def member_at(src: Source, at: int, end: int) -> int:
    """Where a kind of bodies ends; without the last word where it opens the duty: "các khoa, phòng | ban hành quy chế"."""
    low = src.low
    stop = MEMBERS.at(low, at, end)
    last = low.rfind(" ", at, stop) if stop > 0 else -1
    return last if last > at and VERBS.at(low, last + 1, end) > stop and MEMBERS.at(low, at, last) == last else stop


def full_at(src: Source, at: int, end: int) -> int:
    """Where a name ends that is known in full, from the text itself or from the list of such names; -1 where none does."""
    return max(src.own_at(at, end), FULL.at(src.low, at, end) if src.text[at : at + 1].isupper() else -1)


def begins_unit(src: Source, at: int, end: int) -> bool:
    return head_at(src, at, end) > 0


def unknown_head(src: Source, at: int, end: int) -> int:
    first = TOKEN.match(src.text, at, end)
    if (
        first is None
        or not first.group()[0].isupper()
        or VERBS.at(src.low, at, end) > 0
        or OPENERS.at(src.low, at, end) > 0
    ):
        return -1
    if first.group().isupper() and len(first.group()) > 2 and NOUNS.at(src.low, at, end) < 0:
        return first.end()
    second = TOKEN.match(src.text, skip(src.low, first.end(), end), end)
    if second is None or not second.group()[0].isupper() or NOUNS.at(src.low, at, end) > 0:
        return -1
    return first.end()


def duty_at(src: Source, place: int, end: int) -> int:
    return max(VERBS.at(src.low, place, end), OPENERS.at(src.low, place, end))


def skip(low: str, place: int, end: int) -> int:
    while place < end and low[place] == " ":
        place += 1
    return place


def capital_run(src: Source, at: int, end: int) -> int:
    """Where a run of words with capitals ends, for bodies known by their name alone ("VNPT Bình Sơn"); `at` if none."""
    stop = at
    for match in TOKEN.finditer(src.text, at, min(end, at + 80)):
        if not match.group()[0].isupper() or match.start() > stop + 1:
            break
        stop = match.end()
    return stop
