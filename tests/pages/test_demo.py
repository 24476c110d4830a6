"""One command on a fresh machine: sample data, a link per person, and the same again after a kill."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from app.demo import PEOPLE
from tests.browser.conftest import ROOT, free_port
from tests.conftest import csrf_of

FIRST = {"ha": "Văn bản chỉ đạo", "mai": "Việc của tôi", "son": "Tổng quan", "quantri": "Đơn vị", "dung": "Nhật ký"}


def start(data: Path, port: int) -> "subprocess.Popen[str]":
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DONDOC_")}
    environment |= {"DONDOC_DATA": str(data), "DONDOC_PORT": str(port), "DONDOC_LOG_LEVEL": "ERROR"}
    return subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--demo"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip


def links(process: "subprocess.Popen[str]") -> dict[str, str]:
    """The links that the service prints, once it answers at their address."""
    found: dict[str, str] = {}
    assert process.stdout is not None
    for line in process.stdout:
        if link := re.search(r"(http://\S+/demo/(\w+))", line):
            found[link[2]] = link[1]
        if line.startswith("Dừng"):
            break
    address = next(iter(found.values())).rpartition("/demo/")[0]
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return found
        except httpx.HTTPError:
            time.sleep(0.1)
    raise AssertionError("the sample did not start")


@pytest.mark.thorough
def test_one_command_gives_a_working_page_to_each_person_and_again_after_a_kill(tmp_path: Path) -> None:
    data, port = tmp_path / "dữ liệu mẫu", free_port()
    process = start(data, port)
    try:
        found = links(process)
        assert set(found) == {person.username for person in PEOPLE}
        for username, link in found.items():
            with httpx.Client(follow_redirects=True, timeout=30) as person:
                answer = person.post(link, data={"csrf": csrf_of(person.get(link).text)})
                assert answer.status_code == 200, username
                assert "Dữ liệu minh họa, không phải số liệu thật." in answer.text
                assert FIRST.get(username, "") in answer.text
        process.send_signal(signal.SIGKILL)
        process.wait()
        process = start(data, port)
        again = links(process)
        with httpx.Client(follow_redirects=True, timeout=30) as person:
            page = person.post(again["ha"], data={"csrf": csrf_of(person.get(again["ha"]).text)}).text
        assert page.count("84-KL/TW") >= 1
    finally:
        process.terminate()
        process.wait(30)
