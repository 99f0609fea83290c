"""What the life of a ticket adds to the days of an overview."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services import stats
from services.filters.ticket_filter import TicketFilter
from tests.services.stats.support import rows, store

pytestmark = pytest.mark.usefixtures("database")


def change_status(ticket_id: int, status: str, days_ago: int) -> None:
    """As if the status had been changed then."""
    with transaction() as session:
        session.execute(
            text("UPDATE ticket SET status = CAST(:status AS ticket_status) WHERE id = :id"),
            {"status": status, "id": ticket_id},
        )
        session.execute(
            text(
                "UPDATE ticket_event SET at = now() - :days * interval '1 day'"
                " WHERE id = (SELECT max(id) FROM ticket_event)"
            ),
            {"days": days_ago},
        )


def created_days_ago(days: int, status: str = "open", resolved: int | None = None) -> int:
    now = datetime.now(UTC)
    row = {
        "category": "billing",
        "priority": "low",
        "status": status,
        "created_at": now - timedelta(days=days),
        "resolved_at": None if resolved is None else now - timedelta(days=resolved),
    }
    store([row])
    with transaction() as session:
        return int(session.scalar(text("SELECT max(id) FROM ticket")) or 0)


def test_a_reopening_counts_on_its_day_and_leaves_the_past_alone() -> None:
    ticket_id = created_days_ago(4)
    change_status(ticket_id, "resolved", 3)
    before = stats.overview(TicketFilter()).days.head(4)
    change_status(ticket_id, "in_progress", 0)
    after = stats.overview(TicketFilter()).days
    assert list(before["resolved"]) == list(after["resolved"].head(4)) == [0, 1, 0, 0]
    assert list(after["unresolved"]) == [1, 0, 0, 0, 1]
    assert list(after["created"]) == [1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("later", "unresolved"),
    [([], [1, 1, 0, 0, 0]), ([("open", 1)], [1, 1, 0, 1, 1]), ([("open", 1), ("closed", 0)], [1, 1, 0, 1, 0])],
    ids=["stays resolved", "reopened", "reopened and closed"],
)
def test_a_ticket_that_arrived_resolved(later: list[tuple[str, int]], unresolved: list[int]) -> None:
    ticket_id = created_days_ago(4, "resolved", resolved=2)
    for status, days in later:
        change_status(ticket_id, status, days)
    assert list(stats.overview(TicketFilter()).days["unresolved"]) == unresolved


@given(st.lists(rows(), max_size=20), st.sampled_from([(), ("open",)]))
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
def test_the_days_add_up_to_the_headline(tickets: list[dict[str, Any]], status: tuple[str, ...]) -> None:
    for ticket in tickets:  # as in life, nothing is resolved in the future
        if ticket["resolved_at"]:
            ticket["resolved_at"] = min(ticket["resolved_at"], datetime.now(UTC))
    store(tickets)
    chosen = TicketFilter(status=status)
    found, numbers = stats.overview(chosen), stats.headline(chosen)
    assert found.days["created"].sum() == numbers.total_tickets
    assert found.now.open == numbers.open_tickets
    assert found.days["unresolved"].iloc[-1] == numbers.unresolved_tickets
    assert (found.days["day"].diff().dropna() == timedelta(days=1)).all()
