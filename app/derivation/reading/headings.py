"""Headings that only name units, intros that hand a list to somebody, and titles that sum up what stands below."""

import re

from app.derivation.model import Mention
from app.derivation.orders import duty, handing
from app.derivation.orders.found import Carried
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.outline import Block
from app.derivation.text.vocabulary import OPENERS, VERBS, either
from app.derivation.units import names, unit_lists
from app.derivation.units.names import OPEN

_GRAMMAR = vocabulary.table("grammar")
_BEFORE = re.compile(
    r"(?:về phía |riêng |đối với |trách nhiệm(?: chung| cụ thể)? của |nhiệm vụ(?: chung| cụ thể)? của |giao(?: cho)? |đề nghị |yêu cầu |kính đề nghị |phân công |nhiệm vụ cụ thể của |công việc của )+"
)
_AFTER = re.compile(
    r",? ?(?:có (?:trách nhiệm|nhiệm vụ)|cần|phải|chịu trách nhiệm|thực hiện|tập trung|tổ chức|chủ trì|triển khai)?[^.;]{0,80}?(?:sau|sau đây|nhiệm vụ|trách nhiệm|dung|việc)? ?:?$"
)
_HANDING = (
    "có trách nhiệm",
    "có nhiệm vụ",
    "chịu trách nhiệm",
    "thực hiện",
    "chủ trì thực hiện",
    "cần",
    "chỉ đạo",
    "lãnh đạo",
    "lãnh đạo, chỉ đạo",
    "tập trung chỉ đạo",
    "trực tiếp chỉ đạo",
    "ngoài các nội dung trên",
    "ngoài các nhiệm vụ trên",
    "ngoài nhiệm vụ trên",
    "cần tập trung",
    "chủ trì",
    "thực hiện tốt",
)
_WHICH = re.compile(
    r" ?(?:có|đang|được|thuộc|tại|ở|nằm|nơi|tham gia|trực tiếp) (?!trách nhiệm|nhiệm vụ)[^.;:,]{2,60}$| ?được (?:giao|cấp|phân công|ủy quyền) [^.;:]{2,140}$"
)
_KIND_WHICH = re.compile(r" ?[^\W\d_]+(?: [^\W\d_]+){0,3} (?:có|đang|được|thuộc|nằm) [^.;:]{2,60}$")
_KINDS = vocabulary.Phrases(_GRAMMAR["livelihoods"])
_SHORT_TITLE = 70
_SHORTEST_WORK = 12
_LISTS = re.compile(rf"(?:{either(_GRAMMAR['lists'])})(?: (?:sau|sau đây|như sau))? ?$")
_WORK_LISTED = re.compile(r"\b(?:việc|nội dung|nhiệm vụ|giải pháp) (?:sau|sau đây|như sau) ?$")
_ENUMERATES = re.compile(rf"\b(?:{either(_GRAMMAR['enumerations'])})\b[^:;.]{{0,50}}$")
_PARTS_LISTED = re.compile(rf"\b(?:{either(_GRAMMAR['parts'])})\b[^:;.]{{0,40}}$")
_OWN_WORK = re.compile(
    r", trong đó ?:?$|(?:trong đó|, )(?: cần)? ?(?:tập trung|chú trọng|lưu ý|ưu tiên)[^:;.]{0,60} ?:?$"
    r"|trong đó(?: cần)? (?:tập trung|chú trọng|lưu ý|ưu tiên|chú ý)[^:;.]{0,240} (?:như )?sau ?:?$"
)
_BODIES = ("các bộ", "các sở", "các ngành", "các xã", "các phường", "các huyện", "các phòng", "các ban")
_LISTS_WORK = re.compile(
    r"(?:nhiệm vụ|giải pháp|công việc)(?: (?:trọng tâm|chủ yếu|sau|cụ thể|chính|then chốt))*,? ?(?:như|gồm|là|bao gồm):? (?=[^\W\d_])"
)
_WORKS = re.compile(
    r" (?:(?:triển khai|tập trung|tổ chức|chủ động|khẩn trương|có trách nhiệm|phải|cần) )*(?:thực hiện|triển khai)(?: tốt| ngay)?"
    r" (?:một số |các |những )?(?:nội dung|nhiệm vụ|công việc|việc)(?: [^\W\d_]+){0,3}$"
)
_NO_NAME = re.compile(r"\b(?:các|những|chỉ đạo|phối hợp|yêu cầu|giao|đề nghị|để|nhằm|theo|khi|đã|được)\b")
_DIRECTS = re.compile(r"(?:tiếp tục |tập trung )?(?:lãnh đạo, )?chỉ đạo (?=\S)")
_NOT_OF_NAME = re.compile(r"(?:về|trong|với|theo|khi|nếu|là|có|đang|được|tại|từ|cần|phải|sẽ|cùng|không|đã)\b")
_GUIDES = re.compile(r"(?<=\w) hướng dẫn (?=các )")
_SAYS = re.compile(
    r" ?(?:đã |cũng |vừa |có )?(?:ban hành|yêu cầu|giao|đề nghị|kết luận|thống nhất|chỉ đạo như|thông báo|quyết định|xây dựng kế hoạch|ý kiến)\b"
)
_GUIDES_SO = re.compile(r" ?(?:đã |cũng )?hướng dẫn [^:]*như sau:? ?$")
_SPOKE = re.compile(
    r"(?:, [^:]{3,90})? (?:có ý kiến|kết luận|chỉ thị|yêu cầu)\b[^:]{0,30}$|(?:, [^:]{3,90})? ?đã [^:]{0,220}\b(?:yêu cầu|đề nghị|chỉ đạo|kết luận|lưu ý)\b"
)
_GROUND = re.compile(r"(?:thực hiện|căn cứ|theo|để|nhằm|trên cơ sở|xét|tiếp theo|triển khai) ")
_HANDS = re.compile(
    r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|có ý kiến|chỉ thị|thông báo|phân công|xây dựng kế hoạch|ban hành)\b"
)


