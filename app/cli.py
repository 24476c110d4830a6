"""Every `dondoc …` command."""

import asyncio
import errno
import ipaddress
import json
import os
import secrets
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
import uvicorn
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError, OperationalError

from app import clock, logs
from app import demo as sample
from app.adapters.postgres import ServerUnavailable, private_server
from app.adapters.text import Unreadable, read
from app.config import Settings, settings
from app.db import Database, is_current, let_serve, migrate, refusal_from
from app.derivation import derive as derive_text
from app.derivation.accuracy import report as accuracy_report
from app.derivation.accuracy import score
from app.domain import accounts, calendar, drafts, organisation
from app.errors import Refusal
from app.main import create_app
from app.models.accounts import Role
from app.routers.edge.forms import errors_of
from app.words import say

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Đôn Đốc: theo dõi thực hiện chỉ thị, kết luận.",
)
user = typer.Typer(no_args_is_help=True, help="Tài khoản.")
app.add_typer(user, name="user")


SHORTEST_SECRET = 32
SECRET_WANTED = "Đặt DONDOC_SECRET: ít nhất 32 ký tự ngẫu nhiên, giữ nguyên qua các lần khởi động."


def fail(sentence: str) -> typer.Exit:
    typer.echo(sentence, err=True)
    return typer.Exit(1)


@contextmanager
def told() -> Iterator[None]:
    """What the agency, the shape of an input or the database refuses becomes a sentence and exit code 1."""
    try:
        yield
    except Refusal as refusal:
        raise fail(say(refusal.message, **refusal.values)) from None
    except ValidationError as error:
        raise fail("\n".join(f"{name}: {text}" for name, text in errors_of(error).items())) from None
    except IntegrityError as error:
        meant = refusal_from(error)
        if meant is None:
            raise
        raise fail(say(meant.message, **meant.values)) from None
    except OperationalError as error:
        raise fail(f"Không kết nối được cơ sở dữ liệu: {str(error.orig).splitlines()[0]}") from None


@contextmanager
def database_url(config: Settings) -> Iterator[str]:
    """The URL of the database: yours, or the private server's for as long as the block runs."""
    if config.database_url is not None:
        yield config.database_url.get_secret_value()
        return
    try:
        with private_server(config.data, binaries=config.postgres_bin) as server:
            yield server.url
    except ServerUnavailable as refusal:
        raise fail(say(refusal.message, **refusal.values)) from refusal


def secret_of(config: Settings) -> bytes:
    """DONDOC_SECRET; with the private server one is made once in the data folder."""
    if config.secret is not None:
        given = config.secret.get_secret_value()
        if len(given) < SHORTEST_SECRET:
            raise fail(SECRET_WANTED)
        return given.encode()
    if config.database_url is not None:
        raise fail(SECRET_WANTED)
    path = config.data / "secret"
    config.data.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        made = path.with_suffix(".new")
        made.unlink(missing_ok=True)
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(32))
        made.rename(path)
    return path.read_text().strip().encode()


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _terminated(_signal: int, _frame: object) -> None:
    raise SystemExit(0)


@app.command()
def serve(
    demo: Annotated[bool, typer.Option(help="Nạp dữ liệu minh họa, vào không cần mật khẩu; chỉ trên máy này.")] = False,
) -> None:
    """Chạy dịch vụ; tự nâng cấp cơ sở dữ liệu riêng trước."""
    config = settings()
    if demo:
        config = config.model_copy(update={"demo": True})
    logs.configure(config.log, config.log_level)
    if config.demo and not is_loopback(config.host):
        raise fail(f"Bản minh họa chỉ chạy trên máy này: đặt DONDOC_HOST=127.0.0.1, không phải {config.host}.")
    _refuse_taken_port(config)
    signal.signal(signal.SIGTERM, _terminated)
    with told(), database_url(config) as url:
        if config.database_url is None or config.demo:
            _migrate(config, url)
        elif not is_current(url):
            raise fail("Cơ sở dữ liệu chưa nâng cấp: chạy `dondoc migrate` trước.")
        if config.demo:
            asyncio.run(_load_demo(config, url))
        service = create_app(config, database_url=url, secret=secret_of(config))
        uvicorn.run(
            service,
            host=config.host,
            port=config.port,
            log_config=None,
            server_header=False,
            proxy_headers=not config.demo,
            forwarded_allow_ips=config.trusted_proxies,
            timeout_graceful_shutdown=10,
            h11_max_incomplete_event_size=32 << 10,
        )


