"""A table of people and their numbers, each of which leads to exactly its tickets.

A component, as names are foreign text: they are set as textContent and so appear exactly as typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from pages.widgets.component import component
from services.filters.ticket_filter import TicketFilter

KEY, LEADS_TO = "people_table", "people_lead_to"

_mount = component(__file__)


@dataclass(frozen=True, slots=True)
class Cell:
    """A text that leads to the tickets of a filter, sorted by ``order``; without one it is a text alone."""

    text: str
    tickets: TicketFilter | None = None
    order: str = ""
    title: str = ""


def people_table(label: str, columns: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]]) -> None:
    """Draw the rows, of which each has a name and a cell for every column but the first."""
    if address := st.session_state.pop(LEADS_TO, ""):
        st.switch_page("tickets/page.py", query_params=parse_qsl(address))
    data = {
        "label": label,
        "columns": list(columns),
        "rows": [{"name": name, "cells": [_as_data(cell) for cell in cells]} for name, cells in rows],
    }
    _mount(key=KEY, data=data, on_opened_change=_opened)


def _opened() -> None:
    clicked = st.session_state[KEY].get("opened")
    if isinstance(clicked, str):
        st.session_state[LEADS_TO] = clicked


def _as_data(cell: Cell) -> dict[str, str]:
    order = [("sort", cell.order)] if cell.order else []
    address = urlencode([*cell.tickets.to_params(), *order]) if cell.tickets is not None else ""
    return {"text": cell.text, "address": address, "title": cell.title}
