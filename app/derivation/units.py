"""Which words name units, how a list of them is split, and which unit of the tree a name means."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.derivation.model import Mention
from app.derivation.vocabulary import HEAD_AT, OPENERS, VERBS
from app.words import fold

_STOP = re.compile(
    rf"\b(?:(?P<verb>{VERBS}|{OPENERS})|căn cứ|theo|trong|trên cơ sở|để|nhằm|sẽ|đã|đang|không|được|là|chịu|có (?!liên quan|thẩm quyền)|cần|phải|tùy|với|cùng)\b"
)
_SPLIT = re.compile(r"\s*[,;]\s*(?:và\s+)?|\s+và\s+|\s+cùng(?:\s+với)?\s+")
_OWN_WORD = re.compile(
    r"(?:tổ chức|quản lý|thành viên|kiểm tra|thông tin|báo|lãnh đạo|chỉ đạo|giám sát|kiểm soát|điều hành|thẩm định|thẩm tra|thanh tra|phục vụ|đầu tư|đào tạo)$"
)
_BARE = re.compile(
    r"^(?:ban|ngành|sở|cơ quan|đơn vị|địa phương|tổ chức|đoàn thể|huyện|thành phố|thị xã|phường|xã|đặc khu|thành ủy|thành uỷ|hội|"
    r"cá nhân|doanh nghiệp|tỉnh|cơ quan ngang bộ|cơ quan thuộc|hội đoàn thể|tổ chức chính trị|tổ chức xã hội|tổ chức kinh tế)\b"
)
_CLASS = re.compile(r"^(?:các|những|thủ trưởng (?:các )?|chủ tịch ubnd các|bộ, |các bộ)", re.IGNORECASE)
_LONG_NAMES = (
    "thể thao",
    "thể thao và du lịch",
    "du lịch",
    "môi trường",
    "công nghệ",
    "xã hội",
    "đào tạo",
    "truyền thông",
    "thương binh",
    "đầu tư",
    "phát triển nông thôn",
)
_PLURAL = re.compile(r"^(?:các|những)\s+(?:bộ|sở|vụ|cục|ban|đảng ủy|đảng uỷ|tỉnh)\b:?\s*", re.IGNORECASE)


def begins_unit(text: str, at: int, end: int) -> bool:
    """Whether a unit's name can begin at the place."""
    return HEAD_AT.match(text, at, end) is not None


def reach(text: str, at: int, end: int) -> int:
    """Where the naming of units that begins at the place ends: before the first lower-case word of duty."""
    head = HEAD_AT.match(text, at, end)
    if head is None:
        return at
    place = head.end()
    depth = 0
    for match in re.finditer(r"[()]|" + _STOP.pattern, text[place:end]):
        here = place + match.start()
        if match.group() == "(":
            depth += 1
            continue
        if match.group() == ")":
            depth = max(0, depth - 1)
            continue
        if depth:
            continue
        before = text[at:here].rstrip()
        if match["verb"] and _belongs(before, match.group(), text, here, end):
            continue
        return here
    return end


def _belongs(before: str, word: str, text: str, here: int, end: int) -> bool:
    """A verb that is part of a name: "các tổ chức", "cơ quan quản lý", "các cơ quan thông tấn"."""
    tail = before.rsplit(" ", 2)[-2:]
    last = tail[-1].casefold() if tail else ""
    if last in ("các", "những", "cơ quan", "đơn vị", "tổ", "ban", "phòng", "bộ", "của", "và") and _OWN_WORD.match(word):
        return True
    return last in ("quan", "vị") and word in ("quản lý", "kiểm tra", "thông tin", "báo chí", "tổ chức")


