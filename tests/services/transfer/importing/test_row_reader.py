"""What is asked for a row: the fields that it leaves open, and nothing where it names both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC

import pytest

from services.classify.rules import Rules
from services.suggestion import Suggestion
from services.transfer.importing.plan import Plan
from services.transfer.importing.row_reader import STAGED, RowReader


@pytest.mark.parametrize(
    ("category", "priority", "asked"),
    [
        ("billing", "low", []),
        ("", "low", [["category"]]),
        ("billing", "", [["priority"]]),
        ("-", "N/A", [["category", "priority"]]),
    ],
)
def test_only_what_a_row_leaves_open_is_asked(category: str, priority: str, asked: list[list[str]]) -> None:
    heard: list[list[str]] = []

    def suggest(title: str, description: str, fields: Collection[str]) -> Suggestion:
        heard.append(list(fields))
        return Rules({"billing": ["refund^3"], "other": ["x^3"]}).suggest(title, description, fields)

    plan = Plan({"title": 0, "category": 1, "priority": 2})
    reader = RowReader(plan, suggest, {"billing": "billing"}, UTC, "desk-", decide=lambda _said, _open: ())
    row = dict(zip(STAGED, reader.values(2, ["Refund, this is urgent", category, priority]), strict=True))
    assert (heard, row["problem"], row["category"]) == (asked, None, "billing")
    assert row["priority"] == ("low" if priority == "low" else "high")
