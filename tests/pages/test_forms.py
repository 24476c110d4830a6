"""Every form without script: what was typed comes back with the words that mend it, in the forms people write."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from app.db import Database
from app.domain import organisation, tasks
from app.models.tasks import Assignment, AssignmentRole
from tests import factories
from tests.conftest import As, Person, field_of

LONG = "chữ đã gõ " * 3000
DAY = "31/02/2026"
NO_DAY = "Ngày viết theo ngày/tháng/năm, ví dụ 04/12/2026."


async def given(database: Database, cast: factories.Cast, **more: Any) -> tuple[str, str]:
    async with database.begin() as session:
        one = await factories.assignment(session, cast, **more)
        row = await tasks.assignment(session, await factories.actor(session, "registrar"), one)
        return str(one), str(row.task_id)


async def refused(person: Person, url: str, form: dict[str, Any], *said: str) -> str:
    """The form comes back as 422 with the sentences and with all that was typed."""
    answer = await person.post(url, form)
    assert answer.status_code == 422, (url, answer.status_code)
    for text in said:
        assert text in answer.text, (url, text)
    for name, typed in form.items():
        for one in typed if isinstance(typed, list) else [typed]:
            assert f">{one}<" in answer.text or f'value="{one}"' in answer.text, (url, name, one[:40])
    return answer.text


async def test_forms_of_a_task_come_back_with_what_was_typed(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    _, task = await given(database, cast, due_on=date(2026, 12, 1))
    registrar = await browser_as("registrar")
    await refused(
        registrar, "/tasks", {"title": "", "detail": "Chi tiết", "product": "Báo cáo", "due_on": DAY}, NO_DAY, "Chưa nhập mục này."
    )  # fmt: skip
    await refused(registrar, "/tasks", {"title": "t" * 2001}, "Dài quá 2000 ký tự; rút gọn lại.")
    await refused(registrar, f"/tasks/{task}", {"title": "", "product": "Sản phẩm mới"}, "Chưa nhập mục này.")
    url = f"/tasks/{task}/deadline"
    await refused(registrar, url, {"kind": "date", "due_on": DAY, "reason": "Lý do đã gõ"}, NO_DAY)
    await refused(registrar, url, {"kind": "period", "due_on": "05/12/2026", "reason": ""}, "Đổi hạn thì ghi lý do")
    await refused(registrar, f"/tasks/{task}/withdrawal", {"reason": "r" * 2001}, "Dài quá 2000 ký tự")
    form = {"unit_ids": [str(cast.phu_tho)], "role": "following", "due_on": DAY}
    assert f'value="{cast.phu_tho}" selected' in await refused(registrar, f"/tasks/{task}/assignments", form, NO_DAY)
    await refused(
        registrar, f"/tasks/{task}/assignments", {"role": "lead", "due_on": "05/12/2026"}, "Chưa nhập mục này."
    )


async def test_forms_of_an_assignment_come_back_with_what_was_typed(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    one, _ = await given(database, cast, unit="phu_tho")
    coordinator, registrar = await browser_as("coordinator"), await browser_as("registrar")
    url = f"/assignments/{one}"
    form = {"note": "Đã làm", "difficulties": "Thiếu người", "proposals": "Bổ sung"}
    for percent in ("101", "-1", "62,55", "abc", ""):
        said = "Tiến độ là số từ 0 đến 100, ví dụ 62,5."
        await refused(coordinator, f"{url}/entries?at=page", {**form, "percent": percent}, said)
    reason = "r" * 2001
    await refused(coordinator, f"{url}/return", {"reason": reason}, "Dài quá 2000 ký tự")
    await refused(registrar, f"{url}/recall", {"reason": reason}, "Dài quá 2000 ký tự")
    form = {"unit_ids": [str(cast.office)], "due_on": DAY, "note": "Dặn thêm"}
    page = await refused(coordinator, f"{url}/assignments", form, NO_DAY)
    assert f'value="{cast.office}" checked' in page
    for typed, shown in (("62,5", "62,5%"), ("62.5%", "62,5%"), (" 70 ", "70%")):
        assert (await coordinator.post(f"{url}/entries", {"percent": typed})).status_code == 303
        assert shown in (await coordinator.get(url)).text


@pytest.mark.parametrize("ticked", [True, False])
async def test_a_box_that_is_not_ticked_is_a_no(
    browser_as: As, database: Database, cast: factories.Cast, ticked: bool
) -> None:
    one, task = await given(database, cast, unit="phu_tho")
    registrar, coordinator = await browser_as("registrar"), await browser_as("coordinator")
    box = {"approval_completes": "on"} if ticked else {}
    form = {"unit_ids": [str(cast.quang_ngai)], "role": "lead", **box}
    assert (await registrar.post(f"/tasks/{task}/assignments", form)).status_code == 303
    assert (
        await coordinator.post(f"/assignments/{one}/assignments", {"unit_ids": [str(cast.office)], **box})
    ).status_code == 303
    async with database.read() as session:
        rows = select(Assignment.approval_completes).where(Assignment.unit_id.in_([cast.quang_ngai, cast.office]))
        assert list((await session.execute(rows)).scalars()) == [ticked, ticked]


async def test_a_unit_is_renamed_and_added_by_its_forms(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    administrator = await browser_as("administrator")
    url = f"/orgs/{cast.office}"
    form = {"name": "Phòng THADS khu vực 4A", "valid_from": f"{clock.today():%d/%m/%Y}"}
    answer = await administrator.post(url, form)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/orgs?unit={cast.office}")
    assert "Phòng THADS khu vực 4A" in (await administrator.get(f"/orgs?unit={cast.office}")).text
    await refused(administrator, url, {"name": "Tên đã gõ", "valid_from": DAY}, NO_DAY)
    await refused(administrator, url, {"name": "n" * 301, "valid_from": "24/11/2026"}, "Dài quá 300 ký tự")
    form = {"name": "Tổ 1", "kind": "region", "code": "có dấu cách", "valid_from": "24/11/2026"}
    await refused(administrator, f"{url}/children", form, "Viết liền")
    await refused(administrator, f"{url}/aliases", {"name": "n" * 301}, "Dài quá 300 ký tự")
    form = {"name": "Tổ 1", "kind": "region", "code": "", "valid_from": "24/11/2026"}
    for name in ("Tổ 1", "Tổ 2"):
        assert (await administrator.post(f"{url}/children", {**form, "name": name})).status_code == 303


async def test_forms_of_a_directive_come_back_with_what_was_typed(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    async with database.begin() as session:
        directive = await factories.directive(session)
    registrar = await browser_as("registrar")
    form = {
        "number_symbol": "5/KH", "issuer": "Cục", "issued_on": DAY, "subject": "Trích yếu", "signer": "Người ký",
        "signer_post": "Cục trưởng", "effective_from": "01/01/2027", "effective_to": "01/02/2027", "text": "Nội dung",
    }  # fmt: skip
    await refused(registrar, "/directives", form, NO_DAY)
    backwards = {**form, "issued_on": "01/11/2026", "effective_to": "01/12/2026"}
    await refused(registrar, "/directives", backwards, "Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.")
    form.pop("text")
    await refused(registrar, f"/directives/{directive.id}", form, NO_DAY)
    await refused(
        registrar, f"/directives/{directive.id}/drafts", {"passage": "không có trong văn bản"}, "Không thấy đoạn này"
    )
    draft = (await registrar.get(f"/directives/{directive.id}/derive")).text.split('action="/drafts/')[1][:36]
    await refused(
        registrar, f"/drafts/{draft}", {"title": "Tiêu đề gõ", "due_on": DAY, "product": "Bảng", "do": "accept"}, NO_DAY
    )


async def test_who_saves_after_another_sees_the_change_and_may_save_again(
    browser_as: As, database: Database, cast: factories.Cast
) -> None:
    _, task = await given(database, cast, due_on=date(2026, 12, 1))
    async with database.begin() as session:
        directive = await factories.directive(session)
    registrar = await browser_as("registrar")
    for page, url, first, second in (
        (f"/tasks/{task}", f"/tasks/{task}", {"title": "Một"}, {"title": "Hai"}),
        (
            f"/tasks/{task}", f"/tasks/{task}/deadline", {"kind": "date", "due_on": "05/12/2026", "reason": "a"},
            {"kind": "date", "due_on": "09/12/2026", "reason": "b"},
        ),
        (f"/directives/{directive.id}/edit", f"/directives/{directive.id}", {"subject": "Một"}, {"subject": "Hai"}),
    ):  # fmt: skip
        form = (await registrar.get(page)).text.split(f'action="{url}"')[1]
        seen = {"version": field_of(form, "version")}
        assert (await registrar.post(url, first | seen)).status_code == 303
        answer = await registrar.post(url, second | seen)
        assert answer.status_code == 422, url
        assert "vừa được người khác thay đổi" in answer.text
        again = {"version": field_of(answer.text.split(f'action="{url}"')[1], "version")}
        assert (await registrar.post(url, second | again)).status_code == 303, url


async def test_what_people_type_is_text_on_every_page(browser_as: As, database: Database, cast: factories.Cast) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
    async with database.begin() as session:
        unit = organisation.NewUnit(name=f"Tổ {bad}", kind="region", parent_id=cast.office, valid_from=factories.SINCE)
        await organisation.add_unit(session, None, unit)
        await factories.directive(
            session, factories.TEXT + f"\n7. THADS tỉnh Phú Thọ {bad} rà soát trước ngày 15/12/2026.\n"
        )
        one = await factories.assignment(session, cast, title=bad, role=AssignmentRole.lead)
        two = await factories.assignment(session, cast, unit="phu_tho", title=bad)
        task = (await tasks.assignment(session, await factories.actor(session, "registrar"), one)).task_id
        directive = (await factories.directive(session, factories.TEXT.replace("21/KH", "22/KH"))).id
    clerk = await browser_as("clerk")
    form = {"percent": "5", "note": bad, "difficulties": bad, "proposals": bad}
    upload = {"files": (f"{bad}.pdf", b"%PDF-1.4", "application/pdf")}
    assert (await clerk.post(f"/assignments/{one}/entries", form, files=upload)).status_code == 303
    people = {who: await browser_as(who) for who in ("registrar", "coordinator", "leader", "auditor", "administrator")}
    await people["registrar"].post("/directives", {"subject": bad, "issuer": bad, "number_symbol": "<b>", "text": bad})
    pages = {
        "coordinator": ["/work", "/approvals", f"/assignments/{one}", f"/assignments/{two}", "/dashboard"],
        "registrar": [
            f"/tasks/{task}", "/directives", f"/directives/{directive}/derive", "/assignments", f"/orgs?unit={cast.office}",
        ],
        "leader": ["/approvals", "/dashboard"], "auditor": ["/audit"], "administrator": ["/orgs", "/accounts"],
    }  # fmt: skip
    for who, urls in pages.items():
        for url in urls:
            for query in (
                {},
                {"q": bad, "unit": bad, "on": bad, "who": bad, "noun": bad, "directive": bad, "issuer": bad},
            ):
                if query and "unit=" in url:
                    continue
                text = (await people[who].get(url, params=query or None)).text
                assert "<script>alert" not in text, (who, url)
                assert "<img src=x" not in text, (who, url)
                assert "'><img" not in text, (who, url)
    page = (await clerk.get(f"/assignments/{one}")).text
    got = await clerk.get("/files/" + page.split('href="/files/')[1][:36])
    assert "\r" not in got.headers["content-disposition"]
    assert "filename*=UTF-8''" in got.headers["content-disposition"]
