"""The words that hand a task over: "giao X", "X: …", "Đối với X, …", a condition before the one who is to act."""

import re

from app.derivation.model import Mention
from app.derivation.orders import duty
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import NOUNS, either
from app.derivation.units import names, unit_lists

_GRAMMAR = vocabulary.table("grammar")
_GIVERS = re.compile(rf"(?:{either(_GRAMMAR['givers'])})\b[^,;:]{{0,120}}$")
_GIVER = re.compile(rf"(?<=[^\W\d_] )(?:{either(_GRAMMAR['givers'])})\b")
FOR = re.compile(r"(?:riêng )?(?:đối )?với |riêng ")
_CONCERNING = re.compile(r"(?:riêng )?(?:(?:đối )?với|về phía|phía) ")
_KIND_ALONE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){2,11},? ?$")
_DONE_BY = re.compile(r"\bđã được [^,;:]{2,40}, $")
_KIND_ASKED = re.compile(r"(?P<kind>[^\W\d_]+(?: [^\W\d_]+){5,22}), (?:đề nghị|yêu cầu) ")
_PLACES_BEFORE = re.compile(r"các (?:tỉnh, )?(?:tỉnh|thành phố|huyện|quận|xã|phường|sở|bộ|ngành|thị xã|thị trấn)$")
_THINGS = re.compile(
    r"(?:các |những )?(?:cơ sở|công trình|dự án|tài sản|hộ|trường hợp|nhà ở|khu dân cư|địa bàn)\b(?! (?:giáo dục|đào tạo|y tế|khám))"
)
_BRIDGE = re.compile(r",? ?(?:cần|phải|thì|có trách nhiệm|cần phải)?[,:]? ?")
_THREATENS = re.compile(
    r"(?:nếu )?để (?:xảy ra|chậm)[^.;]{2,120}? (?:thì|sẽ|phải|bị) [^.;]{0,60}?(?:bị|kiểm điểm|trách nhiệm|xử lý|phê bình)\b"
    r"|(?:sẽ |phải )(?:bị |không được )?(?:phê bình|kiểm điểm|bị|xem xét trách nhiệm|xử lý nghiêm|không được)"
)
_HANDS_OVER = re.compile(
    r"(?:,? ?(?:chủ trì(?:,? phối hợp (?:chặt chẽ )?(?:với |cùng )?[^:;.]{3,180})?|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm))? ?:"
)
_DIRECTS = re.compile(r"(?<!ban )(?:lãnh đạo|chỉ đạo) (?=\S)")
_BESIDE = re.compile(r"(?: \([^()]{2,60}\))?,? cùng (?:với )?(?=\S)")
_WHENEVER = re.compile(r"(?:khi|trường hợp|trong trường hợp|nếu) ")
_NO_DUTY = re.compile(
    r"(?:đã|được|là|có|không|chưa|còn|các|những|của|cho|với|theo|từ|về|trong|tại|ở|do|và|thì|nếu|khi|cần|mỗi|một|số)\b"
)
_AT_ONCE, _PREFACED = 120, 700


def given(src: Source, start: int, end: int) -> duty.Duty | None:
    """ "… yêu cầu X làm", "Giao X chủ trì": the instruction begins after the word that hands it over."""
    low = src.low
    for match in duty.GIVES.finditer(low, start, min(end, start + 700)):
        named = max(names.head_at(src, match.end(), end), names.unknown_head(src, match.end(), end))
        if named < 0 or src.text.startswith("giao ban", match.start()):
            continue
        if not _may_give(src, start, match.start()):
            continue
        ordered = duty.addressed(src, match.end(), end, after_gives=True)
        if ordered is not None:
            return ordered
    return None


def handing(src: Source, start: int, end: int) -> re.Match[str] | None:
    """The first word in a clause by which somebody who may do so hands something to what follows it."""
    reach = _PREFACED if duty.CONDITIONS.at(src.low, start, end) > 0 else _AT_ONCE
    for match in duty.GIVES.finditer(src.low, start, min(end, start + reach)):
        if _may_give(src, start, match.start()):
            return match
    return None


