"""The directives that a text without a head of its own relays: issued by somebody in it, or said there to demand."""

import re
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from app.derivation.model import FoundDirective
from app.derivation.papers.citations import Cited
from app.derivation.text import vocabulary
from app.derivation.text.clean import Source, one_line
from app.derivation.times.dates import whole_date
from app.derivation.units import names

_WORDS = vocabulary.table("documents")
_ISSUES = re.compile(r"(?: (?:đã|vừa|cũng|mới))* (?:ký |ký, )?(?:ban hành|có|gửi|thông qua)(?: một| văn bản)? ?$")
_TELLS = re.compile(r"[^.;,()]{0,90}? (?:đã nêu rõ|nêu rõ|yêu cầu|chỉ rõ|xác định|giao|đề ra)\b")
_BASIS = re.compile(r"(?:(?:thực hiện|theo|căn cứ|triển khai|quán triệt|cứ|tuyên truyền)(?: [^\W\d_]+){0,4}|và|,|;) ?$")
_SOURCED = re.compile(r"(?:nguồn|trích)\b[ :(–-]*$")
_ISSUED_AFTER = re.compile(r"(?: ngày [^.;,]{6,30}?)? (?:đã|vừa|mới)? ?được [^.;,]{0,50}?(?:ban hành|ký)\b")
_WHOLE_DAY = re.compile(r"ngày (\d{1,2})/(\d{1,2})/(\d{4})")


def directives_of(src: Source, cited: list[Cited]) -> list[FoundDirective]:
    """The directives whose orders the text relays: issued by somebody in this text, or said to demand something.

    A news text may relay several, each up to the next; what several mentions say of one is put together.
    """
    found: dict[str, FoundDirective] = {}
    for one in cited:
        citation = one.citation
        number = citation.number_symbol or ""
        if citation.type is None or citation.type in _WORDS["never_directives"]:
            continue
        before = src.low[max(0, citation.start - 220) : citation.start]
        after = src.low[one.phrase_end : one.phrase_end + 160]
        issued = (
            _ISSUES.search(before) is not None
            or _SOURCED.search(before) is not None
            or _ISSUED_AFTER.match(after) is not None
        )
        basis = _BASIS.search(before) is not None
        headline = citation.start < 300 and not found and not basis
        at_list = re.search(r" tại ?$", before) is not None and after[:2].strip()[:1] == ":"
        tells = not basis and _TELLS.match(after) is not None
        if not (issued or headline or tells or at_list) and number not in found:
            continue
        issuer = citation.issuer or (_issuer_before(src, citation.start) if issued else None)
        issuer = issuer or _issuer_after(src, one.phrase_end)
        said = _WHOLE_DAY.search(before.rsplit(". ", 1)[-1]) if issued else None
        day = (
            citation.date
            or (whole_date(said[1], said[2], said[3]) if said else None)
            or _said_later(after, issued=issued)
        )
        known = found.get(number)
        if known is None:
            found[number] = FoundDirective(
                citation.number_symbol, citation.type, issuer, day, citation.start, len(src.text)
            )
        else:
            found[number] = replace(known, issuer=known.issuer or issuer, issued_on=known.issued_on or day)
    ordered = sorted(found.values(), key=lambda each: each.start)
    return [
        replace(one, end=following.start if following else one.end)
        for one, following in zip_longest(ordered, ordered[1:])
        if one
    ]


def _said_later(after: str, *, issued: bool) -> date | None:
    said = re.match(r"[^.;]{0,90}?ban hành ngày (\d{1,2})/(\d{1,2})/(\d{4})", after)
    return whole_date(said[1], said[2], said[3]) if said else None


def _issuer_after(src: Source, at: int) -> str | None:
    """ "Tại Công điện số …, Thủ tướng Chính phủ yêu cầu …"."""
    if not src.low.startswith(", ", at):
        return None
    stop = names.reach(src, at + 2, min(len(src.text), at + 160))
    told = stop > at + 2 and re.match(r" ?(?:đã |vừa )?(?:yêu cầu|giao|chỉ đạo|đề nghị)\b", src.low[stop : stop + 24])
    return one_line(src.text[at + 2 : stop]).strip(" ,") if told else None


def _issuer_before(src: Source, at: int) -> str | None:
    """Who stands before "đã ban hành Chỉ thị …"."""
    start = max(0, at - 220)
    cue = _ISSUES.search(src.low, start, at)
    if cue is None:
        return None
    stop = src.low.rfind(". ", start, cue.start())
    begun = max(stop + 2 if stop >= 0 else start, src.text.rfind("\n", start, cue.start()) + 1, start)
    places = [begun, *(begun + match.end() for match in re.finditer(r"(?:, |như |tự, )", src.low[begun : cue.start()]))]
    for place in places:
        if names.head_at(src, place, cue.start()) > 0 and names.reach(src, place, cue.start()) >= cue.start() - 1:
            return one_line(src.text[place : cue.start()]).strip(" ,")
    return None
