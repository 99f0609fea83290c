"""Logs: one event a line, of our own and of the libraries, to standard error; never ticket text, never a secret.

What keeps them clean: events are names with ids and counts; the database engine hides parameters; and whatever looks
like a password in an address is masked here.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog

from services.settings import Settings

_PASSWORD_IN_URL = re.compile(r"(?<=://)([^/\s:@]*):[^/\s]*@")


def configure_logs(settings: Settings) -> None:
    """Send every logger of the process through one formatter; libraries that brought handlers of their own lose them.

    May be called again after a library has set up logging in its own way.
    """
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_where_it_happened),
        _mask_passwords,
    ]
    console = settings.log_format == "console"
    render: Any = structlog.dev.ConsoleRenderer(colors=False) if console else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
        )
    )
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    _take_over_libraries()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _take_over_libraries() -> None:
    """What they say goes through ours, too."""
    for library in [*logging.root.manager.loggerDict.values()]:
        if isinstance(library, logging.Logger) and library.handlers:
            library.handlers.clear()
            library.propagate = True
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it speaks at every look at the schema
    logging.getLogger("uvicorn.access").disabled = True  # addresses carry searches, and a search may quote a ticket


def _where_it_happened(exc_info: Any) -> str:
    """The frames and, of each error in the chain, its type and first line: PostgreSQL's details would quote the row."""
    lines: list[str] = []
    error: BaseException | None = exc_info[1]
    while error is not None:
        lines += [
            f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
        lines.append(f"{type(error).__name__}: {(str(error).splitlines() or [''])[0][:300]}")
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n".join(lines)


def _mask_passwords(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: _masked(value) if isinstance(value, str) else value for key, value in event.items()}


def _masked(value: str) -> str:
    return _PASSWORD_IN_URL.sub(r"\1:***@", value)
