"""The course of a number, small: neutral, on a scale that begins with zero, with its first, last and hovered value.

Unlike that of ``st.metric`` it says its numbers and has a text for screen readers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from pages.dashboard.charts.note_marks import with_notes
from pages.dashboard.charts.time_axis import DAY, milliseconds
from pages.widgets.charts.theme import HEADING, MUTED, Drawing, Specification, in_slot, rows, specification

HEIGHT = 68
FOOT = 16  # pixels of these below the line, for the first and the last value
SMALL = 11  # pixels of a value
POINTS = 31  # so many at most: more could not be told apart

Kind = Literal["bar", "line"]


def sparkline(
    series: pd.Series[Any], kind: Kind, name: str, said: Callable[[float], str], notes: pd.DataFrame
) -> Drawing:
    """The values of days or months from left to right; long series are joined, bars by sum, lines by the last.

    ``series``: by its days (datetime64). ``said``: a value in the unit of the whole chart. ``notes``: as ``note_marks``
    has them.
    """
    frame = course(series, kind, said, notes)
    frame = frame.assign(place=range(len(frame)))
    ends = frame.iloc[[0, -1]].assign(end=["first", "last"])
    first, last = frame.iloc[0], frame.iloc[-1]
    description = f"{name}, from {first['shown']} ({first['said']}) to {last['shown']} ({last['said']})"
    return Drawing(
        _specification(kind, name, bool(frame["noted"].any())), {"rows": frame, "ends": ends}, HEIGHT, description
    )


def course(series: pd.Series[Any], kind: Kind, said: Callable[[float], str], notes: pd.DataFrame) -> pd.DataFrame:
    """What is drawn: ``value``, ``shown`` (it in words), ``said`` (its day or days) and ``noted`` (notes on these)."""
    frame = _resampled(series.dropna(), kind)
    return with_notes(frame.assign(shown=frame["value"].map(said)), notes)


@cache
def _specification(kind: Kind, name: str, noted: bool) -> Specification:
    height = HEIGHT - FOOT - 8  # of the frame's padding
    x = alt.X("place:O", axis=None, scale=alt.Scale(type="band" if kind == "bar" else "point", padding=0.1))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False, range=[height, 4]))
    base = alt.Chart(rows()).encode(x=x)
    over = alt.selection_point(
        name="over", fields=["place"], on="pointerover", nearest=True, clear="pointerout", empty=False
    )
    marks = base.mark_bar(aria=False) if kind == "bar" else base.mark_line(strokeWidth=2, aria=False)
    dots = base.mark_point(filled=True, size=40, aria=False).encode(
        y=y,
        opacity=alt.condition(over, alt.value(1), alt.value(0)),
        tooltip=[alt.Tooltip("heading:N", title=HEADING), alt.Tooltip("shown:N", title=name)],
    )
    values = alt.Chart(rows("ends")).encode(text="shown:N", y=alt.value(HEIGHT - 8))
    sides: tuple[tuple[str, Literal["left", "right"], Any], ...] = (("first", "left", 0), ("last", "right", "width"))
    ends = [
        values.mark_text(align=align, baseline="bottom", fontSize=SMALL, opacity=0.72, aria=False)
        .transform_filter(f"datum.end === '{end}'")
        .encode(x=alt.value(place))
        for end, align, place in sides
    ]
    course_drawn = in_slot(marks.encode(y=y), MUTED)
    if noted:
        rule = base.transform_filter("datum.noted !== ''").mark_rule(strokeDash=[3, 2], opacity=0.7, aria=False)
        course_drawn += in_slot(rule.encode(y=alt.value(0), y2=alt.value(height)), "ink")
    return specification(
        course_drawn + in_slot(dots.add_params(over), "ink") + in_slot(ends[0], "ink") + in_slot(ends[1], "ink")
    )


def _resampled(series: pd.Series[Any], kind: Kind) -> pd.DataFrame:
    """Columns ``value`` and ``said`` ("20 Nov 2026", of joined days "14 Nov 2026 to 20 Nov 2026"), since and until."""
    size = -(-len(series) // POINTS)
    whole = series.tail(len(series) // size * size)  # the oldest part may be cut off, never the newest
    days, parts = pd.DatetimeIndex(whole.index), whole.to_numpy(dtype=float).reshape(-1, size)
    begins, ends = days[::size], days[size - 1 :: size]
    last = [_day(day) for day in ends]
    first = last if size == 1 or kind == "line" else [_day(day) for day in begins]
    by_month = len(days) > 1 and bool((days.day == 1).all())
    until = ends + pd.offsets.MonthEnd(0) if by_month else ends
    return pd.DataFrame(
        {
            "value": parts.sum(axis=1) if kind == "bar" else parts[:, -1],
            "said": [end if begin == end else f"{begin} to {end}" for begin, end in zip(first, last, strict=True)],
            "since": milliseconds(begins.to_series()).to_numpy(),
            "until": milliseconds(until.to_series()).to_numpy() + DAY,
        }
    )


def _day(day: pd.Timestamp) -> str:
    return f"{day:%-d %b %Y}"
