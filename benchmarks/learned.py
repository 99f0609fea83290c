"""How well and how fast the learned classifier learns from a CSV file: ``python -m benchmarks.learned FILE``.

FILE has the columns title, description and category, and may have source, of which everything before ``#`` names the
set a row belongs to; every set is measured for itself, on random draws of SIZES rows. Accuracy, macro-F1 and expected
calibration error (15 bins) are those of 5-fold cross-validation with the scale fitted on other folds, as ``make train``
prints them: of 200 labels, 160 are learned from. "Held out" learns from all of the draw and asks the rest of the set.
Times are CPU time of this process.
"bare" is FeatureUnion(TfidfVectorizer word 1-2, char_wb 3-5, sublinear) with LinearSVC, as scikit-learn has it, on the
same rows. Set OMP_NUM_THREADS=1 to repeat.

On a shared machine of two cores, Python 3.11, scikit-learn 1.9; real help-desk mails (endava-it, 10,000 rows) and those
of a bank, one-liners (banking77, 2,461 rows), 4 categories each; accuracy / macro-F1 / calibration error:

    set         labels  cross-validated        keywords       held out
    endava-it      200  .694 / .648 / .069     .430 / .438    .713 / .034
                 1,000  .814 / .821 / .031     .425 / .451    .820 / .019
                 5,000  .850 / .860 / .016     .431 / .457    .862 / .020
                10,000  .870 / .880 / .012     .427 / .456
    banking77      200  .851 / .827 / .065     .705 / .700    .867 / .030
                 1,000  .935 / .928 / .018     .706 / .706    .940 / .018
    (held out: accuracy / calibration error; at 200 labels the bins alone give an error of about .05)

Training on 10,000 mails with cross-validation and the keywords' answers 10.6 s; one answer 1.5 ms, at worst 10 ms; in a
batch 1.4 (one-liners) and 1.6 (mails) times as fast as bare.
"""

from __future__ import annotations

import csv
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from db.seed_categories import SEED_CATEGORIES
from services.classify.keywords.classifier import KeywordClassifier
from services.classify.learned.features import count, joined
from services.classify.learned.hints import keyword_hints
from services.classify.learned.model import LearnedClassifier
from services.classify.learned.training import Learned, calibration_error, learn

SIZES = (200, 1_000, 5_000, 10_000)
DRAWS = {200: 10, 1_000: 5}
ASKED_ONE_BY_ONE = 300
ENTRIES = {key: category.keywords for key, category in SEED_CATEGORIES.items()}
HINTS = keyword_hints(ENTRIES)

Rows = list[dict[str, str]]
Result = TypeVar("Result")


def main(file: str) -> None:
    """Print a line per set and size, then the speed at the largest."""
    for name, rows in sorted(_sets(file).items()):
        for size in (size for size in SIZES if size <= len(rows)):
            learned = [_learn(_draw(rows, size, seed)) for seed in range(DRAWS.get(size, 1))]
            print(f"{name} {size:,} x {len(learned)}: {_means(learned)}", flush=True)
            if size <= len(rows) / 2:
                print(f"{name} {size:,} held out: {_held_out(rows, size, DRAWS.get(size, 2))}", flush=True)
        if len(rows) >= 1_000:
            _print_speed(name, _draw(rows, min(len(rows), SIZES[-1]), 0))


def _sets(file: str) -> dict[str, Rows]:
    found: dict[str, Rows] = {}
    with Path(file).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found.setdefault(row.get("source", "").partition("#")[0], []).append(row)
    return found


def _draw(rows: Rows, size: int, seed: int) -> Rows:
    return Random(seed).sample(rows, size)  # noqa: S311 - nothing secret


def _learn(rows: Rows) -> Learned:
    rules = KeywordClassifier(ENTRIES)
    answers = [rules.suggest(row["title"], row["description"]).category.key for row in rows]
    counts = count(joined(row["title"], row["description"]) for row in rows)
    return learn("category", counts, [row["category"] for row in rows], answers, hints=HINTS)


def _held_out(rows: Rows, size: int, draws: int) -> str:
    counts = count(joined(row["title"], row["description"]) for row in rows)
    labels = np.array([row["category"] for row in rows], object)
    figures = []
    for seed in range(draws):
        shuffled = np.random.default_rng(seed).permutation(len(rows))
        taught, asked = shuffled[:size], shuffled[size:]
        model = learn("category", counts[taught], list(labels[taught]), [None] * size, hints=HINTS).model
        if model is not None:
            chances = model.probabilities(model.weigh(counts[asked]))
            right = np.array(model.classes, object)[chances.argmax(axis=1)] == labels[asked]
            figures.append((right.mean(), calibration_error(chances, right)))
    return "accuracy {:.3f}, calibration_error {:.3f}".format(*np.mean(figures, axis=0)) if figures else "silent"


def _means(learned: list[Learned]) -> str:
    names = ("accuracy", "macro_f1", "calibration_error", "keywords_accuracy", "keywords_macro_f1")
    return ", ".join(f"{name} {_mean(learned, name)}" for name in names)


def _mean(learned: list[Learned], name: str) -> str:
    values = [value for one in learned if (value := getattr(one.report, name)) is not None]
    return f"{statistics.mean(values):.3f}" if values else "-"


def _print_speed(name: str, rows: Rows) -> None:
    seconds, learned = _timed(lambda: _learn(rows))
    print(f"{name}: training on {len(rows):,} with cross-validation and keywords {seconds:.1f} s")
    if learned.model is None:
        return
    classifier = LearnedClassifier(1, {"category": learned.model})
    active = set(learned.model.classes)
    one_by_one = [
        _timed(lambda row=row: classifier.suggest(row["title"], row["description"], active=active))[0]  # type: ignore[misc]
        for row in rows[:ASKED_ONE_BY_ONE]
    ]
    print(f"{name}: one {statistics.median(one_by_one) * 1000:.2f} ms, worst {max(one_by_one) * 1000:.2f} ms")
    texts = [(row["title"], row["description"]) for row in rows]
    ours, _ = _timed(lambda: classifier.suggest_many(texts, active=active))
    bare = _bare().fit([joined(*text) for text in texts], [row["category"] for row in rows])
    theirs, _ = _timed(lambda: bare.predict([joined(*text) for text in texts]))
    print(f"{name}: batch {ours:.2f} s, bare {theirs:.2f} s: {theirs / ours:.2f} times as fast")


def _bare() -> Any:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    return make_pipeline(make_union(words, pieces), LinearSVC(random_state=0))


def _timed(work: Callable[[], Result]) -> tuple[float, Result]:
    began = time.process_time()
    result = work()
    return time.process_time() - began, result


if __name__ == "__main__":
    main(sys.argv[1])
