"""Imports on the time axis: on their day, of some size, and not those that were undone."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting
from services.stats import ImportOfDay, imports_between
from services.transfer.importing import loading
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.tables.csv_rows import CsvRows

pytestmark = pytest.mark.usefixtures("database")


def imported(name: str, rows: int) -> None:
    content = CsvRows(io.BytesIO(b"title,priority,category\n" + b"a,high,account\n" * rows))
    loading.import_rows(content, plan_by_name(content.header), actor="local", name=name)


def test_an_import_is_marked_on_its_day_unless_it_is_small_or_was_undone() -> None:
    imported("old.csv", 12)
    imported("few.csv", 9)
    today = reporting.today()
    found = imports_between(today, today)
    assert found == (ImportOfDay(today, "old.csv", 12),)
    assert imports_between(today - timedelta(days=9), today - timedelta(days=1)) == ()
    with transaction() as session:
        session.execute(text("UPDATE ticket_import SET undone_at = now()"))
    assert imports_between(today, today) == ()
