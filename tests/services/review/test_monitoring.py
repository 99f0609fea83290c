"""Sampling what was decided, the alarm, and the end of a promise that nobody looks after."""

from __future__ import annotations

import pytest

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.review import drawing, monitoring, promises
from services.review.promises import Running
from tests.services.review.promise_support import answered, decided, execute, sampled

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def running(database: None) -> Running:
    return promises.begin(5, actor="lead")


def draw(running: Running) -> int:
    with transaction() as session:
        return monitoring.draw_sample(session, running)


@pytest.mark.parametrize(("number", "drawn"), [(0, 0), (7, 7), (20, 20), (300, 20), (1_000, 50), (9_000, 200)])
def test_five_percent_of_a_week_are_sampled_and_twenty_at_least(running: Running, number: int, drawn: int) -> None:
    decided(number, running.id)
    assert draw(running) == drawn
    assert draw(running) == 0


def test_what_was_decided_a_week_ago_needs_no_sample_now(running: Running) -> None:
    decided(100, running.id, ago="8 days")
    decided(10, running.id)
    assert draw(running) == 10


def test_every_decided_ticket_may_be_drawn(running: Running) -> None:
    tickets = decided(40, running.id)
    found: set[int] = set()
    for _ in range(40):
        draw(running)
        found |= {row[0] for row in execute("SELECT ticket_id FROM promise_decision WHERE sampled_at IS NOT NULL")}
        execute("UPDATE promise_decision SET sampled_at = NULL")
    assert found == set(tickets)


def test_the_sample_comes_to_review_blind_until_it_is_answered(running: Running) -> None:
    first, second = decided(2, running.id)
    sampled([second], ago="1 hour")
    with transaction() as session:
        assert drawing.draw(session, TicketFilter()) == drawing.Draw(second, "sampled", blind=True)
        assert monitoring.sampled_tickets(session, 10) == [second]
    answered([second], "billing")
    with transaction() as session:
        assert monitoring.sampled_tickets(session, 10) == []
    assert first != second


def test_answers_are_counted_in_review_and_elsewhere_and_wrong_ones_end_it(running: Running) -> None:
    tickets = decided(30, running.id)
    sampled(tickets, ago="1 hour")
    answered(tickets[:10], "billing")
    execute("UPDATE ticket SET category_set_by = 'person', category = 'account' WHERE id = :id", id=tickets[10])
    (field,) = monitoring.watched(running)
    assert (field.answers, field.wrong, field.is_alarming) == (11, 1, False)
    monitoring.watch()
    assert promises.running() == running
    answered(tickets[11:20], "account")
    monitoring.watch()
    assert promises.running() is None
    notice = promises.unread_notice()
    assert notice is not None
    assert notice[1] == "alarm"
    assert notice[2] == {"wrong_percent": 5, "field": "category", "answers": 20, "wrong": 10}


def test_a_sample_that_nobody_reviews_for_seven_days_ends_it(running: Running) -> None:
    tickets = decided(5, running.id)
    sampled(tickets, ago="6 days 23 hours")
    monitoring.watch()
    assert promises.running() == running
    sampled(tickets[:2], ago="7 days 1 minute")
    monitoring.watch()
    assert promises.running() is None
    notice = promises.unread_notice()
    assert notice is not None
    assert (notice[1], notice[2]["waiting"]) == ("unreviewed", 5)


def test_deleted_tickets_and_undone_decisions_are_waited_for_no_more(running: Running) -> None:
    tickets = decided(3, running.id)
    sampled(tickets, ago="8 days")
    execute("DELETE FROM ticket WHERE id = :id", id=tickets[0])
    execute("UPDATE promise_decision SET undone_at = now() WHERE ticket_id = ANY(:ids)", ids=tickets[1:])
    monitoring.watch()
    assert promises.running() == running


def test_without_a_promise_there_is_nothing_to_watch(database: None) -> None:
    monitoring.watch()
    with transaction() as session:
        assert monitoring.sampled_tickets(session, 10) == []


@pytest.mark.parametrize(("a_week", "a_year"), [(0, 1_040), (20, 1_040), (21, 2_080), (160, 8_320), (200, 16_640)])
def test_the_pace_is_rounded_up(a_week: int, a_year: int) -> None:
    assert monitoring.pace(a_week) == a_year
