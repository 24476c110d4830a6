"""The commands: what is wrong is one sentence and exit code 1, never a traceback or a secret."""

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app import cli
from app.config import Settings, settings

Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """`run("unit", …, DONDOC_PORT="1")`: a command with its settings."""

    def command(*words: str, **environment: str) -> Result:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        settings.cache_clear()
        return CliRunner().invoke(cli.app, list(words))

    yield command
    settings.cache_clear()


def said(result: Result) -> str:
    assert result.exit_code == 1
    assert not isinstance(result.exception, BaseException) or isinstance(result.exception, SystemExit)
    return result.stderr


def test_the_first_unit_and_person_come_by_command(run: Run, database_url: str) -> None:
    there = {"DONDOC_DATABASE_URL": database_url, "DONDOC_NEW_PASSWORD": "một câu dài dễ nhớ"}
    assert run("unit", "Cục Quản lý", "CQL", **there).exit_code == 0
    assert "Mã này đang dùng" in said(run("unit", "Cục khác", "CQL"))
    assert "code: Viết liền" in said(run("unit", "Cục khác", "có dấu cách"))
    add = ("user", "add", "ha", "Phạm Thu Hà", "--role", "registrar", "--unit")
    assert run(*add, "CQL").exit_code == 0
    again = said(run(*add, "CQL"))
    assert "Tên đăng nhập này đã có người dùng" in again
    assert "argon2" not in again
    assert "Không có" in said(run("user", "add", "b", "B", "--role", "clerk", "--unit", "KHONGCO"))


def test_a_database_that_is_away_is_one_sentence(run: Run) -> None:
    away = "postgresql://nobody:secret@127.0.0.1:1/none"
    told = said(run("migrate", DONDOC_DATABASE_URL=away))
    assert told.startswith("Không kết nối được cơ sở dữ liệu")
    assert "secret" not in told


@pytest.mark.parametrize(("given", "refused"), [(None, True), ("ngắn", True), ("x" * 32, False)])
def test_a_database_of_yours_needs_a_long_secret(given: str | None, refused: bool) -> None:
    config = Settings(database_url="postgresql://x", secret=given)
    if refused:
        with pytest.raises(cli.typer.Exit):
            cli.secret_of(config)
    else:
        assert cli.secret_of(config) == b"x" * 32


def test_the_secret_of_the_private_server_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    config = Settings(data=tmp_path / "data")
    first = cli.secret_of(config)
    assert len(first) >= 32
    assert cli.secret_of(config) == first
    assert (tmp_path / "data" / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.EADDRINUSE, "đang có chương trình khác dùng"),
        (errno.EACCES, "DONDOC_PORT từ 1024"),
        (errno.EADDRNOTAVAIL, "không có địa chỉ"),
    ],
)
def test_a_port_that_cannot_be_opened_says_why(number: int, sentence: str) -> None:
    assert sentence in cli._why_not(Settings(), OSError(number, "x"))


def test_the_demo_refuses_to_be_seen_from_elsewhere(run: Run) -> None:
    assert "chỉ chạy trên máy này" in said(run("serve", "--demo", DONDOC_HOST="0.0.0.0"))


def test_doctor_lists_settings_without_secrets(run: Run) -> None:
    told = run(
        "doctor", DONDOC_SECRET="kín" * 20, DONDOC_DATABASE_URL="postgresql://a:matkhau@h/x", DONDOC_PORT="1"
    ).output
    assert "(đặt)" in told
    assert "kín" not in told
    assert "matkhau" not in told
    assert "DONDOC_MIGRATE_URL" in told
    assert "(chưa đặt)" in told
