"""Tables: columns, constraints, enums. No queries."""

from app.models import accounts, calendar, directives, drafts, events, files, once, organisation, progress, tasks
from app.models.base import metadata

__all__ = [
    "accounts",
    "calendar",
    "directives",
    "drafts",
    "events",
    "files",
    "metadata",
    "once",
    "organisation",
    "progress",
    "tasks",
]
