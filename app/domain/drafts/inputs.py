"""What the commands on drafts accept."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.domain.inputs import Blank, Checked, Input, OptionalDay, Text
from app.words import N_

Title = Annotated[Text, Field(min_length=1, max_length=2000)]


class DraftRevision(Input):
    """What the reviewer says of a draft; fields left out stay. No day and `no_deadline` says the task has none.

    `event_on` is the day of the event from which the text counts; the due day is worked out from it.
    """

    title: Title | None = None
    unit_ids: Annotated[list[UUID] | None, Field(max_length=1000)] = None
    cooperating_ids: Annotated[list[UUID] | None, Field(max_length=1000)] = None
    due_on: OptionalDay = None
    event_on: OptionalDay = None
    no_deadline: Checked = False
    product: Annotated[Text, Field(max_length=500)] | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.no_deadline and self.due_on is not None:
            raise PydanticCustomError("due", N_("Đã chọn “không có thời hạn” thì để trống ngày đến hạn."))
        return self


class NewDraft(Input):
    """A task that the reader found in a passage."""

    span_start: Annotated[int, Field(ge=0)]
    span_end: Annotated[int, Field(ge=1)]
    title: Annotated[Text, Field(max_length=2000)] = ""


class Split(Input):
    """Where the second of the two begins, in the characters of the text; without it, at the middle clause."""

    at: Annotated[int | None, Blank] = None


class Merge(Input):
    into_id: Annotated[UUID | None, Blank] = None
