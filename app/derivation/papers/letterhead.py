"""The head of a page and who signs it: the number's line and the issuing body (Decree 30/2020/NĐ-CP, annex I; 36-HD/VPTW).

The head has two columns, which a text layer may put into one line; the nation's name closes the left one.
"""

import re
from dataclasses import dataclass

from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, bare, one_line

_WORDS = vocabulary.table("documents")
_SYMBOL = r"[A-ZĐa-z][\w.&]*(?:[-–][A-ZĐ][\w.&]*| ?[-–] ?[A-ZĐ]{2,}(?!\w)){0,5}"
_NUMBER_LINE = re.compile(
    rf"^[ \t|]*[Ss]ố *:?[ \t]*(?P<number>[^\s/|:–-]{{0,9}})(?:[ \t]{{0,3}}(?P<symbol>[-–/] ?(?:\d{{4}} ?/ ?)?{_SYMBOL}(?: ?/ ?{_SYMBOL})?))?(?=\s|\||$)",
    re.MULTILINE,
)
PLACE_DAY = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_OWN_BODY = re.compile(
    r"(?:SỞ|BỘ|CỤC|CHI CỤC|TỔNG CỤC|PHÒNG|TRUNG TÂM|TRƯỜNG|BỆNH VIỆN|CÔNG AN|UBND|BAN (?!THƯỜNG|CHẤP|BÍ)|VIỆN|ỦY BAN THƯỜNG VỤ|ĐẢNG ỦY|BẢO HIỂM|VĂN PHÒNG (?:UBND|ỦY BAN|HỘI ĐỒNG|TỈNH ỦY)) ?"
    r"|(?:THI HÀNH ÁN DÂN SỰ|TÒA ÁN NHÂN DÂN|THUẾ|BẢO HIỂM XÃ HỘI|KHO BẠC NHÀ NƯỚC|HẢI QUAN|THANH TRA|THỐNG KÊ) (?=TỈNH|THÀNH PHỐ|KHU VỰC|QUÂN KHU|CƠ SỞ|HUYỆN|QUẬN)"
)
_NATION = re.compile(r"cong h[oa]+ xa|doc lap|dang cong san|hoi chu nghia|^chu nghia")
_COLUMNS = re.compile(r"\t|\||\s{3,}")
_LED_BY = re.compile(r"BAN (?:THƯỜNG TRỰC|THƯỜNG VỤ|CHẤP HÀNH)|VĂN PHÒNG")
_OF = re.compile(r"[^\n]*\n\s*(?:CỦA|Của) (?P<who>[^\n]{4,80}?)(?: VỀ [^\n]*)?\n")
_AUTHORITY = re.compile(
    r"^\s*(?P<who>(?:CHỦ TỊCH|BỘ TRƯỞNG|THỦ TƯỚNG|(?:TỔNG )?CỤC TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|VIỆN TRƯỞNG|HIỆU TRƯỞNG)[^\n]*(?:\n[^\na-z]+)??)\s*\n\s*(?:Căn cứ|Xét|Theo|Thực hiện)",
    re.MULTILINE,
)
_TEAM = re.compile(r"(?:^|\t|\|\s*|\s{3,})(?:TM\.|T/M|TM)\s+(?P<who>[^\n\t|]{4,90}?)\s*(?:$|\t|\|)", re.MULTILINE)
_POST = re.compile(
    r"(?:^|\t|\|\s*|\s{3,})(?:KT\.\s*)?(?P<post>CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|BÍ THƯ|GIÁM ĐỐC|TRƯỞNG BAN|VIỆN TRƯỞNG|(?:TỔNG )?CỤC TRƯỞNG)\b",
    re.MULTILINE,
)
_TAIL, _BEHIND_RECIPIENTS, _MOST_LOOKED_AT = 900, 1500, 50
_BY_MINISTER = ("Chỉ thị", "Công điện", "Quyết định")
_BODY_OF_POST = re.compile(r"\b(trưởng|đốc|tịch|ủy|vụ) (bộ|sở|cục|ủy ban|ban|tổng cục)(?= [A-ZĐ]| nhân| trung)")
_TIERS = ("tỉnh", "phố", "xã", "phường", "huyện", "quận")


@dataclass(frozen=True)
class NumberLine:
    """The line "Số: 12/KH-UBND": the number without blanks, None where it is not filled in; its symbol; where it begins."""

    number: str | None
    symbol: str
    start: int


def number_line(head: str) -> NumberLine | None:
    """The first line of a head that gives the number, also where blanks are left for the stamp: "Số: 12 /KH-UBND"."""
    for match in _NUMBER_LINE.finditer(head):
        number, symbol = match["number"].strip(".,"), re.sub(r"\s+", "", match["symbol"] or "").strip(".,")
        if not (number[:1].isdigit() or symbol):
            continue
        filled = bool(re.search(r"\d", number))
        return NumberLine(number + symbol if filled else None, symbol, match.start())
    return None


def issuer(src: Source, title_at: int, title_end: int, kind: str) -> str | None:
    """The body in the left column of the head above [title_at, title_end), or the post by whose authority it is given.

    A post that signs without "TM." gives the document itself (Decree 30/2020/NĐ-CP, annex I, part II, 7).
    """
    text = src.text
    kept = _left_lines(text[:title_at])
    own = [at for at, line in enumerate(kept) if _OWN_BODY.match(line)]
    placed = next((found[1] for line in kept if (found := re.search(r"\b(?:TỈNH|THÀNH PHỐ) (.+)$", line))), "")
    kept = kept[own[-1] :] if own else kept
    if not kept:
        sent = re.search(r"^([^a-z\n:]{6,80}) điện(?: đến)?:", text[title_at : title_at + 1200], re.MULTILINE)
        return titled(src, sent[1]) if sent else None
    if len(kept) > 1 and _LED_BY.fullmatch(kept[-1]):
        kept = [kept[-1], *kept[:-1]]
    body = " ".join(kept)
    body = f"{body} {placed}" if own and placed and body.endswith("TỈNH") else body
    if (authority := _AUTHORITY.search(text, title_end, title_end + 1500)) and authority["who"].isupper():
        return titled(src, _with_place(authority["who"], body))
    if (of := _OF.match(text, title_end)) and of["who"].isupper():
        return _of_title(src, of["who"].strip(), body)
    return _by_signature(src, body, kind)


