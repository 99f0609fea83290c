"""Heatmaps: category by priority, weekday by hour."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from pages.dashboard.charts.compared import tooltip, with_other
from pages.widgets.charts.theme import (  # fmt: skip
    HEADING,
    PALE,
    PICK,
    TEXT,
    Drawing,
    Specification,
    aria_description,
    axis,
    clickable,
    height_of,
    in_slot,
    rows,
    selected_opacity,
    specification,
)
from pages.widgets.formatting import with_shares
from services.filters.ticket_filter import TicketFilter
from services.taxonomy import PRIORITIES

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEK_HEIGHT = 210
_INK = "layer_1_color"  # the scale of the numbers' colour; the cells have their own


def pairs(
    frame: pd.DataFrame,
    current: TicketFilter,
    *,
    label: Callable[[str], str],
    other: pd.DataFrame | None = None,
) -> Drawing:
    """Tickets by category and priority, a cell each with its number. ``frame``, ``other``: category, priority, n."""
    frame = with_other(frame, other, ["category", "priority"], "n")
    drawn = frame.assign(
        category_name=frame["category"].map(label),
        priority_name=frame["priority"].map(label),
        shown=[
            1.0 if _chosen(current.category, category) and _chosen(current.priority, priority) else PALE
            for category, priority in zip(frame["category"], frame["priority"], strict=True)
        ],
    )
    drawn["said"] = drawn["category_name"] + ", " + drawn["priority_name"]
    drawn["note"] = _with_shares(frame)
    named = zip(drawn["category_name"], drawn["priority_name"], drawn["n"].tolist(), strict=True)
    description = ", ".join(f"{category} {priority} {n:,}" for category, priority, n in named if n)
    height = height_of(frame["category"].nunique() + 1)  # and the names of the priorities
    return Drawing(
        _pairs(tuple(map(label, PRIORITIES)), other is not None),
        {"rows": drawn},
        height,
        description or "None",
        (PICK,),
    )


@cache
def _pairs(priorities: tuple[str, ...], compared: bool) -> Specification:
    base = alt.Chart(rows()).encode(
        x=alt.X("priority_name:N", sort=list(priorities), axis=axis(_INK, orient="top")),
        y=alt.Y("category_name:N", sort=None, axis=axis(_INK, labelLimit=110)),
        tooltip=[
            alt.Tooltip("said:N", title=HEADING),
            alt.Tooltip("note:N", title="Tickets"),
            *tooltip(compared),
        ],
    )
    numbers = base.mark_text(fontSize=TEXT, aria=False).encode(text=alt.Text("n:Q", format=","))
    chart = _cells(base, ["category", "priority"], "datum.said") + in_slot(numbers, "ink")
    return specification(chart.resolve_scale(color="independent"))


def week(frame: pd.DataFrame, current: TicketFilter, other: pd.DataFrame | None = None) -> Drawing:
    """Tickets by weekday and hour, 168 cells, the fullest with its number.

    ``frame``, ``other``: weekday (1 is Monday), hour, n.
    """
    frame = with_other(frame, other, ["weekday", "hour"], "n")
    drawn = frame.assign(
        day=[WEEKDAYS[number - 1] for number in frame["weekday"]],
        said=[
            f"{WEEKDAYS[weekday - 1]}, {hour} to {hour + 1} h"
            for weekday, hour in zip(frame["weekday"], frame["hour"], strict=True)
        ],
        note=_with_shares(frame),
        shown=[
            1.0 if _chosen(current.weekday, weekday) and _chosen(current.hour, hour) else PALE
            for weekday, hour in zip(frame["weekday"], frame["hour"], strict=True)
        ],
        peak=[f"{n:,}" if n == frame["n"].max() else "" for n in frame["n"]],
    )
    # Several cells may be the fullest: one number is enough.
    drawn.loc[drawn.index != frame["n"].idxmax(), "peak"] = ""
    by_day = drawn.groupby("weekday")["n"].sum()
    description = "Tickets by weekday: " + ", ".join(
        f"{name} {int(n):,}" for name, n in zip(WEEKDAYS, by_day, strict=True)
    )
    return Drawing(_week(other is not None), {"rows": drawn}, WEEK_HEIGHT, description, (PICK,))


@cache
def _week(compared: bool) -> Specification:
    every_third = "datum.value % 3 == 0 ? datum.value + ' h' : ''"
    base = alt.Chart(rows()).encode(
        x=alt.X("hour:O", axis=axis(_INK, labelExpr=every_third, labelOverlap=False)),
        y=alt.Y("day:N", sort=list(WEEKDAYS), axis=axis(_INK)),
        tooltip=[
            alt.Tooltip("said:N", title=HEADING),
            alt.Tooltip("note:N", title="Tickets"),
            *tooltip(compared),
        ],
    )
    numbers = base.mark_text(fontSize=TEXT, fontWeight=600, aria=False).encode(text="peak:N")
    chart = _cells(base, ["weekday", "hour"], "datum.said") + in_slot(numbers, "ink")
    return specification(chart.resolve_scale(color="independent"))


def _cells(base: alt.Chart, fields: list[str], item: str) -> Any:
    strength = alt.Color("n:Q", scale=alt.Scale(zero=True, nice=False), legend=None)
    cells = base.mark_rect(cursor="pointer", description=aria_description(item, "n")).encode(
        color=strength, opacity=selected_opacity()
    )
    return clickable(cells, fields)


def _with_shares(frame: pd.DataFrame) -> list[str]:
    return with_shares(frame["n"].tolist(), int(frame["n"].sum()))


def _chosen(values: tuple[object, ...], value: object) -> bool:
    return not values or value in values
