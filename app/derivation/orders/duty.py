"""Where an instruction begins: its verb, the units it names before the verb, the words that hand it over."""

import re
from dataclasses import dataclass

from app.derivation.model import Mention
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import NOUNS, OPENERS, VERBS, Phrases, either
from app.derivation.units import names, unit_lists

_GRAMMAR = vocabulary.table("grammar")
NO_GIVING = rf"(?!giao (?!thông tấn)(?:{either(_GRAMMAR['no_giving'])})\b)"
_GIVES = re.compile(rf"\b{NO_GIVING}(?:{either(_GRAMMAR['gives'])})(?: đối với| cho)? ?:? ?(?=\S)")
_GIVERS = re.compile(rf"(?:{either(_GRAMMAR['givers'])})\b[^,;:]{{0,120}}$")
_JOINTS = re.compile(rf"(?:{either(_GRAMMAR['joints'])})(?:, ?|: ?| )(?!hóa)")
_NUMBERED = re.compile(
    r"(?:\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là[,:]?|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)[,:]|[a-zđ]\)|[-+]|\d{1,2}[-.)](?= ?[a-zà-ỹđ]{2})) ?"
)
_DATELINE = re.compile(r" *\([^()\n]{2,40}\) ?[-–—] ?")
_CONDITIONS = Phrases(_GRAMMAR["conditions"])
_TELLS = Phrases(_GRAMMAR["tells"])
_FOR = re.compile(r"(?:riêng )?(?:đối )?với |riêng ")
_CONCERNING = re.compile(r"(?:riêng )?(?:(?:đối )?với|về phía|phía) ")
_KIND_ALONE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){2,11},? ?$")
_DONE_BY = re.compile(r"\bđã được [^,;:]{2,40}, $")
_KIND_ASKED = re.compile(r"(?P<kind>[^\W\d_]+(?: [^\W\d_]+){5,22}), (?:đề nghị|yêu cầu) ")
_BESIDE = re.compile(r"cùng (?:với )?(?=\S)")
_PLACES_BEFORE = re.compile(r"các (?:tỉnh, )?(?:tỉnh|thành phố|huyện|quận|xã|phường|sở|bộ|ngành|thị xã|thị trấn)$")
_BRIDGE = re.compile(r",? ?(?:cần|phải|thì|có trách nhiệm|cần phải)?[,:]? ?")
_ANSWERABLE = re.compile(
    r"(?:phải )?chịu (?:hoàn toàn |mọi )?trách nhiệm (?:toàn diện |hoàn toàn |trực tiếp |chính |cá nhân )?(?:trước|về|nếu|và xử lý)"
)
_THREATENS = re.compile(
    r"(?:sẽ |phải )(?:bị |không được )?(?:phê bình|kiểm điểm|bị|xem xét trách nhiệm|xử lý nghiêm|không được)"
)
_DATED_OPENING = re.compile(
    r"(?:chậm nhất(?: là)?|muộn nhất(?: là)?|trước|đến|trong|hết) [^,;.]{0,50}?(?:\d{4}|\d{1,2}/\d{1,2}|tháng \d{1,2}(?: năm \d{4})?) "
)
_AGREES = re.compile(
    r"(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý)(?: cao)? (?:đánh giá|với|chủ trương|thông qua|về|nội dung)\b"
)
_URGES = ("phải", "cần", "có trách nhiệm", "có nhiệm vụ", "hãy")
_URGED = re.compile(r" ?(?:phải|cần|có trách nhiệm|chịu trách nhiệm|được (?:giao|yêu cầu|đề nghị|phân công)) ")
_HANDS_OVER = re.compile(
    r"(?:,? ?(?:chủ trì(?:,? phối hợp (?:chặt chẽ )?(?:với |cùng )?[^:;.]{3,180})?|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm))? ?:"
)
_DIRECTS = re.compile(r"(?<!ban )(?:lãnh đạo|chỉ đạo) (?=\S)")
_ASKED_BY = re.compile(
    r"(?:cũng )?được (?P<who>[^,;.:]{3,60}?) (?:yêu cầu|giao nhiệm vụ|giao|đề nghị|phân công) (?=\S)"
)
_MAY_NOT = re.compile(
    r"không (?:được|cấp phép|cho phép|tổ chức|bố trí|sử dụng|tiếp nhận|ban hành|đề xuất|giải quyết|thu|để xảy ra) (?!quyền|hưởng)\S"
)
_AT_ONCE, _PREFACED = 120, 700
_ESPECIALLY = re.compile(r",? ?(?:mà )?(?:đặc biệt|nhất|trước hết|trước tiên) là (?:vai trò của |trách nhiệm của )?")


