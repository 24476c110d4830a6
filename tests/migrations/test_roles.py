"""The owner of the schema need be no superuser, and the service may log in as somebody else who owns nothing."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ProgrammingError

from app.adapters.postgres import private_server
from app.db import Database, let_serve, migrate


async def test_an_ordinary_owner_migrates_and_another_login_serves(tmp_path: Path) -> None:
    with private_server(tmp_path / "server", durable=False) as server:
        with psycopg.connect(server.admin_url, autocommit=True) as connection:
            connection.execute("drop role if exists dondoc_service")
            connection.execute("create role owner login createrole password 'o'")
            connection.execute("create role app login password 'a'")
            connection.execute("create database served owner owner")

        def url(login: str, password: str) -> str:
            there = make_url(server.url).set(database="served", username=login, password=password)
            return there.render_as_string(hide_password=False)

        owner, app = url("owner", "o"), url("app", "a")
        migrate(owner)
        let_serve(owner, app)
        let_serve(owner, app)
        database = Database(app, pooled=False)
        async with database.begin() as session:
            assert await session.scalar(text("select count(*) from unit")) == 0
            assert await session.scalar(text("select current_user")) == "dondoc_service"
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.begin() as session:
                await session.execute(text("delete from audit_event"))
        with pytest.raises(ProgrammingError, match="must be owner"):
            async with database.begin() as session:
                await session.execute(text("drop table unit"))
        await database.close()
