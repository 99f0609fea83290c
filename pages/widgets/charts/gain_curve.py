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
WIDE = 20  # times the labels of the first point, as after an import: then the axis is logarithmic


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
    is_wide = first.labels > 0 and last.labels > WIDE * first.labels
    return Drawing(_specification(is_wide), {"rows": frame}, HEIGHT, said)


@cache
def _specification(is_wide: bool) -> Specification:
    scale = alt.Scale(type="log" if is_wide else "linear", zero=False, nice=False)
    base = alt.Chart(rows()).encode(
        x=alt.X(
            "labels:Q",
            axis=axis(grid=False, tickCount=6, tickMinStep=1, format=",d"),
            scale=scale,
        ),
        tooltip=[
            alt.Tooltip("labels:Q", title="Labels", format=","),
            alt.Tooltip("right:N", title="Right"),
            alt.Tooltip("between:N", title="95% interval"),
            alt.Tooltip("cases:Q", title="Random answers", format=","),
        ],
    )
    whole = alt.Scale(domain=[0, 1])
    shares = axis(format="%", tickCount=4)
    band = base.mark_area(opacity=BAND, aria=False).encode(y=alt.Y("low:Q", scale=whole, axis=shares), y2="high:Q")
    line = base.mark_line(strokeWidth=2, aria=False).encode(y=alt.Y("accuracy:Q", scale=whole))
    heard = alt.expr("format(datum.labels, ',') + ' labels: ' + datum.right + ' right, ' + datum.between")
    points = base.mark_circle(size=40, opacity=1, description=heard).encode(y=alt.Y("accuracy:Q", scale=whole))
    return specification(in_slot(band, "accent") + in_slot(line, "accent") + in_slot(points, "accent"))
