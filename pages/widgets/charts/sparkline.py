"""The course of a number, small and without axes; unlike that of ``st.metric``, with a text for screen readers."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd

from pages.widgets.charts.marks import MUTED, Drawing, drawing, in_slot

HEIGHT = 52
POINTS = 31  # so many at most: more could not be told apart


def sparkline(series: pd.Series[Any], kind: Literal["bar", "line"], told: str, *, slot: str = MUTED) -> Drawing:
    """The values from left to right; long series are joined, bars by sum, lines by the last of each part."""
    values = _joined(series.dropna().reset_index(drop=True), kind)
    frame = pd.DataFrame({"place": range(len(values)), "value": values})
    base = alt.Chart(frame).encode(
        x=alt.X("place:O" if kind == "bar" else "place:Q", axis=None),
        y=alt.Y("value:Q", axis=None, scale=alt.Scale(zero=kind == "bar")),
    )
    marks = base.mark_bar(aria=False) if kind == "bar" else base.mark_line(strokeWidth=2, aria=False)
    return drawing(in_slot(marks, slot), told, height=HEIGHT)


def _joined(series: pd.Series[Any], kind: Literal["bar", "line"]) -> list[float]:
    size = -(-len(series) // POINTS)
    if size <= 1:
        return series.tolist()
    whole = series.tail(len(series) // size * size)  # the oldest part may be cut off, never the newest
    grouped = whole.groupby((whole.index - len(series)) // size)
    return (grouped.sum() if kind == "bar" else grouped.last()).tolist()
