"""The week on one page: its days, and each of its numbers, which is the dashboard's and the one counted in Python."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from statistics import median_low
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.formatting import hours
from services.reports import charts as charts_module
from services.reports import week as week_module
from services.reports.charts import charts
from services.reports.palette import text_colour
from services.reports.week import QUIET, Week, last_week, read_week
from services.stats import overview
from services.stats.targets.target_numbers import read_targets
from services.targets.policy import TargetTimes, WorkingHours, store_policy
from tests.services.stats.support import CATEGORIES, set_zone, store

pytestmark = pytest.mark.usefixtures("database")

ZONE = ZoneInfo("Asia/Tokyo")
PRIORITIES = ("low", "medium", "high", "critical")
ALWAYS = WorkingHours(tuple(range(1, 8)), 0, 1440)


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 30), date(2026, 11, 23), date(2026, 11, 29)),  # a Monday
        (date(2026, 12, 6), date(2026, 11, 23), date(2026, 11, 29)),  # a Sunday: this week is not over
        (date(2026, 1, 1), date(2025, 12, 22), date(2025, 12, 28)),
    ],
)
def test_the_last_week_that_is_over(today: date, first: date, last: date) -> None:
    assert last_week(today) == (first, last)


NOW = datetime(2026, 11, 30, 10, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("end", "looked_at"),
    [
        (None, NOW),
        (date(2026, 11, 30), NOW),
        (date(2026, 11, 22), datetime(2026, 11, 22, 23, 59, 59, tzinfo=ZONE)),
        (datetime(2026, 11, 23, tzinfo=ZONE), datetime(2026, 11, 22, 23, 59, 59, tzinfo=ZONE)),
        (datetime(2026, 11, 23, 10), datetime(2026, 11, 22, 23, 59, 59, tzinfo=ZONE)),
        (datetime(2026, 12, 1, tzinfo=UTC), NOW),
    ],
)
def test_what_is_unusual_is_looked_for_on_whole_days(end: date | datetime | None, looked_at: datetime) -> None:
    assert week_module._end(TicketFilter(created_before=end), NOW) == looked_at


def test_no_unresolved_ticket_matters_among_closed_ones() -> None:
    created = datetime.now(UTC) - timedelta(hours=3)
    store([{"category": "billing", "priority": "low", "status": "open", "created_at": created, "resolved_at": None}])
    whole = TicketFilter(created_after=created - timedelta(days=7), created_before=created + timedelta(days=7))
    assert len(read_week(whole).tickets) == 1
    assert read_week(replace(whole, status=("closed", "resolved"))).tickets == ()


def random_rows(number: int) -> list[dict[str, Any]]:
    """Tickets of the last five weeks."""
    chance, now = random.Random(27), datetime.now(UTC)
    rows = []
    for _ in range(number):
        created = now - timedelta(minutes=chance.randrange(60 * 24 * 35))
        resolved = created + timedelta(minutes=chance.randrange(1, 60 * 24 * 9))
        done = resolved < now and chance.random() < 0.8
        rows.append(
            {
                "category": chance.choice(CATEGORIES),
                "priority": chance.choice(PRIORITIES),
                "status": "resolved" if done else "open",
                "created_at": created,
                "resolved_at": resolved if done else None,
            }
        )
    return rows


def counted(rows: list[dict[str, Any]], first: date, last: date) -> dict[str, Any]:
    """Created, resolved, unresolved at the end, half resolved within."""

    def day(moment: datetime) -> date:
        return moment.astimezone(ZONE).date()

    resolved = [row for row in rows if row["resolved_at"] and first <= day(row["resolved_at"]) <= last]
    taken = [(row["resolved_at"] - row["created_at"]).total_seconds() / 3600 for row in resolved]
    left = [
        row
        for row in rows
        if day(row["created_at"]) <= last and (row["resolved_at"] is None or day(row["resolved_at"]) > last)
    ]
    return {
        "Created": len([row for row in rows if first <= day(row["created_at"]) <= last]),
        "Resolved": len(resolved),
        "Unresolved at the end": len(left),
        "Half resolved within": median_low(sorted(taken)),
    }


@pytest.mark.parametrize("chosen", [TicketFilter(), TicketFilter(category=("billing", "account"))], ids=["all", "two"])
def test_every_number_is_the_dashboards_and_a_recount(chosen: TicketFilter) -> None:
    set_zone(ZONE.key)
    rows = random_rows(600)
    store(rows)
    mine = [row for row in rows if not chosen.category or row["category"] in chosen.category]
    found = read_week(chosen)
    first, last = last_week(datetime.now(ZONE).date())
    assert (found.first, found.last) == (first, last)
    shown = overview(found.filter)
    assert found.overview.now == shown.now
    assert found.overview.previous == shown.previous
    figures = {one.name: one for one in found.figures}
    assert len(figures) == 5
    now, before = counted(mine, first, last), counted(mine, first - timedelta(7), last - timedelta(7))
    for name in ("Created", "Resolved", "Unresolved at the end"):
        assert (figures[name].value, figures[name].before) == (f"{now[name]:,}", f"{before[name]:,}"), name
    half = figures["Half resolved within"]
    assert shown.now.p50_hours == pytest.approx(now[half.name], rel=0.02)
    assert half.value == hours(shown.now.p50_hours or 0)
    assert figures["90% resolved within"].value == hours(shown.now.p90_hours or 0)
    check_charts(found, mine)


def check_charts(found: Week, rows: list[dict[str, Any]]) -> None:
    flow, parts, ages = charts(found, 600, 300)
    days = Counter(row["created_at"].astimezone(ZONE).date() for row in rows)
    assert [int(part.split(": ")[1].split()[0]) for part in flow.alt.split("; ")] == [
        days[found.first + timedelta(day)] for day in range(7)
    ]
    assert parts.title == f"Created by {'priority' if found.filter.category else 'category'}"
    in_parts = sum(int(part.partition(" (")[0].rsplit(" ", 1)[1]) for part in parts.alt.split("), "))
    assert in_parts == found.overview.now.total
    assert sum(int(part.rsplit(" ", 1)[1]) for part in ages.alt.split(", ")) == found.overview.now.unresolved


def test_a_week_without_news_says_so_in_a_line() -> None:
    empty = read_week(TicketFilter())
    assert (empty.sentences, empty.tickets) == ((), ())
    assert empty.lines == ("No ticket was created or resolved in this period.",)
    assert [one.value for one in empty.figures] == ["0", "0", "0", "–", "–"]
    calm = [
        {"category": "billing", "priority": "low", "status": "resolved", "created_at": at, "resolved_at": at}
        for at in (datetime.now(UTC) - timedelta(hours=8 * step) for step in range(3 * 7 * 8))
    ]
    store(calm)
    quiet = read_week(TicketFilter())
    assert quiet.overview.now.total
    assert (quiet.sentences, quiet.lines) == ((), (QUIET,))


def spike(last: date) -> list[dict[str, Any]]:
    """Eight calm weeks up to the end of last week, and many tickets of one category on its last days."""
    end = datetime.combine(last, time(12), UTC)
    days = [(end - timedelta(days=day), "billing") for day in range(70) for _ in range(4)]
    days += [(end - timedelta(days=day), "account") for day in range(70)]
    days += [(end - timedelta(days=1, minutes=place), "account") for place in range(40)]
    return [
        {"category": category, "priority": "low", "status": "resolved", "created_at": at, "resolved_at": at}
        for at, category in days
    ]


def test_what_changed_is_told_of_the_week_itself() -> None:
    first, last = last_week(datetime.now(UTC).date())
    store(spike(last))
    told = [f"{one.strong} {one.rest}" for one in read_week(TicketFilter()).sentences]
    when = f"from {first:%-d %b} to {last:%-d %b}"
    assert told == [
        f"Account: 47 tickets {when}. Usually 7 in a week.",
        f"Low: 75 tickets {when}. Usually 35 in a week.",
    ]


def test_what_is_too_slow_leaves_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_slow(*_: object) -> None:
        raise QueryTooSlow

    monkeypatch.setattr(week_module, "find_anomalies", too_slow)
    store(random_rows(5))
    assert "What is usual could not be read in time." in " ".join(read_week(TicketFilter()).lines)


def titled(title: str, priority: str, days: float, **more: Any) -> None:
    row = {"title": title, "priority": priority, "at": datetime.now(UTC) - timedelta(days=days), "assignee": None}
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at, assignee) VALUES"
                " (:title, 'd', 'billing', CAST(:priority AS ticket_priority), :at, :assignee)"
            ),
            row | more,
        )


def test_tickets_that_breached_come_first_then_those_at_risk_then_the_most_urgent_and_oldest() -> None:
    with transaction(statement_timeout=0) as session:
        store_policy(session, ALWAYS, (TargetTimes("medium", None, None, 60 * 24 * 30),), past=True)
    titled("old critical", "critical", 60)
    titled("new critical", "critical", 20, assignee="Mei")
    titled("at risk", "medium", 26)
    titled("breached", "medium", 31)
    for place in range(9):
        titled(f"low {place}", "low", 50 - place)
    found = read_week(TicketFilter())
    assert [one.title for one in found.tickets] == [
        "breached", "at risk", "old critical", "new critical", "low 0", "low 1", "low 2", "low 3",
    ]  # fmt: skip
    first = found.tickets[0]
    assert (first.target, first.waiting, first.assignee, first.priority) == (
        "Breached", "31 days", "Unassigned", "Medium",
    )  # fmt: skip
    assert (found.tickets[3].assignee, found.tickets[3].target) == ("Mei", "")
    targets = read_targets(found.filter)
    assert targets is not None
    kept = found.figures[-1]
    assert (kept.name, kept.note) == ("Targets kept", f"{targets.breached.count} breached now, 1 at risk")


@pytest.mark.parametrize(
    ("given", "compared"),
    [
        (TicketFilter(created_after=date(2026, 1, 1), created_before=date(2026, 2, 1)), True),
        (TicketFilter(created_before=date(2026, 2, 1)), False),
        (TicketFilter(created_after=datetime(2026, 1, 1, 9, tzinfo=UTC)), False),
    ],
)
def test_any_period_of_the_dashboard_is_a_report(given: TicketFilter, compared: bool) -> None:
    store(random_rows(5))
    found = read_week(given)
    assert found.filter == given
    assert (found.before is not None) is compared
    assert all(bool(one.before) is compared for one in found.figures)
    assert len(charts(found, 600, 300)) == 3


def test_a_number_stands_above_a_line_that_would_cross_it() -> None:
    pairs = pd.DataFrame({"n": [10, 10, 10, 10], "before": [9, 10, 13, 14]})
    assert charts_module._above(pairs, room=3).tolist() == [10, 10, 13, 10]
    assert charts_module._above(pairs[["n"]], room=3).tolist() == [10, 10, 10, 10]


def test_priorities_can_be_read_on_white() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    assert all(1.05 / (light(text_colour(key)) + 0.05) >= 4.5 for key in PRIORITIES)  # WCAG AA
