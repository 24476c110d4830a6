"""What the directives of a text say of the documents they name: implements, continues, amends, replaces, cites."""

import re

from app.derivation.citations import Cited
from app.derivation.model import Document, FoundDirective, Relation

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
