"""Tickets over time: the backlog as a line, and below it what came (up) and what was resolved (down)."""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache
from typing import Any

import altair as alt
import pandas as pd

from pages.dashboard.charts.compared import dotted, tooltip, with_other
from pages.dashboard.charts.note_marks import LANE, NOTES, note_marks, rules, with_labels, with_notes
from pages.dashboard.charts.time_axis import TimeAxis, Unit, spans, unit_for
from pages.widgets.charts.theme import (  # fmt: skip
    HEADING,
    MUTED,
    PICK,
    TEXT,
    Drawing,
    Specification,
    axis,
    by_slot,
    clickable,
    in_slot,
    rows,
    specification,
)

BRUSH = "brush"  # the name of the selection by dragging
BACKLOG_HEIGHT, FLOW_HEIGHT, ONE_HEIGHT = 96, 170, 84
PERIODS_KEPT = 64  # specifications: each has the days of its period
HEARD = "datum.heading + ': ' + format(datum.created, ',') + ' created, ' + format(datum.resolved, ',') + ' resolved'"
GAP = 0.18  # of a day, week or month, free between two bars


def binned(days: pd.DataFrame, first: date, last: date, *, unit: Unit | None = None) -> tuple[pd.DataFrame, Unit]:
    """The days, or their weeks or months; columns of ``spans`` and created, resolved, reopened, unresolved.

    ``days``: day, created, resolved, reopened, unresolved (at the end of the day).
    """
    unit = unit or unit_for(len(days))
    known = spans(days["day"], unit, first, last)
    numbers = days[["created", "resolved", "reopened", "unresolved"]]
    if unit == "day":
        return pd.concat([known, numbers], axis=1), unit
    grouped = pd.concat([known, numbers], axis=1).groupby(list(known.columns), sort=False)
    summed = grouped.agg({"created": "sum", "resolved": "sum", "reopened": "sum", "unresolved": "last"})
    return summed.reset_index(), unit


def against(frame: pd.DataFrame, other: pd.DataFrame | None, first: date, last: date) -> pd.DataFrame:
    """``frame`` as ``binned`` gives it, with created_other, resolved_other and unresolved_other, if compared."""
    if other is None:
        return frame
    there = other[other["day"].between(pd.Timestamp(first), pd.Timestamp(last))].reset_index(drop=True)
    theirs, _ = binned(there, first, last, unit=unit_for((last - first).days + 1))
    for name in ("created", "resolved", "unresolved"):
        frame = with_other(frame, theirs, ["since"], name, f"{name}_other")
    return frame


def over_time(frame: pd.DataFrame, notes: pd.DataFrame, along: TimeAxis) -> list[Drawing]:
    """The two charts, one below the other. A click or a brush reports a period.

    ``frame``: as ``binned`` has it, or ``against``, whose days are dotted lines. ``notes``: as ``note_marks`` has them;
    each is marked on its day.
    """
    if len(frame) == 1:
        return [_one_span(frame)]
    unit, compared = along.unit, "unresolved_other" in frame
    began, ended = int(frame["unresolved"].iloc[0]), int(frame["unresolved"].iloc[-1])
    backlog = f"Unresolved tickets at the end of each {unit}, from {began:,} to {ended:,}"
    moved = f"{int(frame['created'].sum()):,} created and {int(frame['resolved'].sum()):,} resolved, by {unit}"
    data, noted = {"rows": _drawn(frame, notes)}, not notes.empty
    if noted:
        marked = note_marks(notes, along)
        data[NOTES] = marked
        backlog += "".join(f", {said}: {text}" for said, text in zip(marked["said"], marked["text"], strict=True))
    height = BACKLOG_HEIGHT + (LANE if noted else 0)
    return [
        Drawing(_backlog(along, compared, noted), data, height, backlog),
        Drawing(_flow(along, compared, noted), data, FLOW_HEIGHT, moved, (PICK, BRUSH)),
    ]


