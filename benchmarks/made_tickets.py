"""Tickets for measuring: realistic in what decides speed, and the same for the same seed.

Words follow Zipf's law (Mandelbrot's form) over the words of the sample tickets, commonest first, and a long tail of
made-up ones; three years of days with weekends and office hours; most tickets resolved, the open ones mostly recent;
a code such as ``ERR-4031`` in one of eight. About 45 words a ticket, 330 characters.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator

from services.sample import sample_tickets

SEED = 20261122
COLUMNS = (
    "external_id", "title", "description", "category", "priority", "status",
    "created_at", "resolved_at", "requester", "assignee",
)  # fmt: skip

VOCABULARY = 40_000
TITLE_WORDS = (4, 9)
YEARS = 3
BATCH = 10_000  # made at a time, so that memory stays flat

CATEGORIES = {"technical": 0.46, "account": 0.24, "billing": 0.22, "general": 0.08}
PRIORITIES = {"medium": 0.50, "low": 0.29, "high": 0.17, "critical": 0.04}
HOUR_WEIGHTS = np.array([1, 1, 1, 1, 1, 2, 4, 9, 16, 18, 17, 15, 12, 14, 16, 15, 13, 10, 7, 5, 4, 3, 2, 1], float)
DAY_WEIGHTS = np.array([1.2, 1.1, 1.0, 1.0, 0.9, 0.25, 0.2])

Row = tuple[str, ...]


def write_csv(path: Path, count: int, *, now: datetime) -> None:
    """A CSV file of ``count`` tickets filed in the YEARS before ``now``, oldest first."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(made_tickets(count, now=now))


def made_tickets(count: int, *, now: datetime) -> Iterator[Row]:
    """``count`` rows of COLUMNS as text, oldest first; ``now`` is aware."""
    rng = np.random.default_rng(SEED)
    filed = _filing_times(rng, count, now)
    for first in range(0, count, BATCH):
        yield from _batch(rng, first, filed[first : first + BATCH], now.timestamp())


@cache
def vocabulary() -> tuple[str, ...]:
    """VOCABULARY words, the commonest first."""
    counted: Counter[str] = Counter()
    for text in sample_tickets.texts():
        if text["language"] == "en":
            counted.update(re.findall(r"[a-z']{2,}", f"{text['title']} {text['description']}".lower()))
    words = [word for word, _ in counted.most_common()]
    return tuple(dict.fromkeys([*words, *_made_words(VOCABULARY * 2)]))[:VOCABULARY]


def _made_words(count: int) -> Iterator[str]:
    rng = np.random.default_rng(SEED)
    onsets = ["b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "h", "j", "k", "l", "m", "n", "p", "pr", "qu", "r", "s", "st", "t", "tr", "v", "w", "z"]  # fmt: skip  # noqa: E501
    rhymes = ["a", "ack", "al", "an", "ar", "e", "ect", "el", "en", "er", "i", "ic", "in", "is", "o", "on", "or", "ow", "u", "um", "un", "us"]  # fmt: skip  # noqa: E501
    for syllables in rng.integers(2, 5, count):
        yield "".join(onsets[rng.integers(len(onsets))] + rhymes[rng.integers(len(rhymes))] for _ in range(syllables))


def _filing_times(rng: Generator, count: int, now: datetime) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Seconds since 1970, ascending: more each year, office hours, few on weekends."""
    days = 365 * YEARS
    first = (now - timedelta(days=days)).astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    weekday = (first.weekday() + np.arange(days)) % 7
    weights = DAY_WEIGHTS[weekday] * np.linspace(0.7, 1.3, days)
    day = rng.choice(days, count, p=weights / weights.sum())
    hour = rng.choice(24, count, p=HOUR_WEIGHTS / HOUR_WEIGHTS.sum())
    seconds = first.timestamp() + day * 86_400 + hour * 3_600 + rng.random(count) * 3_600
    return np.sort(np.minimum(seconds, now.timestamp() - 1))


def _batch(rng: Generator, first: int, filed: np.ndarray[Any, Any], now: float) -> Iterator[Row]:
    count = len(filed)
    sizes = np.clip(rng.lognormal(3.45, 0.65, count).astype(int), 6, 400)
    title_sizes = rng.integers(*TITLE_WORDS, count)
    drawn = iter(words(rng, int(sizes.sum() + title_sizes.sum())))
    category, priority = _drawn(rng, CATEGORIES, count), _drawn(rng, PRIORITIES, count)
    hours = rng.lognormal(2.6, 1.4, count)
    left_open = rng.random(count) < 0.01
    taken_up, closed, coded = rng.random(count) < 0.4, rng.random(count) < 0.6, rng.random(count) < 0.125
    numbers = rng.integers(0, 10**6, (count, 4))
    for row in range(count):
        title = " ".join(next(drawn) for _ in range(title_sizes[row])).capitalize()
        description = _sentences([next(drawn) for _ in range(sizes[row])])
        if coded[row]:
            description += f" The code is {('ERR', 'INV', 'ORD')[numbers[row, 3] % 3]}-{numbers[row, 0]:06d}."
        resolved = filed[row] + hours[row] * 3_600
        done = resolved < now and not left_open[row]
        yield (
            f"made-{first + row}",
            title,
            description,
            category[row],
            priority[row],
            ("closed" if closed[row] else "resolved") if done else ("in_progress" if taken_up[row] else "open"),
            _time(filed[row]),
            _time(resolved) if done else "",
            f"Requester {numbers[row, 1] % 5_000}",
            f"Agent {numbers[row, 2] % 40}" if done or taken_up[row] else "",
        )


def _drawn(rng: Generator, weights: dict[str, float], count: int) -> list[str]:
    return list(rng.choice(list(weights), count, p=list(weights.values())))


def words(rng: Generator, count: int) -> list[str]:
    """``count`` words drawn from ``vocabulary``."""
    chances = 1 / (np.arange(VOCABULARY) + 2.7) ** 1.07
    bounds = np.cumsum(chances / chances.sum())
    known = vocabulary()
    return [known[place] for place in np.minimum(np.searchsorted(bounds, rng.random(count)), VOCABULARY - 1)]


def _sentences(words: list[str]) -> str:
    parts = [words[start : start + 11] for start in range(0, len(words), 11)]
    return " ".join(" ".join(part).capitalize() + "." for part in parts)


def _time(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds")
