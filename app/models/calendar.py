"""Days that are off or worked against the week, as an administrator keeps them."""

from datetime import date

from sqlmodel import Field

from app.models.base import Table


class CalendarDay(Table, table=True):
    __tablename__ = "calendar_day"

    on: date = Field(primary_key=True)
    off: bool
    reason: str = ""
    document: str = ""
