"""What a document says of itself: number, type, issuer, day, subject; and the directives a text holds."""

import re
from datetime import date
from itertools import zip_longest

from app.derivation.citations import Cited, whole_date
from app.derivation.model import Citation, Document, FoundDirective, Relation
from app.words import fold

_NUMBER_LINE = re.compile(r"^\s*[Ss]ố\s*:?\s*(?P<number>[\w/.\-– ĐÂĂÊÔƠƯ]{3,40}?)\s*$", re.MULTILINE)
_PLACE_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_TITLE = re.compile(
    r"^\s*(?P<type>CHỈ THỊ|KẾT LUẬN|NGHỊ QUYẾT|KẾ HOẠCH|CÔNG ĐIỆN|THÔNG BÁO|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|HƯỚNG DẪN|PHỤ LỤC(?: [IVX\d]+)?|ĐỀ ÁN|CÔNG VĂN)\b(?P<rest>[^\n]*)$",
    re.MULTILINE,
)
_RELAYED = re.compile(
    r"(?P<type>Chỉ thị|Kết luận|Nghị quyết|Kế hoạch|Công điện|Thông báo|Quyết định|Chương trình hành động|Hướng dẫn)\s+(?:số\s+)?(?=\d)"
)
_AGENCY = re.compile(
    r"^(?:ỦY BAN|UỶ BAN|UBND|TỈNH|THÀNH|HUYỆN|ĐẢNG|BỘ|SỞ|CHÍNH PHỦ|THỦ TƯỚNG|BAN |HỘI ĐỒNG|BCH|QUỐC HỘI|TỔNG CỤC|CỤC|VĂN PHÒNG|DÂN|XÃ|NHÂN)"
)
_NATION = ("CỘNG HÒA", "CỘNG HOÀ", "ĐỘC LẬP", "Độc lập", "ĐẢNG CỘNG SẢN", "HỘI CHỦ NGHĨA")
_ISSUER_SAID = re.compile(
    r"(?:^|[,.]\s*|đã\s+)(?P<issuer>(?:Ban [Tt]hường vụ|Bộ Chính trị|Ban Bí thư|Thủ tướng Chính phủ|Chính phủ|Chủ tịch|Phó Chủ tịch|Ủy ban|UBND|Cục|Sở|Bộ trưởng|Bộ)[^,.;:()]{0,60}?)\s+(?:đã\s+|cũng đã\s+)*(?:ban hành|ký ban hành|có|ký)\s+$"
)


def document_of(text: str, cited: list[Cited], directives: list[FoundDirective]) -> Document:
    """The head of the document, or of the directive that a news text chiefly relays."""
    head = text[:3000]
    title = _TITLE.search(head)
    number_line = _NUMBER_LINE.search(head[: title.start() + 200] if title else head[:1500])
    if title is None or (number_line is None and title.start() > 800):
        return _relayed(text, cited, directives)
    number = None
    if number_line and re.search(r"\d", number_line["number"]):
        number = re.sub(r"\s+", "", number_line["number"]).strip(".,:")
    if title["type"].startswith("PHỤ LỤC"):
        number = None
        beside = re.search(r"[Kk]èm theo[^\n]{0,200}", head)
        if beside:
            inside = [one for one in cited if beside.start() <= one.citation.start < beside.end()]
            number = inside[0].citation.number_symbol if inside else None
    day = None
    place = _PLACE_DAY.search(head[: title.start()].replace("\n", " ")) or _PLACE_DAY.search(
        head[title.start() :].replace("\n", " ")
    )
    if place:
        day = whole_date(place[1], place[2], place[3])
    return Document(number, _cased(title["type"]), _issuer_of(text, title.start()), day, _subject(text, title))


def _cased(words: str) -> str:
    return words[:1] + words[1:].lower() if not words.startswith("PHỤ LỤC") else "Phụ lục"


