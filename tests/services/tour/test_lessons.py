"""The tour's tickets, what the audience's answers bring, and what a promise would decide."""

from __future__ import annotations

import pytest

from services.tour import lessons
from services.tour.learning import learn_and_answer
from services.tour.lessons import Lesson
from services.tour.teams import AUDIENCE, TEAMS, rule_answers, tour_tickets, typed_ticket


def test_every_team_has_tickets_and_the_typed_one_is_what_the_rules_mistake() -> None:
    tickets = tour_tickets()
    assert len(tickets) == 363
    assert {ticket.team for ticket in tickets[:AUDIENCE]} == set(TEAMS)
    at = typed_ticket()
    assert at >= AUDIENCE
    assert rule_answers()[at][0] not in (None, tickets[at].team)


def test_fifty_right_answers_beat_the_keyword_rules_for_certain() -> None:
    answers = learn_and_answer([ticket.team for ticket in tour_tickets()[:AUDIENCE]])
    assert answers is not None
    lesson = Lesson(AUDIENCE, True, tuple(answers))
    assert lesson.point.number == len(tour_tickets()) - AUDIENCE
    assert lessons.gain(lesson).low > 0
    assert lesson.point.accuracy == pytest.approx(lessons.first_lesson().point.accuracy + lessons.gain(lesson).gain)


@pytest.mark.parametrize("wrong_percent", [2, 10, 20])
def test_a_promise_decides_the_surest_answers_and_counts_the_wrong_ones(wrong_percent: int) -> None:
    teams = [ticket.team for ticket in tour_tickets()]
    sure = [(team, 1 - at / 1_000) for at, team in enumerate(teams)]
    wrong = [("nobody", 0.1)] * 60
    found = lessons.decided(Lesson(AUDIENCE, True, (*sure[:-60], *wrong)), wrong_percent)
    assert found is not None
    assert found.number - 60 <= found.decided + 60
    assert found.wrong <= wrong_percent / 100 * found.decided
    assert lessons.decided(Lesson(AUDIENCE, True, tuple([("nobody", 0.9)] * len(teams))), wrong_percent) is None
