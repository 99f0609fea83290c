"""Logs: one event a line, of our own and of the libraries, to standard error; never ticket text, never a secret.

What keeps them clean: events are names with ids and counts; the database engine hides parameters; and whatever looks
like a password in an address is masked here.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog

from services.settings import Settings

ERRORS_FILE = "errors.log"
ERRORS_BYTES = 256 * 1024  # and as much again in the file before it
_PASSWORD_IN_URL = re.compile(r"(?<=://)([^/\s:@]*):[^/\s]*@")


def configure_logs(settings: Settings) -> None:
    """Send every logger of the process through one formatter; libraries that brought handlers of their own lose them.

    May be called again after a library has set up logging in its own way.
    """
    console = settings.log_format == "console"
    render: Any = structlog.dev.ConsoleRenderer(colors=False) if console else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(render))
    logging.basicConfig(handlers=[handler], level=settings.log_level, force=True)
    _take_over_libraries()
    structlog.configure(
        processors=[*_shared_processors(), structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def open_error_log(folder: Path) -> None:
    """Write errors also to ``errors.log`` in ``folder``, an object a line, for `make doctor`; bounded in size.

    To be called after ``configure_logs``. A folder that cannot be written keeps none.
    """
    close_error_log()
    with suppress(OSError):
        handler = _ErrorsFile(folder / ERRORS_FILE, maxBytes=ERRORS_BYTES, backupCount=1, encoding="utf-8")
        handler.setLevel(logging.ERROR)
        handler.setFormatter(_formatter(structlog.processors.JSONRenderer()))
        logging.getLogger().addHandler(handler)


def close_error_log() -> None:
    """Close what ``open_error_log`` opened."""
    for handler in [one for one in logging.getLogger().handlers if isinstance(one, _ErrorsFile)]:
        logging.getLogger().removeHandler(handler)
        with suppress(OSError):  # what a full disk did not take is tried once more here
            handler.close()


class _ErrorsFile(RotatingFileHandler):
    def handleError(self, _: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
        """Say nothing of a full disk: the error itself stands on standard error, and a traceback would not help."""

    def _open(self) -> TextIOWrapper:
        """Never through a symbolic link: as root, the folder belongs to the server's user."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
        return os.fdopen(os.open(self.baseFilename, flags, 0o600), "a", encoding=self.encoding)


def _shared_processors() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.ExceptionRenderer(_short_traceback),
        _mask_passwords,
    ]


def _formatter(render: Any) -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_shared_processors(),
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, render],
    )


def _take_over_libraries() -> None:
    """What they say goes through ours, too."""
    for library in [*logging.root.manager.loggerDict.values()]:
        if isinstance(library, logging.Logger) and library.handlers:
            library.handlers.clear()
            library.propagate = True
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it speaks at every look at the schema
    logging.getLogger("procrastinate").setLevel(logging.WARNING)  # and it at every job
    logging.getLogger("uvicorn.access").disabled = True  # addresses carry searches, and a search may quote a ticket


def _short_traceback(exc_info: Any) -> str:
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
    return {key: without_password(value) if isinstance(value, str) else value for key, value in event.items()}


def without_password(value: str) -> str:
    """A text with the password of every address in it masked."""
    return _PASSWORD_IN_URL.sub(r"\1:***@", value)
