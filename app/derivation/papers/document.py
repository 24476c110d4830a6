"""What a document says of itself (number, type, issuer, day, subject).

Layout of the head: Decree 30/2020/NĐ-CP for state documents, Instruction 36-HD/VPTW for those of the Party.
"""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from app.derivation.model import Citation, Document, FoundDirective
from app.derivation.orders import told
from app.derivation.papers.citations import Cited
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, one_line
from app.derivation.times.dates import whole_date
from app.derivation.units import names

_WORDS = vocabulary.table("documents")
_TYPES = "|".join(re.escape(one.upper()) for one in sorted(_WORDS["titles"], key=len, reverse=True))
_HEAD = 3000
_NUMBER_LINE = re.compile(
    r"^\s*[Ss]ố\s*:?\s*(?P<number>[\w/.\-– ĐÂĂÊÔƠƯ&]{3,40}?)\s*(?:\t.*|\|.*|\s[^\n]{0,40}ngày \d[^\n]*)?$", re.MULTILINE
)
_PLACE_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_TITLE = re.compile(
    rf"^[\s#*]*(?P<type>{_TYPES}|Phụ lục(?= ?[IVX\d]*\s*$))(?P<annex> [IVX\d]+)?\b(?P<rest>[^\n]*)$", re.MULTILINE
)
_OWN_BODY = re.compile(
    r"(?:SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|PHÒNG|TRUNG TÂM|TRƯỜNG|BỆNH VIỆN|CÔNG AN|UBND|BAN QUẢN LÝ|BAN CHỈ ĐẠO|VIỆN|ỦY BAN THƯỜNG VỤ|ĐẢNG ỦY) "
    r"|(?:THI HÀNH ÁN DÂN SỰ|TÒA ÁN NHÂN DÂN|THUẾ|BẢO HIỂM XÃ HỘI|KHO BẠC NHÀ NƯỚC|HẢI QUAN|THANH TRA|THỐNG KÊ) (?=TỈNH|THÀNH PHỐ|KHU VỰC|QUÂN KHU|CƠ SỞ|HUYỆN|QUẬN)"
)
_NATION = ("CỘNG H", "ĐỘC LẬP", "ĐẢNG CỘNG SẢN", "HỘI CHỦ NGHĨA", "CHỦ NGHĨA")
_THIS = re.compile(rf"\b(?P<type>{'|'.join(re.escape(one) for one in _WORDS['titles'])}) này\b", re.IGNORECASE)
_SIGNED = re.compile(r"^\s*(?:TM\.|T/M|TM)\s+(?P<who>[^\n\t]{4,90})$", re.MULTILINE)
_POST = re.compile(
    r"^\s*(?:KT\.\s*)?(?P<post>CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG BAN|VIỆN TRƯỞNG|CỤC TRƯỞNG)\b",
    re.MULTILINE,
)
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
    number_line = _NUMBER_LINE.search(head[: title.start() + 300])
    number = None
    if number_line and re.search(r"^\d|/", number_line["number"]) and re.search(r"\d", number_line["number"]):
        number = re.sub(r"\s+", "", number_line["number"]).strip(".,:")
    kind = _cased(title["type"])
    day = _day_of(head, title)
    issuer = _issuer_of(src.text, title.start())
    if kind == "Phụ lục" or (number is None and _GOES_WITH.search(src.low, title.end(), title.end() + 500)):
        number, annexed_day, annexed_by = _annexed(src, cited, title)
        day, issuer = (annexed_day, annexed_by) if kind == "Phụ lục" else (day or annexed_day, issuer or annexed_by)
    of = re.match(r"[^\n]*\n\s*(?:CỦA|Của) (?P<who>[^\n]{4,80})\n", src.text[title.end("type") :])
    if of and of["who"].isupper():
        issuer = _titled(of["who"].strip())
    return Document(number, kind, issuer or _signer(src), day, _subject(src.text, title))


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
    number = _NUMBER_LINE.search(src.text[:900])
    if (
        number is None
        or re.search(r"^\s*(?:v/v|kính gửi)", src.low[:2000].replace("  ", " "))
        or "/" not in number["number"]
    ):
        return None
    code = re.search(r"/([A-ZĐ][A-ZĐr]{1,2})[-–]", number["number"])
    kind = _WORDS["symbols"].get(code[1]) if code else None
    about = re.search(r"^\s*(?:V/v|Về việc) (?P<words>[^\n]{5,300})", src.text[:2000], re.MULTILINE)
    if about is None and kind is None and "Kính gửi" not in src.text[:2500]:
        return None
    place = _PLACE_DAY.search(src.low[:2000])
    return Document(
        re.sub(r"\s+", "", number["number"]).strip(".,:"),
        kind or "Công văn",
        _issuer_of(src.text, number.start()),
        whole_date(place[1], place[2], place[3]) if place else None,
        one_line(about["words"]).strip() if about else None,
    )


