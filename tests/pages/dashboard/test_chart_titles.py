"""Titles say what stands out, and nothing where nothing does."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from pages.dashboard import chart_titles

FIRST = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("before", "now", "days", "title"),
    [
        (184, 221, 30, "Backlog grew by 37 to 221 in 30 days"),
        (184, 150, 1, "Backlog shrank by 34 to 150 in a day"),
        (184, 186, 30, "Created and resolved"),
        (0, 1, 30, "Created and resolved"),
        (0, 600, 600, "Backlog grew to 600 since 1 Jan 2025"),
        (9_000, 9_100, 7, "Created and resolved"),
    ],
)
def test_backlog(before: int, now: int, days: int, title: str) -> None:
    assert chart_titles.backlog_title(before, now, FIRST, days) == title


@pytest.mark.parametrize(
    ("counts", "chosen", "title"),
    [
        ({"ant": 30, "bee": 25, "cat": 24, "dog": 1}, (), "Ant and Bee make up 69%"),
        ({"ant": 25, "bee": 25, "cat": 25, "dog": 25}, (), "Tickets by kind"),
        ({"ant": 90, "bee": 10}, (), "90% of the tickets are Ant"),
        ({"ant": 999, "bee": 1}, (), "99% of the tickets are Ant"),
        ({"ant": 12, "bee": 0}, (), "All 12 tickets are Ant"),
        ({"ant": 3, "bee": 0}, (), "Tickets by kind"),
        ({"ant": 3, "bee": 9}, ("ant",), "Ant: 3 of 12 tickets (25%)"),
        ({"ant": 0, "bee": 0}, ("ant",), "Tickets by kind"),
        ({"x*y": 12}, (), "All 12 tickets are X\\*y"),
        ({"billing": 12}, (), "All 12 tickets are billing"),
    ],
)
def test_parts(counts: dict[str, int], chosen: tuple[str, ...], title: str) -> None:
    frame = pd.DataFrame({"key": counts.keys(), "n": counts.values()})
    assert chart_titles.breakdown_title(frame, "kind", label=str.capitalize, chosen=chosen) == title


@pytest.mark.parametrize(
    ("oldest", "rest", "title"),
    [
        (0, 0, "Age of unresolved tickets"),
        (0, 5, "No unresolved ticket is 4 weeks old or older"),
        (1, 5, "1 of 6 unresolved tickets is 4 weeks old or older"),
        (4, 5, "4 of 9 unresolved tickets are 4 weeks old or older"),
        (1, 0, "The only unresolved ticket is 4 weeks old or older"),
        (6, 0, "All 6 unresolved tickets are 4 weeks old or older"),
    ],
)
def test_ages(oldest: int, rest: int, title: str) -> None:
    frame = pd.DataFrame({"age": ["today", "4 weeks or more"], "n": [rest, oldest]})
    assert chart_titles.age_title(frame) == title


@pytest.mark.parametrize(
    ("peak", "title"),
    [(60, "Tuesday 9 to 10 h brings 11 times an average hour"), (6, "Tickets by weekday and hour")],
)
def test_the_rush(peak: int, title: str) -> None:
    hours = [(day, hour, 5) for day in range(1, 8) for hour in range(24)]
    frame = pd.DataFrame(hours, columns=["weekday", "hour", "n"])
    frame.loc[24 + 9, "n"] = peak
    assert chart_titles.weekday_hour_title(frame) == title


@pytest.mark.parametrize(
    ("calm", "urgent", "title"),
    [
        (5, 15, "75% of account tickets are high or critical, 50% overall"),
        (15, 7, "Tickets by category and priority"),
        (0, 3, "Tickets by category and priority"),
    ],
)
def test_urgent_categories(calm: int, urgent: int, title: str) -> None:
    counted = [
        ("billing", "low", 15),
        ("billing", "high", 5),
        ("account", "low", calm),
        ("account", "critical", urgent),
    ]
    frame = pd.DataFrame(counted, columns=["category", "priority", "n"])
    assert chart_titles.heatmap_title(frame, label=str.capitalize) == title


@pytest.mark.parametrize(
    ("slow", "n", "title"),
    [
        (9.2, 20, "Account takes longest: half need over 9.2 h"),
        (4.1, 20, "Time to resolution by category"),
        (90.0, 3, "Time to resolution by category"),
    ],
)
def test_durations(slow: float, n: int, title: str) -> None:
    frame = pd.DataFrame({"key": ["billing", "general", "account"], "n": [50, 50, n], "p50_hours": [4.0, 3.0, slow]})
    assert chart_titles.resolution_title(frame, 4.0, label=str.capitalize) == title


@pytest.mark.parametrize(
    ("suggested", "chosen", "title"),
    [(100, 91, "91% of the suggestions by Gemini were kept"), (5, 5, "Suggestions kept")],
)
def test_acceptance(suggested: int, chosen: int, title: str) -> None:
    frame = pd.DataFrame({"source": ["gemini", "keywords"], "suggested": [suggested, 9], "chosen": [chosen, 9]})
    assert chart_titles.acceptance_title(frame, names={"gemini": "Gemini", "keywords": "keywords"}) == title
