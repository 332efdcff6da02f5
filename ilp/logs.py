"""Logs as one JSON line each on standard error, without personal data.

No query strings, no bodies, no request objects. What libraries put in their messages (PostgreSQL quotes the values of
a broken constraint) passes a filter that masks anything as long as a NIK.
"""

from __future__ import annotations

import logging
import re
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger

LONG_NUMBER = re.compile(r"\d[\d .-]{12,}\d")
UNSAFE = ("request", "status_code", "sql", "params")


def mask(value: object) -> object:
    return LONG_NUMBER.sub("[nomor]", value) if isinstance(value, str) else value


def without_traceback(record: logging.LogRecord) -> bool:
    """Anybody may send a foreign Host header as often as they like: worth a line, not a page of our own code."""
    record.exc_info = record.exc_text = None
    record.levelno, record.levelname = logging.WARNING, "WARNING"
    return True


def without_personal_data(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    del logger, method
    return {name: mask(value) for name, value in event.items() if name not in UNSAFE}


SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
structlog.configure(
    processors=[*SHARED, structlog.processors.format_exc_info, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": SHARED,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                without_personal_data,
                structlog.processors.JSONRenderer(),
            ],
        }
    },
    "filters": {"tanpa_jejak": {"()": lambda: without_traceback}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.security.DisallowedHost": {"filters": ["tanpa_jejak"]},
        "axes": {"level": "CRITICAL"},  # it writes names and addresses; its tables keep them for those who may look
    },
}
