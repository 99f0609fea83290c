"""The learned classifier's values for many texts at once: what they are, without rankings, words and confidences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from services.classify.linear.features import count, joined
from services.classify.linear.model import BATCH, FieldModel, LearnedClassifier, shares, strangeness
from services.suggestion import Verdict

Values = list[str | None]
Rules = Callable[[str, str, str], Verdict]  # what the keyword rules say of a field of a title and description
Texts = Sequence[tuple[str, str]]


def best_values(
    classifier: LearnedClassifier, texts: Texts, *, active: Collection[str], rules: Rules
) -> dict[str, Values]:
    """By field the value that ``suggest`` would name for each (title, description); None where it names none.

    ``active`` are the categories in use. The ``rules`` are asked only where their vote could change the value.
    """
    values: dict[str, Values] = {name: [] for name in classifier.fields}
    for first in range(0, len(texts), BATCH):
        batch = texts[first : first + BATCH]
        counts = count(joined(title, description) for title, description in batch)
        for name, model in classifier.fields.items():
            weighed, known = model.weigh(counts), model.known(counts)
            answers = (np.diff(weighed.indptr) > 0) & (known >= model.gate)
            scores = model.scores(weighed)
            if model.strange.any():
                scores += strangeness(known, model.usual, model.strange)
            if name == "category":
                scores[:, [key not in active for key in model.classes]] = -np.inf
            _add_votes(name, model, scores, answers, batch, rules)
            values[name] += _values(model, scores, answers)
    return values


def _add_votes(
    name: str, model: FieldModel, scores: NDArray[np.float64], answers: NDArray[np.bool_], texts: Texts, rules: Rules
) -> None:
    """Add the rules' votes to the scores of those texts whose best class another one could overtake by them."""
    if not model.asks_the_rules:
        return
    least, most = scores + np.minimum(model.votes, 0), scores + np.maximum(model.votes, 0)
    best, rows = least.argmax(axis=1), np.arange(len(scores))
    most[rows, best] = -np.inf
    asked = np.flatnonzero(answers & (most.max(axis=1) >= least[rows, best]))
    rankings = [rules(name, *texts[row]).ranking for row in asked.tolist()]
    scores[asked] += shares(rankings, model.classes) * model.votes


def _values(model: FieldModel, scores: NDArray[np.float64], answers: NDArray[np.bool_]) -> Values:
    answers = answers & np.isfinite(scores).any(axis=1)
    best = scores.argmax(axis=1).tolist()
    return [model.classes[place] if named else None for place, named in zip(best, answers.tolist(), strict=True)]
