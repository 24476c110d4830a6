"""Days that are off or worked against the week, as an administrator keeps them."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from app.models.base import Table, identity


class CalendarDay(Table, table=True):
    __tablename__ = "calendar_day"

    id: UUID = identity()
    on: date = Field(unique=True)
    off: bool
    reason: str = ""
    document: str = ""
