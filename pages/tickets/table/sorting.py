"""Sort order of the ticket table, kept in the URL."""

from __future__ import annotations

import streamlit as st

from services.filters.ticket_filter import TicketFilter
from services.listing.sorted_pages import ORDERS, Order

LABELS: dict[Order, str] = {
    "newest": "Newest first",
    "age": "Oldest first",
    "priority": "Most urgent first",
    "updated": "Recently updated first",
    "relevance": "Best match first",
}


def read_order_from_url(current: TicketFilter) -> Order:
    """Read the sort order from the URL; without a search there is no best match."""
    written = st.query_params.get("sort", "newest")
    return next((order for order in _orders(current) if order == written), "newest")


def order_choice(current: TicketFilter) -> None:
    """Draw the box that chooses the sort order."""
    st.session_state["order"] = read_order_from_url(current)
    st.selectbox(
        "Sort order",
        _orders(current),
        key="order",
        format_func=lambda order: LABELS[order],
        label_visibility="collapsed",
        width=190,
        on_change=_changed,
    )


def _orders(current: TicketFilter) -> tuple[Order, ...]:
    return ORDERS if current.search else tuple(order for order in ORDERS if order != "relevance")


def _changed() -> None:
    write_order_to_url(st.session_state["order"])


def write_order_to_url(chosen: str) -> None:
    """Write the sort order to the URL, from its first page on, in one step of the browser's history."""
    params = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("sort", "page")}
    st.query_params.from_dict(params if chosen == "newest" else params | {"sort": [chosen]})
