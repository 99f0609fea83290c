"""Say how many tickets retention removed, where a list or the numbers differ by them."""

from __future__ import annotations

import streamlit as st

from services.filters.ticket_filter import TicketFilter
from services.rollups import removed
from services.rollups.source import from_rollups


def removed_from_list(current: TicketFilter) -> None:
    """Above a list of tickets: how many it lacks."""
    found = removed.missing(current)
    if found.tickets:
        more = f"{found.tickets:,} more {_were(found.tickets)} removed by retention."
        unknown = f"Up to {found.tickets:,} that {_were(found.tickets)} removed by retention cannot be searched."
        st.caption(more if found.exact else unknown, width="content")


def removed_from_numbers(current: TicketFilter) -> None:
    """On the dashboard: how many tickets its numbers count that no list has, or leave out."""
    found = removed.missing(current)
    if not found.tickets:
        return
    if found.exact and from_rollups(current):
        st.caption(f"With {_tickets(found.tickets)} that retention removed: they count, and no list has them.")
    else:
        upto = "" if found.exact else "up to "
        st.caption(f"Without {upto}{_tickets(found.tickets)} that retention removed: this filter needs the tickets.")


def removed_from_card(current: TicketFilter) -> None:
    """On a card that reads tickets and no counts of them: that it lacks some, whatever the dashboard counts."""
    if removed.missing(current).tickets:
        st.caption("Without tickets that retention removed.")


def _tickets(number: int) -> str:
    return f"{number:,} ticket{'' if number == 1 else 's'}"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"
