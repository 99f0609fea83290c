"""The headline numbers against a recount in plain Python."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from db.engine import engine, transaction
from services import stats, taxonomy
from services.filters import TicketFilter

pytestmark = pytest.mark.usefixtures("database")

CATEGORIES = ("billing", "technical", "account", "general")


def store(rows: list[dict[str, Any]]) -> None:
    with transaction() as session:
        session.execute(text("TRUNCATE ticket, ticket_event"))
        if rows:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority, status, created_at, resolved_at)"
                    " VALUES ('t', 'd', :category, CAST(:priority AS ticket_priority), CAST(:status AS ticket_status),"
                    " :created_at, :resolved_at)"
                ),
                rows,
            )


def set_zone(zone: str) -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})


def test_an_empty_database_has_zeros_for_everything() -> None:
    assert stats.headline().contract() == {
        "total_tickets": 0,
        "open_tickets": 0,
        "avg_tickets_per_day": 0.0,
        "priority_breakdown": {"low": 0, "medium": 0, "high": 0, "critical": 0},
        "category_breakdown": {"billing": 0, "technical": 0, "account": 0, "general": 0},
    }


def test_breakdowns_come_in_the_order_of_the_taxonomy() -> None:
    numbers = stats.headline()
    assert list(numbers.priority_breakdown) == ["low", "medium", "high", "critical"]
    assert list(numbers.category_breakdown) == list(CATEGORIES)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    created = datetime.now(UTC) - timedelta(minutes=draw(st.integers(0, 60 * 24 * 12)))
    status = draw(st.sampled_from(taxonomy.STATUSES))
    done = status in ("resolved", "closed")
    return {
        "category": draw(st.sampled_from(CATEGORIES)),
        "priority": draw(st.sampled_from(taxonomy.PRIORITIES)),
        "status": status,
        "created_at": created,
        "resolved_at": created + timedelta(minutes=draw(st.integers(0, 3000))) if done else None,
    }


@given(
    st.lists(rows(), max_size=30),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"]),
    st.sampled_from([(), ("open",), ("resolved", "closed")]),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_the_numbers_equal_a_recount(tickets: list[dict[str, Any]], zone: str, status: tuple[str, ...]) -> None:
    store(tickets)
    set_zone(zone)
    numbers = stats.headline(TicketFilter(status=status))
    kept = [ticket for ticket in tickets if not status or ticket["status"] in status]
    days = [ticket["created_at"].astimezone(ZoneInfo(zone)).date() for ticket in kept]
    today = datetime.now(ZoneInfo(zone)).date()
    average = Decimal(len(kept)) / max(1, len(set(days)))
    assert numbers.total_tickets == len(kept)
    assert numbers.open_tickets == sum(ticket["status"] == "open" for ticket in kept)
    assert numbers.unresolved_tickets == sum(ticket["status"] in ("open", "in_progress") for ticket in kept)
    assert numbers.created_today == days.count(today)
    resolved = [ticket["resolved_at"].astimezone(ZoneInfo(zone)).date() for ticket in kept if ticket["resolved_at"]]
    assert numbers.resolved_today == resolved.count(today)
    assert numbers.avg_tickets_per_day == float(average.quantize(Decimal("0.1"), ROUND_HALF_UP))
    counted = Counter(ticket["category"] for ticket in kept)
    assert numbers.category_breakdown == {key: counted[key] for key in CATEGORIES}
    counted = Counter(ticket["priority"] for ticket in kept)
    assert numbers.priority_breakdown == {key: counted[key] for key in taxonomy.PRIORITIES}


def test_an_archived_category_stays_while_it_has_tickets() -> None:
    row = {
        "category": "billing",
        "priority": "low",
        "status": "open",
        "created_at": datetime.now(UTC),
        "resolved_at": None,
    }
    store([row])
    with transaction() as session:
        session.execute(text("UPDATE category SET archived_at = now() WHERE key IN ('billing', 'account')"))
    numbers = stats.headline()
    assert numbers.category_breakdown == {"billing": 1, "technical": 0, "general": 0}
    assert sum(numbers.category_breakdown.values()) == numbers.total_tickets


def test_all_numbers_come_from_one_statement() -> None:
    statements: list[str] = []

    def remember(*args: Any) -> None:
        statements.append(args[2])

    event.listen(engine(), "before_cursor_execute", remember)
    try:
        stats.headline(TicketFilter(status=("open",)))
    finally:
        event.remove(engine(), "before_cursor_execute", remember)
    assert len([sql for sql in statements if "set_config" not in sql]) == 1
