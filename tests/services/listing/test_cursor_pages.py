"""Cursors; what the links do is in tests/api/test_paging.py."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.filters.ticket_filter import TicketFilter
from services.listing import cursor_pages
from services.listing.cursor_pages import PageRequest
from services.tickets.editing import create
from services.tickets.schemas import NewTicket


@pytest.mark.usefixtures("_open_database")
@settings(max_examples=50, deadline=None)
@given(st.from_regex(cursor_pages.CURSOR_FORM, fullmatch=True))
def test_every_string_of_the_form_is_a_position(cursor: str) -> None:
    request = PageRequest(cursor=cursor.strip())
    found = cursor_pages.read_page(TicketFilter(), request)
    for link in (found.next, found.previous):
        assert link is None or re.fullmatch(cursor_pages.CURSOR_FORM, link)


def test_tickets_of_one_moment_are_told_apart_by_id(database: None) -> None:
    from sqlalchemy import text

    from db.engine import transaction

    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority)"
                " SELECT 't', 'd', 'general', 'low' FROM generate_series(1, 5)"
            )
        )
    first = cursor_pages.read_page(TicketFilter(), PageRequest(size=3))
    second = cursor_pages.read_page(TicketFilter(), PageRequest(size=3, cursor=first.next))
    assert [ticket.id for ticket in (*first.tickets, *second.tickets)] == [5, 4, 3, 2, 1]


def walk(request: PageRequest, link: str) -> list[list[int]]:
    """The ids of every page from this one on, along one kind of link; none of them is empty."""
    pages, cursor = [], request.cursor
    while True:
        found = cursor_pages.read_page(TicketFilter(), replace(request, cursor=cursor))
        pages.append([ticket.id for ticket in found.tickets])
        if (cursor := getattr(found, link)) is None:
            return pages


@pytest.mark.parametrize(
    ("tickets", "pages"),
    [
        (0, [[]]),
        (1, [[1]]),
        (3, [[3, 2, 1]]),
        (4, [[4, 3, 2], [1]]),
        (6, [[6, 5, 4], [3, 2, 1]]),
        (7, [[7, 6, 5], [4, 3, 2], [1]]),
    ],
)
def test_links_lead_to_every_page_and_no_further(tickets: int, pages: list[list[int]], database: None) -> None:
    for _ in range(tickets):
        create(NewTicket(title="t", description="d", category="general", priority="low"))
    assert walk(PageRequest(size=3), "next") == pages
    if len(pages) > 1:
        last = cursor_pages.read_page(TicketFilter(), PageRequest(size=3))
        for _ in pages[2:]:
            last = cursor_pages.read_page(TicketFilter(), PageRequest(size=3, cursor=last.next))
        back = walk(PageRequest(size=3, cursor=last.next), "previous")
        assert back[0] == pages[-1]
        assert [ticket for page in reversed(back) for ticket in page] == list(range(tickets, 0, -1))


def test_a_page_is_three_statements(database: None) -> None:
    """However many tickets: its rows, their number, and whether retention removed any; none for each of them."""
    from sqlalchemy import event

    from db.engine import engine

    for _ in range(4):
        create(NewTicket(title="t", description="d", category="general", priority="low"))
    statements: list[str] = []

    def note(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(engine(), "before_cursor_execute", note)
    try:
        read = cursor_pages.read_page(TicketFilter(), PageRequest(size=3))
        assert (len(read.tickets), read.count) == (3, 4)
    finally:
        event.remove(engine(), "before_cursor_execute", note)
    assert len([statement for statement in statements if not statement.startswith("BEGIN")]) == 3


@pytest.mark.parametrize("asked", [TicketFilter(), TicketFilter(search="t"), TicketFilter(search="x")], ids=str)
def test_a_first_page_that_is_the_last_counts_itself(asked: TicketFilter, database: None) -> None:
    for _ in range(4):
        create(NewTicket(title="t", description="d", category="general", priority="low"))
    for size in (3, 4, 5):
        read = cursor_pages.read_page(asked, PageRequest(size=size))
        assert (read.count, read.count_is_exact) == (0 if asked.search == "x" else 4, True)
        assert (read.next is not None) == (size == 3 and asked.search != "x")
