"""Unit names in running text: where one begins and how far a list of them reaches.

A name is a first word (`data/unit_heads.txt`), then words with a capital, each of which may be followed by the small
second half of its word ("Sở Tư pháp"), and the small words that names are made of (`data/unit_words.txt`). It ends
before the first word of the duty, known or not.
"""

import re

from app.derivation import vocabulary
from app.derivation.clean import Source
from app.derivation.vocabulary import HEADS, MEMBERS, NOUNS, OPENERS, UNIT_WORDS, VERBS

_NAMED_HEADS = vocabulary.phrases("unit_heads_named")
_TIERS = vocabulary.phrases("tiers")
PARTS = vocabulary.phrases("name_parts")
_TOKEN = re.compile(r"[A-ZĐ]{2,}(?:[,&/][A-ZĐ]{2,})+|[^\W_]+(?:[&/.][^\W_]+)*|\S")
_STOPS = frozenset(vocabulary.lines("name_stops"))
OPEN = vocabulary.phrases("open_heads")
_NAMING = frozenset(vocabulary.lines("naming_verbs"))
_GRAMMAR = vocabulary.table("grammar")
_MANY = re.compile(r"\b(?:các|những|mỗi|\d{1,4}) ")
_WHICH = re.compile(rf"(?:{vocabulary.either(_GRAMMAR['relatives'])}) (?=\w)")
_WHICH_TOLD = re.compile(rf"(?:{vocabulary.either(_GRAMMAR['relatives_told'])}) (?=\w)")
_URGED = re.compile(rf"(?:{vocabulary.either(_GRAMMAR['urges'])})\b")
_OF_NAME = re.compile(rf"(?:{vocabulary.either(_GRAMMAR['nouns_of_work'])}) $")
_WHOLE = frozenset(("bộ", "sở", "tỉnh", "đảng", "xã"))
_CLOSERS = frozenset(("tỉnh", "xã", "phường", "phố", "huyện", "quan", "bàn", "ương", "cấp", "thôn", "phương", ""))
_BEFORE_NAMES = frozenset(
    (
        "bộ",
        "sở",
        "tỉnh",
        "phố",
        "xã",
        "phường",
        "ngành",
        "quan",
        "vị",
        "phương",
        "huyện",
        "quận",
        "trấn",
        "phòng",
        "ban",
        "khoa",
        "trường",
    )
)
_HANDED = frozenset(("giao", "phân công", "yêu cầu", "đề nghị", "chỉ định"))
_CLAUSAL = frozenset(vocabulary.lines("clausal_verbs"))
_ACTING = frozenset(("chỉ đạo", "lãnh đạo", "tổ chức", "kiểm tra"))
_PLACES = frozenset(("tỉnh", "thành phố", "xã", "phường"))
_EVERY = ("các ", "những ", "mỗi ", "từng ")
_PLACE = r"[A-ZĐ]\w*(?: [A-ZĐ]\w*){0,3}"
_CALLING = rf"(?:{vocabulary.either(_GRAMMAR['callings'])})"
_WORDS = r"(?: [^\W\d_]+){1,6}?"
_CALLINGS = re.compile(
    rf"[^\W\d_]+(?: [^\W\d_]+){{0,4}}?(?:(?:, | và |, và ){_CALLING}{_WORDS}){{1,6}}(?= (?:phải|cần|có trách nhiệm|chịu trách nhiệm) )"
)
_TELLS_WORD = re.compile(r"\b(?:để|nhằm|theo|khi|nếu|là|đã|được|với|trong|về|do|bị|(?<!hàng )không|phải|cần|cho)\b")
CALLED = re.compile(rf"{_CALLING}(?: [^\W\d_]+){{2,7}}$")
CAPITALS_LISTED = re.compile(r"[A-ZĐ][^\W\d_]*(?: [^\W\d_]+){1,3}(?: [-–] [A-ZĐ][^\W\d_]*(?: [^\W\d_]+){0,3})?, [A-ZĐ]")
TEAM = re.compile(
    rf"(?:{vocabulary.either(_GRAMMAR['teams'])}) (?:{vocabulary.either(_GRAMMAR['team_works'])})"
    rf"(?: (?:{vocabulary.either(_GRAMMAR['team_works'])}|trật tự đô thị|trật tự xây dựng|xây dựng|môi trường|nhanh|an ninh trật tự|an toàn thực phẩm|dịch bệnh|thị trường|giao thông))*\b"
)
_AND_GIVES = re.compile(r"và (?:đề nghị|yêu cầu|phân công|giao) ")
_COUNT = re.compile(r"\d{1,4} (?=[^\W\d])")
_ALONG = re.compile(rf"từ {_PLACE} (?:đến {_PLACE}|trở (?:vào|ra)(?: đến {_PLACE})?)")
_TIERS_ALONG = re.compile(
    r"từ (?:trung ương|tỉnh|thành phố|huyện|xã|cấp \w+|cơ sở) (?:đến|tới|xuống) (?:cấp )?(?:trung ương|tỉnh|thành phố|huyện|xã|cơ sở|thôn|bản|địa phương|phường)\b"
)
_OF_MANY = re.compile(r" các (?:tỉnh|thành phố|xã|phường|bộ|sở|địa phương|đơn vị|huyện|quận)\b")
_TELLS = vocabulary.Phrases(_GRAMMAR["tells"])
_DONE_BEFORE = ("được ", "đã ", "chưa ", "đang ", "bị ")
_DELIVERED = vocabulary.Phrases([*vocabulary.table("products")["documents"], *_GRAMMAR["measures"]])
_ROMAN = re.compile(r"[IVX]+")
_MOST_UNKNOWN = 8
_LONGEST_CLAUSE = 12
_NOUN_BEFORE = frozenset(("quan", "vị", "chức", "ban", "phòng", "các", "những", "phận", "của", "và", "lượng", "đồng"))
_GENERAL = frozenset(("quan", "vị"))
_OFFICE_KINDS = frozenset(vocabulary.lines("office_kinds"))
_DUTY_CUE = re.compile(
    r"[^,.;:()]{2,48}? (?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp với|khẩn trương|tiếp tục)\b)"
)
_TIER_WORD = re.compile(r"(?:cấp )?(?:tỉnh|huyện|xã|phường|thị trấn|thành phố|quận|thị xã)\b(?! [A-ZĐ])")
_MUST = re.compile(
    r"(?:phải|cần|sẽ|có trách nhiệm|chịu trách nhiệm|có nhiệm vụ|được giao|trong quá trình|tăng cường|tiếp tục|chủ trì|ưu tiên|khi) "
)
_TIER_CLOSED = re.compile(
    r"(?:tổ|đội|đoàn|ban|hội đồng|trạm|tiểu ban)(?: [^\W\d_]+){1,6}? cấp (?:tỉnh|huyện|xã|cơ sở)\b(?!, xã|, huyện)"
)
_TASKED = re.compile(
    r"(?:tổ|đội|đoàn|ban|hội đồng|tiểu ban)(?: công tác)? (?:kiểm tra|giám sát|thanh tra|quản lý|điều phối|tư vấn|bảo vệ|phòng|chỉ đạo|thẩm định|xây dựng|giải quyết|xử lý|rà soát|tuyên truyền|hòa giải)\b"
    r"(?:(?!, |; )[^.;:()]|(?<=phòng), (?=chống)){2,110}? (?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|tăng cường|tiếp tục|khẩn trương|chủ động)\b)"
)
_LED = re.compile(r"(?:chủ trì|phối hợp|có trách nhiệm|chịu trách nhiệm|căn cứ|theo chức năng|khẩn trương|tiếp tục)\b")
MAX_REACH = 1200


