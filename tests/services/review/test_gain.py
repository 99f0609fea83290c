"""Gains are measured on random answers alone, and claimed only where chance does not explain them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert

from db.engine import transaction
from db.tables.learning import ClassifierTraining, LeftOutPrediction
from services.review.gain import MORE, Gain, Point, Right, forecast, gain
from tests.services.review.support import answered

database = pytest.mark.usefixtures("database")


def predicted(right: int, wrong: int, *, first: int = 1_000_000, sample: str = "random") -> None:
    row: dict[str, Any] = {"field": "category", "sample": sample, "label": "billing", "version": 1}
    row |= {"confidence": 0.5, "label_chance": 0.5}
    answers = ["billing"] * right + ["general"] * wrong
    with transaction() as session:
        found = [row | {"ticket_id": first + place, "predicted": key} for place, key in enumerate(answers)]
        session.execute(insert(LeftOutPrediction), found)


def trained(version: int, labels: int, number: int, accuracy: float, *, in_use: bool = True) -> None:
    sample = {"number": number, "accuracy": accuracy, "low": accuracy - 0.1, "high": accuracy + 0.1}
    sample |= {"keywords_accuracy": 0.4}
    figures = [
        {"field": "category", "labels": labels, "in_use": in_use, "samples": {"random": sample} if number else {}}
    ]
    row = {"version": version, "trained_at": "2026-11-30T00:00:00Z", "seconds": 1.0, "figures": figures}
    with transaction() as session:
        session.execute(insert(ClassifierTraining), [row])


@database
def test_before_the_first_answer_nothing_is_measured() -> None:
    assert gain("category") == Gain(None, False, None, (), None)


@database
def test_before_a_model_is_in_use_suggestions_count_as_they_were_made() -> None:
    answered(6, category_suggested="billing")
    answered(4, category_suggested="general", first=2_000_000)
    answered(50, category_suggested="billing", drawn="margin", first=3_000_000)
    answered(50, category_suggested="billing", drawn="filter", first=4_000_000)
    found = gain("category")
    assert (found.now, found.is_left_out, found.difference) == (Right(6, 10), False, None)
    assert gain("priority").now == Right(0, 10)


@database
def test_a_model_is_measured_by_what_it_said_without_the_tickets() -> None:
    answered(40, category_suggested="general")
    answered(5, category_suggested="billing", first=1_000_040)
    predicted(38, 7)
    predicted(30, 0, first=2_000_000, sample="import")
    trained(1, 60, 45, 0.84)
    found = gain("category")
    assert (found.now, found.is_left_out) == (Right(38, 45), True)
    assert found.difference is not None
    assert found.difference.points == pytest.approx((38 - 5) / 45)
    assert found.difference.between.excludes_none


@database
def test_a_gain_is_not_claimed_where_chance_explains_it() -> None:
    answered(20, category_suggested="general")
    answered(20, category_suggested="billing", first=1_000_020)
    predicted(3, 17)
    predicted(19, 1, first=1_000_020)
    trained(1, 60, 40, 0.55)
    difference = gain("category").difference
    assert difference is not None
    assert difference.points == pytest.approx(2 / 40)
    assert not difference.between.excludes_none


@database
def test_the_curve_has_a_point_for_each_training_that_was_measured() -> None:
    answered(1)
    trained(1, 20, 0, 0.0)
    trained(2, 30, 25, 0.5, in_use=False)
    trained(3, 60, 45, 0.7)
    curve = gain("category").curve
    assert [(point.labels, point.number) for point in curve] == [(30, 25), (60, 45)]
    assert [point.accuracy for point in curve] == [0.4, 0.7]  # the rules answered at first
    assert curve[0].low < 0.4 < curve[0].high


def points(*pairs: tuple[int, float]) -> list[Point]:
    return [Point(labels, 10_000, accuracy, accuracy - 0.05, accuracy + 0.05) for labels, accuracy in pairs]


def test_a_curve_is_continued_as_its_errors_fall() -> None:
    halved = points(
        *((labels, 1 - 8 / labels) for labels in (20, 40, 80, 160))
    )  # the error halves with twice the labels
    found = forecast(halved)
    assert found is not None
    assert found.points == pytest.approx(8 / 160 - 8 / (160 + MORE), rel=0.02)
    assert found.between.low <= found.points <= found.between.high


@pytest.mark.parametrize(
    "curve",
    [
        [],
        points((20, 0.5), (40, 0.6)),
        points((100, 0.5), (110, 0.6), (120, 0.6), (130, 0.7)),  # hardly longer at its end
        points((20, 0.5), (20, 0.6), (40, 0.6), (40, 0.7)),
    ],
)
def test_a_short_curve_is_not_continued(curve: list[Point]) -> None:
    assert forecast(curve) is None


def test_a_falling_curve_promises_nothing() -> None:
    found = forecast(points((20, 0.8), (40, 0.7), (80, 0.6), (160, 0.5)))
    assert found is not None
    assert found.points == 0
    assert found.between.low == 0
