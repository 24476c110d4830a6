"""What the commands on progress accept."""

from enum import Enum
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.domain.inputs import Input, Percent, Text
from app.words import N_

Long = Annotated[Text, Field(max_length=10000)]


class NewEntry(Input):
    """A report on an assignment: percent done, what was done, and what stands in the way."""

    percent: Percent
    note: Long = ""
    difficulties: Long = ""
    proposals: Long = ""


class Return(Input):
    reason: Annotated[Text, Field(min_length=1, max_length=2000)]


class Choice(str, Enum):
    approve = "approve"
    send_back = "send_back"


class Decision(Input):
    entry_id: UUID
    choice: Choice
    reason: Annotated[Text, Field(max_length=2000)] = ""

    @model_validator(mode="after")
    def _said_why(self) -> Self:
        if self.choice is Choice.send_back and not self.reason:
            raise PydanticCustomError("reason_needed", N_("Trả lại thì ghi lý do để đơn vị biết cần bổ sung gì."))
        return self
