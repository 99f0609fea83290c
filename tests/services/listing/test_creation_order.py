"""Pages by key and by number against a plain query."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import delete, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.listing import creation_order, ticket_pages
from services.listing.creation_order import Position, order_by_creation

pytestmark = pytest.mark.usefixtures("database")

COMBINATIONS = [
    {},
    {"status": ("open",)},
    {"category": ("billing", "general")},
    {"category": ("billing", "general"), "priority": ("low", "high"), "status": ("open", "in_progress", "resolved")},
    {"priority": ("low",), "status": ("open", "in_progress")},
    {"category": ("billing",), "search": "ticket"},
    {"assignee": ("Mei", "nobody"), "status": ("open", "closed")},
    {"status": ("open", "resolved"), "created_after": date(2026, 1, 4), "created_before": date(2026, 1, 12)},
]


@pytest.mark.parametrize(
    ("far", "combinations"), [(500, 200), (9, 200), (9, 1)], ids=["near", "far", "far under many combinations"]
)
@pytest.mark.parametrize("given", COMBINATIONS)
def test_pages_both_ways_and_by_number_agree_with_a_plain_query(
    given: dict[str, Any], far: int, combinations: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creation_order, "MERGE_UP_TO", far)
    monkeypatch.setattr(creation_order, "COMBINATIONS_MAX", combinations)
    insert_mixed(240)
    asked = TicketFilter(**given)
    with transaction() as session:
        plain = session.scalars(select(Ticket.id).where(*asked.clauses()).order_by(*order_by_creation(Ticket))).all()
    assert len(plain) > 14
    numbered = [ticket_pages.page(asked, number=number + 1, size=7) for number in range(-(-len(plain) // 7))]
    assert [ticket.id for page in numbered for ticket in page.tickets] == list(plain)
    for oldest_first in (False, True):
        walked = [ticket.id for rows in by_key(asked, oldest_first=oldest_first) for ticket in rows]
        assert walked == (plain[::-1] if oldest_first else list(plain))


def by_key(asked: TicketFilter, *, oldest_first: bool) -> Iterator[list[Ticket]]:
    """From one end to the other, each time beyond the last of the rows before."""
    rows = ticket_pages.read_tickets(asked, limit=7, oldest_first=oldest_first)
    while rows:
        yield rows
        rows = ticket_pages.read_tickets(asked, limit=7, after=Position.of(rows[-1]), oldest_first=oldest_first)


def test_next_passes_each_ticket_once_while_others_are_filed_and_deleted() -> None:
    insert_mixed(120)
    asked = TicketFilter(status=("open", "closed"), priority=("low", "high"))
    with transaction() as session:
        before = set(session.scalars(select(Ticket.id).where(*asked.clauses())))
    seen: list[int] = []
    for rows in by_key(asked, oldest_first=False):
        seen += [ticket.id for ticket in rows]
        with transaction() as session:
            # The ticket the position was taken from goes, and new ones come before and behind it.
            session.execute(delete(Ticket).where(Ticket.id == rows[-1].id))
        insert_mixed(4)
    assert len(seen) == len(set(seen))
    assert before <= set(seen)


def insert_mixed(count: int) -> None:
    """Tickets of every category, priority, status and two assignees, over January 2026; some share their moment."""
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, status, assignee, created_at)"
                " SELECT 'Ticket ' || n, 'd', (ARRAY['billing', 'technical', 'account', 'general'])[1 + n * 7 % 4],"
                "  (enum_range(NULL::ticket_priority))[1 + n * 5 / 3 % 4],"
                "  (enum_range(NULL::ticket_status))[1 + n * 11 / 5 % 4], (ARRAY['Mei', 'Ann', NULL])[1 + n % 3],"
                "  timestamptz '2026-01-01Z' + (n * 37 % 240 / 3) * interval '9 hours'"
                " FROM generate_series(1, :count) AS n"
            ),
            {"count": count},
        )
