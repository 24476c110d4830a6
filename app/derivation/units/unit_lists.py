"""The members of a list of units: a class ("các sở, ban, ngành") is one, a name or a plural of its own is another.

Rules: the labelling guide, part 2. Names stay as the text writes them, without brackets that explain them.
"""

import re

from app.derivation.model import Mention
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import HEADS, MEMBERS
from app.derivation.units import names
from app.derivation.units.name_heads import FULL
from app.derivation.units.names import PARTS

_WITH = re.compile(
    r"\bphối hợp(?:,? (?:chặt chẽ|cùng|chặt|đồng bộ|kịp thời|hiệu quả|tốt|thường xuyên|có hiệu quả|quyết liệt|nhịp nhàng|toàn diện|tích cực))*(?: (?:với|cùng|cùng với))? (?=\S)|(?<=, )cùng (?:với )?(?=\S)|(?<=trì )cùng (?:với )?(?=\S)"
)
_SPLIT = re.compile(r" ?([,;]) ?(?:và )?| (?:và|cùng với|cùng) |(?<=bộ): ?|(?<=sở): ?|(?<=địa phương): ?")
_PLURAL = re.compile(r"(?:các|những) |(?:.{0,60} )?(?:các|những) ")
_COMMON_CAPITALS = frozenset(("Ủy", "Uỷ", "Trung", "Chính", "UBND", "HĐND", "Nhân", "Đảng", "Các", "Quốc", "Nhà"))
_DROPPED = re.compile(r"(?:giao(?: cho)?|đề nghị|yêu cầu|kính đề nghị|phân công|riêng) ")
_TIER_NAMES = (
    r"(?:tp|tỉnh|thành phố|xã|phường|thị trấn|đặc khu|huyện|quận|thị xã|tỉnh ủy|thành ủy|huyện ủy|thôn|bản|tổ dân phố)"
)
_TIER_END = re.compile(rf"\b{_TIER_NAMES}$")
_TIER_START = re.compile(rf"{_TIER_NAMES}\b(?! [a-zà-ỹđ ]*ủy\b)|thành ủy\b|huyện ủy\b|đảng ủy\b")
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
_NO_KIND = re.compile(
    r"^cán bộ|\b(?:các|những|thủ trưởng|người đứng đầu|lãnh đạo|giám đốc|chủ tịch|trưởng|bí thư|hội đồng nhân dân|hđnd|ubnd)\b"
)
_IDIOMS = frozenset(
    (
        "cơ quan",
        "đơn vị",
        "tổ chức",
        "cá nhân",
        "đoàn thể",
        "địa phương",
        "doanh nghiệp",
        "cấp ủy",
        "chính quyền",
        "tổ chức đảng",
        "thành phố",
        "thị xã",
        "thị trấn",
        "hợp tác xã",
        "gia đình",
        "nhà trường",
        "hộ gia đình",
        "công chức",
        "viên chức",
        "đảng viên",
        "người lao động",
    )
)
_HELP = re.compile(r" ?phối hợp(?! với| cùng)")
_LED = re.compile(r"chủ trì, (?=\S)")
_OFFICE_OF = re.compile(r"(?:chánh |phó chánh )?văn phòng (?:hđnd|hội đồng nhân dân|đoàn đbqh|đoàn đại biểu quốc hội)")
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
_EXPLAINS = re.compile(r" ?[-–] ?(?:là )?(?:cơ quan|đơn vị|bộ phận) (?:thường trực|đầu mối|chủ trì|tham mưu)\b")
_PERSONS = re.compile(rf"(?:các |mọi |mỗi |từng )?(?:{vocabulary.either(vocabulary.table('grammar')['persons'])})\b")
_ALONE = frozenset(("bộ", "sở", "cục", "ban", "vụ", "viện", "và"))


def split_units(src: Source, start: int, end: int) -> tuple[Mention, ...]:
    """The members of a list of units as the text writes them, without explaining brackets."""
    text, low = src.text, src.low
    end = min(end, start + 2 * names.MAX_REACH)
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
    apart = _kinds_apart(src, pieces)
    for number, (first, last, between) in enumerate(pieces):
        piece = _trimmed(src, first, last)
        cut_off = number and number == len(pieces) - 1 and piece and low[piece[0] : piece[1]] in _ALONE
        if piece is None or cut_off:
            continue
        if found and not apart and _joins(src, found[-1], piece, between):
            found[-1] = (found[-1][0], piece[1])
        else:
            found.append(piece)
    return tuple(Mention(re.sub(r"\s+", " ", text[a:b]), a, b) for a, b in found)


