"""A registrar sends the same directive in each form it comes in, and gets the same drafts to review."""

import shutil
from html import escape
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page

from tests import factories
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser

LEAST = 8


def text_of(number: int) -> str:
    return factories.TEXT.replace("21/KH", f"{number}/KH")


def html_of(number: int) -> str:
    lines = "".join(f"<p>{escape(line)}</p>" for line in text_of(number).splitlines() if line)
    return f"<!doctype html><html><head><meta charset='utf-8'></head><body><main>{lines}</main></body></html>"


def printed(chromium: Browser, html: str, path: Path) -> Path:
    """The page as a browser prints it, or, for a picture, as a scanner sees it."""
    page = chromium.new_page(viewport={"width": 900, "height": 1200}, device_scale_factor=2)
    page.set_content(html.replace("<body>", "<body style='font:16px serif;margin:60px;background:#fff'>"))
    if path.suffix == ".pdf":
        page.pdf(path=str(path), format="A4")
    else:
        page.screenshot(path=str(path), full_page=True)
    page.close()
    return path


def made(chromium: Browser, folder: Path, kind: str, number: int) -> Path:
    path = folder / f"Kế hoạch {number}.{kind}"
    if kind == "docx":
        document = docx.Document()
        for line in text_of(number).splitlines():
            document.add_paragraph(line)
        document.save(str(path))
    elif kind == "html":
        path.write_text(html_of(number), encoding="utf-8")
    elif kind == "txt":
        path.write_text(text_of(number), encoding="utf-16")
    else:
        printed(chromium, html_of(number), path)
    return path


def reviewed(registrar: Page) -> int:
    registrar.click("main button.go")
    registrar.wait_for_url("**/derive*", timeout=60_000)
    return registrar.locator("#drafts > li").count()


def test_a_directive_is_read_in_every_form_it_comes_in(page_of: SignIn, chromium: Browser, tmp_path: Path) -> None:
    registrar = page_of("registrar")
    kinds = ["docx", "pdf", "html", "txt"] + (["png"] if shutil.which("tesseract") else [])
    found = {}
    for number, kind in enumerate(kinds, start=31):
        registrar.goto("/directives/new")
        registrar.set_input_files("#f-file", str(made(chromium, tmp_path, kind, number)))
        found[kind] = reviewed(registrar)
        assert f"{number}/KH-CQLTHADS" in registrar.inner_text("main")
    registrar.goto("/directives/new")
    registrar.fill("#f-text", text_of(40))
    found["pasted"] = reviewed(registrar)
    assert {kind: count for kind, count in found.items() if count < LEAST} == {}
    assert len({count for kind, count in found.items() if kind != "png"}) == 1, found


def test_a_broken_file_is_refused_with_what_to_do_and_the_form_kept(page_of: SignIn, tmp_path: Path) -> None:
    registrar = page_of("registrar")
    path = tmp_path / "Kế hoạch.docx"
    path.write_bytes(b"PK\x03\x04" + b"x" * 300)
    registrar.goto("/directives/new")
    registrar.fill("#f-number_symbol", "77/KH-X")
    registrar.set_input_files("#f-file", str(path))
    registrar.click("main button.go")
    registrar.wait_for_selector("#errors")
    assert "Tệp hỏng" in registrar.inner_text("#errors")
    assert registrar.input_value("#f-number_symbol") == "77/KH-X"
