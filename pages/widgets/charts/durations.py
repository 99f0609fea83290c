"""Time to resolution by category: median and 90th percentile on a logarithmic axis."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import altair as alt
import pandas as pd

from pages.widgets.charts.marks import (
    MUTED,
    PALE,
    PICK,
    TEXT,
    Drawing,
    Specification,
    axis,
    height_of,
    in_slot,
    pickable,
    rows,
    shown,
    specification,
)  # fmt: skip
from pages.widgets.wording import hours

LEAST = 0.01  # hours: a logarithm needs more than nothing
STEPS = (0.001, 0.01, 0.1, 1, 3, 10, 30, 100, 300, 1_000, 10_000, 100_000, 1_000_000)
ROOM = 2.5  # times the least and the most, at both ends: numbers stand there
HEARD = (
    "datum.name + ': ' + format(datum.n, ',') + ' resolved, half within ' + datum.p50_said + "
    "', 90% within ' + datum.p90_said"
)


def durations(frame: pd.DataFrame, *, label: Callable[[str], str], chosen: Sequence[str]) -> Drawing:
    """A dot (median) and a ring (90th percentile) for each row of ``frame`` (key, n, p50_hours, p90_hours)."""
    ranked = frame.sort_values("p50_hours", ascending=False)
    drawn = ranked.assign(
        category=ranked["key"],
        name=ranked["key"].map(label),
        p50=ranked["p50_hours"].clip(lower=LEAST),
        p90=ranked["p90_hours"].clip(lower=LEAST),
        p50_said=ranked["p50_hours"].map(hours),
        p90_said=ranked["p90_hours"].map(hours),
        shown=[1.0 if not chosen or key in chosen else PALE for key in ranked["key"]],
    )
    least = max((step for step in STEPS if step <= float(drawn["p50"].min()) / ROOM), default=STEPS[0])
    most = min((step for step in STEPS if step >= float(drawn["p90"].max()) * ROOM), default=STEPS[-1])
    told = ", ".join(
        f"{name}: half within {half}, 90% within {nearly_all}"
        for name, half, nearly_all in zip(drawn["name"], drawn["p50_said"], drawn["p90_said"], strict=True)
    )
    return Drawing(_specification(least, most), {"rows": drawn}, height_of(len(drawn)), told, (PICK,))


@cache
def _specification(least: float, most: float) -> Specification:
    """For an axis between two of STEPS."""
    ticks = [step for step in STEPS if least <= step <= most]
    marked = axis(
        values=ticks, labelExpr="format(datum.value, ',') + ' h'", gridOpacity=0.7, labelOverlap=True, labelFlush=True
    )
    scale = alt.Scale(type="log", domain=[least, most], nice=False)
    base = alt.Chart(rows()).encode(
        y=alt.Y("name:N", sort=None, axis=axis(labelLimit=110, grid=False)),
        tooltip=[
            alt.Tooltip("name:N", title="Category"),
            alt.Tooltip("n:Q", title="Resolved", format=","),
            alt.Tooltip("p50_said:N", title="Half within"),
            alt.Tooltip("p90_said:N", title="90% within"),
        ],
    )
    half, most_of_them = (alt.X(f"{name}:Q", axis=marked, scale=scale) for name in ("p50", "p90"))
    rule = base.mark_rule(strokeWidth=2, cursor="pointer", aria=False).encode(x=half, x2="p90:Q", opacity=shown())
    told = alt.expr(HEARD)
    dot = base.mark_point(filled=True, size=90, cursor="pointer", description=told).encode(x=half, opacity=shown())
    ring = base.mark_point(size=80, strokeWidth=2, cursor="pointer", aria=False)
    ring = ring.encode(x=most_of_them, opacity=shown())
    before = base.mark_text(align="right", dx=-9, fontSize=TEXT, aria=False).encode(x=half, text="p50_said:N")
    behind = base.mark_text(align="left", dx=9, fontSize=TEXT, aria=False).encode(x=most_of_them, text="p90_said:N")
    chart = (
        in_slot(pickable(rule, ["category"]), MUTED)
        + in_slot(dot, "accent")
        + in_slot(ring, "accent")
        + in_slot(before, "ink")
        + in_slot(behind, "ink")
    )
    return specification(chart)