def _may_give(src: Source, start: int, at: int) -> bool:
    """Whether what stands before the word is nothing, a condition, or the one who gives."""
    whole = src.low[start:at].rstrip()
    before = whole.strip(" ,:")
    if whole.endswith(",") and _works_on(src, start, start + len(whole) - 1):
        return False
    if not before:
        return True
    if whole.endswith((",", ":")):
        return len(before) < 60 or duty.CONDITIONS.at(before, 0, len(before)) > 0
    tail = before.rsplit(",", 1)[-1].strip()
    tail = re.sub(r"(?: (?:cũng|đã|còn|tiếp tục|vừa|trực tiếp|thống nhất|kết luận|có ý kiến))+$", "", tail)
    if not tail or re.fullmatch(
        r"(?:đồng thời|trong đó|trước mắt|ngoài ra|theo đó|cũng|và|riêng|đã|cụ thể|qua đó)", tail
    ):
        return duty.CONDITIONS.at(before, 0, len(before)) > 0 or len(before) < 40
    if duty.CONDITIONS.at(before, 0, len(before)) > 0 and (giver := _giver_inside(src, start, at)) > 0:
        tail = src.low[giver:at].strip(" ,:")
    return (_GIVERS.match(tail) is not None or _is_unit(src, src.low.rfind(tail, start, at), len(tail), at)) and (
        not _directs(src, start, at)
    )


def _giver_inside(src: Source, start: int, at: int) -> int:
    """Where the one who gives is named behind a condition without a comma, "Sau khi xem xét | Chủ tịch UBND tỉnh giao …"; else -1."""
    comma = src.low.rfind(",", start, at)
    places = (match.start() for match in _GIVER.finditer(src.low, max(start, comma + 1), at))
    return next((place for place in places if src.text[place].isupper()), -1)


def _works_on(src: Source, start: int, comma: int) -> bool:
    """Whether a duty stands before the comma, so that the word goes on with it: "rà soát, đôn đốc, yêu cầu các tổ chức …"."""
    first = max(start, src.low.rfind(",", start, comma) + 1)
    first = duty.after_joints(src, first, comma)
    return duty.CONDITIONS.at(src.low, first, comma) < 0 and duty.verb_at(src, first, comma) >= 0


def _is_unit(src: Source, start: int, length: int, end: int) -> bool:
    """Whether the words that begin at the place are a unit's name and nothing else."""
    return names.reach(src, start, end) >= start + length


def _directs(src: Source, start: int, at: int) -> bool:
    """Whether the one who gives is itself directed to: "Đảng ủy UBND tỉnh chỉ đạo UBND tỉnh giao Sở Tài chính …"."""
    return any(names.head_at(src, match.end(), at) > 0 for match in _DIRECTS.finditer(src.low, start, at))


def conditioned(src: Source, at: int, end: int) -> tuple[int, duty.Duty | None]:
    """What follows a condition before a comma: a named duty, or the place of the first verb after a comma (-1: none)."""
    low = src.low
    if duty.CONDITIONS.at(low, at, end) < 0:
        return -1, None
    verb = -1
    passed = at
    general = _WHENEVER.match(low, at) is not None
    for match in re.finditer(r", | thì ", low[at : min(end, at + 600)]):
        place = at + match.end()
        if verb >= 0 and "phối hợp" in low[verb:place]:
            break
        if low.endswith(("cơ quan, ", "sở, ", "ngành, ", "phòng, "), at, place) and src.text[place].islower():
            continue
        if place < passed or _DONE_BY.search(low, at, place):
            continue
        if match.group() == " thì " and duty.verb_at(src, place, end) >= 0:
            return place, None
        named = src.text[place : place + 1].isupper() or low.startswith(
            ("các ", "thủ trưởng", "người đứng đầu", "chủ tịch", "giám đốc", "cơ quan, ", "đơn vị "), place
        )
        headed = names.head_at(src, place, end) > 0
        named = named or (headed and general and _acts(src, place, end))
        if headed and (named or duty.URGED.match(low, names.reach(src, place, end), end)):
            ordered = duty.addressed(src, place, end)
            if ordered is not None:
                return verb, ordered
            passed = names.reach(src, place, end)
        if verb < 0 and duty.verb_at(src, place, end) >= 0:
            verb = place
    return verb, None


