"""Time to resolution by day and month: those of the period, and of the reporting time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import stats
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.rollups import maintenance
from services.stats import resolution
from tests.services.stats.support import set_zone, store

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("after", "before"), [(None, None), (None, 65), (65, None), (100, 35)], ids=["all", "until", "from", "between"]
)
def test_months_are_those_of_the_period(after: int | None, before: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """From buckets: the months of the whole rollup do for all time, and for nothing less."""
    monkeypatch.setattr(resolution, "EXACT_UP_TO", 0)
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
                " SELECT 't', 'd', 'billing', 'low', 'closed', at - interval '1 hour', at FROM generate_series(0, 130)"
                " AS i, LATERAL (SELECT now() - i * interval '1 day' AS at) AS known"
            )
        )
    maintenance.fold()
    today = datetime.now(UTC).date()
    bounds = [None if ago is None else today - timedelta(days=ago) for ago in (after, before)]
    with transaction() as session:
        expected = session.execute(
            text(
                "SELECT date_trunc('month', resolved_at AT TIME ZONE 'UTC')::date AS month, count(*) FROM ticket"
                " WHERE (CAST(:first AS date) IS NULL OR (resolved_at AT TIME ZONE 'UTC')::date >= :first)"
                " AND (CAST(:last AS date) IS NULL OR (resolved_at AT TIME ZONE 'UTC')::date <= :last)"
                " GROUP BY 1 ORDER BY 1"
            ),
            dict(zip(("first", "last"), bounds, strict=True)),
        ).all()
    found = stats.time_to_resolution(TicketFilter(created_after=bounds[0], created_before=bounds[1]), by="month")
    assert [(key.date(), n) for key, n in zip(found["key"], found["n"], strict=True)] == [
        tuple(row) for row in expected
    ]


@pytest.mark.parametrize(
    ("zone", "resolved", "day", "month"),
    [
        ("Pacific/Auckland", datetime(2026, 1, 31, 11, 0, tzinfo=UTC), (2, 1), (2, 1)),
        ("Pacific/Auckland", datetime(2026, 1, 31, 10, 59, 59, tzinfo=UTC), (1, 31), (1, 1)),
        ("America/New_York", datetime(2026, 2, 1, 4, 59, 59, tzinfo=UTC), (1, 31), (1, 1)),
        ("America/New_York", datetime(2026, 2, 1, 5, 0, tzinfo=UTC), (2, 1), (2, 1)),
    ],
)
def test_days_and_months_of_single_tickets_are_those_of_the_reporting_zone(
    zone: str, resolved: datetime, day: tuple[int, int], month: tuple[int, int]
) -> None:
    set_zone(zone)
    kind = {"category": "billing", "priority": "low", "status": "resolved"}
    store([kind | {"created_at": resolved - timedelta(hours=1), "resolved_at": resolved}])
    unassigned = TicketFilter(assignee=(NOBODY,))  # not from rollups
    (by_day,) = stats.time_to_resolution(unassigned, by="day")["key"]
    (by_month,) = stats.time_to_resolution(unassigned, by="month")["key"]
    assert ((by_day.month, by_day.day), (by_month.month, by_month.day)) == (day, month)
