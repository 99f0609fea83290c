"""The audit log as CSV for spreadsheets: UTF-8 with a byte order mark, formulas made inert, times in UTC."""

from __future__ import annotations

import csv
import io
from collections.abc import Generator

from services.access import audit
from services.transfer.formulas import escape_formula

COLUMNS = ("at", "actor", "address", "action", "what")
ROWS_AT_ONCE = 500


def audit_csv(action: str | None = None, actor: str = "") -> Generator[bytes]:
    """The file, piece by piece, newest entries first. Raises NotAllowed and InvalidInput."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    yield b"\xef\xbb\xbf"
    for place, entry in enumerate(audit.every_entry(action, actor), start=1):
        texts = (entry.actor, entry.address or "", entry.action, entry.what)
        rows.writerow([f"{entry.at:%Y-%m-%d %H:%M:%S}", *map(escape_formula, texts)])
        if place % ROWS_AT_ONCE == 0:
            yield _taken(written)
    yield _taken(written)


def _taken(written: io.StringIO) -> bytes:
    text = written.getvalue()
    written.seek(0)
    written.truncate()
    return text.encode()
