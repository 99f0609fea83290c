"""Leave out tickets that were imported without dates, or count them on the day of the import, as the URL says."""

from __future__ import annotations

from datetime import date

import streamlit as st

from pages.widgets.filtering.filter_url import UNDATED
from services.filters.ticket_filter import TicketFilter
from services.stats import undated
from services.stats.undated import COUNTED, Undated


def leave_out_undated(current: TicketFilter, today: date) -> Undated:
    """Find the undated tickets of a filter, and the filter that the page's numbers are of, as the URL says."""
    return undated.leave_out_undated(current, today, counted=counts_undated())


def counts_undated() -> bool:
    """Whether the URL says that they count."""
    return st.query_params.get(UNDATED) == COUNTED


def undated_line(undated: Undated) -> None:
    """Say what was imported without dates, whether it counts, and the click that changes it."""
    if not undated.tickets:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(undated.said(), width="content")
        if undated.counted:
            st.button("Leave them out", type="tertiary", on_click=_write, args=(None,))
        elif not undated.all_of_it:
            st.button("Count them", type="tertiary", on_click=_write, args=(COUNTED,))


def _write(value: str | None) -> None:
    if value is None:
        st.query_params.pop(UNDATED, None)
    else:
        st.query_params[UNDATED] = value
