"""Columns whose name says one thing and whose cells another."""

from __future__ import annotations

import pytest

from services.transfer.importing.plan import normalise_word
from services.transfer.importing.usable_columns import is_usable


@pytest.mark.parametrize(
    ("field", "name", "cells", "usable"),
    [
        ("resolved_at", "Resolution time (hours)", "12.5|3|0", False),
        ("resolved_at", "Time to resolve", "02:15|101:00:05", False),
        ("resolved_at", "Resolution time", "2d 4h|3 days 04:00:00|15 min", False),
        ("resolved_at", "Resolved", "2026-03-04|", True),
        ("resolved_at", "Resolved", "3 h|2026-03-04", True),  # one that can be read will do
        ("resolved_at", "Closed", "yes|no|", False),
        ("resolved_at", "Closed", "1|0", False),
        ("created_at", "Created", "46085|46086.5", True),  # serials of a spreadsheet
        ("created_at", "Created", "1772629500", True),
        ("created_at", "Time", "14:05", False),
        ("created_at", "created_at", "14:05", True),  # our own name: its rows are rejected, not dated today
        ("description", "Comments", "3|0|12", False),
        ("description", "Comments", "3|Called twice", True),
        ("description", "Notes", "yes|no", False),
        ("title", "Issue", "1001|1002", False),
        ("title", "Betreff", "1001", True),
        ("assignee", "Assigned", "yes|no", False),
        ("assignee", "Agent", "Ann|no", True),
        ("assignee", "Agent", "x|y", True),
        ("requester", "Customer", "", False),
        ("status", "Status", "1|2", True),
        ("external_id", "Incident", "The printer is broken|It burns again", False),
        ("external_id", "Incident", "INC 0012|1 234 567", True),
    ],
)
def test_a_column(field: str, name: str, cells: str, usable: bool) -> None:
    samples = cells.split("|")
    words = {normalise_word(cell): (cell, 1) for cell in samples if cell}
    assert is_usable(field, name, words, samples) is usable


def test_a_column_of_many_different_words_is_judged_by_the_first() -> None:
    assert not is_usable("resolved_at", "Resolution time", None, ["12.5", "13.25"])
    assert is_usable("resolved_at", "Resolution time", None, ["2026-03-04"])
    assert is_usable("requester", "Customer", None, ["Ann"])
    assert is_usable("description", "Text", {}, [])  # long texts are not counted
