"""Duties that come again: "hằng quý", "định kỳ 6 tháng", "trước ngày 15 tháng 11 hằng năm"."""

import re
from typing import Any

from app.derivation.model import Deadline
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import VERBS, either

_WORDS = vocabulary.table("deadlines")
_DAYS = {"hai": 1, "ba": 2, "tư": 3, "năm": 4, "sáu": 5, "bảy": 6, "2": 1, "3": 2, "4": 3, "5": 4, "6": 5, "7": 6}
_EARLY = {
    word: str(at) for at, word in enumerate(["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"], 1)
}
_NUMBERS = {word: number for word, number in _EARLY.items() if word != "năm"}
_WHEN = (
    r"(?:(?:trước|vào|chậm nhất(?: là)?(?: vào)?) )?(?:\d{1,2} ?(?:h|g|giờ) ?\d{0,2}(?: phút)?,? ?)?(?:(?:ngày |chiều |sáng ){0,2}thứ (?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])"
    r"|(?:ngày )(?:(?:mùng|mồng) (?P<early>\w+)|(?P<day>\d{1,2})(?: và (?:ngày )?\d{1,2})?)(?:(?:/| tháng )(?P<month>\d{1,2}))?)(?: của)? "
)
_EVERY = (
    r"h[ằà]ng (?P<each>ngày|tuần|tháng|quý|năm)|định kỳ (?:mỗi |h[ằà]ng )?(?:(?P<n>\d{1,2}) (?P<unit>tháng|tuần|ngày|năm)(?: (?:một|1|01) lần)?|(?P<each2>ngày|tuần|tháng|quý|năm)\b(?! \d))"
    r"|(?:mỗi )?(?P<half>nửa năm)(?: (?:một|1|01) lần)?|mỗi (?:buổi )?(?P<each3>ngày|sáng|chiều|tuần|tháng|quý|năm)\b(?: (?:một|1|01) lần)?|(?P<n2>0?[136]|một|ba|sáu) (?P<unit2>tháng) (?:một|1|01) lần|(?P<n4>hai|ba|\d{1,2}) (?P<unit3>tuần|ngày) (?:một|1|01) lần|(?P<times>0?1|một) lần ?/ ?(?P<each4>tuần|tháng|quý|năm)|(?P<n3>\d{1,2}) tháng ?/ ?lần"
    r"|(?:vào |theo )?(?:cuối |đầu )?(?P<term>(?:mỗi|từng) học kỳ)"
    r"|(?:định kỳ )?(?P<wide>hai|ba|bốn|năm|mười|\d{1,2}) năm (?:một|1|01) lần"
    r"|(?:trước|vào|chậm nhất) (?:ngày )?(?P<day3>\d{1,2}) (?:của )?tháng (?:cuối|đầu|đầu tiên|cuối cùng) (?:của )?(?:mỗi )?(?P<each5>quý)(?: sau| tiếp theo)?"
)
_AFTER = r"(?:,? \(?(?:trước|chậm nhất|vào) (?:ngày )?(?P<day2>\d{1,2})(?:(?:/| tháng )(?P<month2>\d{1,2}))?(?: h[ằà]ng \w+| của \w+[^),.;]{0,30})?\)?)?"
_RECURS = re.compile(rf"(?P<when>{_WHEN})?(?:định kỳ )?(?:{_EVERY}){_AFTER}")
_CUES = ("hằng ", "hàng ", "định kỳ", "mỗi ", "lần", "học kỳ", "nửa năm", "tháng cuối", "tháng đầu")
"""Words one of which every recurrence holds."""
_BARE = re.compile(r"định kỳ\b")
_BARE_BEHIND = re.compile(
    r"(?:báo cáo|kiểm tra|giám sát|rà soát|đánh giá) (định kỳ) (?:hoặc (?:đột xuất|thường xuyên)|(?=gửi |cho |về |theo quy định))"
)
_BARE_LATER = re.compile(
    r"[,;] (định kỳ) (?=dự báo|báo cáo|tổng hợp|kiểm tra|đánh giá|sơ kết|rà soát|cập nhật|thông báo|thông tin|gửi|tổ chức|giám sát|công bố|công khai|theo dõi|tham mưu)"
)
_FREQ = {"tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "yearly"}
_MONTHS = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly"}
_BEHIND = re.compile(r" (?:trên|tại|ở|về|cho|qua|với|để) ")
_THING = re.compile(rf"(?:{either(_WORDS['yearly_things'])})$")
_DUTY = re.compile(rf"(?:{either(_WORDS['yearly_duties'])})$")


def recurrence(src: Source, start: int, end: int) -> Deadline | None:
    """The first recurring duty a span names, with its rule; things that are yearly by nature are left alone."""
    low = src.low
    piece = low[start:end]
    for match in _RECURS.finditer(low, start, end) if any(cue in piece for cue in _CUES) else ():
        if _is_duty(low, match, start, end):
            return made(src, match)
    bare = _BARE.match(low, start, end)
    span = bare.span() if bare else None
    if span is None and (later := _BARE_LATER.search(low, start, end)):
        span = later.span(1)
    if span is None and (behind := _BARE_BEHIND.search(low, start, end)):
        span = behind.span(1)
    if span:
        return Deadline("recurring", src.text[span[0] : span[1]], *span, rule={"freq": None})
    return None


def made(src: Source, match: re.Match[str]) -> Deadline:
    """A deadline of a match of the grammar: freq, and in the rule the day on which it falls due."""
    freq, every = _freq(match)
    rule: dict[str, Any] = {"freq": freq or every}
    if match["weekday"]:
        rule["weekday"] = _DAYS[match["weekday"]]
    early = _EARLY.get(match["early"] or "", match["early"])
    day, month = (
        (early if early and early.isdigit() else None) or match["day"] or match["day2"] or match["day3"],
        match["month"] or match["month2"],
    )
    if day and 1 <= int(day) <= 31:
        rule["day"] = int(day)
    if month and 1 <= int(month) <= 12:
        rule["month"] = int(month)
    start, end = match.span()
    while start < end and src.text[start].isspace():
        start += 1
    while src.text[end - 1].isspace():
        end -= 1
    return Deadline("recurring", src.text[start:end], start, end, freq=freq, rule=rule)


def search(src: Source, start: int, end: int) -> re.Match[str] | None:
    """The first words of recurrence in a line or cell, whatever stands before them."""
    return _RECURS.search(src.low, start, end)


def _freq(match: re.Match[str]) -> tuple[str | None, str | None]:
    if match["half"]:
        return "half-yearly", None
    count = match["n"] or match["n2"] or match["n3"] or match["n4"]
    count, unit = _NUMBERS.get(count or "", count), match["unit"] or match["unit3"] or "tháng"
    if count:
        return (
            _MONTHS.get(int(count)) if unit == "tháng" else _FREQ.get(unit) if int(count) == 1 else None
        ), f"{int(count)} {unit}"
    each = match["each"] or match["each2"] or match["each3"] or match["each4"] or match["each5"]
    return _FREQ.get(each), "daily" if each in ("ngày", "sáng", "chiều") else None


def _is_duty(low: str, match: re.Match[str], start: int, end: int) -> bool:
    if match["wide"] or match["term"]:
        return True
    if match["half"]:
        return match.group() != "nửa năm"
    told = ("when", "day2", "day3", "n2", "n3", "n4", "times")
    if any(match[name] for name in told) or match.group().startswith(("định kỳ", "mỗi")):
        return True
    if not match.group().endswith("năm") and VERBS.at(low, match.end() + 1, end) > 0:
        return True
    if match["each"] == "năm" and low.endswith(("năm và ", "trung hạn và ", "dài hạn và "), start, match.start()):
        return False
    if match["each"] in ("ngày", "tuần", "tháng", "quý") and _BEHIND.match(low, match.end(), end):
        return _THING.search(low[start : match.start()].rstrip()) is None
    before = low[max(start, match.start() - 40) : match.start()].rstrip()
    if not before or before[-1] in ".;:,(" or before.endswith((" và", "định kỳ")):
        return True
    if _DUTY.search(before):
        return True
    return (_THING.search(before) is None or before.endswith("chủ đầu tư")) and match.end() >= end - 2
