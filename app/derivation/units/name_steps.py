"""The steps by which a name goes on over words in no list, and where it must end. Each gives a place, or -1."""

import re

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import MEMBERS, NOUNS, OBLIGES, OPENERS, UNIT_WORDS, VERBS
from app.derivation.units.name_heads import GRAMMAR, TOKEN, capital_run, duty_at, head_at, member_at, skip

PARTS = vocabulary.phrases("name_parts")
_STOPS = frozenset(vocabulary.lines("name_stops"))
OPEN = vocabulary.phrases("open_heads")
NAMING = frozenset(vocabulary.lines("naming_verbs"))
_WHICH = re.compile(rf"(?:{vocabulary.either(GRAMMAR['relatives'])}) (?=\w)")
_WHICH_TOLD = re.compile(rf"(?:{vocabulary.either(GRAMMAR['relatives_told'])}) (?=\w)")
_URGED = re.compile(rf"(?:{OBLIGES}|{vocabulary.either(GRAMMAR['urges'])})\b")
_OF_NAME = re.compile(rf"(?:{vocabulary.either(GRAMMAR['nouns_of_work'])}) $")
_BEFORE_NAMES = frozenset(GRAMMAR["bodies_before_names"])
_HANDED = frozenset(("giao", "phân công", "yêu cầu", "đề nghị", "chỉ định"))
_CLAUSAL = frozenset(vocabulary.lines("clausal_verbs"))
_ACTING = frozenset(("chỉ đạo", "lãnh đạo", "tổ chức", "kiểm tra"))
_CALLING = rf"(?:{vocabulary.either(GRAMMAR['callings'])})"
_WORDS = r"(?: [^\W\d_]+){1,6}?"
_CALLINGS = re.compile(
    rf"[^\W\d_]+(?: [^\W\d_]+){{0,4}}?(?:(?:, | và |, và ){_CALLING}{_WORDS}){{1,6}}(?= (?:{OBLIGES}) )"
)
_TELLS_WORD = re.compile(r"\b(?:để|nhằm|theo|khi|nếu|là|đã|được|với|trong|về|do|bị|(?<!hàng )không|phải|cần|cho)\b")
CALLED = re.compile(rf"{_CALLING}(?: [^\W\d_]+){{2,7}}$")
CAPITALS_LISTED = re.compile(r"[A-ZĐ][^\W\d_]*(?: [^\W\d_]+){1,7}(?: [-–] [A-ZĐ][^\W\d_]*(?: [^\W\d_]+){0,3})?, [A-ZĐ]")
_AND_GIVES = re.compile(r"và (?:đề nghị|yêu cầu|phân công|giao) ")
_TELLS = vocabulary.Phrases(GRAMMAR["tells"])
_DONE_BEFORE = ("được ", "đã ", "chưa ", "đang ", "bị ")
_DELIVERED = vocabulary.Phrases([*vocabulary.table("products")["documents"], *GRAMMAR["measures"]])
_MOST_UNKNOWN = 8
_LONGEST_CLAUSE = 12
_NOUN_BEFORE = frozenset(("quan", "vị", "chức", "ban", "phòng", "các", "những", "phận", "của", "và", "lượng", "đồng"))
GENERAL = frozenset(("quan", "vị"))
_OFFICE_KINDS = frozenset(vocabulary.lines("office_kinds"))
_ROLE = re.compile(r"(?:tiếp nhận|chuyển giao|soạn thảo|thẩm định)\b")
_DUTY_CUE = re.compile(
    r"[^,.;:()]{2,48}? (?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|phối hợp với|khẩn trương|tiếp tục)\b)"
)
_TIER_WORD = re.compile(r"(?:cấp )?(?:tỉnh|huyện|xã|phường|thị trấn|thành phố|quận|thị xã)\b(?! [A-ZĐ])")
_MUST = re.compile(rf"(?:{OBLIGES}|sẽ|được giao|trong quá trình|tăng cường|tiếp tục|chủ trì|ưu tiên|khi) ")
_LED = re.compile(
    r"(?:chủ trì|lãnh đạo|chỉ đạo|phối hợp|có trách nhiệm|chịu trách nhiệm|căn cứ|theo chức năng|khẩn trương|tiếp tục)\b"
)


def objectless(src: Source, place: int, end: int) -> int:
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
        if tier is not None and duty_at(src, skip(low, tier.end(), end), end) > 0:
            return tier.end()
        if low.startswith((", ", "và "), after):
            place = skip(low, after + 2, end)
        else:
            return -1
    return -1


def anchored(src: Source, place: int, end: int) -> int:
    """Where a list of callings ends before words that urge: "các tổ chức | bảo dưỡng, người lái tàu bay | cần …"; else -1."""
    listed = _CALLINGS.match(src.low, place, end)
    if listed is None or _TELLS_WORD.search(listed.group()):
        return -1
    return listed.end()