def head_at(src: Source, at: int, end: int) -> int:
    """Where the first word of a unit's name ends that begins at the place; -1 where none does."""
    low = src.low
    if low.startswith(_EVERY, at):
        bare = low.index(" ", at) + 1
        team = TEAM.match(low, bare, end) if HEADS.at(low, at, end) < 0 else None
        stop = max(
            HEADS.at(low, at, end), HEADS.at(low, bare, end), MEMBERS.at(low, bare, end), team.end() if team else -1
        )
        return stop if stop > NOUNS.at(low, at, end) else -1
    if low[at : at + 1].isdigit() and (count := _COUNT.match(low, at, end)):
        stop = max(HEADS.at(low, count.end(), end), MEMBERS.at(low, count.end(), end))
        return stop if stop > NOUNS.at(low, count.end(), end) else -1
    stop = HEADS.at(low, at, end)
    if (team := TEAM.match(low, at, end)) and team.end() > stop:
        return team.end()
    if stop < 0:
        stop = _NAMED_HEADS.at(low, at, end)
        if stop < 0:
            return -1
        if src.text[at].isupper() and _OF_MANY.match(low, stop, end):
            return stop
        if src.text[at].isupper() and low[at:stop] in _PLACES and _duty_at(src, skip(low, stop, end), end) > 0:
            return stop
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
        place = _unknown_head(src, at, end)
    if place < 0:
        return at
    end = min(end, at + MAX_REACH)
    own = src.own_at(at, end)
    if given and (tasked := _TASKED.match(low, at, end)):
        return tasked.end()
    free = listed = False
    chain, opened = 0, not plain and OPEN.at(low, at, end) > 0
    last_acronym = text[at:place].isupper()
    last = low[at:place].rsplit(" ", 1)[-1]
    if own > place:
        place, last, opened = own, "-", False
    while True:
        while place < end and low[place] == " ":
            place += 1
        token = _TOKEN.match(text, place, end)
        if token is None:
            return end
        word = token.group()
        if word in ",;":
            after = _goes_on(src, token.end(), end, strict=word == ";", opened=opened)
            headed = head_at(src, skip(low, token.end(), end), end) == after
            if after < 0:
                return place
            last, free = low[place:after].rsplit(" ", 1)[-1], _capital_before(text, after) and not headed
            listed, chain, opened = True, int(free), not plain and _opens(src, token.end(), end)
            own = src.own_at(skip(low, token.end(), end), end)
            place, last, free, opened = (own, "-", False, False) if own > after else (after, last, free, opened)
            continue
        if word == "(":
            close = text.find(")", place, min(end, place + 200))
            if close < 0:
                return place
            place = close + 1
            continue
        if word == ":":
            if _lists_names(src, at, place, end, last):
                place += 1
                continue
            return place
        if word in "-–—&/":
            if _capital_at(text, place + 1, end) or UNIT_WORDS.at(low, skip(low, place + 1, end), end) > 0:
                place += 1
                continue
            return place
        if not word[0].isalnum():
            return place
        if word[0].isupper() or word[0].isdigit():
            verb = VERBS.at(low, place, end)
            small = last_acronym and verb > token.end() and text[token.end() + 1].islower()
            if small and not (opened and low[place:verb] in _NAMING and _capital_later(text, verb, end)):
                return place
            heads = max(HEADS.at(low, place, end), _NAMED_HEADS.at(low, place, end))
            opened = not plain and (OPEN.at(low, place, end) > 0 if heads > 0 else opened)
            phrase = max(UNIT_WORDS.at(low, place, end), HEADS.at(low, place, end))
            if phrase > token.end() and low[phrase - 1] != " " and text[token.end() + 1].islower():
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
        if word == "từ" and (along := _TIERS_ALONG.match(low, place, end)):
            place, last, free, chain, opened = along.end(), "-", False, 0, False
            continue
        if word == "được" and low.startswith("các ", at) and (done := _done_to(src, token.end(), end)) > 0:
            place, last, free, chain = done, "-", False, 0
            continue
        if (last == "đồng" and not low.endswith("hội đồng ", at, place)) or low.endswith("viên chức ", at, place):
            last = ""
        step = _small_word(src, place, end, "" if plain or (listed and last in _GENERAL) else last, free, opened=opened)
        opened = opened or (not plain and (last == "trách" or low.endswith("phụ trách lĩnh vực ", at, place)))
        if step < 0 and not plain and _MANY.search(low, at, place):
            if word == "trên" and _duty_at(src, skip(low, token.end(), end), end) > 0:
                return token.end()
            if (told := _which(src, place, end, given=given)) > 0:
                if low.startswith((",", "và "), skip(low, told, end)):
                    place, last, free, chain, opened = told, "-", False, 0, False
                    continue
                return told
        if step < 0 and not plain and (step := _objectless(src, place, end)) > 0:
            place, last, free, chain = step, "-", False, 0
            continue
        if step < 0 and not plain and (step := _anchored(src, place, end)) > 0:
            return step
        if step < 0 and opened and chain < 2 and last not in _CLOSERS:
            step = _onward(src, place, end)
        chain = 0
        if step < 0:
            return _up_to_duty(src, place, end)
        place, last, free = (
            step,
            "" if low.endswith("liên quan", place, step) else low[place:step].rsplit(" ", 1)[-1],
            low.startswith("và ", place) and _capital_before(text, step),
        )


