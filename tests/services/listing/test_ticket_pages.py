"""Pages of tickets: order, bounds and relevance."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, ticket_pages
from services.tickets import editing
from services.tickets.editing import NewTicket, TicketChange
from tests.services.listing.support import insert_many, insert_titles

pytestmark = pytest.mark.usefixtures("database")


def test_newest_first_and_the_later_id_first_among_equals() -> None:
    insert_many(5)
    assert [ticket.title for ticket in ticket_pages.latest(4)] == ["t1", "t3", "t2", "t5"]
    assert [ticket.title for ticket in ticket_pages.page(TicketFilter(), size=3).tickets] == ["t1", "t3", "t2"]


def test_pages_cover_everything_once() -> None:
    insert_many(53)
    pages = [ticket_pages.page(TicketFilter(), number=number, size=25) for number in (1, 2, 3)]
    assert [len(page.tickets) for page in pages] == [25, 25, 3]
    assert len({ticket.id for page in pages for ticket in page.tickets}) == 53
    assert {(page.count, page.count_is_exact, page.pages) for page in pages} == {(53, True, 3)}


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-3, 1), (99, 3)])
def test_a_page_out_of_range_is_the_nearest_one(asked: int, given: int) -> None:
    insert_many(53)
    page = ticket_pages.page(TicketFilter(), number=asked, size=25)
    assert page.number == given
    assert page.tickets


def test_nothing_found_is_one_empty_page() -> None:
    page = ticket_pages.page(TicketFilter(search="nothing"))
    assert (page.tickets, page.count, page.count_is_exact, page.number, page.pages) == ([], 0, True, 1, 1)


@pytest.mark.parametrize("change", [{"title": "Screen"}, {"description": "Screen"}], ids=str)
@pytest.mark.parametrize("words", ["toner screen", "tone scree", "oner cree"], ids=["words", "beginnings", "within"])
def test_a_search_knows_a_text_as_it_was_edited_last(change: dict[str, str], words: str) -> None:
    before, after = words.split()
    new = NewTicket(title="Toner", description="Toner", category="general", priority="low")
    ticket = editing.create(
        new.model_copy(update={name: "x" for name in ("title", "description") if name not in change})
    )
    for typed, found in ((before, 1), (after, 0)):
        assert counting.count(TicketFilter(search=typed)) == (found, True)
    editing.edit(ticket.ticket.id, TicketChange(**change))
    for typed, found in ((before, 0), (after, 1)):
        assert counting.count(TicketFilter(search=typed)) == (found, True)
        assert len(ticket_pages.page(TicketFilter(search=typed), order="relevance").tickets) == found


def test_relevance_puts_the_title_above_the_text_and_newest_among_equals() -> None:
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority, created_at) VALUES"
                " ('In the text', 'a refund', 'billing', 'low', now()),"
                " ('Refund', 'x', 'billing', 'low', now() - interval '9 days'),"
                " ('Refund', 'y', 'billing', 'low', now() - interval '1 day')"
            )
        )
    asked = TicketFilter(search="refund")
    assert [t.description for t in ticket_pages.page(asked, order="relevance").tickets] == ["y", "x", "a refund"]
    assert [t.description for t in ticket_pages.page(asked).tickets] == ["a refund", "y", "x"]
    assert [t.description for t in ticket_pages.page(asked, number=2, size=2, order="relevance").tickets] == [
        "a refund"
    ]
    assert ticket_pages.page(TicketFilter(), order="relevance").ranked is False


def test_relevance_ends_at_what_was_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket_pages, "RANKED_MAX", 10)
    insert_titles(*["refund"] * 30)
    ranked = ticket_pages.page(TicketFilter(search="refund"), number=9, size=5, order="relevance")
    assert (ranked.pages, ranked.number, ranked.count, len(ranked.tickets)) == (2, 2, 30, 5)
