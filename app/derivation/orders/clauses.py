"""What a clause is beside an order: how well, by when or on what ground, a finding, a further part of the one before it."""

import re

from app.derivation.orders import duty
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import NOUNS, OBLIGES, QUALITY, VERBS, Phrases, either

_GRAMMAR = vocabulary.table("grammar")
PAST = re.compile(
    r"\b(?:đã (?!nêu|được (?:giao|phân công|phê duyệt|ban hành|bồi dưỡng|số hóa|có|ký|ghi|đề|duyệt))|vẫn còn|còn chậm|chưa (?:được|đạt|phù hợp|kịp thời|có|thực sự)|vẫn chưa|đang được)"
)
FORMULA = re.compile(r"chịu trách nhiệm (?:thi hành|thực hiện) (?:quyết định|nghị quyết) này")
_MEASURE = re.compile(
    r"(?:bảo đảm|đảm bảo|bao đảm) (?:sự |tính |việc |được )?(?:thống nhất|tính|đúng|chất lượng|hiệu quả|tiến độ|phù hợp|nguyên tắc|yêu cầu|thiết thực|dân chủ|công khai|khách quan|đồng bộ|kịp thời|nghiêm|tiết kiệm)"
)
_STANDS_ALONE = re.compile(
    r"(?:bảo đảm|đảm bảo) (?:đầy đủ |đủ |tốt |các |công tác )?(?:điều kiện|an ninh|an toàn|kinh phí|nguồn|trật tự|quốc phòng|bộ phận|cơ sở|nhân lực|bí mật|giữ|cung ứng|cung cấp|hậu cần|phương tiện|cân đối|giao thông|vệ sinh)"
)
_FINISHES = re.compile(
    r"hoàn thành (?:dứt điểm |toàn bộ |cơ bản )?(?:việc (?!này|trên|nêu)|công tác )?(?!trong|trước|vào|xong)"
)
_ASKS = re.compile(r"(?:yêu cầu|đề nghị|lưu ý) ")
_HANDS = re.compile(r"(?:đồng thời )?(?:giao|yêu cầu|đề nghị|phân công) ")
_FINDS = re.compile(
    r"(?:sau|qua|trong) (?:gần |hơn )?\d{1,2} năm (?:thực hiện|triển khai|qua)\b|(?:trong )?(?:thời gian|những năm|năm) qua\b|tuy nhiên|nguyên nhân"
)
_URGES = re.compile(rf"\b(?:{OBLIGES}|yêu cầu|đề nghị|giao|chủ trì|tập trung|khẩn trương|tiếp tục)\b")
_SOUNDS = re.compile(rf"\b(?:{OBLIGES}|yêu cầu|đề nghị|giao|khẩn trương|chủ trì)\b")
_POINTS_BACK = re.compile(r"\b(?:này|trên|nêu trên|nói trên)\b")
_PRODUCTS = Phrases(vocabulary.table("products")["documents"])
_OPENS_TIME = re.compile(
    rf"(?:{either(_GRAMMAR['times'])}|(?:{either(_GRAMMAR['all_these'])}) (?:phải |cần )?(?:{either(_GRAMMAR['done'])}))\b[^;]{{0,160}}$"
)
_GOES_ON = re.compile(rf"(?:{either(_GRAMMAR['continuations'])})\b")
_DOCUMENT = re.compile(
    r"(?:quyết định|báo cáo|thông báo|kết luận|quy định|hướng dẫn|kế hoạch) (?:số [\d….:]|của|này|\d|nêu trên)"
)
_TARGET = re.compile(
    r"(?:phấn đấu )?(?:đến|trong|hết) (?:hết |cuối )?(?:năm|quý|tháng) [^,;.]{1,20}, (?:có |tỷ lệ |[^,;.]{0,40}đạt )?(?:ít nhất |trên |tối thiểu |khoảng )?\d"
)
_IN_CASE = re.compile(r"(?:trong )?trường hợp [^;,]{3,120}, ")
_ALONE = re.compile(r"riêng (?!đối với|về|với)")
_URGED_LATER = re.compile(rf", (?:{OBLIGES}) ")
_AMONG = re.compile(r"trong đó,? (?:chú trọng|tập trung|lưu ý|ưu tiên|quan tâm|nhất là)\b")


