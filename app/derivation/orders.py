"""Orders inside a block: sentences and clauses, who is addressed, and whether the words give an instruction."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.derivation.model import Mention
from app.derivation.units import begins_unit, reach, split_units
from app.derivation.vocabulary import OPENER_AT, OPENERS, VERB_AT, VERBS

_SENTENCE = re.compile(r"(?<=[.!?…])[ \n\t]+(?=[“\"(]?[A-ZĐÂĂÊÔƠƯÀ-Ỹ])|(?<=\.)\n+")
_SHORT = re.compile(r"(?:\b(?:TP|Tp|TS|ThS|PGS|GS|Đ/c|đ/c|STT|KT|TM|TL)|\b\d{1,2}|^[A-Z])\.$")
_QUALITY = re.compile(
    r"(?:(?:đồng thời|qua đó|từ đó|trong đó|,|và)\s*,?\s*)*(?:bảo đảm|đảm bảo|bao đảm|không để|không được|tránh|qua đó|góp phần|nhằm|khắc phục được|tuyệt đối không|"
    r"làm cơ sở|coi đây|xem đây|phòng tránh|hạn chế (?:tối đa|thấp nhất)|lấy [^.;]{3,60} làm)\b",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(
    r"^(?:bảo đảm|đảm bảo) (?:các điều kiện|an ninh|an toàn|kinh phí|nguồn|trật tự|quốc phòng|bộ phận|điều kiện|cơ sở|nhân lực|giữ bí mật|việc)",
    re.IGNORECASE,
)
_FORBIDS = re.compile(r"^(?:[Tt]uyệt đối |[Nn]ghiêm cấm|[Kk]hông (?:được|để|tự|ban hành|tổ chức|bố trí|yêu cầu))")
_TIME_ONLY = re.compile(
    r"^(?:[Hh]oàn thành|[Tt]hời gian (?:thực hiện|hoàn thành|tổ chức|báo cáo)|[Xx]ong|[Tt]hời hạn|[Bb]áo cáo (?:kết quả )?trước|[Nn]ội dung này)\b[^;]{0,140}$"
)
_CONTEXT = re.compile(
    r"^(?:thoi gian qua|trong thoi gian qua|tuy nhien|nguyen nhan|nham |de |thuc trang|qua |trong nhung nam|hien nay|nhin chung|ket qua|mac du|theo bao cao|"
    r"can cu|neu de xay ra|neu khong|viec |tren day la|keu goi|khuyen khich|chi thi nay|ke hoach nay|nghi quyet nay|ket luan nay|quyet dinh nay|cong dien nay|"
    r"thong nhat voi|hoan nghenh|bieu duong|ghi nhan|danh gia cao|cam on|sau khi nghe|tai cuoc hop|ngay \d|chieu ngay|sang ngay|thong nhat (?:chu truong|chon|noi dung))"
)
_PERMITS = re.compile(r"^(?:[^.;]{0,60} )?(?:được phép|khuyến khích|có thể|kêu gọi)\b", re.IGNORECASE)
_PAST = re.compile(
    r"\b(?:đã|vẫn còn|còn chậm|chưa được|chưa đạt|chưa phù hợp|chưa kịp thời|vẫn chưa|đang được|sẽ phê bình|sẽ xử lý|có hiệu lực)\b"
)
_THREAT = re.compile(r"chịu (?:hoàn toàn )?trách nhiệm (?:trước|về|nếu)|sẽ (?:bị )?(?:phê bình|xử lý|kiểm điểm)")
_LIABLE = re.compile(
    r"chịu (?:hoàn toàn )?trách nhiệm (?:toàn diện )?(?:trước|về (?:tính|sự|kết quả|số liệu|chất lượng|tiến độ|việc|toàn bộ))"
)
_GIVES = re.compile(
    r"(?:(?<=^)|(?<=[,:] )|(?<=\s))(?:[Gg]iao(?: nhiệm vụ)?(?: cho)?|[Đđ]ề nghị|[Yy]êu cầu|[Kk]ính đề nghị|[Pp]hân công|[Gg]iao trách nhiệm(?: cho)?|chỉ đạo)(?:\s+(?:đối với))?\s*:?\s+"
)
_FOR = re.compile(r"(?:[Đđ]ối với|[Rr]iêng|[Tt]rước mắt,)\s+")
_LEADS = re.compile(
    r"(?:làm (?:cơ quan )?đầu mối, |chịu trách nhiệm |có trách nhiệm |sẽ |tiếp tục |là (?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối)(?:,?\s+(?:và\s+)?)?",
    re.IGNORECASE,
)
_WITH = re.compile(
    r"(?:[Cc]hủ động |[Tt]ích cực |[Tt]iếp tục |[Tt]hường xuyên |tăng cường |[Tt]rực tiếp )*[Pp]hối hợp(?:\s+(?:chặt chẽ|cùng|chặt|đồng bộ|kịp thời|hiệu quả|tốt))*(?:\s+(?:với|cùng|cùng với))?\s+(?=\S)"
)
_LIST_ITEMS = re.compile(r"(?:\(i\)|\(1\)|\ba\)|như sau\s*:|sau đây\s*:|sau\s*:|bao gồm\s*:|gồm\s*:)")
_TOPIC_DUTY = re.compile(rf"\b(?:cần|phải|có trách nhiệm|chịu trách nhiệm)\s+(?:(?:{OPENERS}),?\s+)*(?:{VERBS})\b")
_TIME_FIRST = re.compile(
    r"(?:(?:[Tt]rước|[Cc]hậm nhất(?: là)?|[Tt]rong|[Đđ]ến|[Hh]ết|[Tt]ừ)\s+(?:ngày\s+|tháng\s+|quý\s+|năm\s+|thời hạn\s+)?[^,;.]{1,60},\s*|[Hh][ằà]ng (?:tuần|tháng|quý|năm),\s*|[Đđ]ịnh kỳ [^,;.]{0,40},\s*)"
)
_CONDITION = re.compile(
    r"(?:[Tt]rong quá trình [^,.;]{3,120}|[Nn]ếu có [^,.;]{3,160}|[Tt]rường hợp [^,.;]{3,160}|[Kk]hi [^,.;]{3,120}|[Cc]ăn cứ [^,.;]{3,160}|[Tt]rên cơ sở [^,.;]{3,160}|[Tt]heo (?:chức năng|thẩm quyền|dõi|quy định)[^,.;]{0,120}|[Đđ]ể [^.;]{3,220}?|[Nn]hằm [^.;]{3,200}?|[Vv]ới [^,.;]{3,120}|[Nn]gay sau [^,.;]{3,120}|[Ss]au khi [^,.;]{3,120}),\s+"
)


@dataclass
class Order:
    """An instruction: its span, who is named in it, and how it was known."""

    start: int
    end: int
    lead: tuple[Mention, ...]
    cooperating: tuple[Mention, ...]
    how: str
    time_end: int = 0


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a span; short forms with a point do not end one."""
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        if _SHORT.search(text[max(at, match.start() - 12) : match.start()]) or _open(text, at, match.start()):
            continue
        yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end


