"""The last errors of the application and of the embedded server."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from services.doctor.configured import current_settings

SHOWN = 10


def errors() -> Iterator[str]:
    """The last ones of the application and of the embedded server; with DATABASE_URL its log is elsewhere."""
    from services.process.logs import ERRORS_FILE  # noqa: PLC0415

    folder = current_settings().data_dir
    errors = [_app_error(line) for line in _lines(folder / ERRORS_FILE)]
    errors += [line for line in _lines(folder / "postgres.log") if re.search(r"\b(FATAL|PANIC):", line)]
    yield from errors or [f"none in {folder}"]


def _lines(file: Path) -> list[str]:
    """The last ones of a file that may be long."""
    if not file.exists():
        return []
    with file.open("rb") as log:
        log.seek(max(0, file.stat().st_size - 64 * 1024))
        return log.read().decode(errors="replace").splitlines()[-SHOWN:]


def _app_error(line: str) -> str:
    try:
        entry = json.loads(line)
    except ValueError:
        return "a line that is not whole"
    detail = entry.get("reason") or (entry.get("exception") or "").rpartition("\n")[2]
    return f"{entry.get('timestamp')} {entry.get('logger')}: {entry.get('event')} {detail}"