def is_ground(src: Source, start: int, end: int, last: int) -> bool:
    """Whether a clause before the one that hands a list over only tells its ground: "Thực hiện Hướng dẫn …; UBND huyện yêu cầu:"."""
    return _GROUND.match(src.low, duty.after_joints(src, start, end)) is not None and (
        _HANDS.search(src.low, end, last) is not None
    )


def units_only(src: Source, block: Block) -> tuple[Mention, ...]:
    """The units of a heading that names units and nothing else: "2. Sở Nội vụ", "Đối với các xã, phường:"."""
    low = src.low
    start, end = block.start, block.end
    while end > start and src.text[end - 1] in ":.; ":
        end -= 1
    sentence = not block.children and src.text[block.end - 1] == "." and ";" in low[start:end]
    if end - start > 320 or sentence:
        return ()
    if match := _BEFORE.match(low, start, end):
        start = match.end()
    stop = names.reach(src, start, end)
    if stop <= start:
        return ()
    if stop < end and block.children and src.text[block.end - 1] not in ".;":
        plain = names.reach(src, start, end, plain=True)
        rest = plain - (low[plain - 1] == " ")
        stop = (
            end
            if plain > start
            and (
                _WHICH.match(low, rest, end)
                or _tells_which(low, start, rest, end)
                or _by_livelihood(low, start, rest, end)
            )
            else stop
        )
    if directs := _DIRECTS.match(low, names.skip(low, stop, end), end):
        further = names.reach(src, directs.end(), end)
        stop = end if block.children and further > directs.end() and not low[further:end].strip(" ,") else stop
        if stop == end:
            return unit_lists.split_units(src, start, names.reach(src, start, end))
    if stop < end and block.marked and _goes_on_with_name(src, start, stop, end):
        stop = end
    if stop < end and not (
        low[stop:end].strip(" ,") and _closing(low, stop, end, colon=src.text[block.end - 1] == ":")
    ):
        return ()
    return unit_lists.split_units(src, start, stop)


def _goes_on_with_name(src: Source, start: int, stop: int, end: int) -> bool:
    """Whether the rest of a heading are words in no list that belong to the name of a body of an open kind."""
    low = src.low
    rest = names.skip(low, stop, end)
    if OPEN.at(low, start, end) < 0 or not low[rest : rest + 1].isalpha() or low.count(" ", rest, end) > 8:
        return False
    if max(VERBS.at(low, rest, end), OPENERS.at(low, rest, end)) > 0 or _NO_NAME.search(low, rest, end):
        return False
    return _NOT_OF_NAME.match(low, rest, end) is None and "," not in low[rest:end]