def _issuer_of(text: str, title_at: int) -> str | None:
    lines = [line.strip() for line in text[:title_at].split("\n")]
    kept: list[str] = []
    for line in lines:
        first = re.split(r"\t|\s{3,}", line)[0].strip()
        if not first:
            if kept:
                break
            continue
        if any(first.startswith(one) for one in _NATION) or first.startswith("Số"):
            break
        if _AGENCY.match(first) or (kept and first.isupper()):
            kept.append(first)
    if not kept:
        return None
    name = " ".join(kept)
    if name.isupper():
        name = _titled(name)
    if re.search(r"^KT\. CHỦ TỊCH|^CHỦ TỊCH", text[-600:], re.MULTILINE) and name.startswith("Ủy ban nhân dân"):
        said = re.search(r"Chủ tịch UBND (?:tỉnh|thành phố)[^\n.;]{0,4} yêu cầu", text)
        if said:
            name = "Chủ tịch " + name
    return name


_SMALL = {
    "nhân",
    "dân",
    "tỉnh",
    "thành",
    "phố",
    "ủy",
    "uỷ",
    "xã",
    "phường",
    "thường",
    "vụ",
    "trực",
    "chính",
    "bộ",
    "sở",
    "ban",
    "quốc",
    "hội",
    "đồng",
    "và",
    "chấp",
    "hành",
    "đảng",
    "cục",
    "dự",
    "huyện",
}


