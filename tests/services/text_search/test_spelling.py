"""What a search that found nothing may have meant."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import QueryTooSlow
from services.listing import ticket_pages
from services.text_search import spelling

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(params=["no statistics yet", "analysed"])
def desk(request: pytest.FixtureRequest) -> None:
    """A few tickets; with and without what PostgreSQL knows of their words."""
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority) VALUES"
                " ('Refund of an invoice', 'The invoices were paid twice, payment by Überweisung', 'billing', 'low'),"
                " ('Password reset', 'cannot log in since the update', 'account', 'low')"
            )
        )
    if request.param == "analysed":
        with transaction() as session:
            session.execute(text("ANALYZE ticket_document"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("refnud", "refund"),
        ("twcie", "twice"),  # one slip: letters that changed places
        ("passwrd", "password"),
        ("pasword reset", "password reset"),
        ("reset pasword", "reset password"),
        ("pasword reest", "password reset"),
        ("pasword refnud", None),  # no ticket has both
        ("pasword zebra", None),
        ("pasword -reset", None),
        ("Paymnet", "payment"),
        ("uberweisnug", "überweisung"),
        ("ÜBERWEISUGN", "überweisung"),
        ("invoicr", "invoice"),  # and not its stem
        ("refund", None),
        ("refun", None),  # the beginning of a word is no mistake
        ("zebra", None),
        ("xy", None),
        ("-refnud", None),
        ('"refnud"', None),
        ("4O31", None),
        ("", None),
        ("#1", None),
        (" 605 ", "#605"),
        ("6" * 19, None),  # no number of a ticket
        ("605 6", None),
    ],
)
def test_the_nearest_word_that_a_ticket_has(desk: None, typed: str, meant: str | None) -> None:
    assert ticket_pages.did_you_mean(typed) == meant


def test_of_words_equally_near_those_count_that_tickets_have_together() -> None:
    with transaction() as session:
        for title in ("Cart empty", "Card late"):
            values = f"('{title}', 'd', 'billing', 'low')"
            session.execute(text(f"INSERT INTO ticket (title, description, category, priority) VALUES {values}"))
    assert ticket_pages.did_you_mean("carz empty") == "cart empty"
    assert ticket_pages.did_you_mean("carz late") == "card late"


def test_many_words_together_take_no_longer_than_one_may(desk: None, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter([0.0, 0.5, 1.5])
    monkeypatch.setattr(spelling, "time", SimpleNamespace(monotonic=lambda: next(seconds)))
    with pytest.raises(QueryTooSlow):
        ticket_pages.did_you_mean("refnud passwrd paymnet")
    assert not list(seconds)
