"""Horizontal bars of targets: a bar for each priority, in the states of its tickets' targets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

import altair as alt
import pandas as pd

from pages.dashboard.charts.compared import tooltip, with_other
from pages.widgets.charts.theme import (
    HEADING,
    HEIGHT,
    PALE,
    PICK,
    TEXT,
    Drawing,
    Specification,
    aria_description,
    axis,
    by_slot,
    clickable,
    in_slot,
    rows,
    selected_opacity,
    specification,
)
from pages.widgets.formatting import percent, with_shares
from pages.widgets.target_words import FACES
from services.targets.states import AT_RISK, BREACHED, KEPT, LABELS, ON_TRACK

ORDER = (KEPT, ON_TRACK, AT_RISK, BREACHED)  # from left to right
BAR = 18  # pixels
ROOM = 1.15  # the axis ends so far behind the longest bar: its note stands there
FIELDS = ("priority", "target")


def by_priority(
    frame: pd.DataFrame,
    *,
    label: Callable[[str], str],
    chosen: tuple[Sequence[str], Sequence[str]],
    other: pd.DataFrame | None = None,
) -> Drawing:
    """Draw ``frame`` (priority, state, n), the most urgent on top; a click reports FIELDS.

    ``chosen``: the priorities and the states that the filter has, of which the others stand pale. ``other``: the same
    of what is compared with.
    """
    urgent_first = with_other(frame, other, ["priority", "state"], "n").iloc[::-1]
    counts = urgent_first["n"].tolist()
    drawn = urgent_first.assign(
        note=with_shares(counts, sum(counts)),
        name=urgent_first["priority"].map(label),
        said=urgent_first["state"].map(LABELS.__getitem__),
        target=urgent_first["state"],
        place=urgent_first["state"].map(ORDER.index),
        slot=urgent_first["state"].map(lambda state: FACES[state][2]),
        shown=list(map(partial(_opacity, chosen), urgent_first["priority"], urgent_first["state"])),
    )
    totals = drawn.groupby("name", sort=False)["n"].sum()
    kept = drawn[drawn["state"] == KEPT].set_index("name")["n"]
    decided = drawn[drawn["state"].isin((KEPT, BREACHED))].groupby("name", sort=False)["n"].sum()
    notes = [_note(int(totals[name]), int(kept[name]), int(decided[name])) for name in totals.index]
    sums = pd.DataFrame({"name": totals.index, "n": totals.to_numpy(), "note": notes})
    data = {"rows": drawn[drawn["n"] > 0], "sums": sums.assign(room=max(1, int(totals.max())) * ROOM)}
    description = ", ".join(f"{name} {note}" for name, note in zip(sums["name"], notes, strict=True))
    return Drawing(_by_priority(other is not None), data, HEIGHT, description, (PICK,))


def _opacity(chosen: tuple[Sequence[str], Sequence[str]], priority: str, state: str) -> float:
    priorities, states = chosen
    return 1.0 if (not priorities or priority in priorities) and (not states or state in states) else PALE


def _note(total: int, kept: int, decided: int) -> str:
    """ "253, 94% kept"; without one that is decided the number alone."""
    return f"{total:,}, {percent(kept / decided)} kept" if decided else f"{total:,}"


@cache
def _by_priority(compared: bool) -> Specification:
    y = alt.Y("name:N", sort=None, axis=axis(labelLimit=110, labelPadding=8))
    bars = (
        alt.Chart(rows())
        .mark_bar(size=BAR, cursor="pointer", description=aria_description("datum.name + ', ' + datum.said", "n"))
        .encode(
            y=y,
            x=_length("n", stack=True),
            color=by_slot("slot"),
            opacity=selected_opacity(),
            order="place:Q",
            tooltip=[
                alt.Tooltip("name:N", title=HEADING),
                alt.Tooltip("said:N", title="Targets"),
                alt.Tooltip("note:N", title="Tickets"),
                *tooltip(compared),
            ],
        )
    )
    sums = alt.Chart(rows("sums")).encode(y=y, x=_length("n"))
    notes = sums.mark_text(align="left", dx=6, fontSize=TEXT, aria=False).encode(text="note:N")
    room = sums.mark_point(opacity=0, aria=False, tooltip=None).encode(x=_length("room"))
    return specification(clickable(bars, FIELDS) + in_slot(notes, "ink") + room)


def _length(field: str, **more: Any) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(zero=True, nice=False), **more)
