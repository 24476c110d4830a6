"""Settings: environment variables with the prefix DONDOC_, read once."""

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an installation may set. `dondoc doctor` lists every one of them."""

    model_config = SettingsConfigDict(env_prefix="DONDOC_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = 8000
    data: Path = Path("data")
    database_url: SecretStr | None = None
    migrate_url: SecretStr | None = None
    postgres_bin: Path | None = None
    secret: SecretStr | None = None
    demo: bool = False
    log: Literal["json", "console"] = "json"
    log_level: str = "INFO"
    pool_size: int = 10
    prepared_statements: bool = True
    session_hours: int = 12
    idle_hours: int = 4
    form_limit_mb: int = 1
    upload_limit_mb: int = 20
    trusted_hosts: str = ""
    trusted_proxies: str = "127.0.0.1"
    plain_http: bool = False
    support_phone: str = ""


@lru_cache
def settings() -> Settings:
    return Settings()