def up_to_duty(src: Source, place: int, end: int) -> int:
    """A word in no list goes on with the name where words of duty follow soon: "Quỹ Bảo vệ rừng tỉnh chủ trì …"."""
    low = src.low
    word = TOKEN.match(low, place, end)
    if word is None or word.group() in _STOPS or max(VERBS.at(low, place, end), OPENERS.at(low, place, end)) > 0:
        return place
    cue = _DUTY_CUE.match(low, place, end)
    return cue.end() if cue and _STOPS.isdisjoint(cue.group().split()) else place


def lists_names(src: Source, at: int, place: int, end: int, last: str) -> bool:
    """Whether names follow a colon, "các Bộ: A, B"; not a duty, "Bộ Chỉ huy Quân sự tỉnh: Duy trì …"."""
    after = skip(src.low, place + 1, end)
    if not capital_at(src.text, after, end) or last not in _BEFORE_NAMES:
        return False
    if src.text[at:place].endswith(("Sở", "Bộ", "Sở ", "Bộ ")) and CAPITALS_LISTED.match(src.text, after, end):
        return True
    if last not in ("ngành", "quan", "vị", "phương") and not re.search(
        r"(?:các|những) (?:[^,.;:]{0,30} )?\w+ ?$|phố ?$", src.low[at:place]
    ):
        return False
    if CAPITALS_LISTED.match(src.text, after, end):
        return True
    return head_at(src, after, end) > 0 or max(VERBS.at(src.low, after, end), OPENERS.at(src.low, after, end)) < 0


def done_to(src: Source, place: int, end: int) -> int:
    """Where "được kiểm tra" ends in "các chi bộ được kiểm tra chuẩn bị …": a verb, then words of duty or nothing; else -1."""
    place = skip(src.low, place, end)
    verb = VERBS.at(src.low, place, end)
    if verb < 0 or src.low[place:verb] in _HANDED:
        return -1
    after = skip(src.low, verb, end)
    return verb if after >= end or src.low[after] in ":(" or _acts_after(src, verb, end) else -1


def which(src: Source, place: int, end: int, *, given: bool) -> int:
    """Where a clause ends that tells which of a class are meant: "các xã | có hồ chứa | rà soát …"; -1 where none does.

    A known duty or a further unit must follow. After "được", "đang" the same words may state a fact, so that the duty
    must be urged: "các tàu đang ở ngoài khơi phải …".
    """
    low = src.low
    told = _WHICH_TOLD.match(low, place, end)
    opening = told or _WHICH.match(low, place, end)
    if opening is None or duty_at(src, place, end) >= opening.end():
        return -1
    at, negated = opening.end(), told is not None
    told = None if given else told
    for passed in range(_LONGEST_CLAUSE):
        at = skip(low, at, end)
        token = TOKEN.match(low, at, end)
        if token is None or token.group() in ";:.()":
            return -1
        if token.group() == "," or low.startswith("và ", at):
            after = skip(low, token.end(), end)
            if told is not None and passed and duty_at(src, after, end) > 0 and head_at(src, after, end) < 0:
                at = after
                continue
            return at if passed and told is None and head_at(src, after, end) > 0 else -1
        if passed and (_URGED.match(low, at, end) or (told is None and _LED.match(low, at, end))):
            return at
        duty = duty_at(src, at, end)
        if duty > 0 and not passed and _URGED.match(low, skip(low, duty, end), end):
            at = duty
            continue
        if duty > 0 and passed and low.endswith(_DONE_BEFORE, place, at):
            at = duty
            continue
        acts = duty > 0 and (" " in low[at:duty] or duty_at(src, skip(low, duty, end), end) > 0)
        if acts and not told and passed and not _OF_NAME.search(low, place, at):
            return at
        if not passed and not negated and max(duty, _DELIVERED.at(low, at, end)) > 0:
            return -1
        at = max(token.end(), duty)
    return -1


def opens(src: Source, place: int, end: int) -> bool:
    """Whether the member of a list that begins at the place is of a kind whose names go on with words in no list."""
    place = skip(src.low, place, end)
    if src.low.startswith("và ", place):
        place += 3
    return OPEN.at(src.low, place, end) > 0


def onward(src: Source, place: int, end: int) -> int:
    """Where words in no list end that belong to the name of a body of an open kind: at a capital, a known duty, a mark.

    "Trung tâm Phát triển quỹ đất kiểm đếm …" has a known duty behind them; where none follows -1, the words may be it.
    """
    low, at, acted = src.low, place, False
    for passed in range(_MOST_UNKNOWN):
        at = skip(low, at, end)
        if at >= end:
            return end if passed and not acted else -1
        token = TOKEN.match(low, at, end)
        word = token.group() if token else ""
        if passed and OPENERS.at(low, at, end) > 0:
            return at
        if passed and not acted and low.startswith("và ", at) and head_at(src, skip(low, at + 3, end), end) > 0:
            return at
        if token is None or word in _STOPS or max(NOUNS.at(low, at, end), _TELLS.at(low, at, end)) > 0:
            return -1
        if word in ",;:.(":
            after = skip(low, at + 1, end)
            closes = word in ":.(" or after >= end or head_at(src, after, end) > 0 or _LED.match(low, after)
            return at if passed and closes and not acted else -1
        if word[0].isdigit() and passed and low.endswith("số ", place, at):
            at = token.end()
            continue
        if not word[0].isalpha() or (src.text[at].isupper() and head_at(src, at, end) > 0):
            return -1
        duty, name = max(VERBS.at(low, at, end), OPENERS.at(low, at, end)), UNIT_WORDS.at(low, at, end)
        if src.text[at].isupper() or (duty > 0 and duty >= name and low[at:duty] not in NAMING):
            if passed and low.startswith("có ", place) and duty > 0 and duty_at(src, skip(low, duty, end), end) > 0:
                return duty
            return at if passed else -1
        if not passed and duty > 0 and duty >= name and not _acts_after(src, duty, end):
            return -1
        acted = acted or (duty > 0 and duty >= name)
        at = max(token.end(), name, duty)
    return -1


