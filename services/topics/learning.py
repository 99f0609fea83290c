"""Learn the rules of topics from texts whose topic is known: which terms tell, and how much a text has to reach.

A term weighs as much as it is likelier in the topic's texts than in the others (log of the ratio), and a text reaches
the sum over the square root of how many terms it has: long texts have more of any. How much is enough is read off
texts that the weights were not made of (FOLDS), where members and others are told apart best: by the F measure that
takes a text too many for worse than one too few (BETA).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.topics.rule import TEXTS_MIN, Rule

FOLDS = 5
BETA = 0.7
TERMS_MAX = 60
LIFT_MIN = 2.0

Floats = NDArray[np.float64]
Places = NDArray[np.int64]


def learn_rules(texts: Sequence[frozenset[str]], topics: Sequence[int], wanted: Sequence[int]) -> dict[int, Rule]:
    """The rules of the ``wanted`` topics; ``topics`` is that of each text, 0 for none.

    One without a term that tells its texts from the others has no rule.
    """
    vocabulary, counts = _counted(texts)
    if not vocabulary:
        return {}
    labels = np.array(topics)[:, None] == np.array(wanted)[None, :]
    lengths = np.sqrt([max(1, len(terms)) for terms in texts])
    fold = np.arange(len(texts)) % FOLDS
    reached = np.zeros(labels.shape)
    for number in range(FOLDS):
        inside, outside = fold != number, fold == number
        reached[outside] = counts[outside] @ _weights(counts[inside], labels[inside]) / lengths[outside, None]
    weights = _weights(counts, labels)
    rules = {}
    for place, topic in enumerate(wanted):
        least = _least(reached[:, place], labels[:, place])
        terms = {
            vocabulary[column]: round(float(weights[column, place]), 4) for column in weights[:, place].nonzero()[0]
        }
        if terms and least > 0:
            rules[topic] = Rule(terms, least)
    return rules


def _counted(texts: Sequence[frozenset[str]]) -> tuple[list[str], sparse.csr_array]:
    """The terms that TEXTS_MIN texts have, and which of them each text has."""
    frequency: dict[str, int] = {}
    for term in chain.from_iterable(texts):
        frequency[term] = frequency.get(term, 0) + 1
    vocabulary = sorted(term for term, number in frequency.items() if number >= TEXTS_MIN)
    column = {term: place for place, term in enumerate(vocabulary)}
    rows = [sorted(column[term] for term in text if term in column) for text in texts]
    starts = np.cumsum([0, *map(len, rows)])
    columns = np.fromiter(chain.from_iterable(rows), np.int64, int(starts[-1]))
    shape = (len(texts), len(vocabulary))
    return vocabulary, sparse.csr_array((np.ones(len(columns)), columns, starts), shape=shape)


def _weights(counts: sparse.csr_array, labels: NDArray[np.bool_]) -> Floats:
    """The weight of each term (row) for each topic (column); 0 where it does not tell."""
    inside: Floats = counts.T @ labels.astype(float)
    every = counts.sum(axis=0)[:, None]
    size = labels.sum(axis=0)[None, :]
    share = (inside + 0.5) / (size + 1)
    lift = share / ((every - inside + 0.5) / (len(labels) - size + 1))
    weights = np.where((inside >= TEXTS_MIN) & (lift >= LIFT_MIN), np.log(np.maximum(lift, 1)), 0.0)
    telling = share * weights
    if len(telling) > TERMS_MAX:
        weakest = np.partition(telling, -TERMS_MAX, axis=0)[-TERMS_MAX]
        weights[telling < np.maximum(weakest, 1e-12)] = 0
    return weights


def _least(reached: Floats, members: NDArray[np.bool_]) -> float:
    """How much tells members from others best, between two texts; 0 where nothing does."""
    order = np.argsort(-reached, kind="stable")
    running_total = np.cumsum(members[order])
    measure = (1 + BETA**2) * running_total / (np.arange(1, len(order) + 1) + BETA**2 * members.sum())
    last = int(np.argmax(measure))
    below = reached[order[last + 1]] if last + 1 < len(order) else 0.0
    return float(round((reached[order[last]] + below) / 2, 4)) if running_total[last] else 0.0
