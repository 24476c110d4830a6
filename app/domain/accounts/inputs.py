"""What the commands on accounts accept."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from app.domain.inputs import Blank, Input, OptionalDay, Secret, Text
from app.models.accounts import Role, TokenScope


class SignIn(Input):
    username: Annotated[Text, Field(min_length=1, max_length=200)]
    password: Annotated[Secret, Field(min_length=1, max_length=1000)]
    next: Text = ""
    stay: bool = False


class NewAccount(Input):
    username: Annotated[Text, Field(min_length=2, max_length=200, pattern=r"^[^\s/\\]+$")]
    name: Annotated[Text, Field(min_length=1, max_length=200)]


class NewMembership(Input):
    unit_id: UUID
    role: Role
    valid_from: OptionalDay = None
    valid_to: Annotated[OptionalDay, Blank] = None


class PasswordChange(Input):
    present: Secret
    new: Secret


class NewToken(Input):
    name: Annotated[Text, Field(min_length=1, max_length=100)]
    scope: TokenScope = TokenScope.write
    days: Annotated[int, Field(ge=1, le=366)] = 90
