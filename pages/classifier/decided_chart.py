"""Tickets of programs and imports by week: decided under the promise, and to be reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import altair as alt
import pandas as pd

from pages.widgets.charts.theme import MUTED, Drawing, Specification, axis, by_slot, rows, specification
from services.review.stream import Week

HEIGHT = 140
WIDEST = 48  # pixels of a bar: one week alone is no wall


def decided_chart(weeks: Sequence[Week]) -> Drawing:
    """Two bars on top of each other for each week."""
    parts = [
        (week.monday, place, slot, name, number)
        for week in weeks
        for place, (slot, name, number) in enumerate(
            (("accent", "Decided", week.decided), (MUTED, "To review", week.to_review))
        )
    ]
    frame = pd.DataFrame(parts, columns=["week", "place", "slot", "name", "tickets"])
    frame["week"] = pd.to_datetime(frame["week"])
    frame["week_said"] = frame["week"].dt.strftime("week of %-d %b")
    decided, whole = sum(week.decided for week in weeks), sum(week.decided + week.to_review for week in weeks)
    return Drawing(_bars(), {"rows": frame}, HEIGHT, f"Decided {decided:,} of {whole:,} tickets in {len(weeks)} weeks")


@cache
def _bars() -> Specification:
    heard = alt.expr("datum.name + ', ' + datum.week_said + ': ' + format(datum.tickets, ',')")
    bars = (
        alt.Chart(rows())
        .mark_bar(description=heard, width=alt.expr(f"min(bandwidth('x'), {WIDEST})"))
        .encode(
            x=alt.X("week:O", axis=axis(format="%-d %b", formatType="time", grid=False, labelOverlap="greedy")),
            y=alt.Y("tickets:Q", axis=axis(tickCount=4)),
            color=by_slot("slot"),
            order=alt.Order("place:Q"),
            tooltip=[
                alt.Tooltip("week_said:N", title="Created"),
                alt.Tooltip("name:N", title="State"),
                alt.Tooltip("tickets:Q", title="Tickets", format=","),
            ],
        )
    )
    return specification(bars)
