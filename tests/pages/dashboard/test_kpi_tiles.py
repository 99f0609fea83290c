"""The headline numbers of the dashboard: what their small lines are drawn of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from pages.dashboard import kpi_tiles, kpis
from pages.dashboard.comparison import Comparison
from services.filters.ticket_filter import TicketFilter
from services.stats import Drilldown, Numbers, changes

NUMBERS = Numbers(
    total=0, open=0, in_progress=0, unresolved=0, avg_per_day=0.0, resolved=30, p50_hours=1.0, p90_hours=2.0,
    suggested=30, chosen=20,
)  # fmt: skip
DAYS = pd.to_datetime(["2026-11-01", "2026-11-02", "2026-11-20"]).as_unit("s")  # then a break of more than a week


def test_the_share_of_seven_days_is_that_of_seven_days() -> None:
    by_day = pd.DataFrame({"day": DAYS, "source": "keywords", "suggested": [30, 30, 30], "chosen": [30, 0, 12]})
    found: Any = SimpleNamespace(now=NUMBERS, previous=None, acceptance=by_day, suggested=None)
    assert list(kpis._acceptance(found).series) == [1.0, 0.5, 0.4]


def test_the_median_of_seven_days_is_that_of_seven_days() -> None:
    course = pd.DataFrame({"key": DAYS, "n": 1, "p50_hours": [1.0, 3.0, 9.0], "p90_hours": [2.0, 4.0, 10.0]})
    board: Any = SimpleNamespace(
        overview=SimpleNamespace(now=NUMBERS, previous=None, by_month=False, resolution_trend=course)
    )
    assert list(kpis._median(board, Drilldown(30, TicketFilter())).series) == [1.0, 2.0, 9.0]


FEWER, MORE = {"total": 90, "unresolved": 7, "avg_per_day": 2.5}, {"total": 110, "unresolved": 9, "avg_per_day": 3.5}
SAME = {"total": 100, "unresolved": 8, "avg_per_day": 3.0}
SLOW, FAST = (
    {"p50_hours": 3.0, "p90_hours": 9.0, "resolved": 900},
    {"p50_hours": 1.0, "p90_hours": 3.0, "resolved": 900},
)


@pytest.mark.parametrize(
    ("tile", "now", "before", "change", "colour"),
    [
        # More or fewer tickets are neither good nor bad; a backlog is good when it falls, whoever resolved it since.
        ("_tickets", MORE, SAME, "10%", "off"),
        ("_tickets", FEWER, SAME, "-10%", "off"),
        ("_tickets", SAME, SAME, "no change", "off"),
        ("_tickets", MORE, {"total": 0}, None, "off"),
        ("_unresolved", {"unresolved": 0}, SAME, "42", "inverse"),
        ("_unresolved", {"unresolved": 0}, {"unresolved": 900}, "-850", "off"),  # days that say something else
        ("_unresolved", {"unresolved": 0}, {"unresolved": 50}, "no change", "off"),
        ("_average", MORE, SAME, "0.5", "off"),
        ("_average", FEWER, SAME, "-0.5", "off"),
        ("_average", {"avg_per_day": 3.04}, SAME, "no change", "off"),
        ("_average", MORE, {"total": 0}, None, "off"),
        ("_half", SLOW, FAST, "2.0 h", "inverse"),
        ("_half", FAST, SLOW, "-2.0 h", "inverse"),
        ("_half", FAST | {"resolved": 29}, SLOW, "-2.0 h", "off"),  # too few
        ("_half", SLOW, SLOW, "no change", "off"),
        ("_half", {"p50_hours": None}, {"p50_hours": 3.0}, None, "off"),
        ("_half", {"p50_hours": 3.0}, {"p50_hours": None}, None, "off"),
        ("_most", SLOW, FAST, "6.0 h", "inverse"),
        ("_most", SLOW | {"p90_hours": 9.5}, SLOW, "0.5 h", "off"),  # noise
        ("_accepted", {"suggested": 100, "chosen": 80}, {"suggested": 100, "chosen": 50}, "30 points", "normal"),
        ("_accepted", {"suggested": 100, "chosen": 50}, {"suggested": 100, "chosen": 80}, "-30 points", "normal"),
        ("_accepted", {"suggested": 100, "chosen": 51}, {"suggested": 100, "chosen": 50}, "1 point", "off"),
        ("_accepted", {"suggested": 100, "chosen": 50}, {"suggested": 200, "chosen": 100}, "no change", "off"),
        ("_accepted", {"suggested": 29, "chosen": 29}, {"suggested": 200, "chosen": 10}, None, "off"),
        ("_accepted", {"suggested": 0, "chosen": 0}, {"suggested": 200, "chosen": 100}, None, "off"),
        ("_accepted", {"suggested": 200, "chosen": 100}, {"suggested": 0, "chosen": 0}, None, "off"),
    ],
)  # fmt: skip
def test_a_change_has_the_sign_of_what_it_is_and_a_colour_where_that_is_certain(
    tile: str, now: dict[str, Any], before: dict[str, Any], change: str | None, colour: str
) -> None:
    """What compares with the backlog before is that of the period's end."""
    made = _made(tile, replace(NUMBERS, **now), replace(NUMBERS, **before))
    assert (made.change, kpi_tiles._colour(made)) == (change, colour)
    assert _made(tile, replace(NUMBERS, **now), None).change is None


