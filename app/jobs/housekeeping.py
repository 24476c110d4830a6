"""What is dropped by time: used keys past their days, ended sessions, old wrong sign-ins."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.db import Database
from app.domain import accounts, once

log = structlog.get_logger()

EVERY_SECONDS = 3600


async def tidy(database: Database) -> None:
    """Drop it now, in one transaction; right at any number of copies."""
    async with database.begin() as session:
        await once.forget_old(session)
        await accounts.forget_old(session)


async def run(database: Database) -> None:
    """Tidy every hour until cancelled; a database that is away now is asked again the next time."""
    while True:
        try:
            await tidy(database)
        except (SQLAlchemyError, OSError) as error:
            log.warning("housekeeping", error=str(error).splitlines()[0])
        await asyncio.sleep(EVERY_SECONDS)
