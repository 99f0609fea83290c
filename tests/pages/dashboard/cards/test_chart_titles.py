"""Titles say what stands out, and nothing where nothing does."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.dashboard.cards import chart_titles
from pages.widgets.formatting import DurationUnit
from services.stats.significance import Times


def days(per_day: int, *, weeks: int = 5, last: int = 0) -> pd.DataFrame:
    """Days on each of which the backlog grows by ``per_day``, and on the last one by so many more."""
    dates = pd.date_range("2026-10-01", periods=7 * weeks)
    frame = pd.DataFrame({"day": dates, "created": 10 + per_day, "resolved": 10, "reopened": 0})
    frame["created"] += [0] * (len(frame) - 1) + [last]
    return frame.assign(unresolved=100 + (frame["created"] - frame["resolved"]).cumsum())


@pytest.mark.parametrize(
    ("frame", "before", "title"),
    [
        (days(3), 100, "Backlog grew by 105 to 205 in 35 days"),
        (days(-2), 100, "Backlog shrank by 70 to 30 in 35 days"),
        (days(3), 0, "Backlog grew to 205 in 35 days"),
        (days(3, weeks=60), 100, "Backlog grew by 1,260 to 1,360 since 1 Oct 2026"),
        (days(3, weeks=3), 100, "Created and resolved"),  # too few weeks
        (days(0, last=500), 100, "Created and resolved"),  # one incident
        (days(0), 100, "Created and resolved"),
    ],
)
def test_backlog(frame: pd.DataFrame, before: int, title: str) -> None:
    assert chart_titles.backlog_title(before, frame) == title


@pytest.mark.parametrize(
    ("counts", "chosen", "title"),
    [
        ({"ant": 30, "bee": 25, "cat": 24, "dog": 1}, (), "69% of tickets are Ant or Bee kind"),
        ({"ant": 25, "bee": 25, "cat": 25, "dog": 25}, (), "Tickets by kind"),
        ({"ant": 90, "bee": 10}, (), "90% of tickets are Ant kind"),
        ({"ant": 999, "bee": 1}, (), "99% of tickets are Ant kind"),
        ({"ant": 30, "bee": 0}, (), "All 30 tickets are Ant kind"),
        ({"ant": 29, "bee": 0}, (), "Tickets by kind"),
        ({"ant": 3, "bee": 9}, ("ant",), "Ant: 3 of 12 tickets (25%)"),
        ({"ant": 0, "bee": 0}, ("ant",), "Tickets by kind"),
        ({"x*y": 30}, (), "All 30 tickets are X\\*y kind"),
        ({"high": 30}, (), "All 30 tickets are high kind"),
    ],
)
def test_parts(counts: dict[str, int], chosen: tuple[str, ...], title: str) -> None:
    frame = pd.DataFrame({"key": counts.keys(), "n": counts.values()})
    assert chart_titles.breakdown_title(frame, "kind", label=str.capitalize, chosen=chosen) == title


def test_categories() -> None:
    frame = pd.DataFrame({"key": ["billing", "account"], "n": [60, 40]})
    assert (
        chart_titles.breakdown_title(frame, "category", label=str.capitalize, chosen=())
        == "60% of tickets are in Billing"
    )


@pytest.mark.parametrize(
    ("oldest", "rest", "title"),
    [
        (0, 0, "Age of unresolved tickets"),
        (0, 29, "Age of unresolved tickets"),
        (0, 30, "No unresolved ticket is 4 weeks old or older"),
        (4, 36, "4 of 40 unresolved tickets are 4 weeks old or older"),
        (19, 13_748, "Age of unresolved tickets"),
        (30, 0, "All 30 unresolved tickets are 4 weeks old or older"),
    ],
)
def test_ages(oldest: int, rest: int, title: str) -> None:
    frame = pd.DataFrame({"age": ["today", "4 weeks or more"], "n": [rest, oldest]})
    assert chart_titles.age_title(frame) == title


@pytest.mark.parametrize(
    ("most", "days", "title"),
    [
        (15, 35, "Tuesday 9:00–10:00 gets 11 times the average hour"),
        (60, 35, "Tickets by weekday and hour"),  # all on one day
        (15, 27, "Tickets by weekday and hour"),  # three weeks
    ],
)
def test_the_rush(most: int, days: int, title: str) -> None:
    hours = [(day, hour, 5, 1) for day in range(1, 8) for hour in range(24)]
    frame = pd.DataFrame(hours, columns=["weekday", "hour", "n", "most"])
    frame.loc[24 + 9, ["n", "most"]] = 60, most
    assert chart_titles.weekday_hour_title(frame, days) == title


def weekly(account: list[int], *, billing: int = 5) -> pd.DataFrame:
    """Weeks of 25 billing tickets, so many of them urgent, and 20 account tickets, each week with its own number."""
    rows = []
    for week, urgent in enumerate(account):
        rows += [(week, "billing", "low", 25 - billing), (week, "billing", "high", billing)]
        rows += [(week, "account", "low", 20 - urgent), (week, "account", "critical", urgent)]
    return pd.DataFrame(rows, columns=["week", "category", "priority", "n"])


@pytest.mark.parametrize(
    ("weeks", "title"),
    [
        (weekly([15] * 4), "75% of account tickets are high or critical, 44% overall"),
        (weekly([15] * 3), "Tickets by category and priority"),  # three weeks
        (weekly([0, 0, 0, 20, 20]), "Tickets by category and priority"),  # two weeks of five
        (weekly([5] * 4), "Tickets by category and priority"),
        (weekly([0], billing=0), "Tickets by category and priority"),
    ],
)
def test_urgent_categories(weeks: pd.DataFrame, title: str) -> None:
    pairs = weeks.groupby(["category", "priority"], sort=False)["n"].sum().reset_index()
    assert chart_titles.heatmap_title(pairs, weeks, label=str.capitalize) == title


SLOW = [(week, key, 30, hours) for week in range(5) for key, hours in (("billing", 4.0), ("account", 9.2))]


@pytest.mark.parametrize(
    ("slow", "n", "weeks", "title"),
    [
        (9.2, 150, SLOW, "Account takes longest to resolve: median 9.2 h"),
        (4.1, 150, SLOW, "Time to resolution by category"),
        (90.0, 29, SLOW, "Time to resolution by category"),
        (9.2, 150, SLOW[:6], "Time to resolution by category"),  # three weeks
        (9.2, 150, [(week, key, 4, hours) for week, key, _, hours in SLOW], "Time to resolution by category"),
        (9.2, 150, [(week, "billing", 30, 99.0) for week in range(5)] + SLOW[1::2], "Time to resolution by category"),
    ],
)
def test_durations(slow: float, n: int, weeks: list[tuple[int, str, int, float]], title: str) -> None:
    frame = pd.DataFrame(
        {"key": ["billing", "account"], "n": [150, n], "p50_hours": [4.0, slow], "p90_hours": [20, 40]}
    )
    by_week = pd.DataFrame(weeks, columns=["week", "key", "n", "p50_hours"])
    unit, everything = DurationUnit.of(40), Times(300, 4.0, 20.0)
    assert chart_titles.resolution_title(frame, by_week, everything, label=str.capitalize, unit=unit) == title


@pytest.mark.parametrize(
    ("suggested", "chosen", "title"),
    [
        (100, 91, "92% of 109 suggestions were accepted"),
        (1, 0, "Suggestions accepted"),
        (20, 5, "Suggestions accepted"),
    ],
)
def test_acceptance(suggested: int, chosen: int, title: str) -> None:
    frame = pd.DataFrame({"source": ["gemini", "keywords"], "suggested": [suggested, 9], "chosen": [chosen, 9]})
    assert chart_titles.acceptance_title(frame) == title
