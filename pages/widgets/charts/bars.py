"""Horizontal bars: parts of a whole, and the age of what is unresolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import altair as alt
import pandas as pd

from pages.widgets.charts.marks import (
    MUTED,
    PALE,
    TEXT,
    Drawing,
    Row,
    axis,
    by_slot,
    drawing,
    height_of,
    in_slot,
    picked,
    shown,
)  # fmt: skip
from pages.widgets.wording import percent
from services.taxonomy import PRIORITIES

BAR = 18  # pixels
ROOM = 1.35  # the axis ends so far behind the longest bar: its number stands there
AGE_FIELDS = ("status", "created_after", "created_before")


def breakdown(
    counts: pd.DataFrame,
    field: str,
    *,
    label: Callable[[str], str],
    chosen: Sequence[str],
    slots: Mapping[str, str] | None = None,
) -> Drawing:
    """A bar for each row of ``counts`` (key, n), with its number and share; a click reports ``field``.

    ``chosen``: the keys that the filter has, of which the others stand pale. ``slots``: the colour of a key; else
    what is chosen has the accent, without a choice the largest.
    """
    total, most = int(counts["n"].sum()), int(counts["n"].max())
    rows: list[Row] = [
        {
            field: key,
            "name": label(key),
            "tickets": n,
            "note": f"{n:,} ({percent(n / total)})" if n else "0",
            "slot": slots[key] if slots else "accent" if (key in chosen if chosen else n == most) else MUTED,
            "shown": 1.0 if not chosen or key in chosen else PALE,
        }
        for key, n in zip(counts["key"], counts["n"].tolist(), strict=True)
    ]
    base = alt.Chart(pd.DataFrame(rows)).encode(
        y=alt.Y("name:N", sort=None, axis=axis(labelLimit=110, labelPadding=8)),
        x=alt.X("tickets:Q", axis=None, scale=alt.Scale(domain=[0, max(1, most) * ROOM])),
        tooltip=[alt.Tooltip("name:N", title=" "), alt.Tooltip("tickets:Q", title="Tickets", format=",")],
    )
    bars = base.mark_bar(size=BAR, cornerRadiusEnd=2, cursor="pointer").encode(color=by_slot("slot"), opacity=shown())
    notes = base.mark_text(align="left", dx=6, fontSize=TEXT).encode(text="note:N")
    chart = bars.add_params(picked([field])) + in_slot(notes, "ink")
    told = ", ".join(f"{row['name']} {row['note']}" for row in rows)
    return drawing(chart, told, height=height_of(len(rows)), selections=["pick"])


def ages(frame: pd.DataFrame, *, label: Callable[[str], str], chosen: str | None) -> Drawing:
    """Unresolved tickets by age, each bar in the colours of the priorities.

    ``frame``: age, priority, n and AGE_FIELDS (what a click reports), youngest first. ``chosen``: the age that the
    filter has.
    """
    totals = frame.groupby("age", sort=False)["n"].sum()
    drawn = frame.assign(
        place=frame["priority"].map(PRIORITIES.index),
        name=frame["priority"].map(label),
        said=frame["age"].map(spoken),
        slot=frame["priority"],
        shown=[1.0 if chosen in (None, age) else PALE for age in frame["age"]],
    )
    order = [spoken(str(age)) for age in totals.index]
    y = alt.Y("said:N", sort=order, axis=axis(labelLimit=110, labelPadding=8))
    scale = alt.Scale(domain=[0, max(1, int(totals.max())) * 1.18])
    bars = (
        alt.Chart(drawn[drawn["n"] > 0])
        .mark_bar(size=BAR, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("n:Q", axis=None, scale=scale, stack=True),
            color=by_slot("slot"),
            opacity=shown(),
            order="place:Q",
            tooltip=[
                alt.Tooltip("said:N", title="Age"),
                alt.Tooltip("name:N", title="Priority"),
                alt.Tooltip("n:Q", title="Unresolved", format=","),
            ],
        )
    )
    sums = pd.DataFrame({"said": totals.index.map(spoken), "n": totals.to_numpy(), "note": [f"{n:,}" for n in totals]})
    notes = (
        alt.Chart(sums)
        .mark_text(align="left", dx=6, fontSize=TEXT)
        .encode(y=y, x=alt.X("n:Q", axis=None, scale=scale), text="note:N")
    )
    chart = bars.add_params(picked(AGE_FIELDS)) + in_slot(notes, "ink")
    told = ", ".join(f"{spoken(str(age))} {n:,}" for age, n in totals.items())
    return drawing(chart, told, selections=["pick"])


def spoken(age: str) -> str:
    """One of AGES as people read it: "1 to 2 days"."""
    return age.replace("-", " to ").capitalize()
