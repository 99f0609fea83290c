"""The Dashboard through AppTest, on a real database."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from db import engine as engine_module
from db.engine import transaction
from services import sample
from tests.pages.desk import click, filed, opened, texts

pytestmark = pytest.mark.usefixtures("database")


def metrics(at: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def chart(at: AppTest, number: int) -> dict[str, Any]:
    """The Vega-Lite specification of a chart."""
    specification: dict[str, Any] = json.loads(at.get("vega_lite_chart")[number].proto.spec)
    return specification


def filed_days_ago(*days: int) -> None:
    with transaction() as session:
        for day in days:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority, created_at)"
                    " VALUES ('t', 'd', 'billing', 'high', :at)"
                ),
                {"at": datetime.now(UTC) - timedelta(days=day)},
            )


def test_an_empty_desk_says_what_to_do_and_can_load_a_sample() -> None:
    at = opened("dashboard.py")
    assert "Nothing to count yet" in texts(at)
    assert not at.metric
    click(at, "Load sample tickets")
    assert int(metrics(at)["Tickets"]) > 500
    assert len(at.get("vega_lite_chart")) == 7


def test_the_numbers_are_those_of_the_statistics() -> None:
    filed()
    filed(status="in_progress", priority="low")
    filed(status="closed", category="billing")
    at = opened("dashboard.py")
    assert metrics(at) == {"Tickets": "3", "Open": "1", "Unresolved": "2", "Average per day": "3.0"}


@pytest.mark.parametrize(
    ("params", "total", "sentence"),
    [
        ({"status": "open"}, "1", "**1** open ticket"),
        ({"search": "smokes", "priority": ["high", "low"]}, "2", "**2** tickets, low or high, matching"),
    ],
)
def test_the_filters_are_those_of_tickets(params: dict[str, Any], total: str, sentence: str) -> None:
    filed()
    filed(status="closed")
    filed(priority="critical", status="closed")
    at = opened("dashboard.py", params)
    assert metrics(at)["Tickets"] == total
    assert sentence in texts(at)


def test_a_filter_that_matches_nothing() -> None:
    filed()
    at = opened("dashboard.py", {"priority": "low"})
    assert "Nothing matches" in texts(at)
    click(at, "Drop the priority filter")
    assert metrics(at)["Tickets"] == "1"


@pytest.mark.parametrize("days", [[0], [0, 0, 0], [200], [2000, 0]], ids=["one ticket", "one day", "long ago", "years"])
def test_few_tickets_and_long_times_draw(days: list[int]) -> None:
    filed_days_ago(*days)
    at = opened("dashboard.py")
    assert metrics(at)["Tickets"] == str(len(days))
    assert len(at.get("vega_lite_chart")) == 7


def test_every_priority_and_category_has_its_bar() -> None:
    filed()
    at = opened("dashboard.py")
    assert "Critical 0, High 1, Medium 0, Low 0" in str(at.get("vega_lite_chart")[5].proto)
    assert "Billing 0, Technical 1, Account 0, General 0" in str(at.get("vega_lite_chart")[6].proto)


def test_titles_say_what_stands_out() -> None:
    filed_days_ago(*range(1, 12), *[5] * 30)
    said = texts(opened("dashboard.py"))
    assert "was the busiest day: 31 tickets" in said
    filed(category="technical")
    assert "98% of the tickets are billing" in texts(opened("dashboard.py"))


def test_colours_come_from_the_theme() -> None:
    sample.load_sample()
    at = opened("dashboard.py")
    for number in range(7):
        drawn = {name: part for name, part in chart(at, number).items() if name not in ("data", "datasets", "config")}
        assert "diverging" in json.dumps(drawn)
        assert not re.search(r"#[0-9a-fA-F]{3}", json.dumps(drawn))


def test_without_a_database_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(engine_module, "_open", None)
        at = opened("dashboard.py")
        assert "The database does not answer" in texts(at)
