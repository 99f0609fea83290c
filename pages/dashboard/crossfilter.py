"""A click on a mark, or a brush over days, is a filter. The URL is the truth: it is written, the charts follow it.

A chart keeps what was selected in it, also after Back or after a filter was dropped elsewhere; then a second click
would select nothing new. So a selection is used once: it writes the URL, and the chart begins anew under another key.
What is chosen is seen by the data (opacity), not by the selection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.dashboard.charts.flow import BRUSH
from pages.dashboard.charts.time_axis import day_of
from pages.widgets.charts.theme import PICK
from pages.widgets.filtering import filter_url
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter

Selection = Mapping[str, Any]


def chart_key(name: str) -> str:
    """The key of the chart ``name`` until something is selected in it."""
    return f"chart_{name}_{st.session_state.get(_generation(name), 0)}"


def apply_selection(name: str, key: str) -> None:
    """Callback of the chart ``name`` drawn under ``key``: what was selected in it becomes the filter."""
    if key != chart_key(name):
        return  # used already: the browser repeats the selection of a chart that is gone with the next report
    selection = st.session_state[key]["selection"]
    st.session_state[_generation(name)] = st.session_state.get(_generation(name), 0) + 1
    _choose(selection)


def apply_mark(mark: Mapping[str, Any]) -> None:
    """Callback: what a mark stands for becomes the filter, as a click on it would have it."""
    _choose({PICK: [dict(mark)]})


def _choose(selection: Selection) -> None:
    wanted = filter_after(filter_url.readable_filter(), selection)
    if wanted is not None:
        filter_url.write_filter_to_url(wanted)


def filter_after(current: TicketFilter, selection: Selection) -> TicketFilter | None:
    """The filter that ``selection`` makes of ``current``; None when nothing is selected.

    A mark names the fields of the filter that it stands for. A click on one that the filter already is takes it away.
    """
    marks: list[dict[str, Any]] = selection.get(PICK) or []
    brushed = _brushed_days(selection.get(BRUSH) or {})
    chosen = brushed or dict(*marks[:1])
    if not chosen:
        return None
    try:
        given = TicketFilter.from_params({name: str(value) for name, value in chosen.items() if value is not None})
    except InvalidInput:
        return None  # a category that was removed meanwhile
    same = not brushed and all(getattr(current, name) == getattr(given, name) for name in chosen)
    source = TicketFilter() if same else given
    return replace(current, **{name: getattr(source, name) for name in chosen})


def _brushed_days(brush: Mapping[str, Any]) -> dict[str, str]:
    """The days under the brush, both included."""
    ends = next(iter(brush.values()), None)
    if not ends:
        return {}
    # A brush up to the very end of a day does not mean the next one.
    first, last = day_of(min(ends)), day_of(max(ends) - 1)
    return {"created_after": first.isoformat(), "created_before": max(first, last).isoformat()}


def _generation(name: str) -> str:
    return f"chart_{name}_turn"