def _titled(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" -> "Ủy ban nhân dân tỉnh Đắk Lắk": common words small, names of places large."""
    words = name.lower().split()
    kept = []
    for number, word in enumerate(words):
        small = word in _SMALL or word in ("ban", "mttq", "việt", "nam")
        if word == "mttq":
            kept.append("MTTQ")
        elif (
            word in ("việt", "nam")
            or number == 0
            or (word == "ban" and number and words[number - 1] in ("xã", "tỉnh", "minh"))
        ):
            kept.append(word.capitalize())
        else:
            kept.append(word if small else word.capitalize())
    return " ".join(kept)


def _subject(text: str, title: re.Match[str]) -> str | None:
    rest = title["rest"].strip()
    lines = [rest] if rest else []
    for line in text[title.end() :].split("\n")[1:8]:
        plain = line.strip()
        if not plain:
            if lines:
                break
            continue
        if re.match(
            r"^(?:Căn cứ|Thực hiện|Thời gian qua|Ngày|Để |[IVX]+\.|\d+\.|\(|Kính gửi|TT\t|Sau khi)", plain
        ) or plain.endswith((";", ".")):
            break
        lines.append(plain)
        if len(" ".join(lines)) > 500:
            break
    subject = re.sub(r"\s+", " ", " ".join(lines)).strip(" :-–*")
    if subject.isupper():
        subject = subject[:1].lower() + subject[1:].lower()
    return subject or None


def _relayed(text: str, cited: list[Cited], directives: list[FoundDirective]) -> Document:
    if not directives:
        return Document()
    first = directives[0]
    issued = first.issued_on
    if issued is None and first.number_symbol:
        said = re.search(
            rf"[Nn]gày\s+(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})[^.\n]{{0,160}}{re.escape(first.number_symbol)}", text
        ) or re.search(
            rf"{re.escape(first.number_symbol)}[^.\n]{{0,80}}ban hành ngày\s+(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})", text
        )
        if said:
            issued = whole_date(said[1], said[2], said[3])
    subject = None
    if first.number_symbol:
        about = re.search(
            rf"{re.escape(first.number_symbol)}(?: năm \d{{4}})?\s+((?:về|triển khai|thực hiện)\s[^.?\n]{{5,300}})",
            text,
        )
        subject = about[1].strip(" ,;") if about else None
    return Document(first.number_symbol, first.type, first.issuer, issued, subject)


def directives_of(text: str, cited: list[Cited], own: str | None) -> list[FoundDirective]:
    """The directives whose orders the text relays: issued by somebody in this text and followed by what they ask.

    A document that is itself a directive holds one; a news text may relay several, each up to the next.
    """
    found: list[FoundDirective] = []
    for one in cited:
        citation = one.citation
        if any(known.number_symbol == citation.number_symbol for known in found):
            continue
        before = text[max(0, citation.start - 140) : citation.start].replace("\n", " ")
        after = text[one.phrase_end : one.phrase_end + 160].replace("\n", " ")
        issued = re.search(r"(?:đã|vừa|cũng đã)?\s*(?:ký )?(?:ban hành|có)\s+(?:một\s+)?$", before)
        tells = re.match(r"[^.;]{0,120}?\s(?:đã nêu rõ|nêu rõ|yêu cầu|chỉ rõ|xác định|giao|đề ra)\b", after)
        headline = citation.start < 300 and found == [] and citation.type is not None and not _basis(before)
        if not (issued and citation.type) and not (tells and citation.type) and not headline:
            continue
        issuer, day = citation.issuer, citation.date
        if issuer is None:
            said = _ISSUER_SAID.search(before)
            issuer = re.sub(r"\s+", " ", said["issuer"]).strip() if said else None
            issuer = re.sub(r"\s+(?:cũng|đã)$", "", issuer) if issuer else None
        if day is None:
            dated = re.search(r"[Nn]gày (\d{1,2})/(\d{1,2})/(\d{4}),?[^.;\d]{0,80}$", before)
            day = whole_date(dated[1], dated[2], dated[3]) if dated else None
        found.append(FoundDirective(citation.number_symbol, citation.type, issuer, day, citation.start, len(text)))
    return [
        FoundDirective(
            one.number_symbol,
            one.type,
            one.issuer,
            one.issued_on,
            one.start,
            following.start if following else len(text),
        )
        for one, following in zip_longest(found, found[1:])
    ]


def _basis(before: str) -> bool:
    return bool(re.search(r"(?:thực hiện|theo|căn cứ|triển khai|tại)\s+$", fold(before) + " "))


_RELATION_CUES = (
    ("replaces", re.compile(r"thay thế\s*$")),
    ("amends", re.compile(r"(?:sửa đổi|bổ sung)(?:, bổ sung)?(?: một số [^.;]{0,60})?\s*$")),
    ("continues", re.compile(r"tiếp tục (?:quán triệt|thực hiện|triển khai|đẩy mạnh)[^.;]{0,140}$")),
    (
        "implements",
        re.compile(
            r"(?:triển khai|thực hiện|tổ chức thực hiện|căn cứ|theo tinh thần|quán triệt)[^.;]{0,160}$", re.IGNORECASE
        ),
    ),
)


def relations_of(text: str, cited: list[Cited], document: Document, directives: list[FoundDirective]) -> list[Relation]:
    """What each directive of the text says of the documents it names, judged by the words before the name."""
    found: dict[tuple[str, str], Relation] = {}
    for one in cited:
        citation = one.citation
        target = citation.number_symbol or ""
        holder = next((d for d in directives if d.start <= citation.start < d.end), None)
        source = (holder.number_symbol if holder else None) or document.number_symbol or ""
        if not target or target == source:
            continue
        before = re.sub(r"\s+", " ", text[max(0, citation.start - 200) : citation.start])
        kind = next((name for name, cue in _RELATION_CUES if cue.search(before)), "cites")
        title = re.sub(r"\s+", " ", text[citation.start : citation.end])
        known = found.get((source, target))
        if known is None or (known.kind == "cites" and kind != "cites"):
            found[source, target] = Relation(kind, source, target, citation.issuer, title, citation.start, citation.end)
    return list(found.values())


def citations_named_once(cited: list[Cited], own: str | None) -> tuple[Citation, ...]:
    """Each other document once, at its first mention, with a type or day that a later mention adds."""
    first: dict[str, Citation] = {}
    for one in cited:
        number = one.citation.number_symbol or ""
        if own and number.casefold() == own.casefold():
            continue
        first.setdefault(number.casefold(), one.citation)
    return tuple(first.values())


def issued_day(document: Document, known: date | None) -> date | None:
    return document.issued_on or known