def _tells_which(low: str, start: int, rest: int, end: int) -> bool:
    """ "Các hộ nuôi cá lồng có từ 10 lồng trở lên": a class of an open kind, words in no list, then which of them."""
    place = names.skip(low, rest, end)
    return (
        low.startswith(("các ", "những "), start)
        and OPEN.at(low, start, end) > 0
        and (_KINDS.at(low, place, end) > 0 or max(VERBS.at(low, place, end), OPENERS.at(low, place, end)) < 0)
        and _KIND_WHICH.match(low, rest, end) is not None
    )


def _by_livelihood(low: str, start: int, rest: int, end: int) -> bool:
    """ "Các doanh nghiệp khai thác, chế biến khoáng sản trên địa bàn tỉnh": a class of an open kind, and what it lives by."""
    place = names.skip(low, rest, end)
    return (
        low.startswith(("các ", "những "), start)
        and OPEN.at(low, start, end) > 0
        and _KINDS.at(low, place, end) > 0
        and _NO_NAME.search(low, place, end) is None
    )


def _closing(low: str, stop: int, end: int, *, colon: bool) -> bool:
    """Whether what follows the units only hands the list over: "có trách nhiệm", "thực hiện các nhiệm vụ sau:"."""
    rest = low[stop:end].strip(" ,:")
    if rest in _HANDING:
        return True
    return (
        colon
        and re.fullmatch(
            r"(?:có trách nhiệm |có nhiệm vụ |cần |phải |chịu trách nhiệm |tập trung |khẩn trương |lãnh đạo, |lãnh đạo |chỉ đạo )*(?:thực hiện|triển khai|tổ chức|làm)?(?: tốt| ngay| nghiêm)?(?: một số| các)?"
            r"(?: nội dung| nhiệm vụ| công việc| giải pháp| việc)*(?:,? (?:cụ thể|như|sau|sau đây|trọng tâm|chủ yếu|như sau))*",
            rest,
        )
        is not None
    )


def carried_by_intro(src: Source, start: int, end: int, above: Carried) -> Carried:
    """Whom a sentence before a list addresses; what it does not say is taken from above."""
    low = src.low
    best: tuple[tuple[Mention, ...], int] | None = None
    for match in duty.GIVES.finditer(low, start, end):
        stop = names.reach(src, match.end(), end)
        if stop > match.end() and (units := unit_lists.split_units(src, match.end(), stop)):
            best = (units, stop)
            break
    if (
        best is None
        and (guides := _GUIDES.search(low, start, end))
        and src.low[end - 1 : end + 1].strip().endswith(":")
    ):
        stop = names.reach(src, guides.end(), end)
        best = (unit_lists.split_units(src, guides.end(), stop), stop) if stop > guides.end() else None
    if best is None:
        at = duty.after_joints(src, start, end)
        place = at
        best = _named_before_work(src, at, end)
    if best is None:
        if towards := handing.FOR.match(low, at, end):
            place = towards.end()
        stop = names.reach(src, place, end)
        told_so = _GUIDES_SO.match(low, stop, end) is not None
        if stop > place and not told_so and not _SAYS.match(low, stop, end) and not _SPOKE.match(low, stop, end):
            best = (unit_lists.split_units(src, place, stop), stop)
        elif stop <= place:
            _, found = handing.conditioned(src, at, end)
            if found is not None and not _SAYS.match(low, found.verb - 1, end):
                best = (found.lead, found.verb)
            elif found is None:
                best = _last_named(src, at, end)
    if best is None or not best[0]:
        return Carried(above.lead, above.cooperating or _helpers(src, start, end), above.deadline)
    return Carried(best[0], _helpers(src, best[1], end), above.deadline)


