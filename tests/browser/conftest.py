"""A real service on loopback and a real Chromium before it."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from app.adapters.postgres import Server
from app.db import Database
from tests import factories
from tests.database import cloned

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start_service(url: str, port: int) -> "subprocess.Popen[bytes]":
    """The service as its own process, ready to answer."""
    environment = {
        **os.environ,
        "DONDOC_DATABASE_URL": url,
        "DONDOC_SECRET": "a secret for tests only, 32 bytes",
        "DONDOC_PORT": str(port),
        "DONDOC_LOG_LEVEL": "ERROR",
    }
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "serve"], cwd=ROOT, env=environment)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/healthz", timeout=1).status_code == 200:
                return process
        except httpx.HTTPError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError("the service did not start")


@pytest.fixture
def site(server: Server) -> Iterator[str]:
    """The address of a service with the standing cast."""
    with cloned(server) as url:

        async def fill() -> None:
            database = Database(url, pooled=False)
            async with database.begin() as session:
                await factories.cast(session)
            await database.close()

        filling = threading.Thread(target=lambda: asyncio.run(fill()))
        filling.start()
        filling.join()
        port = free_port()
        process = start_service(url, port)
        yield f"http://127.0.0.1:{port}"
        process.terminate()
        process.wait(15)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = os.environ.get("DONDOC_TEST_BROWSER") or next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
    )
    unpacked = ROOT / ".venv" / "browser" / "usr"
    if path is None and (unpacked / "lib" / "chromium" / "chromium").exists():
        path = str(unpacked / "lib" / "chromium" / "chromium")
        libraries = [str(one) for one in (unpacked / "lib").glob("*-linux-gnu*")]
        libraries += [f"{one}/pulseaudio" for one in libraries] + [str(unpacked / "lib" / "chromium")]
        os.environ["LD_LIBRARY_PATH"] = ":".join(libraries)
    play: Playwright
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync"],
        )  # fmt: skip
        yield browser
        browser.close()


SignIn = Callable[..., Page]


@pytest.fixture
def page_of(chromium: Browser, site: str) -> Iterator[SignIn]:
    """`page_of("clerk", script=False)`: a page of a browser of its own, signed in by the form."""
    contexts: list[BrowserContext] = []

    def sign_in(username: str, *, script: bool = True, width: int = 1366, dark: bool = False) -> Page:
        context = chromium.new_context(
            java_script_enabled=script,
            viewport={"width": width, "height": 768 if width > 640 else 844},
            color_scheme="dark" if dark else "light",
            locale="vi-VN",
            base_url=site,
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        strangers: list[str] = []
        page.on(
            "request",
            lambda request: strangers.append(request.url) if not request.url.startswith((site, "data:")) else None,
        )
        page.goto("/login")
        page.fill("#f-username", username)
        page.fill("#f-password", factories.PASSWORD)
        page.click("main button.go")
        page.wait_for_url(lambda url: "/login" not in url)
        page.strangers = strangers  # type: ignore[attr-defined]
        return page

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()
