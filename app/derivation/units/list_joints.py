"""Whether a piece of a list of units is a member of its own or belongs to the member before it.

Rules: the labelling guide, part 2: one plural over bare nouns is one class, a name or a qualifier of its own is another member.
"""

import re

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import MEMBERS
from app.derivation.units import kinds, names
from app.derivation.units.name_heads import BARE_CLASS, BARE_KIND, FULL
from app.derivation.units.names import PARTS

_PLURAL = re.compile(r"(?:các|những) |(?:.{0,60} )?(?:các|những) ")
_TIER_NAMES = (
    r"(?:tp|tỉnh|thành phố|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh ủy|thành ủy|huyện ủy|thôn|bản|tổ dân phố)"
)
_TIER_END = re.compile(rf"\b{_TIER_NAMES}$")
TIER_START = re.compile(rf"{_TIER_NAMES}\b(?! [a-zà-ỹđ ]*ủy\b)|thành ủy\b|huyện ủy\b|đảng ủy\b")
_EVERY_LEVEL = frozenset(("các cấp", "từng cấp", "mọi cấp"))
_EVERY_BRANCH = ("các ngành", "từng ngành", "mọi ngành")
_OF_OFFICE = re.compile(r"(?:ubnd|ủy ban nhân dân|chủ tịch|thủ trưởng|giám đốc|công an) ")
_LINKED = re.compile(
    r"(?:các )?(?:cơ quan|đơn vị|tổ chức|ban, ngành|ngành)(?:, (?:đơn vị|tổ chức|địa phương|cá nhân))?[^,;]{0,20} liên quan\b"
)
_PLACES_NAMED = re.compile(
    r"(?:Chủ tịch |Công an )?(?:UBND|Ủy ban nhân dân|Công an) các (?:tỉnh|thành phố|huyện|quận|xã|phường)(?: [A-ZĐ]\w*)+(?:(?:,| và) [A-ZĐ]\w*(?: [A-ZĐ]\w*)*)*"
)
_ZONES = re.compile(r"các khu (?:công nghiệp|chế xuất|công nghệ cao)\b")
_ZONE_BODY = re.compile(r"ban quản lý (?:các )?khu (?:kinh tế|công nghệ cao|chế xuất)\b")
_SUBORDINATE = re.compile(r"(?:cơ quan|đơn vị|tổ chức) (?:trực )?thuộc (?:bộ|sở|ngành|cục|phòng)\b")
_BARE_PLURAL = re.compile(r"các (?:bộ|sở|ban|cơ quan|đơn vị|cấp ủy)(?:, (?:ban|ngành|sở|đơn vị|cơ quan|đoàn thể))*")
_TIERED = re.compile(r"(?:cấp (?:tỉnh|huyện|xã|trung ương)|các cấp)$")
_LEVEL = re.compile(r"cấp (?:cao|tỉnh|huyện|xã|trung ương|cơ sở)")
_TIER_ONLY = re.compile(r"(?:cấp )?(?:tỉnh|huyện|xã|trung ương|cơ sở)$|các cấp$")
_OFFICE_OF = re.compile(r"(?:chánh |phó chánh )?văn phòng (?:hđnd|hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội)")
_LOCAL_OFFICE = re.compile(r"(?:trung tâm|trạm|bệnh viện|phòng|chi cục|trường) [^\W\d_]+ [^\W\d_]+")
_SCHOOLS = re.compile(r"\btrường (?:mầm non|tiểu học|trung học|thcs|thpt|phổ thông)\b")
_LEVEL_OF_SCHOOL = re.compile(
    r"(?:mầm non|tiểu học|trung học cơ sở|trung học phổ thông|thcs|thpt|phổ thông|cao đẳng|đại học)\b"
)
_PERSON = re.compile(r"(?:đồng chí|đ/c|ông|bà) ")
_POST = re.compile(
    r"\b(?:phó )?(?:bí thư|chủ tịch|chủ nhiệm|trưởng|giám đốc|chánh|cục trưởng|vụ trưởng|ủy viên|chi cục trưởng|hiệu trưởng|chỉ huy trưởng)\b"
)
_BARE_POST = re.compile(
    r"(?:đồng chí )?(?:các )?(?:phó )?(?:bộ trưởng|bí thư|chủ tịch|(?:tổng )?giám đốc|thủ trưởng|hiệu trưởng|(?:cục|vụ|viện) trưởng|trưởng|chủ tịch hội đồng (?:thành viên|quản trị))"
)
_BARE_POSTS = re.compile(rf"{_BARE_POST.pattern}(?:, {_BARE_POST.pattern})*")
_WHOLE = vocabulary.phrases("whole_names")
_PLURAL_OFFICE = re.compile(r"(?:giám đốc |bộ trưởng |lãnh đạo |thủ trưởng )?(?:các )(?:bộ|sở|phòng|ban)\b")
_OFFICE = re.compile(
    r"(?:(?:cục|vụ|viện) trưởng |trưởng |phó trưởng |giám đốc )?(?:vụ|cục|chi cục|phòng|ban|trung tâm|viện|văn phòng) "
)


