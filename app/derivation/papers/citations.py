"""Documents that a text names: by number-symbol (Decree 30/2020 for the state, 36-HD/VPTW for the Party) or by title."""

import re
from dataclasses import dataclass

from app.derivation.model import Citation
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, one_line
from app.derivation.text.vocabulary import either
from app.derivation.times.dates import whole_date
from app.derivation.units import names

_WORDS = vocabulary.table("documents")
TYPES: tuple[str, ...] = tuple(_WORDS["cited"])
_BY_LOW = {one.lower(): one for one in TYPES}
_TYPE = either(TYPES)
_DASH = r"[-–]"
_LETTERS = r"[A-ZĐÂĂÊÔƠƯ][A-ZĐÂĂÊÔƠƯa-z&]{0,12}\d{0,2}"
NUMBER = re.compile(
    rf"(?<![\w/.-])(?:(?P<law>\d{{1,4}}/(?:19|20)\d{{2}}/(?:QH|UBTVQH|PL-UBTVQH)\d{{1,2}})"
    rf"|(?P<state>\d{{1,5}}(?:\.\d{{1,3}}(?=/20))?[A-Za-z]?\s?/\s?(?:(?:19|20)\d{{2}}\s?/\s?)?{_LETTERS}(?:{_DASH}\s?{_LETTERS}){{0,4}}(?:/{_LETTERS}(?:{_DASH}{_LETTERS})?|\.[A-ZĐ]{{2,6}}(?![a-zà-ỹ]))?)"
    rf"|(?P<party>\d{{1,5}}\s?{_DASH}\s{{0,3}}{_LETTERS}\s?/\s?{_LETTERS}(?:{_DASH}\s?{_LETTERS})?))(?![\w/])"
)
_BARE = re.compile(
    rf"(?<![^\W_])(?P<type>{either(_WORDS['cited_bare'])}) số (?P<number>\d{{1,5}}(?:/(?:19|20)\d{{2}})?)(?![\d/–]|\.\d|, \d{{1,3}},|\s{{0,3}}[-–/]\s{{0,3}}[a-zđ])"
)
_BEFORE = re.compile(rf"(?<![^\W_])(?P<type>{_TYPE}) ?(?:số ?:? ?)?$")
_DATED = re.compile(
    r" ?,? ?ngày (?:(?P<d>\d{1,2}) ?[/.-] ?(?P<m>\d{1,2}) ?[/.-] ?(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2}) tháng (?P<m2>\d{1,2}) năm (?P<y2>\d{4}))|,? ?\((?:ngày )?(?P<d3>\d{1,2})/(?P<m3>\d{1,2})/(?P<y3>\d{4})\)"
)
_YEARED = re.compile(r" năm (\d{4})")
_UNNUMBERED = re.compile(
    rf"(?<![^\W_])(?P<type>{either(_WORDS['named_by_issuer'])}) (?:(?P<centre>trung ương \d{{1,2}}(?: ?,? ?\(?khóa [ivx]+\)?)?)|của (?=\S)|hội nghị )"
    rf"|(?<![^\W_])(?P<law>bộ luật|luật) (?:sửa đổi, bổ sung )?(?=[^.;,\n]{{3,90}} năm (?:19|20)\d{{2}})"
)


@dataclass(frozen=True)
class Cited:
    """A citation with the reach of its whole phrase, for rules that must not read dates inside it."""

    citation: Citation
    phrase_end: int


def citations_of(src: Source) -> list[Cited]:
    """Every number-symbol in the text with what stands around it, in order; a document may come several times."""
    low = src.low
    found = []
    for match in NUMBER.finditer(src.text):
        number = re.sub(r"\s+", "", match.group())
        if _no_number(number):
            continue
        before = _BEFORE.search(low, max(0, match.start() - 40), match.start())
        start = before.start() if before else match.start()
        end = match.end()
        day = None
        if dated := _DATED.match(low, end):
            day = whole_date(
                dated["d"] or dated["d2"] or dated["d3"],
                dated["m"] or dated["m2"] or dated["m3"],
                dated["y"] or dated["y2"] or dated["y3"],
            )
            end = dated.end()
        elif yeared := _YEARED.match(low, end):
            end = yeared.end()
        issuer, end = _issuer_after(src, end)
        found.append(Cited(Citation(number, _BY_LOW[before["type"]] if before else None, issuer, day, start, end), end))
    for match in _BARE.finditer(low):
        issuer, end = _issuer_after(src, match.end())
        found.append(Cited(Citation(match["number"], _BY_LOW[match["type"]], issuer, None, match.start(), end), end))
    return sorted(found, key=lambda one: one.citation.start)


def unnumbered(src: Source) -> list[Citation]:
    """Documents named without a number: "Nghị quyết Trung ương 4 (khóa XII)", "Kết luận của Bộ Chính trị", a law by year."""
    found = []
    for match in _UNNUMBERED.finditer(src.low):
        start, end = match.span()
        if (
            not src.text[start].isupper()
            or src.text[start:end].isupper()
            or not start
            or src.text[start - 1] == "\n"
            or src.low.endswith(("các ", "những ", "một số "), max(0, start - 8), start)
        ):
            continue
        issuer: str | None = None
        if match["law"]:
            year = re.compile(r"năm \d{4}").search(src.low, end, end + 110)
            end = year.end() if year else end
        elif match["centre"]:
            issuer = "Ban Chấp hành Trung ương"
        elif match.group().endswith("của "):
            stop = names.reach(src, end, len(src.text))
            if stop <= end:
                continue
            session = re.compile(r" ?khóa [ivx]+").match(src.low, stop)
            issuer, end = src.text[end:stop].strip(" ,"), session.end() if session else stop
        else:
            continue
        found.append(Citation(None, _BY_LOW.get(match["type"] or match["law"]), issuer, None, start, end))
    return found


def _issuer_after(src: Source, end: int) -> tuple[str | None, int]:
    """The body after "của", and where the phrase ends with it."""
    if not src.low.startswith(" của ", end):
        return None, end
    stop = names.reach(src, end + 5, min(len(src.text), end + 160))
    while stop > end + 5 and src.text[stop - 1] in " ,;\n":
        stop -= 1
    return (one_line(src.text[end + 5 : stop]), stop) if stop > end + 5 else (None, end)


def _no_number(number: str) -> bool:
    """Dates, ratios and units of measure that look like a number-symbol."""
    tail = re.split(r"[/–-]", number, maxsplit=1)[1]
    if tail.isdigit():
        return True
    return not re.search(r"[A-ZĐ]{2}|TW|TU|[A-ZĐ]/|/[A-ZĐ]|[-–][A-ZĐ]", number)
