"""Tickets imported without dates on the Dashboard, through AppTest on a real database: left out, or counted."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.transfer.importing import loading
from services.transfer.importing.plan import ASIDE, TODAY, plan_by_name
from services.transfer.importing.tables.csv_rows import CsvRows
from tests.pages.dashboard.support import filed_days_ago, links, metrics, parsed, rows_of
from tests.pages.desk import click, opened, texts

pytestmark = pytest.mark.usefixtures("database")


def imported(undated: str) -> None:
    """40 tickets from a file without dates, half of them closed."""
    file = CsvRows(io.BytesIO(b"title,category,status\n" + b"a,account,open\na,account,closed\n" * 20))
    loading.import_rows(file, replace(plan_by_name(file.header), undated=undated), actor="local", name="a.csv")


def test_they_are_in_no_tile_and_no_chart_until_somebody_counts_them() -> None:
    filed_days_ago(0, 1, 3)
    imported(ASIDE)
    at = opened("dashboard/page.py")
    shown = metrics(at)
    assert (shown["Tickets"], shown["Unresolved"], shown["Half resolved within"]) == ("3", "3", "–")
    assert sum(row["tickets"] for row in rows_of(at, "category")) == 3
    assert "40 tickets that were imported without dates are left out." in texts(at)
    listed = parsed(links(at)["View tickets"])
    assert counting.count(TicketFilter.from_query(listed)) == (3, True)
    click(at, "Count them")
    assert metrics(at)["Tickets"] == "43"
    assert "40 tickets that were imported without dates count on the day that the import gave them." in texts(at)
    click(at, "Leave them out")
    assert metrics(at)["Tickets"] == "3"


def test_where_there_are_no_others_they_count_and_the_page_says_what_their_days_are() -> None:
    imported(ASIDE)
    at = opened("dashboard/page.py")
    assert metrics(at)["Tickets"] == "40"
    assert "All 40 tickets were imported without dates: days and times are those of the import." in texts(at)


def test_the_previous_period_is_compared_without_them() -> None:
    filed_days_ago(40)
    imported(ASIDE)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    at = opened("dashboard/page.py", {"created_after": f"{tomorrow}", "created_before": f"{tomorrow}"})
    assert "40 tickets that were imported without dates are left out." in texts(at)


def test_a_day_that_somebody_chose_for_them_is_made_up_too_and_those_counted_today_are_not_left_out() -> None:
    filed_days_ago(0)
    imported(f"{datetime.now(UTC).date() - timedelta(days=2)}")
    imported(TODAY)
    at = opened("dashboard/page.py")
    assert metrics(at)["Tickets"] == "41"
    assert "40 tickets that were imported without dates are left out." in texts(at)
