"""What is compared with: other days, another filter, and that both sides are the overviews that they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting, stats
from services.filters.ticket_filter import TicketFilter
from services.stats.comparison import as_text, filter_from_text, other_period

TODAY = date(2026, 3, 20)


@pytest.mark.parametrize(
    ("first", "last", "begins", "expected"),
    [
        (date(2026, 3, 1), None, "year", (date(2025, 3, 1), date(2025, 3, 20))),
        (date(2026, 3, 1), date(2026, 4, 30), "year", (date(2025, 3, 1), date(2025, 3, 20))),  # up to today
        (date(2026, 2, 1), date(2026, 2, 7), date(2026, 1, 5), (date(2026, 1, 5), date(2026, 1, 11))),
        (date(2024, 2, 29), date(2024, 3, 1), "year", (date(2023, 2, 28), date(2023, 3, 1))),
        (date(2026, 3, 20), None, date(2026, 3, 20), (date(2026, 3, 20), date(2026, 3, 20))),
        (date(2026, 3, 20), None, date(2026, 3, 21), None),  # still to come
        (date(2026, 3, 1), None, date(2026, 3, 2), None),  # its end is
        (date(2026, 4, 1), None, "year", None),
        (date(1900, 6, 1), date(1900, 6, 2), "year", None),
        (date(1, 1, 1), date(1, 1, 2), "year", None),
        (None, date(2026, 3, 1), "year", None),
        (datetime(2026, 3, 1, 12, tzinfo=UTC), None, "year", None),
        (date(2026, 3, 1), datetime(2026, 3, 2, 12, tzinfo=UTC), "year", None),
    ],
)
def test_other_days_are_as_many(first: Any, last: Any, begins: Any, expected: tuple[date, date] | None) -> None:
    current = TicketFilter(category=("billing",), created_after=first, created_before=last)
    other = other_period(current, begins, TODAY)
    found = other and (other.created_after, other.created_before)
    assert found == expected
    assert other is None or other.category == ("billing",)


@pytest.mark.usefixtures("database")
def test_another_filter_is_one_parameter() -> None:
    other = TicketFilter(category=("billing", "technical"), assignee=("Doe, Jane & Co",), search='"a b" -c')
    assert filter_from_text(as_text(replace(other, created_after=TODAY))) == other
    assert filter_from_text("") == TicketFilter()
    assert filter_from_text("priority=none-such") is None
    assert filter_from_text("search=" + "x" * 5_000) is None


_LIVES = [(0, "billing", 0), (1, "technical", None), (40, "billing", 38), (41, "billing", None)]  # days ago


@pytest.mark.usefixtures("database")
def test_both_sides_are_the_overviews_that_they_say() -> None:
    today = reporting.today()
    with transaction() as session:
        for days, category, resolved in _LIVES:
            at, end = (datetime.now(UTC) - timedelta(days=n) if n is not None else None for n in (days, resolved))
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority, created_at, status, resolved_at)"
                    " VALUES ('t', 'd', :category, 'high', :at, CAST(:status AS ticket_status), :end)"
                ),
                {"category": category, "at": at, "end": end, "status": "resolved" if end else "open"},
            )
    current = TicketFilter(created_after=today - timedelta(days=6))
    earlier = other_period(current, today - timedelta(days=43), today)
    assert earlier is not None
    unresolved = {}
    for other in (earlier, replace(current, category=("technical",))):
        found, compared = stats.overview_against(current, other)
        alone = stats.overview(other)
        assert (found.now, compared.now) == (stats.overview(current).now, alone.now)
        assert found.before == (alone.first, alone.last)
        assert found.previous is not None
        assert (found.previous.total, found.previous.resolved) == (alone.now.total, alone.now.resolved)
        assert found.previous.unresolved == alone.days["unresolved"].iloc[-1]
        unresolved[other] = found.previous.unresolved
    assert unresolved[earlier] == 1  # of 41 days ago; the other was resolved
