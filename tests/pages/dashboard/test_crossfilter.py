"""What a click on a mark or a brush makes of the filter."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from pages.dashboard import crossfilter
from pages.dashboard.crossfilter import filter_after
from pages.widgets.filtering import filter_url
from services.filters.ticket_filter import TicketFilter

pytestmark = pytest.mark.usefixtures("database")

DAY = 24 * 3600 * 1000
NOV_3 = 20_760 * DAY  # 3 November 2026, UTC
HIGH = TicketFilter(priority=("high",))


@pytest.mark.parametrize(
    ("before", "selection", "after"),
    [
        (HIGH, {"pick": [{"category": "billing"}]}, TicketFilter(priority=("high",), category=("billing",))),
        (TicketFilter(priority=("high",), category=("billing",)), {"pick": [{"category": "billing"}]}, HIGH),
        (TicketFilter(category=("billing", "account")), {"pick": [{"category": "billing"}]},
         TicketFilter(category=("billing",))),
        (HIGH, {"pick": [{"category": "billing", "priority": "high"}]},
         TicketFilter(priority=("high",), category=("billing",))),
        (TicketFilter(weekday=(1,), hour=(9,)), {"pick": [{"weekday": 1, "hour": 9}]}, TicketFilter()),
        (TicketFilter(weekday=(1,)), {"pick": [{"weekday": 1, "hour": 9}]}, TicketFilter(weekday=(1,), hour=(9,))),
        (TicketFilter(), {"pick": [{"source": "learned"}]}, TicketFilter(source=("learned",))),
        (TicketFilter(created_after=date(2026, 1, 1)),
         {"pick": [{"status": "open,in_progress", "created_after": None, "created_before": "2026-10-25"}]},
         TicketFilter(status=("open", "in_progress"), created_before=date(2026, 10, 25))),
        (HIGH, {"brush": {"since": [NOV_3 + 1, NOV_3 + 2 * DAY + 5]}},
         TicketFilter(priority=("high",), created_after=date(2026, 11, 3), created_before=date(2026, 11, 5))),
        (TicketFilter(), {"brush": {"since": [NOV_3 + 2 * DAY, NOV_3]}},
         TicketFilter(created_after=date(2026, 11, 3), created_before=date(2026, 11, 4))),
        (TicketFilter(created_after=date(2026, 11, 3), created_before=date(2026, 11, 3)),
         {"brush": {"since": [NOV_3 + 1, NOV_3 + DAY]}},
         TicketFilter(created_after=date(2026, 11, 3), created_before=date(2026, 11, 3))),
        (TicketFilter(), {"brush": {"since": [NOV_3, NOV_3]}},
         TicketFilter(created_after=date(2026, 11, 3), created_before=date(2026, 11, 3))),
    ],
    ids=["sets", "takes away", "one of two", "pair", "cell away", "row to cell", "source", "age", "brush",
         "whole days, from right to left", "all the days there are", "hardly moved"],
)  # fmt: skip
def test_a_selection_makes_a_filter(before: TicketFilter, selection: dict[str, Any], after: TicketFilter) -> None:
    assert filter_after(before, selection) == after


@pytest.mark.parametrize(
    "selection", [{}, {"pick": []}, {"brush": {}}, {"pick": [], "brush": {}}, {"pick": [{"category": "gone"}]}]
)
def test_nothing_selected_changes_nothing(selection: dict[str, Any]) -> None:
    assert filter_after(HIGH, selection) is None


@pytest.mark.parametrize(
    ("selection", "written"),
    [
        ({"pick": [{"category": "billing"}]}, [TicketFilter(priority=("high",), category=("billing",))]),
        ({"pick": []}, []),
    ],
    ids=["a mark", "nothing"],
)
def test_a_selection_is_used_once_and_its_chart_begins_anew(
    selection: dict[str, Any], written: list[TicketFilter], monkeypatch: pytest.MonkeyPatch
) -> None:
    state: dict[str, Any] = {}
    urls: list[TicketFilter] = []
    monkeypatch.setattr(crossfilter, "st", SimpleNamespace(session_state=state))
    monkeypatch.setattr(filter_url, "readable_filter", lambda: HIGH)
    monkeypatch.setattr(filter_url, "write_filter_to_url", urls.append)
    first, other = crossfilter.chart_key("pairs"), crossfilter.chart_key("week")
    for key in (first, first):  # the browser repeats it with the next report
        state[key] = {"selection": selection}
        crossfilter.apply_selection("pairs", key)
        assert urls == written
    second = crossfilter.chart_key("pairs")
    assert second not in (first, other)
    assert crossfilter.chart_key("week") == other
    state[second] = {"selection": selection}
    crossfilter.apply_selection("pairs", second)
    assert urls == written * 2
