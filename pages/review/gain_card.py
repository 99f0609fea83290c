"""What the answers brought: how right suggestions are with an interval, the gain, the curve, and agreement today."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.widgets.charts.gain_curve import gain_curve
from pages.widgets.formatting import percent
from pages.widgets.layout import card_header
from services.classify.intervals import Interval
from services.errors import TriageError
from services.review.gain import MORE, Gain, Right, gain
from services.review.tally import Agreement, Tally, tally

LOOK_AGAIN = "5s"
FIELDS = {"category": "Category", "priority": "Priority"}
MEASURED = (
    "Measured on random answers only, each suggested by a model that was trained without it. Tickets that were picked"
    " because they teach most do not count."
)


@st.fragment(run_every=LOOK_AGAIN)
def gain_card() -> None:
    """Both cards, side by side where there is room."""
    try:
        gains, today = {name: gain(name) for name in FIELDS}, tally()
    except TriageError:
        return  # the next look may succeed; the card above says what is wrong
    with st.grid(2, min_column_width=320):
        with st.container(border=True, gap="small", height="stretch"):
            _gain(gains)
        with st.container(border=True, gap="small", height="stretch"):
            _agreement(today)


def _gain(gains: Mapping[str, Gain]) -> None:
    card_header("What the answers bring")
    for name, label in FIELDS.items():
        st.markdown(f"**{label}:** {right_sentence(gains[name])} {difference_sentence(gains[name])}".rstrip())
    curve = gains["category"].curve
    if len(curve) > 1:
        drawn = gain_curve(curve)
        spec = drawn.specification | {"datasets": drawn.data}
        st.vega_lite_chart(spec=spec, height=drawn.height, alt=drawn.description, key="review_gain_curve")
        st.caption("Right category suggestions over the number of labels, with the 95% interval.")
    st.markdown(forecast_sentence(gains["category"]))
    st.caption(MEASURED)


def right_sentence(measured: Gain) -> str:
    """ "71% right, between 60% and 80%, from 45 answers." """
    now = measured.now
    if now is None:
        return "not measured yet. Random answers in Review measure it."
    answers = f"{now.number:,} random answer{'' if now.number == 1 else 's'}"
    return f"{percent(now.share)} right, {_between(now)}, from {answers}."


def difference_sentence(measured: Gain) -> str:
    """The gain, claimed only where its interval excludes none."""
    difference = measured.difference
    if difference is None:
        return ""
    low, high = _points(difference.between.low), _points(difference.between.high)
    if not difference.between.excludes_none:
        return f"A gain cannot be told from chance yet (between {low} and {high} points on the same tickets)."
    word = "more" if difference.points > 0 else "fewer"
    points = _points(abs(difference.points))
    bounds = sorted((abs(difference.between.low), abs(difference.between.high)))
    low, high = (_points(bound) for bound in bounds)
    return f"That is {points} points {word} than when these tickets were asked, between {low} and {high}."


def forecast_sentence(measured: Gain) -> str:
    """What the next answers are likely to bring, from the curve."""
    forecast = measured.forecast
    if forecast is None:
        return f"A forecast for the next {MORE} answers appears once the curve has a few more points."
    low, high = _points(forecast.between.low), _points(forecast.between.high)
    likely = _points(forecast.points)
    return f"The next {MORE} answers are likely to bring {likely} points for the category, between {low} and {high}."


def _agreement(today: Tally) -> None:
    card_header("Agreement today", f"{today.today:,} answered")
    shown, blind = today.shown, today.blind
    rows = {
        "Answers that agree": list(FIELDS.values()),
        "Suggestion shown": [_agreed(shown[name]) for name in FIELDS],
        "Suggestion hidden": [_agreed(blind[name]) for name in FIELDS],
    }
    st.table(rows, border="horizontal", width="stretch")
    st.caption(
        "One random ticket in five is shown without its suggestion, because a suggestion sways the answer."
        " Agreement there is the fairer figure."
    )
    if today.random_asked:
        skipped = percent(today.random_skipped / today.random_asked)
        st.caption(
            f"{today.random_skipped:,} of {today.random_asked:,} random tickets ({skipped}) are skipped so far."
            " They come back."
        )


def _agreed(agreement: Agreement) -> str:
    if not agreement.asked:
        return "–"
    return f"{percent(agreement.agreed / agreement.asked)} of {agreement.asked:,}"


def _between(right: Right) -> str:
    interval: Interval = right.between
    return f"between {percent(interval.low)} and {percent(interval.high)}"


def _points(share: float) -> str:
    return f"{100 * share:.0f}"
