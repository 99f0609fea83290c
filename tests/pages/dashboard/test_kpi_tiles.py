"""The headline numbers of the dashboard: what their small lines are drawn of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from pages.dashboard import kpi_tiles
from pages.widgets.charts.theme import MUTED
from services.filters.ticket_filter import TicketFilter
from services.stats import Drilldown, Numbers

NUMBERS = Numbers(
    total=0, open=0, in_progress=0, unresolved=0, avg_per_day=0.0, resolved=30, p50_hours=1.0, p90_hours=2.0,
    suggested=30, chosen=20,
)  # fmt: skip
DAYS = pd.to_datetime(["2026-11-01", "2026-11-02", "2026-11-20"]).as_unit("s")  # then a break of more than a week


def test_the_share_of_seven_days_is_that_of_seven_days() -> None:
    by_day = pd.DataFrame({"day": DAYS, "source": "keywords", "suggested": [10, 10, 10], "chosen": [10, 0, 4]})
    found: Any = SimpleNamespace(now=NUMBERS, previous=None, acceptance=by_day, suggested=None)
    assert list(kpi_tiles._acceptance(found).series) == [1.0, 0.5, 0.4]


def test_the_median_of_seven_days_is_that_of_seven_days() -> None:
    course = pd.DataFrame({"key": DAYS, "n": 1, "p50_hours": [1.0, 3.0, 9.0], "p90_hours": [2.0, 4.0, 10.0]})
    board: Any = SimpleNamespace(
        overview=SimpleNamespace(now=NUMBERS, previous=None, by_month=False, resolution_trend=course)
    )
    assert list(kpi_tiles._median(board, Drilldown(30, TicketFilter())).series) == [1.0, 2.0, 9.0]


FEWER, MORE = {"total": 90, "unresolved": 7, "avg_per_day": 2.5}, {"total": 110, "unresolved": 9, "avg_per_day": 3.5}
SAME = {"total": 100, "unresolved": 8, "avg_per_day": 3.0}


@pytest.mark.parametrize(
    ("tile", "now", "before", "change", "colour"),
    [
        # More or fewer tickets are neither good nor bad; a backlog is good when it falls, whoever resolved it since.
        ("_tickets", MORE, SAME, "10%", MUTED),
        ("_tickets", FEWER, SAME, "-10%", MUTED),
        ("_tickets", SAME, SAME, "no change", MUTED),
        ("_tickets", MORE, {"total": 0}, None, MUTED),
        ("_unresolved", {"unresolved": 0}, FEWER, "1", "critical"),
        ("_unresolved", {"unresolved": 99}, MORE, "-1", "resolved"),
        ("_unresolved", {"unresolved": 0}, SAME, "no change", MUTED),
        ("_average", MORE, SAME, "0.5", MUTED),
        ("_average", FEWER, SAME, "-0.5", MUTED),
        ("_average", {"avg_per_day": 3.04}, SAME, "no change", MUTED),
        ("_average", MORE, {"total": 0}, None, MUTED),
        ("_half", {"p50_hours": 2.0}, {"p50_hours": 1.0}, "1.0 h", "critical"),
        ("_half", {"p50_hours": 1.0}, {"p50_hours": 3.0}, "-2.0 h", "resolved"),
        ("_half", {"p50_hours": 3.0}, {"p50_hours": 3.0}, "no change", MUTED),
        ("_half", {"p50_hours": None}, {"p50_hours": 3.0}, None, MUTED),
        ("_half", {"p50_hours": 3.0}, {"p50_hours": None}, None, MUTED),
        ("_most", {"p90_hours": 9.0, "p50_hours": 1.0}, {"p90_hours": 8.0, "p50_hours": 2.0}, "1.0 h", "critical"),
        ("_most", {"p90_hours": 8.0, "p50_hours": 2.0}, {"p90_hours": 9.0, "p50_hours": 1.0}, "-1.0 h", "resolved"),
        ("_accepted", {"suggested": 10, "chosen": 6}, {"suggested": 10, "chosen": 5}, "10 points", "resolved"),
        ("_accepted", {"suggested": 10, "chosen": 5}, {"suggested": 10, "chosen": 6}, "-10 points", "critical"),
        ("_accepted", {"suggested": 100, "chosen": 51}, {"suggested": 10, "chosen": 5}, "1 point", "resolved"),
        ("_accepted", {"suggested": 10, "chosen": 5}, {"suggested": 20, "chosen": 10}, "no change", MUTED),
        ("_accepted", {"suggested": 0, "chosen": 0}, {"suggested": 20, "chosen": 10}, None, MUTED),
        ("_accepted", {"suggested": 20, "chosen": 10}, {"suggested": 0, "chosen": 0}, None, MUTED),
    ],
)  # fmt: skip
def test_a_change_has_the_sign_and_the_colour_of_what_it_means(
    tile: str, now: dict[str, Any], before: dict[str, Any], change: str | None, colour: str
) -> None:
    """Its course has the colour of its change; what compares with the backlog before is that of the period's end."""
    made = _made(tile, replace(NUMBERS, **now), replace(NUMBERS, **before))
    assert (made.change, kpi_tiles._slot(made)) == (change, colour)
    assert _made(tile, replace(NUMBERS, **now), None).change is None


def _made(tile: str, now: Numbers, before: Numbers | None) -> kpi_tiles.Tile:
    days = pd.DataFrame({"day": DAYS, "created": [10, 0, 4], "unresolved": [4, 6, 8]})
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
    board: Any = SimpleNamespace(overview=found)
    makers: dict[str, Callable[[], kpi_tiles.Tile]] = {
        "_half": lambda: kpi_tiles._median(board, listing),
        "_most": lambda: kpi_tiles._p90(board, listing),
        "_accepted": lambda: kpi_tiles._acceptance(found),
        "_tickets": lambda: kpi_tiles._tickets(found, listing),
        "_unresolved": lambda: kpi_tiles._unresolved(found, listing),
        "_average": lambda: kpi_tiles._average(found, listing),
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
    assert kpi_tiles._change_of_hours(now, before) == change
