"""Clauses that sound like orders and give none: they tell, praise, make known, agree or threaten. Guide, part 1."""

import re

from app.derivation.orders import handing
from app.derivation.orders.clauses import FORMULA
from app.derivation.text.clean import Source
from app.derivation.units import names

_GOES_ON_AS_BEFORE = re.compile(r"(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý) tiếp tục (?:thực hiện|triển khai) ")
_WHOEVER = re.compile(
    r"[^.;]{0,100}\bnào\b[^.;]{0,200}\b(?:chịu trách nhiệm|xem xét(?:, xử lý)? trách nhiệm|bị xử lý|kiểm điểm|xử lý trách nhiệm)\b"
)
_PENALTY = re.compile(
    r"[^.;]{0,160}?\b(?:(?:sẽ|phải) bị (?:kỷ luật|trừ|xử lý|phê bình|kiểm điểm|truy cứu|cắt|hạ|thu hồi|xem xét|nhắc)|thì (?:không|chưa) (?:được )?(?:xét|bình xét|công nhận|khen))\b"
)
_APPROVES = re.compile(
    r"(?:về )?(?:cơ bản,? )?(?:thống nhất|nhất trí|đồng ý)(?: về nguyên tắc)? với (?:các |những )?(?:kiến nghị|đề xuất|báo cáo|ý kiến|đề nghị|nội dung|tờ trình)\b"
)
_FINDING = re.compile(r"(?:hạn chế|tồn tại|khuyết điểm|nguyên nhân|kết quả|ưu điểm)(?: là)?: ")
_STATES = re.compile(
    r"[^;]{0,200}?, (?:tỉnh|thành phố|huyện|xã|phường|ngành|nhà trường|toàn \w+) đã |[^;]{0,200}?, (?:ubnd|ủy ban nhân dân|chủ tịch|thủ tướng|bộ|sở|ban|cục|đảng ủy|thường trực|chính phủ|tỉnh ủy)[^,;]{0,80} (?:đã |vừa )?(?:ban hành|xây dựng|yêu cầu|đề nghị|giao|thông báo|chỉ đạo|có ý kiến|kết luận|tổ chức) "
)
_DONE = re.compile(r" ?(?:đã|vừa) ")
_PRAISES = re.compile(
    r"(?:chính phủ|thủ tướng|bộ trưởng|tổng bí thư|ban bí thư|bộ chính trị|ban thường vụ|thường trực|chủ tịch ubnd|chủ tịch ủy ban nhân dân|ubnd|ủy ban nhân dân|hội nghị|đồng chí)[^,.;:]{0,60} (?:biểu dương|khen ngợi|ghi nhận|hoan nghênh|đánh giá cao|chia sẻ|cảm ơn|gửi lời)\b"
)
_RETOLD = re.compile(
    r"(?:trước đó|trước đây|(?:năm|năm học|tháng|tuần|kỳ|nhiệm kỳ) trước), |[^.;:]{0,60} từng (?:yêu cầu|giao|đề nghị|chỉ đạo) "
)
_MAKES_KNOWN = re.compile(
    r"(?:[^.;:]{3,90} )?(?:xin |trân trọng |kính )*thông báo (?!cho [^.;]{3,60} biết$|liên tục|thường xuyên|trên|rộng rãi)[^.;]{0,200}\b(?:biết|thực hiện)\b[^.;]{0,40}$"
)
_TELLS_TROUBLE = re.compile(
    r"(?:(?:trong )?quá trình (?:(?:tổ chức |triển khai )*thực hiện|làm|triển khai),? )?(?:nếu )?(?:có|gặp|phát sinh) (?:điều gì|gì|vướng mắc|khó khăn|vấn đề|trở ngại)[^.;]{0,80}?(?:báo cáo|phản ánh|gửi|liên hệ|kiến nghị) |(?:mọi|những|các) (?:khó khăn, )?(?:vướng mắc|khó khăn|vấn đề)[^.;:]{0,120}? (?:báo cáo|phản ánh|gửi|liên hệ|thông tin|kiến nghị) "
)
_AMOUNT = re.compile(r"[^:;]{3,110}: ?[\d.,]+ ?(?:triệu|tỷ|nghìn|đồng|%|ha\b|người|hộ\b)[^;:]{0,120}$")
_HEAD = 240


def is_amount(src: Source, start: int, end: int) -> bool:
    """A matter, a colon and a number with its unit: "Kinh phí: 480 triệu đồng"."""
    return _AMOUNT.match(src.low, start, end) is not None


def tells(src: Source, start: int, end: int) -> bool:
    """What was ordered before, a finding with its title, or agreement: "Hạn chế: …", "Thống nhất với đề xuất …"."""
    last = min(end, start + _HEAD)
    return any(one.match(src.low, start, last) for one in (_RETOLD, _FINDING, _APPROVES))


def praises(src: Source, start: int, end: int) -> bool:
    return _PRAISES.match(src.low, start, min(end, start + _HEAD)) is not None


def goes_on_as_before(src: Source, start: int, end: int) -> bool:
    """ "Thống nhất tiếp tục thực hiện …": agreement to what is done already."""
    return _GOES_ON_AS_BEFORE.match(src.low, start, end) is not None


def makes_known(src: Source, start: int, end: int) -> bool:
    """The closing formula: "Văn phòng Chính phủ thông báo để … biết, thực hiện"."""
    return _MAKES_KNOWN.match(src.low, start, min(end, start + 400)) is not None and _opens_formula(src, start, end)


def tells_trouble(src: Source, start: int, end: int) -> bool:
    """ "Trong quá trình thực hiện nếu có vướng mắc, phản ánh về …"."""
    return _TELLS_TROUBLE.match(src.low, start, min(end, start + _HEAD)) is not None


def threatens(src: Source, start: int, end: int) -> bool:
    """What befalls those who do not: "đơn vị nào chậm … sẽ bị phê bình"; also the formula of who is to carry it out."""
    low = src.low
    return (
        handing.threatens(src, start, end)
        or _PENALTY.match(low, start, min(end, start + 300)) is not None
        or _WHOEVER.match(low, start, end) is not None
        or FORMULA.search(low, start, min(end, start + 500)) is not None
    )


def states(src: Source, start: int, end: int) -> bool:
    """Whether a sentence that opens like an order goes on to say who did something: "Nắm chắc …, các xã đã …"."""
    low = src.low
    stated = _STATES.match(low, start, min(end, start + 400))
    if stated and "phối hợp" not in stated.group():
        return True
    for match in re.finditer(", (?=các |những )", low[start : min(end, start + 300)]):
        place = start + match.end()
        stop = names.reach(src, place, end)
        if stop > place and _DONE.match(low, stop - 1, end):
            return True
    return False


def _opens_formula(src: Source, start: int, end: int) -> bool:
    """Whether who makes known opens the sentence: "Văn phòng Chính phủ thông báo để … biết", not "hằng tuần thông báo …"."""
    return names.begins_unit(src, start, end) or src.low.startswith(
        ("xin ", "trân trọng ", "kính ", "thông báo để ", "thông báo đến "), start
    )