def _open(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at) or text.count("“", start, at) > text.count(
        "”", start, at
    )


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons outside parentheses and quotation marks."""
    at = start
    for match in re.finditer(r";\s*", text[start:end]):
        place = start + match.start()
        if _open(text, at, place):
            continue
        yield at, place
        at = start + match.end()
    if at < end:
        yield at, end


def opens_with_duty(text: str, at: int, end: int) -> int | None:
    """Where the verb of an order begins, after openers; None where the words give no order."""
    place = at
    for _ in range(8):
        while place < end and text[place] in " \n,":
            place += 1
        verb = VERB_AT.match(text, place, end)
        opener = OPENER_AT.match(text, place, end)
        if opener is None and verb is not None:
            return place
        if opener is not None:
            if verb is not None and opens_with_duty(text, opener.end(), end) is None:
                return place
            place = opener.end()
            continue
        timed = _TIME_FIRST.match(text, place, end)
        if timed:
            place = timed.end()
            continue
        return None
    return None


def addressed(text: str, at: int, end: int) -> tuple[tuple[Mention, ...], int] | None:
    """The units a sentence begins with and where its duty begins, if duty follows."""
    if not begins_unit(text, at, end):
        return None
    stop = reach(text, at, end)
    if stop <= at or stop - at > 400:
        return None
    units = split_units(text, at, stop)
    return (units, stop) if units else None


def with_whom(text: str, at: int, end: int) -> tuple[Mention, ...]:
    """The units after "phối hợp với" at the head of a duty."""
    match = _WITH.search(text, at, min(end, at + 220))
    if match is None:
        return ()
    first = match.end()
    if not begins_unit(text, first, end) and not re.match(r"(?:các|những)\s", text[first:end]):
        return ()
    stop = reach(text, first, end) if begins_unit(text, first, end) else first
    if stop == first:
        stop_match = re.search(r"[.;]|\s(?:để|nhằm|trong|" + VERBS + r")\s", text[first:end])
        stop = first + stop_match.start() if stop_match else end
    return split_units(text, first, stop)
