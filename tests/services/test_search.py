"""Pages of tickets: order, bounds, counts, and what a search finds."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import search
from services.filters import TicketFilter

pytestmark = pytest.mark.usefixtures("database")


def insert_many(count: int) -> None:
    """Tickets "t1".."tN", each an hour older than the one before; two share each moment."""
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at)"
                " SELECT 't' || n, 'd', 'general', 'low', now() - (n / 2) * interval '1 hour'"
                " FROM generate_series(1, :count) AS n"
            ),
            {"count": count},
        )


def test_newest_first_and_the_later_id_first_among_equals() -> None:
    insert_many(5)
    assert [ticket.title for ticket in search.latest(4)] == ["t1", "t3", "t2", "t5"]
    assert [ticket.title for ticket in search.page(TicketFilter(), size=3).tickets] == ["t1", "t3", "t2"]


def test_pages_cover_everything_once() -> None:
    insert_many(53)
    pages = [search.page(TicketFilter(), number=number, size=25) for number in (1, 2, 3)]
    assert [len(page.tickets) for page in pages] == [25, 25, 3]
    assert len({ticket.id for page in pages for ticket in page.tickets}) == 53
    assert {(page.count, page.count_is_exact, page.pages) for page in pages} == {(53, True, 3)}


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 3)])
def test_a_page_out_of_range_is_the_nearest_one(asked: int, given: int) -> None:
    insert_many(53)
    page = search.page(TicketFilter(), number=asked, size=25)
    assert page.number == given
    assert page.tickets


def test_nothing_found_is_one_empty_page() -> None:
    page = search.page(TicketFilter(search="nothing"))
    assert (page.tickets, page.count, page.count_is_exact, page.number, page.pages) == ([], 0, True, 1, 1)


def test_counts_stop_at_the_cap_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "ROW_CAP", 50)
    insert_many(50)
    assert search.count(TicketFilter()) == (50, True)
    insert_many(1)
    assert search.count(TicketFilter()) == (50, False)
    page = search.page(TicketFilter(), number=3, size=25)
    assert (page.number, page.pages, page.count_is_exact) == (2, 2, False)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("über", True),
        ("ÜBER", True),
        ("uber", True),
        ("Überw", True),
        ("refund card", True),
        ("refund cheque", False),
        ("refund or cheque", True),
        ("cheque or refund or", True),
        ("refund -cards", False),
        ("refund -cheque", True),
        ('"refunded to my cards"', True),
        ('"cards my to"', False),
        ('"karte uberweisung"', False),
        ('"karte refunded"', False),
        ('-"refunded to my cards"', False),
        ('"refunded to', True),
        ("the", True),
        ("%", False),
        ("_", False),
        ("' OR 1=1 --", False),
        ("refund:* & !card | (", True),
        ("#1", True),
        ("#2", False),
        ("日本語", True),
        ("日本", True),
    ],
)
def test_what_a_search_finds(typed: str, found: bool) -> None:
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority)"
                " VALUES ('ÜBERWEISUNG über Karte', 'Refunded to my cards by the bank 日本語', 'billing', 'low')"
            )
        )
    assert bool(search.page(TicketFilter(search=typed)).tickets) is found
