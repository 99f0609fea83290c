"""The keyword rules as first examples."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from services.classify.learned.features import count
from services.classify.learned.hints import HINT_WEIGHT, Hints, keyword_hints
from services.classify.learned.training import HINTS_UNTIL, Learned, learn

FRUIT = ["apple", "banana", "cherry", "damson", "elderberry", "fig", "grape", "kiwi", "lemon", "mango", "plum"]
TOOLS = ["anvil", "brace", "chisel", "drill", "edger", "file", "gauge", "hammer", "jigsaw", "knife", "lathe"]
RIGHT = {"account": FRUIT, "billing": TOOLS}
RULES = {key: [f"{word}^5" for word in words] for key, words in RIGHT.items()}
WRONG = {"account": RULES["billing"], "billing": RULES["account"]}


def taught(hints: Hints | None, number: int = 24) -> Learned:
    """A desk where each word says the category and was seen about twice; ``general`` is labelled once."""
    rng = Random(3)
    labels = ["account", "billing"] * (number // 2) + ["general"]
    words = [rng.choice(RIGHT[label]) if label != "general" else "sundries" for label in labels]
    texts = [f"about the {word} of {rng.choice(['Priya', 'Tom', 'Sven'])}" for word in words]
    return learn("category", count(texts), labels, [None] * len(labels), hints=hints)


def accuracy(learned: Learned) -> float:
    assert learned.report.accuracy is not None
    return learned.report.accuracy


def test_an_entry_is_a_tiny_text_of_its_category() -> None:
    hints = keyword_hints({"billing": ("refund^3", "charged twice", "bad^entry"), "account": ()})
    assert hints.keys == ("billing", "billing")
    assert hints.weights == pytest.approx([3 * HINT_WEIGHT, HINT_WEIGHT])
    assert (hints.counts.toarray() == count(["refund", "charged twice"]).toarray()).all()


def test_rules_that_fit_the_labels_make_more_answers_right() -> None:
    assert accuracy(taught(keyword_hints(RULES))) > accuracy(taught(None)) + 0.1


@pytest.mark.parametrize("entries", [WRONG, {}, {"general": ["sundries"]}, {"unheard_of": FRUIT}])
def test_rules_that_mislead_or_say_nothing_change_nothing(entries: dict[str, list[str]]) -> None:
    plain, hinted = taught(None), taught(keyword_hints(entries))
    assert hinted.report == plain.report
    assert plain.model is not None
    assert hinted.model is not None
    assert np.array_equal(plain.model.weights, hinted.model.weights)


def test_with_many_labels_the_rules_are_not_read() -> None:
    number = HINTS_UNTIL + 2
    assert taught(keyword_hints(RULES), number).report == taught(None, number).report