def _objectless(src: Source, place: int, end: int) -> int:
    """Where verbs without an object end that words of duty follow: "các đoàn | thanh tra, kiểm tra | phải …"; else -1."""
    low = src.low
    for _ in range(4):
        verb = VERBS.at(low, place, end)
        if verb < 0 or OPENERS.at(low, place, end) > 0 or low[place:verb] in _CLAUSAL:
            return -1
        after = skip(low, verb, end)
        if _MUST.match(low, after, end):
            return verb
        tier = _TIER_WORD.match(low, after, end)
        if tier is not None and _duty_at(src, skip(low, tier.end(), end), end) > 0:
            return tier.end()
        if low.startswith((", ", "và "), after):
            place = skip(low, after + 2, end)
        else:
            return -1
    return -1


def _anchored(src: Source, place: int, end: int) -> int:
    """Where a list of callings ends before words that urge: "các tổ chức | bảo dưỡng, người lái tàu bay | cần …"; else -1."""
    listed = _CALLINGS.match(src.low, place, end)
    if listed is None or _TELLS_WORD.search(listed.group()):
        return -1
    return listed.end()


def _unknown_head(src: Source, at: int, end: int) -> int:
    first = _TOKEN.match(src.text, at, end)
    if (
        first is None
        or not first.group()[0].isupper()
        or VERBS.at(src.low, at, end) > 0
        or OPENERS.at(src.low, at, end) > 0
    ):
        return -1
    second = _TOKEN.match(src.text, skip(src.low, first.end(), end), end)
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


