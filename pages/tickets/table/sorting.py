"""The order of the tickets; the address says it, as it says the filter."""

from __future__ import annotations

import streamlit as st

from services.filters.ticket_filter import TicketFilter
from services.listing.sorted_pages import ORDERS, Order

LABELS: dict[Order, str] = {
    "newest": "Newest first",
    "age": "Oldest first",
    "priority": "Most urgent first",
    "updated": "Last changed first",
    "relevance": "Best match first",
}


def order_in_url(current: TicketFilter) -> Order:
    """The order that the URL says, where it means something: without a search there is no best match."""
    written = st.query_params.get("sort", "newest")
    return next((order for order in _orders(current) if order == written), "newest")


def order_choice(current: TicketFilter) -> None:
    """A box to choose it."""
    st.session_state["order"] = order_in_url(current)
    st.selectbox(
        "Order",
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
    put_order_in_url(st.session_state["order"])


def put_order_in_url(chosen: str) -> None:
    """Make it the order; another begins at its first page. Written at once: it is one step for Back."""
    params = {name: st.query_params.get_all(name) for name in st.query_params if name not in ("sort", "page")}
    st.query_params.from_dict(params if chosen == "newest" else params | {"sort": [chosen]})
