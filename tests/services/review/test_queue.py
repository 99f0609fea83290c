"""Two people never get the same ticket, and leaving gives it back."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.review import queue
from services.review.answers import NotLeased
from services.review.queue import BESIDES_MAX
from services.tickets import editing
from services.tickets.schemas import TicketChange
from tests.services.review.support import ANN, BOB, answer, file_tickets, rows, shown

pytestmark = pytest.mark.usefixtures("database")


def expire(ticket_id: int) -> None:
    with transaction() as session:
        session.execute(text("UPDATE review_lease SET until = now() WHERE ticket_id = :id"), {"id": ticket_id})


def test_the_same_reviewer_gets_the_same_ticket_until_it_is_answered() -> None:
    file_tickets(5)
    first = shown().ticket.id
    assert shown().ticket.id == first
    ahead = shown(besides=[first]).ticket.id
    assert ahead != first
    assert shown().ticket.id == first
    assert shown(besides=[first]).ticket.id == ahead


def test_two_reviewers_get_different_tickets_until_none_is_left() -> None:
    file_tickets(2)
    one, other = shown(ANN).ticket.id, shown(BOB).ticket.id
    assert one != other
    assert queue.next_ticket("carol") is None


def test_many_reviewers_at_once_never_share_a_ticket() -> None:
    tickets = file_tickets(24)
    seen: dict[str, list[int]] = {}
    start = threading.Barrier(6)

    def review(name: str) -> None:
        start.wait(30)
        for _ in range(4):
            found = queue.next_ticket(name)
            assert found is not None
            seen.setdefault(name, []).append(answer(found, name).id)

    threads = [threading.Thread(target=review, args=(f"reviewer-{number}",)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(ticket for answered in seen.values() for ticket in answered) == tickets
    assert rows("SELECT count(*) FROM review_answer WHERE blind") == [(4,)]  # of 24 random ones


def test_leaving_gives_a_ticket_back_at_once() -> None:
    (ticket_id,) = file_tickets(1)
    shown(ANN)
    queue.leave(ticket_id, BOB)  # not his
    assert queue.next_ticket(BOB) is None
    queue.leave(ticket_id, ANN)
    assert shown(BOB).ticket.id == ticket_id


def test_a_lease_that_ended_is_anybodys() -> None:
    (ticket_id,) = file_tickets(1)
    found = shown(ANN)
    expire(ticket_id)
    assert answer(found).category == "billing"  # nobody took it meanwhile


def test_a_ticket_that_went_to_another_reviewer_is_not_answered_by_the_first() -> None:
    (ticket_id,) = file_tickets(1)
    found = shown(ANN)
    expire(ticket_id)
    assert shown(BOB).ticket.id == ticket_id
    with pytest.raises(NotLeased):
        answer(found)


def test_a_ticket_that_somebody_confirmed_meanwhile_is_dropped() -> None:
    file_tickets(2)
    held = shown().ticket.id
    editing.edit(held, TicketChange(category="account", priority="low"))
    assert shown().ticket.id != held
    assert rows("SELECT count(*) FROM review_lease") == [(1,)]


def test_an_answer_gives_the_other_tickets_of_the_reviewer_their_whole_time() -> None:
    file_tickets(2)
    found = shown()
    ahead = shown(besides=[found.ticket.id]).ticket.id
    expire(ahead)
    answer(found)
    assert rows("SELECT until > now() FROM review_lease WHERE ticket_id = :id", id=ahead) == [(True,)]


@pytest.mark.parametrize("reviewer", ["", "x" * 101, "two words", "a\0b", "é"])
def test_a_reviewer_has_a_plain_name(reviewer: str) -> None:
    file_tickets(1)
    with pytest.raises(InvalidInput):
        queue.next_ticket(reviewer)


def test_a_reviewer_holds_a_few_tickets_only() -> None:
    with pytest.raises(InvalidInput):
        queue.next_ticket(ANN, besides=range(1, BESIDES_MAX + 2))


def test_a_search_narrows_what_is_reviewed() -> None:
    (ticket_id, _) = file_tickets(2)
    editing.edit(ticket_id, TicketChange(title="The Zephyr ledger"))
    found = queue.next_ticket(ANN, ticket_filter=TicketFilter(search="zephyr"))
    assert found is not None
    assert found.ticket.id == ticket_id
