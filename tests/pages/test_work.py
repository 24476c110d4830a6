"""The clerk's page and the leader's approvals, with and without htmx: nothing typed is lost, nothing is saved twice."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import ProgrammingError

from app import clock
from app.db import Database
from app.models.events import AuditEvent, OutboxEvent
from app.models.progress import ProgressEntry
from tests import factories
from tests.conftest import As, csrf_of, field_of

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}


async def given(database: Database, cast: factories.Cast, **more: object) -> str:
    async with database.begin() as session:
        return str(await factories.assignment(session, cast, **more))  # type: ignore[arg-type]


async def entries(database: Database) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(ProgressEntry)) or 0


async def test_a_clerk_records_and_the_leader_approves(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    late = await given(database, cast, due_on=clock.today() - timedelta(days=3))
    clerk, leader = await browser_as("clerk"), await browser_as("leader")
    page = (await clerk.get("/work")).text
    assert "Quá hạn 3 ngày" in page
    form = {"key": field_of(page, "key"), "percent": "62,5", "note": "Đã rà soát 38/52 việc."}
    answer = await clerk.post(f"/assignments/{late}/entries", form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/work#a{late}")
    waiting = (await leader.get("/approvals")).text
    assert "62,5%" in waiting
    entry = field_of(waiting, "key")
    id = waiting.split('<tr id="e')[1][:36]
    answer = await leader.post("/approvals", {"key": entry, f"d-{id}": "ok"})
    assert answer.headers["location"] == "/approvals?approved=1&returned=0"
    history = (await clerk.get(f"/assignments/{late}")).text
    assert "0% → 62,5%" in history
    assert "Đã duyệt" in history


async def test_a_second_press_saves_nothing_twice(browser_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    form = {"key": field_of((await clerk.get("/work")).text, "key"), "percent": "10", "note": "a"}
    answers = await asyncio.gather(*(clerk.post(f"/assignments/{one}/entries", form) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {303}
    assert await entries(database) == 1


async def test_a_key_used_with_other_words_is_refused(browser_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    form = {"key": "k1", "percent": "10", "note": "a"}
    await clerk.post(f"/assignments/{one}/entries", form)
    answer = await clerk.post(f"/assignments/{one}/entries", {**form, "note": "b"})
    assert answer.status_code == 422
    assert await entries(database) == 1


async def test_a_bad_form_keeps_what_was_typed_and_its_key(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    form = {"key": "k1", "percent": "620", "note": "Chữ <b>đã gõ</b>"}
    answer = await clerk.post(f"/assignments/{one}/entries", form, headers=HTMX)
    assert answer.status_code == 422
    assert "Chữ &lt;b&gt;đã gõ&lt;/b&gt;" in answer.text
    assert "Tiến độ là số từ 0 đến 100, ví dụ 62,5." in answer.text
    assert await entries(database) == 0
    answer = await clerk.post(f"/assignments/{one}/entries", {**form, "percent": "62"})
    assert answer.status_code == 303
    assert await entries(database) == 1


async def test_htmx_gets_the_row_and_the_counts(browser_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    answer = await clerk.post(f"/assignments/{one}/entries", {"percent": "10", "note": "a"}, headers=HTMX)
    assert answer.text.lstrip().startswith(f'<li class="wi is-ok" id="a{one}"')
    assert f'data-clear="a{one}"' in answer.text
    assert 'id="n-work" hx-swap-oob="true" hidden>0<' in answer.text


async def test_undo_takes_the_entry_back(browser_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    saved = (await clerk.post(f"/assignments/{one}/entries", {"percent": "40", "note": "gõ rồi"}, headers=HTMX)).text
    undo = saved.split('action="/entries/')[1][:36]
    row = (await clerk.post(f"/entries/{undo}/undo", headers=HTMX)).text
    assert "gõ rồi" in row
    page = (await clerk.get(f"/assignments/{one}")).text
    assert "Tiến độ <b" in page
    assert ">0%<" in page


async def test_a_correction_supersedes_what_waits(browser_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    await clerk.post(f"/assignments/{one}/entries", {"percent": "40", "note": "a"})
    await clerk.post(f"/assignments/{one}/entries", {"percent": "45", "note": "b"})
    page = (await clerk.get(f"/assignments/{one}")).text
    assert "Đã thay bằng lần ghi sau" in page
    assert "0% → 45%" in page


async def test_sending_back_needs_a_reason_that_the_clerk_reads(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast)
    clerk, leader = await browser_as("clerk"), await browser_as("leader")
    await clerk.post(f"/assignments/{one}/entries", {"percent": "40", "note": "a"})
    id = (await leader.get("/approvals")).text.split('<tr id="e')[1][:36]
    answer = await leader.post("/approvals", {f"d-{id}": "back"})
    assert answer.status_code == 422
    assert "Trả lại thì ghi lý do" in answer.text
    await leader.post("/approvals", {f"d-{id}": "back", f"r-{id}": "Nêu rõ số tiền"})
    page = (await clerk.get("/work")).text
    assert "Nêu rõ số tiền" in page
    assert 'value="0"' in page


async def test_a_form_of_another_person_or_site_is_refused(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast)
    clerk, leader = await browser_as("clerk"), await browser_as("leader")
    url = f"/assignments/{one}/entries"
    form = {"percent": "10", "note": "a"}
    assert (await clerk.http.post(url, data=form)).status_code == 403
    assert (await clerk.http.post(url, data={**form, "csrf": leader.csrf})).status_code == 403
    for header in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert (await clerk.post(url, form, headers=header)).status_code == 403
    assert await entries(database) == 0


async def test_an_ended_session_keeps_the_page(browser_as: As, database: Database, cast: factories.Cast) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    old = dict(clerk.http.cookies)
    assert (await clerk.post("/logout")).status_code == 303
    clerk.http.cookies.update(old)
    answer = await clerk.get(f"/assignments/{one}")
    assert answer.headers["location"].startswith("/login?next=/assignments/")
    answer = await clerk.http.get("/work", headers=HTMX)
    assert answer.status_code == 401
    assert answer.headers["hx-retarget"] == "#notice"


async def test_sign_in_leads_to_own_paths_only(browser_as: As) -> None:
    clerk = await browser_as("clerk")
    for target in (
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "/\t/evil.example",
        "http://evil.example",
    ):
        answer = await clerk.get("/login", params={"next": target})
        assert answer.headers["location"] == "/work", target


async def test_every_change_has_its_audit_and_outbox_row(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast)
    clerk = await browser_as("clerk")
    await clerk.post(f"/assignments/{one}/entries", {"percent": "40", "note": "a"})
    async with database.read() as session:
        audit = (await session.execute(select(AuditEvent.id, AuditEvent.kind, AuditEvent.actor_name))).all()
        outbox = set((await session.execute(select(OutboxEvent.id))).scalars())
    assert {row.id for row in audit} == outbox
    assert [row.actor_name for row in audit if row.kind == "progress.submitted"] == ["Người clerk"]
    auditor = await browser_as("auditor")
    assert "Trình duyệt tiến độ" in (await auditor.get("/audit")).text
    assert (await clerk.get("/audit")).status_code == 403


async def test_the_audit_rows_cannot_be_changed(database: Database, cast: factories.Cast) -> None:
    for statement in ("update audit_event set kind = 'x'", "delete from audit_event", "delete from outbox_event"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            async with database.begin() as session:
                await session.execute(text(statement))


async def test_evidence_is_checked_by_content_and_served_as_attachment(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    one = await given(database, cast)
    clerk, stranger = await browser_as("clerk"), await browser_as("stranger")
    url = f"/assignments/{one}/entries"
    form = {"percent": "10", "note": "a"}
    bad = await clerk.post(
        url, form, files={"files": ("x.pdf", b"<html><script>alert(1)</script>", "application/pdf")}, headers=HTMX
    )
    assert bad.status_code == 422
    assert "không đúng với đuôi tên" in bad.text
    await clerk.post(url, form, files={"files": ("Biên bản\u202e ../..\r\n.pdf", b"%PDF-1.4 x", "application/pdf")})
    page = (await clerk.get(f"/assignments/{one}")).text
    file_id = page.split('href="/files/')[1][:36]
    got = await clerk.get(f"/files/{file_id}")
    assert got.content == b"%PDF-1.4 x"
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["x-content-type-options"] == "nosniff"
    assert (await stranger.get(f"/files/{file_id}")).status_code == 404


async def test_search_forgives_diacritics_and_number_forms(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        await factories.directive(session)
    registrar = await browser_as("registrar")
    for typed in ("thi hanh an", "21KH", "21/KH-CQLTHADS", "Nâng cao kết quả", "nang cao ket"):
        assert "21/KH-CQLTHADS" in (await registrar.get("/directives", params={"q": typed})).text, typed
    assert "Không thấy văn bản nào" in (await registrar.get("/directives", params={"q": "xây cầu"})).text


async def test_guessing_passwords_is_stopped(browser_as: As, cast: factories.Cast) -> None:
    person = await browser_as("clerk")
    await person.post("/logout")
    person.http.cookies.clear()
    token = csrf_of((await person.get("/login")).text)
    form = {"csrf": token, "username": "leader", "password": "sai"}
    answers = [await person.http.post("/login", data=form) for _ in range(11)]
    assert [one.status_code for one in answers[:10]] == [422] * 10
    assert answers[10].status_code == 429
    assert int(answers[10].headers["retry-after"]) > 0


async def test_every_page_carries_the_headers(browser_as: As) -> None:
    person = await browser_as("registrar")
    for url in ("/directives", "/dashboard", "/login", "/nowhere", "/healthz", "/api/openapi.json"):
        headers = (await person.get(url)).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["strict-transport-security"].startswith("max-age=31536000")