def _lists_names(src: Source, at: int, place: int, end: int, last: str) -> bool:
    """Whether names follow a colon, "các Bộ: A, B"; not a duty, "Bộ Chỉ huy Quân sự tỉnh: Duy trì …"."""
    after = skip(src.low, place + 1, end)
    if not _capital_at(src.text, after, end) or last not in _BEFORE_NAMES:
        return False
    if last not in ("ngành", "quan", "vị", "phương") and not re.search(
        r"(?:các|những) (?:[^,.;:]{0,30} )?\w+ ?$|phố ?$", src.low[at:place]
    ):
        return False
    if CAPITALS_LISTED.match(src.text, after, end):
        return True
    return head_at(src, after, end) > 0 or max(VERBS.at(src.low, after, end), OPENERS.at(src.low, after, end)) < 0


def _done_to(src: Source, place: int, end: int) -> int:
    """Where "được kiểm tra" ends in "các chi bộ được kiểm tra chuẩn bị …": a verb, then words of duty or nothing; else -1."""
    place = skip(src.low, place, end)
    verb = VERBS.at(src.low, place, end)
    if verb < 0 or src.low[place:verb] in _HANDED:
        return -1
    after = skip(src.low, verb, end)
    return verb if after >= end or src.low[after] in ":(" or _acts_after(src, verb, end) else -1


