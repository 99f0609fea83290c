"""Labels that newer ones contradict."""

from __future__ import annotations

from random import Random

import numpy as np

from services.classify.learned.drift import CONTRADICTED_SIZE, LEAST_LABELS, Drift, find_drift
from services.classify.linear.features import count
from services.classify.linear.hints import no_hints
from tests.services.classify.learned.support import JARGON, jargon

CLASSES = tuple(sorted(JARGON))
TOPIC = "Coniston"  # of general


def drift_of(number: int, *, moved_at: int | None = None) -> tuple[Drift, list[str]]:
    """A desk on which from the ticket ``moved_at`` on the topic is an account matter."""
    rows = jargon(number, seed=Random(4).randrange(100))
    texts = [str(row["description"]) for row in rows]
    keys = [str(row["category"]) for row in rows]
    if moved_at is not None:
        keys = ["account" if place >= moved_at and TOPIC in texts[place] else key for place, key in enumerate(keys)]
    truth = np.array([CLASSES.index(key) for key in keys], np.int64)
    return find_drift(count(texts), truth, CLASSES, no_hints()), texts


def test_a_stationary_desk_keeps_all_its_labels() -> None:
    drift, _ = drift_of(LEAST_LABELS)
    assert drift.half_life is None
    assert len(drift.contradicted) <= 0.01 * LEAST_LABELS


def test_old_labels_of_a_moved_topic_count_for_little_and_are_named() -> None:
    drift, texts = drift_of(LEAST_LABELS, moved_at=LEAST_LABELS - 180)
    old = [place for place in range(LEAST_LABELS - 200) if TOPIC in texts[place]]
    found = {place for place, _ in drift.contradicted}
    assert len(found & set(old)) > 0.9 * len(old)
    assert all(TOPIC in texts[newer] for place, newer in drift.contradicted if place in old)
    assert drift.sizes[sorted(found)].max() <= np.float32(CONTRADICTED_SIZE)


def test_of_few_labels_none_is_old() -> None:
    drift, _ = drift_of(LEAST_LABELS - 1, moved_at=600)
    assert drift.contradicted == ()
    assert (drift.sizes == 1).all()
