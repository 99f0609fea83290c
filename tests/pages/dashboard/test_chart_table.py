"""The table of a chart: what the browser is told of it, and that a row lists as many tickets as it says."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from pages.dashboard.chart_table import ChartTable
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from tests.pages.dashboard.support import filed_days_ago, menu_data
from tests.pages.desk import opened


def test_a_row_has_what_it_says_and_what_it_stands_for() -> None:
    frame = pd.DataFrame({"key": ["a", "b"], "name": ["A", "B"], "n": [3, 0], "after": [None, "2026-11-01"]})
    current = TicketFilter(category=("a", "b"), assignee=("Doe, Jane",))
    table = ChartTable(frame, {"Name": "name", "Tickets": "n"}, ("key", "after"), current, current)
    assert table.as_data() == {
        "columns": ["Name", "Tickets"],
        "rows": [["A", 3], ["B", 0]],
        "fields": ["key", "after"],
        "chosen": {"category": ["a", "b"], "assignee": ["Doe, Jane"]},
        "picks": [["a", None], ["b", "2026-11-01"]],
        "tickets": {"category": ["a", "b"], "assignee": ["Doe, Jane"]},
        "listed": 1,
    }
    assert ChartTable.of(frame[["n"]].rename(columns={"n": "in_all"})).as_data()["columns"] == ["In all"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("params", [{}, {"priority": "high"}, {"category": "billing", "period": "all"}], ids=str)
def test_every_row_of_every_table_lists_as_many_tickets_as_it_says(params: dict[str, Any]) -> None:
    filed_days_ago(0, 1, 8, 40)
    filed_days_ago(2, 3, category="technical", priority="low")
    at = opened("dashboard/page.py", params)
    for card in ("over_time", "ages", "priority", "category", "pairs", "week"):
        table = menu_data(at, f"card_{card}")["table"]
        listed = [counting.count(TicketFilter.from_params(_params(table, row)))[0] for row in range(len(table["rows"]))]
        assert listed == [row[table["listed"]] for row in table["rows"]], card
        assert sum(listed) > 0


def _params(table: dict[str, Any], row: int) -> dict[str, Any]:
    """The address as the browser makes it (numbers_table.js)."""
    own = dict(zip(table["fields"], table["picks"][row], strict=True))
    kept = {name: values for name, values in table["tickets"].items() if name not in own}
    return kept | {name: [str(value)] for name, value in own.items() if value is not None}
