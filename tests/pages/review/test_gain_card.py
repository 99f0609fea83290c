"""What is said of the gain: with its interval, and no more than is known."""

from __future__ import annotations

import pytest

from pages.review.gain_card import difference_sentence, forecast_sentence, right_sentence
from pages.widgets.charts.gain_curve import gain_curve
from services.classify.intervals import Interval
from services.review.gain import Difference, Forecast, Gain, Point, Right

NOTHING = Gain(None, False, None, (), None)


def measured(difference: Difference | None = None, forecast: Forecast | None = None) -> Gain:
    return Gain(Right(32, 45), True, difference, (), forecast)


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (NOTHING, "not measured yet. Random answers in Review measure it."),
        (measured(), "71% right, between 57% and 82%, from 45 random answers."),
        (Gain(Right(1, 1), False, None, (), None), "100% right, between 21% and 100%, from 1 random answer."),
    ],
)
def test_how_right_it_is(found: Gain, sentence: str) -> None:
    assert right_sentence(found) == sentence


@pytest.mark.parametrize(
    ("difference", "sentence"),
    [
        (None, ""),
        (
            Difference(0.18, Interval(0.06, 0.29), 45),
            "That is 18 points more than when these tickets were asked, between 6 and 29.",
        ),
        (
            Difference(-0.18, Interval(-0.29, -0.06), 45),
            "That is 18 points fewer than when these tickets were asked, between 6 and 29.",
        ),
        (
            Difference(0.05, Interval(-0.04, 0.14), 45),
            "A gain cannot be told from chance yet (between -4 and 14 points on the same tickets).",
        ),
    ],
)
def test_a_gain_is_claimed_only_where_the_interval_excludes_none(difference: Difference, sentence: str) -> None:
    assert difference_sentence(measured(difference)) == sentence


def test_what_the_next_answers_bring() -> None:
    assert "once the curve has a few more points" in forecast_sentence(NOTHING)
    found = measured(forecast=Forecast(0.031, Interval(0.0, 0.06)))
    assert forecast_sentence(found) == (
        "The next 50 answers are likely to bring 3 points for the category, between 0 and 6."
    )


def test_the_curve_says_where_it_begins_and_ends() -> None:
    drawn = gain_curve([Point(20, 15, 0.4, 0.2, 0.64), Point(120, 50, 0.78, 0.65, 0.87)])
    assert drawn.description == "Right suggestions: 40% with 20 labels, 78% with 120"
    assert list(drawn.data["rows"]["between"]) == ["20% to 64%", "65% to 87%"]
    assert len(drawn.specification["layer"]) == 3


@pytest.mark.parametrize(("labels", "kind"), [(400, "linear"), (401, "log")])
def test_an_import_in_the_middle_does_not_press_the_curve_flat(labels: int, kind: str) -> None:
    drawn = gain_curve([Point(20, 15, 0.4, 0.2, 0.64), Point(labels, 50, 0.78, 0.65, 0.87)])
    assert drawn.specification["layer"][0]["encoding"]["x"]["scale"]["type"] == kind
