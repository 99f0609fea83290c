"""An answer is a person's edit, on what was shown; skip and undo do what they say and nothing else."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import InvalidInput, NotFound, StaleVersion
from services.review import answers, queue
from services.review.answers import ChangedSince, NothingToUndo, NotLeased
from services.tickets import editing, trash
from services.tickets.schemas import TicketChange
from tests.services.review.support import ANN, BOB, answer, file_tickets, margins_of, rows, shown

pytestmark = pytest.mark.usefixtures("database")

CHOSEN = {"category": "billing", "priority": "high"}


def test_an_answer_sets_both_fields_as_a_person() -> None:
    (ticket_id,) = file_tickets(1)
    margins_of({ticket_id: 0.2})
    found = shown()
    edited = answers.answer(ticket_id, ANN, version=found.ticket.version, actor="local", **CHOSEN)
    assert (edited.category, edited.category_set_by) == ("billing", "person")
    assert (edited.priority, edited.priority_set_by) == ("high", "person")
    assert {event.actor for event in editing.history(ticket_id)[1:]} == {"local"}
    kept = rows(
        "SELECT reviewer, drawn, blind, skipped, category, priority::text, version,"
        " category_before, priority_before::text,"
        " category_set_by_before::text FROM review_answer"
    )
    assert kept == [(ANN, "random", False, False, "billing", "high", edited.version, "general", "low", "classifier")]
    assert rows("SELECT count(*) FROM review_lease") == rows("SELECT count(*) FROM review_margin") == [(0,)]


def test_what_was_suggested_is_kept_beside_the_answer() -> None:
    file_tickets(1)
    found = shown()
    suggested = found.suggestion
    answer(found)
    kept = rows("SELECT source, category_suggested, priority_suggested FROM review_answer")
    source = suggested.category.source or suggested.source
    assert kept == [(source, suggested.category.key, suggested.priority.key)]


def test_confirming_what_stands_makes_it_a_label() -> None:
    (ticket_id,) = file_tickets(1)
    edited = answer(shown(), category="general", priority="low")
    assert (edited.category_set_by, edited.priority_set_by) == ("person", "person")
    assert queue.next_ticket(ANN) is None
    assert rows("SELECT ticket_id FROM review_answer") == [(ticket_id,)]


def test_a_ticket_edited_meanwhile_is_not_overwritten() -> None:
    (ticket_id,) = file_tickets(1)
    found = shown()
    editing.edit(ticket_id, TicketChange(title="Another title"))
    with pytest.raises(StaleVersion):
        answer(found)
    assert editing.get(ticket_id).category_set_by == "classifier"
    assert rows("SELECT count(*) FROM review_answer") == [(0,)]
    again = shown()
    assert again.ticket.title == "Another title"
    assert answer(again).category == "billing"


def test_the_same_answer_twice_is_one() -> None:
    (ticket_id,) = file_tickets(1)
    found = shown()
    first, second = answer(found), answer(found)
    assert first.version == second.version
    assert rows("SELECT count(*) FROM review_answer") == [(1,)]
    with pytest.raises(NotLeased):
        answer(found, category="account")
    with pytest.raises(NotLeased):
        answer(found, BOB)
    assert editing.get(ticket_id).category == "billing"


@pytest.mark.parametrize("wrong", [{"category": "nonsense"}, {"priority": "urgent"}])
def test_an_answer_has_to_be_one(wrong: dict[str, str]) -> None:
    file_tickets(1)
    found = shown()
    with pytest.raises(InvalidInput):
        answer(found, **wrong)
    assert answer(found).category == "billing"


def test_a_ticket_deleted_meanwhile_says_so() -> None:
    (ticket_id,) = file_tickets(1)
    found = shown()
    editing.delete_ticket(ticket_id)
    with pytest.raises(NotFound):
        answer(found)
    assert queue.next_ticket(ANN) is None


def test_undo_reverses_exactly_the_last_answer() -> None:
    file_tickets(3)
    first, second = answer(shown()), answer(shown())
    answers.undo(second.id, ANN)
    before = editing.get(second.id)
    assert (before.category, before.category_set_by, before.priority, before.priority_set_by) == (
        "general", "classifier", "low", "classifier",
    )  # fmt: skip
    assert editing.get(first.id).category_set_by == "person"
    assert rows("SELECT ticket_id FROM review_answer") == [(first.id,)]
    assert shown().ticket.id == second.id


def test_undo_of_an_undone_answer_is_that_of_the_one_before() -> None:
    file_tickets(3)
    first, second = answer(shown()), answer(shown())
    for ticket_id in (first.id, 10**6):
        with pytest.raises(NothingToUndo):
            answers.undo(ticket_id, ANN)
    answers.undo(second.id, ANN)
    answers.undo(first.id, ANN)
    assert rows("SELECT count(*) FROM review_answer") == [(0,)]
    with pytest.raises(NothingToUndo):
        answers.undo(first.id, BOB)


def test_undo_does_not_overwrite_what_came_after() -> None:
    (ticket_id,) = file_tickets(1)
    answer(shown())
    editing.edit(ticket_id, TicketChange(category="account"))
    with pytest.raises(ChangedSince):
        answers.undo(ticket_id, ANN)
    assert editing.get(ticket_id).category == "account"
    assert rows("SELECT count(*) FROM review_answer") == [(1,)]


def test_undo_of_a_skip_shows_the_ticket_again() -> None:
    file_tickets(3)
    skipped = shown().ticket.id
    answers.skip(skipped, ANN)
    answers.undo(skipped, ANN)
    assert rows("SELECT count(*) FROM review_answer") == [(0,)]
    assert shown().ticket.id == skipped


def test_only_who_has_a_ticket_can_skip_it() -> None:
    (ticket_id,) = file_tickets(1)
    shown(ANN)
    with pytest.raises(NotLeased):
        answers.skip(ticket_id, BOB)
    assert editing.get(ticket_id).version == 1


def test_answers_go_with_a_ticket_that_leaves_the_trash() -> None:
    file_tickets(2)
    gone, stays = answer(shown()), answer(shown())
    editing.delete_ticket(gone.id)
    trash.empty_trash()
    assert rows("SELECT count(*) FROM review_answer") == [(2,)]
    with transaction() as session:
        session.execute(text("UPDATE ticket_trash SET deleted_at = now() - interval '40 days'"))
    trash.empty_trash()
    assert rows("SELECT ticket_id FROM review_answer") == [(stays.id,)]
