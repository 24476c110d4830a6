"""Whether a clause gives an instruction, to whom, and by what it was known. Rules: the labelling guide, part 1."""

import re
from dataclasses import dataclass, replace

from app.derivation.model import Mention
from app.derivation.orders import clauses, duty, handing, statements, told
from app.derivation.orders.clauses import PAST
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import CONTEXT, MEMBERS, NOUNS, OBLIGES, QUALITY, VERBS
from app.derivation.units import kinds, names, unit_lists

_GRAMMAR = vocabulary.table("grammar")
_FORBIDS = re.compile(
    r"(?:tuyệt đối |kiên quyết )?(?:nghiêm cấm|không (?:được|để|tự|ban hành|tổ chức|bố trí|yêu cầu|đặt|tiếp nhận|thực hiện|sử dụng|điều chỉnh|giải quyết|phát sinh|đề xuất|hợp thức))|tuyệt đối "
)
_PERMITTED = r"(?:được phép|khuyến khích|có thể|kêu gọi(?!,? (?:tàu|ngư dân|đầu tư|hướng dẫn|chủ tàu))|được quyền|được khen thưởng|được xét hỗ trợ)\b"
_PERMITS = re.compile(rf"(?:[^.;,]{{0,60}} )?{_PERMITTED}")
_MAY = re.compile(rf"(?:[^\W\d_]+ ){{0,2}}{_PERMITTED}")
_TOPIC = re.compile(rf"\b(?:{OBLIGES}) ")
_BY = re.compile(r"\bdo (?=\S)")
_THIS_UNIT = re.compile(r"(?:các )?(?:đơn vị|cơ quan|địa phương|sở|bộ|ngành|cục) này ")
_CASE = re.compile(r"[^.;:]{3,60}? (?:bị|gặp|quá hạn|hết hạn|chưa|thiếu|mất|hỏng) [^.;:]{0,60}?\bthì ")
_ABOUT = re.compile(r"(?:về|đối với|liên quan(?: đến)?) [^:;.]{3,220}: ?(?=\S)")
_TITLED = re.compile(r"[^:;.,]{3,90}(?:, [^:;.,]{2,40}){0,2}: ?(?=\S)")
_NOT_FORBIDDEN = re.compile(
    r"không (?:có|phải|còn|khí|gian|chỉ|những|ai|thể|ít|đồng ý|thống nhất|nhất trí|thấy|đạt|xảy ra|ngừng)\b"
)
_IF_NEEDED = re.compile(r"(?:trong )?(?:trường hợp|khi) cần thiết, ")
_FEW = 40
_ENACTS = re.compile(r"(?:phê duyệt|ban hành|công bố|thông qua) ")
_REPORTS = re.compile(r"(?:kịp thời |phải |thì )*(?:báo cáo|phản ánh|xin ý kiến|kiến nghị|tham mưu|đề xuất) ")
_FUNDED = re.compile(r"(?:lấy |trích |chi |sử dụng )?từ (?:nguồn|ngân sách) ")
_LIMITS = re.compile(r"(?:đối với|trường hợp|trong trường hợp) ")
_URGENT = re.compile(r"(?:chủ động|tiếp tục|thường xuyên|tích cực|khẩn trương) (?:công tác|việc|các|những) ")
_LOOSE = re.compile(
    r"(?:đúng|đầy đủ|không|rất|luôn|cao|thấp|tốt|nhất|có|là|được|bị|ở|tại|của|và|hoặc|với|theo|từ|về|nếu|khi)\b"
)


@dataclass(frozen=True)
class Place:
    """Where a clause stands: its number in the sentence and of the sentence in the block, and what governs it.

    `beside`: the clause before it handed something out ("giao …; yêu cầu …"); `article`: it opens an article of a decision.
    """

    clause: int
    sentence: int
    marked: bool
    ordering: bool
    led: bool
    relayed: bool = False
    firm: bool = False
    article: bool = False
    givers: frozenset[str] = frozenset()
    beside: bool = False


