"""The private server: any path, either user, its own kill and that of its starter, shared, stopped by the last."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from app.adapters.postgres import Server, private_server

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "Dữ liệu của tôi"


def postmaster(server: Server) -> int:
    return int((server.cluster / "postmaster.pid").read_text().split("\n")[0])


def answers(server: Server) -> bool:
    try:
        psycopg.connect(server.url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_it_starts_on_any_path_keeps_data_and_stops(home: Path) -> None:
    with private_server(home) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select lower('ĐÁNH')").fetchone() == ("đánh",)
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        connection.execute("create table kept (n int)")
        connection.execute("insert into kept values (7)")
        connection.commit()
    assert not answers(server)
    assert (home / "postgres.password").stat().st_mode & 0o077 == 0
    with private_server(home) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select n from kept").fetchone() == (7,)


def test_it_comes_back_after_its_own_kill(home: Path) -> None:
    with private_server(home) as server:
        with psycopg.connect(server.url) as connection:
            connection.execute("create table kept as select 7 as n")
            connection.commit()
        os.kill(postmaster(server), signal.SIGKILL)
        time.sleep(0.3)
    with private_server(home) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("select n from kept").fetchone() == (7,)


def test_what_a_killed_process_left_is_adopted_and_then_stopped(home: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from app.adapters.postgres import private_server\n"
        "with private_server(Path(sys.argv[1])) as s: print(s.url, flush=True); time.sleep(60)"
    )
    child = subprocess.Popen([sys.executable, "-c", code, str(home)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    url = _first_url(child)
    with private_server(home) as server:
        assert server.url == url
        child.kill()
        child.wait()
        with psycopg.connect(server.url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    assert not answers(server)


def _first_url(child: "subprocess.Popen[str]") -> str:
    assert child.stdout is not None
    for line in child.stdout:
        if line.startswith("postgresql://"):
            return line.strip()
    raise AssertionError("no server")


def test_a_stale_pid_file_with_a_living_stranger_is_no_server(home: Path) -> None:
    with private_server(home) as server:
        cluster = server.cluster
    (cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster}\n0\n5432\n/tmp\n\n")
    with private_server(home) as server:
        assert postmaster(server) != os.getpid()
