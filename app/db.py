"""Engines and sessions, and the refusal that each violated constraint means."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import cast as sql_cast
from sqlalchemy import create_engine, event, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.engine import make_url
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool
from sqlalchemy.types import Date, Text

from app.errors import Conflict, Invalid, NotFound, Refusal
from app.words import N_, lexemes, search_query

Session = AsyncSession

_MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
_SERVICE_ROLE = "dondoc_service"
_OPTIONS = (
    "-c timezone=UTC -c statement_timeout=30000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
)

CONSTRAINTS: dict[str, tuple[type[Refusal], str, str | None]] = {
    "uq_directive_number": (
        Conflict,
        N_("Văn bản có số, ký hiệu, cơ quan ban hành và ngày này đã được đăng ký."),
        "number_symbol",
    ),
    "uq_account_username_key": (Conflict, N_("Tên đăng nhập này đã có người dùng."), "username"),
    "uq_assignment_open": (Conflict, N_("Đơn vị này đã được giao việc đó."), "unit_id"),
    "uq_progress_entry_waiting": (Conflict, N_("Lần ghi trước của việc này còn chờ duyệt."), None),
    "ex_unit_version_overlap": (Conflict, N_("Đơn vị đã có tên và vị trí khác trong khoảng ngày này."), "valid_from"),
    "ex_unit_version_code": (Conflict, N_("Mã này đang dùng cho đơn vị khác trong khoảng ngày đó."), "code"),
    "ex_membership_overlap": (Conflict, N_("Người này đã có vai trò đó ở đơn vị trong khoảng ngày này."), "role"),
    "uq_unit_alias": (Conflict, N_("Đơn vị đã có tên gọi này."), "name"),
    "ck_unit_version_parent": (Invalid, N_("Đơn vị không thể là cấp trên của chính mình."), "parent_id"),
    "ck_directive_effect": (Invalid, N_("Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi."), "effective_to"),
}


def refusal_from(error: IntegrityError) -> Refusal | None:
    """The refusal a violated constraint stands for; a missing foreign row is NotFound, an unnamed one is none."""
    diagnostics: Any = getattr(error.orig, "diag", None)
    name = getattr(diagnostics, "constraint_name", None) or ""
    if name in CONSTRAINTS:
        kind, message, field = CONSTRAINTS[name]
        return kind(message, field=field)
    if name.startswith("fk_"):
        return NotFound()
    return None


def driver_url(url: str) -> str:
    """The same database for SQLAlchemy with psycopg 3, whatever scheme was written."""
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)


class Database:
    """The service's connections: `begin` for a transaction, `read` for statements in autocommit."""

    def __init__(self, url: str, *, pool_size: int = 10, prepared: bool = True, pooled: bool = True) -> None:
        pool: dict[str, Any] = {"pool_size": pool_size, "max_overflow": 0, "pool_timeout": 5, "pool_pre_ping": True}
        alone: dict[str, Any] = {"poolclass": NullPool}
        told = {"options": _OPTIONS, "prepare_threshold": 5 if prepared else None, "connect_timeout": 5}
        self.engine = _engine(url, told, pool if pooled else alone)
        self._asides = async_sessionmaker(_engine(url, told, alone), class_=Session, expire_on_commit=False)
        self._sessions = async_sessionmaker(self.engine, class_=Session, expire_on_commit=False)
        self._readers = async_sessionmaker(
            self.engine.execution_options(isolation_level="AUTOCOMMIT"), class_=Session, expire_on_commit=False
        )

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Session]:
        """One transaction: returning commits, raising rolls back."""
        async with self._sessions() as session, session.begin():
            yield session

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[Session]:
        """A short transaction beside one that is open, for what must outlive its refusal.

        On a connection of its own: those who hold all of the pool must not wait for one another's second.
        """
        async with self._asides() as session, session.begin():
            yield session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        async with self._readers() as session:
            yield session

    async def close(self) -> None:
        await self.engine.dispose()


def _engine(url: str, told: dict[str, Any], pool: dict[str, Any]) -> AsyncEngine:
    engine = create_async_engine(driver_url(url), hide_parameters=True, connect_args=told, **pool)
    event.listen(engine.sync_engine, "connect", _become_service)
    return engine


def _become_service(connection: Any, _record: Any) -> None:
    was = connection.autocommit
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"SET ROLE {_SERVICE_ROLE}")
    cursor.close()
    connection.autocommit = was


def on_day(ranges: Any, day: date) -> Any:
    """The SQL condition that a range of days holds the day."""
    return ranges.op("@>", is_comparison=True)(sql_cast(literal(day, Date), Date))


def lexeme_vector(*texts: str | None) -> Any:
    """The SQL value of a search column over the texts."""
    return func.array_to_tsvector(sql_cast(lexemes(*texts), ARRAY(Text)))


def matches(column: Any, query: str) -> Any:
    """The SQL condition that a search column answers the typed words; nothing typed matches nothing."""
    return column.op("@@", is_comparison=True)(sql_cast(search_query(query), TSQUERY))


def alembic_config(url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["url"] = driver_url(url)
    return config


def migrate(url: str, revision: str = "head") -> None:
    """Bring the schema to `revision` under an advisory lock, so that of several starters exactly one migrates."""
    command.upgrade(alembic_config(url), revision)


def let_serve(owner_url: str, service_url: str) -> None:
    """Let the service's own login become the role that the tables are granted to."""
    login = make_url(service_url).username
    engine = create_engine(driver_url(owner_url), poolclass=NullPool)
    try:
        with engine.begin() as connection:
            member = connection.scalar(select(func.pg_has_role(login, _SERVICE_ROLE, "member")))
            if not member:
                quoted = engine.dialect.identifier_preparer.quote_identifier(login or "")
                connection.exec_driver_sql(f"GRANT {_SERVICE_ROLE} TO {quoted}")
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    """Whether the database stands at the newest migration."""
    engine = create_engine(driver_url(url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            now = set(MigrationContext.configure(connection).get_current_heads())
        return now == set(ScriptDirectory.from_config(alembic_config(url)).get_heads())
    finally:
        engine.dispose()
