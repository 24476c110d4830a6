"""From the text of a directive to its tasks, units and deadlines: pure, deterministic, linear."""

from dataclasses import replace
from typing import Any

from app.derivation import citations, document, outline, tasks
from app.derivation.model import (
    MISSING,
    REASONS,
    Citation,
    Context,
    Deadline,
    Derivation,
    Document,
    DraftTask,
    Mention,
    Relation,
    Suspect,
)
from app.derivation.units import Candidate, resolve

__all__ = [
    "MISSING",
    "REASONS",
    "Candidate",
    "Citation",
    "Context",
    "Deadline",
    "Derivation",
    "Document",
    "DraftTask",
    "Mention",
    "Relation",
    "Suspect",
    "derive",
    "derive_json",
    "resolve",
]


def derive(text: str, context: Context | None = None) -> Derivation:
    """What a directive's text orders: its metadata, citations, outline, draft tasks and doubtful passages.

    `text` is NFC; offsets count in it. `context` tells what is known beside the text. Never raises on any text.
    """
    known = context or Context()
    cited = citations.citations_of(text)
    held = document.directives_of(text, cited, None)
    head = document.document_of(text, cited, held)
    blocks = outline.blocks_of(text)
    skipped = outline.outside(text, blocks)
    relayed = bool(held) and head.number_symbol == held[0].number_symbol and len(held) > 1
    issued = document.issued_day(head, known.issued_on)
    dated = [(one.citation.start, one.phrase_end) for one in cited]
    reader = tasks.Reader(text, blocks, skipped, issued, dated, relayed=relayed)
    reader.read()
    drafts = [
        replace(draft, directive=next((n for n, one in enumerate(held) if one.start <= draft.start < one.end), None))
        for draft in tasks.drafts_of(reader)
    ]
    return Derivation(
        document=head,
        citations=document.citations_named_once(cited, head.number_symbol),
        directives=tuple(held),
        relations=tuple(document.relations_of(text, cited, head, held)),
        provisions=outline.provisions_of(blocks),
        tasks=tuple(drafts),
        suspects=tuple(reader.suspects),
    )


def derive_json(payload: dict[str, Any]) -> dict[str, Any]:
    """`derive` with JSON in and out, for a process of its own: {"text"} -> the keys of `Derivation.to_dict`."""
    return derive(payload["text"]).to_dict()
