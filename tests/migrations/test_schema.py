"""The schema that the migrations make is the schema that the models say."""

import re
import subprocess
from pathlib import Path

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.adapters.postgres import Server, find_binaries
from app.db import driver_url, is_current, migrate
from app.models import metadata
from tests.database import cloned


def dump(url: str) -> list[str]:
    found = subprocess.run(
        [find_binaries() / "pg_dump", "--schema-only", "--no-owner", "--no-privileges", "--exclude-table=alembic_version", url],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    statements = re.split(r";\n", re.sub(r"^(--|\\|SET |SELECT pg_catalog).*$", "", found, flags=re.MULTILINE))
    plain = []
    for statement in statements:
        lines = [line.strip().rstrip(",") for line in statement.splitlines() if line.strip()]
        if lines:
            plain.append(" ".join([lines[0], *sorted(lines[1:])]))
    return sorted(plain)


def test_migrations_and_models_make_one_schema(server: Server) -> None:
    with cloned(server) as migrated, cloned(server, "template0") as made:
        with psycopg.connect(made, autocommit=True) as connection:
            connection.execute("create extension btree_gist")
            connection.execute("create extension pg_trgm")
        engine = create_engine(driver_url(made), poolclass=NullPool)
        metadata.create_all(engine)
        engine.dispose()
        assert dump(migrated) == dump(made)


def test_migrating_again_changes_nothing(server: Server) -> None:
    with cloned(server) as url:
        before = dump(url)
        assert is_current(url)
        migrate(url)
        assert dump(url) == before


def test_migrations_know_no_model() -> None:
    for path in (Path(__file__).resolve().parents[2] / "migrations").rglob("*.py"):
        assert "from app" not in path.read_text()
