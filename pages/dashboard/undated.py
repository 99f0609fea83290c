"""Leave out tickets that were imported without dates, or count them on the day of the import, as the URL says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from pages.widgets.filtering.filter_bar import UNDATED
from services.filters.imports import DATED
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.stats.undated import count_undated, with_previous_period

COUNTED = "counted"  # the value of the URL parameter


@dataclass(frozen=True, slots=True)
class Undated:
    """``filter``: that of the page, without the undated ``tickets`` of its period and the one before, if any.

    They count where the URL says so (``counted``), and where the period has no others (``all_of_it``).
    """

    filter: TicketFilter
    tickets: int = 0
    counted: bool = False
    all_of_it: bool = False


def leave_out_undated(current: TicketFilter, today: date) -> Undated:
    """Find the undated tickets of a filter, and the filter that the page's numbers are of."""
    tickets = count_undated(with_previous_period(current, today))
    if not tickets:
        return Undated(current)
    if st.query_params.get(UNDATED) == COUNTED:
        return Undated(current, tickets, counted=True)
    in_period = count_undated(current)
    if in_period and counting.count(current)[0] <= in_period:
        return Undated(current, in_period, all_of_it=True)
    return Undated(replace(current, imported=(DATED,)), tickets)


def undated_line(undated: Undated) -> None:
    """Say what was imported without dates, whether it counts, and the click that changes it."""
    if not undated.tickets:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(_text(undated), width="content")
        if undated.counted:
            st.button("Leave them out", type="tertiary", on_click=_write, args=(None,))
        elif not undated.all_of_it:
            st.button("Count them", type="tertiary", on_click=_write, args=(COUNTED,))


def _text(undated: Undated) -> str:
    one = undated.tickets == 1
    if undated.all_of_it:
        tickets = "This ticket was" if one else f"All {undated.tickets:,} tickets were"
        return f"{tickets} imported without {'a date' if one else 'dates'}: days and times are those of the import."
    tickets = "1 ticket that was" if one else f"{undated.tickets:,} tickets that were"
    tickets = f"{tickets} imported without {'a date' if one else 'dates'}"
    if undated.counted:
        return f"{tickets} {'counts' if one else 'count'} on the day of the import."
    return f"{tickets} {'is' if one else 'are'} left out."


def _write(value: str | None) -> None:
    if value is None:
        st.query_params.pop(UNDATED, None)
    else:
        st.query_params[UNDATED] = value
