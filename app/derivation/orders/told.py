"""Orders told in reported speech: "Bộ Chính trị yêu cầu đẩy nhanh …", "Chủ tịch UBND tỉnh nhấn mạnh, các sở phải …".

Who gives the order is never the one to carry it out: that is who stands behind the word of telling, or nobody.
"""

import re
from dataclasses import dataclass

from app.derivation.orders import duty
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, one_line
from app.derivation.text.vocabulary import NOUNS, OBLIGES, either
from app.derivation.units import names

_GRAMMAR = vocabulary.table("grammar")
_GIVER = rf"(?:{either(_GRAMMAR['givers'])}|{either(_GRAMMAR['givers_told'])})\b(?:(?! (?:được|bị|ban hành|văn bản|công văn|gửi) )[^,;:.\n]){{0,90}}?"
_ALWAYS = rf"(?:{either(_GRAMMAR['givers_always'])})\b"
_MODS = r"(?: (?:cũng|đã|còn|tiếp tục|vừa|trực tiếp|thống nhất|đồng thời|nhất trí|kết luận|đặc biệt|có ý kiến|nêu rõ))*"
_BY_PAPER = r"(?: (?:vừa|đã|mới))?(?: (?:có|ban hành|ra|gửi) (?:văn bản|công văn|công điện|thông báo|ý kiến)(?: số [^ ,;]{2,30})?)"
_MODS_END = re.compile(rf"(?: ký(?: ban hành)?,)?(?:{_BY_PAPER})?{_MODS}$")
_IN_WRITING = re.compile(rf"{_BY_PAPER}{_MODS} $")
_ORDERS = rf"{duty.NO_GIVING}(?:{either(_GRAMMAR['says_orders'])})\b"
_DIRECTS = rf"(?:{either(_GRAMMAR['says_directs'])})\b"
_STATES = rf"(?:{either(_GRAMMAR['says_states'])})\b"
_SETS = rf"(?:{either(_GRAMMAR['says_sets'])})\b"
_AT_ONCE = re.compile(
    rf"{_GIVER}(?:(?: ký(?: ban hành)?,)?(?:{_BY_PAPER})?{_MODS} (?P<says>(?P<orders>{_ORDERS})|(?P<directs>{_DIRECTS})|(?P<sets>{_SETS})|(?P<states>{_STATES}))"
    rf"|(?P<forbids> )(?=nghiêm cấm ))"
)
_KNOWN = re.compile(_ALWAYS)
_AFTER = re.compile(
    r"(?:(?<=giao)(?: nhiệm vụ| trách nhiệm)|(?: nhiệm vụ| trách nhiệm)(?= cho))?(?: cho)?(?:,? (?:rằng|là|việc|như sau|cụ thể))?[ ,:]*"
)
_SET_TASKS = re.compile(
    r"(?:các |một số |những |ba |hai |\d+ )?(?:nhiệm vụ|nội dung|giải pháp|công việc)[^.;:]{0,60}? là "
)
_URGES = re.compile(rf"\b(?:{OBLIGES}|không được|tuyệt đối|khẩn trương)\b")
_ISSUES = re.compile(
    rf"(?P<who>{_GIVER}){_MODS} (?:(?:ký |có )?(?:ban hành|ký|yêu cầu|đề nghị|giao)|(?:có|gửi|ra) (?:văn bản|công văn|công điện|thông báo|chỉ thị))\b"
)
_NARRATES = re.compile(
    r"xác định [^;]{3,160}? là |[^;]{0,300}?(?:đã (?:tuyên bố|công bố|ghi nhận|khẳng định)\b|\b(?:được (?:xem|coi|kỳ vọng|đánh giá|nhận định|ví|đưa ra)|nhằm mục đích|có ý nghĩa)\b"
    r"|, (?:[^,;.:]{1,60}) (?:đã|vừa) (?!được|nêu|giao|phân công)|, (?:hội nghị|đại hội|phiên họp|cuộc họp)[^,;.:]{0,40} (?:thống nhất|đã|vừa)\b)"
)
_SPEAKS = re.compile(
    rf"(?:đ/c|đồng chí|ông|bà|{_GIVER}) ?[^,;:.]{{0,100}}? (?:dự họp|dự hội nghị|tham dự|phát biểu|chủ trì (?:hội nghị|cuộc họp|phiên họp|buổi))\b"
    r"|(?:đ/c|đồng chí|ông|bà) [^,;:.]{3,100}? (?:quán triệt|trình bày|phát biểu|cho biết|báo cáo|thông tin|chia sẻ|trao đổi)\b"
)
_ANNOUNCES = re.compile(
    rf"(?:ngày (?P<day>\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{4}})?),? )?(?<![^\W_])(?P<who>{_GIVER}){_MODS} (?:ký )?(?:ban hành|có|gửi|ra|ký)(?: ban hành)? (?:một )?"
    rf"(?P<type>{either(vocabulary.table('documents')['cited_bare'])}|văn bản)\b(?: khẩn| hỏa tốc| mới)?(?: số:? ?(?P<number>[\w/-]*\d[\w/-]*))?"
)
_PAPER = re.compile(rf"(?:{either(vocabulary.table('documents')['cited_bare'])}|văn bản|hội nghị|ông|bà|đồng chí)\b")
_LEADS = re.compile(r"(?:chủ trì|phối hợp|tăng cường|tiếp tục|khẩn trương|chịu trách nhiệm|tập trung|chủ động)\b")
_HEAD = 2500
_CHARGED = re.compile(rf"\b(?:{OBLIGES}|được giao|được phân công|chủ trì|phụ trách|trực tiếp|làm trưởng)\b|:")
_FARTHEST = 420


