"""Cases of one answer: the deciding words, and how long an answer and a training take."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator

import numpy as np

from benchmarks.learned.sets import ENTRIES, HINTS, RULES, Set, Task, draw
from services.classify.function_words import SMALL_WORDS
from services.classify.linear.features import count, joined
from services.classify.linear.model import LearnedClassifier
from services.classify.rules import as_measured


def words(rows: Set) -> Iterator[tuple[str, str, str]]:
    task = Task.of(rows)
    learned = task.taught(draw(len(task.labels), 400, 0)[0])
    assert learned.model is not None
    classifier = LearnedClassifier(1, {"category": learned.model})
    shown = [
        word.lower()
        for text, said in zip(rows.texts[:500], rows.said, strict=False)
        for word, _ in classifier.suggest(*text, active=set(ENTRIES), rules=said).category.weights
    ]
    small = sum(word in SMALL_WORDS or word.isdigit() for word in shown)
    yield "deciding words of 500 texts that are small words or numbers", f"{small} of {len(shown)}", "0"


def speed(rows: Set) -> Iterator[tuple[str, str, str]]:
    began = time.process_time()
    said = [RULES.suggest(*text) for text in rows.texts]
    task = Task("category", count(joined(*text) for text in rows.texts), rows.labels["category"],
                [one.category for one in said], HINTS["category"])  # fmt: skip
    learned = task.taught(np.arange(len(said)))
    seconds = time.process_time() - began
    yield (
        f"training on {len(said):,} mails, rules and counting included",
        f"{seconds:.1f} s CPU",
        "< 20 s (before: 10.6)",
    )
    few = task.taught(np.arange(200))
    for name, one in (("10,000", learned), ("200", few)):
        assert one.model is not None
        classifier = LearnedClassifier(1, {"category": one.model})
        times = [_timed(classifier, text) for text in rows.texts[-300:]]
        figure = f"{statistics.median(times):.2f} ms, worst {max(times):.2f} ms"
        yield f"one answer, rules and words included, after {name} labels", figure, "< 10 ms"


def _timed(classifier: LearnedClassifier, text: tuple[str, str]) -> float:
    began = time.process_time()
    said = RULES.suggest(*text)
    as_measured(said, {})
    classifier.suggest(*text, active=set(ENTRIES), rules=said)
    return (time.process_time() - began) * 1000
