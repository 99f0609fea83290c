"""The headline numbers of the dashboard: what their small lines are drawn of."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from pages.dashboard import kpi_tiles
from services.filters.ticket_filter import TicketFilter
from services.stats import Listing, Numbers

NUMBERS = Numbers(
    total=0, open=0, in_progress=0, unresolved=0, avg_per_day=0.0, resolved=30, p50_hours=1.0, p90_hours=2.0,
    suggested=30, chosen=20,
)  # fmt: skip
DAYS = pd.to_datetime(["2026-11-01", "2026-11-02", "2026-11-20"]).as_unit("s")  # then a break of more than a week


def test_the_share_of_seven_days_is_that_of_seven_days() -> None:
    by_day = pd.DataFrame({"day": DAYS, "source": "keywords", "suggested": [10, 10, 10], "chosen": [10, 0, 4]})
    found: Any = SimpleNamespace(now=NUMBERS, previous=None, acceptance=by_day, suggested=None)
    assert list(kpi_tiles._accepted(found).course) == [1.0, 0.5, 0.4]


def test_the_median_of_seven_days_is_that_of_seven_days() -> None:
    course = pd.DataFrame({"key": DAYS, "n": 1, "p50_hours": [1.0, 3.0, 9.0], "p90_hours": [2.0, 4.0, 10.0]})
    board: Any = SimpleNamespace(found=SimpleNamespace(now=NUMBERS, previous=None, by_month=False, course=course))
    assert list(kpi_tiles._half(board, Listing(30, TicketFilter())).course) == [1.0, 2.0, 9.0]


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (100.0, 117.0, "-0.7 days"),  # in days, as the number above it
        (360.0, 100.0, "11 days"),
        (2.0, 1.96, "no change"),  # 0.0 h
        (200.0, 199.0, "no change"),
        (0.5, 0.52, "-1 min"),
    ],
)
def test_a_change_of_a_time_has_the_unit_of_the_time(now: float, before: float, change: str) -> None:
    assert kpi_tiles._change_of_hours(now, before) == change
