"""The registry of directives: their text, outline, and what they say of one another."""

from app.domain.directives.commands import end, register, revise
from app.domain.directives.inputs import DirectiveRevision, NewDirective
from app.domain.directives.queries import (
    DirectiveRow,
    Related,
    Source,
    claim,
    get,
    page,
    provisions,
    related,
    source_of,
    text_of,
)
from app.domain.directives.rules import kind_named

__all__ = [
    "DirectiveRevision",
    "DirectiveRow",
    "NewDirective",
    "Related",
    "Source",
    "claim",
    "end",
    "get",
    "kind_named",
    "page",
    "provisions",
    "register",
    "related",
    "revise",
    "source_of",
    "text_of",
]
