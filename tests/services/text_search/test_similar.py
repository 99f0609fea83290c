"""Which tickets are like a text, and how much."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.listing import ticket_pages
from services.listing.ticket_pages import Similar
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")

TEXTS = (
    ("Charged twice", "My card was charged twice for the same order and I want one payment back."),
    ("Cannot sign in", "The sign-in page says that my password is wrong, although I reset it today."),
    ("Printer offline", "The printer on the second floor is offline since the morning."),
)


@pytest.fixture(params=["no statistics yet", "statistics of other tickets", "analysed"])
def desk(request: pytest.FixtureRequest) -> None:
    """Three tickets among many others; with and without what PostgreSQL knows of their words."""
    if request.param == "statistics of other tickets":
        filed(title="A payment", description="in every ticket")
        with transaction() as session:
            session.execute(text("ANALYZE ticket, ticket_document"))
            session.execute(text("DELETE FROM ticket"))
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO ticket (title, description, category, priority)"
                " SELECT 'Question ' || n, 'I have a question on number ' || n || ', as before', 'general', 'low'"
                " FROM generate_series(1, 300) AS n"
            )
        )
    for title, description in TEXTS:
        filed(title=title, description=description)
    if request.param == "analysed":
        with transaction() as session:
            session.execute(text("ANALYZE ticket, ticket_document"))


def titles(found: list[Similar]) -> list[str]:
    return [one.ticket.title for one in found]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("I was charged two times, twice the payment for one order", "Charged twice"),
        ("password reset: the SIGN-IN page does not take it", "Cannot sign in"),
        ("our Prínter is offline", "Printer offline"),
        ("question 17", "Question 17"),
    ],
)
def test_the_most_alike_comes_first(desk: None, typed: str, first: str) -> None:
    found = ticket_pages.similar(typed)
    assert titles(found)[0] == first
    scores = [one.score for one in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_the_same_words_are_wholly_alike_and_others_less(desk: None) -> None:
    found = ticket_pages.similar(" ".join(TEXTS[0]).upper())
    assert found[0].score == pytest.approx(1)
    assert all(one.score < 0.5 for one in found[1:])


@pytest.mark.parametrize("typed", ["", "   ", "the and of", "zzz qqq", "' | ! & ( :* \\ \\\\ ''", "\x00", "日本語"])
def test_a_text_that_is_like_nothing_finds_nothing(desk: None, typed: str) -> None:
    assert ticket_pages.similar(typed) == []


def test_no_more_than_asked_for(desk: None) -> None:
    assert len(ticket_pages.similar("a question on a number", limit=3)) == 3


def test_confirmed_means_both_fields_by_somebody_who_knows() -> None:
    for set_by in ("person", "import", "api", "classifier"):
        filed(title=f"Refund {set_by}", description="refund me")
        with transaction() as session:
            session.execute(
                text("UPDATE ticket SET priority_set_by = CAST(:by AS decided_by) WHERE title = 'Refund ' || :by"),
                {"by": set_by},
            )
    assert len(ticket_pages.similar("refund")) == 4
    assert sorted(titles(ticket_pages.similar("refund", confirmed=True))) == [
        "Refund api",
        "Refund import",
        "Refund person",
    ]
