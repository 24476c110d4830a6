"""The harness: a real PostgreSQL for the run, one database per test, real HTTP over ASGI."""

import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app import logs
from app.adapters.postgres import Server
from app.config import Settings
from app.db import Database
from app.domain import accounts
from app.main import create_app
from tests import factories
from tests.database import cloned, shared_server

SECRET = b"a secret for tests only, 32 bytes"
logs.configure("console", "ERROR")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    base = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        base = base.parent
    with shared_server(Path(base) / "postgres") as running:
        yield running


@pytest.fixture
def database_url(server: Server) -> Iterator[str]:
    with cloned(server) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    made = Database(database_url, pooled=False)
    yield made
    await made.close()


@pytest.fixture
async def cast(database: Database) -> factories.Cast:
    async with database.begin() as session:
        return await factories.cast(session)


@pytest.fixture(scope="session")
def app() -> FastAPI:
    """The service once for the run; each test gives it a database of its own."""
    return create_app(Settings(pool_size=8), database_url="postgresql://nobody@/none", secret=SECRET)


@pytest.fixture
async def service(app: FastAPI, database_url: str) -> AsyncIterator[FastAPI]:
    app.state.database = Database(database_url, pool_size=8)
    yield app
    await app.state.database.close()


@dataclass
class Person:
    """A signed-in browser or API client."""

    http: httpx.AsyncClient
    csrf: str = ""

    async def get(self, url: str, **more: Any) -> httpx.Response:
        return await self.http.get(url, **more)

    async def post(self, url: str, data: dict[str, Any] | None = None, **more: Any) -> httpx.Response:
        """Post a form with its csrf token."""
        return await self.http.post(url, data={"csrf": self.csrf, **(data or {})}, **more)


As = Callable[..., Awaitable[Person]]


@pytest.fixture
async def browser_as(service: FastAPI, cast: factories.Cast, database: Database) -> AsyncIterator[As]:
    """`await browser_as("clerk")`: a browser signed in by the form."""
    async with AsyncExitStack() as stack:

        async def sign_in(username: str) -> Person:
            http = await stack.enter_async_context(
                httpx.AsyncClient(transport=httpx.ASGITransport(service), base_url="https://dondoc.example")
            )
            page = await http.get("/login")
            token = csrf_of(page.text)
            form = {"csrf": token, "username": username, "password": factories.PASSWORD, "stay": "on"}
            answer = await http.post("/login", data=form)
            assert answer.status_code == 303, answer.text
            return Person(http, csrf_of((await http.get("/help")).text))

        yield sign_in


@pytest.fixture
async def api_as(service: FastAPI, cast: factories.Cast, database: Database) -> AsyncIterator[As]:
    """`await api_as("clerk")`: an API client with a bearer token."""
    async with AsyncExitStack() as stack:

        async def with_token(username: str, scope: str = "write") -> Person:
            async with database.begin() as session:
                actor = await factories.actor(session, username)
                _, token = await accounts.add_token(session, actor, accounts.NewToken(name="test", scope=scope))
            http = await stack.enter_async_context(
                httpx.AsyncClient(
                    transport=httpx.ASGITransport(service, raise_app_exceptions=False),
                    base_url="https://dondoc.example/api/v1",
                    headers={"Authorization": f"Bearer {token}"},
                )
            )
            return Person(http)

        yield with_token


def csrf_of(html: str) -> str:
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', html)
    assert found, html[:500]
    return found[1]


def field_of(html: str, name: str) -> str:
    """The value of the first hidden field of that name."""
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"{name} not in {html[:300]}"
    return found[1]