def signer(src: Source) -> str | None:
    """Who signs, where the head names nobody: "TM. ỦY BAN NHÂN DÂN", "THỦ TƯỚNG"."""
    tail = _signature(src)
    if signed := _TEAM.search(tail):
        return titled(src, signed["who"].strip(" -–*_"))
    post = _POST.search(tail)
    return "Thủ tướng Chính phủ" if post and post["post"] == "THỦ TƯỚNG" else None


def _left_lines(head: str) -> list[str]:
    """The lines of capitals at the top of a page that are not the nation's, "UỶ" written "ỦY"."""
    kept: list[str] = []
    for line in head.split("\n"):
        words, closed = _left(line)
        if not words and not closed:
            if kept:
                break
            continue
        if words.lower().startswith("số") or (closed and not words and kept):
            break
        if words.isupper() and len(words) > 2:
            kept.append(one_line(words.replace("UỶ", "ỦY")))
        elif kept:
            break
    return kept


def _left(line: str) -> tuple[str, bool]:
    """The words of a line before the right column, and whether the nation's name closes them."""
    kept: list[str] = []
    for cell in _COLUMNS.split(line.strip()):
        cell = cell.strip(" -–—_*")
        if nation := _NATION.search(bare(cell.lower())):
            kept.append(cell[: nation.start()].strip(" -–—_*"))
            return " ".join(one for one in kept if one), True
        if kept and not cell.isupper():
            break
        if cell:
            kept.append(cell)
    return " ".join(kept), False


def _of_title(src: Source, who: str, body: str) -> str:
    """ "KẾT LUẬN / CỦA BAN THƯỜNG VỤ TỈNH ỦY" below "TỈNH ỦY PHÙ LẠC": with the place that the head names."""
    last = re.search(r"(?:TỈNH|THÀNH|HUYỆN|ĐẢNG) ỦY$", who.replace("UỶ", "ỦY"))
    placed = re.fullmatch(rf"{last.group()} (?P<place>.+)", body) if last else None
    return titled(src, f"{who} {placed['place']}" if placed else who)


def _with_place(who: str, body: str) -> str:
    """ "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" below "ỦY BAN NHÂN DÂN TỈNH AN KHÊ": of that province."""
    tier = re.search(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG)$", who)
    placed = re.search(rf"{tier.group()} (?P<place>.+)$", body) if tier else None
    return f"{who} {placed['place']}" if placed else who


def _by_signature(src: Source, body: str, kind: str) -> str:
    tail = _signature(src)
    name = titled(src, body)
    team = _TEAM.search(tail)
    if team:
        led = re.match(r"BAN THƯỜNG (?:VỤ|TRỰC)(?= |$)", team["who"]) if kind != "Công văn" else None
        party = re.match(r"(?:TỈNH|THÀNH|HUYỆN|ĐẢNG) ỦY", body)
        return titled(src, f"{led.group()} {body}") if led and party else name
    post = _POST.search(tail)
    if post and post["post"] == "CHỦ TỊCH" and name.startswith(("Ủy ban nhân dân", "UBND")):
        return f"Chủ tịch {name}"
    if post and post["post"] == "BỘ TRƯỞNG" and kind in _BY_MINISTER and name.startswith("Bộ "):
        return f"Bộ trưởng {name}"
    return name


def _signature(src: Source) -> str:
    """The words around the first list of recipients behind the head, else the last of the text."""
    listed = src.low.find("nơi nhận", 600)
    if listed > 0:
        return src.text[max(0, listed - 300) : listed + _BEHIND_RECIPIENTS]
    return src.text[max(0, len(src.text) - _TAIL) :]


def titled(src: Source, name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH ĐẮK LẮK" as the text itself writes it in small letters, else by the rules for such names."""
    low = one_line(name.lower().replace("uỷ", "ủy"))
    at = -1
    for _ in range(_MOST_LOOKED_AT):
        at = src.low.find(low, at + 1)
        if at < 0:
            break
        written = src.text[at : at + len(low)]
        shouted = written.isupper() or any(word.isupper() and len(word) > 3 for word in written.split())
        if written[:1].isupper() and not shouted:
            return one_line(written)
    return _by_rule(low)


def _by_rule(low: str) -> str:
    """Common words small, names of places large."""
    small = set(_WORDS["small"])
    kept: list[str] = []
    in_place = False
    for number, word in enumerate(low.split()):
        before = kept[-1] if kept else ""
        in_place = (in_place and word not in _TIERS) or (before in _TIERS and word not in ("hội", "trực", "ủy"))
        if word in _WORDS["short"]:
            kept.append(word.upper())
        elif number == 0 or in_place or word not in small or (word == "ban" and before == "minh"):
            kept.append(word.capitalize())
        else:
            kept.append(word)
    found = " ".join(kept)
    for phrase in _WORDS["capital"]:
        found = re.sub(rf"\b{phrase}\b", phrase[:1].upper() + phrase[1:], found)
    for sector in _WORDS["sectors"]:
        found = re.sub(rf"\b{sector}\b", sector, found, flags=re.IGNORECASE)
    return _BODY_OF_POST.sub(lambda match: f"{match[1]} {match[2].capitalize()}", found)