def _title_in(head: str) -> re.Match[str] | None:
    return next(
        (
            match
            for match in _TITLE.finditer(head)
            if match["rest"].isupper() or not match["rest"].strip(" :.-–*\t") or _is_title(match)
        ),
        None,
    )


def _is_title(match: re.Match[str]) -> bool:
    """A title may have its subject in small letters beside it: "CÔNG ĐIỆN v/v …"."""
    return re.match(r"\s*(?:v/v|về|của|\(|số|Số|Về)", match["rest"]) is not None


def _day_of(head: str, title: re.Match[str]) -> date | None:
    place = _PLACE_DAY.search(head[: title.start()]) or _PLACE_DAY.search(head[title.start() : title.end() + 400])
    return whole_date(place[1], place[2], place[3]) if place else None


def _annexed(src: Source, cited: list[Cited], title: re.Match[str]) -> tuple[str | None, date | None, str | None]:
    """An annex has the number, day and issuer of the document it goes with: "(Kèm theo Quyết định số X ngày D của Y)"."""
    beside = re.search(r"kèm theo[^\n]{0,260}", src.low[:_HEAD])
    if beside is None:
        return None, None, None
    inside = [one.citation for one in cited if beside.start() <= one.citation.start < beside.end()]
    place = _PLACE_DAY.search(src.low[beside.start() : beside.end()]) or _WHOLE_DAY.search(
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


def _issuer_of(text: str, title_at: int) -> str | None:
    """The body in the head's left column: the lines of capitals above the number that are not the nation's."""
    kept: list[str] = []
    for line in text[:title_at].split("\n"):
        first = re.split(r"\t|\s{3,}", line.strip())[0].strip(" -–_*")
        if not first:
            if kept:
                break
            continue
        if first.startswith(_NATION) or first.lower().startswith(("số", "độc lập")):
            break
        if first.isupper() and len(first) > 2:
            kept.append(first)
        elif kept:
            break
    own = [at for at, line in enumerate(kept) if _OWN_BODY.match(line)]
    kept = kept[own[-1] :] if own else kept
    if not kept:
        sent = re.search(r"^([^a-z\n:]{6,80}) điện(?: đến)?:", text[title_at : title_at + 1200], re.MULTILINE)
        return _titled(sent[1]) if sent else None
    if len(kept) > 1 and re.fullmatch(r"BAN (?:THƯỜNG TRỰC|THƯỜNG VỤ|CHẤP HÀNH)|VĂN PHÒNG", kept[-1]):
        kept = [kept[-1], *kept[:-1]]
    name = _titled(" ".join(kept))
    post = _POST.search(text, max(0, len(text) - 900))
    said = re.search(
        r"(Chủ tịch) (?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố)[^\n.;]{0,40} yêu cầu", text[:9000].replace("\n", " ")
    )
    return (
        f"Chủ tịch {name}"
        if post and post["post"] == "CHỦ TỊCH" and said and name.startswith("Ủy ban nhân dân")
        else name
    )


def _titled(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" -> "Ủy ban nhân dân tỉnh Đắk Lắk": common words small, names of places large."""
    small = set(_WORDS["small"])
    kept: list[str] = []
    for number, word in enumerate(name.lower().replace("uỷ", "ủy").split()):
        if word in _WORDS["short"]:
            kept.append(word.upper())
        else:
            placed = (
                number and kept[-1] in ("tỉnh", "phố", "xã", "phường", "huyện", "quận") and word not in ("hội", "trực")
            )
            after_place = placed or (word == "ban" and number and kept[-1] == "minh")
            kept.append(word.capitalize() if number == 0 or word not in small or after_place else word)
    titled = " ".join(kept)
    for phrase in _WORDS["capital"]:
        titled = re.sub(rf"\b{phrase}\b", phrase[:1].upper() + phrase[1:], titled)
    for sector in _WORDS["sectors"]:
        titled = re.sub(rf"\b{sector}\b", sector, titled, flags=re.IGNORECASE)
    return titled


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


def _signer(src: Source) -> str | None:
    """Who signs, where the head names nobody: "TM. ỦY BAN NHÂN DÂN", "THỦ TƯỚNG"."""
    tail = src.text[max(0, len(src.text) - 900) :]
    signed = _SIGNED.search(tail)
    if signed:
        return _titled(signed["who"].strip(" -–*_"))
    post = _POST.search(tail)
    return "Thủ tướng Chính phủ" if post and post["post"] == "THỦ TƯỚNG" else None


def _headless(src: Source) -> Document:
    """An extract without its head: the type that it calls itself by, and who signs."""
    own = Counter(match["type"].lower() for match in _THIS.finditer(src.text))
    kind = own.most_common(1)[0][0] if own else None
    return Document(None, _cased(kind) if kind else None, _signer(src), None, None)


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