def _refuse_taken_port(config: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in config.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((config.host, config.port))
        except OSError as error:
            raise fail(_why_not(config, error)) from error


def _why_not(config: Settings, error: OSError) -> str:
    if error.errno == errno.EACCES:
        return f"Cổng {config.port} cần quyền quản trị máy. Đặt DONDOC_PORT từ 1024 trở lên."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"Máy này không có địa chỉ {config.host}. Đặt DONDOC_HOST là địa chỉ của máy, ví dụ 127.0.0.1."
    if error.errno == errno.EADDRINUSE:
        return f"Cổng {config.port} đang có chương trình khác dùng. Dừng chương trình đó, hoặc đặt DONDOC_PORT khác."
    return f"Không mở được cổng {config.port} ở {config.host}: {error.strerror}."


async def _load_demo(config: Settings, url: str) -> None:
    database = Database(url, pooled=False)
    try:
        await sample.load(database)
    finally:
        await database.close()
    typer.echo(f"\nĐôn Đốc chạy ở http://{config.host}:{config.port}/ (dữ liệu minh họa). Vào không cần mật khẩu:")
    for person in sample.PEOPLE:
        typer.echo(f"  http://{config.host}:{config.port}/demo/{person.username:<8}  {person.name}, {person.does}")
    typer.echo("Dừng: Ctrl C\n")


@app.command("migrate")
def migrate_command() -> None:
    """Nâng cấp cơ sở dữ liệu tới bản của chương trình."""
    config = settings()
    with told(), database_url(config) as url:
        _migrate(config, url)
    typer.echo("Cơ sở dữ liệu ở bản mới nhất.")


def _migrate(config: Settings, url: str) -> None:
    """As the schema's owner; the service's own login may then become the service role. Fills the calendar ahead."""
    owner = config.migrate_url.get_secret_value() if config.migrate_url else url
    migrate(owner)
    if config.migrate_url is not None:
        let_serve(owner, url)
    asyncio.run(_fill_calendar(url))


async def _fill_calendar(url: str) -> None:
    database = Database(url, pooled=False)
    try:
        async with database.begin() as session:
            this_year = clock.today().year
            await calendar.seed(session, this_year - 1, this_year + 2)
    finally:
        await database.close()


@app.command()
def derive(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)],
    as_json: Annotated[bool, typer.Option("--json", help="In JSON.")] = False,
) -> None:
    """Đọc một văn bản và in việc, đơn vị, hạn tìm thấy."""
    try:
        text = read(file.read_bytes(), file.name).text
    except Unreadable as refusal:
        raise fail(say(refusal.message, **refusal.values)) from refusal
    found = derive_text(text)
    if as_json:
        typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=1))
        return
    for one in found.directives or ():
        typer.echo(f"{one.type or ''} {one.number_symbol or ''} · {one.issuer or '?'} · {one.issued_on or '?'}")
    for number, task in enumerate(found.tasks, start=1):
        due = f" · {task.deadline.text}" if task.deadline else ""
        lead = ", ".join(mention.name for mention in task.lead) or "?"
        typer.echo(f"{number:>3}. [{lead}]{due} {task.title}")