@pytest.mark.parametrize(("suggested", "chosen", "value"), [(0, 0, "–"), (1, 0, "0 of 1"), (30, 27, "90%")])
def test_a_share_of_a_few_is_no_percentage(suggested: int, chosen: int, value: str) -> None:
    made = _made("_accepted", replace(NUMBERS, suggested=suggested, chosen=chosen), None)
    assert made.value == value


def _made(tile: str, now: Numbers, before: Numbers | None) -> kpis.Tile:
    every = pd.date_range("2026-11-01", "2026-11-20", unit="s")
    days = pd.DataFrame({"day": every, "created": 3, "resolved": 1, "reopened": 0})
    days["unresolved"] = 10 + 2 * (days.index + 1)
    course = pd.DataFrame({"key": DAYS, "n": 1, "p50_hours": [1.0, 3.0, 9.0], "p90_hours": [2.0, 4.0, 10.0]})
    accepted = pd.DataFrame({"day": DAYS, "source": "keywords", "suggested": [10, 10, 10], "chosen": [10, 0, 4]})
    found: Any = SimpleNamespace(
        now=now,
        previous=before,
        days=days,
        resolution_trend=course,
        by_month=False,
        acceptance=accepted,
        suggested=None,
    )
    listing = Drilldown(30, TicketFilter())
    board: Any = SimpleNamespace(overview=found, comparison=Comparison())
    makers: dict[str, Callable[[], kpis.Tile]] = {
        "_half": lambda: kpis._median(board, listing),
        "_most": lambda: kpis._p90(board, listing),
        "_accepted": lambda: kpis._acceptance(found),
        "_tickets": lambda: kpis._tickets(found, listing),
        "_unresolved": lambda: kpis._unresolved(board, listing),
        "_average": lambda: kpis._average(found, listing),
    }
    return makers[tile]()


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (100.0, 117.0, "-0.7 days"),  # in days, as the number above it
        (360.0, 100.0, "11 days"),
        (2.0, 1.96, "no change"),  # 0.0 h
        (200.0, 199.0, "no change"),
        (2.0, 2.04, "no change"),
        (30.31, 30.0, "0.3 h"),
        (30.29, 30.0, "no change"),  # less than a hundredth
        (0.5, 0.52, "-1 min"),
    ],
)
def test_a_change_of_a_time_has_the_unit_of_the_time(now: float, before: float, change: str) -> None:
    assert changes.change_of_hours(now, before) == change
