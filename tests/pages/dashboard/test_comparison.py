"""Compare with other days or with a filter that was put aside: the URL says it, and tiles and charts follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from pages.dashboard.charts.compared import change
from services import reporting
from tests.pages.dashboard.support import filed_days_ago, in_url, menu_data, rows_of
from tests.pages.desk import click, opened, run, texts

GREY = 2  # of Streamlit's colours of a change
pytestmark = pytest.mark.usefixtures("database")


def deltas(at: Any) -> dict[str, str]:
    return {metric.label: metric.delta for metric in at.metric}


def filed() -> None:
    filed_days_ago(0, 1, 2)
    filed_days_ago(3, category="technical", priority="low")
    filed_days_ago(365, 366)


def test_the_same_days_of_last_year() -> None:
    filed()
    at = opened("dashboard/page.py")
    group: Any = next(widget for widget in at.get("button_group") if widget.key == "compare_period")
    group.set_value("Same days last year")
    run(at)
    assert in_url(at) == {"compare": ["year"]}
    assert deltas(at)["Tickets"] == "100%"
    first = reporting.today() - timedelta(days=29)
    assert f"Compared with {first.day} {first:%b} {first.year - 1} to " in texts(at)
    assert [row["other"] for row in rows_of(at, "category")][:2] == [2, 0]
    assert sum(row["created_other"] for row in rows_of(at, "over_time_1")) == 2
    table = menu_data(at, "card_priority")["table"]
    assert table["columns"] == ["Priority", "Tickets", "Share", "Compared with", "Change"]
    assert ["High", 3, "75%", 2, "+1"] in table["rows"]
    click(at, "Stop comparing")
    assert in_url(at) == {}


def test_a_filter_is_put_aside_and_swapped() -> None:
    filed()
    at = opened("dashboard/page.py", {"category": "billing"})
    click(at, "Put this filter aside")
    assert in_url(at) == {"category": ["billing"], "against": ["category=billing"]}
    at.query_params["category"] = "technical"
    run(at)
    assert deltas(at)["Tickets"] == "-67%"
    assert "Compared with billing tickets" in texts(at)
    click(at, "Swap the two")
    assert in_url(at) == {"category": ["billing"], "against": ["category=technical"]}
    assert deltas(at)["Tickets"] == "200%"
    assert {metric.label: metric.proto.color for metric in at.metric}["Unresolved"] == GREY  # neither is the better one


@pytest.mark.parametrize("before", [9, 150], ids=["days", "weeks"])
def test_two_filters_over_all_time_are_compared_in_the_same_days(before: int) -> None:
    filed_days_ago(5, before)
    filed_days_ago(1, 5, category="technical")
    at = opened("dashboard/page.py", {"category": "billing", "against": "category=technical", "period": "all"})
    rows = rows_of(at, "over_time_1")
    both = {}
    for ago in (before, 5, 1):
        day = (reporting.today() - timedelta(days=ago)).isoformat()
        (row,) = (row for row in rows if row["created_after"] <= day <= row["created_before"])
        both[row["created_after"]] = (row["created"], row["created_other"])
    assert {name: sum(row[name] for row in rows) for name in ("created", "created_other")} == {
        "created": 2,
        "created_other": 2,
    }
    if before == 9:
        assert [*both.values()] == [(1, 0), (1, 1), (0, 1)]


@pytest.mark.parametrize(
    "params",
    [
        {"compare": "never"},
        {"compare": "9999-12-31"},
        {"compare": "0001-01-01"},
        {"compare": "year", "period": "all"},
        {"against": "priority=no-such"},
    ],
    ids=str,
)
def test_what_cannot_be_compared_is_passed_over(params: dict[str, str]) -> None:
    filed_days_ago(0)
    at = opened("dashboard/page.py", params)
    assert "Compared with" not in texts(at)
    assert "Stop comparing" not in [button.label for button in at.button]


@pytest.mark.parametrize("params", [{"created_after": "{today}"}, {"period": "all"}, {"category": "account"}], ids=str)
@pytest.mark.parametrize("other", [{"compare": "2026-01-01"}, {"against": ""}, {"against": "search=nothing"}], ids=str)
def test_a_day_all_time_and_nothing_are_compared_too(params: dict[str, str], other: dict[str, str]) -> None:
    filed_days_ago(0, 40)
    given = {name: value.format(today=reporting.today()) for name, value in params.items()}
    opened("dashboard/page.py", given | other)  # without an exception


def test_a_change_has_its_sign() -> None:
    assert [change(3, 1), change(1, 3_000), change(2, 2)] == ["+2", "-2,999", "0"]
