"""What a training leaves behind, and what is needed to answer: arrays of numbers, no object of scikit-learn."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.special import softmax

from services.classify.linear.explanation import Decided, word_weights
from services.classify.linear.features import BLOCK, COLUMNS, HASHED, Floats, Ints, count, joined
from services.classify.linear.word_vectors import DIMENSIONS
from services.suggestion import Suggestion, Verdict

Flags = NDArray[np.bool_]

SOURCE = "learned"
BATCH = 1_000  # texts that are counted at a time
# Texts that are weighed at a time: few enough that what lies in between fits into memory that is at hand.
WEIGHED_AT_ONCE = 250
LOOKED_UP = 10_000  # columns at a time; a table of all of them costs as much
UNASKED = Suggestion(Verdict(), Verdict(), "", "", 0.0)  # stands for the rules where they were not asked


@dataclass(frozen=True, slots=True, eq=False)
class FieldModel:
    """A linear model of one field with M columns and K classes.

    ``columns`` (M, ascending) are those of features.count that it reads, ``idf`` (M) their inverse document
    frequencies (for a direction's what it counts for), ``weights`` (M x K) and ``intercept`` (K) the linear model;
    ``scale`` turns its scores into log odds.
    ``votes`` (K) is what the keyword rules' share for each class adds to its score. ``taught`` (M) tells the columns
    that labelled tickets had; a text of which they are less than the share ``gate`` is not answered. What a text is
    stranger to the model than the ``usual`` share of known columns speaks for a class without a label: times
    ``strange`` (K) it adds to the score.
    """

    classes: tuple[str, ...]
    columns: Ints
    idf: Floats
    weights: Floats
    intercept: Floats
    scale: float = 1.0
    votes: Floats = field(default_factory=lambda: np.zeros(0, np.float32))
    taught: Flags = field(default_factory=lambda: np.zeros(0, np.bool_))
    gate: float = 0.0
    usual: float = 1.0
    strange: Floats = field(default_factory=lambda: np.zeros(0, np.float32))

    def scores(self, weighed: Any) -> NDArray[np.float64]:
        """The linear scores of weighed rows, without votes: a row per text, a column per class."""
        return np.asarray(weighed @ self.weights + self.intercept, np.float64)

    @property
    def asks_the_rules(self) -> bool:
        """Whether the keyword rules have a vote."""
        return bool(self.votes.any())

    def probabilities(
        self,
        weighed: Any,
        active: Collection[str] | None = None,
        said: Floats | None = None,
        known: NDArray[np.float64] | None = None,
    ) -> NDArray[np.float64]:
        """Calibrated probabilities, a column per class; each row adds up to 1 over the ``active`` classes (all).

        ``said`` are the rules' ``shares``, ``known`` is what ``known()`` tells of each text.
        """
        left_out = [active is not None and key not in active for key in self.classes]
        scores = self.scores(weighed)
        if said is not None:
            scores += said * self.votes
        if known is not None and self.strange.any():
            scores += strangeness(known, self.usual, self.strange)
        scores *= self.scale
        scores[:, left_out] = -np.inf
        chances: NDArray[np.float64] = softmax(scores, axis=1)
        return chances

    def known(self, counts: sparse.csr_array) -> NDArray[np.float64]:
        """Of the columns of each text, the share that labelled tickets had; 0 of a text without any."""
        taught = np.zeros(COLUMNS, np.bool_)
        taught[self.columns[self.taught]] = True
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))[counts.indices < HASHED]
        counted = np.bincount(rows, taught[counts.indices[counts.indices < HASHED]], counts.shape[0])
        shares_known: NDArray[np.float64] = counted / np.maximum(np.bincount(rows, minlength=counts.shape[0]), 1)
        return shares_known

    def decided(self, row: sparse.csr_array, place: int) -> Decided:
        """What of a weighed row spoke for the class at ``place`` more than for the mean of the classes."""
        weights = self.weights[row.indices]
        advantage = row.data * (weights[:, place] - weights.mean(axis=1))
        first = int(np.searchsorted(self.columns, HASHED))
        directions = self.weights[first:]
        directed = np.zeros(DIMENSIONS, np.float32)
        directed[self.columns[first:] - HASHED] = self.idf[first:] * (directions[:, place] - directions.mean(axis=1))
        taught = self.taught[row.indices] if self.taught.size else None
        return Decided(self.columns[row.indices], advantage, taught, directed)

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

    def suggest(
        self, title: str, description: str, *, active: Collection[str], rules: Suggestion = UNASKED
    ) -> Suggestion:
        """Category and priority with the words that decided; a field that does not take part has an empty Verdict.

        Only ``active`` categories are answered. A text of which the model knows too little gets no answer. ``rules`` is
        what the keyword rules say of the text.
        """
        started = time.perf_counter()
        text = joined(title, description)
        counts = count([text])
        verdicts: dict[str, Verdict] = {}
        for name, model in self.fields.items():
            row, said = model.weigh(counts), getattr(rules, name)
            verdict = _verdicts(model, counts, row, _allowed(name, active), [said])[0]
            verdicts[name] = _explained(model, row, verdict, said, text)
        return self._suggestion(verdicts, (time.perf_counter() - started) * 1000)

    def suggest_many(
        self, texts: Sequence[tuple[str, str]], *, active: Collection[str], rules: Sequence[Suggestion] = ()
    ) -> list[Suggestion]:
        """The answers of ``suggest`` for many (title, description), without the words; the latency is the mean."""
        started = time.perf_counter()
        verdicts: list[dict[str, Verdict]] = [{} for _ in texts]
        for first in range(0, len(texts), BATCH):
            batch = texts[first : first + BATCH]
            counts = count(joined(title, description) for title, description in batch)
            asked = rules[first : first + BATCH] or [UNASKED] * len(batch)
            for name, model in self.fields.items():
                said = [getattr(one, name) for one in asked]
                answers = _verdicts(model, counts, model.weigh(counts), _allowed(name, active), said)
                for place, verdict in enumerate(answers, first):
                    verdicts[place][name] = verdict
        latency_ms = (time.perf_counter() - started) * 1000 / max(1, len(texts))
        return [self._suggestion(row, latency_ms) for row in verdicts]

    def _suggestion(self, verdicts: Mapping[str, Verdict], latency_ms: float) -> Suggestion:
        category, priority = (verdicts.get(field, Verdict()) for field in ("category", "priority"))
        return Suggestion(category, priority, SOURCE, self.model, latency_ms)


def weigh(counts: sparse.csr_array, columns: Ints, idf: Floats) -> sparse.csr_array:
    """Counts as TF-IDF with sublinear term frequency, words and pieces each of length 1 in every row, and directions.

    Those are as they were, times ``idf``. ``columns`` (ascending) are the ones that stay; the others are dropped.
    """
    rows = counts.shape[0]
    if rows <= WEIGHED_AT_ONCE:
        return _weigh_some(counts, columns, idf)
    starts = range(0, rows, WEIGHED_AT_ONCE)
    some = [_weigh_some(counts[first : first + WEIGHED_AT_ONCE], columns, idf) for first in starts]
    return sparse.vstack(some, format="csr")


def _weigh_some(counts: sparse.csr_array, columns: Ints, idf: Floats) -> sparse.csr_array:
    places = _places(columns, counts.indices)
    known = np.flatnonzero(places >= 0)
    places, values = places[known], counts.data[known]
    starts = np.searchsorted(known, counts.indptr).astype(np.int32)
    pieces, directions = np.searchsorted(columns, (BLOCK, HASHED))
    hashed = np.flatnonzero(places < directions) if directions < len(columns) else slice(None)
    groups = np.repeat(np.arange(0, 2 * counts.shape[0], 2), np.diff(starts))[hashed]
    groups += places[hashed] >= pieces
    weights = idf[places]
    weighed = (1 + np.log(values[hashed])) * weights[hashed]
    values *= weights
    values[hashed] = weighed / np.sqrt(np.bincount(groups, weighed**2, 2 * counts.shape[0]))[groups]
    return sparse.csr_array((values, places, starts), shape=(counts.shape[0], len(columns)))


def _places(columns: Ints, wanted: Ints) -> Ints:
    """Where each wanted column stands in ``columns``, -1 where it does not: of few looked up, of many by a table."""
    if len(wanted) < LOOKED_UP:
        found = np.searchsorted(columns, wanted).astype(np.int32)
        return np.where(np.append(columns, np.int32(-1))[found] == wanted, found, np.int32(-1))
    place_of = np.full(COLUMNS, -1, np.int32)
    place_of[columns] = np.arange(len(columns), dtype=np.int32)
    return place_of[wanted]


def column_weights(counts: sparse.csr_array, columns: Ints, direction: float = 1.0) -> Floats:
    """What each of ``columns`` counts for: a direction's ``direction``, another its inverse document frequency."""
    texts = np.bincount(counts.indices, minlength=COLUMNS)[columns]
    weights = np.where(columns < HASHED, np.log((1 + counts.shape[0]) / (1 + texts)) + 1, direction)
    return np.asarray(weights, np.float32)


def strangeness(known: NDArray[np.float64], usual: float, strange: Floats) -> NDArray[np.float64]:
    """What the share that is known of each text adds to each class: a row per text, a column per class."""
    added: NDArray[np.float64] = (usual - known)[:, None] * strange
    return added


def shares(rankings: Sequence[Sequence[tuple[str, float]]], classes: Sequence[str]) -> Floats:
    """The shares that rankings give to each class: a row per ranking, a column per class, 0 where none."""
    places = {key: place for place, key in enumerate(classes)}
    table = np.zeros((len(rankings), len(classes)), np.float32)
    for row, ranking in enumerate(rankings):
        for key, share in ranking:
            if key in places:
                table[row, places[key]] = share
    return table


def _allowed(field: str, active: Collection[str]) -> Collection[str] | None:
    return active if field == "category" else None


def _verdicts(
    model: FieldModel,
    counts: sparse.csr_array,
    weighed: sparse.csr_array,
    active: Collection[str] | None,
    rules: Sequence[Verdict],
) -> list[Verdict]:
    answered = [place for place, key in enumerate(model.classes) if active is None or key in active]
    if not answered:
        return [Verdict()] * weighed.shape[0]
    said = shares([verdict.ranking for verdict in rules], model.classes) if model.asks_the_rules else None
    share_known = model.known(counts)
    chances = model.probabilities(weighed, active, said, share_known)
    best_first = np.argsort(-chances, axis=1, kind="stable")[:, : len(answered)].tolist()
    known = ((np.diff(weighed.indptr) > 0) & (share_known >= model.gate)).tolist()
    return [
        _verdict(model.classes, order, row) if enough else Verdict()
        for order, row, enough in zip(best_first, chances.tolist(), known, strict=True)
    ]


def _verdict(classes: Sequence[str], order: Sequence[int], chances: Sequence[float]) -> Verdict:
    ranking = tuple((classes[place], chances[place]) for place in order)
    return Verdict(*ranking[0], ranking, source=SOURCE, measured=True)


def _explained(model: FieldModel, row: sparse.csr_array, verdict: Verdict, rules: Verdict, text: str) -> Verdict:
    """The verdict with the words that spoke for the winner more than for the mean of the classes, and those against.

    Where the rules' vote weighs more than the text's own columns did, their words decided.
    """
    if verdict.key is None:
        return verdict
    place = model.classes.index(verdict.key)
    decided = model.decided(row, place)
    voted = model.asks_the_rules and rules.key == verdict.key and rules.words
    if voted and dict(rules.ranking).get(verdict.key, 0.0) * model.votes[place] > decided.contributions.sum():
        return replace(verdict, words=rules.words, weights=rules.weights)
    reasons = word_weights(text, decided)
    return replace(verdict, words=tuple(word for word, weight in reasons if weight > 0), weights=tuple(reasons))
