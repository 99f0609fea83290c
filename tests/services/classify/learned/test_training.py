"""The pieces of a training: folds, calibration, what rules and entries count for, when a field takes part."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from services.classify.learned import training
from services.classify.learned.cross_validation import UNLABELLED_STRANGE, UNLABELLED_VOTE, deal_folds
from services.classify.learned.report import Contradiction
from services.classify.learned.training import LEAST_LABELS, Learned, learn
from services.classify.linear.calibration import calibration_error, fit_scale
from services.classify.linear.features import count
from services.classify.linear.hints import keyword_hints
from services.suggestion import Verdict
from tests.services.classify.learned.support import JARGON, jargon

NOTHING = Verdict()


def taught(number: int, *, keywords: Verdict = NOTHING, without: str = "", **hints: list[str]) -> Learned:
    """A desk of ``number`` tickets whose jargon says the category; ``keywords`` is what the rules say of each."""
    rows = [row for row in jargon(number) if row["category"] != without]
    texts, labels = [str(row["description"]) for row in rows], [str(row["category"]) for row in rows]
    return learn("category", count(texts), labels, [keywords] * len(rows), hints=keyword_hints(hints))


def test_a_text_that_the_model_knows_little_of_speaks_for_a_value_without_a_label() -> None:
    model = taught(200, without="billing", billing=["ledger^3"]).model
    assert model is not None
    place = model.classes.index("billing")
    assert list(model.strange) == [UNLABELLED_STRANGE if key == "billing" else 0 for key in model.classes]
    text = model.weigh(count(["Hello, about the sheet"]))
    usual, strange = (model.probabilities(text, known=np.array([known]))[0] for known in (model.usual, 0.5))
    assert usual == pytest.approx(model.probabilities(text)[0])
    assert strange[place] > usual[place]
    assert not taught(200).model.strange.any()  # type: ignore[union-attr]


@pytest.mark.parametrize(("number", "dealt"), [(34, 10), (200, 10), (201, 5), (340, 5), (5_000, 5), (5_001, 3)])
def test_every_class_is_dealt_evenly(number: int, dealt: int) -> None:
    truth = np.array([0] * (number - 11) + [1] * 11)
    folds = deal_folds(truth)
    assert set(folds) == set(range(dealt))
    for value in (0, 1):
        sizes = np.bincount(folds[truth == value], minlength=dealt)
        assert sizes.max() - sizes.min() <= 1
    assert (deal_folds(truth) == folds).all()


def test_of_many_contradictions_the_newest_tickets_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "CONTRADICTIONS_KEPT", 2)
    labels, tickets = ["a", "b", "c", "d"], [11, 12, 13, 14]
    told = training._contradictions([(0, 3), (2, 3), (1, 3)], labels, tickets)
    assert told == (Contradiction(13, "c", 14, "d"), Contradiction(12, "b", 14, "d"))
    assert training._contradictions([(0, 3)], labels, ()) == ()


@pytest.mark.parametrize(
    ("confidence", "right_of_ten", "error"),
    [(0.9, 9, 0.0), (0.9, 5, 0.4), (0.6, 10, 0.4), (1.0, 10, 0.0), (1.0, 0, 1.0)],
)
def test_calibration_error(confidence: float, right_of_ten: int, error: float) -> None:
    chances = np.tile([confidence, 1 - confidence], (10, 1))
    assert calibration_error(chances, np.arange(10) < right_of_ten) == pytest.approx(error)


def test_bins_do_not_make_up_for_each_other() -> None:
    chances = np.array([[0.9, 0.1]] * 10 + [[0.6, 0.4]] * 10)
    right = np.array([True] * 6 + [False] * 4 + [True] * 9 + [False])
    assert calibration_error(chances, right) == pytest.approx(0.3)


def test_the_scale_is_the_one_that_the_scores_were_drawn_with() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(20_000, 3))
    drawn = (3 * scores + rng.gumbel(size=scores.shape)).argmax(axis=1)
    assert fit_scale(scores, drawn) == pytest.approx(3, rel=0.05)


def test_what_cannot_be_answered_makes_less_sure() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(size=(2_000, 3))
    drawn = (3 * scores + rng.gumbel(size=scores.shape)).argmax(axis=1)
    unknown = np.where(np.arange(len(drawn)) % 2 == 0, drawn, -1)
    assert fit_scale(scores, unknown) < fit_scale(scores, drawn) / 2


@pytest.mark.parametrize(("number", "measured"), [(LEAST_LABELS, True), (LEAST_LABELS - 1, False)])
def test_too_few_labels_are_not_learned_from(number: int, measured: bool) -> None:
    report = taught(number).report
    assert (report.accuracy is not None) is measured
    assert measured or report.reason.startswith("Not enough labels")


def test_a_value_is_answered_from_its_first_label_and_from_an_entry() -> None:
    rows = jargon(60)
    texts = [str(row["description"]) for row in rows] + ["The xylophone is out of tune"]
    labels = [str(row["category"]) for row in rows] + ["music"]
    hints = keyword_hints({"sports": ["racket^3"]})
    model = learn("category", count(texts), labels, [NOTHING] * len(labels), hints=hints).model
    assert model is not None
    assert set(model.classes) == {*JARGON, "music", "sports"}
    for text, key in (("xylophone out of tune", "music"), ("racket", "sports")):
        assert model.classes[model.probabilities(model.weigh(count([text]))).argmax()] == key


def test_the_rules_decide_for_a_value_without_a_label() -> None:
    model = taught(200, without="billing", billing=["ledger^3"]).model
    assert model is not None
    text = model.weigh(count(["Hello, about the sheet"]))
    said = np.zeros((1, len(model.classes)), np.float32)
    place = model.classes.index("billing")
    assert model.probabilities(text, said=said).argmax() != place
    said[0, place] = 0.8
    assert model.probabilities(text, said=said).argmax() == place
    assert model.votes[place] == model.votes.max() == UNLABELLED_VOTE
    assert taught(800).model is not None
    assert not taught(800).model.asks_the_rules  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("labels", "keywords", "reason"),
    [
        ("right", "", ""),
        ("right", "right", ""),
        ("random", "right", "Less accurate than the keyword rules."),
        ("mostly one", "", "Not more accurate than the most common value."),
    ],
)
def test_when_a_field_takes_part(labels: str, keywords: str, reason: str) -> None:
    rows, rng = jargon(120), Random(2)
    keys = [str(row["category"]) for row in rows]
    texts = [str(row["description"]) for row in rows]
    if labels == "random":
        rng.shuffle(texts)
    if labels == "mostly one":
        keys = [rng.choice(sorted(JARGON)) if rng.random() < 0.3 else "general" for _ in keys]
    said = [Verdict(key, 0.9, (), source="keywords") if keywords else NOTHING for key in keys]
    report = learn("category", count(texts), keys, said).report
    assert report.reason.startswith(reason) if reason else report.in_use
