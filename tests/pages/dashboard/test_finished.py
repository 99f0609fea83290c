"""What was made of the same numbers is kept for everybody, and never drawn for others."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from db.engine import transaction
from pages.dashboard import finished
from services import day_notes, reporting, taxonomy
from services.day_notes import NewDayNote
from tests.pages.dashboard.support import filed_days_ago, metrics, rows_of
from tests.pages.desk import opened, texts

pytestmark = pytest.mark.usefixtures("database")

PAGE = "dashboard/page.py"


def renamed() -> None:
    with transaction() as session:
        session.execute(text("UPDATE category SET label = 'Invoices' WHERE key = 'billing'"))
    taxonomy.forget()


def noted() -> None:
    day_notes.add(NewDayNote(day=reporting.today(), text="Release"))


@pytest.mark.parametrize(
    "change",
    [lambda: filed_days_ago(1), lambda: filed_days_ago(0, priority="low"), renamed, noted],
    ids=["one more", "another priority", "a category's name", "a note"],
)
def test_cards_are_made_once_until_something_of_them_changes(change: Callable[[], None]) -> None:
    def look() -> tuple[str, dict[str, str], list[dict[object, object]], int]:
        at = opened(PAGE)
        return texts(at), metrics(at), rows_of(at, "category"), finished._finished.cache_info().misses

    finished._finished.cache_clear()  # another test may have drawn the same numbers
    filed_days_ago(0, 1)
    first, again = look(), look()
    assert again == first
    change()
    changed = look()
    assert changed[:3] != first[:3]
    assert changed[3] > first[3]


def test_another_filter_has_cards_of_its_own() -> None:
    filed_days_ago(0, 1)
    filed_days_ago(0, priority="low")
    everything, low, high = (opened(PAGE, params) for params in ({}, {"priority": "low"}, {"priority": "high"}))
    assert [metrics(at)["Tickets"] for at in (everything, low, high)] == ["3", "1", "2"]
    assert [row["shown"] for row in rows_of(everything, "priority")] != [
        row["shown"] for row in rows_of(high, "priority")
    ]
