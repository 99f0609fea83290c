"""Notes on the time axis: a rule on each day that has some, and above it a label, where there is room for one.

How much room a day has is known here in days and in the browser in pixels: a label ends before the next mark, so two
never stand on each other, on a phone neither. A day without room has its mark and its words in tooltip and table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from pages.dashboard.charts.time_axis import DAY, TimeAxis, milliseconds
from pages.widgets.charts.theme import HEADING, by_slot, rows

COLUMNS = ("day", "text", "slot")
NOTES = "notes"  # the name of the data, and of the marks that a keyboard goes to
LANE = 18  # pixels above a chart, for its labels
NARROWEST = 56  # pixels: a shorter label says nothing
ASIDE = 20  # pixels between a label and the marks beside it
SMALL = 11  # pixels of a letter
MANY = 12  # marks: more of them stand back
STRONG, FAINT = 0.7, 0.3  # opacity of a rule
WORDS_MOST = 5  # notes that a tooltip has
_HIGH = -10  # pixels above the chart


def note_marks(notes: pd.DataFrame, along: TimeAxis) -> pd.DataFrame:
    """A row for each day: ``at`` as ``TimeAxis`` has it, said, text, label, slot, ``room`` beside it, left, strength.

    ``notes``: day (datetime64), text, slot; in any order. The last label stands at its left where more room is there.
    """
    by_day = _by_day(notes)
    places = [at for at, _, _ in by_day]
    begins, ends = along.domain()
    rooms = [after - at for at, after in pairwise([*places, ends])]
    left = [False] * len(places)
    if places:
        before = places[-1] - (places[-2] if len(places) > 1 else begins)
        if rooms[-1] < before / min(len(places), 2):
            left[-1] = True
            rooms[-2:] = [before / 2] * 2 if len(places) > 1 else [before]
    return pd.DataFrame(
        {
            "at": places,
            "said": [f"{datetime.fromtimestamp(at / 1000, UTC):%a %-d %b %Y}" for at in places],
            "text": [joined(texts) for _, texts, _ in by_day],
            "label": [_label(texts) for _, texts, _ in by_day],
            "slot": [slot for _, _, slot in by_day],
            "room": rooms,
            "left": left,
            "strength": STRONG if len(places) <= MANY else FAINT,
        }
    )


def texts_between(notes: pd.DataFrame, since: Sequence[int], until: Sequence[int]) -> list[str]:
    """What the notes of each of these spans say, "" where there are none; ``since`` and ``until`` as of ``spans``."""
    by_day = _by_day(notes)
    return [
        joined([text for at, texts, _ in by_day if begins <= at < ends for text in texts])
        for begins, ends in zip(since, until, strict=True)
    ]


def with_notes(frame: pd.DataFrame, notes: pd.DataFrame) -> pd.DataFrame:
    """``frame`` of ``spans`` with ``noted``, and ``heading``: its days, with what the notes of them say."""
    noted = texts_between(notes, frame["since"].tolist(), frame["until"].tolist())
    said = frame["said"].tolist()
    heading = [f"{days} · {text}" if text else days for days, text in zip(said, noted, strict=True)]
    return frame.assign(noted=noted, heading=heading)


def joined(texts: Sequence[str]) -> str:
    """Some of them in a line, and how many more there are."""
    more = len(texts) - WORDS_MOST
    return "; ".join(texts[:WORDS_MOST]) + (f"; and {more} more" if more > 0 else "")


def rules(along: TimeAxis, *, named: bool = True) -> Any:
    """The rule of each day, for the data ``NOTES``; ``named``: whether the axis has its labels."""
    return (
        alt.Chart(rows(NOTES))
        .mark_rule(strokeWidth=1.5, strokeDash=[4, 3], aria=False)
        .encode(
            x=along.x("at", labels=named),
            color=by_slot("slot"),
            opacity=alt.Opacity("strength:Q", scale=None, legend=None),
            tooltip=_tooltip(),
        )
    )


def with_labels(chart: Any, along: TimeAxis, *, named: bool = True) -> Any:
    """``chart`` with the rules, the marks above them, which a keyboard can reach, and the labels beside these.

    Layer by layer: one within another would not have the name by which the keyboard finds it.
    """
    base = alt.Chart(rows(NOTES)).encode(x=along.x("at", labels=named), y=alt.value(_HIGH), color=by_slot("slot"))
    heads = base.mark_point(
        shape="triangle-down", filled=True, size=60, opacity=1, description=alt.expr("datum.said + ': ' + datum.text")
    ).encode(tooltip=_tooltip())
    begins, ends = along.domain()
    room = f"(datum.room / {ends - begins} * width - {ASIDE})"
    shown = f"{room} >= {NARROWEST}"  # where not there is no text, which would take room at the ends of the chart
    words = base.mark_text(
        text=alt.expr(f"{shown} ? datum.label : ''"),
        align=alt.expr("datum.left ? 'right' : 'left'"),
        dx=alt.expr(f"{shown} ? (datum.left ? -8 : 8) : 0"),
        baseline="middle",
        fontSize=SMALL,
        limit=alt.expr(f"max(1, {room})"),
        opacity=0.9,
        aria=False,
    ).encode(color=by_slot("ink"))
    return chart + rules(along, named=named) + words.transform_calculate(ink="'ink'") + heads.properties(name=NOTES)


def _tooltip() -> list[alt.Tooltip]:
    return [alt.Tooltip("said:N", title=HEADING), alt.Tooltip("text:N", title="Note")]


def _label(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else f"{texts[0]} +{len(texts) - 1}"


def _by_day(notes: pd.DataFrame) -> list[tuple[int, list[str], str]]:
    """The middle of each day in milliseconds, its texts and the slot of the first."""
    days: dict[int, tuple[list[str], str]] = {}
    given = zip(milliseconds(notes["day"]).tolist(), notes["text"].tolist(), notes["slot"].tolist(), strict=True)
    for day, text, slot in given:
        days.setdefault(day + DAY // 2, ([], slot))[0].append(text)
    return [(at, *days[at]) for at in sorted(days)]
