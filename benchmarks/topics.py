"""Topics on labelled texts: of one label, and the same each week? ``python -m benchmarks.topics FILE [SET]``.

FILE is that of benchmarks.learned. Its texts come in a random order; a window of half of them moves by a twentieth a
week, eight weeks long, as recent tickets do. Purity is that of texts that were in no window when a topic was found.
What came out stands in benchmarks/records/0065-topics.md.
"""

from __future__ import annotations

import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from services.stats.topics import moved_topics
from services.topics.definition import Changes, KnownTopic
from services.topics.finding import find_changes
from services.topics.rule import Rules, text_terms
from services.topics.store import TEXTS

WEEKS, WINDOW, STEP = 8, 0.5, 0.05
CALM = 100  # draws
READ = {"banking77": 2_461, "endava-it": 6_000}
Text = tuple[str, str]


def read_set(file: str, name: str) -> tuple[list[Text], list[str], list[frozenset[str]]]:
    """Texts, labels and terms in a random order."""
    csv.field_size_limit(10**7)
    with Path(file).open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["source"].split("#")[0] == name]
    order = np.random.default_rng(0).permutation(len(rows))[: READ[name]]
    texts = [(rows[place]["title"], rows[place]["description"]) for place in order]
    return texts, [rows[place]["source"].split("#")[1] for place in order], [text_terms(*text) for text in texts]


def after(changes: Changes, known: Sequence[KnownTopic], read: int, first: int, week: int) -> list[KnownTopic]:
    """The topics there are after a look."""
    kept = [topic for topic in known if topic.id not in {*changes.gone, *changes.defined_anew}]
    kept += [KnownTopic(topic, one.rule, read, week) for topic, one in changes.defined_anew.items()]
    return kept + [KnownTopic(first + place, one.rule, read, week) for place, one in enumerate(changes.new)]


def assigned(known: Sequence[KnownTopic], terms: Sequence[frozenset[str]]) -> list[int]:
    rules = Rules((topic.id, topic.round, topic.rule) for topic in known)
    return [rules.topic_of(one) or 0 for one in terms]


def purity(topics: Sequence[int], labels: Sequence[str]) -> float:
    """The share of the texts with a topic that have the label of most of it."""
    of_topic: dict[int, Counter[str]] = defaultdict(Counter)
    for topic, label in zip(topics, labels, strict=True):
        of_topic[topic][label] += 1
    of_topic.pop(0, None)
    return sum(max(one.values()) for one in of_topic.values()) / max(1, sum(map(Counter.total, of_topic.values())))


def measure(file: str, name: str) -> None:
    """Print what is found week by week, and what is claimed of halves in which nothing changed."""
    texts, labels, terms = read_set(file, name)
    size, step = round(WINDOW * len(texts)), round(STEP * len(texts))
    known: list[KnownTopic] = []
    before: list[int] = []
    first = 1
    for week in range(WEEKS):
        window = slice(week * step, week * step + size)
        sample = texts[window][:TEXTS]
        began = time.perf_counter()
        changes = find_changes(sample, known)
        seconds = time.perf_counter() - began
        known = after(changes, known, len(sample), first, week)
        first += len(changes.new)
        topics = assigned(known, terms)
        unread = [place for place in range(len(texts)) if not window.start <= place < window.stop]
        covered = float(np.mean(np.array(topics) > 0))
        stayed = [old == new for old, new in zip(before, topics, strict=False) if old]
        print(
            f"{name} week {week}: {len(sample)} texts in {seconds:.1f} s; {len(known)} topics,"
            f" {len(changes.new)} new, {len(changes.defined_anew)} anew, {len(changes.gone)} gone; cover {covered:.2f},"
            f" purity unread {purity([topics[place] for place in unread], [labels[place] for place in unread]):.3f}"
            f" all {purity(topics, labels):.3f}; same topic as a week before {np.mean(stayed) if stayed else 1:.4f}",
            flush=True,
        )
        if week == 0:
            for topic, one in list(zip(known, changes.new, strict=True))[:12]:
                of_topic = Counter(label for number, label in zip(topics, labels, strict=True) if number == topic.id)
                print(f"    {', '.join(one.words)}: {of_topic.most_common(2)} of {of_topic.total()}")
        before = topics
    print(f"{name}: {claims(before)} of {CALM} calm pairs of periods claim anything")


def claims(topics: Sequence[int]) -> int:
    """Of random halves of the same texts, in how many a topic rises or falls."""
    times = 0
    for seed in range(CALM):
        order = np.random.default_rng(seed).permutation(len(topics))
        halves = np.array_split(np.array(topics)[order], 2)
        now, then = ({int(topic) or None: int(n) for topic, n in Counter(half.tolist()).items()} for half in halves)
        times += bool(moved_topics(now, then))
    return times


def main(file: str, *names: str) -> None:
    for name in names or READ:
        measure(file, name)


if __name__ == "__main__":
    main(*sys.argv[1:])
