"""What the commands on tasks, deadlines and assignments accept."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.domain.inputs import Blank, Checked, Input, Json, OptionalDay, Text
from app.models.directives import Urgency
from app.models.tasks import AssignmentRole, DeadlineKind
from app.words import N_

Title = Annotated[Text, Field(min_length=1, max_length=2000)]
Long = Annotated[Text, Field(max_length=20000)]
Short = Annotated[Text, Field(max_length=500)]


class NewDeadline(Input):
    """When a task is due: a day, a period (`from_on` to `due_on`), a duration or recurrence by `rule`, or none."""

    kind: DeadlineKind
    due_on: OptionalDay = None
    from_on: OptionalDay = None
    words: Short = ""
    rule: Json = Field(default_factory=dict)

    @model_validator(mode="after")
    def _agree(self) -> Self:
        if self.kind is DeadlineKind.date and self.due_on is None:
            raise PydanticCustomError("day_needed", N_("Chọn “Ngày” thì nhập ngày đến hạn, ví dụ 04/12/2026."))
        if self.kind is DeadlineKind.none and self.due_on is not None:
            raise PydanticCustomError("no_day", N_("Việc không có thời hạn thì không nhập ngày đến hạn."))
        if self.from_on and self.due_on and self.from_on > self.due_on:
            raise PydanticCustomError("order", N_("Ngày bắt đầu phải trước ngày đến hạn."))
        return self


class NewTask(Input):
    title: Title
    detail: Long = ""
    product: Short = ""
    indicator: Short = ""
    urgency: Urgency = Urgency.normal
    directive_id: Annotated[UUID | None, Blank] = None
    parent_id: Annotated[UUID | None, Blank] = None
    span_start: Annotated[int | None, Field(ge=0)] = None
    span_end: Annotated[int | None, Field(ge=1)] = None
    registering_unit_id: Annotated[UUID | None, Blank] = None
    deadline: NewDeadline | None = None

    @model_validator(mode="after")
    def _span(self) -> Self:
        if (self.span_start is None) != (self.span_end is None) or (
            self.span_start is not None and self.span_end is not None and self.span_start >= self.span_end
        ):
            raise PydanticCustomError("span", N_("Đoạn trích phải có đầu và cuối, đầu trước cuối."))
        if self.span_start is not None and self.directive_id is None:
            raise PydanticCustomError("span", N_("Đoạn trích phải kèm văn bản chứa nó."))
        return self


class TaskRevision(Input):
    """Fields left out stay as they are."""

    title: Title | None = None
    detail: Long | None = None
    product: Short | None = None
    indicator: Short | None = None
    urgency: Urgency | None = None


class DeadlineChange(NewDeadline):
    """A deadline in place of the present one, with the reason that its history keeps."""

    reason: Annotated[Text, Field(max_length=1000)] = ""


class NewAssignments(Input):
    """One task to one or many units in one act."""

    unit_ids: Annotated[list[UUID], Field(min_length=1, max_length=1000)]
    role: AssignmentRole = AssignmentRole.lead
    parent_id: Annotated[UUID | None, Blank] = None
    due_on: Annotated[OptionalDay, Blank] = None
    approval_completes: Checked = True
    note: Annotated[Text, Field(max_length=2000)] = ""


class AssignmentRevision(Input):
    """What the giver may change of an assignment; fields left out stay as they are."""

    note: Annotated[Text, Field(max_length=2000)] = ""
    approval_completes: Checked = True


class DueDay(Input):
    """The one field of a simple deadline."""

    due_on: Annotated[OptionalDay, Blank] = None


class Reason(Input):
    reason: Annotated[Text, Field(min_length=1, max_length=2000)]
