"""The sets of texts that suggestions are measured on, and tasks made of them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from services.classify.keywords.priority.rules import PRIORITY_RULES
from services.classify.learned.training import Learned, learn
from services.classify.linear.features import count, joined
from services.classify.linear.hints import Hints, keyword_hints, no_hints
from services.classify.linear.model import shares
from services.classify.rule_figures import measured
from services.classify.rules import Rules
from services.seed.categories import SEED_CATEGORIES
from services.suggestion import Suggestion, Verdict

DRAWS = 5
ASKED = 2_000  # rows of a draw that are asked
ENTRIES = {key: category.keywords for key, category in SEED_CATEGORIES.items()}
RULES = Rules(ENTRIES)
HINTS = {"category": keyword_hints(ENTRIES), "priority": keyword_hints(PRIORITY_RULES)}
TEXTS = Path(__file__).parents[2] / "tests" / "services" / "classify" / "data"

Keys = NDArray[np.object_]
Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Set:
    """Texts side by side: counts of features, labels by field, original labels, what the rules say."""

    texts: list[tuple[str, str]]
    counts: sparse.csr_array
    labels: dict[str, Keys]
    original: Keys
    said: list[Suggestion]


@dataclass(frozen=True, slots=True)
class Task:
    """One field of a set, or a made one without keywords."""

    field: str
    counts: sparse.csr_array
    labels: Keys
    said: list[Verdict]
    hints: Hints

    @classmethod
    def of(cls, rows: Set, field: str = "category") -> Task:
        said = [getattr(one, field) for one in rows.said]
        return cls(field, rows.counts, rows.labels[field], said, HINTS[field])

    def taught(self, rows: Places, labels: Keys | None = None) -> Learned:
        known = (self.labels if labels is None else labels)[rows]
        tickets = rows.tolist()
        return learn(
            self.field,
            self.counts[rows],
            list(known),
            [self.said[row] for row in rows],
            hints=self.hints,
            tickets=tickets,
        )

    def answers(self, learned: Learned, rows: Places) -> tuple[Keys, NDArray[np.float64]]:
        """What is offered for each row, and the confidence with it."""
        figures = learned.report.rules
        rules = [measured(self.field, self.said[row], figures) for row in rows]
        keys = np.array([verdict.key or "" for verdict in rules], object)
        sure = np.array([verdict.confidence for verdict in rules])
        model = learned.model
        if model is None:
            return keys, sure
        counts = self.counts[rows]
        votes = shares([self.said[row].ranking for row in rows], model.classes)
        share_known = model.known(counts)
        chances = model.probabilities(model.weigh(counts), said=votes, known=share_known)
        known = share_known >= model.gate
        best = np.array(model.classes, object)[chances.argmax(axis=1)]
        return np.where(known, best, keys), np.where(known, chances.max(axis=1), sure)

    def rules_right(self, rows: Places) -> float:
        return float(np.mean([self.said[row].key == self.labels[row] and is_rule(self.said[row]) for row in rows]))


def read_sets(file: str) -> dict[str, Set]:
    by_name: dict[str, list[dict[str, str]]] = {}
    with Path(file).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            by_name.setdefault(row["source"].partition("#")[0], []).append(row)
    return {name: read_set(rows) for name, rows in by_name.items()}


def own_rows(name: str) -> list[dict[str, str]]:
    with (TEXTS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def read_set(rows: list[dict[str, str]]) -> Set:
    texts = [(row["title"], row["description"]) for row in rows]
    labels = {field: np.array([row[field] for row in rows], object) for field in ("category", "priority")}
    original = np.array([row["source"].split("#")[1] for row in rows], object)
    said = [RULES.suggest(*text) for text in texts]
    return Set(texts, count(joined(*text) for text in texts), labels, original, said)


def made_task(rows: Set, number: int, seed: int) -> Task:
    """A task of ``number`` categories without keywords, each of one or several original labels."""
    names = np.random.default_rng(1_000 + seed).permutation(sorted(set(rows.original)))[: 28 if number == 4 else 30]
    category = {name: f"c{place // (len(names) // number):02d}" for place, name in enumerate(sorted(names))}
    chosen = np.array([place for place, name in enumerate(rows.original) if name in category])
    labels = np.array([category[rows.original[place]] for place in chosen], object)
    return Task("category", rows.counts[chosen], labels, [Verdict()] * len(chosen), no_hints())


def draw(number: int, size: int, seed: int) -> tuple[Places, Places]:
    order = np.random.default_rng(seed).permutation(number)
    return order[:size], order[size : size + ASKED]


def is_rule(verdict: Verdict) -> bool:
    return verdict.source == "keywords"
