"""How a number and its change are put into words, and when a change is good or bad."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from services.filters.ticket_filter import TicketFilter
from services.reports.figures import Figure, figures
from services.stats import Drilldown, Numbers, Overview
from services.stats.targets.target_numbers import Targets
from services.stats.targets.targets import TargetCounts, TargetOverview

NOTE = "3 breached now, 10,000+ at risk"
NOW = Numbers(
    total=300, open=5, in_progress=5, unresolved=10, avg_per_day=10.0, resolved=200, p50_hours=6.4, p90_hours=41.0,
    suggested=0, chosen=0,
)  # fmt: skip


def overview(now: Numbers, previous: Numbers | None) -> Overview:
    nothing = pd.DataFrame()
    days = pd.DataFrame({"day": pd.date_range("2026-11-23", periods=7), "created": 40, "resolved": 20, "reopened": 0})
    days["unresolved"] = range(20, 160, 20)
    first, last = days["day"].iloc[0].date(), days["day"].iloc[-1].date()
    return Overview(
        first, last, None, now, previous, days, nothing, nothing, nothing, nothing, nothing, nothing, nothing, nothing,
        nothing, nothing, False, None, None, None,
    )  # fmt: skip


def targets(kept: int, breached: int, previous: tuple[int, int] | None) -> Targets:
    before = None if previous is None else TargetCounts(*previous)
    counts = TargetOverview(TargetCounts(kept, breached), before, pd.DataFrame(), pd.DataFrame())
    now = Drilldown(3, TicketFilter())
    return Targets(counts, now, Drilldown(10_000, TicketFilter(), exact=False), now, now)


def test_five_numbers_against_the_period_before() -> None:
    before = replace(NOW, total=200, resolved=250, unresolved=10, p50_hours=12.8, p90_hours=300.0)
    assert figures(overview(NOW, before), None) == (
        Figure("Created", "300", "200", "+50%"),
        Figure("Resolved", "200", "250", "−20%"),
        Figure("Unresolved at the end", "140", "10", "+130", "bad"),
        Figure("Half resolved within", "6.4 h", "13 h", "−6.4 h", "good"),
        Figure("90% resolved within", "41 h", "12 days", "−11 days", "good"),
    )


@pytest.mark.parametrize(
    ("kept", "breached", "previous", "expected"),
    [
        (
            95,
            5,
            (60, 40),
            Figure("Targets kept", "95%", "60%", "+35 points", "good", NOTE),
        ),
        (60, 40, (61, 39), Figure("Targets kept", "60%", "61%", "−1 point", "", NOTE)),
        (2, 1, (95, 5), Figure("Targets kept", "2 of 3", "95%", note=NOTE)),
        (0, 0, None, Figure("Targets kept", "–", note=NOTE)),
    ],
)
def test_targets_are_the_fifth(kept: int, breached: int, previous: tuple[int, int] | None, expected: Figure) -> None:
    assert figures(overview(NOW, NOW), targets(kept, breached, previous))[-1] == expected


def test_nothing_to_compare_with() -> None:
    assert [(one.before, one.change, one.tone) for one in figures(overview(NOW, None), None)] == [("", "", "")] * 5
    none = replace(NOW, total=0, resolved=0, p50_hours=None, p90_hours=None)
    assert [(one.value, one.before, one.change) for one in figures(overview(NOW, none), None)][3] == ("6.4 h", "–", "")
    assert [(one.value, one.before, one.change) for one in figures(overview(none, NOW), None)][3] == ("–", "6.4 h", "")