@dataclass(frozen=True)
class Telling:
    """Where the giver's name begins, where what is told begins, whether that is an order, whether orders are announced."""

    start: int
    content: int
    orders: bool
    sets: bool = False


@dataclass(frozen=True)
class Announced:
    """The words of a text for the directive it tells of; None for what it does not say."""

    issuer: str | None
    kind: str | None
    day: str | None
    number: str | None


def givers_of(src: Source) -> frozenset[str]:
    """The bodies and posts that give orders or issue directives in the text, by the first words of their names."""
    return frozenset(
        _key(match["who"]) for match in _ISSUES.finditer(src.low) if _names_giver(src, match.start(), match.end("who"))
    )


def announced(src: Source) -> Announced:
    """What the first lines of a text that tells say of the directive: who issued it, its kind and day; else who gives orders."""
    low = src.low[:_HEAD]
    for match in _ANNOUNCES.finditer(low):
        start, end = match.span("who")
        if not _names_giver(src, start, end):
            continue
        return Announced(_said_name(src, start, end), match["type"].capitalize(), match["day"], match["number"])
    for line in re.finditer(r"[^\n]+", low):
        found = telling(src, duty.after_joints(src, line.start(), line.end()), line.end(), frozenset())
        if found is not None and (found.orders or found.sets):
            says = _AT_ONCE.match(src.low, found.start, line.end())
            end = says.start("says") if says and says["says"] else found.start
            if name := _said_name(src, found.start, end):
                return Announced(name, None, None, None)
    return Announced(None, None, None, None)


def _said_name(src: Source, start: int, end: int) -> str | None:
    """The name of a giver without the words between it and what it does."""
    while end > start and src.low[end - 1] == " ":
        end -= 1
    if ended := _MODS_END.search(src.low, start, end):
        end = ended.start()
    if _PAPER.match(src.low, start, end) or not src.text[start : start + 1].isupper():
        return None
    return one_line(src.text[start:end]).strip(" ,") or None


_POST = re.compile(r"(?:phó )?(?:chủ tịch|bí thư) (?!(?:ubnd|ủy ban nhân dân|hđnd|đảng ủy) (?:các|cấp)\b)")
_ACCORDING = re.compile(rf"theo {_GIVER}, (?=(?:[^,;.]{{2,60}} )?(?:cần|phải) )")


def telling(src: Source, start: int, end: int, givers: frozenset[str]) -> Telling | None:
    """A giver with a word of telling at the head of a clause or after a comma in it; None where there is none.

    "Bộ Công an chỉ đạo công an các tỉnh …" tells of a giver only where the text shows it giving orders elsewhere:
    else it is itself to direct.
    """
    low = src.low
    places = [start, *(start + match.end() for match in re.finditer(", ", low[start : min(end, start + _FARTHEST)]))]
    for place in places:
        if according := _ACCORDING.match(low, place, end):
            return Telling(place, according.end(), True)
        match = _AT_ONCE.match(low, place, min(end, place + 200))
        if match is None:
            continue
        always = _KNOWN.match(low, place, end) is not None
        if match["forbids"]:
            if _names_giver(src, place, match.start("forbids")):
                return Telling(place, match.end(), True)
            continue
        if not always and not _names_giver(src, place, match.start("says")):
            continue
        if (match["directs"] or match["sets"]) and not (
            always
            or _key(match.group()) in givers
            or _POST.match(low, place, end)
            or _IN_WRITING.search(low, place, match.start("says"))
        ):
            continue
        after = _AFTER.match(low, match.end(), end)
        content = duty.after_joints(src, after.end() if after else match.end(), end)
        if content >= end - 6:
            continue
        if match["sets"]:
            set_out = _SET_TASKS.match(low, content, end)
            content = set_out.end() if set_out else content
        if match["sets"] and (NOUNS.at(low, content, end) > 0 or duty.verb_at(src, content, end) < 0):
            return Telling(place, content, False, sets=True)
        urged = match["states"] is None or _URGES.search(low, content, min(end, content + 240)) is not None
        orders = urged or _led(src, content, end)
        return Telling(place, content, orders)
    return None


def _led(src: Source, at: int, end: int) -> bool:
    """Whether a unit with words that lead stands at the place: "Chỉ thị nêu rõ, Bộ Y tế chủ trì …"."""
    stop = names.reach(src, at, end)
    return stop > at and _LEADS.match(src.low, names.skip(src.low, stop, end), end) is not None


def narrates(src: Source, start: int, end: int) -> bool:
    """Whether a sentence of a text that tells says what is, was said or done: "…, Hội nghị đã …", a caption, a question."""
    low = src.low
    if low.startswith("?", end):
        return True
    return _NARRATES.match(low, start, min(end, start + 360)) is not None


def speaks(src: Source, start: int, end: int) -> bool:
    """Whether a person is only told to have spoken or come: "Đồng chí Phó Giám đốc trình bày dự thảo", a caption."""
    if (
        src.low.startswith(("đồng chí ", "đ/c "), start)
        and _CHARGED.search(src.low, start, min(end, start + 260)) is None
    ):
        return True
    return _SPEAKS.match(src.low, start, min(end, start + 200)) is not None


def _names_giver(src: Source, start: int, end: int) -> bool:
    """Whether a name and nothing else stands before the word of telling; not "UBND xã tổ chức" in "tổ chức đánh giá"."""
    while end > start and src.low[end - 1] == " ":
        end -= 1
    if ended := _MODS_END.search(src.low, start, end):
        end = ended.start()
    return (
        src.low.startswith(("đồng chí ", "đ/c ", "lãnh đạo "), start)
        or src.low.count(" ", start, end) < 2
        or names.reach(src, start, end) >= end
    )


def _key(name: str) -> str:
    return " ".join(name.split()[:2])
