"""Notes on days on the Dashboard: added, changed and removed in a popover, seen in charts and tables."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pandas as pd
import pytest

from pages.dashboard.board import Board
from pages.widgets.chips import esc
from services import day_notes, reporting
from services.access.asking import Asker
from services.day_notes import NewDayNote
from services.filters.ticket_filter import TicketFilter
from services.stats import ImportOfDay
from tests.pages.dashboard.support import charts, filed_days_ago, menu_data, rows_of
from tests.pages.dashboard.test_insights import NUMBERS, period
from tests.pages.desk import click, opened, run, texts

pytestmark = pytest.mark.usefixtures("database")

HOSTILE = "<b>4.2</b> [x](http://example.org) :material/home:"


def written() -> list[tuple[str, bool]]:
    return [(note.text, note.left_out) for note in day_notes.list_notes().notes]


def field(at: Any, kind: str, key: str) -> Any:
    return next(widget for widget in at.get(kind) if widget.key == key)


def test_a_note_is_added_changed_removed_and_restored() -> None:
    filed_days_ago(0, 1, 2)
    at = opened("dashboard/page.py")
    assert "No note in this period." in texts(at)
    field(at, "text_input", "note_text").set_value("Release 4.2")
    field(at, "checkbox", "note_left_out").check()
    click(at, "Add note")
    assert written() == [("Release 4.2", True)]
    (note,) = day_notes.list_notes().notes
    field(at, "selectbox", "note_chosen").set_value(note.id)
    run(at)
    field(at, "text_input", "note_text").set_value("Release 4.3")
    click(at, "Save note")
    assert written() == [("Release 4.3", True)]
    assert field(at, "text_input", "note_text").value == ""
    field(at, "selectbox", "note_chosen").set_value(note.id)
    run(at)
    click(at, "Remove note")
    assert written() == []
    click(at, "Undo")
    assert written() == [("Release 4.3", True)]


def test_what_cannot_be_saved_stays_in_the_fields() -> None:
    filed_days_ago(0, 1)
    made = day_notes.add(NewDayNote(day=reporting.today(), text="Release"))
    at = opened("dashboard/page.py")
    click(at, "Add note")
    assert any("The note is empty" in toast.value for toast in at.toast)
    field(at, "selectbox", "note_chosen").set_value(made.id)
    run(at)
    day_notes.change(made.id, NewDayNote(day=reporting.today(), text="Theirs"))
    field(at, "text_input", "note_text").set_value("Mine")
    click(at, "Save note")
    assert any("Someone else changed this note" in toast.value for toast in at.toast)
    assert field(at, "text_input", "note_text").value == "Mine"
    assert written() == [("Theirs", False)]


def test_notes_are_in_charts_and_tables_of_their_days_and_not_of_others() -> None:
    filed_days_ago(0, 1, 2)
    today = reporting.today()
    for days, words in ((1, HOSTILE), (40, "Before the period")):
        day_notes.add(NewDayNote(day=today - timedelta(days=days), text=words))
    at = opened("dashboard/page.py", {"compare": (today - timedelta(days=60)).isoformat()})
    headings = [row["heading"] for row in rows_of(at, "over_time_1")]
    assert [heading.split(" · ", 1)[1] for heading in headings if " · " in heading] == [HOSTILE]
    assert sum("notes" in [part.name for part in drawn.datasets] for drawn in charts(at)) == 2  # backlog and flow
    table = menu_data(at, "card_over_time")["table"]
    place = table["columns"].index("Notes")
    assert [row[place] for row in table["rows"] if row[place]] == [HOSTILE]
    assert "Before the period" not in texts(at)
    assert f"** {esc(HOSTILE)} " in texts(at)
    assert HOSTILE not in texts(at)


def test_a_viewer_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    filed_days_ago(0, 1)
    day_notes.add(NewDayNote(day=reporting.today(), text="Release", author="Mei"))
    monkeypatch.setattr("services.access.asking._of_process", [Asker("Ada", "viewer")])
    at = opened("dashboard/page.py")
    assert "Release :gray[:small[Mei.]]" in texts(at)
    assert not [button for button in at.button if "note" in button.label.lower()]


def test_a_single_day_says_its_notes_below_the_title() -> None:
    filed_days_ago(0)
    today = reporting.today().isoformat()
    day_notes.add(NewDayNote(day=reporting.today(), text="Snow"))
    at = opened("dashboard/page.py", {"created_after": today, "created_before": today})
    assert ". Snow." in texts(at)


def test_an_import_is_marked_as_a_note() -> None:
    imported = (ImportOfDay(date(2026, 11, 14), "old.csv", 1_200),)
    notes = Board(TicketFilter(), period(NUMBERS, None), reporting.today(), "UTC", imported).notes()
    assert notes[["text", "slot"]].to_numpy().tolist() == [["Import of 1,200 tickets: old.csv", "accent"]]
    assert notes["day"].tolist() == [pd.Timestamp("2026-11-14")]
