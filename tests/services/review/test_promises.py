"""The promise of an installation: on, off, looks after trainings, what it decides, undo."""

from __future__ import annotations

import threading
from math import inf

import pytest

from db.engine import transaction
from services.classify import deciding
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.review import decisions, promises
from tests.services.review.promise_support import (
    answer,
    decided,
    execute,
    in_use,
    random_answers,
    version,
)

pytestmark = pytest.mark.usefixtures("database")


def looks(field: str = "category") -> list[tuple[int, float | None, int]]:
    rows = execute(
        "SELECT looked_at, threshold, version FROM promise_look WHERE field = :field ORDER BY id", field=field
    )
    return [tuple(row) for row in rows]


def trained(number: int, right: int, wrong: int = 0) -> None:
    """A training that left these answers out."""
    version(number)
    random_answers(right, wrong)
    with transaction() as session:
        promises.look(session)
    deciding.forget()


def test_switched_on_it_decides_from_the_threshold_that_random_answers_keep(monkeypatch: pytest.MonkeyPatch) -> None:
    version()
    random_answers(300, 100)
    running = promises.begin(5, actor="lead")
    found = promises.field_promise("category", 5)
    assert (found.answers, found.decides) == (400, True)
    assert found.above.right >= 0.95 * found.above.answers
    assert promises.field_promise("priority", 5).decides is False
    in_use(monkeypatch)
    just = found.in_force.threshold
    (one,) = deciding.decisions(answer(just), ["category", "priority"])
    assert (one.field, one.value, one.promise_id, one.version) == ("category", "billing", running.id, 1)
    states = deciding.review_states(["category", "priority"], [one])
    assert states == {"category_review": "decided", "priority_review": "to_review"}


@pytest.mark.parametrize(
    ("confidence", "source", "number", "left_open"),
    [
        (0.5, "learned", 1, ["category"]),  # not sure enough
        (0.99, "keywords", 1, ["category"]),  # nobody measured the rules for this
        (0.99, "", 1, ["category"]),
        (0.99, "learned", 2, ["category"]),  # another version than the threshold is of
        (0.99, "learned", 1, []),  # a program named it
    ],
)
def test_what_it_does_not_decide(
    monkeypatch: pytest.MonkeyPatch, confidence: float, source: str, number: int, left_open: list[str]
) -> None:
    version()
    random_answers(300, 100)
    promises.begin(5, actor="lead")
    in_use(monkeypatch, number)
    assert deciding.decisions(answer(confidence, source=source), left_open) == ()


def test_without_a_promise_nothing_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    version()
    random_answers(300)
    in_use(monkeypatch)
    assert deciding.decisions(answer(0.99), ["category"]) == ()
    promises.begin(5, actor="lead")
    assert deciding.decisions(answer(0.99), ["category"])
    assert promises.end("person", actor="lead")
    assert deciding.decisions(answer(0.99), ["category"]) == ()
    assert not promises.end("person", actor="lead")


def test_labels_of_imports_and_picked_answers_promise_nothing() -> None:
    version()
    for sample in ("import", "api", "filing", "picked"):
        random_answers(1_000, sample=sample)
        assert promises.field_promise("category", 5).answers == 0
        assert not promises.field_promise("category", 5).decides


def test_too_few_answers_say_how_many_are_missing() -> None:
    version()
    random_answers(40)
    found = promises.field_promise("category", 5)
    assert not found.decides
    assert found.missing
    random_answers(40 + found.missing)
    assert promises.field_promise("category", 5).decides


def test_a_training_makes_it_stricter_at_once_and_looser_only_at_a_look() -> None:
    trained(1, 400, 100)
    promises.begin(5, actor="lead")
    trained(2, 200, 320)  # worse: fewer than half as many more
    trained(3, 590)  # better, and still no look
    trained(4, 800)
    (_, first, _), (_, worse, _), (_, better, _), (at, looser, number) = looks()
    assert first is not None
    assert worse is not None
    assert worse > first
    assert better == worse
    assert looser is not None
    assert looser < first
    assert (at, number) == (800, 4)
    assert looks("priority")[-1] == (0, None, 4)


def test_to_begin_again_does_not_give_back_what_was_spent() -> None:
    trained(1, 400)
    promises.begin(5, actor="lead")
    promises.end("person", actor="lead")
    random_answers(500)
    promises.begin(5, actor="lead")
    assert [look[0] for look in looks()] == [400, 400]
    promises.begin(6, actor="lead")  # another promise, another error
    assert looks()[-1][0] == 500


@pytest.mark.parametrize("percent", [0, -1, 21, 100])
def test_a_percentage_that_nobody_may_promise(percent: int) -> None:
    with pytest.raises(InvalidInput):
        promises.begin(percent, actor="lead")
    assert promises.running() is None


def test_of_two_who_switch_it_on_at_once_one_is_in_force() -> None:
    version()
    random_answers(300)
    threads = [threading.Thread(target=promises.begin, args=(n,), kwargs={"actor": "lead"}) for n in (4, 5, 6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert execute("SELECT count(*) FILTER (WHERE ended_at IS NULL), count(*) FROM promise") == [(1, 3)]
    assert execute("SELECT DISTINCT ended_because FROM promise WHERE ended_at IS NOT NULL") == [("replaced",)]


def test_undo_gives_back_all_that_was_decided_and_nobody_confirmed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decisions, "UNDONE_AT_ONCE", 2)
    version()
    tickets = decided(5, promises.begin(5, actor="lead").id)
    execute("UPDATE ticket SET category_set_by = 'person' WHERE id = :id", id=tickets[0])
    assert decisions.decided_now() == 4
    assert counting.count(TicketFilter(review=("decided",))) == (4, True)
    assert decisions.undo_decided(actor="lead") == 4
    assert counting.count(TicketFilter(review=("decided",))) == (0, True)
    assert counting.count(TicketFilter(review=("to_review",))) == (4, True)
    assert execute("SELECT DISTINCT category, category_set_by FROM ticket WHERE id <> :id", id=tickets[0]) == [
        ("billing", "classifier")
    ]
    assert [one.undone_at is not None for one in decisions.decisions_of(tickets[1])] == [True]
    assert [one.undone_at for one in decisions.decisions_of(tickets[0])] == [None]
    assert decisions.undo_decided(actor="lead") == 0


def test_the_end_is_told_until_somebody_has_read_it() -> None:
    promises.begin(5, actor="lead")
    assert promises.unread_notice() is None
    promises.end("alarm", actor="promise", notice={"wrong": 7})
    notice = promises.unread_notice()
    assert notice is not None
    assert notice[1:3] == ("alarm", {"wrong": 7})
    promises.mark_notice_read()
    assert promises.unread_notice() is None


def test_an_end_that_comes_late_ends_no_other_promise() -> None:
    first = promises.begin(5, actor="lead")
    second = promises.begin(4, actor="lead")
    assert not promises.end("alarm", actor="promise", promise_id=first.id)
    assert promises.running() == second


def test_a_promise_that_decides_nothing_has_an_infinite_threshold() -> None:
    version()
    promises.begin(5, actor="lead")
    assert promises.field_promise("category", 5).in_force.threshold == inf
    assert deciding.thresholds() is not None