def _drawn(frame: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """The bars as they are drawn, with a gap between them and what was resolved below the line."""
    width = frame["until"] - frame["since"]
    drawn = with_notes(frame, notes).assign(
        start=frame["since"] + width * GAP / 2,
        end=frame["until"] - width * GAP / 2,
        middle=frame["since"] + width / 2,
        down=-frame["resolved"],
    )
    if "resolved_other" in drawn:
        drawn["down_other"] = -drawn["resolved_other"]
    return drawn


@lru_cache(PERIODS_KEPT)
def _backlog(along: TimeAxis, compared: bool, noted: bool) -> Specification:
    y = alt.Y("unresolved:Q", scale=alt.Scale(zero=False), axis=_at_the_left(format=",d"))
    line = alt.Chart(rows()).mark_line(strokeWidth=2, aria=False).encode(x=along.x("middle", labels=False), y=y)
    course = in_slot(line, "ink")
    if compared:
        theirs = y.copy()
        theirs.shorthand = "unresolved_other:Q"
        course += dotted(alt.Chart(rows()), along.x("middle", labels=False), theirs)
    course += _hover_rule(along.x("since", labels=False), compared)
    if not noted:
        return specification(course)
    return specification(with_labels(course, along, named=False), LANE)


@lru_cache(PERIODS_KEPT)
def _flow(along: TimeAxis, compared: bool, noted: bool) -> Specification:
    base = alt.Chart(rows()).encode(x=along.x("start"), x2="end:Q", y2=alt.datum(0))
    y = _at_the_left(labelExpr="format(abs(datum.value), ',')")
    up = base.mark_bar(aria=False).encode(y=alt.Y("created:Q", axis=y))
    down = base.mark_bar(aria=False).encode(y=alt.Y("down:Q", axis=y))
    brush = alt.selection_interval(name=BRUSH, encodings=["x"])
    days = _hover_rule(along.x("since"), compared, cursor="pointer", aria=True, description=alt.expr(HEARD)).add_params(
        brush
    )
    hits = clickable(days, ["created_after", "created_before"])
    bars = in_slot(up, "accent") + in_slot(down, MUTED)
    if compared:
        for theirs in ("created_other:Q", "down_other:Q"):
            bars += dotted(alt.Chart(rows()), along.x("middle"), alt.Y(theirs, axis=y))
    return specification(bars + rules(along) + hits if noted else bars + hits)


def _at_the_left(**more: Any) -> alt.Axis:
    """As wide in both charts, so that their days line up."""
    return axis(tickCount=3, tickMinStep=1, minExtent=34, maxExtent=34, **more)


def _hover_rule(x: alt.X, compared: bool, **look: Any) -> Any:
    """Unseen marks over the whole height: wherever the pointer is, its day tells its numbers."""
    over = alt.selection_point(name="over", fields=["since"], on="pointerover", clear="pointerout", empty=False)
    marks = (
        alt.Chart(rows())
        .mark_rect(**{"aria": False} | look)
        .encode(
            x=x,
            x2="until:Q",
            opacity=alt.condition(over, alt.value(0.07), alt.value(0)),
            tooltip=[
                alt.Tooltip("heading:N", title=HEADING),
                alt.Tooltip("created:Q", title="Created", format=","),
                alt.Tooltip("resolved:Q", title="Resolved", format=","),
                alt.Tooltip("reopened:Q", title="Reopened", format=","),
                alt.Tooltip("unresolved:Q", title="Unresolved at the end", format=","),
                *tooltip(compared, "created_other:Q", "Created, compared with"),
                *tooltip(compared, "resolved_other:Q", "Resolved, compared with"),
                *tooltip(compared, "unresolved_other:Q", "Unresolved, compared with"),
            ],
        )
    )
    return in_slot(marks.add_params(over), "ink")


def _one_span(frame: pd.DataFrame) -> Drawing:
    """A single day: a line needs two, so its numbers are bars."""
    counted = [int(frame[name].iloc[0]) for name in ("created", "resolved")]
    drawn = pd.DataFrame({"name": ["Created", "Resolved"], "n": counted, "slot": ["accent", MUTED]})
    drawn["note"] = [f"{n:,}" for n in counted]
    description = f"{frame['said'].iloc[0]}: {counted[0]:,} created, {counted[1]:,} resolved"
    return Drawing(_two_bars(), {"rows": drawn}, ONE_HEIGHT, description)


@cache
def _two_bars() -> Specification:
    base = alt.Chart(rows()).encode(y=alt.Y("name:N", sort=None, axis=axis(labelPadding=8)), x=alt.X("n:Q", axis=None))
    bars = base.mark_bar(size=18, cornerRadiusEnd=2, description=alt.expr("datum.name + ': ' + datum.note")).encode(
        color=by_slot("slot")
    )
    notes = base.mark_text(align="left", dx=6, fontSize=TEXT, aria=False).encode(text="note:N")
    return specification(bars + in_slot(notes, "ink"))
