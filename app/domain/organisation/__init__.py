"""The tree of units in time: who is called what, stands under whom and follows whom, on any day."""

from app.domain.organisation.commands import add_alias, add_link, add_unit, reorganise, revise_unit
from app.domain.organisation.inputs import NewAlias, NewReorganisation, NewUnit, UnitRevision
from app.domain.organisation.queries import (
    UnitOnDay,
    aliases_of,
    any_unit,
    assignable,
    candidates,
    children,
    coded,
    get,
    history,
    names_of,
    page,
    path_of,
    predecessors,
    reached,
    roots_seen,
    successors,
)
from app.domain.organisation.rules import UNIT_KIND_LABELS

__all__ = [
    "UNIT_KIND_LABELS",
    "NewAlias",
    "NewReorganisation",
    "NewUnit",
    "UnitOnDay",
    "UnitRevision",
    "add_alias",
    "add_link",
    "add_unit",
    "aliases_of",
    "any_unit",
    "assignable",
    "candidates",
    "children",
    "coded",
    "get",
    "history",
    "names_of",
    "page",
    "path_of",
    "predecessors",
    "reached",
    "reorganise",
    "revise_unit",
    "roots_seen",
    "successors",
]
