"""What the commands on directives accept."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from app.domain.inputs import Blank, Input, OptionalDay, Text
from app.models.directives import Confidentiality, DirectiveKind, Urgency
from app.words import N_

Line = Annotated[Text, Field(max_length=300)]


class _Facts(Input):
    @model_validator(mode="after")
    def _effect(self) -> Self:
        first, last = getattr(self, "effective_from", None), getattr(self, "effective_to", None)
        if first and last and last < first:
            raise PydanticCustomError("effect", N_("Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."))
        return self


class NewDirective(_Facts):
    """The record of a document (Decree 30/2020/NĐ-CP, annex VI). What is left empty is taken from the text."""

    number_symbol: Annotated[Text, Field(max_length=100)] = ""
    kind: Annotated[DirectiveKind | None, Blank] = None
    issuer: Line = ""
    issued_on: OptionalDay = None
    effective_from: OptionalDay = None
    effective_to: OptionalDay = None
    subject: Annotated[Text, Field(max_length=2000)] = ""
    signer: Line = ""
    signer_post: Line = ""
    urgency: Urgency = Urgency.normal
    confidentiality: Confidentiality = Confidentiality.internal
    registering_unit_id: Annotated[UUID | None, Blank] = None


class DirectiveRevision(_Facts):
    """Fields left out stay as they are."""

    number_symbol: Annotated[Text, Field(max_length=100)] | None = None
    kind: DirectiveKind | None = None
    issuer: Line | None = None
    issued_on: OptionalDay = None
    effective_from: OptionalDay = None
    effective_to: OptionalDay = None
    subject: Annotated[Text, Field(min_length=1, max_length=2000)] | None = None
    signer: Line | None = None
    signer_post: Line | None = None
    urgency: Urgency | None = None
    confidentiality: Confidentiality | None = None
