"""What a document says of itself (number, type, issuer, day, subject).

Layout of the head: Decree 30/2020/NĐ-CP for state documents, Instruction 36-HD/VPTW for those of the Party.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from app.derivation.model import Citation, Document, FoundDirective
from app.derivation.orders import told
from app.derivation.papers import letterhead
from app.derivation.papers.citations import Cited
from app.derivation.papers.letterhead import PLACE_DAY
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, bare, one_line
from app.derivation.text.vocabulary import either
from app.derivation.times.dates import whole_date
from app.derivation.units import names

_WORDS = vocabulary.table("documents")
_TYPES = "|".join(re.escape(one.upper()) for one in sorted(_WORDS["titles"], key=len, reverse=True))
_HEAD = 3000
_TITLE = re.compile(
    rf"^[\s#*]*(?P<type>{_TYPES}|Phụ lục(?= ?[IVX\d]*\s*$))(?P<annex> [IVX\d]+)?\b(?P<rest>[^\n]*)$", re.MULTILINE
)
_BY_LETTERS: dict[str, str] = {bare(one): one for one in _WORDS["titles"]}
_SCANNED = re.compile(rf"^[\s#*]*(?P<type>{either(_BY_LETTERS)})(?P<annex> [ivx\d]+)?(?P<rest>[ :.*]*)$", re.MULTILINE)
_THIS = re.compile(rf"\b(?P<type>{'|'.join(re.escape(one) for one in _WORDS['titles'])}) này\b", re.IGNORECASE)
_GOES_WITH = re.compile(r"\(? ?(?:ban hành )?kèm theo [^\n]{4,60}\bsố\b")
_WHOLE_DAY = re.compile(r"ngày (\d{1,2})/(\d{1,2})/(\d{4})")
_BEFORE_DUE = re.compile(r"(?:trước|đến|chậm nhất|chậm nhất là|hết|muộn nhất) $")
_STAMP = re.compile(
    r"(?<!\d)(?:(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>20\d\d)|(?P<y2>20\d\d)-(?P<m2>\d\d)-(?P<d2>\d\d))(?!\d)"
)
_MONTH_SAID = re.compile(r"tháng (\d{1,2})(?:/| năm )(20\d\d)")


def document_of(src: Source, cited: list[Cited], directives: list[FoundDirective]) -> Document:
    """The head of the document, or of the directive that a news text chiefly relays; what the text does not say is None."""
    head = src.text[:_HEAD]
    title = _title_in(head)
    if title is None and (letter := _letter(src)):
        return letter
    if title is None:
        return _with_announced(src, _relayed(src, directives) if directives else _headless(src))
    line = letterhead.number_line(head[: title.start() + 300])
    number = line.number if line else None
    words: str = title["type"]
    kind = _cased(_BY_LETTERS.get(bare(words.lower()), words))
    day = _day_of(head, title)
    issuer = letterhead.issuer(src, title.start(), title.end(), kind)
    if kind == "Phụ lục" or (number is None and _GOES_WITH.search(src.low, title.end(), title.end() + 500)):
        number, annexed_day, annexed_by = _annexed(src, cited, title)
        day, issuer = (annexed_day, annexed_by) if kind == "Phụ lục" else (day or annexed_day, issuer or annexed_by)
    return Document(number, kind, issuer or letterhead.signer(src), day, _subject(src.text, title))


def tells(head: Document) -> bool:
    """Whether a document of this type tells of what was done instead of giving orders."""
    return head.type in _WORDS["telling"]


def day_near_head(src: Source) -> date | None:
    """The latest whole day that the first lines name, for texts whose own day is not written; else a site's stamp or a month."""
    head = src.low[:2500]
    days = (
        whole_date(one[1], one[2], one[3])
        for one in _WHOLE_DAY.finditer(head)
        if not _BEFORE_DUE.search(head, 0, one.start())
    )
    named = max((day for day in days if day), default=None)
    if named is not None:
        return named
    for at, part in ((0, src.low[:600]), (1, src.low[-120:])):
        for stamp in _STAMP.finditer(part):
            day = whole_date(stamp["d"] or stamp["d2"], stamp["m"] or stamp["m2"], stamp["y"] or stamp["y2"])
            if day is not None and (at == 0 or stamp["y2"]):
                return day
    month = _MONTH_SAID.search(src.low[:1500])
    return whole_date(1, month[1], month[2]) if month else None


def is_relayed(src: Source) -> bool:
    """Whether the text tells of directives instead of being one: no title line nor letter head of its own."""
    return _title_in(src.text[:_HEAD]) is None and _letter(src) is None


def _letter(src: Source) -> Document | None:
    """An official letter has a number and "V/v …" or "Kính gửi" but no title."""
    line = letterhead.number_line(src.text[:900])
    if line is None or "/" not in line.symbol:
        return None
    code = re.search(r"/([A-ZĐ][A-ZĐr]{1,2})[-–]", line.symbol)
    kind = _WORDS["symbols"].get(code[1]) if code else None
    about = re.search(r"^\s*(?:V/v|Về việc) (?P<words>[^\n]{5,300})", src.text[:2000], re.MULTILINE)
    if about is None and kind is None and "Kính gửi" not in src.text[:2500]:
        return None
    place = PLACE_DAY.search(src.low[:2000])
    return Document(
        line.number,
        kind or "Công văn",
        letterhead.issuer(src, line.start, line.start, kind or "Công văn"),
        whole_date(place[1], place[2], place[3]) if place else None,
        one_line(about["words"]).strip() if about else None,
    )


