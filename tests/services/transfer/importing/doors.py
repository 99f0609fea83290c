"""A file through both doors: the import dialog, with nothing changed in it, and `make import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.engine import transaction
from services.jobs.terminal.terminal_import import import_unattended
from services.transfer.importing import loading
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.proposal import Proposal, propose
from services.transfer.importing.source import keep, survey

CASES = Path(__file__).with_name("cases")
COLUMNS = (
    "title", "description", "category", "category_set_by::text", "priority::text", "priority_set_by::text",
    "status::text", "created_at", "resolved_at", "requester", "assignee", "external_id",
)  # fmt: skip


def through_dialog(path: Path) -> tuple[ImportResult, Proposal]:
    """Import it as the dialog proposes."""
    with path.open("rb") as stream:
        source = keep(stream, path.name)
    proposal = propose(source, survey(source))
    with source.rows() as rows:
        return loading.import_rows(rows, proposal.plan, actor="local", name=path.name), proposal


def tickets(*columns: str) -> list[tuple[Any, ...]]:
    """What is stored, in the order of ids."""
    with transaction() as session:
        rows = session.execute(text(f"SELECT {', '.join(columns or COLUMNS)} FROM ticket ORDER BY id"))
        return [tuple(row) for row in rows]


def empty() -> None:
    """Delete what is stored."""
    with transaction() as session:
        session.execute(text("DELETE FROM ticket"))


def through_both(path: Path) -> ImportResult:
    """Import a file through each door and compare; what the terminal stored stays."""
    first, _ = through_dialog(path)
    found = [_dateless(row) for row in tickets()]
    empty()
    second, _ = import_unattended(path, actor="import")
    assert [_dateless(row) for row in tickets()] == found
    assert (second.imported, second.rejected_rows) == (first.imported, first.rejected_rows)
    return second


def _dateless(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without the moment at which a ticket without a date was imported."""
    return tuple(value if not hasattr(value, "microsecond") or not value.microsecond else "now" for value in row)
