"""The whole job by JSON API alone: a directive becomes drafts, tasks, assignments, progress, approval, a number."""

from tests import factories
from tests.conftest import As


async def test_a_directive_is_carried_out_by_api_alone(api_as: As, cast: factories.Cast) -> None:
    registrar, coordinator = await api_as("registrar"), await api_as("coordinator")
    clerk, leader = await api_as("clerk"), await api_as("leader")

    made = await registrar.http.post("/directives", json={"text": factories.TEXT})
    assert made.status_code == 201, made.text
    directive = made.json()
    assert directive["number_symbol"] == "21/KH-CQLTHADS"
    assert directive["issued_on"] == "2026-10-05"

    drafts = (await registrar.get(f"/directives/{directive['id']}/drafts")).json()["items"]
    assert len(drafts) >= 8
    phu_tho = [one for one in drafts if one["lead"] and one["lead"][0]["unit_id"] == str(cast.phu_tho)]
    assert len(phu_tho) >= 4
    taken, edited, dropped = phu_tho[0], phu_tho[1], phu_tho[2]

    etag = (await registrar.get(f"/drafts/{edited['id']}")).headers["etag"]
    changed = await registrar.http.patch(
        f"/drafts/{edited['id']}", json={"title": "Lập danh sách việc tín dụng"}, headers={"If-Match": etag}
    )
    assert changed.json()["title"] == "Lập danh sách việc tín dụng"
    assert (await registrar.http.post(f"/drafts/{taken['id']}/acceptance")).status_code == 200
    assert (await registrar.http.post(f"/drafts/{edited['id']}/acceptance")).status_code == 200
    for one in drafts:
        if one["id"] not in (taken["id"], edited["id"]):
            answer = await registrar.http.post(f"/drafts/{one['id']}/rejection")
            assert answer.json()["state"] == "rejected"
    assert dropped["state"] == "pending"

    given = await registrar.http.post(f"/directives/{directive['id']}/publication")
    assert given.json() == {"tasks": 2, "assignments": 2, "without_unit": []}

    held = (await coordinator.get("/assignments", params={"unit_id": str(cast.phu_tho)})).json()["items"]
    assert len(held) == 2
    passed = await coordinator.http.post(
        f"/tasks/{held[0]['task_id']}/assignments",
        json={"unit_ids": [str(cast.office)], "parent_id": held[0]["id"]},
    )
    assert passed.status_code == 201, passed.text
    mine = passed.json()["created"][0]

    before = (await leader.get("/dashboard")).json()["counts"].get("done", 0)
    entry = await clerk.http.post(
        f"/assignments/{mine['id']}/progress-entries", json={"percent": "100", "note": "Đã rà soát xong."}
    )
    assert entry.json()["state"] == "submitted"
    assert (await clerk.http.post(f"/progress-entries/{entry.json()['id']}/approval")).status_code == 403
    approved = await leader.http.post(f"/progress-entries/{entry.json()['id']}/approval")
    assert approved.json()["state"] == "approved"

    after = (await leader.get("/dashboard")).json()["counts"].get("done", 0)
    assert after == before + 1
    task = (await clerk.get(f"/tasks/{mine['task_id']}")).json()
    text = (await registrar.get(f"/directives/{directive['id']}/text")).json()["body"]
    assert task["quote"] == text[task["span_start"] : task["span_end"]]
    assert task["quote"] in {taken["quote"], edited["quote"]}
