"""Fit the word scores of priorities: ``python -m benchmarks.priorities`` writes the weights that are shipped.

``--held-out FILE`` fits on all other texts and prints how often the blend with the rules is right on that file.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression

from services.classify.likeness.word_scores import WEIGHTS, words_of
from services.classify.linear.features import HASHED, Floats, word_columns
from services.classify.linear.word_vectors import word_vectors
from services.taxonomy import PRIORITIES

TEXTS = Path(__file__).with_name("texts.csv")
LEAST_TEXTS = 2  # that have a column, for it to stay
STRENGTH = 1.0  # of the labels against the penalty on weights
MEANING = 1.0  # what a word's vector counts for beside itself
STEPS = 127  # of a weight, as it is stored


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.priorities", description=main.__doc__)
    parser.add_argument("--to", type=Path, default=WEIGHTS)
    parser.add_argument("--without", type=Path, help="leave out the texts of this list")
    given = parser.parse_args()
    left_out = {(row["title"], row["description"]) for row in read(given.without)} if given.without else set()
    rows = [row for row in read(TEXTS) if (row["title"], row["description"]) not in left_out]
    fit(rows, given.to)
    print(f"{len(rows)} texts, {given.to.stat().st_size / 1000:.0f} kB in {given.to}")


def read(path: Path) -> list[dict[str, str]]:
    """The rows of a list of texts."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def fit(rows: Sequence[dict[str, str]], to: Path) -> None:
    """Fit logistic regression on the texts of ``rows`` and write its weights, each in a byte."""
    texts = [words_of(row["title"], row["description"]) for row in rows]
    counts, meant = matrix(texts), np.array([meaning(words) for words in texts])
    columns = np.flatnonzero(np.bincount(counts.indices, minlength=HASHED) >= LEAST_TEXTS)
    features = sparse.hstack([counts[:, columns], meant * MEANING], format="csr")
    model = LogisticRegression(C=STRENGTH, max_iter=3_000).fit(features, [row["priority"] for row in rows])
    order = [model.classes_.tolist().index(priority) for priority in PRIORITIES]
    weights, directions = model.coef_[order, : len(columns)].T, model.coef_[order, len(columns) :].T * MEANING
    scale = float(np.abs(weights).max()) / STEPS
    np.savez_compressed(
        to,
        columns=columns.astype(np.int32),
        weights=np.rint(weights / scale).astype(np.int8),
        scale=np.float32(scale),
        directions=directions.astype(np.float32),
        intercept=model.intercept_[order],
    )


def matrix(texts: Sequence[Sequence[str]]) -> sparse.csr_array:
    """A row a text: each distinct word and its pieces, as ``WordScores`` adds them."""
    rows, columns, values = zip(*_cells(texts), strict=True)
    return sparse.csr_array((values, (rows, columns)), shape=(len(texts), HASHED))


def meaning(words: Sequence[str]) -> Floats:
    """What the words of a text mean together, as ``WordScores`` adds it."""
    return np.asarray(word_vectors().of(words).sum(axis=0) / max(1, len(words)) ** 0.5, np.float32)


def _cells(texts: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, float]]:
    for row, words in enumerate(texts):
        length = max(1, len(words)) ** 0.5
        for word in words:
            own, *pieces = word_columns(word)
            yield row, own, 1 / length
            yield from ((row, piece, 1 / (length * len(pieces) ** 0.5)) for piece in pieces)


if __name__ == "__main__":
    main()