def _title_in(head: str) -> re.Match[str] | None:
    """The title line of a head; of a scan that mistakes the marks, a line of capitals with the letters of a title and no more."""
    found = (
        match
        for match in _TITLE.finditer(head)
        if match["rest"].isupper() or not match["rest"].strip(" :.-–*\t") or _is_title(match)
    )
    return next(found, None) or _scanned_title(head)


def _scanned_title(head: str) -> re.Match[str] | None:
    titles = _SCANNED.finditer(bare(head.lower()))
    return next((match for match in titles if head[slice(*match.span("type"))].isupper()), None)


def _is_title(match: re.Match[str]) -> bool:
    """A title may have its subject in small letters beside it: "CÔNG ĐIỆN v/v …"."""
    return re.match(r"\s*(?:v/v|về|của|\(|số|Số|Về)", match["rest"]) is not None


def _day_of(head: str, title: re.Match[str]) -> date | None:
    place = PLACE_DAY.search(head[: title.start()]) or PLACE_DAY.search(head[title.start() : title.end() + 400])
    return whole_date(place[1], place[2], place[3]) if place else None


def _annexed(src: Source, cited: list[Cited], title: re.Match[str]) -> tuple[str | None, date | None, str | None]:
    """An annex has the number, day and issuer of the document it goes with: "(Kèm theo Quyết định số X ngày D của Y)"."""
    beside = re.search(r"kèm theo[^\n]{0,260}", src.low[:_HEAD])
    if beside is None:
        return None, None, None
    inside = [one.citation for one in cited if beside.start() <= one.citation.start < beside.end()]
    place = PLACE_DAY.search(src.low[beside.start() : beside.end()]) or _WHOLE_DAY.search(
        src.low[beside.start() : beside.end()]
    )
    day = whole_date(place[1], place[2], place[3]) if place else None
    of = re.search(r" của ", src.low[beside.start() : beside.end()])
    issuer = None
    if of:
        start = beside.start() + of.end()
        stop = names.reach(src, start, beside.end())
        issuer = src.text[start:stop].strip(" .,)") or None
    if inside:
        return inside[0].number_symbol, inside[0].date or day, inside[0].issuer or issuer
    return None, day, issuer


def _cased(words: str) -> str:
    return words[:1].upper() + words[1:].lower()


def _subject(text: str, title: re.Match[str]) -> str | None:
    rest = title["rest"].strip()
    lines = [rest] if rest and not re.fullmatch(r"[\s(:.)]*(?:số|Số)?[\s:.]*", rest) else []
    for line in text[title.end() :].split("\n")[1:8]:
        plain = line.strip()
        if not plain:
            if lines:
                break
            continue
        if plain.startswith(("CỦA ", "Của ")):
            continue
        if re.match(
            r"(?:Căn cứ|Thời gian qua|Ngày|Để |[IVX]+\.|\d+\.|\(|Kính gửi|TT\t|Sau khi|-+$)", plain
        ) or plain.endswith((";", ".")):
            break
        lines.append(plain)
        if sum(map(len, lines)) > 500:
            break
    subject = one_line(" ".join(lines)).strip(" :-–*_")
    return (subject[:1].lower() + subject[1:].lower() if subject.isupper() else subject) or None


def _headless(src: Source) -> Document:
    """An extract without its head: the type that it calls itself by, and who signs."""
    own = Counter(match["type"].lower() for match in _THIS.finditer(src.text))
    kind = own.most_common(1)[0][0] if own else None
    return Document(None, _cased(kind) if kind else None, letterhead.signer(src), None, None)


def _with_announced(src: Source, head: Document) -> Document:
    """What the text says of the directive where its own mention does not: "UBND tỉnh vừa có công văn …"."""
    said = told.announced(src)
    day = re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", said.day or "")
    return replace(
        head,
        type=head.type or said.kind,
        issuer=head.issuer or said.issuer,
        issued_on=head.issued_on or (whole_date(day[1], day[2], day[3]) if day and said.issuer else None),
    )


def _relayed(src: Source, directives: list[FoundDirective]) -> Document:
    """The directive that a news text is about: the first it holds that has a number."""
    first = next((one for one in directives if one.number_symbol), directives[0])
    subject = None
    if first.number_symbol:
        about = re.search(
            rf"{re.escape(first.number_symbol)}(?: năm \d{{4}})?(?: ngày [\d/]+)?(?: của [^.,;\n]{{3,60}}?)? ((?:về|triển khai|thực hiện|tiếp tục|Kết luận|V/v) [^.?\n;]{{5,300}})",
            src.text,
        )
        subject = about[1].strip(" ,;") if about else None
    return Document(first.number_symbol, first.type, first.issuer, first.issued_on, subject)


def citations_named_once(cited: list[Cited], own: str | None) -> tuple[Citation, ...]:
    """Each other document once, at its first mention; never the document itself."""
    first: dict[str, Citation] = {}
    for one in cited:
        number = (one.citation.number_symbol or "").casefold()
        if own and number == own.casefold():
            continue
        first.setdefault(number, one.citation)
    return tuple(first.values())
