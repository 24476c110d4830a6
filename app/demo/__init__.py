"""Sample tree, people, directives and history, made with the same functions that people use."""

from app.db import Database
from app.demo import history, people, tree
from app.demo.people import PEOPLE, Person
from app.domain import organisation

__all__ = ["PEOPLE", "Person", "load"]


async def load(database: Database) -> bool:
    """Fill an empty database with the sample; False where there are units already."""
    async with database.begin() as session:
        if await organisation.any_unit(session):
            return False
        with history.on(-history.BEGAN - 5):
            ids = await tree.plant(session)
            await people.settle(session, ids)
    await history.happen(database, ids)
    return True