@dataclass(frozen=True)
class Duty:
    """An instruction found: where its words begin, whom it names, where the duty itself begins, whether its verb is known."""

    start: int
    lead: tuple[Mention, ...]
    verb: int
    known: bool


def after_joints(src: Source, at: int, end: int) -> int:
    """The place after "Theo đó,", "Hai là," and the like, and after the name of the paper that tells, "(Báo An Sơn) - "."""
    if paper := _DATELINE.match(src.low, at, end):
        at = paper.end()
    for _ in range(4):
        while at < end and src.low[at] in " ,:–-":
            at += 1
        match = _NUMBERED.match(src.low, at, end) or _JOINTS.match(src.low, at, end)
        if match is None:
            break
        at = match.end()
    return at


def verb_at(src: Source, at: int, end: int) -> int:
    """Where the verb of an instruction begins after words such as "tiếp tục", "kịp thời"; -1 where no known one does."""
    low = src.low
    fallback, urged = -1, False
    for _ in range(10):
        while at < end and low[at] in " ,":
            at += 1
        if at < end and low[at] == "(" and (close := low.find(")", at, min(end, at + 80))) > 0:
            at = close + 1
            continue
        verb, opener = VERBS.at(low, at, end), OPENERS.at(low, at, end)
        if verb >= 0 and verb >= opener:
            return at
        if opener < 0:
            timed = timed_opening(src, at, end)
            if timed < 0:
                plain = urged and at < end and low[at].isalpha() and src.text[at].islower()
                return at if plain and NOUNS.at(low, at, end) < 0 and _TELLS.at(low, at, end) < 0 else fallback
            at, urged = timed, False
            continue
        urged = low.startswith(_URGES, at)
        fallback = at if verb >= 0 and fallback < 0 else fallback
        at = opener
    return fallback


_TIMED = re.compile(
    r"(?:trước|chậm nhất|muộn nhất|trong|đến|hết|từ|vào|sau)[^,;.]{0,24}(?:\d|tháng|quý|năm|thời hạn|ngày)[^,;.]{0,70}, ?"
    r"|h[ằà]ng (?:ngày|tuần|tháng|quý|năm),? |(?:\d{1,2}|ba|sáu) tháng(?: (?:một|1|01) lần,?)? |mỗi (?:ngày|tuần|tháng|quý|năm)(?: (?:một|1|01|hai) lần)?,? |định kỳ(?: [^,;.]{0,40})?, ?|định kỳ (?:hàng|hằng|mỗi)? ?(?:\d+ )?(?:tuần|tháng|quý|năm) "
)


def timed_opening(src: Source, at: int, end: int) -> int:
    """Where a time before the instruction ends ("Trước ngày 15/5, …"); -1 where none stands there."""
    match = _TIMED.match(src.low, at, end)
    if match is None and (match := _DATED_OPENING.match(src.low, at, end)) and names.head_at(src, match.end(), end) < 0:
        return -1
    return match.end() if match else -1


def addressed(src: Source, at: int, end: int, *, after_gives: bool = False) -> Duty | None:
    """Units at the head of a sentence with their duty after them; None where they are only told of."""
    stop = names.reach(src, at, end, given=after_gives)
    if stop <= at:
        return _leaders(src, at, end) or _unlisted(src, at, end)
    found = _duty_after(src, at, stop, end)
    if found is None or not found.known:
        shorter = names.reach(src, at, end, plain=True)
        if shorter < stop:
            found = _duty_after(src, at, shorter, end) or found
    return found