def named_work(src: Source, place: int, end: int) -> int:
    """Where a place ends behind a word of work that a duty follows: "Viện Quy hoạch | xây dựng Hà Lâm | lập …"; else -1."""
    verb = VERBS.at(src.low, place, end)
    if verb < 0 or src.low[place:verb] not in NAMING or head_at(src, skip(src.low, verb, end), end) > 0:
        return -1
    stop = capital_run(src, skip(src.low, verb, end), end)
    return stop if stop > verb + 1 and duty_at(src, skip(src.low, stop, end), end) > 0 else -1


def small_word(src: Source, place: int, end: int, last: str, free: bool, *, opened: bool) -> int:
    """Where the name goes on to after a word in small letters; -1 where the word is no part of it."""
    low = src.low
    word = TOKEN.match(low, place, end)
    assert word is not None
    if given := _AND_GIVES.match(low, place, end):
        return head_at(src, given.end(), end)
    if low.startswith("và ", place):
        return goes_on(src, place + 2, end, strict=False, opened=opened)
    if last in GENERAL and (role := _ROLE.match(low, place, end)) and _acts_after(src, role.end(), end):
        return role.end()
    name = UNIT_WORDS.at(low, place, end)
    if low.endswith(" ủy", place, max(name, place)) and low.startswith((" thác", " quyền", " nhiệm"), name):
        name -= len(" ủy")
    verb = max(VERBS.at(low, place, end), OPENERS.at(low, place, end))
    doubtful = name == verb and last in _NOUN_BEFORE
    if name > 0 and (name > verb or (doubtful and not _acts(low, place, name, last)) or _closes(src, place, name, end)):
        return name
    if opened and name > 0 and name == verb and low[place:name] in NAMING and _acts_after(src, name, end):
        return name
    if word.group() in _STOPS:
        return -1
    if free and " " not in low[place : max(verb, place)]:
        return word.end()
    return -1


def _acts_after(src: Source, place: int, end: int) -> bool:
    """Whether words of duty follow at once: of two verbs the first is then part of a name ("Cục Công nghệ thông tin nâng cấp")."""
    place = skip(src.low, place, end)
    return " " in src.low[place : max(VERBS.at(src.low, place, end), OPENERS.at(src.low, place, end), place)]


def _acts(low: str, place: int, name: int, last: str) -> bool:
    """After "cơ quan", "đơn vị" a word that is name and verb is a verb, but for those that tell kinds of offices."""
    return last in GENERAL and low[place:name] not in _OFFICE_KINDS


def _closes(src: Source, place: int, name: int, end: int) -> bool:
    """Whether a mark follows that no further verb follows: "Công nghệ thông tin, Tạp chí …", not "lãnh đạo, chỉ đạo …"."""
    if (name < end and src.low[name] not in ",;.:)") or src.low[place:name] in _ACTING:
        return False
    after = skip(src.low, name + 1, end)
    return VERBS.at(src.low, after, end) < 0 or after >= end


def goes_on(src: Source, place: int, end: int, *, strict: bool, opened: bool) -> int:
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
    member = max(member_at(src, place, end), PARTS.at(low, place, end))
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
    if capital_at(src.text, place, end):
        word = TOKEN.match(src.text, place, end)
        return word.end() if word else -1
    name = UNIT_WORDS.at(low, place, end) if opened else -1
    return name if name > verb and " " in low[place:name] else -1


def capital_at(text: str, place: int, end: int) -> bool:
    while place < end and text[place].isspace():
        place += 1
    return place < end and text[place].isupper()


def capital_later(text: str, place: int, end: int) -> bool:
    """Whether the name goes on with small words up to a further capital: "Công ty TNHH MTV Khai thác thủy lợi Hà Mãn"."""
    return re.match(r"(?: [a-zà-ỹđ]+){0,5} [A-ZĐ][a-zà-ỹ]", text[place : min(end, place + 60)]) is not None


def capital_before(text: str, stop: int) -> bool:
    start = stop
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    word = text[start:stop]
    return word[:1].isupper() and not (word.isupper() and len(word) > 1)
