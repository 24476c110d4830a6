"""The review: drafts beside the text, taken, mended, parted, joined or dropped; then given out."""

from app.domain.drafts.commands import accept, add, merge, propose, reject, reopen, revise, split
from app.domain.drafts.inputs import DraftRevision, Merge, NewDraft, Split
from app.domain.drafts.publishing import publish
from app.domain.drafts.queries import Review, get, page, review, reviewed
from app.domain.drafts.rules import Segment, segments

__all__ = [
    "DraftRevision",
    "Merge",
    "NewDraft",
    "Review",
    "Segment",
    "Split",
    "accept",
    "add",
    "get",
    "merge",
    "page",
    "propose",
    "publish",
    "reject",
    "reopen",
    "review",
    "reviewed",
    "revise",
    "segments",
    "split",
]
