"""Acceptance rate of suggestions over time, a line for each source."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import altair as alt
import pandas as pd

from pages.dashboard.charts.compared import tooltip
from pages.dashboard.charts.note_marks import LANE, NOTES, note_marks, with_labels, with_notes
from pages.dashboard.charts.time_axis import TimeAxis, Unit, span_of, spans
from pages.dashboard.charts.time_axis import unit_for as spans_unit
from pages.widgets.charts.source_slots import SLOTS
from pages.widgets.charts.theme import (  # fmt: skip
    HEADING,
    HEIGHT,
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
from pages.widgets.formatting import percent
from services.suggestion_sources import source_labels

NAMES = source_labels()
PERIODS_KEPT = 64  # specifications: each has the days of its period
DAYS_SHOWN_SINGLY = 14  # few suggestions a day: their share would jump about
NEAREST = 0.11  # of the axis: two labels this close would run into each other
ROOM = 1.42  # for the labels at the right
HEARD = "datum.name + ', ' + datum.heading + ': accepted ' + datum.kept"


def unit_for(first: date, last: date, *, chosen: bool) -> Unit:
    """What a mark stands for; ``chosen``: one source is, and its week, month or year stays the one mark that it was."""
    if chosen and (whole := span_of(first, last)):
        return whole
    return spans_unit((last - first).days + 1, singly=DAYS_SHOWN_SINGLY)


def rates(frame: pd.DataFrame, unit: Unit, first: date, last: date) -> pd.DataFrame:
    """By span and source: columns of ``spans``, source, suggested, chosen, share.

    ``frame``: day, source, suggested, chosen.
    """
    known = spans(frame["day"], unit, first, last)
    joined = pd.concat([known, frame[["source", "suggested", "chosen"]]], axis=1)
    summed = joined.groupby([*known.columns, "source"], sort=True)[["suggested", "chosen"]].sum().reset_index()
    summed = summed[summed["suggested"] > 0]
    return summed.assign(share=summed["chosen"] / summed["suggested"]).sort_values(["since", "source"])


def over_time(
    frame: pd.DataFrame,
    unit: Unit,
    first: date,
    last: date,
    notes: pd.DataFrame,
    other: pd.DataFrame | None = None,
) -> Drawing:
    """The lines, each named at its end; a click on a point reports its source and its days.

    ``frame`` as ``rates`` gives it, ``notes`` as ``note_marks`` has them, and ``other`` of what is compared with,
    moved to the same days.
    """
    drawn = with_notes(frame, notes).assign(
        middle=(frame["since"] + frame["until"]) / 2,
        name=frame["source"].map(NAMES),
        slot=frame["source"].map(SLOTS),
        kept=_rate(frame),
    )
    if other is not None:
        rated = other.assign(other_kept=_rate(other))[["since", "source", "other_kept"]]
        drawn = drawn.merge(rated, on=["since", "source"], how="left").fillna({"other_kept": "no suggestion"})
    lowest = max(0, int(drawn["share"].min() * 10) - 1) / 10
    ends = _line_ends(drawn, lowest)
    along = TimeAxis(unit, first, last, ROOM)
    marks = {} if notes.empty else {NOTES: note_marks(notes, along)}
    return Drawing(
        _specification(along, lowest, other is not None, bool(marks)),
        {"rows": drawn, "ends": ends, **marks},
        HEIGHT,
        ", ".join(ends["text"]),
        (PICK,),
    )


@lru_cache(PERIODS_KEPT)
def _specification(along: TimeAxis, lowest: float, compared: bool, noted: bool) -> Specification:
    scale = alt.Scale(domain=[lowest, 1])
    x = along.x("middle")
    base = alt.Chart(rows()).encode(
        x=x,
        y=alt.Y("share:Q", scale=scale, axis=axis(format="%", tickCount=4)),
        color=by_slot("slot"),
        detail="source:N",
        tooltip=[
            alt.Tooltip("name:N", title=HEADING),
            alt.Tooltip("heading:N", title="Shown"),
            alt.Tooltip("kept:N", title="Accepted"),
            *tooltip(compared, "other_kept:N"),
        ],
    )
    points = clickable(
        base.mark_circle(size=36, opacity=1, cursor="pointer", description=alt.expr(HEARD)),
        ["source", "created_after", "created_before"],
    )
    names = (  # from the right edge, above the line: on a tablet there is no room behind it
        alt.Chart(rows("ends"))
        .mark_text(align="right", baseline="bottom", dy=-5, fontSize=TEXT, aria=False)
        .encode(x=alt.value("width"), y=alt.Y("place:Q", scale=scale), text="text:N")
    )
    lines = base.mark_line(strokeWidth=2, aria=False)
    if not noted:
        return specification(lines + points + in_slot(names, "ink"))
    return specification(with_labels(lines + points + in_slot(names, "ink"), along), LANE)


def _rate(frame: pd.DataFrame) -> list[str]:
    numbers = zip(frame["chosen"].tolist(), frame["suggested"].tolist(), frame["share"].tolist(), strict=True)
    return [f"{chosen:,} of {suggested:,} ({percent(share)})" for chosen, suggested, share in numbers]


def _line_ends(drawn: pd.DataFrame, lowest: float) -> pd.DataFrame:
    """The last point of each source with its label, the labels moved apart where lines end close together."""
    ends = drawn.groupby("source").tail(1).sort_values("share").copy()
    shares = ends["share"].tolist()
    ends["text"] = [f"{name} {percent(share)}" for name, share in zip(ends["name"], shares, strict=True)]
    apart = NEAREST * (1 - lowest)
    places: list[float] = []
    for share in shares:
        places.append(max(share, places[-1] + apart) if places else share)
    for n in range(len(places) - 1, -1, -1):  # and back down, where the top one went over the edge
        highest = places[n + 1] - apart if n + 1 < len(places) else 1.0
        places[n] = min(places[n], highest)
    return ends.assign(place=places, middle=drawn["middle"].max())