def split_units(text: str, start: int, end: int) -> tuple[Mention, ...]:
    """The members of a list of units; one class is one member ("các sở, ban, ngành")."""
    phrase = _closed(text, start, end)
    if phrase is None:
        return ()
    start, end = phrase
    pieces: list[tuple[int, int]] = []
    at = start
    for match in _SPLIT.finditer(text, start, end):
        if text.count("(", at, match.start()) > text.count(")", at, match.start()):
            continue
        pieces.append((at, match.start()))
        at = match.end()
    pieces.append((at, end))
    found: list[list[int]] = []
    plural = False
    for first, last in pieces:
        words = text[first:last]
        if not words.strip():
            continue
        previous = text[found[-1][0] : found[-1][1]] if found else ""
        headed = begins_unit(text, first, last)
        bare = bool(_BARE.match(words.strip()))
        named = words.strip()[:1].isupper()
        joins = False
        if found:
            if (
                bare
                and not re.match(r"^(?:các|những)\b", words)
                and (
                    _CLASS.match(previous)
                    or previous[:1].islower()
                    or previous.casefold().startswith(
                        ("bộ,", "bộ", "thủ trưởng", "ban tuyên", "chủ tịch", "ủy ban", "ubnd", "uỷ ban")
                    )
                )
            ):
                joins = not (named and headed and words.strip()[:1].isupper())
            elif (
                (not headed and named and not plural)
                or fold(words).startswith(tuple(fold(one) for one in _LONG_NAMES))
                or (not headed and not named)
            ):
                joins = True
        if joins:
            found[-1][1] = last
        else:
            found.append([first, last])
            plural = bool(_PLURAL.match(words))
    return tuple(
        Mention(re.sub(r"\s+", " ", text[a:b]).strip(" ,;.:"), a, b)
        for a, b in (_closed(text, *pair) or (0, 0) for pair in found)
        if b > a
    )


def _closed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without blanks, bullets, closing punctuation and an explaining parenthesis at its end."""
    while start < end and text[start] in " \n\t-–+:;,.":
        start += 1
    while True:
        while end > start and text[end - 1] in " \n\t:;,.":
            end -= 1
        if end > start and text[end - 1] == ")" and "(" in text[start:end]:
            end = start + text[start:end].rindex("(")
            continue
        break
    return (start, end) if end > start else None


@dataclass(frozen=True)
class Candidate:
    """A unit of the tree under one of its names, with the days the name is valid."""

    unit_id: Any
    name: str
    kind: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    alias: bool = False


_EXPAND = (
    (re.compile(r"\bthads\b"), "thi hanh an dan su"),
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\btp\.?\s"), "thanh pho "),
    (re.compile(r"\b(?:cac|nhung|dong chi|thu truong|lanh dao)\s"), ""),
)


def name_key(name: str) -> str:
    """The form under which a written name meets a stored one: folded, short forms written out."""
    key = fold(name)
    for pattern, full in _EXPAND:
        key = pattern.sub(full, key)
    return re.sub(r"\s+", " ", key).strip(" .,;:")


def resolve(
    names: Iterable[str], candidates: Iterable[Candidate], *, on: date | None, place: str = ""
) -> Mapping[str, Any]:
    """Which unit each name means, by name or alias on the day; "Cục THADS tỉnh" takes the place of the directive.

    `place` is the province of the issuer as the text writes it. What cannot be told, or means several, is left out.
    """
    by_key: dict[str, set[Any]] = {}
    living: dict[str, set[Any]] = {}
    for one in candidates:
        key = name_key(one.name)
        by_key.setdefault(key, set()).add(one.unit_id)
        if on is None or ((one.begins_on is None or one.begins_on <= on) and (one.ends_on is None or on < one.ends_on)):
            living.setdefault(key, set()).add(one.unit_id)
    found = {}
    where = name_key(place)
    for name in names:
        key = name_key(name)
        tries = [key]
        if where and where not in key and re.search(r"\b(?:tinh|thanh pho)$", key):
            tries.insert(0, f"{key} {where}")
            tries.insert(0, f"{re.sub(r' (?:tinh|thanh pho)$', '', key)} {where}")
        elif where and where not in key:
            tries.append(f"{key} tinh {where}")
        for attempt in tries:
            units = living.get(attempt) or by_key.get(attempt) or set()
            if len(units) == 1:
                found[name] = next(iter(units))
                break
    return found
