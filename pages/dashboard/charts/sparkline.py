"""The course of a number, small and without axes; unlike that of ``st.metric``, with a text for screen readers."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from pages.widgets.charts.theme import MUTED, Drawing, Specification, in_slot, rows, specification

HEIGHT = 52
POINTS = 31  # so many at most: more could not be told apart

Kind = Literal["bar", "line"]


def sparkline(series: pd.Series[Any], kind: Kind, description: str, *, slot: str = MUTED) -> Drawing:
    """The values from left to right; long series are joined, bars by sum, lines by the last of each part."""
    values = _resampled(series.dropna().reset_index(drop=True), kind)
    frame = pd.DataFrame({"place": range(len(values)), "value": values})
    return Drawing(_specification(kind, slot), {"rows": frame}, HEIGHT, description)


@cache
def _specification(kind: Kind, slot: str) -> Specification:
    base = alt.Chart(rows()).encode(
        x=alt.X("place:O" if kind == "bar" else "place:Q", axis=None),
        y=alt.Y("value:Q", axis=None, scale=alt.Scale(zero=kind == "bar")),
    )
    marks = base.mark_bar(aria=False) if kind == "bar" else base.mark_line(strokeWidth=2, aria=False)
    return specification(in_slot(marks, slot))


def _resampled(series: pd.Series[Any], kind: Kind) -> list[float]:
    size = -(-len(series) // POINTS)
    if size <= 1:
        return series.tolist()
    whole = series.tail(len(series) // size * size)  # the oldest part may be cut off, never the newest
    grouped = whole.groupby((whole.index - len(series)) // size)
    return (grouped.sum() if kind == "bar" else grouped.last()).tolist()