def _which(src: Source, place: int, end: int, *, given: bool) -> int:
    """Where a clause ends that tells which of a class are meant: "các xã | có hồ chứa | rà soát …"; -1 where none does.

    A known duty or a further unit must follow. After "được", "đang" the same words may state a fact, so that the duty
    must be urged: "các tàu đang ở ngoài khơi phải …".
    """
    low = src.low
    told = _WHICH_TOLD.match(low, place, end)
    opening = told or _WHICH.match(low, place, end)
    if opening is None or _duty_at(src, place, end) > 0:
        return -1
    at, negated = opening.end(), told is not None
    told = None if given else told
    for passed in range(_LONGEST_CLAUSE):
        at = skip(low, at, end)
        token = _TOKEN.match(low, at, end)
        if token is None or token.group() in ";:.()":
            return -1
        if token.group() == "," or low.startswith("và ", at):
            after = skip(low, token.end(), end)
            return at if passed and told is None and head_at(src, after, end) > 0 else -1
        if passed and (_URGED if told else _LED).match(low, at, end):
            return at
        duty = _duty_at(src, at, end)
        if duty > 0 and passed and low.endswith(_DONE_BEFORE, place, at):
            at = duty
            continue
        if duty > 0 and not told and passed and not _OF_NAME.search(low, place, at):
            return at if " " in low[at:duty] or _duty_at(src, skip(low, duty, end), end) > 0 else -1
        if not passed and not negated and max(duty, _DELIVERED.at(low, at, end)) > 0:
            return -1
        at = max(token.end(), duty)
    return -1


def _opens(src: Source, place: int, end: int) -> bool:
    """Whether the member of a list that begins at the place is of a kind whose names go on with words in no list."""
    place = skip(src.low, place, end)
    if src.low.startswith("và ", place):
        place += 3
    return OPEN.at(src.low, place, end) > 0


def _onward(src: Source, place: int, end: int) -> int:
    """Where words in no list end that belong to the name of a body of an open kind: at a capital, a known duty, a mark.

    "Trung tâm Phát triển quỹ đất kiểm đếm …" has a known duty behind them; where none follows -1, the words may be it.
    """
    low, at, acted = src.low, place, False
    for passed in range(_MOST_UNKNOWN):
        at = skip(low, at, end)
        if at >= end:
            return end if passed and not acted else -1
        token = _TOKEN.match(low, at, end)
        word = token.group() if token else ""
        if passed and OPENERS.at(low, at, end) > 0:
            return at
        if token is None or word in _STOPS or max(NOUNS.at(low, at, end), _TELLS.at(low, at, end)) > 0:
            return -1
        if word in ",;:.(":
            after = skip(low, at + 1, end)
            closes = word in ":.(" or after >= end or head_at(src, after, end) > 0 or _LED.match(low, after)
            return at if passed and closes and not acted else -1
        if not word[0].isalpha() or (src.text[at].isupper() and head_at(src, at, end) > 0):
            return -1
        duty, name = max(VERBS.at(low, at, end), OPENERS.at(low, at, end)), UNIT_WORDS.at(low, at, end)
        if src.text[at].isupper() or (duty > 0 and duty >= name and low[at:duty] not in _NAMING):
            if passed and low.startswith("có ", place) and duty > 0 and _duty_at(src, skip(low, duty, end), end) > 0:
                return duty
            return at if passed else -1
        if not passed and duty > 0 and duty >= name and not _acts_after(src, duty, end):
            return -1
        acted = acted or (duty > 0 and duty >= name)
        at = max(token.end(), name, duty)
    return -1