@dataclass
class Order:
    """An instruction: its span, who is named in it, who is to help, and by what it was known.

    `told`: the sentence names its giver, so that nobody named above is to carry it out.
    """

    start: int
    end: int
    lead: tuple[Mention, ...]
    cooperating: tuple[Mention, ...]
    how: str
    helpers: tuple[Mention, ...] = ()
    told: bool = False


def order_in(src: Source, start: int, end: int, place: Place) -> Order | None:
    """The instruction a clause gives, or None. `how`: addressee, verb, topic or item (no known verb, but its place)."""
    start = duty.after_joints(src, start, end)
    low = src.low
    about = _ABOUT.match(low, start, min(end, start + 260)) if place.marked or place.ordering or place.led else None
    if about is None and place.marked and (topic := _titled(src, start, end)):
        found = duty.addressed(src, topic.end(), end)
        about = topic if found is not None and found.known else None
    if about is not None and handing.headed(src, start, end) is None and handing.toward(src, start, end) is None:
        start = duty.after_joints(src, about.end(), end)
        place = replace(place, clause=0)
    if statements.is_amount(src, start, end):
        return None
    if place.article and _ENACTS.match(low, start, end):
        return None
    if low.startswith("cử ", start) and src.text[start + 3 : start + 4].isupper():
        start += 3
    if end - start < 6:
        return None
    head = low[start : min(end, start + 240)]
    if statements.tells(src, start, end):
        return None
    if place.relayed and not place.marked and not statements.praises(src, start, end):
        telling = told.telling(src, start, end, place.givers)
        if telling is not None:
            return _told(src, start, end, telling, place)
        if told.speaks(src, start, end):
            return None
        asked = clauses.asked_at(src, start, end) if place.clause else -1
        if asked > 0 and handing.given(src, start, end) is None:
            return _told(src, start, end, told.Telling(start, asked, orders=True), place)
    handed = handing.headed(src, start, end) if ":" in low[start : min(end, start + 320)] else None
    if handed is not None and "phối hợp" in low[handed.lead[-1].end : handed.verb]:
        return _hand_over(src, end, handed)
    if found := handing.given(src, start, end):
        if _passes_on(src, start, found, place):
            return Order(start, end, (), unit_lists.with_whom(src, found.verb, end), "verb")
        first = start if _LIMITS.match(low, start) else found.start
        order = _order(src, first, end, found, "addressee" if found.known else "unknown")
        return replace(order, told=place.relayed and not place.marked)
    if _PERMITS.match(head) and not names.begins_unit(src, start, end):
        return None
    if handing.answerable(src, start, end) or statements.goes_on_as_before(src, start, end):
        return None
    inside = place.ordering or place.led or place.marked
    if statements.praises(src, start, end) or statements.makes_known(src, start, end):
        return None
    if inside and statements.tells_trouble(src, start, end) and handing.conditioned(src, start, end)[1] is None:
        return Order(start, end, (), (), "topic")
    if statements.threatens(src, start, end):
        return None
    if found := handing.headed(src, start, end):
        return _hand_over(src, end, found)
    if (
        (_FORBIDS.match(head) or _forbids_verb(src, start, end))
        and place.clause == 0
        and inside
        and not head.startswith("tuyệt đối b")
    ):
        return Order(start, end, (), (), "verb")
    if found := handing.toward(src, start, end):
        return _order(src, start, end, found, "addressee")
    if CONTEXT.at(low, start, end) > max(0, VERBS.at(low, start, end) - 1):
        return None
    if found := duty.addressed(src, start, end):
        persons = kinds.are_persons(found.lead[0]) and duty.URGED.match(low, found.lead[-1].end, end) is None
        if not inside and (persons or not found.known):
            return None
        if PAST.match(low, found.verb, end) or _MAY.match(low, found.verb, end):
            return None
        return _order(src, start, end, found, "addressee" if found.known else "unknown")
    timed = duty.timed_opening(src, start, end)
    if timed > 0 and (found := duty.addressed(src, timed, end)):
        return _order(src, start, end, found, "addressee")
    verb = duty.verb_at(src, start, end)
    if verb >= 0:
        return _by_verb(src, start, end, verb, place, inside=inside)
    if inside and low.startswith("căn cứ ", start) and handing.grounded(src, start, end):
        return Order(start, end, (), unit_lists.with_whom(src, start, end), "verb")
    later, found = handing.conditioned(src, start, end)
    if found is not None and not PAST.match(low, found.verb, end):
        return _order(src, start, end, found, "addressee" if found.known else "unknown")
    if _FUNDED.match(low, start, end) and found is None:
        return None
    urged = (
        place.clause == 0
        or low.startswith(("phải ", "cần "), later)
        or _IF_NEEDED.match(low, start, end)
        or (later > 0 and (_REPORTS.match(low, later, end) or low.startswith("trường hợp ", start)))
    )
    if later >= 0 and inside and urged and not statements.states(src, start, end):
        return Order(start, end, (), unit_lists.with_whom(src, later, end), "verb")
    return _by_place(src, start, end, place, inside=inside)