@app.command()
def accuracy(
    folder: Annotated[Path | None, typer.Argument(exists=True, file_okay=False)] = None,
    from_reviews: Annotated[
        bool, typer.Option("--from-reviews", help="Chấm theo các bản tách đã được người rà soát quyết định.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="In JSON.")] = False,
) -> None:
    """Chấm độ đúng của việc tách: trên một thư mục văn bản (.txt) và nhãn (.json), hoặc trên việc rà soát ở đây."""
    if (folder is None) != from_reviews:
        raise fail("Cho một thư mục, hoặc --from-reviews.")
    if folder is not None:
        found = accuracy_report(folder)
    else:
        with told(), database_url(settings()) as url:
            found = asyncio.run(_score_reviews(url))
    typer.echo(
        json.dumps(found, ensure_ascii=False, indent=1)
        if as_json
        else "\n".join(f"{k:28} {v}" for k, v in found.items())
    )


async def _score_reviews(url: str) -> dict[str, Any]:
    database = Database(url, pooled=False)
    try:
        async with database.read() as session:
            return score(await drafts.reviewed(session))
    finally:
        await database.close()


@user.command("add")
def user_add(
    username: str,
    name: str,
    role: Annotated[Role, typer.Option()],
    unit: Annotated[str, typer.Option(help="Mã đơn vị.")],
) -> None:
    """Thêm một người với một vai trò; mật khẩu đọc từ bàn phím hoặc DONDOC_NEW_PASSWORD."""
    password = os.environ.get("DONDOC_NEW_PASSWORD") or typer.prompt(
        "Mật khẩu", hide_input=True, confirmation_prompt=True
    )
    with told(), database_url(settings()) as url:
        asyncio.run(_add_user(url, username, name, role, unit, password))
    typer.echo(f"Đã thêm {username}.")


async def _add_user(url: str, username: str, name: str, role: Role, unit: str, password: str) -> None:
    database = Database(url, pooled=False)
    try:
        async with database.begin() as session:
            unit_id = await organisation.coded(session, unit)
            form = accounts.NewAccount(username=username, name=name)
            account = await accounts.add_account(session, None, form, password=password)
            await accounts.add_membership(session, None, account.id, accounts.NewMembership(unit_id=unit_id, role=role))
    finally:
        await database.close()


@app.command("unit")
def unit_add(name: str, code: str, kind: str = "other", parent: str = "", place: str = "") -> None:
    """Thêm một đơn vị (đơn vị đầu tiên của cây, hoặc dưới đơn vị có mã PARENT); PLACE là mã tỉnh để vẽ bản đồ."""
    with told(), database_url(settings()) as url:
        asyncio.run(_add_unit(url, name, code, kind, parent, place))
    typer.echo(f"Đã thêm {name}.")


async def _add_unit(url: str, name: str, code: str, kind: str, parent: str, place: str) -> None:
    database = Database(url, pooled=False)
    try:
        async with database.begin() as session:
            above = await organisation.coded(session, parent) if parent else None
            form = organisation.NewUnit(name=name, code=code, kind=kind, parent_id=above, place_code=place or None)
            await organisation.add_unit(session, None, form)
    finally:
        await database.close()


@app.command()
def doctor(ready: Annotated[bool, typer.Option(help="Chỉ hỏi dịch vụ đang chạy đã sẵn sàng chưa.")] = False) -> None:
    """Liệt kê cấu hình và tình trạng; với --ready thì thoát 0 khi dịch vụ trả lời."""
    config = settings()
    known_as = {"Host": config.trusted_hosts.split(",")[0]} if config.trusted_hosts else None
    try:
        answer = httpx.get(f"http://{_own_address(config)}:{config.port}/readyz", timeout=3, headers=known_as)
        state: Any = answer.json()
        good = answer.status_code == 200
    except (httpx.HTTPError, ValueError):
        state, good = "không trả lời", False
    if not ready:
        for name, value in config.model_dump().items():
            shown = ("(đặt)" if value else "(chưa đặt)") if name == "secret" or name.endswith("_url") else value
            typer.echo(f"DONDOC_{name.upper():<22} {shown}")
    typer.echo(json.dumps(state, ensure_ascii=False))
    if not good:
        sys.exit(1)


def _own_address(config: Settings) -> str:
    """Where this machine reaches the service: loopback where it listens on all addresses."""
    if config.host in ("0.0.0.0", "::", "localhost"):
        return "127.0.0.1"
    return f"[{config.host}]" if ":" in config.host else config.host


if __name__ == "__main__":
    app()
