"""Random is random, margins come smallest first, and the shares of both are as promised."""

from __future__ import annotations

from collections import Counter

import pytest
from scipy.stats import chisquare
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import TicketFilter
from services.review import answers, drawing, queue
from services.review.drawing import FIRST_RANDOM, draw, random_id, random_ids
from tests.services.review.support import ANN, BOB, answer, answered, file_tickets, margins_of, rows, shown

pytestmark = pytest.mark.usefixtures("database")

EVERYTHING = TicketFilter()
CONFIRM = text("UPDATE ticket SET category_set_by = 'person', priority_set_by = 'person' WHERE id = :id")


def drawn_often(times: int) -> Counter[int | None]:
    with transaction() as session:
        return Counter(random_id(session) for _ in range(times))


# Dense, and so far apart that no number hits one: then the list of all is read.
@pytest.mark.slow
@pytest.mark.parametrize("apart", [1, 7, 1_000_000])
def test_every_unconfirmed_ticket_is_as_likely_as_any_other(apart: int) -> None:
    confirmed = file_tickets(5, set_by="person", apart=apart)
    free = file_tickets(12, apart=apart) + file_tickets(8)
    seen = drawn_often(1_000)
    assert set(seen) == set(free)
    assert not set(seen) & set(confirmed)
    assert chisquare([seen[ticket] for ticket in free]).pvalue > 1e-4


def test_what_is_before_somebody_or_was_skipped_is_not_drawn() -> None:
    free = file_tickets(6)
    skipped = shown().ticket.id
    answers.skip(skipped, ANN)
    held = shown().ticket.id
    assert set(drawn_often(200)) == set(free) - {skipped, held}


def test_nothing_is_drawn_where_everything_is_confirmed() -> None:
    file_tickets(3, set_by="import")
    assert queue.next_ticket(ANN) is None


@pytest.mark.slow
def test_a_few_unconfirmed_among_twenty_thousand_confirmed_tickets_are_found() -> None:
    file_tickets(10_000, set_by="import")
    free = file_tickets(3)
    file_tickets(10_000, set_by="person")
    assert sorted(answer(shown()).id for _ in free) == free
    assert queue.next_ticket(ANN) is None


@pytest.mark.parametrize("apart", [1, 500_000])
def test_a_sample_has_each_ticket_once(apart: int) -> None:
    free = file_tickets(40, apart=apart)
    with transaction() as session:
        assert sorted(random_ids(session, 40)) == free
        few = random_ids(session, 10)
    assert len(set(few)) == len(few) <= 10
    assert apart > 1 or len(few) == 10
    assert set(few) <= set(free)


def test_the_first_answers_are_all_random_and_every_fifth_is_blind() -> None:
    tickets = file_tickets(FIRST_RANDOM + 10)
    margins_of(dict.fromkeys(tickets, 0.1))
    for _ in range(FIRST_RANDOM):
        answer(shown())
    assert rows("SELECT DISTINCT drawn FROM review_answer") == [("random",)]
    blind = [place for place, (is_blind,) in enumerate(rows("SELECT blind FROM review_answer ORDER BY id")) if is_blind]
    assert blind == [4, 9, 14, 19, 24, 29]


def test_after_these_three_in_ten_are_random_and_unseen() -> None:
    answered(FIRST_RANDOM)
    tickets = file_tickets(50)
    margins_of({ticket: place / 100 for place, ticket in enumerate(tickets)})
    with transaction() as session:
        drawn = [draw(session, EVERYTHING) for _ in range(600)]
    kinds = Counter(one.drawn for one in drawn if one)
    assert sum(kinds.values()) == 600
    assert 0.2 < kinds["random"] / 600 < 0.4
    assert {one.ticket_id for one in drawn if one and one.drawn == "margin"} == {tickets[0]}
    assert len({one.ticket_id for one in drawn if one and one.drawn == "random"}) > 40


def test_the_smallest_margins_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    answered(FIRST_RANDOM)
    monkeypatch.setattr(drawing, "RANDOM_SHARE", 0.0)
    first, second, third, confirmed = file_tickets(4)
    margins_of({first: 0.3, second: 0.1, third: 0.2, confirmed: 0.0})
    with transaction() as session:
        session.execute(CONFIRM, {"id": confirmed})
    asked = [answer(shown()).id for _ in range(3)]
    assert asked == [second, third, first]
    assert rows("SELECT count(*) FROM review_margin WHERE ticket_id = :id", id=first) == [(0,)]


def test_without_margins_all_is_random() -> None:
    answered(FIRST_RANDOM)
    file_tickets(5)
    for _ in range(5):
        answer(shown())
    assert rows("SELECT count(*) FROM review_answer WHERE drawn <> 'random'") == [(0,)]


def test_a_skipped_random_ticket_comes_back_as_it_was_drawn() -> None:
    tickets = file_tickets(60)
    found = shown()
    answers.skip(found.ticket.id, ANN)
    seen = []
    for _ in range(len(tickets) - 1):
        asked = shown()
        seen.append(asked.ticket.id)
        answer(asked)
    back = seen.index(found.ticket.id) if found.ticket.id in seen else len(seen)
    assert back >= drawing.COMES_BACK_AFTER - 1
    assert rows("SELECT drawn, skipped FROM review_answer WHERE ticket_id = :id ORDER BY id", id=found.ticket.id)[
        :2
    ] == [("random", True), ("random", False)]


def test_the_last_ticket_comes_back_however_often_it_is_skipped() -> None:
    (only,) = file_tickets(1)
    for reviewer in (ANN, BOB, ANN):
        answers.skip(shown(reviewer).ticket.id, reviewer)
    assert shown().ticket.id == only


def test_under_a_filter_nothing_counts_as_random() -> None:
    general, billing = file_tickets(3), file_tickets(3, category="billing")
    margins_of({billing[1]: 0.1, billing[2]: 0.4, general[0]: 0.0})
    only = TicketFilter(category=("billing",))
    asked = []
    while found := queue.next_ticket(ANN, ticket_filter=only):
        asked.append(found.ticket.id)
        answer(found)
    assert asked == [billing[1], billing[2], billing[0]]
    assert rows("SELECT DISTINCT drawn, blind FROM review_answer") == [("filter", False)]
    assert rows("SELECT count(*) FROM review_answer WHERE drawn = 'random'") == [(0,)]


def test_a_filter_gives_what_was_skipped_last() -> None:
    first, second = file_tickets(2)
    everything = TicketFilter(category=("general",))
    newest = queue.next_ticket(ANN, ticket_filter=everything)
    assert newest is not None
    assert newest.ticket.id == second
    answers.skip(second, ANN)
    other = queue.next_ticket(ANN, ticket_filter=everything)
    assert other is not None
    assert other.ticket.id == first
    answer(other)
    again = queue.next_ticket(ANN, ticket_filter=everything)
    assert again is not None
    assert again.ticket.id == second
