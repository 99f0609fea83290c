"""The charts of the dashboard, in Altair.

A mark names a slot of the theme (``chartDivergingColors`` in .streamlit/config.toml), never a colour: the browser fills
it in, so switching between light and dark needs no rerun.
"""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import pandas as pd
import streamlit as st

from services.taxonomy import PRIORITIES, STATUSES

SLOTS = [*PRIORITIES, *STATUSES, "ink", "accent"]
MUTED = "closed"
HEIGHT = 176  # pixels
SPARKLINE = 56
DAYS_SHOWN_SINGLY = 120
WEEKS_SHOWN_SINGLY = 156 * 7

Row = dict[str, Any]


def breakdown(
    counts: dict[str, int], labels: dict[str, str], slots: dict[str, str], *, alt_text: str, key: str
) -> None:
    """Horizontal bars in the given order, each with its number and share; ``slots`` gives each bar its colour."""
    total = sum(counts.values())
    rows = [
        {"name": labels[key], "tickets": n, "slot": slots[key], "note": f"{n:,} ({n / max(1, total):.0%})"}
        for key, n in counts.items()
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("name:N", sort=None, axis=_axis(labelLimit=110, labelPadding=8)),
        # Room at the right for the number of the longest bar.
        x=alt.X("tickets:Q", axis=None, scale=alt.Scale(domain=[0, max(1, *counts.values()) * 1.35])),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("tickets:Q", title="Tickets", format=",")],
    )
    bars = base.mark_bar(size=18, cornerRadiusEnd=2).encode(color=_by_slot("slot"))
    notes = base.mark_text(align="left", dx=6, fontSize=12).encode(text="note:N")
    _draw(bars + _in_slot(notes, "ink"), alt_text=alt_text, key=key)


def sparkline(series: pd.Series[Any], kind: Literal["bar", "line"], *, alt_text: str, key: str) -> None:
    """The last days of a number, without axes; unlike the one of ``st.metric``, with a text for screen readers."""
    frame = pd.DataFrame({"place": range(len(series)), "value": series.to_numpy()})
    base = alt.Chart(frame).encode(
        x=alt.X("place:O" if kind == "bar" else "place:Q", axis=None),
        y=alt.Y("value:Q", axis=None, scale=alt.Scale(zero=kind == "bar")),
        tooltip=[alt.Tooltip("value:Q", title=" ", format=",.1~f")],
    )
    marks = base.mark_bar() if kind == "bar" else base.mark_line(strokeWidth=2)
    _draw(
        _in_slot(marks, MUTED),
        alt_text=alt_text,
        key=key,
        height=SPARKLINE,
    )


def flow(days: pd.DataFrame, *, alt_text: str, key: str) -> str:
    """Tickets created, a bar a day; a week or a month where there are many days. Returns which."""
    frame, unit = _binned(days)
    spoken = {"day": "%a %-d %b %Y", "week": "Week of %-d %b %Y", "month": "%B %Y"}[unit]
    base = alt.Chart(frame).encode(
        x=alt.X("day:T", axis=_axis(format="%b %Y" if unit == "month" else "%-d %b", grid=False, tickCount=8)),
        x2="end:T",
        y=alt.Y("created:Q", axis=_axis(tickCount=4, tickMinStep=1)),
        y2=alt.datum(0),
        tooltip=[
            alt.Tooltip("day:T", title=unit.capitalize(), format=spoken),
            alt.Tooltip("created:Q", title="Created", format=","),
            alt.Tooltip("resolved:Q", title="Resolved", format=","),
            alt.Tooltip("unresolved:Q", title="Unresolved at the end", format=","),
        ],
    )
    _draw(_in_slot(base.mark_bar(), "accent"), alt_text=alt_text, key=key)
    return unit


def _binned(days: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The days, or their weeks (from Monday) or months, few enough to be told apart.

    ``end`` leaves a fifth of each as the gap to the next bar.
    """
    if len(days) <= DAYS_SHOWN_SINGLY:
        unit, offset = "day", "D"
    else:
        unit, offset = ("week", "W-SUN") if len(days) <= WEEKS_SHOWN_SINGLY else ("month", "M")
    periods = days["day"].dt.to_period(offset)
    frame = days.groupby(periods).agg({"created": "sum", "resolved": "sum", "unresolved": "last"})
    index = pd.PeriodIndex(frame.index)
    start, after = index.start_time, (index + 1).start_time
    return frame.assign(day=start, end=start + (after - start) * 0.8).reset_index(drop=True), unit


def _by_slot(field: str) -> alt.Color:
    return alt.Color(f"{field}:N", scale=alt.Scale(domain=SLOTS, range="diverging"), legend=None)


def _in_slot(layer: alt.Chart, slot: str) -> alt.Chart:
    """One colour for a whole layer."""
    return layer.transform_calculate(slot=f"'{slot}'").encode(color=_by_slot("slot"))


def _axis(**more: Any) -> alt.Axis:
    """Readable labels in both modes: Streamlit's own light label colour is too pale."""
    look: dict[str, Any] = {
        "title": None,
        "domain": False,
        "ticks": False,
        "labelColor": alt.expr("scale('color', 'ink')"),
        "labelOpacity": 0.72,
        "labelFontSize": 12,
        "labelAngle": 0,
        "labelFlush": False,
    }
    return alt.Axis(**look | more)


def _draw(chart: Any, *, alt_text: str, key: str, height: int = HEIGHT) -> None:
    framed = chart.configure_view(stroke=None).properties(padding={"left": 2, "top": 6, "right": 4, "bottom": 2})
    st.altair_chart(framed, height=height, alt=alt_text, key=key)
