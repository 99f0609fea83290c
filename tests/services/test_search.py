"""Pages of tickets: order, bounds, counts, and what a search finds."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Select, delete, func, select, text

from db.engine import transaction
from db.tables import Ticket
from services import rollups, search, search_count, search_terms, stats, ticket_rows
from services.filters import TicketFilter
from services.ticket_rows import in_order

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
    for module in (search, search_count):
        monkeypatch.setattr(module, "ROW_CAP", 50)
    searched = TicketFilter(search="d")
    insert_many(50)
    assert search.count(searched) == (50, True)
    insert_many(1)
    assert search.count(searched) == (50, False)
    page = search.page(searched, number=3, size=25)
    assert (page.number, page.pages, page.count_is_exact) == (2, 2, False)


def test_counts_that_the_totals_know_go_on_beyond_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "ROW_CAP", 4)
    insert_many(6)
    rollups.fold()
    insert_many(1)
    with transaction() as session:
        session.execute(text("UPDATE ticket SET status = 'closed', priority = 'high' WHERE title = 't3'"))
    counts = {
        TicketFilter(): 7,
        TicketFilter(category=("general",), status=("open", "in_progress")): 6,
        TicketFilter(priority=("high",)): 1,
        TicketFilter(category=("billing",)): 0,
    }
    assert {asked: search.count(asked) for asked in counts} == {asked: (n, True) for asked, n in counts.items()}
    page = search.page(TicketFilter(), number=9, size=2)
    assert (page.count, page.count_is_exact, page.number, page.pages) == (7, True, 2, 2)
    assert search.page_beside(TicketFilter(), search.Position.of(page.tickets[-1]), size=2).count == 7
    assert search.count(TicketFilter(created_after=date(2000, 1, 1))) == (7, True)
    for asked in (TicketFilter(assignee=("nobody",)), TicketFilter(created_after=datetime(2000, 1, 1, tzinfo=UTC))):
        assert search.count(asked) == (4, False)
    assert search.count(TicketFilter(), after_id=search.newest_id() - 5) == (4, False)
    assert search.count(TicketFilter(), after_id=search.newest_id() - 2) == (2, True)


def test_on_a_large_desk_a_count_that_takes_too_long_says_how_many_there_are_at_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched = TicketFilter(search="d")
    insert_many(60)
    rollups.fold()
    monkeypatch.setattr(search_count, "SMALL", 59)
    monkeypatch.setattr(search_count, "COUNT_SECONDS", 30)
    page = search.page(searched, size=25)
    assert (page.count, page.count_is_exact, page.pages) == (60, True, 3)
    monkeypatch.setattr(search_count, "COUNT_SECONDS", 0)
    pages = [search.page(searched, number=number, size=25) for number in (1, 2, 3, 4)]
    assert [(page.number, page.count, page.count_is_exact, page.pages) for page in pages] == [
        (1, 26, False, 2),
        (2, 51, False, 3),
        (3, 60, True, 3),  # whose last row is the last of all
        (3, 60, True, 3),
    ]
    assert search.count(searched) == (60, True)
    monkeypatch.setattr(search_count, "SMALL", 60)
    assert search.page(searched, size=25).count_is_exact


def counted_in(seconds: float, matching: Select[Any], most: int) -> tuple[int, bool]:
    with transaction() as session:
        return search_count.counted_in(session, seconds, matching, most)


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


@pytest.mark.parametrize(
    ("counted", "said"), [(0, 0), (1, 1), (4, 2), (9, 5), (99, 50), (100, 100), (2_345, 2_000), (10_000, 10_000)]
)
def test_a_count_that_was_stopped_is_rounded_down(counted: int, said: int) -> None:
    assert search_count.rounded_down(counted) == said


TEXT = (
    "ÜBERWEISUNG über Karte",
    "Refunded to my cards by the bank 日本語. Error ERR-4031 in C:\\temp\\a_b, 100% sure; v2.17",
)

FINDS = [
    ("über", True),
    ("ÜBER", True),
    ("uber", True),
    ("Überw", True),
    ("refund card", True),
    ("refund cheque", False),
    ("refund or cheque", True),
    ("cheque or refund or", True),
    ("cheque OR karte", True),
    ("refund -cards", False),
    ("refund -cheque", True),
    ("-cheque", True),
    ('"refunded to my cards"', True),
    ('"cards my to"', False),
    ('"karte uberweisung"', False),
    ('"karte refunded"', False),
    ('-"refunded to my cards"', False),
    ('"refunded to', True),
    ('""', False),
    ("the", True),
    ("%", False),
    ("_", False),
    ("' OR 1=1 --", False),
    ("refund:* & !card | (", True),
    ("#1", True),
    ("#2", False),
    ("日本語", True),
    ("日本", True),
    # a word still being typed, and short words that are whole
    ("refun", True),
    ("refunded t", True),
    ("t refunded", False),
    ("to refunded", True),
    # codes: anywhere, also within a word, and every character as it stands
    ("ERR-4031", True),
    ("err-40", True),
    ("R-403", True),
    ("4031", True),
    ("4032", False),
    ("v2.1", True),
    ("v2_1", False),
    ("a_b", True),
    ("aXb", False),
    ("100%", True),
    ("c:\\temp", True),
    ("refund 4031", True),
    ("refund -4031", False),
    ("cheque or 4031", True),
    ("cheque 4031", False),
    # within words, where words find nothing
    ("weisung", True),
    ("eisun efund", True),
    ("eisun cheque", False),
    ("weisung -cheque", False),
    ("本語", False),  # too short to be looked for within words
]


def file_the_text() -> None:
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority) VALUES (:title, :text, 'billing', 'low')"
            ),
            {"title": TEXT[0], "text": TEXT[1]},
        )


def test_what_a_search_finds() -> None:
    file_the_text()
    found = {typed: bool(search.page(TicketFilter(search=typed)).tickets) for typed, _ in FINDS}
    assert found == dict(FINDS)


def test_a_search_counts_what_it_finds_on_every_page() -> None:
    file_the_text()
    for typed, finds in FINDS:
        asked = TicketFilter(search=typed)
        assert (search.count(asked), stats.headline(asked).total_tickets) == ((finds, True), finds), typed


def test_pieces_of_words_are_not_mixed_with_words() -> None:
    insert_titles("Payment", "Prepayment", "Repaymentform")
    assert found_titles("payment") == ["Payment"]
    assert stats.headline(TicketFilter(search="payment")).total_tickets == 1
    assert found_titles("aymen") == ["Repaymentform", "Prepayment", "Payment"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)
    | st.text("ab1-'\"%_\\:&|!()<>* #or", max_size=30)
)
def test_no_search_is_an_error(typed: str) -> None:
    asked = TicketFilter(search=typed)
    assert search.page(asked).count == stats.headline(asked).total_tickets
    search.page(asked, order="relevance")
    search.did_you_mean(typed)
    search.similar(typed)


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
    assert [t.description for t in search.page(asked, order="relevance").tickets] == ["y", "x", "a refund"]
    assert [t.description for t in search.page(asked).tickets] == ["a refund", "y", "x"]
    assert [t.description for t in search.page(asked, number=2, size=2, order="relevance").tickets] == ["a refund"]
    assert search.page(TicketFilter(), order="relevance").ranked is False


def test_relevance_ends_at_what_was_ranked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "RANKED_MAX", 10)
    insert_titles(*["refund"] * 30)
    ranked = search.page(TicketFilter(search="refund"), number=9, size=5, order="relevance")
    assert (ranked.pages, ranked.number, ranked.count, len(ranked.tickets)) == (2, 2, 30, 5)


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


def test_of_several_words_the_index_is_asked_for_the_rarest(monkeypatch: pytest.MonkeyPatch) -> None:
    insert_titles(*["invoice overdue"] * 30, *["invoice printing"] * 30, "invoice overdue printing", "printing overdue")
    with transaction() as session:
        session.execute(text("ANALYZE ticket_document"))
    searches = [
        "invoice overdue",
        "overdue print",
        "invoice overdue printing",
        "overdue lost",
        "ice rinti",
        "ove prin in",
    ]
    usual = {typed: [ticket.id for ticket in search.rows(TicketFilter(search=typed), limit=99)] for typed in searches}
    monkeypatch.setattr(search_terms, "FREQUENT", 1)
    with transaction() as session:
        assert "ts_match_vq" in str(search_terms.found(session, "overdue print"))
    for typed, expected in usual.items():
        asked = TicketFilter(search=typed)
        assert [ticket.id for ticket in search.rows(asked, limit=99)] == expected, typed
        assert search.count(asked) == (len(expected), True)
    assert [len(found) for found in usual.values()] == [31, 2, 1, 0, 31, 1]


def test_a_term_in_which_the_database_sees_no_word_asks_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    insert_titles(*["refund x"] * 30, "refund", "x")
    with transaction() as session:
        session.execute(text("ANALYZE ticket_document"))
    found = {
        "² refund": 31,
        "₂ refund": 31,
        "ʼ refund": 31,
        "ʼ ² refund": 31,
        "refund ʻ x": 30,
        "㉈ refund x": 30,
        "ʼ ²": 0,
    }
    for frequent in (search_terms.FREQUENT, 1):
        monkeypatch.setattr(search_terms, "FREQUENT", frequent)
        assert {typed: search.count(TicketFilter(search=typed))[0] for typed in found} == found


@pytest.mark.parametrize(
    ("far", "combinations"), [(500, 200), (9, 200), (9, 1)], ids=["near", "far", "far under many combinations"]
)
@pytest.mark.parametrize("given", COMBINATIONS)
def test_pages_both_ways_and_by_number_agree_with_a_plain_query(
    given: dict[str, Any], far: int, combinations: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket_rows, "FAR", far)
    monkeypatch.setattr(ticket_rows, "COMBINATIONS_MAX", combinations)
    insert_mixed(240)
    asked = TicketFilter(**given)
    with transaction() as session:
        plain = session.scalars(select(Ticket.id).where(*asked.clauses()).order_by(*in_order(Ticket))).all()
    assert len(plain) > 14
    numbered = [search.page(asked, number=number + 1, size=7) for number in range(-(-len(plain) // 7))]
    onward = [first := search.page(asked, size=7)]
    while onward[-1].has_older:
        assert onward[-1].last
        onward.append(search.page_beside(asked, onward[-1].last, size=7))
    back = [onward[-1]]
    while back[-1].has_newer and back[-1].tickets and back[-1].tickets[0].id != first.tickets[0].id:
        assert back[-1].first
        back.append(search.page_beside(asked, back[-1].first, newer=True, size=7))
    for pages in (numbered, onward, back[::-1]):
        assert [ticket.id for page in pages for ticket in page.tickets] == list(plain)
    assert not back[-1].has_newer or back[-1] is onward[-1]


def test_next_passes_each_ticket_once_while_others_are_filed_and_deleted() -> None:
    insert_mixed(120)
    asked = TicketFilter(status=("open", "closed"), priority=("low", "high"))
    with transaction() as session:
        before = set(session.scalars(select(Ticket.id).where(*asked.clauses())))
    seen: list[int] = []
    page = search.page(asked, size=5)
    gone: set[int] = set()
    while page.tickets:
        seen += [ticket.id for ticket in page.tickets]
        assert page.last
        with transaction() as session:
            # The ticket the position was taken from goes, and new ones come before and behind it.
            session.execute(delete(Ticket).where(Ticket.id == page.last.id))
            gone.add(page.last.id)
        insert_mixed(4)
        page = search.page_beside(asked, page.last, size=5)
    assert len(seen) == len(set(seen))
    assert before <= set(seen)
    assert gone <= set(seen)


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


def insert_titles(*titles: str) -> None:
    with transaction() as session:
        for title in titles:
            session.execute(
                text(
                    "INSERT INTO ticket (title, description, category, priority) VALUES (:title, 'd', 'general', 'low')"
                ),
                {"title": title},
            )


def found_titles(typed: str) -> list[str]:
    return [ticket.title for ticket in search.page(TicketFilter(search=typed)).tickets]
