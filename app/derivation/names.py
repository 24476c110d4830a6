"""Unit names in running text: where one begins, how far a list of them reaches, which members the list has.

A name is a first word (`data/unit_heads.txt`), then words with a capital, each of which may be followed by the small
second half of its word ("Sở Tư pháp"), and the small words that names are made of (`data/unit_words.txt`). It ends
before the first word of the duty, known or not. Lists follow the labelling guide, part 2: a class is one member, a
member with a proper name or a plural of its own is another.
"""

import re

from app.derivation import vocabulary
from app.derivation.clean import Source
from app.derivation.model import Mention
from app.derivation.vocabulary import HEADS, MEMBERS, NOUNS, OPENERS, UNIT_WORDS, VERBS

_NAMED_HEADS = vocabulary.phrases("unit_heads_named")
_TIERS = vocabulary.phrases("tiers")
_PARTS = vocabulary.phrases("name_parts")
_TOKEN = re.compile(r"[A-ZĐ]{2,}(?:[,&/][A-ZĐ]{2,})+|[^\W_]+(?:[&/.][^\W_]+)*|\S")
_STOPS = frozenset(vocabulary.lines("name_stops"))
_NOUN_BEFORE = frozenset(
    [
        "quan",
        "vị",
        "chức",
        "ban",
        "phòng",
        "các",
        "những",
        "phận",
        "của",
        "và",
        "lượng",
        "tác",
        "tịch",
        "tổ",
        "đoàn",
        "sở",
        "bộ",
    ]
)
_AND = re.compile(r"(?:và|cùng|cùng với) ")
_SPLIT = re.compile(r" ?([,;]) ?(?:và )?| (?:và|cùng với|cùng) |(?<=bộ): ?")
_PLURAL = re.compile(r"(?:các|những) |(?:.{0,60} )?(?:các|những) ")
_COMMON_CAPITALS = frozenset(("Trung", "Chính", "UBND", "HĐND", "Nhân", "Đảng", "Các", "Quốc", "Nhà"))
_DROPPED = re.compile(r"(?:giao(?: cho)?|đề nghị|yêu cầu|kính đề nghị|phân công|riêng) ")
_TIER_NAMES = (
    r"(?:tỉnh|thành phố|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh ủy|thành ủy|huyện ủy|thôn|bản|tổ dân phố)"
)
_TIER_END = re.compile(rf"\b{_TIER_NAMES}$")
_TIER_START = re.compile(rf"{_TIER_NAMES}\b(?! [a-zà-ỹđ ]*ủy\b)|thành ủy\b|huyện ủy\b|đảng ủy\b")
_OFFICE_OF = re.compile(r"(?:chánh |phó chánh )?văn phòng (?:hđnd|hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội)")
_DUTY_CUE = re.compile(
    r"[^,.;:()]{2,48}? (?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp với|khẩn trương|tiếp tục)\b)"
)
_BARE_POST = re.compile(r"(?:đồng chí )?(?:phó )?(?:bí thư|chủ tịch)")
_ALONE = frozenset(("bộ", "sở", "cục", "ban", "vụ", "viện", "và"))
MAX_REACH = 1200


def head_at(src: Source, at: int, end: int) -> int:
    """Where the first word of a unit's name ends that begins at the place; -1 where none does."""
    low = src.low
    if low.startswith(("các ", "những "), at):
        bare = low.index(" ", at) + 1
        stop = max(HEADS.at(low, at, end), HEADS.at(low, bare, end), MEMBERS.at(low, bare, end))
        return stop if stop > NOUNS.at(low, at, end) else -1
    stop = HEADS.at(low, at, end)
    if stop < 0:
        stop = _NAMED_HEADS.at(low, at, end)
        if stop < 0:
            return -1
        after = stop + 1
        shouted = src.text[at:stop].isupper() and stop - at > 2
        if after >= end or not ((src.text[after].isupper() and not shouted) or _TIERS.at(low, after, end) > 0):
            return -1
    verb = VERBS.at(low, at, end)
    return (
        stop
        if verb < stop or (verb == stop and src.text[at].isupper() and src.text[stop + 1 : stop + 2].isupper())
        else -1
    )


def begins_unit(src: Source, at: int, end: int) -> bool:
    return head_at(src, at, end) > 0


