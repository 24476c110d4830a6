"""kill -9 of the service while many write: what was acknowledged is there, once; a retry with its key adds nothing."""

import asyncio
import signal
import uuid

import httpx
import pytest
from sqlalchemy import text

from app.adapters.postgres import Server
from app.db import Database
from app.domain import accounts
from tests import factories
from tests.browser.conftest import free_port, start_service
from tests.database import cloned


@pytest.mark.thorough
async def test_every_acknowledged_write_is_there_once(server: Server) -> None:
    with cloned(server) as url:
        database = Database(url, pooled=False)
        async with database.begin() as session:
            await factories.cast(session)
            registrar = await factories.actor(session, "registrar")
            _, token = await accounts.add_token(session, registrar, accounts.NewToken(name="t", scope="write"))
        headers = {"Authorization": f"Bearer {token}"}
        acknowledged: dict[str, str] = {}
        unknown: dict[str, str] = {}

        async def write(client: httpx.AsyncClient, stop: asyncio.Event, enough: asyncio.Event, wanted: int) -> None:
            while not stop.is_set():
                key, title = str(uuid.uuid4()), f"việc {uuid.uuid4()}"
                try:
                    answer = await client.post("/tasks", json={"title": title}, headers={"Idempotency-Key": key})
                except httpx.HTTPError:
                    unknown[key] = title
                    return
                if answer.status_code == 201:
                    acknowledged[key] = title
                    if len(acknowledged) >= wanted:
                        enough.set()

        for _ in range(3):
            port = free_port()
            process = await asyncio.to_thread(start_service, url, port)
            stop, enough = asyncio.Event(), asyncio.Event()
            wanted = len(acknowledged) + 20
            async with httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, timeout=10
            ) as client:
                writers = [asyncio.create_task(write(client, stop, enough, wanted)) for _ in range(8)]
                await asyncio.wait_for(enough.wait(), 60)
                process.send_signal(signal.SIGKILL)
                process.wait()
                stop.set()
                await asyncio.gather(*writers)

        port = free_port()
        process = await asyncio.to_thread(start_service, url, port)
        try:
            async with httpx.AsyncClient(
                base_url=f"http://127.0.0.1:{port}/api/v1", headers=headers, timeout=10
            ) as client:
                for key, title in unknown.items():
                    again = await client.post("/tasks", json={"title": title}, headers={"Idempotency-Key": key})
                    assert again.status_code == 201
        finally:
            process.terminate()
            process.wait(15)
        async with database.read() as session:
            rows = await session.execute(text("select title, count(*) from task group by title"))
            counts = {row[0]: row[1] for row in rows}
            events = await session.scalar(text("select count(*) from audit_event where kind = 'task.created'"))
        await database.close()
        assert len(acknowledged) >= 60
        expected = set(acknowledged.values()) | set(unknown.values())
        assert counts == dict.fromkeys(expected, 1)
        assert events == len(expected)