def _leaders(src: Source, at: int, end: int) -> Duty | None:
    """ "Lãnh đạo các đơn vị phải …": the same words order to lead them where nothing urges behind the name."""
    if not src.low.startswith("lãnh đạo ", at):
        return None
    stop = names.reach(src, at + 9, end)
    if stop <= at + 9 or _URGED.match(src.low, stop, end) is None:
        return None
    return _duty_after(src, at, stop, end)


def _duty_after(src: Source, at: int, stop: int, end: int) -> Duty | None:
    """The duty that follows the units of [at, stop)."""
    low = src.low
    place = _past_commas(low, stop, end)
    if place >= end or low[place] in ".;:)" or low.startswith("nào ", place):
        return None
    handed = _GIVES.match(low, place, end)
    if (handed and names.head_at(src, handed.end(), end) > 0) or _AGREES.match(low, place, end):
        return None
    units = unit_lists.split_units(src, at, stop)
    if not units or _ANSWERABLE.match(low, place, end):
        return None
    asked = _ASKED_BY.match(low, place, end)
    if asked is not None and names.head_at(src, asked.start("who"), end) > 0 and verb_at(src, asked.end(), end) >= 0:
        return Duty(at, units, place, True)
    if _MAY_NOT.match(low, place, end):
        return Duty(at, units, place, True)
    if match := _ESPECIALLY.match(low, stop, end):
        further = names.reach(src, match.end(), end)
        if further > match.end():
            stop, place = further, _past_commas(low, further, end)
    if beside := _BESIDE.match(low, place, end):
        further = names.reach(src, beside.end(), end)
        place = _past_commas(low, further, end) if further > beside.end() else place
    verb = verb_at(src, place, end)
    told = _TELLS.at(low, place, end) > OPENERS.at(low, place, end)
    if verb >= 0 and low.startswith(" đã ", VERBS.at(low, verb, end)):
        return None
    if verb >= 0 and not (told and VERBS.at(low, place, end) < 0):
        return Duty(at, units, place, True) if not _ANSWERABLE.match(low, verb, end) else None
    if told or place >= end:
        return None
    opened = _CONDITIONS.at(low, place, end)
    if opened > 0:
        later = _verb_later(src, opened, min(end, place + 260))
        return Duty(at, units, place, True) if later >= 0 else None
    unknown = low[place].isalpha() and src.text[place].islower() and NOUNS.at(low, place, end) < 0
    return Duty(at, units, place, False) if unknown and "," not in low[stop:place] else None


def _past_commas(low: str, place: int, end: int) -> int:
    while place < end and low[place] in " ,“…":
        place += 1
    return place


def _unlisted(src: Source, at: int, end: int) -> Duty | None:
    """A body whose first word is in no list: a name of capitals directly before a known duty."""
    stop = names.reach(src, at, end, unknown=True)
    if stop <= at or stop >= end or (src.low[stop] != " " and src.low[stop - 1] != " "):
        return None
    place = stop + 1 if src.low[stop] == " " else stop
    led = src.low.startswith(
        (
            "chủ trì",
            "phối hợp",
            "có trách nhiệm",
            "chịu trách nhiệm",
            "tiếp tục",
            "khẩn trương",
            "chỉ đạo",
            "phải ",
            "tham mưu",
        ),
        place,
    )
    if not led or verb_at(src, place, end) < 0:
        return None
    units = unit_lists.split_units(src, at, stop)
    return Duty(at, units, place, False) if units else None


def _verb_later(src: Source, at: int, end: int) -> int:
    """The first known verb after a comma, or of more than one word without one."""
    low = src.low
    for match in re.finditer(r"(?P<comma>,)? ", low[at:end]):
        place = at + match.end()
        verb = VERBS.at(low, place, end)
        if verb >= 0 and (match["comma"] or " " in low[place:verb]):
            return place
        if match["comma"] and verb_at(src, place, end) >= 0:
            return place
    return -1


def given(src: Source, start: int, end: int) -> Duty | None:
    """ "… yêu cầu X làm", "Giao X chủ trì": the instruction begins after the word that hands it over."""
    low = src.low
    for match in _GIVES.finditer(low, start, min(end, start + 700)):
        if names.head_at(src, match.end(), end) < 0 or src.text.startswith("giao ban", match.start()):
            continue
        if not _may_give(src, start, match.start()):
            continue
        duty = addressed(src, match.end(), end, after_gives=True)
        if duty is not None:
            return duty
    return None