def _named_before_work(src: Source, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
    """A name of words in no list before "thực hiện các nội dung sau": all of it, where it holds no further body or duty."""
    tail = _WORKS.search(src.low, start, end)
    if tail is None or names.head_at(src, start, end) < 0:
        return None
    stop = names.reach(src, start, end)
    if (
        not start < stop < tail.start()
        or _NO_NAME.search(src.low, stop, tail.start())
        or "," in src.low[start : tail.start()]
    ):
        return None
    return unit_lists.split_units(src, start, tail.start()), tail.start()


def _last_named(src: Source, start: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
    """Units after a comma to whom the list is handed at once: "Để …, Thủ trưởng các sở có trách nhiệm:"."""
    passed = start
    for match in re.finditer(", ", src.low[start : min(end, start + 800)]):
        place = start + match.end()
        if place < passed:
            continue
        stop = names.reach(src, place, end)
        if stop > place and src.low[stop:end].strip(" ,:") and _closing(src.low, stop, end, colon=True):
            return unit_lists.split_units(src, place, stop), stop
        passed = max(place, stop)
    return None


def _helpers(src: Source, start: int, end: int) -> tuple[Mention, ...]:
    """Who is to help those addressed; not whom others are to work with ("X chỉ đạo Y phối hợp với Z")."""
    at = src.low.find("phối hợp", start, end)
    return unit_lists.with_whom(src, start, end) if "chỉ đạo " not in src.low[start : max(at, start)] else ()


def holds_enumeration(src: Source, start: int, end: int) -> bool:
    """Whether a sentence that ends with a colon lists parts of one deliverable or principle, not instructions."""
    stop = end
    while stop > start and src.low[stop - 1] in " :":
        stop -= 1
    if src.low.startswith("về ", start):
        return False
    tail = src.low[max(start, stop - 90) : stop]
    if re.search(r"(?:^|, )(?:yêu cầu|đề nghị)$", tail):
        return False
    return (
        _ENUMERATES.search(tail) is not None and re.search(r"(?:nhiệm vụ|giải pháp|công việc)[^:]{0,30}$", tail) is None
    )


def parts_listed(src: Source, start: int, end: int) -> int:
    """The colon in a sentence behind which parts of one thing are listed, "theo nguyên tắc: a; b; c"; -1 where none is."""
    colon = src.low.find(":", start, end)
    while colon > 0:
        if src.low.find(";", colon, end) > 0 and (
            _PARTS_LISTED.search(src.low, max(start, colon - 60), colon)
            or (src.low.endswith("gồm", start, colon) and duty.verb_at(src, colon + 1, end) < 0)
        ):
            return colon
        colon = src.low.find(":", colon + 1, end)
    return -1


def has_own_work(src: Source, start: int, end: int) -> bool:
    """An intro with an instruction of its own before "…, trong đó tập trung:"."""
    own = _OWN_WORK.search(src.low, max(start, end - 300), end)
    return own is not None and own.start() > start + _SHORTEST_WORK


def _addresses(src: Source, at: int, end: int) -> bool:
    found = duty.addressed(src, at, end)
    return found is not None and found.known


def inner_list(src: Source, start: int, end: int) -> int:
    """Where the instructions begin inside a sentence after "…, như:", "… các nhiệm vụ sau:"; -1 where none do."""
    low = src.low
    listed_after = _LISTS_WORK.search(low, start, min(end, start + 320))
    if listed_after is not None and low.find(";", listed_after.end(), end) > 0:
        first = listed_after.end()
        if duty.verb_at(src, first, end) == first:
            return first
    at = low.find(":", start, end)
    while at > 0:
        after = at + 1
        while after < end and low[after] in " \n-–+":
            after += 1
        numbered = duty.NUMBERED.match(low, after, end)
        first = numbered.end() if numbered else after
        listed = _LISTS.search(low, max(start, at - 40), at) is not None
        opens = first < end and src.text[first].isupper() and duty.verb_at(src, first, end) >= 0
        several = listed and low.find(";", first, end) > 0
        opens = opens or (several and _addresses(src, first, end))
        opens = opens or (
            several
            and _WORK_LISTED.search(low, max(start, at - 40), at) is not None
            and duty.verb_at(src, first, end) >= 0
        )
        opens = opens and not (low.endswith(_BODIES, start, at) and names.CAPITALS_LISTED.match(src.text, first, end))
        titled = (
            at - start < _SHORT_TITLE
            and not re.search("[,;]", low[start:at])
            and _ENUMERATES.search(low, start, at) is None
        )
        if opens and (listed or titled) and not holds_enumeration(src, start, at + 1):
            return after
        at = low.find(":", at + 1, end)
    return -1
