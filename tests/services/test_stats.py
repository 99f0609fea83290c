"""The headline numbers, and what a life of a ticket adds to its days, against a recount in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from db.engine import engine, transaction
from services import rollups, stats, taxonomy
from services.filters import NOBODY, TicketFilter
from services.stats import source

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


@given(
    st.lists(rows(), max_size=25),
    st.sampled_from(["UTC", "America/St_Johns", "Pacific/Kiritimati"]),
    st.sampled_from(
        [
            {},
            {"category": ("billing", "account")},
            {"priority": ("high",), "status": ("open", "closed")},
            {"category": ("general",), "priority": ("low", "high"), "status": ("open", "resolved")},
        ]
    ),
    st.one_of(st.none(), st.tuples(st.integers(0, 13), st.integers(0, 13))),
    st.booleans(),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
def test_rollups_and_tickets_equal_a_recount(
    tickets: list[dict[str, Any]],
    zone: str,
    kinds: dict[str, Any],
    days: tuple[int, int] | None,
    folded: bool,
) -> None:
    for ticket in tickets:  # as in life, nothing is resolved in the future
        if ticket["resolved_at"]:
            ticket["resolved_at"] = min(ticket["resolved_at"], datetime.now(UTC))
    set_zone(zone)
    store(tickets)
    if folded:
        rollups.fold()
    known = TicketFilter(**kinds, **period(days, zone))
    unknown = replace(known, assignee=(NOBODY,))  # chooses every ticket, and only the table can tell
    assert (source.from_rollups(known), source.from_rollups(unknown)) == (True, False)
    for chosen in (known, unknown):
        check(tickets, chosen, ZoneInfo(zone))


def period(days: tuple[int, int] | None, zone: str) -> dict[str, Any]:
    today = datetime.now(ZoneInfo(zone)).date()
    if days is None:
        return {}
    return {"created_after": today - timedelta(days=max(days)), "created_before": today - timedelta(days=min(days))}


def check(tickets: list[dict[str, Any]], chosen: TicketFilter, zone: ZoneInfo) -> None:
    def day(moment: datetime) -> date:
        return moment.astimezone(zone).date()

    def inside(moment: datetime | None) -> bool:
        first, last = chosen.created_after or date.min, chosen.created_before or date.max
        return moment is not None and first <= day(moment) <= last

    of_kind = [
        ticket
        for ticket in tickets
        if all(not getattr(chosen, name) or ticket[name] in getattr(chosen, name) for name in source.KEYS)
    ]
    created = [ticket for ticket in of_kind if inside(ticket["created_at"])]
    resolved = [ticket for ticket in of_kind if inside(ticket["resolved_at"])]
    today, days = datetime.now(zone).date(), {day(ticket["created_at"]) for ticket in created}

    numbers, status = stats.headline(chosen), Counter(ticket["status"] for ticket in created)
    assert numbers.total_tickets == len(created)
    assert numbers.open_tickets == status["open"]
    assert numbers.unresolved_tickets == status["open"] + status["in_progress"]
    assert numbers.created_today == sum(day(ticket["created_at"]) == today for ticket in created)
    assert numbers.resolved_today == sum(day(ticket["resolved_at"]) == today for ticket in resolved)
    average = Decimal(len(created)) / max(1, len(days))
    assert numbers.avg_tickets_per_day == float(average.quantize(Decimal("0.1"), ROUND_HALF_UP))
    counted = Counter(ticket["category"] for ticket in created)
    assert numbers.category_breakdown == {key: counted[key] for key in CATEGORIES}
    counted = Counter(ticket["priority"] for ticket in created)
    assert numbers.priority_breakdown == {key: counted[key] for key in taxonomy.PRIORITIES}

    taken = sorted((t["resolved_at"] - t["created_at"]) / timedelta(hours=1) for t in resolved)
    ranks = [-(-len(taken) * percent // 100) - 1 for percent in (50, 90)]
    expected = [["all", len(taken), *(pytest.approx(taken[rank]) for rank in ranks)]] if taken else []
    assert stats.time_to_resolution(chosen).to_numpy().tolist() == expected


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
