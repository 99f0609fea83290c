"""Tickets in every order, and the neighbours of each, against sorting in Python."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.listing import sorted_pages
from services.listing.sorted_pages import Order
from services.tickets import editing
from services.tickets.editing import NewTicket, Ticket, TicketChange

PRIORITIES = ("low", "medium", "high", "critical")
KEYS: dict[Order, Any] = {
    "newest": lambda t: (-t.created_at.timestamp(), -t.id),
    "relevance": lambda t: (-t.created_at.timestamp(), -t.id),
    "age": lambda t: (t.created_at.timestamp(), t.id),
    "priority": lambda t: (-PRIORITIES.index(t.priority), t.created_at.timestamp(), t.id),
    "updated": lambda t: (-t.updated_at.timestamp(), -t.id),
}


@pytest.fixture
def filed(database: None) -> list[Ticket]:
    """Eleven tickets; times and priorities repeat."""
    ids = [
        editing.create(NewTicket(title="T", description="x", category="billing", priority=priority)).ticket.id
        for priority in (PRIORITIES[:3] * 4)[:11]
    ]
    with transaction() as session:
        session.execute(text("ALTER TABLE ticket DISABLE TRIGGER USER"))
        session.execute(text("UPDATE ticket SET created_at = timestamptz '2026-01-01' + (id % 4) * interval '1 day'"))
        session.execute(text("ALTER TABLE ticket ENABLE TRIGGER USER"))
    for one in ids[::4]:
        editing.edit(one, TicketChange(status="in_progress"))
    return [editing.get(one) for one in ids]


@pytest.mark.parametrize("order", sorted_pages.ORDERS)
@pytest.mark.parametrize("ticket_filter", [TicketFilter(), TicketFilter(status=("open",))], ids=["all", "open"])
def test_pages_and_neighbours(filed: list[Ticket], order: Order, ticket_filter: TicketFilter) -> None:
    matching = [t for t in filed if t.status in (ticket_filter.status or (t.status,))]
    expected = [t.id for t in sorted(matching, key=KEYS[order])]
    pages = [sorted_pages.page(ticket_filter, order=order, number=n, size=4) for n in (1, 2, 3)]
    assert [t.id for page in pages for t in page.tickets][: len(expected)] == expected
    assert {(page.count, page.pages) for page in pages} == {(len(expected), -(-len(expected) // 4))}
    assert sorted_pages.page(ticket_filter, order=order, number=99, size=4).number == pages[-1].pages
    for place, one in enumerate(expected):
        before = expected[place - 1] if place else None
        behind = expected[place + 1] if place + 1 < len(expected) else None
        assert sorted_pages.previous_and_next(ticket_filter, editing.get(one), order=order) == (before, behind)
