"""What was answered today, how often it agreed with the suggestion, and what was skipped."""

from __future__ import annotations

from typing import Any

import pytest

from services.review import tally as module
from services.review.tally import Agreement, tally
from tests.services.review.support import ANN, BOB, answer, answered, file_tickets, shown

pytestmark = pytest.mark.usefixtures("database")


def test_an_empty_desk() -> None:
    found = tally(ANN)
    assert (found.today, found.mine, found.left, found.random_asked) == (0, 0, 0, 0)
    assert found.shown["category"] == found.blind["priority"] == Agreement(0, 0)


def test_whose_answers_they_are_and_what_is_left() -> None:
    file_tickets(4)
    answer(shown(ANN), ANN)
    answer(shown(BOB), BOB)
    found = tally(ANN)
    assert (found.today, found.mine, found.left, found.left_is_exact) == (2, 1, 2, True)


def test_left_is_counted_up_to_a_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LEFT_MAX", 3)
    file_tickets(5)
    assert (tally().left, tally().left_is_exact) == (3, False)


def test_agreement_is_told_apart_shown_and_blind() -> None:
    agreed: dict[str, Any] = {
        "category_suggested": "billing",
        "priority_suggested": "high",
    }  # the answers are billing, low
    answered(3, **agreed)
    answered(2, category_suggested="account", first=2_000_000)
    answered(1, **agreed, blind=True, first=3_000_000)
    answered(1, first=4_000_000)  # nothing was suggested
    found = tally()
    assert found.shown == {"category": Agreement(5, 3), "priority": Agreement(3, 0)}
    assert found.blind == {"category": Agreement(1, 1), "priority": Agreement(1, 0)}


def test_yesterday_does_not_count_as_today() -> None:
    answered(2, at="2026-01-01T00:00:00Z")
    assert tally().today == 0


def test_a_ticket_that_was_skipped_and_answered_later_is_not_skipped() -> None:
    skip: dict[str, Any] = {"category": None, "priority": None, "version": None, "skipped": True}
    answered(4)
    answered(2, **skip)  # two of these four
    answered(1, **skip, first=2_000_000)
    answered(1, **skip, first=3_000_000, drawn="margin")
    assert (tally().random_asked, tally().random_skipped) == (5, 1)
