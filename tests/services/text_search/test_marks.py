"""What is marked of a search in a title, and what is quoted where the title does not show it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.listing import ticket_pages
from services.text_search.marks import LONGEST, mark
from services.tickets import notes
from services.tickets.schemas import NewNote
from tests.services.listing.support import insert_titles

pytestmark = pytest.mark.usefixtures("database")


def shown(parts: list[str]) -> str:
    """The parts as one text, with brackets around what is marked."""
    return "".join(f"[{part}]" if number % 2 else part for number, part in enumerate(parts))


@pytest.mark.parametrize(
    ("title", "typed", "marked"),
    [
        ("My card was declined, cards too", "card", "My [card] was declined, [card]s too"),
        ("Refunded to the card", "refunds", "[Refunded] to the card"),
        ("Two categories", "category", "Two [categories]"),
        ("ÜBERWEISUNG fehlt", "uberw", "[ÜBERW]EISUNG fehlt"),
        ("Frau Müller schrieb", "mueller", "Frau [Müller] schrieb"),
        ("I can't log in", "cant", "I [can't] log in"),
        ("İstanbul Straße 5", "strasse", "İstanbul [Straße] 5"),
        ("A 😀 card", "card", "A 😀 [card]"),
        ("申请退款已提交", "退款", "申请[退款]已提交"),
        ("Error ERR-4031 again", "err-4031", "Error [ERR-4031] again"),
        ("<b>card</b> *card*", "card", "<b>[card]</b> *[card]*"),
        ("Refund now or card later", '"card later" or refund', "[Refund] now or [card later]"),
        ("Prepayment failed", "ayment", "Prep[ayment] failed"),
        ("It is an it", "it is", "[It] [is] an [it]"),
        ("Card and refund", "card -refund", "[Card] and refund"),
        ("Printer broken!", 'printer or "\uff9e"', "[Printer] broken!"),
    ],
)
def test_what_was_found_is_marked_in_the_title(title: str, typed: str, marked: str) -> None:
    insert_titles(title)
    found = ticket_pages.page(TicketFilter(search=typed)).tickets or ticket_pages.latest(1)
    assert shown(mark(typed, found)[found[0].id].title) == marked


def file(title: str, description: str) -> int:
    with transaction() as session:
        values = {"title": title, "description": description}
        statement = "INSERT INTO ticket (title, description, category, priority)"
        return int(
            session.scalar(text(f"{statement} VALUES (:title, :description, 'billing', 'low') RETURNING id"), values)
        )


def test_a_text_is_quoted_where_the_title_lacks_a_word() -> None:
    filed = file(
        "Card declined", "It happened\n again: " + "so it went on " * 20 + "the refund is <i>late</i> " + "x " * 200
    )
    file("Card refund", "refund")
    marked = mark("card refund", ticket_pages.latest(2))
    quoted = marked[filed].quotation
    assert quoted is not None
    assert shown(quoted).startswith("…so it went on the [refund] is <i>late</i> x x")
    assert quoted[-1].endswith("…")
    assert len("".join(quoted)) <= LONGEST + 2
    assert marked[filed + 1].quotation is None
    assert mark("-card", ticket_pages.latest(2)) == mark("", ticket_pages.latest(2)) == {}


def test_a_note_is_quoted_where_neither_title_nor_text_has_the_word() -> None:
    filed = file("Card declined", "Nothing here")
    notes.add(filed, NewNote(text="Asked the bank"))
    notes.delete(filed, notes.add(filed, NewNote(text="bank robbed"), default_author="local").id, author="local")
    marked = mark("card bank", ticket_pages.latest(1))[filed]
    assert (marked.quotation, marked.from_note) == (["Asked the ", "bank", ""], True)