def handing(src: Source, start: int, end: int) -> re.Match[str] | None:
    """The first word in a clause by which somebody who may do so hands something to what follows it."""
    reach = _PREFACED if _CONDITIONS.at(src.low, start, end) > 0 else _AT_ONCE
    for match in _GIVES.finditer(src.low, start, min(end, start + reach)):
        if _may_give(src, start, match.start()):
            return match
    return None


def _may_give(src: Source, start: int, at: int) -> bool:
    """Whether what stands before the word is nothing, a condition, or the one who gives."""
    whole = src.low[start:at].rstrip()
    before = whole.strip(" ,:")
    if not before:
        return True
    if whole.endswith((",", ":")):
        return len(before) < 60 or _CONDITIONS.at(before, 0, len(before)) > 0
    tail = before.rsplit(",", 1)[-1].strip()
    tail = re.sub(r"(?: (?:cũng|đã|còn|tiếp tục|vừa|trực tiếp|thống nhất|kết luận|có ý kiến))+$", "", tail)
    if not tail or re.fullmatch(
        r"(?:đồng thời|trong đó|trước mắt|ngoài ra|theo đó|cũng|và|riêng|đã|cụ thể|qua đó)", tail
    ):
        return _CONDITIONS.at(before, 0, len(before)) > 0 or len(before) < 40
    named = src.low.rfind(tail, start, at)
    whole_name = named >= 0 and names.reach(src, named, at) >= named + len(tail)
    return (bool(_GIVERS.match(tail)) or whole_name) and not _directs(src, start, at)


def _directs(src: Source, start: int, at: int) -> bool:
    """Whether the one who gives is itself directed to: "Đảng ủy UBND tỉnh chỉ đạo UBND tỉnh giao Sở Tài chính …"."""
    return any(names.head_at(src, match.end(), at) > 0 for match in _DIRECTS.finditer(src.low, start, at))


def conditioned(src: Source, at: int, end: int) -> tuple[int, Duty | None]:
    """What follows a condition before a comma: a named duty, or the place of the first verb after a comma (-1: none)."""
    low = src.low
    if _CONDITIONS.at(low, at, end) < 0:
        return -1, None
    verb = -1
    passed = at
    for match in re.finditer(r", | thì ", low[at : min(end, at + 600)]):
        place = at + match.end()
        if place < passed or _DONE_BY.search(low, at, place):
            continue
        if match.group() == " thì " and verb_at(src, place, end) >= 0:
            return place, None
        named = src.text[place : place + 1].isupper() or low.startswith(
            ("các ", "thủ trưởng", "người đứng đầu", "chủ tịch", "giám đốc", "cơ quan, ", "đơn vị "), place
        )
        headed = names.head_at(src, place, end) > 0
        if headed and (named or _URGED.match(low, names.reach(src, place, end), end)):
            duty = addressed(src, place, end)
            if duty is not None:
                return verb, duty
            passed = names.reach(src, place, end)
        if verb < 0 and verb_at(src, place, end) >= 0:
            verb = place
    return verb, None


def beside(src: Source, found: Duty) -> tuple[Mention, ...]:
    """Who is to do the duty together with its lead: "Sở Xây dựng cùng các xã kiểm tra …"."""
    at = found.lead[-1].end
    match = re.compile(r",? cùng (?:với )?(?=\S)").match(src.low, at, found.verb)
    return unit_lists.split_units(src, match.end(), found.verb) if match else ()


def grounded(src: Source, at: int, end: int) -> bool:
    """Whether a duty follows a ground without a comma: "Căn cứ chức năng được giao chủ động xây dựng kế hoạch"."""
    place = src.low.find(" chủ động ", at, min(end, at + 200))
    return place > 0 and verb_at(src, place + 1, end) > 0


