"""Number-symbols of state and Party documents, with the type, issuer and day written around them."""

import re
from dataclasses import dataclass

from app.derivation.dates import whole_date
from app.derivation.model import Citation

TYPES = (
    "Nghị quyết liên tịch", "Thông tư liên tịch", "Thông báo kết luận", "Chương trình hành động", "Nghị quyết", "Nghị định",
    "Quyết định", "Quy định", "Chỉ thị", "Kết luận", "Kế hoạch", "Công điện", "Công văn", "Thông báo", "Thông tư", "Thông tri",
    "Hướng dẫn", "Chương trình", "Báo cáo", "Tờ trình", "Đề án", "Quy chế", "Văn bản", "Pháp lệnh", "Bộ luật", "Luật", "Lệnh",
)  # fmt: skip
_TYPE = "|".join(re.escape(one) for one in TYPES)
_DASH = r"[-–]"
_LETTERS = r"[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯa-z]{0,12}"
NUMBER = re.compile(
    rf"(?<![\w/.-])(?:(?P<law>\d{{1,4}}/(?:19|20)\d{{2}}/(?:QH|UBTVQH|PL-UBTVQH)\d{{1,2}})"
    rf"|(?P<state>\d{{1,5}}[A-Za-z]?\s?/\s?(?:(?:19|20)\d{{2}}\s?/\s?)?{_LETTERS}(?:{_DASH}\s?{_LETTERS}){{0,4}}(?:/{_LETTERS}(?:{_DASH}{_LETTERS})?)?)"
    rf"|(?P<party>\d{{1,4}}\s?{_DASH}\s?{_LETTERS}\s?/\s?{_LETTERS}(?:{_DASH}\s?\n?{_LETTERS})?)"
    rf"|(?P<split>\d{{1,4}}/{_LETTERS}{_DASH}\s?\n{_LETTERS}))(?![\w/])"
)
_BEFORE = re.compile(rf"(?P<type>{_TYPE}|{_TYPE.upper()}|{_TYPE.lower()})\s+(?:số\s*:?\s*|SỐ\s*)?$")
_DATED = re.compile(
    r"\s*,?\s*(?:ngày|NGÀY)\s+(?:(?P<d>\d{1,2})\s*[/.-]\s*(?P<m>\d{1,2})\s*[/.-]\s*(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\s+(?:tháng|THÁNG)\s+(?P<m2>\d{1,2})\s+(?:năm|NĂM)\s+(?P<y2>\d{4}))"
)
_YEARED = re.compile(r"\s+năm\s+(\d{4})")
_ISSUED = re.compile(
    r"\s*(?:của|CỦA)\s+(?P<issuer>(?:[A-ZĐÂĂÊÔƠƯÀ-Ỹ][\w.]*(?:[ ,\n]+(?:và[ \n]+)?(?=[A-ZĐÂĂÊÔƠƯÀ-Ỹ]|nhân|dân|tỉnh|thành|phố|ủy|uỷ|xã|chính|thường|vụ|tướng|chức|cấp|sự|đảng)|)(?:[\w.]+)?){1,12})"
)
_TITLED = re.compile(r"\s+(?:về|quy định|phê duyệt|ban hành|triển khai)[^.;\n]{3,200}")


@dataclass(frozen=True)
class Cited:
    """A citation with the reach of its whole phrase, for rules that must not read dates inside it."""

    citation: Citation
    phrase_end: int


def citations_of(text: str) -> list[Cited]:
    """Every number-symbol in the text with what stands around it, in order; a document may come several times."""
    found = []
    for match in NUMBER.finditer(text):
        number = re.sub(r"\s+", "", match.group())
        if _no_number(number):
            continue
        before = _BEFORE.search(text, max(0, match.start() - 60), match.start())
        start = before.start() if before else match.start()
        end = match.end()
        day = None
        if dated := _DATED.match(text, end):
            day = whole_date(dated["d"] or dated["d2"], dated["m"] or dated["m2"], dated["y"] or dated["y2"])
            end = dated.end()
        elif yeared := _YEARED.match(text, end):
            end = yeared.end()
        issuer = None
        if issued := _ISSUED.match(text, end):
            issuer = re.sub(r"\s+", " ", issued["issuer"]).strip(" ,.;")
            end = issued.start("issuer") + len(issued["issuer"].rstrip(" ,.;\n"))
        kind = _named_type(before["type"]) if before else None
        found.append(Cited(Citation(number, kind, issuer, day, start, end), end))
    return found


def _named_type(written: str) -> str:
    return next((one for one in TYPES if one.casefold() == written.casefold()), written)


def _no_number(number: str) -> bool:
    """Dates, ratios and units of measure that look like a number-symbol."""
    tail = re.split(r"[/–-]", number, maxsplit=1)[1]
    if re.fullmatch(r"\d+|(?:19|20)\d{2}", tail):
        return True
    return not re.search(r"[A-ZĐ]{2}|TW|TU|[A-ZĐ]/|/[A-ZĐ]|[-–][A-ZĐ]", number)
