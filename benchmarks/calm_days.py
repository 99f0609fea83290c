"""How often "What changed" cries wolf, and how often it sees a wolf: ``python -m benchmarks.calm_days [DAYS]``.

Makes up calm days and looks at each as the dashboard does, once an hour from 8 to 19: four categories and four
priorities, today and this week. A look is wrong when it calls out anything at all; a day is, when any of its looks is.
Then one category is made two or three times as busy for one day, and the looks at 12 and at 17 should call it out.

Last, titles of words that follow Zipf's law: how many calm weeks are said to have a rising word, and how often a word
that a hundredth of the titles had is found when it is in two, three or five times as many.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.made_tickets import VOCABULARY
from services.stats.anomalies import rising_words, spikes

SEED = 20261122
HOURS = range(8, 20)
HOUR_WEIGHTS = np.array([1, 1, 1, 1, 1, 2, 4, 9, 16, 18, 17, 15, 12, 14, 16, 15, 13, 10, 7, 5, 4, 3, 2, 1], float)
DAY_WEIGHTS = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.25, 0.2])
CATEGORIES = np.array([0.46, 0.24, 0.22, 0.08])
PRIORITIES = np.array([0.29, 0.50, 0.17, 0.04])
WORDS_OF_A_TITLE = 6
SPIKED = 1  # the category that gets a spike

Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class World:
    """``over``: the squared coefficient of variation of a day's rate, 0 is Poisson; each category and each priority has
    its own such noise, or with ``shared`` all of them the same."""

    name: str
    per_day: float
    over: float = 0.0
    shared: bool = False
    growth: float = 0.0  # a week


WORLDS = tuple(
    World(f"{name}, {per_day:,} a day", per_day, over, shared=shared, growth=growth)
    for per_day in (5, 30, 300, 3_000)
    for name, over, shared, growth in (
        ("Poisson", 0.0, False, 0.0),
        ("Poisson, 2 % growth a week", 0.0, False, 0.02),
        ("NB 0.05", 0.05, False, 0.0),
        ("NB 0.2", 0.2, False, 0.0),
        ("NB 0.1 of the whole desk", 0.1, True, 0.0),
    )
)


def main(days: int) -> None:
    """Print a line per world."""
    print(f"{'':44} a look    a day   2x at 12, 17   3x at 12, 17")
    for world in WORLDS:
        rng = np.random.default_rng(SEED)
        looks, alarms = alarms_and_looks(rng, world, days)
        power = [[_seen(rng, world, times, hour, days // 4) for hour in (12, 17)] for times in (2, 3)]
        told = "   ".join(f"{noon:6.0%} {late:6.0%}" for noon, late in power)
        print(f"{world.name:44} {looks:6.2%}  {alarms:6.2%}  {told}", flush=True)
    print(f"{'':44} a week   2x, 3x, 5x")
    for per_day in (5, 30, 300, 3_000):
        rng = np.random.default_rng(SEED)
        wrong = np.mean([bool(_words_found(rng, per_day)) for _ in range(days)])
        seen = [np.mean([0 in _words_found(rng, per_day, times) for _ in range(days // 4)]) for times in (2, 3, 5)]
        print(
            f"{f'titles, {per_day:,} a day':44} {wrong:6.2%}  {seen[0]:4.0%} {seen[1]:4.0%} {seen[2]:4.0%}", flush=True
        )


def alarms_and_looks(rng: Generator, world: World, days: int) -> tuple[float, float]:
    """The share of looks, and of days, that call out anything."""
    wrong = np.zeros((days, len(HOURS)), bool)
    for today in range(days):
        counts = _hours(rng, world, today)
        for place, hour in enumerate(HOURS):
            wrong[today, place] = bool(_look(*_until(rng, counts, hour), today))
    return float(wrong.mean()), float(wrong.any(axis=1).mean())


def made_day(rng: Generator, world: World, today: int, *, hour: int, times: float = 1.0) -> tuple[Counts, Counts]:
    """``whole`` and ``part`` as anomalies/spikes.py takes them, at half past ``hour`` of day ``today``."""
    return _until(rng, _hours(rng, world, today, times), hour)


def _seen(rng: Generator, world: World, times: float, hour: int, days: int) -> float:
    """The share of days on which the spike is called out, of working days."""
    spikes = [
        any(spike.series == SPIKED for spike in _look(*made_day(rng, world, today, hour=hour, times=times), today))
        for today in range(days)
        if today % 7 < 5
    ]
    return float(np.mean(spikes))


def _look(whole: Counts, part: Counts, today: int) -> list[spikes.Spike]:
    return spikes.find_spikes(whole, part, weekday=today % 7, known=np.full(len(whole), np.inf))


def _until(rng: Generator, counts: Counts, hour: int) -> tuple[Counts, Counts]:
    """At half past: half of the hour's tickets have come today; of earlier days half of the hour's count is taken."""
    part = counts[:, :, :hour].sum(axis=2) + counts[:, :, hour] / 2
    whole = counts.sum(axis=2)
    part[:, 0] = whole[:, 0] = counts[:, 0, :hour].sum(axis=1) + rng.binomial(counts[:, 0, hour].astype(int), 0.5)
    return whole, part


def _hours(rng: Generator, world: World, today: int, times: float = 1.0) -> Counts:
    """The hours of day ``today`` and of those before: (series, DAYS, 24), the first day is today.

    Categories and priorities are two views of the same tickets.
    """
    ago = np.arange(spikes.DAYS)
    growth = (1 + world.growth) ** (-ago / 7)
    rate = world.per_day * growth * DAY_WEIGHTS[(today - ago) % 7] / DAY_WEIGHTS.mean()
    pairs = np.outer(CATEGORIES, PRIORITIES)[:, :, None] * rate
    if world.over:
        for shape in [(1, 1)] if world.shared else [(4, 1), (1, 4)]:
            pairs = pairs * rng.gamma(1 / world.over, world.over, (*shape, len(ago)))
    pairs[SPIKED, :, 0] *= times
    hours = rng.poisson(pairs[..., None] * HOUR_WEIGHTS / HOUR_WEIGHTS.sum()).astype(float)
    return np.concatenate([hours.sum(axis=1), hours.sum(axis=0)])


def _words_found(rng: Generator, per_day: int, times: float = 1.0) -> list[int]:
    """The places of the words said to rise in one week; word 0 is in a hundredth of the titles before."""
    titles = [min(days * per_day, rising_words.TITLES) for days in (7, 28)]
    chances = 1 / (np.arange(VOCABULARY) + 2.7) ** 1.07
    share = 1 - (1 - chances / chances.sum()) ** WORDS_OF_A_TITLE
    share[0] = 0.01
    before = rng.binomial(titles[1], share)
    share[0] *= times
    now = rng.binomial(titles[0], share)
    looked_at = int((now + before >= rising_words.COUNT_MIN).sum())
    twice = now * titles[1] >= rising_words.TIMES_MIN * before * titles[0]
    risen = np.flatnonzero((now >= rising_words.COUNT_MIN) & twice)
    rising = rising_words.significant_rises(
        list(now[risen]), list(before[risen]), (titles[0], titles[1]), max(looked_at, 1)
    )
    return [int(risen[place]) for place in rising]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
