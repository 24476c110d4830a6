"""Structured logs: one JSON line per event, with the request id, without secrets."""

import logging
import sys

import structlog

_HIDDEN = frozenset({"password", "token", "secret", "cookie", "authorization", "csrf"})


def _hide(_logger: object, _name: str, event: structlog.types.EventDict) -> structlog.types.EventDict:
    return {key: "…" if key.lower() in _HIDDEN else value for key, value in event.items()}


def configure(style: str = "json", level: str = "INFO") -> None:
    """Send structlog and the standard library's logs to stderr in one form."""
    shared: list[structlog.types.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _hide,
    ]
    if style == "json":
        shared.append(structlog.processors.format_exc_info)
    renderer: structlog.types.Processor = (
        structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        if style == "console"
        else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for noisy in ("uvicorn.access", "sqlalchemy.engine", "httpx"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
