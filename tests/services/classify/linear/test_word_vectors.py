"""Words that are used alike lie near each other, a text has the direction of its words, and an answer says by which."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.classify.learned.fitting import Examples, fit
from services.classify.linear.explanation import Decided, direction_parts, word_weights
from services.classify.linear.features import HASHED, count, folded_words
from services.classify.linear.hints import no_hints
from services.classify.linear.model import column_weights, weigh
from services.classify.linear.word_vectors import DIMENSIONS, word_vectors

BILLS = ["please send the invoice", "an invoice is missing", "invoice number", "wrong invoice"]
DEVICES = ["the computer jams", "computer is offline", "no computer", "old computer"]


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("laptop", "computer", "salary"),
        ("printer", "printers", "salary"),
        ("password", "login", "delivery"),
        ("rechnung", "zahlung", "drucker"),
        ("smoke", "fire", "invoice"),
    ],
)
def test_words_that_are_used_alike_lie_near_each_other(word: str, near: str, far: str) -> None:
    own, beside, away = (
        vectors[0] / np.linalg.norm(vectors[0]) for vectors in map(word_vectors().of, ([word], [near], [far]))
    )
    assert own @ beside > own @ away + 0.2


def test_a_word_that_is_not_known_says_nothing() -> None:
    assert not word_vectors().of(["qxzzq", ""]).any()
    assert not word_vectors().direction(["qxzzq"]).any()
    both = word_vectors().direction(["qxzzq", "printer"])
    assert both == pytest.approx(word_vectors().direction(["printer"]))


def test_small_words_hardly_turn_a_text() -> None:
    with_them, without = (word_vectors().direction(text.split()) for text in ("the printer of the", "printer"))
    assert with_them @ without > 0.9


@given(st.text())
def test_a_text_has_a_direction_of_length_one_or_none(text: str) -> None:
    direction = word_vectors().direction(folded_words(text))
    assert direction.shape == (DIMENSIONS,)
    assert np.linalg.norm(direction) == pytest.approx(1, abs=1e-4) or not direction.any()


def test_words_and_pieces_have_length_one_and_the_direction_what_it_counts_for() -> None:
    counts = count(["the printer is on fire", "invoice", "qxzzq"])
    columns = np.unique(counts.indices).astype(np.int32)
    weighed = weigh(counts, columns, column_weights(counts, columns, 3.0)).toarray()
    first = np.searchsorted(columns, HASHED)
    assert np.linalg.norm(weighed[:, :first], axis=1) == pytest.approx([2**0.5] * 3)
    assert np.linalg.norm(weighed[:, first:], axis=1) == pytest.approx([3, 3, 0], abs=1e-3)


@pytest.mark.parametrize(("text", "place"), [("payment receipt", 0), ("laptop keyboard", 1)])
def test_words_of_no_label_are_heard_by_what_they_mean(text: str, place: int) -> None:
    examples = Examples(count(BILLS + DEVICES), np.repeat([0, 1], 4), np.ones(8, np.float32))
    model = fit(examples, ("billing", "technical"), no_hints())
    assert model.scores(model.weigh(count([text]))).argmax() == place
    weights = dict(word_weights(text, model.decided(model.weigh(count([text])), place)))
    assert weights
    assert set(weights) <= set(text.split())


def test_the_parts_of_a_text_add_up_to_what_its_direction_says() -> None:
    words = folded_words("The scanner of the reception is offline since Monday")
    directed = np.arange(DIMENSIONS, dtype=np.float32)
    assert direction_parts(words, directed).sum() == pytest.approx(word_vectors().direction(words) @ directed, rel=1e-3)


def test_words_without_columns_are_told_by_their_direction_alone() -> None:
    directed = word_vectors().direction(["printer"])
    nothing = Decided(np.empty(0, np.int32), np.empty(0, np.float32), None, directed)
    (told,) = word_weights("the printer", nothing)
    assert told[0] == "printer"
    assert told[1] > 0
