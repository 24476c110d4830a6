"""Unit names in running text: where one begins and how far a list of them reaches.

A name is a first word (`data/unit_heads.txt`), then words with a capital, each of which may be followed by the small
second half of its word ("Sở Tư pháp"), and the small words that names are made of (`data/unit_words.txt`). It ends
before the first word of the duty, known or not.
"""

import re

from app.derivation.text.clean import Source
from app.derivation.text.vocabulary import VERBS
from app.derivation.units.name_heads import TEAM, begins_unit, capital_run, duty_at, head_at, skip, unknown_head
from app.derivation.units.name_steps import CALLED, CAPITALS_LISTED, OPEN, PARTS
from app.derivation.units.name_walk import Walk

__all__ = [
    "CALLED",
    "CAPITALS_LISTED",
    "MAX_REACH",
    "OPEN",
    "PARTS",
    "TEAM",
    "begins_unit",
    "capital_run",
    "head_at",
    "reach",
    "skip",
    "unknown_head",
]

_TIER_CLOSED = re.compile(
    r"(?:tổ|đội|đoàn|ban|hội đồng|trạm|tiểu ban)(?: [^\W\d_]+){1,6}? cấp (?:tỉnh|huyện|xã|cơ sở)\b(?!, xã|, huyện)"
)
_TASKED = re.compile(
    r"(?:tổ|đội|đoàn|ban|hội đồng|tiểu ban)(?: công tác)? (?:kiểm tra|giám sát|thanh tra|quản lý|điều phối|tư vấn|bảo vệ|phòng|chỉ đạo|thẩm định|xây dựng|giải quyết|xử lý|rà soát|tuyên truyền|hòa giải)\b"
    r"(?:(?!, |; )[^.;:()]|(?<=phòng), (?=chống)){2,110}? (?=(?:chủ trì|có trách nhiệm|chịu trách nhiệm|tăng cường|tiếp tục|khẩn trương|chủ động)\b)"
)
_CHARGED = re.compile(
    r"(?:ban chỉ đạo|ban tổ chức|ban vận động|tổ công tác|tổ giúp việc) (?P<charge>các chương trình|phát triển|thực hiện|xây dựng|triển khai|cải cách|chuyển đổi số|phòng|công tác|về|tổng kết)\b"
    r"(?:(?!\b(?:chủ trì|phối hợp|trách nhiệm|khẩn trương|tiếp tục|tăng cường|rà soát|báo cáo|yêu cầu)\b)[^.;:()\n]){2,110}? (?:cấp )?(?:tỉnh|huyện|xã|phường|thành phố|quốc gia|trung ương)\b"
)
MAX_REACH = 1200


def reach(src: Source, at: int, end: int, *, unknown: bool = False, plain: bool = False, given: bool = False) -> int:
    """Where the list of units that begins at the place ends, before the duty or the comma before it; `at` if none.

    With `given` the units stand after "giao", "đề nghị", so that what follows them is no mere fact. With `plain` a word that may be name or verb is a verb; with `unknown` a name may begin with any word with a capital that a second such word follows ("Quỹ Bảo vệ rừng"). Remembered: the judgements of one clause ask for the same names again and again.
    """
    asked = (at, end, unknown, plain, given)
    found = src.reached.get(asked)
    if found is None:
        found = src.reached[asked] = _reach(src, at, end, unknown=unknown, plain=plain, given=given)
    return found


def _reach(src: Source, at: int, end: int, *, unknown: bool, plain: bool, given: bool) -> int:
    text, low = src.text, src.low
    if text[at : at + 1].isupper() and (closed := _TIER_CLOSED.match(low, at, end)):
        return closed.end()
    place = head_at(src, at, end)
    if place < 0 and unknown:
        place = unknown_head(src, at, end)
    if place < 0:
        return at
    end = min(end, at + MAX_REACH)
    own = max(src.own_at(at, end), _charged(src, at, end))
    if given and (tasked := _TASKED.match(low, at, end)):
        return tasked.end()
    return Walk(src, at, place, end, own=own, plain=plain, given=given).to_end()


def _charged(src: Source, at: int, end: int) -> int:
    """Where the name of a board ends that tells its charge up to a tier, "Ban Chỉ đạo phát triển khoa học tỉnh"; else -1."""
    charged = _CHARGED.match(src.low, at, end)
    if charged is None:
        return -1
    rest = skip(src.low, charged.end(), end)
    if rest >= end:
        return charged.end() if VERBS.at(src.low, charged.start("charge"), end) < 0 else -1
    return charged.end() if src.low[rest] in ":," or duty_at(src, rest, end) > 0 else -1
