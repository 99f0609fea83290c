"""The filter in the URL: read, with bad values named, and written in one step of the browser's history.

Streamlit's own binding would write labels into the URL ("In progress"); the contract has keys, so that a link works in
the API too. Reload, Back and a shared link therefore need nothing more than reading the URL.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from pages.widgets.chips import esc
from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter

UNDATED = "undated"  # in the URL of the dashboard: whether tickets count that were imported without dates
COMPARE, AGAINST = "compare", "against"  # there too: with what it compares (pages/dashboard/comparison.py)
DASHBOARD, CARDS = "dashboard", "cards"  # there too: which saved one it was, and what it shows
# In the URL, when another filter is chosen.
STAYING = ("page_size", "sort", "period", UNDATED, COMPARE, AGAINST, DASHBOARD, CARDS)


def read_filter_from_url() -> TicketFilter:
    """Read the filter from the URL; a bad value is named on the page and left out."""
    current, wrong = _read_url()
    for name, messages in wrong.items():
        st.warning(f"{esc(name)}: {esc(messages[0])} This filter was ignored.", icon=":material/link_off:")
    return current


def readable_filter() -> TicketFilter:
    """Read the filter from the URL without its bad values; for callbacks, which cannot draw a warning."""
    return _read_url()[0]


def write_filter_to_url(wanted: TicketFilter, *, all_time: bool | None = None) -> None:
    """Write a filter into the URL, in one step of the browser's history.

    ``all_time`` changes whether the dashboard shows all time. The page number goes: it belonged to other tickets.
    """
    params = {name: st.query_params.get_all(name) for name in STAYING if name in st.query_params}
    if all_time is not None or wanted.created_after or wanted.created_before:
        params.pop("period", None)
    if all_time:
        params["period"] = ["all"]
    for name, value in wanted.to_params():
        params.setdefault(name, []).append(value)
    st.query_params.from_dict(params)


def replaced(**values: Any) -> TicketFilter:
    """The filter in the URL with other values; for callbacks."""
    return replace(readable_filter(), **values)


def _read_url() -> tuple[TicketFilter, Mapping[str, Sequence[str]]]:
    """The filter in the URL without its bad values, and what is wrong with those, by name."""
    given = {name: st.query_params.get_all(name) for name in st.query_params}
    try:
        return TicketFilter.from_params(given), {}
    except InvalidInput as error:
        good = {name: values for name, values in given.items() if name not in error.fields}
        return TicketFilter.from_params(good), error.fields
