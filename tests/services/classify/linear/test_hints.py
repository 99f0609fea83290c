"""The keyword rules as light examples."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from services.classify.learned.fitting import HINTS_FULL_UNTIL, Examples, fit
from services.classify.learned.training import Learned, learn
from services.classify.linear.features import count
from services.classify.linear.hints import HINT_WEIGHT, Hints, keyword_hints, no_hints
from services.suggestion import Verdict

FRUIT = ["apple", "banana", "cherry", "damson", "elderberry", "fig", "grape", "kiwi", "lemon", "mango", "plum"]
TOOLS = ["anvil", "brace", "chisel", "drill", "edger", "file", "gauge", "hammer", "jigsaw", "knife", "lathe"]
RIGHT = {"account": FRUIT, "billing": TOOLS}
RULES = {key: [f"{word}^5" for word in words] for key, words in RIGHT.items()}
WRONG = {"account": RULES["billing"], "billing": RULES["account"]}


def taught(hints: Hints | None, number: int = 24) -> Learned:
    """A desk where each word says the category and was seen about twice."""
    rng = Random(3)
    labels = ["account", "billing"] * (number // 2)
    texts = [f"about the {rng.choice(RIGHT[label])} of {rng.choice(['Priya', 'Tom', 'Sven'])}" for label in labels]
    return learn("category", count(texts), labels, [Verdict()] * len(labels), hints=hints)


def accuracy(learned: Learned) -> float:
    assert learned.report.accuracy is not None
    return learned.report.accuracy


def test_an_entry_is_a_tiny_text_of_its_category() -> None:
    hints = keyword_hints({"billing": ("refund^3", "charged twice", "bad^entry"), "account": ()})
    assert hints.keys == ("billing", "billing")
    assert hints.weights == pytest.approx([3 * HINT_WEIGHT, HINT_WEIGHT])
    assert (hints.counts.toarray() == count(["refund", "charged twice"]).toarray()).all()


def test_the_same_entries_are_counted_once() -> None:
    assert keyword_hints({"billing": ["refund"]}) is keyword_hints({"billing": ("refund",)})
    assert keyword_hints({"billing": ["refund"]}) is not keyword_hints({"billing": ["refund^3"]})


def test_rules_that_fit_the_labels_make_more_answers_right() -> None:
    assert accuracy(taught(keyword_hints(RULES))) > accuracy(taught(None)) + 0.1


def test_rules_that_mislead_cost_little_once_there_are_labels() -> None:
    assert accuracy(taught(keyword_hints(WRONG), 400)) > accuracy(taught(None, 400)) - 0.03


@pytest.mark.parametrize(("labels", "weigh"), [(HINTS_FULL_UNTIL, 1.0), (4 * HINTS_FULL_UNTIL, 0.25)])
def test_entries_count_less_the_more_labels_their_value_has(labels: int, weigh: float) -> None:
    texts = count([f"word{place} other" for place in range(labels)] + ["something else"] * labels)
    truth = np.repeat([0, 1], labels)
    examples = Examples(texts, truth, np.ones(2 * labels, np.float32))
    entries = keyword_hints({"a": ["apple^5"], "b": ["anvil^5"]})
    lighter = Hints(entries.counts, entries.keys, (entries.weights * weigh).astype(np.float32))
    few = Examples(texts[[0, labels]], np.array([0, 1]), np.ones(2, np.float32))
    assert np.array_equal(fit(examples, ("a", "b"), entries).weights, fit(examples, ("a", "b"), entries, 1.0).weights)
    heavy = np.abs(fit(few, ("a", "b"), entries).weights).sum()
    assert heavy > np.abs(fit(few, ("a", "b"), lighter).weights).sum() or weigh == 1.0


def test_a_field_without_entries_is_learned_all_the_same() -> None:
    assert taught(no_hints()).report == taught(None).report
