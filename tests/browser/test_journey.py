"""The whole job in a real browser, with script and without; accessibility, weight, and no foreign host."""

import gzip
from pathlib import Path

import docx
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.browser


@pytest.fixture
def document(tmp_path: Path) -> Path:
    made = docx.Document()
    for line in factories.TEXT.splitlines():
        made.add_paragraph(line)
    path = tmp_path / "Kế hoạch 21.docx"
    made.save(str(path))
    return path


def done(page: Page, url: str) -> int:
    page.goto(url)
    text = page.locator(".kpi div:nth-child(3) dd a").inner_text()
    return int(text.replace(".", ""))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_directive_is_carried_out_in_a_browser(page_of: SignIn, document: Path, script: bool) -> None:
    registrar = page_of("registrar", script=script)
    registrar.goto("/directives/new")
    registrar.set_input_files("#f-file", str(document))
    registrar.click("main button.go")
    registrar.wait_for_url("**/derive*")
    drafts = registrar.locator("#drafts > li")
    assert drafts.count() >= 8
    assert registrar.locator(".doc mark").count() >= 8
    before = drafts.count()

    registrar.locator("#drafts li.on button[value=accept]").click()
    expect(registrar.locator("#t1 .st.done")).to_be_visible()
    registrar.locator("#drafts li.on textarea[name=title]").fill("Lập danh sách việc tín dụng, ngân hàng (đã sửa)")
    registrar.locator("#drafts li.on button[value=accept]").click()
    expect(registrar.locator("#t2 h3")).to_have_text("Lập danh sách việc tín dụng, ngân hàng (đã sửa)")
    for _ in range(before - 2):
        number = registrar.locator("#drafts li.on").get_attribute("id")
        registrar.locator("#drafts li.on button[value=drop]").click()
        expect(registrar.locator(f"#{number}")).to_have_count(0)
    registrar.locator(".dock .btn.go").click()
    registrar.wait_for_url(lambda url: url.rstrip("/").count("/") == 4 and "derive" not in url)
    expect(registrar.locator("main")).to_contain_text("THADS tỉnh Phú Thọ")

    coordinator = page_of("coordinator", script=script)
    coordinator.goto("/work")
    coordinator.get_by_role("link", name="Lập danh sách việc tín dụng, ngân hàng (đã sửa)").click()
    coordinator.get_by_label("Phòng THADS khu vực 4 – Phú Thọ").check()
    coordinator.locator("#giao-tiep button").click()
    expect(coordinator.locator("main")).to_contain_text("Đã giao tiếp")

    leader = page_of("leader", script=script)
    finished = done(leader, "/dashboard")

    clerk = page_of("clerk", script=script)
    clerk.goto("/work")
    row = clerk.locator("li.wi").first
    row.locator("textarea[name=note]").click()
    row.locator("input[name=percent]").fill("100")
    row.locator("textarea[name=note]").fill("Đã lập xong danh sách.")
    if script:
        clerk.keyboard.press("Control+Enter")
        expect(clerk.locator("li.wi.is-ok")).to_contain_text("0% → 100%")
        expect(clerk.locator("li.wi.is-ok")).to_be_focused()
    else:
        row.locator("button.go").click()
        clerk.wait_for_load_state()
    clerk.goto("/work?word=wait")
    expect(clerk.locator("li.wi")).to_have_count(1)

    leader.goto("/approvals")
    leader.locator("label.y input").first.check(force=True)
    leader.locator(".dock .btn.go").click()
    expect(leader.locator("main")).to_contain_text("Đã duyệt 1, trả lại 0")
    assert done(leader, "/dashboard") == finished + 1

    clerk.goto("/work?word=done")
    clerk.locator("li.wi h3 a").first.click()
    expect(clerk.locator("#nguon mark")).to_contain_text("lập danh sách việc tín dụng, ngân hàng trước ngày 15/12/2026")
    for page in (registrar, coordinator, leader, clerk):
        assert page.strangers == []  # type: ignore[attr-defined]


