"""Where an instruction begins: its verb and the units it names before the verb."""

import re
from dataclasses import dataclass

from app.derivation.model import Mention
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import NOUNS, OBLIGES, OPENERS, VERBS, Phrases, either
from app.derivation.units import names, unit_lists

_GRAMMAR = vocabulary.table("grammar")
NO_GIVING = rf"(?!giao (?!thông tấn)(?:{either(_GRAMMAR['no_giving'])})\b)"
GIVES = re.compile(rf"\b{NO_GIVING}(?:{either(_GRAMMAR['gives'])})(?: đối với| cho)? ?:? ?(?=\S)")
_JOINTS = re.compile(
    rf"(?:{either(_GRAMMAR['joints'])})(?:, ?|: ?| )(?!hóa)"
    r"|theo (?:nội dung )?(?:công điện|chỉ thị|kế hoạch|văn bản|công văn|thông báo|quyết định|nghị quyết|kết luận)(?: (?:này|trên|nói trên|nêu trên|đó))?, "
)
NUMBERED = re.compile(
    r"(?:\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) là[,:]?|thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám)[,:]|[a-zđ]\)|[-+]|\d{1,2}[-.)](?= ?[a-zà-ỹđ]{2})) ?"
)
_DATELINE = re.compile(r" *\([^()\n]{2,40}\) ?[-–—] ?")
CONDITIONS = Phrases(_GRAMMAR["conditions"])
_TELLS = Phrases(_GRAMMAR["tells"])
_BESIDE = re.compile(r"cùng (?:với )?(?=\S)")
ANSWERABLE = re.compile(
    r"(?:phải )?chịu (?:hoàn toàn |mọi )?trách nhiệm (?:toàn diện |hoàn toàn |trực tiếp |chính |cá nhân )?(?:trước|về|nếu|và xử lý)"
    r"(?![^;:]{0,90} (?:việc|nội dung|nhiệm vụ) sau)"
)
_DATED_OPENING = re.compile(
    r"(?:chậm nhất(?: là)?|muộn nhất(?: là)?|trước|đến|trong|hết) [^,;.]{0,50}?(?:\d{4}|\d{1,2}/\d{1,2}|tháng \d{1,2}(?: năm \d{4})?) "
)
_AGREES = re.compile(
    r"(?:đánh giá cao|ghi nhận (?:và|nỗ lực|những|sự|kết quả)|hoan nghênh|trân trọng cảm ơn|cảm ơn)\b|(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý)(?: cao)? (?:đánh giá|với|chủ trương|thông qua|về|nội dung)\b"
)
_IS_BODY = re.compile(r"(?:là|làm) (?:cơ quan|đơn vị|đầu mối|thành viên|chủ đầu tư|trưởng|tổ trưởng)\b")
_URGES = re.compile(rf"(?:{OBLIGES})\b")
URGED = re.compile(rf" ?(?:{OBLIGES}|được (?:giao|yêu cầu|đề nghị|phân công)) ")
_ASKED_BY = re.compile(
    r"(?:cũng )?được (?P<who>[^,;.:]{3,60}?) (?:yêu cầu|giao nhiệm vụ|giao|đề nghị|phân công) (?=\S)"
)
_MAY_NOT = re.compile(
    r"không (?:được|cấp phép|cho phép|tổ chức|bố trí|sử dụng|tiếp nhận|ban hành|đề xuất|giải quyết|thu|để xảy ra) (?!quyền|hưởng)\S"
)
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
        match = NUMBERED.match(src.low, at, end) or _JOINTS.match(src.low, at, end)
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
        if low.startswith("cùng ", at):
            at = past_helpers(src, at, end)
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
        urged = _URGES.match(low, at, end) is not None
        fallback = at if verb >= 0 and fallback < 0 else fallback
        at = opener
    return fallback