def _titled(src: Source, start: int, end: int) -> re.Match[str] | None:
    """What stands before a colon as the matter of an item: a noun, or a few words before a name: "Báo cáo năm: Các xã gửi …"."""
    topic = _TITLED.match(src.low, start, end)
    if topic is None or NOUNS.at(src.low, start, end) > 0:
        return topic
    few = topic.end() - start < _FEW and not names.begins_unit(src, start, end)
    return topic if few and src.text[topic.end()].isupper() and names.begins_unit(src, topic.end(), end) else None


def _told(src: Source, start: int, end: int, telling: told.Telling, place: Place) -> Order | None:
    """What a giver is told to have ordered: for the units behind the word of telling, else for those of "Đối với X, …"."""
    if not telling.orders:
        return None
    at = telling.content
    first = start if src.low.startswith("đối với ", start) else at
    if (back := _THIS_UNIT.match(src.low, at, end)) and handing.concerned(src, start, telling.start):
        at = back.end()
    found = duty.addressed(src, at, end, after_gives=True) or handing.toward(src, at, end)
    if found is None and (handed := handing.headed(src, at, end)):
        return replace(_hand_over(src, end, handed), told=True)
    if found is None and duty.verb_at(src, at, end) < 0:
        _, found = handing.conditioned(src, at, end)
    if found is not None:
        return (
            None
            if PAST.match(src.low, found.verb, end)
            else replace(_order(src, first, end, found, "addressee"), told=True)
        )
    ordered = order_in(src, at, end, replace(place, clause=0, relayed=False, ordering=True, led=True))
    if ordered is None:
        return None
    first = first if first < at else ordered.start
    return replace(ordered, start=first, lead=ordered.lead or handing.concerned(src, start, telling.start), told=True)


def _passes_on(src: Source, start: int, found: duty.Duty, place: Place) -> bool:
    """ "yêu cầu các trường …" below "Sở Giáo dục và Đào tạo": the one named above is to ask for it.

    Not beside another order that was handed out: "giao Sở Y tế …; yêu cầu các xã …" are two of one giver.
    """
    if place.beside:
        return False
    asks = (place.firm and src.low.startswith("yêu cầu ", start)) or (
        place.led and src.low.startswith("phân công ", start)
    )
    return asks and src.text[found.start].islower() and all(kinds.is_general(one) for one in found.lead)


def _forbids_verb(src: Source, start: int, end: int) -> bool:
    """ "Không chuyển tuyến khi …": a prohibition with any verb of duty; not "Không có …"."""
    return src.text[start : start + 6] == "Không " and _NOT_FORBIDDEN.match(src.low, start) is None


def _hand_over(src: Source, end: int, found: duty.Duty) -> Order:
    """Units, a colon, and what they are to do; who is to help them before the colon helps in all that follows it."""
    told = unit_lists.with_whom(src, found.lead[-1].end, found.verb)
    doubtful = not found.known and src.text[found.verb].islower()
    order = _order(src, found.verb, end, found, "unknown" if doubtful else "addressee")
    return replace(order, cooperating=(*told, *order.cooperating), helpers=told)


