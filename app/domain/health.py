"""Whether the database can keep what the service acknowledges."""

from functools import lru_cache

from alembic.script import ScriptDirectory
from sqlalchemy import text

from app.db import Session, alembic_config


async def check(session: Session) -> dict[str, str]:
    """State of the parts: "ok", or what is wrong with them."""
    applied = set((await session.execute(text("select version_num from alembic_version"))).scalars())
    settings = await session.execute(
        text("select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')")
    )
    unsafe = [name for name, value in settings if value == "off"]
    return {
        "database": "ok",
        "migrations": "ok" if applied == newest() else "pending",
        "durability": "ok" if not unsafe else f"{', '.join(sorted(unsafe))} off",
    }


@lru_cache
def newest() -> frozenset[str]:
    return frozenset(ScriptDirectory.from_config(alembic_config("postgresql://")).get_heads())