def _small_word(src: Source, place: int, end: int, last: str, free: bool, *, opened: bool) -> int:
    """Where the name goes on to after a word in small letters; -1 where the word is no part of it."""
    low = src.low
    word = _TOKEN.match(low, place, end)
    assert word is not None
    if given := _AND_GIVES.match(low, place, end):
        return head_at(src, given.end(), end)
    if low.startswith("và ", place):
        return _goes_on(src, place + 2, end, strict=False, opened=opened)
    name = UNIT_WORDS.at(low, place, end)
    verb = max(VERBS.at(low, place, end), OPENERS.at(low, place, end))
    doubtful = name == verb and last in _NOUN_BEFORE
    if name > 0 and (name > verb or (doubtful and not _acts(low, place, name, last)) or _closes(src, place, name, end)):
        return name
    if opened and name > 0 and name == verb and low[place:name] in _NAMING and _acts_after(src, name, end):
        return name
    if word.group() in _STOPS:
        return -1
    if free and " " not in low[place : max(verb, place)]:
        return word.end()
    return -1


def _duty_at(src: Source, place: int, end: int) -> int:
    return max(VERBS.at(src.low, place, end), OPENERS.at(src.low, place, end))


def _acts_after(src: Source, place: int, end: int) -> bool:
    """Whether words of duty follow at once: of two verbs the first is then part of a name ("Cục Công nghệ thông tin nâng cấp")."""
    place = skip(src.low, place, end)
    return " " in src.low[place : max(VERBS.at(src.low, place, end), OPENERS.at(src.low, place, end), place)]


def _acts(low: str, place: int, name: int, last: str) -> bool:
    """After "cơ quan", "đơn vị" a word that is name and verb is a verb, but for those that tell kinds of offices."""
    return last in _GENERAL and low[place:name] not in _OFFICE_KINDS


def _closes(src: Source, place: int, name: int, end: int) -> bool:
    """Whether a mark follows that no further verb follows: "Công nghệ thông tin, Tạp chí …", not "lãnh đạo, chỉ đạo …"."""
    if (name < end and src.low[name] not in ",;.:)") or src.low[place:name] in _ACTING:
        return False
    after = skip(src.low, name + 1, end)
    return VERBS.at(src.low, after, end) < 0 or after >= end


def _goes_on(src: Source, place: int, end: int, *, strict: bool, opened: bool) -> int:
    """Where the first word of a further member ends, after a comma or "và"; -1 where no member follows."""
    low = src.low
    place = skip(low, place, end)
    if low.startswith("và ", place):
        place = skip(low, place + 3, end)
    headed = head_at(src, place, end)
    if headed > 0:
        return headed
    if strict:
        return -1
    verb = VERBS.at(low, place, end)
    member = max(MEMBERS.at(low, place, end), PARTS.at(low, place, end))
    if (
        member > 0
        and member == verb
        and max(VERBS.at(low, skip(low, member, end), end), OPENERS.at(low, skip(low, member, end), end)) > 0
    ):
        return member
    if member > 0 and low.startswith(", ", member) and MEMBERS.at(low, skip(low, member + 2, end), end) > 0:
        return member
    if member > verb or (member > 0 and UNIT_WORDS.at(low, skip(low, member, end), end) > 0):
        return member
    if _capital_at(src.text, place, end):
        word = _TOKEN.match(src.text, place, end)
        return word.end() if word else -1
    name = UNIT_WORDS.at(low, place, end) if opened else -1
    return name if name > verb and " " in low[place:name] else -1


def skip(low: str, place: int, end: int) -> int:
    while place < end and low[place] == " ":
        place += 1
    return place


def _capital_at(text: str, place: int, end: int) -> bool:
    while place < end and text[place].isspace():
        place += 1
    return place < end and text[place].isupper()


def _capital_later(text: str, place: int, end: int) -> bool:
    """Whether the name goes on with small words up to a further capital: "Công ty TNHH MTV Khai thác thủy lợi Hà Mãn"."""
    return re.match(r"(?: [a-zà-ỹđ]+){0,5} [A-ZĐ][a-zà-ỹ]", text[place : min(end, place + 60)]) is not None


def _capital_before(text: str, stop: int) -> bool:
    start = stop
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    word = text[start:stop]
    return word[:1].isupper() and not (word.isupper() and len(word) > 1)
