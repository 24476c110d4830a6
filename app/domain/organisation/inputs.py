"""What the commands on units accept."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.inputs import Blank, Checked, Day, Input, OptionalDay, Text
from app.models.organisation import ReorganisationKind

Code = Annotated[Text, Field(max_length=35, pattern=r"^[A-Za-z0-9.\-]+$")]
PlaceCode = Annotated[Text, Field(max_length=5, pattern=r"^\d{2,5}$")]
Name = Annotated[Text, Field(min_length=1, max_length=300)]


class NewUnit(Input):
    name: Name
    short_name: Annotated[Text, Field(max_length=100)] = ""
    kind: Annotated[Text, Field(min_length=1, max_length=50)] = "other"
    code: Annotated[Code | None, Blank] = None
    place_code: Annotated[PlaceCode | None, Blank] = None
    parent_id: Annotated[UUID | None, Blank] = None
    valid_from: OptionalDay = None
    external: Checked = False
    asks_approval: Checked = True


class UnitRevision(Input):
    """The unit from a day on: fields left out stay as they are."""

    valid_from: Day
    name: Name | None = None
    short_name: Annotated[Text, Field(max_length=100)] | None = None
    kind: Annotated[Text, Field(min_length=1, max_length=50)] | None = None
    code: Annotated[Code | None, Blank] = None
    place_code: Annotated[PlaceCode | None, Blank] = None
    parent_id: Annotated[UUID | None, Blank] = None


class NewAlias(Input):
    name: Name
    scope_id: Annotated[UUID | None, Blank] = None


class NewReorganisation(Input):
    """Predecessors end the day before `effective_on`; successors exist already or begin that day."""

    kind: ReorganisationKind
    effective_on: Day
    decision: Annotated[Text, Field(max_length=200)] = ""
    predecessor_ids: Annotated[list[UUID], Field(min_length=1, max_length=100)]
    successor_ids: Annotated[list[UUID], Field(max_length=100)] = Field(default_factory=list)
