"""How soon the alarm notices, and how often it is false, by how many sampled answers there are in a year."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from services.review.alarm import Alarm, alarm, mean_run, share_noticed

WEEKS = 52
RUNS = 4_000


def cases() -> Iterator[tuple[str, str, str]]:
    for max_wrong in (0.02, 0.05, 0.10):
        for a_week in (20, 50, 200):
            test = alarm(max_wrong, a_week * WEEKS)
            false = a_week * WEEKS / mean_run(test, max_wrong)
            comfortable = a_week * WEEKS / mean_run(test, 0.6 * max_wrong)
            worse = max_wrong + 0.10
            simulated = runs(test, worse, RUNS)
            figure = (
                f"{test.points} and {test.limit}: false {false:.2f} a year, {comfortable:.3f} at {0.6 * max_wrong:.3f};"
                f" {worse:.2f} wrong found after {mean_run(test, worse):.0f} (simulated {simulated.mean():.0f},"
                f" within 60 {share_noticed(test, worse, 60):.2f})"
            )
            yield f"at most {max_wrong:.0%} wrong, {a_week} sampled a week", figure, "<= 1, <= 60"


def runs(test: Alarm, wrong: float, number: int, seed: int = 0, most: int = 20_000) -> np.ndarray:
    """How many answers each of so many simulated desks needs until the alarm."""
    rng = np.random.default_rng(seed)
    score, noticed = np.zeros(number, np.int64), np.full(number, most)
    running = np.ones(number, bool)
    for answer in range(1, most + 1):
        score = np.maximum(score + np.where(rng.random(number) < wrong, test.points, -1), 0)
        given = running & (score >= test.limit)
        noticed[given] = answer
        running &= ~given
        if not running.any():
            break
    return noticed
