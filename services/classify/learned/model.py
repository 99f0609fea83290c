"""What a training leaves behind, and what is needed to answer: arrays of numbers, no object of scikit-learn."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.learned.explanation import deciding_words
from services.classify.learned.features import BLOCK, COLUMNS, Floats, Ints, count, joined
from services.suggestion import Suggestion, Verdict

SOURCE = "learned"
BATCH = 1_000  # texts that are counted at a time


@dataclass(frozen=True, slots=True, eq=False)
class FieldModel:
    """A linear model of one field with M columns and K classes.

    ``columns`` (M, ascending) are those of features.count that it reads, ``idf`` (M) their inverse document
    frequencies, ``weights`` (M x K) and ``intercept`` (K) the linear model; ``scale`` turns its scores into log odds.
    """

    classes: tuple[str, ...]
    columns: Ints
    idf: Floats
    weights: Floats
    intercept: Floats
    scale: float

    def scores(self, weighed: Any) -> NDArray[np.float64]:
        """The linear scores of weighed rows: a row per text, a column per class."""
        return np.asarray(weighed @ self.weights + self.intercept, np.float64)

    def probabilities(self, weighed: Any, active: Collection[str] | None = None) -> NDArray[np.float64]:
        """Calibrated probabilities, a column per class; each row adds up to 1 over the ``active`` classes (all)."""
        left_out = [active is not None and key not in active for key in self.classes]
        scores = self.scale * self.scores(weighed)
        scores[:, left_out] = -np.inf
        return softmax(scores)

    def weigh(self, counts: sparse.csr_array) -> sparse.csr_array:
        """The rows of features.count as this model reads them."""
        return weigh(counts, self.columns, self.idf)


class LearnedClassifier:
    """Category and priority from this installation's own confirmed tickets, for the fields that take part.

    Safe to share between threads; never raises for any text.
    """

    def __init__(self, version: int, fields: Mapping[str, FieldModel]) -> None:
        self.version = version
        self.model = f"learned v{version}"
        self.fields = dict(fields)

    def suggest(self, title: str, description: str, *, active: Collection[str]) -> Suggestion:
        """Category and priority with the words that decided; a field that does not take part has an empty Verdict.

        Only ``active`` categories are answered. A text without a word that the model knows gets no answer.
        """
        started = time.perf_counter()
        text = joined(title, description)
        counts = count([text])
        verdicts: dict[str, Verdict] = {}
        for field, model in self.fields.items():
            row = model.weigh(counts)
            verdict = _verdicts(model, row, _allowed(field, active))[0]
            words = _words(model, row, verdict.key, text)
            verdicts[field] = Verdict(verdict.key, verdict.confidence, verdict.ranking, words)
        return self._suggestion(verdicts, (time.perf_counter() - started) * 1000)

    def suggest_many(self, texts: Sequence[tuple[str, str]], *, active: Collection[str]) -> list[Suggestion]:
        """The answers of ``suggest`` for many (title, description), without the words; the latency is the mean."""
        started = time.perf_counter()
        verdicts: list[dict[str, Verdict]] = [{} for _ in texts]
        for first in range(0, len(texts), BATCH):
            counts = count(joined(title, description) for title, description in texts[first : first + BATCH])
            for field, model in self.fields.items():
                answers = _verdicts(model, model.weigh(counts), _allowed(field, active))
                for place, verdict in enumerate(answers, first):
                    verdicts[place][field] = verdict
        latency_ms = (time.perf_counter() - started) * 1000 / max(1, len(texts))
        return [self._suggestion(row, latency_ms) for row in verdicts]

    def _suggestion(self, verdicts: Mapping[str, Verdict], latency_ms: float) -> Suggestion:
        category, priority = (verdicts.get(field, Verdict()) for field in ("category", "priority"))
        return Suggestion(category, priority, SOURCE, self.model, latency_ms)


def weigh(counts: sparse.csr_array, columns: Ints, idf: Floats) -> sparse.csr_array:
    """Counts as TF-IDF with sublinear term frequency, words and pieces each of length 1 in every row.

    ``columns`` (ascending) are the ones that stay; the others are dropped.
    """
    rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
    place_of = np.full(COLUMNS, -1, np.int32)
    place_of[columns] = np.arange(len(columns), dtype=np.int32)
    places = place_of[counts.indices]
    known = places >= 0
    rows, places = rows[known], places[known]
    values = (1 + np.log(counts.data[known])) * idf[places]
    groups = 2 * rows + (columns[places] >= BLOCK)
    lengths = np.sqrt(np.bincount(groups, values**2, 2 * counts.shape[0]))
    starts = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=counts.shape[0]))]).astype(np.int32)
    shape = (counts.shape[0], len(columns))
    return sparse.csr_array(((values / lengths[groups]).astype(np.float32), places, starts), shape=shape)


def softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities of log odds, row by row."""
    raised: NDArray[np.float64] = np.exp(scores - scores.max(axis=1, keepdims=True))
    raised /= raised.sum(axis=1, keepdims=True)
    return raised


def _allowed(field: str, active: Collection[str]) -> Collection[str] | None:
    return active if field == "category" else None


def _verdicts(model: FieldModel, weighed: sparse.csr_array, active: Collection[str] | None) -> list[Verdict]:
    answered = [place for place, key in enumerate(model.classes) if active is None or key in active]
    if not answered:
        return [Verdict()] * weighed.shape[0]
    chances = model.probabilities(weighed, active)
    best_first = np.argsort(-chances, axis=1, kind="stable")[:, : len(answered)].tolist()
    known = np.diff(weighed.indptr).tolist()
    return [
        _verdict(model.classes, order, row) if words else Verdict()
        for order, row, words in zip(best_first, chances.tolist(), known, strict=True)
    ]


def _verdict(classes: Sequence[str], order: Sequence[int], chances: Sequence[float]) -> Verdict:
    ranking = tuple((classes[place], chances[place]) for place in order)
    return Verdict(*ranking[0], ranking)


def _words(model: FieldModel, row: sparse.csr_array, winner: str | None, text: str) -> tuple[str, ...]:
    """What spoke for the winner more than for the mean of the classes."""
    if winner is None:
        return ()
    weights = model.weights[row.indices]
    advantage = weights[:, model.classes.index(winner)] - weights.mean(axis=1)
    return deciding_words(text, model.columns[row.indices], row.data * advantage)
