"""What the sources agree on, in words."""

from __future__ import annotations

from concurrent.futures import Future

import pytest

from pages.classifier.try_it.trials import Trials, agreement
from services.classify.chain import Trial
from services.suggestion import Suggestion, Verdict


def trials(*answers: tuple[str | None, str | None] | None) -> Trials:
    """Sources by number; None is one without an answer."""
    futures: dict[str, Future[Trial]] = {}
    for number, answer in enumerate(answers):
        suggestion = answer and Suggestion(Verdict(answer[0]), Verdict(answer[1]), str(number), "m", 1)
        futures[str(number)] = Future()
        futures[str(number)].set_result(Trial(str(number), "m", suggestion))
    futures["late"] = Future()
    return Trials(("", "text"), futures)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([], ""),
        ([("a", "high"), None], ""),
        ([("a", "high"), ("a", "high")], "Category: both say Aa. Priority: both say high."),
        ([("a", "high")] * 3, "Category: all 3 say Aa. Priority: all 3 say high."),
        (
            [("a", "high"), ("b", "high"), ("a", "low"), (None, "high")],
            "Category: 2 of 4 say Aa. Priority: 3 of 4 say high.",
        ),
        ([("a", None), ("b", None)], "Category: the two sources differ. Priority: no source is sure."),
        ([("a", "low"), (None, "low")], "Category: 1 of 2 says Aa. Priority: both say low."),
        ([("a", None), ("b", None), ("c", None)], "Category: no two sources agree. Priority: no source is sure."),
        ([("a", None), ("b", "low"), ("b", None)], "Category: 2 of 3 say Bb. Priority: 1 of 3 says low."),
    ],
)
def test_agreement(answers: list[tuple[str | None, str | None] | None], words: str) -> None:
    assert agreement(trials(*answers), {"a": "Aa", "b": "Bb"}) == words


def test_what_nobody_has_answered_yet_is_told_apart() -> None:
    found = trials(("a", "high"))
    assert (found.answer("late"), found.done) == (None, False)
    found.give_up()
    assert (found.answer("late"), found.done) == (None, True)