def joins(src: Source, before: tuple[int, int], piece: tuple[int, int], between: str) -> bool:
    """Whether a piece of a list belongs to the member before it."""
    if between in (";", ":"):
        return False
    text, low = src.text, src.low
    first, last = piece
    small = text[first].islower() or (" " in text[before[0] : before[1]] and text[before[0] : last].isupper())
    if text[before[1] - 1].isdigit() and text[first:last].isdigit():
        return True
    if _LEVEL.fullmatch(low, first, last) and " cấp " in low[before[0] : before[1]]:
        return True
    if between in (",", "và") and _one_name(src, before[0], first):
        return True
    if _SCHOOLS.search(low, *before) and _LEVEL_OF_SCHOOL.match(low, first, last):
        return True
    if BARE_CLASS.fullmatch(low, *before) and BARE_KIND.fullmatch(low, first, last):
        return True
    if between == "và" and _ZONES.match(low, first) and _ZONE_BODY.search(low, *before):
        return True
    whole = " & " in text[before[0] : before[1]] or " và " in low[before[0] : before[1]]
    if _OFFICE.match(low, *before) and not whole and _common_name(src, first, last):
        return True
    if low[max(before[0], before[1] - 7) : before[1]].lstrip().endswith(tuple(_EVERY_LEVEL)) and low.startswith(
        _EVERY_BRANCH, first
    ):
        return True
    if low.startswith(("các ", "những ", "toàn thể "), first) or names.TEAM.match(low, first, last):
        return False
    if (
        text[first].isupper()
        and _WHOLE.at(low, first, min(len(low), last + 80)) > 0
        and names.head_at(src, first, last) < 0
    ):
        listed = _PLURAL_OFFICE.match(low, max(0, src.low.rfind("các ", max(0, before[0] - 24), first)), first)
        if listed is not None and (" " in low[listed.end() : before[1]].strip() or ":" in low[listed.end() : first]):
            return False
    placed = _PLACES_NAMED.fullmatch(text, *before) is not None and text[first].isupper()
    if (placed or ":" in text[before[0] : before[1]]) and names.head_at(src, first, last) < 0:
        return True
    if low.endswith("bộ trưởng", *before) and text.startswith("Thủ trưởng ", first):
        return False
    if between == "," and low.endswith((" khu", "các khu"), *before) and low.startswith(("cụm ", "khu "), first):
        return True
    if _BARE_POSTS.fullmatch(low, *before) or (between == "và" and _OFFICE_OF.fullmatch(low, *before)):
        return True
    if (
        between == ","
        and _PERSON.match(low, *before)
        and _POST.match(low, first, last)
        and not _POST.search(low, before[0] + 9, before[1])
    ):
        return True
    if names.head_at(src, first, last) < 0 and MEMBERS.at(low, first, last) < 0:
        if names.CALLED.match(low, first, last) and " " in low[before[0] : before[1]]:
            return False
        if small:
            return True
        if between == "và" and not low.startswith(
            ("các bộ", "các sở", "các tỉnh", "các thành phố", "các ban"), before[0]
        ):
            return True
    if between == "," and _TIER_END.search(low, *before) and _LOCAL_OFFICE.match(low, first, last):
        return False
    if low.startswith(("trực thuộc", "thuộc "), first) or (
        (text[first].islower() or text.startswith("TP", first))
        and _TIER_END.search(low, *before)
        and TIER_START.match(low, first, last)
    ):
        return True
    own = names.head_at(src, first, last)
    if own > 0 and text[first].isupper() and text[own + 1 : own + 2].isupper():
        return False
    if text[first].isupper() and PARTS.at(low, first, last) > 0 and not _PLURAL.match(low, *before):
        return True
    if text[first].isupper() and PARTS.at(low, first, last) > 0 and text[before[0]].isupper() and between != ",":
        return True
    member = MEMBERS.at(low, first, last)
    common = text[first].islower() or member == last or text[names.skip(low, member, last) : last][:1].islower()
    qualified = text[first].isupper() and 0 < own < last and text[own : own + 1] == " "
    if member > 0 and between == "," and common and not qualified and _BARE_PLURAL.fullmatch(low, *before):
        return True
    if member < 0 or kinds.proper(text[member:last]):
        return False
    if between == "," and kinds.proper(text[before[0] : before[1]]) and _SUBORDINATE.match(low, first, last):
        return False
    if between == "," and _TIERED.search(low, *before) and not _TIER_ONLY.match(low, first, last):
        return False
    tiered = low.startswith(("ubnd cấp", "ủy ban nhân dân cấp"), first) and low.startswith("các ", before[0])
    tiered = tiered and not (text[first].isupper() and kinds.qualified(src, *before))
    if not (small or tiered):
        return False
    if between == "và" and _OF_OFFICE.match(low, *before) and _LINKED.match(low, first):
        return False
    if between == "và" and kinds.qualified(src, *before) and kinds.qualified(src, first, last):
        return False
    return not kinds.proper(text[before[0] : before[1]]) or bool(_PLURAL.match(low, *before))


def _common_name(src: Source, first: int, last: int) -> bool:
    """A further part of one office's name: a capital word and small ones, no body, no short form: "Vụ Kế hoạch, Tài chính"."""
    words = src.text[first:last].split()
    capitals = [word for word in words if word[:1].isupper()]
    if not words or not words[0][:1].isupper() or words[0].isupper() or len(words) < 2 or len(capitals) == len(words):
        return False
    return names.head_at(src, first, last) < 0 and MEMBERS.at(src.low, first, last) < 0 and len(capitals) < 3


def _one_name(src: Source, start: int, first: int) -> bool:
    """Whether one name of the list of whole names goes over the comma or "và" before the place."""
    low = src.low
    for _ in range(9):
        place = names.skip(low, start, first)
        if place >= first:
            return False
        if (
            max(_WHOLE.at(low, place, min(len(low), first + 80)), FULL.at(low, place, min(len(low), first + 80)))
            > first
        ):
            return True
        blank = low.find(" ", place, first)
        if blank < 0:
            return False
        start = blank + 1
    return False
