"""The learned classifier's values for many texts at once: what they are, without rankings, words and confidences."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
from scipy import sparse

from services.classify.linear.features import Floats, count, joined
from services.classify.linear.model import BATCH, FieldModel, LearnedClassifier, shares
from services.suggestion import Suggestion

Values = list[str | None]


def best_values(
    classifier: LearnedClassifier,
    texts: Sequence[tuple[str, str]],
    *,
    active: Collection[str],
    rules: Sequence[Suggestion] = (),
) -> dict[str, Values]:
    """By field the value that ``suggest`` would name for each (title, description); None where it names none.

    ``active`` are the categories in use. ``rules`` is what the keyword rules say of each text; needed where they vote.
    """
    found: dict[str, Values] = {name: [] for name in classifier.fields}
    for first in range(0, len(texts), BATCH):
        counts = count(joined(title, description) for title, description in texts[first : first + BATCH])
        for name, model in classifier.fields.items():
            said = [getattr(one, name).ranking for one in rules[first : first + BATCH]]
            votes = shares(said, model.classes) if model.asks_the_rules and said else None
            found[name] += _values(model, counts, active if name == "category" else None, votes)
    return found


def _values(
    model: FieldModel, counts: sparse.csr_array, active: Collection[str] | None, votes: Floats | None
) -> Values:
    if active is not None and not any(key in active for key in model.classes):
        return [None] * counts.shape[0]
    weighed, known = model.weigh(counts), model.known(counts)
    best = model.probabilities(weighed, active, votes, known).argmax(axis=1).tolist()
    answers = ((np.diff(weighed.indptr) > 0) & (known >= model.gate)).tolist()
    return [model.classes[place] if answered else None for place, answered in zip(best, answers, strict=True)]
