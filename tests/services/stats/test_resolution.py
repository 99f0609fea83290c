"""Time to resolution of many tickets: from buckets, within 2 % of what PostgreSQL says of every single one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.rollups import durations, maintenance
from services.stats import resolution
from tests.services.stats.support import CATEGORIES, store

pytestmark = pytest.mark.usefixtures("database")

CENTURY = 3.2e9  # seconds

# Seconds of the i-th of :count tickets; 7919 i mod :count shuffles, so that no category gets a part in order. Beside
# what is usual: all just above or just below the limits of buckets, and half at a second with the rest at a year.
SPREADS = {
    "log-normal": "exp(9 + 2 * sqrt(-2 * ln((i + 0.5) / :count)) * cos(2 * pi() * (i * 7919 % :count) / :count))",
    "above a limit": "1.04 ^ (i % 500 + 1) * 1.0001",
    "below a limit": "1.04 ^ (i % 500 + 1) * 0.9999",
    "two far apart": "CASE WHEN (i * 7919 % :count) * 2 < :count THEN 1 ELSE 31536000 END",
}


def load(spread: str, count: int) -> None:
    """Resolved tickets with these times, over three categories and forty days; a third of them is not folded yet."""
    statement = text(
        "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
        " SELECT 't', 'd', (ARRAY['billing','technical','account'])[1 + i % 3], 'low', 'closed',"
        f" resolved_at - make_interval(secs => {SPREADS[spread]}), resolved_at"
        " FROM generate_series(0, :count - 1) AS i,"
        " LATERAL (SELECT now() - i % 40 * interval '1 day' AS resolved_at) AS known"
        " WHERE (i % 9 < 3) = :last"
    )
    for last in (False, True):
        with transaction() as session:
            session.execute(statement, {"count": count, "last": last})
        if not last:
            maintenance.fold()


def exact(percentile: str, of: str = "true") -> list[float]:
    """Median and 90th percentile in hours, of every single ticket."""
    with transaction() as session:
        return [
            session.scalar(
                text(
                    f"SELECT {percentile}({q}) WITHIN GROUP (ORDER BY extract(epoch FROM resolved_at - created_at))"
                    f" / 3600 FROM ticket WHERE {of}"
                )
            )
            or 0.0
            for q in (0.5, 0.9)
        ]


def hours(frame: Any, key: str) -> list[float]:
    (row,) = frame[frame["key"] == key].itertuples()
    return [row.p50_hours, row.p90_hours]


@pytest.mark.slow
@pytest.mark.parametrize("spread", SPREADS)
def test_above_the_limit_of_exact_figures_they_are_within_two_percent(spread: str) -> None:
    count = resolution.EXACT_UP_TO + 2
    load(spread, count)
    whole, parts = stats.time_to_resolution(), stats.time_to_resolution(by="category")
    assert list(whole["n"]) == [count]
    assert list(parts["n"]) == [count // 3] * 3
    assert hours(whole, "all") == pytest.approx(list(map(float, exact("percentile_disc"))), rel=0.02)
    for key in ("billing", "technical", "account"):
        of_category = [float(value) for value in exact("percentile_disc", f"category = '{key}'")]
        assert hours(parts, key) == pytest.approx(of_category, rel=0.02)
    if spread != "two far apart":  # between whose halves percentile_cont makes up a ticket that is not there
        assert hours(whole, "all") == pytest.approx(exact("percentile_cont"), rel=0.02)
    months = stats.time_to_resolution(by="month")
    assert (months["n"].sum(), set(months["key"].dt.day)) == (count, {1})
    for month in months["key"]:
        of_month = exact("percentile_disc", f"date_trunc('month', resolved_at AT TIME ZONE 'UTC') = '{month}'")
        assert hours(months, month) == pytest.approx(list(map(float, of_month)), rel=0.02)
    # What is few enough is exact.
    billing = stats.time_to_resolution(TicketFilter(category=("billing",)))
    assert hours(billing, "all") == [float(value) for value in exact("percentile_disc", "category = 'billing'")]


@pytest.mark.parametrize(("count", "exact"), [(5, True), (6, False)])
def test_as_many_as_are_exact_are_exact(count: int, exact: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    life = {"category": "billing", "priority": "low", "status": "closed", "resolved_at": now}
    store([life | {"created_at": now - timedelta(hours=7)} for _ in range(count)])
    monkeypatch.setattr(resolution, "EXACT_UP_TO", 5)
    today = TicketFilter(created_after=now.date(), created_before=now.date())
    for hours_said in (hours(stats.time_to_resolution(), "all")[0], stats.overview(today).now.p50_hours):
        assert (hours_said == 7) is exact
        assert hours_said == pytest.approx(7, rel=0.02)


@pytest.mark.parametrize("by", ["all", "category", "priority", "day"])
@pytest.mark.parametrize("first", [None, 200, 70, 3])
@pytest.mark.parametrize("last", [None, 0, 40])
def test_percentiles_of_many_are_within_two_percent(
    by: durations.By, first: int | None, last: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = datetime.now(UTC)
    spread: list[dict[str, Any]] = [
        {
            "category": CATEGORIES[i % 3],
            "priority": "low",
            "status": "closed",
            "created_at": today - timedelta(days=i, seconds=1.7**i),
            "resolved_at": today - timedelta(days=i * 12 % 230),
        }
        for i in range(30)
    ]
    for ticket in spread:
        ticket["created_at"] = min(ticket["created_at"], ticket["resolved_at"])
    store(spread)
    maintenance.fold()
    chosen = TicketFilter(
        created_after=None if first is None else (today - timedelta(days=first)).date(),
        created_before=None if last is None else (today - timedelta(days=last)).date(),
    )
    exact = stats.time_to_resolution(chosen, by)
    monkeypatch.setattr(resolution, "EXACT_UP_TO", -1)
    rough = stats.time_to_resolution(chosen, by)
    assert list(rough["key"]) == list(exact["key"])
    assert list(rough["n"]) == list(exact["n"])
    for name in ("p50_hours", "p90_hours"):
        assert ((rough[name] - exact[name]).abs() <= (0.02 * exact[name]).clip(lower=1 / 3600)).all()


@pytest.mark.parametrize(
    ("resolved", "first", "last", "by_month"),
    [
        (None, None, None, False),
        (120, None, None, False),  # all time begins with the first resolution
        (121, None, None, True),
        (None, 120, None, False),
        (None, 121, None, True),
        (None, 120, -60, False),  # what is to come does not count
        (None, 300, 180, False),
        (None, 300, 179, True),
        (300, 10, None, False),
        (300, None, 180, False),
        (300, None, 179, True),
    ],
)
def test_a_course_of_more_than_120_days_goes_by_month(
    resolved: int | None, first: int | None, last: int | None, by_month: bool
) -> None:
    now = datetime.now(UTC)
    life = {"category": "billing", "priority": "low", "created_at": now - timedelta(days=500)}
    kept = [life | {"status": "open", "resolved_at": None}]
    if resolved is not None:
        kept.append(life | {"status": "closed", "resolved_at": now - timedelta(days=resolved)})
    store(kept)
    ends = [None if days is None else (now - timedelta(days=days)).date() for days in (first, last)]
    for more in ({}, {"assignee": ("nobody",)}):  # from the rollups and from the tickets
        asked = TicketFilter(created_after=ends[0], created_before=ends[1], **more)  # type: ignore[arg-type]
        assert stats.overview(asked).by_month is by_month


@given(st.lists(st.floats(0, CENTURY), min_size=1, max_size=100), st.integers(0, 500))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_bucket_stands_for_any_of_its_times(times: list[float], limit: int) -> None:
    edge = 1.04**limit
    given_times = [*times, 0.0, 1.0, edge, edge * (1 - 1e-6), edge * (1 + 1e-6)]
    with transaction() as session:
        found = session.execute(
            text(
                "SELECT extract(epoch FROM taken)::double precision AS seconds,"
                " duration_value(duration_bucket(taken)) AS said"
                " FROM unnest(CAST(:times AS double precision[])) AS one, make_interval(secs => one) AS taken"
            ),
            {"times": given_times},
        ).all()
    assert len(found) == len(given_times)
    for row in found:
        assert row.said == pytest.approx(max(row.seconds, 1), rel=0.02)
