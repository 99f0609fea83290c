"""Time to resolution by category: median and 90th percentile on a logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from pages.dashboard.charts.compared import tick, tooltip
from pages.widgets.charts.theme import (  # fmt: skip
    HEADING,
    MUTED,
    PALE,
    PICK,
    TEXT,
    Drawing,
    Specification,
    axis,
    clickable,
    height_of,
    in_slot,
    rows,
    selected_opacity,
    specification,
)
from pages.widgets.formatting import DurationUnit

LEAST = 0.01  # hours: a logarithm needs more than nothing
TICKS = [step * 10.0**power for power in range(-4, 6) for step in (1, 3)]  # in the unit of the chart
ROOM = 2.5  # times the least and the most, at both ends: numbers stand there
LETTER = 6  # pixels
STEPS = 4  # in which an axis grows, to ten times: few axes, so that a specification is seldom made anew
HEARD = (
    "datum.name + ': ' + format(datum.n, ',') + ' resolved, half within ' + datum.p50_said + "
    "', 90% within ' + datum.p90_said"
)


def durations(
    frame: pd.DataFrame,
    *,
    label: Callable[[str], str],
    chosen: Sequence[str],
    other: pd.DataFrame | None = None,
) -> Drawing:
    """A dot (median) and a ring (90th percentile) for each row of ``frame`` (key, n, p50_hours, p90_hours).

    All in the one unit of ``unit_of``. ``other``: the same of what is compared with, whose median is a small line.
    """
    unit = unit_of(frame)
    drawn = _drawn(frame, unit, label, chosen)
    times = pd.concat([drawn["p50"], drawn["p90"]])
    if other is not None:
        theirs = drawn["key"].map(other.set_index("key")["p50_hours"])
        drawn = drawn.assign(other=theirs.clip(lower=LEAST), other_said=[_said(unit, hours) for hours in theirs])
        drawn["left"] = drawn[["p50", "other"]].min(axis=1)
        times = pd.concat([times, drawn["other"].dropna()])
    drawn["leftmost"], drawn["rightmost"] = drawn["left"].min(), drawn["p90"].max()
    least = math.floor(STEPS * math.log10(float(times.min()) / ROOM))
    most = math.ceil(STEPS * math.log10(float(times.max()) * ROOM))
    chart = _specification(least, most, unit, other is not None)
    return Drawing(chart, {"rows": drawn}, height_of(len(drawn)), _description(drawn), (PICK,))


def _drawn(frame: pd.DataFrame, unit: DurationUnit, label: Callable[[str], str], chosen: Sequence[str]) -> pd.DataFrame:
    ranked = frame.sort_values("p50_hours", ascending=False)
    drawn = ranked.assign(
        category=ranked["key"],
        name=ranked["key"].map(label),
        p50=ranked["p50_hours"].clip(lower=LEAST),
        p90=ranked["p90_hours"].clip(lower=LEAST),
        p50_said=ranked["p50_hours"].map(unit.said),
        p90_said=ranked["p90_hours"].map(unit.said),
        shown=[1.0 if not chosen or key in chosen else PALE for key in ranked["key"]],
    )
    drawn["left"] = drawn["p50"]
    drawn["longest"] = max(len(said) for said in (*drawn["p50_said"], *drawn["p90_said"]))
    return drawn


def _description(drawn: pd.DataFrame) -> str:
    return ", ".join(
        f"{name}: half within {half}, 90% within {nearly_all}"
        for name, half, nearly_all in zip(drawn["name"], drawn["p50_said"], drawn["p90_said"], strict=True)
    )


def _said(unit: DurationUnit, hours: float) -> str:
    return "none resolved" if math.isnan(hours) else unit.said(hours)


def unit_of(frame: pd.DataFrame) -> DurationUnit:
    """The unit of the whole chart, by its longest time."""
    return DurationUnit.of(float(frame["p90_hours"].max()) if len(frame) else 0.0)


@cache
def _specification(least: int, most: int, unit: DurationUnit, compared: bool) -> Specification:
    """For an axis from one to the other, in STEPS from one hour."""
    ends = [10 ** (least / STEPS), 10 ** (most / STEPS)]
    ticks = [hours for tick in TICKS if ends[0] <= (hours := tick * unit.hours) <= ends[1]]
    said = f"replace(format(datum.value / {unit.hours!r}, ',.3~g') + ' {unit.name}', /^1 days$/, '1 day')"
    marked = axis(values=ticks, labelExpr=said, gridOpacity=0.7, labelOverlap=True, labelFlush=True)
    scale = alt.Scale(type="log", domain=ends, nice=False)
    base = _base(compared)
    half, most_of_them = (alt.X(f"{name}:Q", axis=marked, scale=scale) for name in ("p50", "p90"))
    rule = base.mark_rule(strokeWidth=2, cursor="pointer", aria=False).encode(
        x=half, x2="p90:Q", opacity=selected_opacity()
    )
    description = alt.expr(HEARD)
    dot = base.mark_point(filled=True, size=90, cursor="pointer", description=description).encode(
        x=half, opacity=selected_opacity()
    )
    ring = base.mark_point(size=80, strokeWidth=2, cursor="pointer", aria=False)
    ring = ring.encode(x=most_of_them, opacity=selected_opacity())
    left = alt.X("left:Q", axis=marked, scale=scale)
    before = _number(base, "p50_said", "scale('x', datum.leftmost)", "right", -9).encode(x=left)
    behind = _number(base, "p90_said", "width - scale('x', datum.rightmost)", "left", 9).encode(x=most_of_them)
    chart = (
        in_slot(rule, MUTED)
        + in_slot(clickable(dot, ["category"]), "accent")
        + in_slot(ring, "accent")
        + in_slot(before, "ink")
        + in_slot(behind, "ink")
    )
    return specification(chart + tick(base, alt.X("other:Q", axis=marked, scale=scale), 20) if compared else chart)


def _number(base: alt.Chart, text: str, room: str, align: str, away: int) -> Any:
    """A number beside its mark, ``away`` pixels from it; above it where a row has too little ``room`` (in Vega)."""
    beside = f"({room} > {LETTER} * datum.longest + {abs(away)})"
    return base.mark_text(
        align=alt.expr(f"{beside} ? '{align}' : 'right'"),
        dx=alt.expr(f"{beside} ? {away} : 5"),
        dy=alt.expr(f"{beside} ? 0 : -14"),
        fontSize=TEXT,
        aria=False,
    ).encode(text=f"{text}:N")


def _base(compared: bool) -> alt.Chart:
    """A row for each category, and what is told of it."""
    return alt.Chart(rows()).encode(
        y=alt.Y("name:N", sort=None, axis=axis(labelLimit=110, grid=False)),
        tooltip=[
            alt.Tooltip("name:N", title=HEADING),
            alt.Tooltip("n:Q", title="Resolved", format=","),
            alt.Tooltip("p50_said:N", title="Half within"),
            *tooltip(compared, "other_said:N", "Half within, compared with"),
            alt.Tooltip("p90_said:N", title="90% within"),
        ],
    )
