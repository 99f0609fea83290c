"""The gain as a curve: how right suggestions were after each training, with the interval as a band."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import altair as alt
import pandas as pd

from pages.widgets.charts.theme import HEIGHT, Drawing, Specification, axis, in_slot, rows, specification
from pages.widgets.formatting import percent
from services.review.gain import Point

BAND = 0.18  # opacity of the interval


def gain_curve(curve: Sequence[Point]) -> Drawing:
    """The share of right suggestions over the number of labels that they were learned from."""
    frame = pd.DataFrame(
        {
            "labels": [point.labels for point in curve],
            "accuracy": [point.accuracy for point in curve],
            "low": [point.low for point in curve],
            "high": [point.high for point in curve],
            "right": [percent(point.accuracy) for point in curve],
            "between": [f"{percent(point.low)} to {percent(point.high)}" for point in curve],
            "cases": [point.number for point in curve],
        }
    )
    first, last = curve[0], curve[-1]
    said = (
        f"Right suggestions: {percent(first.accuracy)} with {first.labels:,} labels,"
        f" {percent(last.accuracy)} with {last.labels:,}"
    )
    return Drawing(_specification(), {"rows": frame}, HEIGHT, said)


@cache
def _specification() -> Specification:
    base = alt.Chart(rows()).encode(
        x=alt.X("labels:Q", axis=axis(grid=False, tickMinStep=1, format=",d"), scale=alt.Scale(zero=False, nice=False)),
        tooltip=[
            alt.Tooltip("labels:Q", title="Labels", format=","),
            alt.Tooltip("right:N", title="Right"),
            alt.Tooltip("between:N", title="95% interval"),
            alt.Tooltip("cases:Q", title="Random answers", format=","),
        ],
    )
    scale = alt.Scale(domain=[0, 1])
    shares = axis(format="%", tickCount=4)
    band = base.mark_area(opacity=BAND, aria=False).encode(y=alt.Y("low:Q", scale=scale, axis=shares), y2="high:Q")
    line = base.mark_line(strokeWidth=2, aria=False).encode(y=alt.Y("accuracy:Q", scale=scale))
    heard = alt.expr("format(datum.labels, ',') + ' labels: ' + datum.right + ' right, ' + datum.between")
    points = base.mark_circle(size=40, opacity=1, description=heard).encode(y=alt.Y("accuracy:Q", scale=scale))
    return specification(in_slot(band, "accent") + in_slot(line, "accent") + in_slot(points, "accent"))