def toward(src: Source, at: int, end: int) -> Duty | None:
    """ "Đối với X, cần làm": X is to do it; None where what follows "đối với" is no unit with a duty."""
    match = _FOR.match(src.low, at, end)
    if match is None:
        return None
    kind = _KIND_ASKED.match(src.low, match.end(), end)
    if kind is not None and names.head_at(src, match.end(), end) > 0 and verb_at(src, kind.end(), end) >= 0:
        units = unit_lists.split_units(src, match.end(), kind.end("kind"))
        return Duty(at, units, kind.end(), True) if len(units) == 1 else None
    stop = names.reach(src, match.end(), end)
    if stop <= match.end():
        return None
    handed = _GIVES.match(src.low, names.skip(src.low, stop, end), end)
    if handed is not None and (comma := src.low.rfind(", ", match.end(), stop)) > 0:
        stop = comma
    place = _BRIDGE.match(src.low, stop, end)
    verb = verb_at(src, handed.end() if handed else place.end() if place else stop, end)
    if verb < 0 or verb - stop > 60:
        return None
    units = unit_lists.split_units(src, match.end(), stop)
    return Duty(at, units, verb, True) if units else None


def concerned(src: Source, at: int, end: int) -> tuple[Mention, ...]:
    """The units of "Đối với X, " where nothing else stands in [at, end)."""
    match = _CONCERNING.match(src.low, at, end)
    stop = names.reach(src, match.end(), end) if match else at
    if match is None or stop <= match.end():
        return ()
    whole = names.skip(src.low, stop, end) < end and _KIND_ALONE.match(src.low, match.end(), end) is not None
    if src.low[stop:end].strip(" ,") and not whole:
        return ()
    return unit_lists.split_units(src, match.end(), end if whole else stop)


def headed(src: Source, at: int, end: int) -> Duty | None:
    """ "Bộ Y tế: Khẩn trương hỗ trợ …": units, a colon and their duty, which begins after the colon."""
    handed = _GIVES.match(src.low, at, end)
    at = handed.end() if handed else at
    stop = names.reach(src, at, end)
    if stop <= at:
        return None
    while stop < end and src.low[stop] == " ":
        stop += 1
    handing = _HANDS_OVER.match(src.low, stop, min(end, stop + 240))
    if handing is None or _names_follow(src, at, handing.end(), end):
        return None
    place = handing.end()
    while place < end and src.low[place] in " -":
        place += 1
    unknown = verb_at(src, place, end) < 0
    if place >= end or (
        unknown and (NOUNS.at(src.low, place, end) > 0 or names.begins_unit(src, place, end) or end - place < 15)
    ):
        return None
    if unknown and not src.text[place].isupper():
        return None
    units = unit_lists.split_units(src, at, stop)
    return Duty(at, units, place, not unknown) if units else None


def _names_follow(src: Source, at: int, place: int, end: int) -> bool:
    """Whether names of the bodies before a colon follow it, "UBND các huyện: Lý Nhân, Bình Lục", instead of their duty."""
    colon = src.low.rfind(":", at, place)
    place = names.skip(src.low, place, end)
    return (
        _PLACES_BEFORE.search(src.low, at, colon) is not None
        and names.CAPITALS_LISTED.match(src.text, place, end) is not None
    )


def threatens(src: Source, at: int, end: int) -> bool:
    """Units that "sẽ phê bình, kiểm điểm" or "sẽ bị xử lý", "đơn vị nào …": a threat, no instruction."""
    stop = names.reach(src, at, end)
    return stop > at and (
        _THREATENS.match(src.low, stop, end) is not None or src.low.startswith("nào ", names.skip(src.low, stop, end))
    )


def answering(src: Source, start: int, end: int) -> tuple[Mention, ...]:
    """Units that answer for a result; what follows after a semicolon is theirs to do."""
    named = start + 9 if src.low.startswith("lãnh đạo ", start) else start
    stop = max(start, names.reach(src, named, end) if names.head_at(src, named, end) > 0 else start)
    if stop <= start or _ANSWERABLE.match(src.low, _past_commas(src.low, stop, end), end) is None:
        return ()
    return unit_lists.split_units(src, start, stop)


def answerable(src: Source, at: int, end: int) -> bool:
    """ "chịu trách nhiệm trước/về …": liability, no instruction."""
    return _ANSWERABLE.match(src.low, at, end) is not None
