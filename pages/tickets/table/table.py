"""The ticket table, on a narrow screen as cards: tickets to tick, to sort and to open.

A component of our own: ``st.dataframe`` reports rows by their position, has no box to tick on a phone, no exact time
behind a relative one, and offers a download that does not make formulas inert.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from pages.tickets import query_params
from pages.tickets.table.columns import LABELS as COLUMN_LABELS
from pages.tickets.table.columns import TARGET
from pages.tickets.table.selection import Selection
from pages.tickets.table.sorting import LABELS
from pages.widgets.chips import theme_and_icon
from pages.widgets.component import component
from pages.widgets.formatting import ago
from pages.widgets.target_words import clock_cell
from services import taxonomy
from services.listing.sorted_pages import Order
from services.targets.clock import TicketClock
from services.text_search.marks import Marked
from services.tickets.editing import Ticket
from services.tickets.fields import BY_NAME, CHOICES

KEY = "rows"
LEFT = "left_for"  # in the session: the ticket for which the list was left
# A click on a column's head: the order it gives; when it is on already, the other way round where there is one.
ORDERS: dict[str, tuple[Order, Order]] = {
    "created_at": ("newest", "age"),
    "updated_at": ("updated", "newest"),
    "priority": ("priority", "newest"),
}
SORTED: dict[Order, tuple[str, str]] = {
    "newest": ("created_at", "descending"),
    "age": ("created_at", "ascending"),
    "updated": ("updated_at", "descending"),
    "priority": ("priority", "descending"),
}
_mount = component(__file__)


@dataclass(frozen=True, slots=True)
class TableLook:
    """How the table is drawn: which ``columns`` in which ``order``, and times as of ``now`` in its zone.

    ``marks``: what a search found, ``clocks``: of their targets, by the ids of the tickets.
    """

    columns: Sequence[str]
    order: Order
    now: datetime
    zone: ZoneInfo
    marks: Mapping[int, Marked] = field(default_factory=dict)
    clocks: Mapping[int, TicketClock] = field(default_factory=dict)


def ticket_table(
    tickets: Sequence[Ticket],
    chosen: Selection,
    look: TableLook,
    *,
    on_open: Callable[[int], None],
    on_sort: Callable[[str], None],
) -> None:
    """Show one page of tickets as a table, with the ticks of ``chosen``.

    A click on a row calls ``on_open`` with its id, one on a column's head ``on_sort`` with the order it asks for.
    """
    data = {
        "label": f"Tickets, {LABELS[look.order].lower()}",
        "columns": [_column(name, look.order) for name in look.columns],
        "closed": _just_closed(),
        "open": query_params.int_param("id", 0) or None,
        "rows": [{"id": one.id, "cells": _cells(one, look), **_marks(look.marks.get(one.id))} for one in tickets],
        **chosen.table_state([one.id for one in tickets]),
    }

    _mount(
        key=KEY,
        data=data,
        on_ticks_change=lambda: None,
        on_opened_change=partial(_on_report, "opened", int, partial(_open_ticket, on_open)),
        on_sorted_change=partial(_on_report, "sorted", str, on_sort),
    )


def _on_report(name: str, kind: type, call: Callable[[Any], None]) -> None:
    """Pass on what the browser reported, if it is of that kind."""
    reported = st.session_state[KEY].get(name)
    if isinstance(reported, kind):
        call(reported)


def _open_ticket(on_open: Callable[[int], None], ticket_id: int) -> None:
    on_open(ticket_id)
    st.session_state[LEFT] = ticket_id


def _just_closed() -> int | None:
    """The ticket that was opened here, once after it is closed: the focus goes back to its row.

    None when another page came between: that took the state of the table with it.
    """
    closed: int | None = None if "id" in st.query_params else st.session_state.pop(LEFT, None)
    return closed if KEY in st.session_state else None


def reported_ticks() -> object:
    """What the browser last said is ticked; None before it spoke."""
    state = st.session_state.get(KEY)
    return state.get("ticks") if isinstance(state, Mapping) else None


def _column(name: str, order: Order) -> dict[str, str | None]:
    ways = ORDERS.get(name)
    by, direction = SORTED.get(order, ("", ""))
    return {
        "name": name,
        "kind": "choice" if name == TARGET else BY_NAME[name].kind,
        "label": COLUMN_LABELS[name],
        "order": ways and ways[1 if order == ways[0] else 0],
        "sorted": direction if name == by else None,
    }


def _cells(ticket: Ticket, look: TableLook) -> dict[str, Any]:
    fields = {name: _cell(name, getattr(ticket, name), look) for name in look.columns if name != TARGET}
    return fields | ({TARGET: clock_cell(look.clocks.get(ticket.id))} if TARGET in look.columns else {})


def _marks(marked: Marked | None) -> dict[str, Any]:
    """The parts of the title and of what is quoted, every second of which is marked."""
    if marked is None:
        return {}
    return {"title": marked.title, "quotation": marked.quotation, "source": "Note: " if marked.from_note else ""}


def _cell(name: str, value: Any, look: TableLook) -> object:
    """None, a text, a chip or a moment."""
    if value is None:
        return None
    if name in CHOICES:
        colour, icon = theme_and_icon(value)
        return {"label": taxonomy.label(value), "colour": colour, "icon": icon}
    if isinstance(value, datetime):
        local = value.astimezone(look.zone)
        exact = f"{local:%a %-d %b %Y, %H:%M:%S} ({look.zone.key})"
        return {"text": ago(local, look.now), "exact": exact, "at": local.isoformat()}
    return str(value)
