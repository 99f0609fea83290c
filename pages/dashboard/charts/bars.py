"""Horizontal bars: parts of a whole, and the age of what is unresolved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

import altair as alt
import pandas as pd

from pages.dashboard.charts.compared import OTHER, tick, tooltip, with_other
from pages.widgets.charts.theme import (  # fmt: skip
    HEADING,
    HEIGHT,
    MUTED,
    PALE,
    PICK,
    TEXT,
    Drawing,
    Specification,
    aria_description,
    axis,
    by_slot,
    clickable,
    height_of,
    in_slot,
    rows,
    selected_opacity,
    specification,
)
from pages.widgets.formatting import with_shares
from services.stats import AGES
from services.taxonomy import PRIORITIES

BAR = 18  # pixels
ROOM = 1.35  # the axis ends so far behind the longest bar: its number stands there
AGE_ROOM = 1.18
AGE_FIELDS = ("status", "created_after", "created_before")


def breakdown(
    counts: pd.DataFrame,
    field: str,
    *,
    label: Callable[[str], str],
    chosen: Sequence[str],
    slots: Mapping[str, str] | None = None,
    other: pd.DataFrame | None = None,
    named: Sequence[str] = (),
) -> Drawing:
    """A bar for each row of ``counts`` (key, n), with its number and share; a click reports ``field``.

    ``chosen``: the keys that the filter has, of which the others stand pale. ``slots``: the colour of a key; else what
    is chosen has the accent, without a choice what the title has ``named``, or the largest. ``other``: the same counts
    of what is compared with.
    """
    counts = with_other(counts, other, ["key"], "n")
    keys, numbers = counts["key"].tolist(), counts["n"].tolist()
    total, most = sum(numbers), max(numbers)
    accented = chosen or named or [key for key, n in zip(keys, numbers, strict=True) if n == most]
    frame = pd.DataFrame(
        {
            field: keys,
            "name": [label(key) for key in keys],
            "tickets": numbers,
            "note": with_shares(numbers, total),
            "slot": [slots[key] if slots else "accent" if key in accented else MUTED for key in keys],
            "shown": [1.0 if not chosen or key in chosen else PALE for key in keys],
            "end": numbers,
        }
    )
    if other is not None:
        frame[OTHER] = counts[OTHER].tolist()
        frame["end"] = frame[["tickets", OTHER]].max(axis=1)
    frame["room"] = max(1, int(frame["end"].max())) * ROOM
    description = ", ".join(f"{name} {note}" for name, note in zip(frame["name"], frame["note"], strict=True))
    return Drawing(_breakdown(field, other is not None), {"rows": frame}, height_of(len(frame)), description, (PICK,))


@cache
def _breakdown(field: str, compared: bool) -> Specification:
    base = alt.Chart(rows()).encode(
        y=alt.Y("name:N", sort=None, axis=axis(labelLimit=110, labelPadding=8)),
        x=_length("tickets"),
        tooltip=[alt.Tooltip("name:N", title=HEADING), alt.Tooltip("note:N", title="Tickets"), *tooltip(compared)],
    )
    look = {
        "size": BAR,
        "cornerRadiusEnd": 2,
        "cursor": "pointer",
        "description": aria_description("datum.name", "tickets"),
    }
    bars = base.mark_bar(**look).encode(color=by_slot("slot"), opacity=selected_opacity())
    notes = base.mark_text(align="left", dx=6, fontSize=TEXT, aria=False).encode(text="note:N", x=_length("end"))
    layers = clickable(bars, [field]) + in_slot(notes, "ink") + _axis_padding(base)
    return specification(layers + tick(base, _length(OTHER), BAR + 6) if compared else layers)


def ages(frame: pd.DataFrame, *, label: Callable[[str], str], chosen: str | None, compared: bool = False) -> Drawing:
    """Unresolved tickets by age, each bar in the colours of the priorities.

    ``frame``: age, priority, n and AGE_FIELDS (what a click reports), youngest first. ``chosen``: the age that the
    filter has. ``compared``: ``frame`` has OTHER too.
    """
    totals = frame.groupby("age", sort=False)["n"].sum()
    drawn = frame.assign(
        said=frame["age"].map(age_label),
        place=frame["priority"].map(PRIORITIES.index),
        name=frame["priority"].map(label),
        slot=frame["priority"],
        note=with_shares(frame["n"].tolist(), int(totals.sum())),
        shown=[1.0 if chosen in (None, age) else PALE for age in frame["age"]],
    )
    sums = pd.DataFrame(
        {"said": totals.index.map(age_label), "n": totals.to_numpy(), "note": [f"{n:,}" for n in totals]}
    )
    data = {"rows": drawn[drawn["n"] > 0], "sums": sums.assign(room=max(1, int(totals.max())) * AGE_ROOM)}
    description = ", ".join(f"{said} {note}" for said, note in zip(sums["said"], sums["note"], strict=True))
    return Drawing(_ages(compared), data, HEIGHT, description, (PICK,))


@cache
def _ages(compared: bool) -> Specification:
    order = [age_label(age) for age in AGES]  # without tickets an age has no bar, but its place
    y = alt.Y("said:N", sort=order, axis=axis(labelLimit=110, labelPadding=8))
    bars = (
        alt.Chart(rows())
        .mark_bar(
            size=BAR,
            cursor="pointer",
            description=aria_description("datum.said + ', ' + datum.name", "n", "unresolved ticket"),
        )
        .encode(
            y=y,
            x=_length("n", stack=True),
            color=by_slot("slot"),
            opacity=selected_opacity(),
            order="place:Q",
            tooltip=[
                alt.Tooltip("said:N", title=HEADING),
                alt.Tooltip("name:N", title="Priority"),
                alt.Tooltip("note:N", title="Unresolved"),
                *tooltip(compared),
            ],
        )
    )
    sums = alt.Chart(rows("sums")).encode(y=y, x=_length("n"))
    notes = sums.mark_text(align="left", dx=6, fontSize=TEXT, aria=False).encode(text="note:N")
    return specification(clickable(bars, AGE_FIELDS) + in_slot(notes, "ink") + _axis_padding(sums))


def age_label(age: str) -> str:
    """One of AGES as people read it: "1 to 2 days"."""
    return age.replace("-", " to ").capitalize()


def _length(field: str, **more: Any) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False), **more)


def _axis_padding(base: alt.Chart) -> Any:
    """Unseen marks that stretch the axis: its end stands in the data, not in the specification."""
    return base.mark_point(opacity=0, aria=False, tooltip=None).encode(x=_length("room"))
