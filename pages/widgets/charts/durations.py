"""Time to resolution by category: median and 90th percentile on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import altair as alt
import pandas as pd

from pages.widgets.charts.marks import (
    MUTED,
    PALE,
    TEXT,
    Drawing,
    axis,
    drawing,
    height_of,
    in_slot,
    picked,
    shown,
)  # fmt: skip
from pages.widgets.wording import hours

LEAST = 0.01  # hours: a logarithm needs more than nothing
STEPS = (0.01, 0.1, 1, 3, 10, 30, 100, 300, 1_000, 10_000, 100_000, 1_000_000)


def durations(frame: pd.DataFrame, *, label: Callable[[str], str], chosen: Sequence[str]) -> Drawing:
    """A dot (median) and a ring (90th percentile) for each row of ``frame`` (key, n, p50_hours, p90_hours)."""
    drawn = frame.sort_values("p50_hours", ascending=False).assign(
        category=lambda rows: rows["key"],
        name=lambda rows: rows["key"].map(label),
        p50=lambda rows: rows["p50_hours"].clip(lower=LEAST),
        p90=lambda rows: rows["p90_hours"].clip(lower=LEAST),
        p50_said=lambda rows: rows["p50_hours"].map(hours),
        p90_said=lambda rows: rows["p90_hours"].map(hours),
        shown=lambda rows: [1.0 if not chosen or key in chosen else PALE for key in rows["key"]],
    )
    least, most = float(drawn["p50"].min()) / 4, float(drawn["p90"].max()) * 4  # room for the numbers at both ends
    scale = alt.Scale(type="log", domain=[least, most], nice=False)
    ticks = [step for step in STEPS if least <= step <= most]
    marked = axis(values=ticks, labelExpr="format(datum.value, ',') + ' h'", gridOpacity=0.7, labelOverlap=True)
    base = alt.Chart(drawn).encode(
        y=alt.Y("name:N", sort=None, axis=axis(labelLimit=110, grid=False)),
        tooltip=[
            alt.Tooltip("name:N", title="Category"),
            alt.Tooltip("n:Q", title="Resolved", format=","),
            alt.Tooltip("p50_said:N", title="Half within"),
            alt.Tooltip("p90_said:N", title="90% within"),
        ],
    )
    half, most_of_them = (alt.X(f"{name}:Q", axis=marked, scale=scale) for name in ("p50", "p90"))
    rule = base.mark_rule(strokeWidth=2, cursor="pointer").encode(x=half, x2="p90:Q", opacity=shown())
    dot = base.mark_point(filled=True, size=90, cursor="pointer").encode(x=half, opacity=shown())
    ring = base.mark_point(size=80, strokeWidth=2, cursor="pointer").encode(x=most_of_them, opacity=shown())
    before = base.mark_text(align="right", dx=-9, fontSize=TEXT).encode(x=half, text="p50_said:N")
    behind = base.mark_text(align="left", dx=9, fontSize=TEXT).encode(x=most_of_them, text="p90_said:N")
    chart = (
        in_slot(rule.add_params(picked(["category"])), MUTED)
        + in_slot(dot, "accent")
        + in_slot(ring, "accent")
        + in_slot(before, "ink")
        + in_slot(behind, "ink")
    )
    told = ", ".join(f"{row.name}: half within {row.p50_said}, 90% within {row.p90_said}" for row in drawn.itertuples())
    return drawing(chart, told, height=height_of(len(drawn)), selections=["pick"])
