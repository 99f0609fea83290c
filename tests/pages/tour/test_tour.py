"""The state of a tour: what it takes from the browser, and when it learns."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

import pytest

from pages.tour.tour import Tour
from services.tour import lessons
from services.tour.lessons import Lesson
from services.tour.teams import AUDIENCE, rule_answers

Started = list[tuple[int, "Future[Lesson]"]]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Started:
    """The lessons that were begun: of how many answers, and what they wait for."""
    begun: Started = []

    def start(answers: Sequence[str]) -> Future[Lesson]:
        begun.append((len(answers), Future()))
        return begun[-1][1]

    monkeypatch.setattr(lessons, "start_lesson", start)
    return begun


@pytest.mark.parametrize(
    "report",
    [
        None,
        {"revision": 1, "answers": ["cards"]},
        {"revision": 0, "answers": ["nobody"]},
        {"revision": 0, "answers": "cards"},
        {"revision": 0, "answers": ["cards"] * (AUDIENCE + 1)},
    ],
    ids=["nothing", "of before", "no team", "no list", "too many"],
)
def test_only_answers_to_these_tickets_are_taken(report: object) -> None:
    tour = Tour(answers=["cash"])
    tour.take_report(report)
    assert tour.answers == ["cash"]


def test_it_learns_at_twenty_answers_and_every_ten_after_one_lesson_at_a_time(started: Started) -> None:
    tour = Tour(answers=["cards"] * 19)
    tour.go_on()
    assert started == []
    tour.answer_the_rest()
    for number in (20, 30, 40, 50):
        tour.go_on()
        assert started[-1][0] == number
        tour.go_on()
        assert (len(started), tour.is_over) == (number // 10 - 1, False)
        started[-1][1].set_result(Lesson(number, True, rule_answers()))
    tour.go_on()
    assert tour.is_over
    assert [lesson.labels for lesson in tour.lessons] == [0, 20, 30, 40, 50]


def test_what_was_learned_from_is_not_taken_back_and_a_failed_lesson_ends_the_learning(started: Started) -> None:
    tour = Tour(answers=["cards"] * 25)
    tour.go_on()
    tour.take_report({"revision": 0, "answers": ["cards"] * 19})
    assert len(tour.answers) == 25
    started[0][1].set_exception(OSError())
    tour.answer_the_rest()
    tour.go_on()
    assert (tour.failed, tour.is_over, len(started)) == (True, True, 1)