def reach(src: Source, at: int, end: int, *, unknown: bool = False) -> int:
    """Where the list of units that begins at the place ends, before the duty or the comma before it; `at` if none.

    With `unknown` a name may begin with any word with a capital that a second such word follows ("Quỹ Bảo vệ rừng").
    """
    text, low = src.text, src.low
    place = head_at(src, at, end)
    if place < 0 and unknown:
        place = _unknown_head(src, at, end)
    if place < 0:
        return at
    end = min(end, at + MAX_REACH)
    free = False
    last_acronym = text[at:place].isupper()
    last = low[at:place].rsplit(" ", 1)[-1]
    while True:
        while place < end and low[place] == " ":
            place += 1
        token = _TOKEN.match(text, place, end)
        if token is None:
            return end
        word = token.group()
        if word in ",;":
            after = _goes_on(src, token.end(), end, strict=word == ";")
            if after < 0:
                return place
            place, last, free = after, "", text[after - 1 : after].isalpha() and _capital_before(text, after)
            continue
        if word == "(":
            close = text.find(")", place, min(end, place + 200))
            if close < 0:
                return place
            place = close + 1
            continue
        if word == ":":
            if last in ("bộ", "sở", "tỉnh", "phố", "ngành", "quan", "vị") and _capital_at(text, place + 1, end):
                place += 1
                continue
            return place
        if word in "-–—&/":
            if _capital_at(text, place + 1, end) or UNIT_WORDS.at(low, _skip(low, place + 1, end), end) > 0:
                place += 1
                continue
            return place
        if not word[0].isalnum():
            return place
        if word[0].isupper() or word[0].isdigit():
            verb = VERBS.at(low, place, end)
            if last_acronym and verb > token.end() and text[token.end() + 1].islower():
                return place
            last_acronym = word.isupper() and len(word) > 1
            place, last, free = (
                token.end(),
                word.lower(),
                not (word.isupper() and len(word) > 1) and not word[0].isdigit(),
            )
            continue
        step = _small_word(src, place, end, last, free)
        if step < 0:
            return _up_to_duty(src, place, end)
        place, last, free = (
            step,
            "" if low.endswith("liên quan", place, step) else low[place:step].rsplit(" ", 1)[-1],
            low.startswith("và ", place) and _capital_before(text, step),
        )


def _unknown_head(src: Source, at: int, end: int) -> int:
    first = _TOKEN.match(src.text, at, end)
    if (
        first is None
        or not first.group()[0].isupper()
        or VERBS.at(src.low, at, end) > 0
        or OPENERS.at(src.low, at, end) > 0
    ):
        return -1
    second = _TOKEN.match(src.text, _skip(src.low, first.end(), end), end)
    if second is None or not second.group()[0].isupper() or NOUNS.at(src.low, at, end) > 0:
        return -1
    return first.end()


def _up_to_duty(src: Source, place: int, end: int) -> int:
    """A word in no list goes on with the name where words of duty follow soon: "Quỹ Bảo vệ rừng tỉnh chủ trì …"."""
    low = src.low
    word = _TOKEN.match(low, place, end)
    if word is None or word.group() in _STOPS or max(VERBS.at(low, place, end), OPENERS.at(low, place, end)) > 0:
        return place
    cue = _DUTY_CUE.match(low, place, end)
    return cue.end() if cue else place


def capital_run(src: Source, at: int, end: int) -> int:
    """Where a run of words with capitals ends, for bodies known by their name alone ("VNPT Bình Sơn"); `at` if none."""
    stop = at
    for match in _TOKEN.finditer(src.text, at, min(end, at + 80)):
        if not match.group()[0].isupper() or match.start() > stop + 1:
            break
        stop = match.end()
    return stop


def _small_word(src: Source, place: int, end: int, last: str, free: bool) -> int:
    """Where the name goes on to after a word in small letters; -1 where the word is no part of it."""
    low = src.low
    word = _TOKEN.match(low, place, end)
    assert word is not None
    if low.startswith("và ", place):
        return _goes_on(src, place + 2, end, strict=False)
    name = UNIT_WORDS.at(low, place, end)
    verb = max(VERBS.at(low, place, end), OPENERS.at(low, place, end))
    if name > 0 and (name > verb or last in _NOUN_BEFORE or _closes(src, name, end)):
        return name
    if word.group() in _STOPS:
        return -1
    if free and " " not in low[place : max(verb, place)]:
        return word.end()
    return -1


def _closes(src: Source, name: int, end: int) -> bool:
    """Whether a mark follows that no further verb follows: "Công nghệ thông tin, Tạp chí …", not "lãnh đạo, chỉ đạo …"."""
    if name < end and src.low[name] not in ",;.:)":
        return False
    after = _skip(src.low, name + 1, end)
    return VERBS.at(src.low, after, end) < 0 or after >= end


def _goes_on(src: Source, place: int, end: int, *, strict: bool) -> int:
    """Where the first word of a further member ends, after a comma or "và"; -1 where no member follows."""
    low = src.low
    place = _skip(low, place, end)
    if low.startswith("và ", place):
        place = _skip(low, place + 3, end)
    headed = head_at(src, place, end)
    if headed > 0:
        return headed
    if strict:
        return -1
    verb = VERBS.at(low, place, end)
    member = max(MEMBERS.at(low, place, end), _PARTS.at(low, place, end))
    if (
        member > 0
        and member == verb
        and max(VERBS.at(low, _skip(low, member, end), end), OPENERS.at(low, _skip(low, member, end), end)) > 0
    ):
        return member
    if member > verb or (member > 0 and UNIT_WORDS.at(low, _skip(low, member, end), end) > 0):
        return member
    if _capital_at(src.text, place, end):
        word = _TOKEN.match(src.text, place, end)
        return word.end() if word else -1
    return -1


def _skip(low: str, place: int, end: int) -> int:
    while place < end and low[place] == " ":
        place += 1
    return place


