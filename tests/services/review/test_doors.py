"""Through the API and imports: what is left open is decided or to review, and stands so in the ticket."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from services import submission
from services.classify import chain
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.review import promises, stream
from services.tickets import editing
from services.tickets.idempotency import Answer
from services.tickets.schemas import TicketChange, TicketSubmission
from services.transfer.importing import loading
from tests.services.review.promise_support import answer, execute, in_use, random_answers, version

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def promised(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """A promise under which category is decided from some .6 on; the classifier is as sure as the title says."""
    version()
    random_answers(300, 100)
    promises.begin(5, actor="lead")
    in_use(monkeypatch)
    monkeypatch.setattr(chain, "instant", lambda title, *_: answer(float(title)))


def posted(title: str, key: str | None = None, **fields: Any) -> int:
    def render(created: editing.Created) -> Answer:
        return Answer(201, {}, json.dumps(created.ticket.id))

    given = {"title": title, "description": "d", **fields}
    return int(submission.submit(TicketSubmission(**given), given=given, render=render, key=key).body)


def reviews() -> list[tuple[Any, ...]]:
    return [tuple(row) for row in execute("SELECT title, category_review, priority_review FROM ticket ORDER BY id")]


@pytest.mark.usefixtures("promised")
def test_a_program_that_leaves_fields_open() -> None:
    posted("0.99")
    posted("0.99", priority="high")
    posted("0.1", priority="high")
    posted("0.99", category="account", priority="high")
    assert reviews() == [
        ("0.99", "decided", "to_review"),
        ("0.99", "decided", None),
        ("0.1", "to_review", None),
        ("0.99", None, None),
    ]
    decisions = execute("SELECT ticket_id, field, value, confidence, version FROM promise_decision ORDER BY ticket_id")
    assert [tuple(row)[1:] for row in decisions] == [("category", "billing", pytest.approx(0.99), 1)] * 2
    assert counting.count(TicketFilter(review=("to_review",))) == (2, True)
    assert counting.count(TicketFilter(review=("decided",))) == (1, True)
    assert counting.count(TicketFilter(review=("decided", "to_review"))) == (3, True)
    assert [(week.decided, week.to_review) for week in stream.by_week()] == [(1, 2)]


@pytest.mark.usefixtures("promised")
def test_the_same_call_again_decides_once() -> None:
    assert posted("0.99", key="k") == posted("0.99", key="k")
    assert execute("SELECT count(*) FROM promise_decision") == [(1,)]


@pytest.mark.usefixtures("promised")
def test_rows_of_an_import_that_leave_fields_open() -> None:
    rows = b"external_id,title,description,category,priority\nA,0.99,d,,low\nB,0.99,d,account,low\nC,0.1,d,,low\n"
    assert loading.import_csv(io.BytesIO(rows)).imported == 3
    expected = [("0.99", "decided", None), ("0.99", None, None), ("0.1", "to_review", None)]
    assert reviews() == expected
    found = execute("SELECT title, field, value FROM promise_decision JOIN ticket ON ticket.id = ticket_id")
    assert [tuple(row) for row in found] == [("0.99", "category", "billing")]
    assert loading.import_csv(io.BytesIO(rows)).already_there == 3
    assert reviews() == expected
    assert execute("SELECT count(*) FROM promise_decision") == [(1,)]


def test_without_a_promise_what_is_left_open_is_to_review() -> None:
    posted("Refund")
    loading.import_csv(io.BytesIO(b"title,description\nRefund,charged twice\n"))
    assert reviews() == [("Refund", "to_review", "to_review")] * 2


def test_what_a_person_created_is_neither() -> None:
    editing.create(editing.NewTicket(title="T", description="d", category="billing", priority="low"))
    assert reviews() == [("T", None, None)]


@pytest.mark.usefixtures("promised")
def test_what_somebody_confirms_is_neither_any_more_and_a_deleted_ticket_comes_back_as_it_was() -> None:
    ticket = posted("0.99", priority="high")
    editing.delete_ticket(ticket)
    editing.restore(ticket)
    assert counting.count(TicketFilter(review=("decided",))) == (1, True)
    editing.edit(ticket, TicketChange(category="account"))
    assert counting.count(TicketFilter(review=("decided", "to_review"))) == (0, True)