def hands_over(src: Source, start: int) -> bool:
    """Whether a clause opens with a word that hands a task to somebody."""
    return _HANDS.match(src.low, start) is not None


def asked_at(src: Source, start: int, end: int) -> int:
    """Where the work begins that a clause asks for, "yêu cầu | tập trung rà soát …"; -1 where it asks for none."""
    asked = _ASKS.match(src.low, start, end)
    return asked.end() if asked is not None and duty.verb_at(src, asked.end(), end) >= 0 else -1


def is_quality(src: Source, start: int, end: int) -> bool:
    """Whether a clause only says how well or to what effect, so that it joins the one before it."""
    start = duty.after_joints(src, start, end)
    low = src.low
    if _AMONG.match(low, start, end):
        return True
    for word in ("đồng thời, ", "đồng thời ", "và ", "qua đó, ", "từ đó, "):
        if low.startswith(word, start):
            start += len(word)
    if _TARGET.match(low, start, end):
        return True
    stop = QUALITY.at(low, start, end)
    if stop < 0:
        return False
    verb = VERBS.at(low, start, end)
    return verb <= stop and not _STANDS_ALONE.match(low, start, end)


def tells_findings(src: Source, start: int, end: int) -> bool:
    """Whether a sentence tells how things stand and urges nothing: "Sau 4 năm thực hiện …", "Tuy nhiên, …"."""
    start = duty.after_joints(src, start, end)
    return _FINDS.match(src.low, start, end) is not None and _URGES.search(src.low, start, end) is None


def is_measure(src: Source, start: int, end: int) -> bool:
    """Whether an item only names a quality that the work above it must have ("Bảo đảm đúng quy định")."""
    return _MEASURE.match(src.low, duty.after_joints(src, start, end), end) is not None


def is_noun_part(src: Source, start: int, end: int) -> bool:
    """Whether a clause is a further object of the verb before it: no verb of its own."""
    if (case := _IN_CASE.match(src.low, start, end)) and duty.verb_at(src, case.end(), end) >= 0:
        return False
    return (NOUNS.at(src.low, start, end) > 0 and VERBS.at(src.low, start, end) < 0) or _DOCUMENT.match(
        src.low, start, end
    ) is not None


def tells_time_only(src: Source, start: int, end: int) -> bool:
    if done := _FINISHES.match(src.low, start, end):
        named = done.group().endswith(("việc ", "công tác ")) or _delivers(src, done.end(), end)
        return (
            not named and VERBS.at(src.low, done.end(), end) < 0 and _OPENS_TIME.match(src.low, start, end) is not None
        )
    return _OPENS_TIME.match(src.low, start, end) is not None


def _delivers(src: Source, at: int, end: int) -> bool:
    """Whether what is to be done is a thing of its own: "hoàn thành đề án du lịch trước ngày …", not "hoàn thành nội dung này …"."""
    return _PRODUCTS.at(src.low, at, end) > 0 and _POINTS_BACK.search(src.low, at, min(end, at + 60)) is None


def goes_on(src: Source, start: int, end: int) -> bool:
    """Whether a sentence adds to the work before it; not "Riêng Công an xã mở sổ theo dõi", "Riêng hồ sơ này, phải …"."""
    if _GOES_ON.match(src.low, start, end) is None:
        return False
    urged = _URGED_LATER.search(src.low, start, end)
    if urged is not None and duty.verb_at(src, urged.end(), end) >= 0:
        return False
    alone = _ALONE.match(src.low, start, end)
    found = duty.addressed(src, alone.end(), end) if alone else None
    return found is None or not found.known


def sounds_like_order(src: Source, start: int, end: int) -> bool:
    """A sentence with words of duty or handing over that is not told as past: worth a reader's second look."""
    low = src.low[start:end]
    return (
        len(low) > 25
        and _SOUNDS.search(low) is not None
        and PAST.search(low) is None
        and FORMULA.search(low) is None
        and "?" not in low
    )
