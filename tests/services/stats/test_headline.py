"""The headline numbers against a recount in plain Python."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import event, text

from db.engine import engine, transaction
from services import stats, taxonomy
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.rollups import maintenance, source
from tests import doors
from tests.services.rollups import support as rollup_support
from tests.services.stats.support import CATEGORIES, rows, set_zone, store

pytestmark = pytest.mark.usefixtures("database")


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


@given(
    st.lists(rows(), max_size=30),
    st.sampled_from(["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati"]),
    st.sampled_from([(), ("open",), ("resolved", "closed")]),
)
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_the_numbers_equal_a_recount(tickets: list[dict[str, Any]], zone: str, status: tuple[str, ...]) -> None:
    store(tickets)
    set_zone(zone)
    kept = [ticket for ticket in tickets if not status or ticket["status"] in status]
    resolved = [ticket for ticket in kept if ticket["resolved_at"]]
    check_headline(stats.headline(TicketFilter(status=status)), kept, resolved, ZoneInfo(zone))


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
        maintenance.fold()
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
    first, last = chosen.created_after or date.min, chosen.created_before or date.max
    of_kind = [
        ticket
        for ticket in tickets
        if all(not getattr(chosen, name) or ticket[name] in getattr(chosen, name) for name in source.KEYS)
    ]
    created, resolved = (
        [ticket for ticket in of_kind if ticket[name] and first <= ticket[name].astimezone(zone).date() <= last]
        for name in ("created_at", "resolved_at")
    )
    check_headline(stats.headline(chosen), created, resolved, zone)
    check_times(stats.time_to_resolution(chosen), resolved)


def check_headline(
    numbers: stats.Headline, created: list[dict[str, Any]], resolved: list[dict[str, Any]], zone: ZoneInfo
) -> None:
    created_on = [ticket["created_at"].astimezone(zone).date() for ticket in created]
    resolved_on = [ticket["resolved_at"].astimezone(zone).date() for ticket in resolved]
    today, average = datetime.now(zone).date(), Decimal(len(created)) / max(1, len(set(created_on)))
    status, category, priority = (Counter(one[name] for one in created) for name in ("status", "category", "priority"))
    assert numbers.total_tickets == len(created)
    assert numbers.open_tickets == status["open"]
    assert numbers.unresolved_tickets == status["open"] + status["in_progress"]
    assert numbers.created_today == created_on.count(today)
    assert numbers.resolved_today == resolved_on.count(today)
    assert numbers.avg_tickets_per_day == float(average.quantize(Decimal("0.1"), ROUND_HALF_UP))
    assert numbers.category_breakdown == {key: category[key] for key in CATEGORIES}
    assert numbers.priority_breakdown == {key: priority[key] for key in taxonomy.PRIORITIES}


def check_times(found: pd.DataFrame, resolved: list[dict[str, Any]]) -> None:
    taken = sorted((t["resolved_at"] - t["created_at"]) / timedelta(hours=1) for t in resolved)
    ranks = [-(-len(taken) * percent // 100) - 1 for percent in (50, 90)]
    expected = [["all", len(taken), *(pytest.approx(taken[rank]) for rank in ranks)]] if taken else []
    assert found.to_numpy().tolist() == expected


@pytest.mark.parametrize("folded", [False, True], ids=["not folded", "folded"])
def test_tickets_of_every_door_are_counted_alike_by_rollups_and_tickets(folded: bool) -> None:
    doors.fill()
    if folded:
        maintenance.fold()
    rollup_support.check()
    assert maintenance.verify() == maintenance.Drift(0, ())
    with transaction() as session:
        counted = session.execute(text("SELECT count(*), count(*) FILTER (WHERE status = 'open') FROM ticket")).one()
    of_any_hour = TicketFilter(hour=tuple(range(24)))  # chooses every ticket, and the headline's rollups cannot tell
    assert not source.from_rollups(of_any_hour)
    known, recounted = stats.headline(), stats.headline(of_any_hour)
    assert (known.total_tickets, known.open_tickets) == tuple(counted)
    assert known == recounted
    assert stats.headline(TicketFilter(status=taxonomy.STATUSES)) == recounted
    whole, narrowed = stats.overview(TicketFilter()), stats.overview(TicketFilter(assignee=everybody()))
    assert whole.now == narrowed.now
    for name in (
        "days",
        "category",
        "priority",
        "pairs",
        "age",
        "week",
        "resolution",
        "acceptance",
        "resolution_trend",
    ):
        assert getattr(whole, name).equals(getattr(narrowed, name)), name


def everybody() -> tuple[str, ...]:
    """All that tickets are assigned to, and nobody: of every ticket, and no rollup knows."""
    with transaction() as session:
        return (NOBODY, *session.scalars(text("SELECT DISTINCT assignee FROM ticket WHERE assignee IS NOT NULL")))


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
    assert len([sql for sql in statements if not sql.startswith("BEGIN")]) == 1
