"""What the directives of a text say of the documents they name: implements, continues, amends, replaces, cites."""

import re
from itertools import pairwise

from app.derivation.model import Citation, Document, FoundDirective, Relation
from app.derivation.papers.citations import Cited, unnumbered
from app.derivation.text.clean import Source, one_line

_WINDOW = 320
_MOST_MENTIONS = 12
_MOST_RELATIONS = 1000
_CUES = (
    ("replaces", re.compile(r"thay thế ?$")),
    ("amends", re.compile(r"(?:sửa đổi|bổ sung)(?:, bổ sung)?(?: một số [^.;]{0,60})? ?$")),
    ("cites", re.compile(r"theo tinh thần [^.;]{0,60}$|theo (?:quy định )?(?:tại )?$")),
    ("continues", re.compile(r"tiếp tục (?:quán triệt|thực hiện|triển khai|đẩy mạnh)[^;]*$")),
    ("implements", re.compile(r"(?:triển khai|thực hiện|tổ chức thực hiện|căn cứ|quán triệt|cụ thể hóa)[^;]*$")),
)
_OF_THE_ONE_BEFORE = re.compile(
    r"(?: của [^.;:]{3,80}?)? (?:về |về việc )(?P<what>tiếp tục thực hiện|triển khai thực hiện|thực hiện|triển khai|sửa đổi, bổ sung|thay thế) ?$"
)
_KINDS = {"tiếp tục thực hiện": "continues", "sửa đổi, bổ sung": "amends", "thay thế": "replaces"}
_ORDERED = re.compile(
    r"trình [^.;,]{3,60}? (?:ban hành|thông qua|phê duyệt) (?P<title>(?:nghị quyết|quyết định|chỉ thị|kế hoạch|đề án)(?: chuyên đề)? về (?:“[^”\n]{5,200}”|[^.;,\n“]{5,160}))"
)


def relations_of(
    src: Source, cited: list[Cited], document: Document, directives: list[FoundDirective]
) -> list[Relation]:
    """Relations by (source, target), judged by the words before the name. A target without number has only a title.

    `source` and `target` are number-symbols; a source without one (a resolution still to be issued) stands by its title.
    """
    found: dict[tuple[str, str], Relation] = {}
    mentions: dict[tuple[str, str], int] = {}
    starts = [_sentence_start(src, one.start) for one in directives]
    holder, before = -1, None
    every = sorted([one.citation for one in cited] + unnumbered(src), key=lambda each: each.start)
    ends = {one.citation.start: one.phrase_end for one in cited}
    for citation in every:
        while holder + 1 < len(directives) and starts[holder + 1] <= citation.start:
            holder += 1
        source = (directives[holder].number_symbol if holder >= 0 else None) or document.number_symbol or ""
        target = citation.number_symbol or _same_as(citation, document)
        key = (source, target or src.low[citation.start : citation.end])
        mentions[key] = mentions.get(key, 0) + 1
        if before is not None and target and (inner := _of_the_one_before(src, before, ends, citation, target)):
            found.setdefault((inner.source, inner.target), inner)
        elif (
            len(found) < _MOST_RELATIONS
            and target != source
            and (target or citation.number_symbol is None)
            and mentions[key] <= _MOST_MENTIONS
        ):
            kind = _kind(src, citation.start)
            known = found.get(key)
            if known is None or (known.kind == "cites" and kind != "cites"):
                found[key] = _relation(src, kind, source, target, citation)
        before = citation if citation.number_symbol else None
    _add_ordered(src, directives, document, found)
    _add_parallel(src, directives, found)
    return list(found.values())


def _relation(src: Source, kind: str, source: str, target: str, citation: Citation) -> Relation:
    title = one_line(src.text[citation.start : citation.end])
    return Relation(kind, source, target, citation.issuer, title, citation.start, citation.end)


def _kind(src: Source, at: int) -> str:
    start = max(0, at - _WINDOW)
    before = src.low[max(start, src.low.rfind(". ", start, at) + 1) : at]
    return next((name for name, cue in _CUES if cue.search(before)), "cites")


def _sentence_start(src: Source, at: int) -> int:
    start = max(0, at - 600)
    return max(
        start,
        src.text.rfind("\n", start, at) + 1,
        src.text.rfind(". ", start, at) + 2 if ". " in src.text[start:at] else start,
    )


def _same_as(citation: Citation, document: Document) -> str:
    """ "Kết luận của Bộ Chính trị" without a number is the text's own conclusion of that body."""
    if citation.type and citation.type == document.type and citation.issuer and citation.issuer == document.issuer:
        return document.number_symbol or ""
    return ""


def _of_the_one_before(
    src: Source, before: Citation, ends: dict[int, int], citation: Citation, target: str
) -> Relation | None:
    """ "Kết luận số 92 … về tiếp tục thực hiện Nghị quyết số 49": what one cited document says of another."""
    end = ends.get(before.start, before.end)
    if before.number_symbol is None or before.number_symbol == target or citation.start - end > 160:
        return None
    match = _OF_THE_ONE_BEFORE.fullmatch(src.low, end, citation.start)
    if match is None:
        return None
    return _relation(src, _KINDS.get(match["what"], "implements"), before.number_symbol, target, citation)


def _add_ordered(
    src: Source, directives: list[FoundDirective], document: Document, found: dict[tuple[str, str], Relation]
) -> None:
    """A document still to be issued carries out the directive that orders it."""
    at = -1
    for match in _ORDERED.finditer(src.low):
        while at + 1 < len(directives) and directives[at + 1].start <= match.start():
            at += 1
        target = (directives[at].number_symbol if at >= 0 else None) or document.number_symbol
        if target:
            start, end = match.span("title")
            title = one_line(src.text[start:end]).strip()
            found.setdefault((title, target), Relation("implements", title, target, None, title, start, end))


def _add_parallel(src: Source, directives: list[FoundDirective], found: dict[tuple[str, str], Relation]) -> None:
    """ "Tương tự, … cũng đã ban hành …" sets a directive beside the one before it."""
    for before, one in pairwise(directives):
        start = _sentence_start(src, one.start)
        if src.low.startswith("tương tự", start) and before.number_symbol and one.number_symbol:
            said = Relation(
                "cites",
                one.number_symbol,
                before.number_symbol,
                before.issuer,
                src.text[start : one.start].strip(),
                start,
                one.start,
            )
            found.setdefault((one.number_symbol, before.number_symbol), said)
