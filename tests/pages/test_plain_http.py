"""Cookies and passwords do not travel in the clear from another machine; a proxy that ends TLS is believed when named."""

import httpx
import pytest
from fastapi import FastAPI

from tests import factories


def client(app: FastAPI, host: str, scheme: str = "http") -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(host, 4711), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=f"{scheme}://dondoc.example")


@pytest.mark.parametrize(
    ("host", "scheme", "status"),
    [("10.0.0.7", "http", 403), ("10.0.0.7", "https", 200), ("127.0.0.1", "http", 200), ("::1", "http", 200)],
)
async def test_pages_from_another_machine_need_https(
    service: FastAPI, cast: factories.Cast, host: str, scheme: str, status: int
) -> None:
    async with client(service, host, scheme) as there:
        page = await there.get("/login")
        assert page.status_code == status
        assert (await there.get("/healthz")).status_code == 200
        answer = await there.post("/api/v1/tokens", json={"username": "clerk", "password": factories.PASSWORD})
        assert answer.status_code == (201 if status == 200 else 403)
        if status == 403:
            assert "https" in page.text
            assert answer.json()["type"] == "/problems/plain-http"


async def test_a_closed_network_may_say_that_plain_http_is_right(service: FastAPI, cast: factories.Cast) -> None:
    before = service.state.settings
    service.state.settings = before.model_copy(update={"plain_http": True})
    try:
        async with client(service, "10.0.0.7") as there:
            assert (await there.get("/login")).status_code == 200
    finally:
        service.state.settings = before
