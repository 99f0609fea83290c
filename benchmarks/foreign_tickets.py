"""Tickets with other people's words, for measuring a search that must not count on the statistics of our own.

Three vocabularies: 2,000 made-up words drawn by Zipf's law; English prose (sentences of Python's language reference);
and the words of ``made_tickets``. Into each, words are planted that stand in a known number of tickets: all of them
among the oldest, among the newest, or spread over all; and two that are frequent and meet five times. Nearly all
tickets are resolved, and every third was shown two suggestions, as a dashboard reads these too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pydoc_data.topics import topics
from typing import Any

import numpy as np

from benchmarks import made_tickets
from db.engine import transaction

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
YEARS = 3
BATCH = 10_000
WORDS = 40  # of a ticket
TITLE = 6  # of these
ZIPF_WORDS = 2_000
FREQUENCIES = {"one": 1, "ten": 10, "hundreds": 300, "thousands": 3_000, "myriads": 30_000, "most": 300_000}
PLACES = ("old", "new", "spread")
EVERY, NONE = "qyevery", "qynone"
PAIR = ("qypairleft", "qypairright")
MEETINGS = 5
_KINDS = ("technical", "account", "billing", "general")
_LEFT_OPEN = 0.05

Texts = Callable[[np.random.Generator, int], list[list[str]]]  # the words of so many tickets


def planted(frequency: str, place: str) -> str:
    """The word that stands in so many tickets, in that place."""
    return f"qy{frequency}{place}"


def load(vocabulary: str, count: int) -> None:
    """Write ``count`` tickets with the words of a vocabulary, oldest first, straight into the table."""
    rng = np.random.default_rng(made_tickets.SEED)
    step = timedelta(days=365 * YEARS) / count
    with transaction(statement_timeout=0) as session:
        driver: Any = session.connection().connection.driver_connection
        for first in range(0, count, BATCH):
            size = min(BATCH, count - first)
            texts, times = VOCABULARIES[vocabulary](rng, size), _times_to_resolution(rng, size)
            with driver.cursor() as cursor, cursor.copy(_COPY) as copy:
                for number, words, taken in zip(range(first, first + size), texts, times, strict=True):
                    copy.write_row(_row(number, count, words, NOW - step * (count - number), taken))


_COPY = "COPY ticket (title, description, category, priority, status, created_at, resolved_at) FROM STDIN"


def _times_to_resolution(rng: np.random.Generator, count: int) -> list[timedelta | None]:
    """How long each of so many tickets takes; None of those that stay open."""
    hours, left_open = rng.lognormal(2.6, 1.4, count), rng.random(count) < _LEFT_OPEN
    return [None if stays else timedelta(hours=float(taken)) for taken, stays in zip(hours, left_open, strict=True)]


def _row(number: int, count: int, words: list[str], created_at: datetime, taken: timedelta | None) -> tuple[Any, ...]:
    title = " ".join(words[:TITLE])[:200]
    description = " ".join([*words[TITLE:], *_planted_in(number, count)])
    kind, priority = _KINDS[number % len(_KINDS)], ("low", "medium", "high")[number % 3]
    if taken is None or created_at + taken > NOW:
        return title, description, kind, priority, "open", created_at, None
    status = ("resolved", "closed")[number // 12 % 2]
    return title, description, kind, priority, status, created_at, created_at + taken


def _planted_in(number: int, count: int) -> Iterator[str]:
    """The planted words of a ticket; of a frequency above ``count``, all tickets."""
    yield EVERY
    for name, wanted in FREQUENCIES.items():
        times = min(wanted, count)
        if number < times:
            yield planted(name, "old")
        if number >= count - times:
            yield planted(name, "new")
        if number * times // count != (number + 1) * times // count:
            yield planted(name, "spread")
    if number % 3 == 0:
        yield PAIR[0]
    meets = number % 3 == 0 and number * MEETINGS // count != (number + 3) * MEETINGS // count
    if number % 3 == 1 or meets:
        yield PAIR[1]


def _zipf(rng: np.random.Generator, count: int) -> list[list[str]]:
    chances = 1 / (np.arange(ZIPF_WORDS) + 1.0)
    drawn = rng.choice(ZIPF_WORDS, (count, WORDS), p=chances / chances.sum())
    known = [f"{'bcdfghjklmnprstvwxz'[n % 19]}{'aeiou'[n // 19 % 5]}{'lmnrst'[n // 95 % 6]}{'aeiou'[n // 570 % 5]}x"
             for n in range(ZIPF_WORDS)]  # fmt: skip
    return [[known[place] for place in row] for row in drawn]


def _english(rng: np.random.Generator, count: int) -> list[list[str]]:
    sentences = [sentence.split() for sentence in re.findall(r"[A-Z][^.|`*:]{40,300}\.", " ".join(topics.values()))]
    return [
        [word for place in row for word in sentences[place]][: 2 * WORDS]
        for row in rng.integers(len(sentences), size=(count, 3))
    ]


def _own(rng: np.random.Generator, count: int) -> list[list[str]]:
    words = made_tickets.words(rng, count * WORDS)
    return [words[start : start + WORDS] for start in range(0, len(words), WORDS)]


VOCABULARIES: dict[str, Texts] = {"zipf": _zipf, "english": _english, "own": _own}