def _acts(src: Source, at: int, end: int) -> bool:
    """Whether units and directly behind them a known verb stand at the place."""
    stop = names.skip(src.low, names.reach(src, at, end), end)
    return duty.verb_at(src, stop, end) == stop


def beside(src: Source, found: duty.Duty) -> tuple[Mention, ...]:
    """Who is to do the duty together with its lead: "Sở Xây dựng cùng các xã kiểm tra …"."""
    at = found.lead[-1].end
    match = _BESIDE.match(src.low, at, found.verb)
    return unit_lists.split_units(src, match.end(), found.verb) if match else ()


def grounded(src: Source, at: int, end: int) -> bool:
    """Whether a duty follows a ground without a comma: "Căn cứ chức năng được giao chủ động xây dựng kế hoạch"."""
    place = src.low.find(" chủ động ", at, min(end, at + 200))
    return place > 0 and duty.verb_at(src, place + 1, end) > 0


def toward(src: Source, at: int, end: int) -> duty.Duty | None:
    """ "Đối với X, cần làm": X is to do it; None where what follows "đối với" is no unit with a duty."""
    match = FOR.match(src.low, at, end)
    if match is None:
        return None
    kind = _KIND_ASKED.match(src.low, match.end(), end)
    if kind is not None and names.head_at(src, match.end(), end) > 0 and duty.verb_at(src, kind.end(), end) >= 0:
        units = unit_lists.split_units(src, match.end(), kind.end("kind"))
        return duty.Duty(at, units, kind.end(), True) if len(units) == 1 else None
    stop = names.reach(src, match.end(), end)
    if stop <= match.end():
        return None
    if _THINGS.match(src.low, match.end(), end) and duty.URGED.match(src.low, stop, end) is None:
        return None
    handed = duty.GIVES.match(src.low, names.skip(src.low, stop, end), end)
    if handed is not None and (comma := src.low.rfind(", ", match.end(), stop)) > 0:
        stop = comma
    place = _BRIDGE.match(src.low, stop, end)
    verb = duty.verb_at(src, handed.end() if handed else place.end() if place else stop, end)
    if verb < 0:
        verb = duty.verb_at(src, stop, end)
    if verb < 0 or verb - stop > 60:
        return None
    units = unit_lists.split_units(src, match.end(), stop)
    return duty.Duty(at, units, verb, True) if units else None


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


def headed(src: Source, at: int, end: int) -> duty.Duty | None:
    """ "Bộ Y tế: Khẩn trương hỗ trợ …": units, a colon and their duty, which begins after the colon."""
    handed = duty.GIVES.match(src.low, at, end)
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
    unknown = duty.verb_at(src, place, end) < 0
    if place >= end or (
        unknown and (NOUNS.at(src.low, place, end) > 0 or names.begins_unit(src, place, end) or end - place < 15)
    ):
        return None
    if unknown and not src.text[place].isupper() and not _may_act(src, place, end):
        return None
    units = unit_lists.split_units(src, at, stop)
    return duty.Duty(at, units, place, not unknown) if units else None


def _may_act(src: Source, place: int, end: int) -> bool:
    """Whether small words in no list may be a duty: several, and none that goes on with the name or tells what is."""
    return src.low[place].isalpha() and src.low.count(" ", place, end) > 3 and _NO_DUTY.match(src.low, place) is None


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
        _THREATENS.match(src.low, names.skip(src.low, stop, end), end) is not None
        or src.low.startswith("nào ", names.skip(src.low, stop, end))
    )


def answering(src: Source, start: int, end: int) -> tuple[Mention, ...]:
    """Units that answer for a result; what follows after a semicolon is theirs to do."""
    named = start + 9 if src.low.startswith("lãnh đạo ", start) else start
    stop = max(start, names.reach(src, named, end) if names.head_at(src, named, end) > 0 else start)
    if stop <= start or duty.ANSWERABLE.match(src.low, duty.past_commas(src.low, stop, end), end) is None:
        return ()
    return unit_lists.split_units(src, start, stop)


def answerable(src: Source, at: int, end: int) -> bool:
    """ "chịu trách nhiệm trước/về …": liability, no instruction."""
    return duty.ANSWERABLE.match(src.low, at, end) is not None