def _order(src: Source, start: int, end: int, found: duty.Duty, how: str) -> Order:
    return Order(
        start, end, found.lead, (*handing.beside(src, found), *unit_lists.with_whom(src, found.verb, end)), how
    )


def _by_verb(src: Source, start: int, end: int, verb: int, place: Place, *, inside: bool) -> Order | None:
    """An instruction without a named addressee; in a free paragraph only where the text relays orders."""
    low = src.low
    if not inside and not place.relayed:
        return None
    if place.relayed and not place.marked and place.clause == 0 and told.narrates(src, start, end):
        return None
    if place.clause == 0 and not place.led and not place.marked and statements.states(src, start, end):
        return None
    if (
        place.clause == 0
        and place.sentence == 0
        and low.startswith("thực hiện ", verb)
        and statements.states(src, start, end)
    ):
        return None
    return Order(start, end, (), unit_lists.with_whom(src, start, end), "verb" if place.clause == 0 else "clause")


def _by_place(src: Source, start: int, end: int, place: Place, *, inside: bool) -> Order | None:
    """An instruction known by its place: "X cần làm", "X do Y làm", or an item of orders that opens with no known word."""
    low = src.low
    if not inside:
        return None
    if place.clause:
        return _further_clause(src, start, end, place)
    window = low[start : min(end, start + 200)]
    by = _BY.search(low, start, min(end, start + 300))
    if by and not window.startswith(("thành phần", "kinh phí")):
        found = duty.addressed(src, by.end(), end)
        if found is not None and found.known:
            return Order(start, end, found.lead, (), "topic")
    topic = _TOPIC.search(low, start, min(end, start + 160))
    if topic and not PAST.search(low, start, topic.start()) and not window.startswith(("việc ", "công tác ", "mọi ")):
        verb = duty.verb_at(src, topic.end(), end)
        if verb >= 0 and QUALITY.at(low, verb, end) < 0 and not handing.answerable(src, topic.end(), end):
            return Order(start, end, (), (), "topic")
    case = _CASE.match(low, start, min(end, start + 200)) if place.led else None
    if case and not PAST.search(low, start, case.end()) and duty.verb_at(src, case.end(), end) == case.end():
        return Order(start, end, (), (), "topic")
    governed = place.marked and (place.ordering or place.led)
    if not governed or not _opens_unknown(src, start, end) or not src.text[start].isupper():
        return None
    if end - start < 25 or names.begins_unit(src, start, end) or PAST.search(window) or _name_like(src.text[start:end]):
        return None
    return Order(start, end, (), unit_lists.with_whom(src, start, end), "item")


def _opens_unknown(src: Source, start: int, end: int) -> bool:
    """Whether a span opens with a word that is in no list: neither a noun nor a unit nor a word that opens no order."""
    low = src.low
    if not low[start].isalpha() or src.text[start:end].isupper() or " " not in low[start:end]:
        return False
    return NOUNS.at(low, start, end) < 0 and _LOOSE.match(low, start) is None


def _further_clause(src: Source, start: int, end: int, place: Place) -> Order | None:
    """A clause after a semicolon that opens with an unknown word: an instruction in an item that gives one, else none."""
    low = src.low
    if _URGENT.match(low, start, end) and QUALITY.at(low, start, end) < 0:
        return Order(start, end, (), unit_lists.with_whom(src, start, end), "item")
    if (
        not (place.marked or place.led)
        or end - start < 18
        or src.text[start].isupper()
        or not _opens_unknown(src, start, end)
    ):
        return None
    if MEMBERS.at(low, start, end) > 0 or names.begins_unit(src, start, end) or QUALITY.at(low, start, end) > 0:
        return None
    return Order(start, end, (), (), "item")


def _name_like(words: str) -> bool:
    """Whether most of the first words have capitals: a name or title, not an instruction."""
    first = words.split()[:4]
    return sum(one[:1].isupper() for one in first) > 2
