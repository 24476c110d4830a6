"""The members of a list of units: a class ("các sở, ban, ngành") is one, a name or a plural of its own is another.

Rules: the labelling guide, part 2. Names stay as the text writes them, without brackets that explain them.
"""

import re

from app.derivation.model import Mention
from app.derivation.text.clean import Source, one_line
from app.derivation.text.vocabulary import HEADS, MEMBERS, either
from app.derivation.units import kinds, names
from app.derivation.units.list_joints import TIER_START, joins
from app.derivation.units.name_heads import GRAMMAR

_WITH = re.compile(
    r"\bphối hợp(?:,? (?:chặt chẽ|cùng|chặt|đồng bộ|kịp thời|hiệu quả|tốt|thường xuyên|có hiệu quả|quyết liệt|nhịp nhàng|toàn diện|tích cực))*(?: (?:với|cùng|cùng với))? (?=\S)|\bkết hợp (?:chặt chẽ )?(?:với |cùng )?(?=\S)|(?<=, )cùng (?:với )?(?=\S)|(?<=trì )cùng (?:với )?(?=\S)"
)
_SPLIT = re.compile(r" ?([,;]) ?(?:và )?| (?:và|cùng với|cùng(?! cấp)) |(?<=bộ): ?|(?<=sở): ?|(?<=địa phương): ?")
_DROPPED = re.compile(
    rf"(?!giao (?:{either(GRAMMAR['no_giving'])})\b)(?:giao(?: cho)?|đề nghị|yêu cầu|kính đề nghị|phân công|riêng) "
)
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
_BESIDE = re.compile(r"(?:phải |cần )?(?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm),? )?cùng (?:với )?(?=\S)")
_LED = re.compile(r"chủ trì, (?=\S)")
_EXPLAINS = re.compile(r" ?[-–] ?(?:là )?(?:cơ quan|đơn vị|bộ phận) (?:thường trực|đầu mối|chủ trì|tham mưu)\b")
_APPOSED = re.compile(r"(?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì)\b")
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
        last_alone = number and number == len(pieces) - 1 and piece and low[piece[0] : piece[1]] in _ALONE
        cut_off = last_alone and not low.startswith("các ", start)
        if found and piece and between == "," and _APPOSED.match(low, *piece) and kinds.proper(text[slice(*found[-1])]):
            continue
        if piece is None or cut_off or low[piece[0] : piece[1]] in ("không", "(không)", "không có"):
            continue
        if found and not apart and joins(src, found[-1], piece, between):
            found[-1] = (found[-1][0], piece[1])
        else:
            found.append(piece)
    return tuple(Mention(one_line(text[a:b]), a, b) for a, b in found)


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
    if TIER_START.match(src.low, first, pieces[1][1]):
        return False
    long = src.low[pieces[0][0] : pieces[0][1]].strip().count(" ") >= 3 and second.count(" ") >= 2
    return member > 0 and long and all(kinds.qualified(src, a, b) for a, b, _ in pieces)


def with_whom(src: Source, at: int, end: int) -> tuple[Mention, ...]:
    """The units after "phối hợp với" or "cùng" in an instruction."""
    low = src.low
    found: list[Mention] = []
    for match in _LED.finditer(low, at, min(end, at + 200)):
        stop = names.reach(src, match.end(), end)
        if stop > match.end() and _HELP.match(low, stop - (low[stop - 1] == " "), end):
            return split_units(src, match.end(), stop)
    if beside := _BESIDE.match(low, at, end):
        stop = names.reach(src, beside.end(), end)
        if stop > beside.end():
            return split_units(src, beside.end(), stop)
    for match in _WITH.finditer(low, at, min(end, at + 900)):
        first = match.end()
        stop = names.reach(src, first, end)
        if stop <= first and not match.group().startswith("kết hợp"):
            stop = names.capital_run(src, first, end)
        if stop > first:
            found += split_units(src, first, stop)
            break
    return tuple(found)


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