def _capital_at(text: str, place: int, end: int) -> bool:
    while place < end and text[place].isspace():
        place += 1
    return place < end and text[place].isupper()


def _capital_before(text: str, stop: int) -> bool:
    start = stop
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    word = text[start:stop]
    return word[:1].isupper() and not word.isupper()


def split_units(src: Source, start: int, end: int) -> tuple[Mention, ...]:
    """The members of a list of units as the text writes them, without explaining brackets."""
    text, low = src.text, src.low
    end = min(end, start + 2 * MAX_REACH)
    pieces: list[tuple[int, int, str]] = []
    at, between = start, ""
    bracket = text.find("(", start, end)
    for match in _SPLIT.finditer(low, start, end):
        if match.group() == "," and text[match.start() - 1].isupper() and text[match.end()].isupper():
            continue
        while 0 <= bracket < match.start():
            close = text.find(")", bracket, end)
            if close < 0:
                bracket = -1
            elif close > match.start():
                break
            else:
                bracket = text.find("(", close, end)
        if 0 <= bracket < match.start():
            continue
        if match.group().startswith(":"):
            at, between = match.end(), ":"
            continue
        pieces.append((at, match.start(), between))
        at, between = match.end(), match.group(1) or match.group().strip()
    pieces.append((at, end, between))
    found: list[tuple[int, int]] = []
    for number, (first, last, between) in enumerate(pieces):
        piece = _trimmed(src, first, last)
        cut_off = number and number == len(pieces) - 1 and piece and low[piece[0] : piece[1]] in _ALONE
        if piece is None or cut_off:
            continue
        if found and _joins(src, found[-1], piece, between):
            found[-1] = (found[-1][0], piece[1])
        else:
            found.append(piece)
    return tuple(Mention(re.sub(r"\s+", " ", text[a:b]), a, b) for a, b in found)


def _joins(src: Source, before: tuple[int, int], piece: tuple[int, int], between: str) -> bool:
    """Whether a piece of a list belongs to the member before it."""
    if between in (";", ":"):
        return False
    text, low = src.text, src.low
    first, last = piece
    if low.startswith(("các ", "những "), first):
        return False
    if _BARE_POST.fullmatch(low, *before) or (between == "và" and _OFFICE_OF.fullmatch(low, *before)):
        return True
    if head_at(src, first, last) < 0 and MEMBERS.at(low, first, last) < 0:
        if text[first].islower():
            return True
        if between == "và" and not low.startswith(
            ("các bộ", "các sở", "các tỉnh", "các thành phố", "các ban"), before[0]
        ):
            return True
    if low.startswith(("trực thuộc", "thuộc "), first) or (
        _TIER_END.search(low, *before) and _TIER_START.match(low, first, last)
    ):
        return True
    if text[first].isupper() and _PARTS.at(low, first, last) > 0 and not _PLURAL.match(low, *before):
        return True
    if text[first].isupper() and _PARTS.at(low, first, last) > 0 and text[before[0]].isupper() and between != ",":
        return True
    member = MEMBERS.at(low, first, last)
    if member < 0 or _proper(text[member:last]):
        return False
    if not (text[first].islower() or low.startswith(("ubnd cấp", "ủy ban nhân dân cấp"), first)):
        return False
    if between == "và" and _qualified(src, *before) and _qualified(src, first, last):
        return False
    return not _proper(text[before[0] : before[1]]) or bool(_PLURAL.match(low, *before))


def _qualified(src: Source, start: int, end: int) -> bool:
    """Whether the last member of a list has words of its own beside the bare noun: "tổ chức chính trị - xã hội"."""
    start = max(start, src.low.rfind(",", start, end) + 1)
    start = _skip(src.low, start, end)
    for plural in ("các ", "những "):
        start += len(plural) if src.low.startswith(plural, start) else 0
    return MEMBERS.at(src.low, start, end) != end


def _proper(words: str) -> bool:
    """Whether words hold a proper name: a capital word other than the common ones and the first."""
    return any(one[:1].isupper() and one not in _COMMON_CAPITALS for one in words.split()[1:])


def is_class(mention: Mention) -> bool:
    """Whether a name means a class of bodies in general ("các cơ quan, đơn vị"), not one body or a set named in full."""
    return not _proper(mention.name) and bool(
        re.match(r"(?:các|những|mọi|thủ trưởng|người đứng đầu) ?", mention.name.lower())
    )


def _trimmed(src: Source, start: int, end: int) -> tuple[int, int] | None:
    text, low = src.text, src.low
    while True:
        while start < end and (text[start].isspace() or text[start] in '-–+:;,.*•“"'):
            start += 1
        if match := _DROPPED.match(low, start, end):
            start = match.end()
            continue
        break
    while True:
        while end > start and (text[end - 1].isspace() or text[end - 1] in ':;,./”"'):
            end -= 1
        if end > start and text[end - 1] == ")":
            opened = text.rfind("(", start, end)
            if opened > start:
                end = opened
                continue
        break
    return (start, end) if end > start else None