def test_typed_text_survives_a_lost_line_and_is_sent_once(page_of: SignIn, document: Path) -> None:
    registrar = page_of("registrar")
    token_rows(registrar)
    coordinator = page_of("coordinator")
    coordinator.goto("/work")
    row = coordinator.locator("li.wi").first
    row.locator("textarea[name=note]").fill("Đang gõ thì mất mạng")
    coordinator.context.set_offline(True)
    row.locator("button.go").click()
    expect(row.locator("[data-state]")).to_have_text("Chưa gửi, sẽ tự gửi")
    expect(row.locator("textarea[name=note]")).to_have_value("Đang gõ thì mất mạng")
    coordinator.context.set_offline(False)
    expect(coordinator.locator("li.wi.is-ok")).to_have_count(1, timeout=25_000)
    coordinator.goto("/work?word=wait")
    expect(coordinator.locator("li.wi")).to_have_count(1)


def token_rows(registrar: Page) -> None:
    """A typed-in task assigned to Phú Thọ, by the pages."""
    registrar.goto("/tasks/new")
    registrar.fill("#f-title", "Tổng hợp số liệu tháng")
    registrar.locator("main button.go").click()
    registrar.wait_for_url("**/tasks/*-*")
    registrar.select_option("#f-unit_ids", label="THADS tỉnh Phú Thọ")
    registrar.locator("main button.go").click()
    registrar.wait_for_load_state()


def test_a_closed_tab_gives_the_text_back(page_of: SignIn) -> None:
    registrar = page_of("registrar")
    token_rows(registrar)
    page = page_of("coordinator")
    page.goto("/work")
    page.locator("textarea[name=note]").first.fill("Chưa kịp ghi")
    page.wait_for_timeout(500)
    other = page.context.new_page()
    page.close()
    other.goto("/work")
    expect(other.locator("textarea[name=note]").first).to_have_value("Chưa kịp ghi")


PAGES = {
    "registrar": ["/directives", "/directives/new", "/dashboard", "/tasks/new", "/orgs", "DERIVE", "DIRECTIVE", "TASK"],
    "coordinator": ["/work", "/approvals", "/assignments", "ASSIGNMENT", "/help"],
    "administrator": ["/accounts", "ACCOUNT", "/calendar", "/orgs", "/password", "/tokens"],
    "auditor": ["/audit", "/api/docs", "/nowhere"],
}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_page_has_an_accessibility_violation(page_of: SignIn, document: Path, axe: Axe, dark: bool) -> None:
    registrar = page_of("registrar", dark=dark)
    registrar.goto("/directives/new")
    registrar.set_input_files("#f-file", str(document))
    registrar.click("main button.go")
    registrar.wait_for_url("**/derive*")
    token_rows_url = registrar.url
    token_rows(registrar)
    special = {"DERIVE": token_rows_url, "DIRECTIVE": token_rows_url.replace("/derive", ""), "TASK": registrar.url}
    found = []
    for username, urls in PAGES.items():
        page = registrar if username == "registrar" else page_of(username, dark=dark)
        for width in (1366, 390):
            page.set_viewport_size({"width": width, "height": 800})
            for url in urls:
                if url in ("ASSIGNMENT", "ACCOUNT"):
                    page.goto("/work" if url == "ASSIGNMENT" else "/accounts")
                    page.locator("li.wi h3 a, main tbody a").first.click()
                    page.wait_for_load_state()
                else:
                    page.goto(special.get(url, url))
                found += [
                    f"{url} {width}: {one['id']} {one['nodes'][0]['html'][:120]}"
                    for one in axe.run(page).response["violations"]
                ]
                overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                if overflow > 0:
                    found.append(f"{url} {width}: overflows by {overflow}")
    login = registrar.context.browser.new_page(color_scheme="dark" if dark else "light")  # type: ignore[union-attr]
    login.goto(registrar.url.split("/tasks")[0] + "/login")
    found += [f"login: {one['id']}" for one in axe.run(login).response["violations"]]
    login.close()
    assert found == []


def test_the_first_load_weighs_at_most_60_kb(page_of: SignIn, site: str) -> None:
    page = page_of("coordinator")
    cookies = {one["name"]: one["value"] for one in page.context.cookies()}
    with httpx.Client(base_url=site, cookies=cookies) as client:
        html = client.get("/work").text
        total = len(gzip.compress(html.encode(), 4))
        for asset in ("app.css", "app.js", "vendor/htmx-4.0.1.min.js"):
            answer = client.get(f"/static/{asset}", headers={"Accept-Encoding": "gzip"})
            assert answer.headers["content-encoding"] == "gzip"
            total += len(gzip.compress(answer.content, 4))
    assert total <= 60 * 1024, total
