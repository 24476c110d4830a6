"""An administrator's page of people: found by name, given roles, blocked and let in again."""

import re

from tests import factories
from tests.conftest import As


async def test_an_administrator_adds_a_person_gives_a_role_and_blocks(browser_as: As, cast: factories.Cast) -> None:
    administrator = await browser_as("administrator")
    made = await administrator.post("/accounts", {"username": "moi", "name": "Người mới"})
    assert "Mật khẩu lần đầu" in made.text
    url = re.search(r'action="(/accounts/[0-9a-f-]{36})/memberships"', made.text)
    assert url
    bad = await administrator.post(
        f"{url[1]}/memberships", {"role": "clerk", "unit_id": str(cast.office), "valid_from": "31/02/2026"}
    )
    assert bad.status_code == 422
    assert 'value="31/02/2026"' in bad.text
    form = {"role": "clerk", "unit_id": str(cast.office), "valid_from": "01/12/2025"}
    assert (await administrator.post(f"{url[1]}/memberships", form)).status_code == 303
    page = (await administrator.get("/accounts?q=người mới")).text
    assert "Nhập liệu, Phòng THADS khu vực 4 – Phú Thọ" in page
    assert "Người clerk" not in page
    await administrator.post(f"{url[1]}/block")
    assert "Đã khóa" in (await administrator.get(url[1])).text
    await administrator.post(f"{url[1]}/unblock")
    assert "Đã khóa" not in (await administrator.get(url[1])).text
