"""One private server per run, and a database of its own for each test that commits."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql
from sqlalchemy.engine import make_url

from app.adapters.postgres import Server, private_server
from app.db import migrate

TEMPLATE = "dondoc_template"


@contextmanager
def shared_server(base: Path) -> Iterator[Server]:
    """The run's server, shared by all workers; the template is migrated once, under a lock."""
    base.mkdir(parents=True, exist_ok=True)
    with private_server(base / "server", durable=False) as server:
        with (base / "template.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not _exists(server, TEMPLATE):
                _run(server, sql.SQL("create database {}").format(sql.Identifier(TEMPLATE)))
                migrate(url_of(server, TEMPLATE))
        yield server


def url_of(server: Server, name: str) -> str:
    return make_url(server.url).set(database=name).render_as_string(hide_password=False)


_made = 0


@contextmanager
def cloned(server: Server, template: str = TEMPLATE) -> Iterator[str]:
    """The URL of a fresh copy of the template, dropped afterwards."""
    global _made
    _made += 1
    name = f"t{os.getpid()}_{_made}"
    _run(
        server,
        sql.SQL("create database {} template {} strategy file_copy").format(
            sql.Identifier(name), sql.Identifier(template)
        ),
    )
    try:
        yield url_of(server, name)
    finally:
        _run(server, sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name)))


def _run(server: Server, statement: sql.Composed) -> None:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        connection.execute(statement)


def _exists(server: Server, name: str) -> bool:
    with psycopg.connect(server.admin_url, autocommit=True) as connection:
        return connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone() is not None
