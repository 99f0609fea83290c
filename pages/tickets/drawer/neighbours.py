"""Tickets beside the open one: previous and next in the list, similar ones, and others of its requester."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from pages.widgets.chips import esc
from pages.widgets.formatting import percent
from pages.widgets.lists.ticket_list import Row, ticket_list
from services import taxonomy
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.listing import sorted_pages, ticket_pages
from services.listing.sorted_pages import Order
from services.tickets.editing import Ticket

SIMILAR_SHOWN = 3
REQUESTER_SHOWN = 5
ALIKE_ENOUGH = 0.2


def previous_next_buttons(current: TicketFilter, ticket: Ticket, order: Order, go_to: Callable[[int], None]) -> None:
    """Draw buttons, with the keys K and J, to the previous and next ticket among those that match."""
    try:
        before, behind = sorted_pages.previous_and_next(current, ticket, order=order)
    except TriageError:
        return  # the rest of the drawer works without
    with st.container(horizontal=True, gap="small", width="content"):
        _neighbour_button("previous", "Previous", before, ":material/arrow_upward:", "K", go_to)
        _neighbour_button("next", "Next", behind, ":material/arrow_downward:", "J", go_to)


def _neighbour_button(
    name: str, label: str, target: int | None, icon: str, letter: str, go_to: Callable[[int], None]
) -> None:
    st.button(
        label,
        key=f"drawer_{name}",
        type="tertiary",
        icon=icon,
        disabled=target is None,
        help=f"Key {letter}",
        on_click=partial(go_to, target) if target is not None else None,
    )


def similar_tickets(ticket: Ticket, zone: ZoneInfo, go_to: Callable[[int], None]) -> None:
    """Draw the most similar tickets; nothing while the database is too slow for it."""
    rows = similar_rows(ticket)
    if not rows:
        return
    st.header("Similar tickets", anchor=False)
    labels = {key: taxonomy.label(key) for row in rows for key in row.keys}
    ticket_list("Similar tickets", rows, labels, now=datetime.now(zone), key="drawer_similar", on_open=go_to)


def tickets_of_requester(ticket: Ticket, zone: ZoneInfo, go_to: Callable[[int], None]) -> None:
    """Draw the newest other tickets of its requester; nothing where there are none, or they cannot be read now."""
    if ticket.requester is None:
        return
    try:
        others = ticket_pages.of_requester(ticket.requester, besides=ticket.id, limit=REQUESTER_SHOWN)
    except TriageError:
        return
    if others:
        st.header(f"Other tickets of {esc(ticket.requester)}", anchor=False)
        rows = [Row(t.id, t.title, t.created_at, (t.status, t.priority)) for t in others]
        labels = {key: taxonomy.label(key) for row in rows for key in row.keys}
        label = f"Other tickets of {ticket.requester}"
        ticket_list(label, rows, labels, now=datetime.now(zone), key="drawer_requester", on_open=go_to)


def similar_rows(ticket: Ticket) -> list[Row]:
    """Find similar tickets once for a version of the ticket, as every key in the form reruns the drawer."""
    known: tuple[tuple[int, int], list[Row]] | None = st.session_state.get("drawer_similar_rows")
    which = (ticket.id, ticket.version)
    if known is not None and known[0] == which:
        return known[1]
    try:
        candidates = ticket_pages.similar(f"{ticket.title}\n{ticket.description}", limit=SIMILAR_SHOWN + 1)
    except TriageError:
        return []
    others = [(s.ticket, s.score) for s in candidates if s.ticket.id != ticket.id and s.score >= ALIKE_ENOUGH]
    rows = [
        Row(t.id, t.title, t.created_at, (t.status, t.priority), f"{percent(score)} similar")
        for t, score in others[:SIMILAR_SHOWN]
    ]
    st.session_state["drawer_similar_rows"] = (which, rows)
    return rows
