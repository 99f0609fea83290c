"""Search block by block: the newest first wherever they stand, under any filter, and while entries are being made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, ticket_pages
from services.listing.creation_order import Position
from services.text_search import blocks
from services.tickets import editing, notes
from services.tickets.schemas import NewNote

pytestmark = pytest.mark.usefixtures("database")

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
BLOCK = 8_192
# Where the tickets stand in id and time: one block after the other, the other way round, mixed, all at one moment.
IN_ORDER, REVERSED, MIXED, AT_ONCE = "n", "-n", "n * 7 % 31", "0"


INSERT = (
    "INSERT INTO ticket (id, title, description, category, priority, created_at) OVERRIDING SYSTEM VALUE"
    " SELECT n / 10 * 8192 + n % 10 + 1, CASE n % 3 WHEN 0 THEN 'invoice paid' ELSE 'invoices late' END, 'd',"
    " CASE n % 2 WHEN 0 THEN 'billing' ELSE 'general' END, 'low', :begin + interval '1 hour' * ({hours})"
    " FROM generate_series(0, 59) AS n RETURNING created_at, id, title"
)


def insert(hours: str) -> list[tuple[datetime, int]]:
    """Sixty tickets in six blocks, every third with the word; where these stand, the newest first."""
    with transaction() as session:
        rows = session.execute(text(INSERT.format(hours=hours)), {"begin": BEGIN}).all()
    return sorted(((row[0], row[1]) for row in rows if row[2] == "invoice paid"), reverse=True)


@pytest.mark.parametrize("hours", [IN_ORDER, REVERSED, MIXED, AT_ONCE])
def test_pages_are_in_order_wherever_blocks_lie_in_time(hours: str) -> None:
    newest = insert(hours)
    asked = TicketFilter(search="invoice paid")
    for oldest_first, limit, place in product((False, True), (1, 3, 19, 50), (None, 0, 4, 18)):
        expected = newest[::-1] if oldest_first else newest
        after = None if place is None else Position(*expected[place])
        tickets = ticket_pages.read_tickets(asked, limit=limit, after=after, oldest_first=oldest_first)
        begin = 0 if place is None else place + 1
        assert [(t.created_at, t.id) for t in tickets] == expected[begin : begin + limit], (oldest_first, limit, place)
    assert [t.id for t in ticket_pages.read_tickets(asked, limit=4, offset=5)] == [key for _, key in newest[5:9]]
    assert counting.count(asked) == (20, True)


def test_a_filter_beside_the_search_leaves_out_and_keeps_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    newest = insert(MIXED)
    with transaction() as session:
        billing = set(session.scalars(text("SELECT id FROM ticket WHERE category = 'billing'")))
    since = BEGIN + timedelta(hours=15)
    asked = TicketFilter(search="invoice paid", category=("billing",), created_after=since)
    expected = [key for created_at, key in newest if key in billing and created_at >= since]
    for few in (0, 2_000):  # matches are looked up among the tickets, or the tickets among the matches
        monkeypatch.setattr("services.listing.probing.FEW", few)
        assert [ticket.id for ticket in ticket_pages.read_tickets(asked, limit=50)] == expected
        assert counting.count(asked) == (len(expected), True)
        assert counting.count(asked, after_id=2 * BLOCK) == (sum(key > 2 * BLOCK for key in expected), True)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("invoice", 60),
        ("invoice -late", 20),
        ("-late", 20),
        ('"invoice paid"', 20),
        ('"paid invoice"', 0),
        ('late or "invoice paid"', 60),
        ('"paid invoice" or "invoices late"', 40),
        ('-"invoice paid"', 40),
        ("i", 60),
        ("voic", 60),
        ("invo.ce", 0),
    ],
)
@pytest.mark.parametrize("has_words", [False, True])
@pytest.mark.usefixtures("no_entries")
def test_a_search_counts_the_same_by_blocks_and_before_there_are_any(typed: str, count: int, has_words: bool) -> None:
    insert(IN_ORDER)
    with transaction() as session:
        session.execute(text("INSERT INTO search_backlog SELECT max(id) + 1, :has FROM ticket"), {"has": has_words})
        if not has_words:
            session.execute(text("DELETE FROM search_entry"))
    asked = TicketFilter(search=typed)
    assert counting.count(asked) == (count, True)
    while blocks.fill(17):
        assert counting.count(asked) == (count, True)
    blocks.forget()
    assert blocks.are_complete()
    assert counting.count(asked) == (count, True)


@pytest.mark.usefixtures("no_entries")
def test_filling_gives_way_to_who_changes_a_ticket() -> None:
    insert(IN_ORDER)
    with transaction() as session:
        session.execute(text("INSERT INTO search_backlog SELECT max(id) + 1, true FROM ticket"))
        session.execute(text("UPDATE search_entry SET keys = ''"))
    with transaction() as session:
        session.execute(text("UPDATE ticket SET title = 'Parcel lost' WHERE id = 2"))
        assert blocks.fill(1_000)
        left = text("SELECT count(*) FROM search_entry WHERE keys = ''")
        assert session.scalar(left) == 59
    assert blocks.fill(1_000)
    assert not blocks.fill(1_000)
    blocks.forget()
    assert counting.count(TicketFilter(search="parcel")) == (1, True)
    assert counting.count(TicketFilter(search="invoice")) == (59, True)


@pytest.fixture
def no_entries() -> Iterator[None]:
    """A desk whose tickets are still to be brought up to date."""
    blocks.forget()
    yield
    blocks.forget()


def test_an_entry_follows_its_ticket() -> None:
    insert(IN_ORDER)
    with transaction() as session:
        session.execute(text("UPDATE ticket SET title = 'Parcel lost' WHERE id = 1"))
        session.execute(text("DELETE FROM ticket WHERE id = 2"))
    assert [t.id for t in ticket_pages.read_tickets(TicketFilter(search="parcel"), limit=5)] == [1]
    assert counting.count(TicketFilter(search="invoice")) == (58, True)


def test_a_note_is_found_and_follows_its_ticket() -> None:
    insert(IN_ORDER)
    asked = {"parcel": 1, '"parcel is lost"': 1, '"lost parcel"': 0, "+49 30 1234567": 1, '-"parcel is lost"': 59}

    def counted() -> dict[str, int]:
        return {typed: counting.count(TicketFilter(search=typed))[0] for typed in asked}

    note = notes.add(1, NewNote(text="The parcel is lost, call 030/1234567"))
    notes.add(1, NewNote(text="Called"))
    assert counted() == asked
    with transaction() as session:
        session.execute(text("UPDATE ticket SET title = 'invoice again' WHERE id = 1"))
    assert counted() == asked
    editing.delete_ticket(1)
    assert counted()["parcel"] == 0
    editing.restore(1)
    assert counted() == asked
    notes.edit(1, note.id, NewNote(text="The letter is lost"))
    assert (counted()["parcel"], counting.count(TicketFilter(search="letter"))) == (0, (1, True))
    notes.delete(1, note.id, author="local")
    assert counting.count(TicketFilter(search="letter")) == (0, True)


def test_more_text_than_a_key_list_holds_is_found_from_its_beginning() -> None:
    insert(IN_ORDER)
    for part in range(10):
        letters = "".join(chr(0x4E00 + (part * 7_919 + number * 31) % 20_000) for number in range(19_000))
        notes.add(1, NewNote(text=f"words {part} {letters}"))
    assert counting.count(TicketFilter(search="words"))[0] == 1


def test_no_look_into_a_block_hangs_on_an_estimate() -> None:
    insert(IN_ORDER)
    with transaction() as session:
        known = "SELECT count(*) FROM pg_stats WHERE tablename = 'search_entry' AND attname = 'keys'"
        statistics = session.scalar(text(known))
        settings = session.scalar(text("SELECT reloptions FROM pg_class WHERE relname = 'search_entry_keys'"))
    assert (statistics, settings) == (0, ["gin_pending_list_limit=64"])
