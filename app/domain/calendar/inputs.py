"""What the commands on the calendar accept."""

from typing import Annotated

from pydantic import Field

from app.domain.inputs import Checked, Day, Input, Text


class NewDay(Input):
    """A day that is off, or worked against the week, with the decision that says so."""

    on: Day
    off: Checked = False
    reason: Annotated[Text, Field(min_length=1, max_length=200)]
    document: Annotated[Text, Field(max_length=100)] = ""
