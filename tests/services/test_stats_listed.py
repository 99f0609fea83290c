"""The tickets behind suggestions and events: which filter lists them, what is said where counting takes too long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select, text

from db.engine import transaction
from db.tables import Ticket
from services import search_count, stats
from services.filters import TicketFilter
from services.stats.listed import happened
from tests.services.overview_support import live, some_lives

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
    assert happened(TicketFilter(**current), "resolved") == (None if found is None else TicketFilter(**found))


@pytest.mark.usefixtures("database")
def test_a_count_that_takes_too_long_leaves_the_transaction_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    live(some_lives(), zone="UTC")
    with transaction() as session:
        before = session.scalar(text("SHOW statement_timeout"))
        assert search_count.counted_beside(session, select(Ticket.id)) == (100, True)
        monkeypatch.setattr(search_count, "SMALL", -1)
        slow = select(Ticket.id).where(text("pg_sleep(0.02) IS NOT NULL"))
        assert search_count.counted_beside(session, slow) == (0, False)
        assert session.scalar(text("SHOW statement_timeout")) == before


@pytest.mark.usefixtures("database")
def test_what_could_not_be_counted_is_at_least_what_the_rollups_know(monkeypatch: pytest.MonkeyPatch) -> None:
    live(some_lives(), zone="UTC")
    exact = stats.overview(TicketFilter())
    monkeypatch.setattr(search_count, "SMALL", -1)
    monkeypatch.setattr(search_count, "COUNT_SECONDS", 0)
    rough = stats.overview(TicketFilter())
    for name in ("suggested", "resolved", "reopened"):
        known, said = getattr(exact, name), getattr(rough, name)
        assert (known.exact, said.exact, said.tickets) == (True, False, known.tickets)
        assert 0 < said.count <= known.count
    one_source = stats.overview(TicketFilter(source=("keywords",)))
    assert one_source.suggested
    assert (one_source.suggested.count, one_source.suggested.exact) == (one_source.now.suggested, True)
    assert rough.resolved
    assert rough.resolved.count == rough.now.resolved
