"""How many tickets match: exactly, up to the cap, or as many as could be counted in time."""

from __future__ import annotations

import gc
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Select, func, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, ticket_pages
from services.rollups import maintenance
from tests.services.listing.support import insert_many

pytestmark = pytest.mark.usefixtures("database")


def test_counts_stop_at_the_cap_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ROW_CAP", 50)
    searched = TicketFilter(search="d")
    insert_many(50)
    assert counting.count(searched) == (50, True)
    insert_many(1)
    assert counting.count(searched) == (50, False)
    page = ticket_pages.page(searched, number=3, size=25)
    assert (page.number, page.pages, page.count_is_exact) == (2, 2, False)


def test_counts_that_the_totals_know_go_on_beyond_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "ROW_CAP", 4)
    insert_many(6)
    maintenance.fold()
    insert_many(1)
    with transaction() as session:
        session.execute(text("UPDATE ticket SET status = 'closed', priority = 'high' WHERE title = 't3'"))
    counts = {
        TicketFilter(): 7,
        TicketFilter(category=("general",), status=("open", "in_progress")): 6,
        TicketFilter(priority=("high",)): 1,
        TicketFilter(category=("billing",)): 0,
    }
    assert {asked: counting.count(asked) for asked in counts} == {asked: (n, True) for asked, n in counts.items()}
    page = ticket_pages.page(TicketFilter(), number=9, size=2)
    assert (page.count, page.count_is_exact, page.number, page.pages) == (7, True, 2, 2)
    assert counting.count(TicketFilter(created_after=date(2000, 1, 1))) == (7, True)
    for asked in (TicketFilter(assignee=("nobody",)), TicketFilter(created_after=datetime(2000, 1, 1, tzinfo=UTC))):
        assert counting.count(asked) == (4, False)
    assert counting.count(TicketFilter(), after_id=ticket_pages.newest_id() - 5) == (4, False)
    assert counting.count(TicketFilter(), after_id=ticket_pages.newest_id() - 2) == (2, True)


def test_on_a_large_desk_a_count_that_takes_too_long_says_how_many_there_are_at_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = TicketFilter(search="d")
    insert_many(60)
    maintenance.fold()
    monkeypatch.setattr(counting, "SMALL", 59)
    monkeypatch.setattr(counting, "COUNT_SECONDS", 30)
    page = ticket_pages.page(searched, size=25)
    assert (page.count, page.count_is_exact, page.pages) == (60, True, 3)
    monkeypatch.setattr(counting, "COUNT_SECONDS", 0)
    pages = [ticket_pages.page(searched, number=number, size=25) for number in (1, 2, 3, 4)]
    assert [(page.number, page.count, page.count_is_exact, page.pages) for page in pages] == [
        (1, 26, False, 2),
        (2, 51, False, 3),
        (3, 60, True, 3),  # whose last row is the last of all
        (3, 60, True, 3),
    ]
    assert counting.count(searched) == (60, True)
    monkeypatch.setattr(counting, "SMALL", 60)
    assert ticket_pages.page(searched, size=25).count_is_exact


def counted_in(seconds: float, matching: Select[Any], most: int) -> tuple[int, bool]:
    with transaction() as session:
        return counting.count_rows(session, seconds, matching, most)


@pytest.mark.parametrize(
    ("most", "counted"), [(59, (59, False)), (60, (60, True)), (149, (60, True)), (49, (49, False))]
)
def test_a_count_in_time_stops_at_the_most(most: int, counted: tuple[int, bool]) -> None:
    insert_many(60)
    assert counted_in(30, select(Ticket.id), most) == counted


def test_a_count_whose_first_rows_take_too_long_is_none() -> None:
    insert_many(1)
    slow = select(Ticket.id).where(func.pg_sleep(5).is_not(None))
    assert counted_in(0.02, slow, 10) == (0, False)


def test_a_count_whose_time_ends_between_two_statements_leaves_no_cursor_open(monkeypatch: pytest.MonkeyPatch) -> None:
    insert_many(60)
    late = "SELECT set_config('statement_timeout', '200', true), CASE :milliseconds WHEN '0' THEN pg_sleep(5) END"
    monkeypatch.setattr(counting, "_TIMEOUT", text(late))
    assert counted_in(30, select(Ticket.id), 49) == (49, False)
    gc.collect()  # psycopg warns of an open cursor, and a warning fails the test


@pytest.mark.parametrize(
    ("counted", "said"), [(0, 0), (1, 1), (4, 2), (9, 5), (99, 50), (100, 100), (2_345, 2_000), (10_000, 10_000)]
)
def test_a_count_that_was_stopped_is_rounded_down(counted: int, said: int) -> None:
    assert counting.rounded_down(counted) == said