_TIMED = re.compile(
    r"(?:(?:vào )?(?:sáng |chiều )?thứ (?:hai|ba|tư|năm|sáu|bảy)|(?:vào )?ngày \d{1,2}) h[ằà]ng (?:tuần|tháng|quý),? |(?:trước|chậm nhất|muộn nhất|trong|đến|hết|từ|vào|sau)[^,;.]{0,24}(?:\d|tháng|quý|năm|thời hạn|ngày)[^,;.]{0,70}, ?"
    r"|h[ằà]ng (?:ngày|tuần|tháng|quý|năm),? |(?:\d{1,2}|ba|sáu) tháng(?: (?:một|1|01) lần,?)? |(?:\d{1,2}|hai|ba) (?:tuần|ngày) (?:một|1|01) lần,? |mỗi (?:ngày|tuần|tháng|quý|nửa năm|năm|đợt|kỳ|phiên|ca|vụ)(?: (?:một|1|01|hai) lần)?,? |định kỳ(?: [^,;.]{0,40})?, ?|định kỳ (?:hàng|hằng|mỗi)? ?(?:\d+ )?(?:tuần|tháng|quý|năm) "
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
        return _leaders(src, at, end) or _unlisted(src, at, end, given=after_gives)
    place = names.skip(src.low, stop, end)
    if after_gives and _IS_BODY.match(src.low, place, end):
        return Duty(at, unit_lists.split_units(src, at, stop), place, True)
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
    if stop <= at + 9 or URGED.match(src.low, stop, end) is None:
        return None
    return _duty_after(src, at, stop, end)


def _duty_after(src: Source, at: int, stop: int, end: int) -> Duty | None:
    """The duty that follows the units of [at, stop)."""
    low = src.low
    place = past_commas(low, stop, end)
    if place >= end or low[place] in ".;:)" or low.startswith("nào ", place):
        return None
    handed = GIVES.match(low, place, end)
    if (handed and names.head_at(src, handed.end(), end) > 0) or _AGREES.match(low, place, end):
        return None
    units = unit_lists.split_units(src, at, stop)
    if not units or ANSWERABLE.match(low, place, end):
        return None
    asked = _ASKED_BY.match(low, place, end)
    if asked is not None and names.head_at(src, asked.start("who"), end) > 0 and verb_at(src, asked.end(), end) >= 0:
        return Duty(at, units, place, True)
    if _MAY_NOT.match(low, place, end):
        return Duty(at, units, place, True)
    if match := _ESPECIALLY.match(low, stop, end):
        further = names.reach(src, match.end(), end)
        if further > match.end():
            stop, place = further, past_commas(low, further, end)
    place = past_helpers(src, place, end)
    verb = verb_at(src, place, end)
    told = _TELLS.at(low, place, end) > OPENERS.at(low, place, end)
    if verb >= 0 and low.startswith(" đã ", VERBS.at(low, verb, end)):
        return None
    if verb >= 0 and not (told and VERBS.at(low, place, end) < 0):
        return Duty(at, units, place, True) if not ANSWERABLE.match(low, verb, end) else None
    if told or place >= end:
        return None
    opened = CONDITIONS.at(low, place, end)
    if opened > 0:
        later = _verb_later(src, opened, min(end, place + 260))
        return Duty(at, units, place, True) if later >= 0 else None
    unknown = low[place].isalpha() and src.text[place].islower() and NOUNS.at(low, place, end) < 0
    return Duty(at, units, place, False) if unknown and "," not in low[stop:place] else None


def past_helpers(src: Source, at: int, end: int) -> int:
    """Where the duty begins after "cùng Sở Tài chính"; the place itself where no such words stand there."""
    beside = _BESIDE.match(src.low, at, end)
    if beside is None:
        return at
    further = names.reach(src, beside.end(), end)
    return past_commas(src.low, further, end) if further > beside.end() else at


def past_commas(low: str, place: int, end: int) -> int:
    while place < end and low[place] in " ,“…":
        place += 1
    return place


def _unlisted(src: Source, at: int, end: int, *, given: bool) -> Duty | None:
    """A body whose first word is in no list: a name of capitals directly before a known duty; `given` what it is to do."""
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
    if not (led or given) or verb_at(src, place, end) < 0:
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
