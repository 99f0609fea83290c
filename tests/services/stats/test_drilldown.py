"""The tickets behind suggestions and events: which filter lists them, what is said where counting takes too long."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services import stats
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, ticket_pages
from services.rollups import maintenance, totals
from services.stats.drilldown import tickets_with_event
from tests.services.stats.overview_support import live, some_lives

NOV_1, NOV_8, NOV_30 = date(2026, 11, 1), date(2026, 11, 8), date(2026, 11, 30)
NOON = datetime(2026, 11, 8, 12, tzinfo=UTC)
A_WEEK: dict[str, Any] = {"created_after": NOV_1, "created_before": NOV_8}


@pytest.mark.parametrize(
    ("current", "found"),
    [
        ({}, {"event": ("resolved",)}),
        (
            A_WEEK | {"status": ("open",)},
            {"event": ("resolved",), "event_after": NOV_1, "event_before": NOV_8, "status": ("open",)},
        ),
        (A_WEEK | {"event": ("resolved",)}, {"event": ("resolved",), "event_after": NOV_1, "event_before": NOV_8}),
        (A_WEEK | {"event_before": NOV_30}, {"event": ("resolved",), "event_after": NOV_1, "event_before": NOV_8}),
        (A_WEEK | {"event": ("resolved",), "event_after": NOV_8}, None),
        (
            A_WEEK | {"event": ("resolved",), "event_after": NOV_8, "event_before": NOV_8},
            {"event": ("resolved",), "event_after": NOV_8, "event_before": NOV_8},
        ),
        (A_WEEK | {"event_after": NOV_8, "event_before": NOV_8}, None),
        (A_WEEK | {"event": ("reopened",)}, None),
        ({"event": ("resolved",), "event_after": NOV_1}, {"event": ("resolved",), "event_after": NOV_1}),
        ({"created_after": NOON, "event_after": NOON}, {"event": ("resolved",), "event_after": NOON}),
        ({"created_after": NOON, "event_after": NOV_1}, None),
    ],
)
def test_tickets_with_an_event_in_the_period(current: dict[str, Any], found: dict[str, Any] | None) -> None:
    assert tickets_with_event(TicketFilter(**current), "resolved") == (None if found is None else TicketFilter(**found))


@pytest.mark.usefixtures("database")
def test_a_count_that_takes_too_long_leaves_the_transaction_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    live(some_lives(), zone="UTC")
    with transaction() as session:
        before = session.scalar(text("SHOW statement_timeout"))
        assert counting._count_quickly(session, select(Ticket.id)) == (100, True)
        monkeypatch.setattr(counting, "SMALL", -1)
        slow = select(Ticket.id).where(text("pg_sleep(0.02) IS NOT NULL"))
        assert counting._count_quickly(session, slow) == (0, False)
        assert session.scalar(text("SHOW statement_timeout")) == before


@pytest.fixture
def too_large_to_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "SMALL", -1)
    monkeypatch.setattr(counting, "COUNT_SECONDS", 0)


TODAY = datetime.now(UTC).date()
A_FORTNIGHT: dict[str, Any] = {"created_after": TODAY - timedelta(days=13), "created_before": TODAY}
NAMES = ("suggested", "resolved", "reopened")
SEEN = 2  # tickets by whoever reads a page of one


@pytest.mark.usefixtures("database", "too_large_to_count")
@pytest.mark.parametrize("period", [{}, A_FORTNIGHT], ids=["all time", "a fortnight"])
@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"category": ("billing", "account"), "status": ("resolved", "open")},
        {"source": ("keywords",)},
        {"source": ("keywords", "openai"), "suggestion": ("kept",)},
        {"event": ("resolved",)},
    ],
    ids=str,
)
def test_a_link_says_as_many_as_the_list_that_it_leads_to(asked: dict[str, Any], period: dict[str, Any]) -> None:
    live(some_lives() * 5, zone="UTC")
    maintenance.fold()
    found = stats.overview(TicketFilter(**asked, **period))
    for name in NAMES:
        listing = getattr(found, name)
        if listing and not {"source", "event"} <= {*listing.tickets.active()}:  # together no rollup knows them
            page = ticket_pages.page(listing.tickets, size=1)
            count = listing.count if listing.exact else max(listing.count, SEEN)
            assert (name, page.count, page.count_is_exact) == (name, count, listing.exact)


@pytest.mark.usefixtures("database", "too_large_to_count")
def test_what_cannot_be_counted_is_known_within_bounds() -> None:
    live(some_lives(), zone="UTC")
    many: dict[str, list[Any]] = {"source": [("keywords",), ("openai", "learned"), ()], "suggestion": [("kept",), ()]}
    asked: list[dict[str, Any]] = [dict(zip(many, values, strict=True)) for values in product(*many.values())]
    asked += [{"event": event} for event in (("resolved",), ("reopened",), ("resolved", "reopened"))]
    periods: list[dict[str, Any]] = [{}, A_FORTNIGHT, {"created_before": TODAY - timedelta(days=20)}]
    for one, period in product(asked, periods):
        named = "event" if "event" in one else "created"
        wanted = TicketFilter(**one, **{name.replace("created", named): day for name, day in period.items()})
        with transaction() as session:
            known = session.scalar(select(func.count()).select_from(Ticket).where(*wanted.clauses())) or 0
            least, most = totals.count_bounds(session, wanted) or (-1, -1)
        assert min(known, 1) <= least <= known <= most, wanted


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("asked", [{"assignee": ("Mei",)}, {"weekday": (1, 2, 3), "source": ("keywords",)}], ids=str)
@pytest.mark.parametrize("period", [{}, A_FORTNIGHT], ids=["all time", "a fortnight"])
def test_what_only_tickets_know_is_no_more_than_there_is(
    asked: dict[str, Any], period: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    live(some_lives() * 5, zone="UTC")
    known = stats.overview(TicketFilter(**asked, **period))
    request.getfixturevalue("too_large_to_count")
    rough = stats.overview(TicketFilter(**asked, **period))
    for name in NAMES:
        said, count = getattr(rough, name), getattr(known, name).count
        assert min(count, 1) <= said.count <= count
        assert not said.exact or said.count == count
    assert rough.resolved
    assert rough.resolved.count >= rough.now.resolved > 0


@pytest.mark.usefixtures("database", "too_large_to_count")
def test_what_happened_to_a_ticket_once_is_known_exactly() -> None:
    lives = [replace(life, reopened=()) for life in some_lives()]
    live(lives, zone="UTC")
    found = stats.overview(TicketFilter())
    assert found.resolved
    assert found.reopened
    assert (found.resolved.count, found.resolved.exact) == (sum(life.resolved is not None for life in lives), True)
    assert (found.reopened.count, found.reopened.exact) == (0, True)


@pytest.mark.usefixtures("database", "too_large_to_count")
@pytest.mark.parametrize("asked", [{}, {"assignee": ("Mei",)}], ids=str)
def test_there_is_a_way_to_whatever_happened(asked: dict[str, Any]) -> None:
    again = [replace(life, status="open", resolved=None) for life in some_lives() if life.reopened]
    live(again, zone="UTC")
    found = stats.overview(TicketFilter(**asked))
    assert (int(found.days["resolved"].sum()) > 1, found.now.resolved) == (True, 0)
    for listing in (found.resolved, found.reopened):
        assert listing
        assert (listing.count, listing.exact) == (1, False)