def _kinds_apart(src: Source, pieces: list[tuple[int, int, str]]) -> bool:
    """Whether kinds of bodies are listed without a plural over them: "viện nghiên cứu, cơ sở giáo dục, địa phương" are three."""
    first = src.low[pieces[0][0] : pieces[0][1]].strip()
    if len(pieces) < 2 or first.startswith(("mọi ", "toàn ")):
        return False
    if _two_kinds(src, pieces):
        return True
    named = 0
    for start, end, _ in pieces:
        start = names.skip(src.low, start, end)
        stop = max(MEMBERS.at(src.low, start, end), HEADS.at(src.low, start, end))
        words = src.low[start:end].strip()
        if stop < 0 or src.text[start].isupper() or _NO_KIND.search(words):
            return False
        named += " " in words and words not in _IDIOMS
    return named >= 2


def _two_kinds(src: Source, pieces: list[tuple[int, int, str]]) -> bool:
    """Whether two classes stand side by side, each told apart by words of its own: "các đơn vị trực thuộc, cơ sở y tế tư nhân"."""
    if len(pieces) != 2 or pieces[1][2] != "," or not src.low.startswith("các ", names.skip(src.low, *pieces[0][:2])):
        return False
    first = names.skip(src.low, *pieces[1][:2])
    member = MEMBERS.at(src.low, first, pieces[1][1])
    second = src.low[first : pieces[1][1]].strip()
    long = src.low[pieces[0][0] : pieces[0][1]].strip().count(" ") >= 3 and second.count(" ") >= 2
    return member > 0 and long and all(_qualified(src, a, b) for a, b, _ in pieces)


def with_whom(src: Source, at: int, end: int) -> tuple[Mention, ...]:
    """The units after "phối hợp với" or "cùng" in an instruction."""
    low = src.low
    found: list[Mention] = []
    for match in _LED.finditer(low, at, min(end, at + 200)):
        stop = names.reach(src, match.end(), end)
        if stop > match.end() and _HELP.match(low, stop - (low[stop - 1] == " "), end):
            return split_units(src, match.end(), stop)
    for match in _WITH.finditer(low, at, min(end, at + 900)):
        first = match.end()
        stop = names.reach(src, first, end)
        stop = stop if stop > first else names.capital_run(src, first, end)
        if stop > first:
            found += split_units(src, first, stop)
            break
    return tuple(found)


def _joins(src: Source, before: tuple[int, int], piece: tuple[int, int], between: str) -> bool:
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
    if low.startswith(("trực thuộc", "thuộc "), first) or (
        (text[first].islower() or text.startswith("TP", first))
        and _TIER_END.search(low, *before)
        and _TIER_START.match(low, first, last)
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
    if member > 0 and between == "," and common and _BARE_PLURAL.fullmatch(low, *before):
        return True
    if member < 0 or _proper(text[member:last]):
        return False
    if between == "," and _proper(text[before[0] : before[1]]) and _SUBORDINATE.match(low, first, last):
        return False
    if between == "," and _TIERED.search(low, *before) and not _TIER_ONLY.match(low, first, last):
        return False
    tiered = low.startswith(("ubnd cấp", "ủy ban nhân dân cấp"), first) and low.startswith("các ", before[0])
    if not (small or tiered):
        return False
    if between == "và" and _OF_OFFICE.match(low, *before) and _LINKED.match(low, first):
        return False
    if between == "và" and _qualified(src, *before) and _qualified(src, first, last):
        return False
    return not _proper(text[before[0] : before[1]]) or bool(_PLURAL.match(low, *before))


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


def _qualified(src: Source, start: int, end: int) -> bool:
    """Whether the last member of a list has words of its own beside the bare noun: "tổ chức chính trị - xã hội"."""
    start = max(start, src.low.rfind(",", start, end) + 1)
    start = names.skip(src.low, start, end)
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


def is_general(mention: Mention) -> bool:
    """Whether a name holds no proper name: a class or a kind of post, "các trường", "cấp ủy viên"."""
    return not mention.name[:1].isupper() and not _proper(mention.name)


def are_persons(mention: Mention) -> bool:
    """Whether a name means persons of every unit alike, "cán bộ, đảng viên": what follows is not theirs alone."""
    return _PERSONS.match(mention.name.lower()) is not None and not _proper(mention.name)


def _trimmed(src: Source, start: int, end: int) -> tuple[int, int] | None:
    text, low = src.text, src.low
    while True:
        while start < end and (text[start].isspace() or text[start] in '-–+:;,.*•“"'):
            start += 1
        if match := _DROPPED.match(low, start, end):
            start = match.end()
            continue
        break
    if note := _EXPLAINS.search(low, start, end):
        end = note.start()
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
