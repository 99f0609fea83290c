"""The pure part of a promise: the bound, the walk, the spending of the error, and how often it breaks."""

from __future__ import annotations

from math import ceil, inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.promise.desks import broken, desks
from services.review.promise import (
    GROWTH,
    LEAST_ANSWERS,
    MOST_SPENT,
    SPENDABLE,
    InForce,
    answers_missing,
    first_tried,
    is_look_due,
    level_of_look,
    spent,
    step,
    walk,
    wilson_lower,
)


@given(st.integers(1, 5_000), st.data(), st.floats(0.001, 0.4))
def test_the_bound_is_the_share_at_which_the_result_is_just_that_unlikely(
    number: int, data: st.DataObject, level: float
) -> None:
    right = data.draw(st.integers(1, number))
    lower = float(wilson_lower(right, number, level))
    z = (right / number - lower) / np.sqrt(lower * (1 - lower) / number)
    assert 0 < lower < right / number
    assert z == pytest.approx(_deviations(level), rel=1e-6)


def _deviations(level: float) -> float:
    from scipy.stats import norm

    return float(norm.isf(level))


def test_of_no_answers_the_bound_is_none() -> None:
    assert wilson_lower(0, 0, 0.05) == 0


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=30))
def test_all_looks_together_never_spend_more_than_is_allowed(growth: list[int]) -> None:
    looks = np.cumsum(growth).tolist()
    levels = [level_of_look(now, before) for now, before in zip(looks, [0, *looks], strict=False)]
    assert min(levels) >= 0
    assert sum(levels) <= spent(looks[-1]) + 1e-12
    assert spent(looks[-1]) < SPENDABLE
    assert max(levels) <= MOST_SPENT


def ordered(*runs: tuple[int, bool]) -> tuple[np.ndarray, np.ndarray]:
    """Answers of falling confidence: so many right ones, so many wrong ones, in turn."""
    right = np.array([right for number, right in runs for _ in range(number)])
    return np.linspace(0.99, 0.3, len(right)), right


def test_the_walk_stops_at_the_first_threshold_that_fails_though_later_ones_pass() -> None:
    confidence, right = ordered((200, True), (30, False), (5_000, True))
    found = walk(confidence, right, 0.05, 0.05)
    assert 200 <= found.answers < 210
    assert found.threshold == confidence[found.answers - 1]
    assert found.right == 200
    assert found.covered == found.answers / len(right)


def test_the_order_of_the_answers_says_nothing() -> None:
    confidence, right = ordered((300, True), (40, False), (100, True))
    shuffled = np.random.default_rng(0).permutation(len(right))
    assert walk(confidence[shuffled], right[shuffled], 0.05, 0.05) == walk(confidence, right, 0.05, 0.05)


def test_answers_of_one_confidence_are_decided_together() -> None:
    confidence = np.array([0.9] * 400)
    right = np.array([True] * 300 + [False] * 100)
    assert not walk(confidence, right, 0.05, 0.05).keeps
    assert walk(confidence, np.ones(400, bool), 0.05, 0.05).answers == 400


@pytest.mark.parametrize("number", [0, 1, LEAST_ANSWERS - 1])
def test_too_few_answers_keep_nothing(number: int) -> None:
    found = walk(*ordered((number, True)), 0.05, 0.05)
    assert (found.keeps, found.threshold) == (False, inf)


def test_a_look_is_due_when_the_answers_have_grown_by_half_and_something_could_pass() -> None:
    assert not is_look_due(LEAST_ANSWERS - 1, InForce(), 0.05)
    first = next(number for number in range(1, 10_000) if is_look_due(number, InForce(), 0.05))
    assert first >= LEAST_ANSWERS
    assert first_tried(first, 0.05, level_of_look(first, 0)) <= first
    after = InForce(0.9, 400)
    assert not is_look_due(ceil(400 * GROWTH) - 1, after, 0.05)
    assert is_look_due(ceil(400 * GROWTH), after, 0.05)


def test_between_looks_a_threshold_gets_stricter_and_never_looser() -> None:
    confidence, right = ordered((700, True), (300, False))
    first = step(confidence[:600], right[:600], 0.05, InForce())
    assert first.looked_at == 600
    better = np.ones(800, bool)
    assert step(np.linspace(0.99, 0.1, 800), better, 0.05, first) == first
    worse = np.concatenate([np.ones(300, bool), np.zeros(500, bool)])
    stricter = step(np.linspace(0.99, 0.1, 800), worse, 0.05, first)
    assert stricter.threshold > first.threshold
    assert stricter.looked_at == first.looked_at
    assert step(np.linspace(0.99, 0.1, 800), better, 0.05, stricter) == stricter  # not before the next look
    again = step(np.linspace(0.99, 0.1, 900), np.ones(900, bool), 0.05, stricter)
    assert again.looked_at == 900
    assert again.threshold < stricter.threshold


def test_answers_that_turn_out_wrong_end_it_at_once() -> None:
    first = step(*ordered((400, True)), 0.05, InForce())
    assert first.threshold < 1
    assert step(*ordered((50, False), (400, True)), 0.05, first).threshold == inf


def test_what_is_missing_is_about_what_is_needed() -> None:
    before = InForce()
    missing = answers_missing(*ordered((40, True)), 0.05, before)
    assert missing is not None
    enough = 40 + missing
    assert walk(*ordered((enough, True)), 0.05, level_of_look(enough, 0)).keeps
    assert not is_look_due(enough - 10, before, 0.05)
    from_none = answers_missing(np.zeros(0), np.zeros(0, bool), 0.05, before)
    assert from_none is not None
    assert 40 + missing - 20 <= from_none <= 40 + missing + 20


def test_of_a_source_that_is_never_right_enough_nothing_is_promised() -> None:
    right = np.arange(500) % 5 > 0  # .80, however confident
    assert answers_missing(np.linspace(0.99, 0.3, 500), right, 0.05, InForce()) is None


@pytest.mark.slow
def test_the_promise_is_kept_in_a_life_with_all_looks_and_the_naive_way_breaks_it() -> None:
    """The short form of ``python -m benchmarks.promise FILE desks``, with slack for so few desks."""
    by_name = {desk.name: desk for desk in desks(20_000)}
    worst = by_name["a hair below the promise everywhere (.949)"]
    assert broken(worst, 150).ever <= 0.10
    assert broken(worst, 60, ours=False).ever >= 0.20
    falling = broken(by_name["calibrated, .90 right in all"], 40)
    assert (falling.ever <= 0.10, falling.much <= 0.05) == (True, True)
    assert broken(by_name["good, .97 right in all"], 20).covered > 0.5  # it does decide something
