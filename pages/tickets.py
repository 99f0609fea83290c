"""Tickets: find, read, change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from pages.widgets import filter_bar
from pages.widgets.away import away
from pages.widgets.bulk_bar import bulk_bar, undo_of_bulk
from pages.widgets.chips import esc, face
from pages.widgets.empty import no_matches, no_tickets_yet
from pages.widgets.export_button import export_button
from pages.widgets.frame import title_row
from pages.widgets.import_dialog import import_button, import_dialog
from pages.widgets.news import show_news
from pages.widgets.period import params_of
from pages.widgets.selection import Selection, selection
from pages.widgets.table_columns import COLUMNS, columns, columns_choice
from pages.widgets.ticket_drawer import open_ticket, page_is_drawn, undo_of_delete
from pages.widgets.ticket_list import Row, ticket_list
from pages.widgets.ticket_order import order_choice, order_in_url
from pages.widgets.views import views_row
from services import ordered, reporting, search, taxonomy
from services.errors import TriageError
from services.filters import TicketFilter
from services.search import Page
from services.settings import PAGE_SIZES

LOOK_FOR_NEW = "3s"


def page() -> None:
    """The whole page, as the URL says."""
    actions = title_row("Tickets")
    with actions:
        import_button()
    page_is_drawn()
    show_news()
    undo_of_delete()
    undo_of_bulk()
    try:
        today = reporting.today()
        current = filter_bar.filter_in_url()
        newest = search.newest_id()
        found = ordered.page(current, order=order_in_url(current), number=_number("page", 1), size=_page_size())
        nothing_at_all = not found.count and (not current.active() or not search.page(TicketFilter(), size=1).count)
    except TriageError as error:
        away(error, reporting.today)
        return
    if nothing_at_all:
        no_tickets_yet(
            "No tickets yet",
            "File the first one, or bring your history: a CSV with a title and a description is enough.",
        )
    else:
        with actions:
            export_button(current, found)
        tickets_found(current, found, today, newest)
    if import_dialog():
        return  # one dialog at a time
    if "id" in st.query_params:
        open_ticket(_number("id", 0), current, order_in_url(current))


def tickets_found(current: TicketFilter, found: Page, today: date, newest: int) -> None:
    """Filters and the tickets that match."""
    views_row(today)
    filter_bar.filter_bar(current, today=today)
    headline(current, found, today, newest)
    chosen = selection(current)
    if found.tickets:
        table(found, chosen)
        footer(found, current)
        bulk_bar(chosen, found)
    else:
        no_matches(current)


def headline(current: TicketFilter, found: Page, today: date, newest: int) -> None:
    """What is shown, as a sentence; what narrows it, as chips; and whether there is anything newer."""
    number, rest = current.sentence(found.count, exact=found.count_is_exact, today=today).split(" ", 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{number}** {esc(rest)}", width="content")
        st.page_link("dashboard.py", label="Chart them", icon=":material/monitoring:", query_params=params_of(current))
        filter_bar.chips(current, today=today)
        announce(current, newest)


@st.fragment(run_every=LOOK_FOR_NEW)
def announce(current: TicketFilter, newest: int) -> None:
    """Tickets filed since the page was drawn are offered, never pushed under the cursor."""
    try:
        arrived, exact = search.count(current, after_id=newest)
    except TriageError:
        return  # the page itself says so at the next click
    if arrived and st.button(
        f"{arrived:,}{'' if exact else '+'} new: show", key="show_new", icon=":material/arrow_upward:"
    ):
        st.query_params.pop("page", None)
        st.rerun()


def table(found: Page, chosen: Selection) -> None:
    """One page of tickets; a click on any cell opens its ticket. A phone is too narrow for a table and gets a list."""
    if "Mobi" in st.context.headers.get("User-Agent", ""):
        rows = [Row(t.id, t.title, t.created_at, (t.status, t.priority, t.category)) for t in found.tickets]
        labels = {key: taxonomy.label(key) for row in rows for key in row.keys}
        ticket_list("Tickets", rows, labels, now=datetime.now(UTC), key="list", on_open=_open)
        return
    ids = [ticket.id for ticket in found.tickets]
    _tick(chosen.rows(ids))
    st.dataframe(
        _frame(found),
        key="rows",
        hide_index=True,
        column_config=_column_config(),
        height="content",
        row_height=34,
        on_select=partial(_clicked, ids, chosen),
        selection_mode=["multi-row", "single-cell"],
        placeholder="",
        alt="Tickets, newest first. A click on a row opens the ticket, the box at its left selects it.",
    )


def _frame(found: Page) -> pd.DataFrame:
    """The page's tickets as the table draws them: chips are one-item lists."""
    labelled = {"status", "priority", "category"}
    return pd.DataFrame(
        [
            {
                name: [taxonomy.label(value)] if name in labelled else value
                for name in columns()
                for value in [getattr(ticket, name)]
            }
            for ticket in found.tickets
        ],
        columns=columns(),
    )


def _column_config() -> dict[str, Any]:
    return {
        "id": st.column_config.NumberColumn("#", format="%d", width=64, alignment="left"),
        "title": st.column_config.TextColumn("Title", width=540),
        "status": _chips("Status", taxonomy.STATUSES, 108),
        "priority": _chips("Priority", taxonomy.PRIORITIES, 88),
        "category": _chips("Category", tuple(taxonomy.category_labels()), 108),
        "assignee": st.column_config.TextColumn("Assignee", width=120),
        "requester": st.column_config.TextColumn("Requester", width=120),
        **{
            name: st.column_config.DatetimeColumn(COLUMNS[name], format="distance", width=116)
            for name in ("created_at", "updated_at", "resolved_at")
        },
    }


def _chips(label: str, keys: Sequence[str], width: int) -> Any:
    return st.column_config.MultiselectColumn(
        label, options=[taxonomy.label(key) for key in keys], color=[face(key)[0] for key in keys], width=width
    )


def _open(ticket_id: int) -> None:
    st.query_params["id"] = str(ticket_id)


def _clicked(ids: Sequence[int], chosen: Selection) -> None:
    clicked = st.session_state["rows"]["selection"]
    if clicked["cells"] and clicked["cells"][0][0] < len(ids):
        _open(ids[clicked["cells"][0][0]])
    else:
        chosen.tick(ids, clicked["rows"])


def _tick(rows: list[int]) -> None:
    """Tick these rows, and no cell: while one is selected, a second click on it would not open the ticket again.

    Only what differs is written: a tick that is set while the page is drawn must not be taken back.
    """
    now = st.session_state.get("rows", {"selection": {"rows": [], "cells": []}})["selection"]
    if sorted(now["rows"]) != rows or now["cells"]:
        st.session_state["rows"] = {"selection": {"rows": rows, "columns": [], "cells": []}}


def footer(found: Page, current: TicketFilter) -> None:
    """Which rows these are, the pages, and how many rows a page has."""
    first = (found.number - 1) * found.size + 1
    count = f"{found.count:,}" + ("" if found.count_is_exact else "+")
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{first:,}–{first + len(found.tickets) - 1:,} of {count}", width="content")
        if found.pages > 1:
            # A key for each page: the number as default is fine, put into the session state it would be warned of.
            key = f"pages_at_{found.number}"
            st.pagination(found.pages, default=found.number, key=key, on_change=_turn_page, args=(key,))
        order_choice(current)
        columns_choice()
        st.session_state["rows_per_page"] = found.size
        st.selectbox(
            "Rows per page",
            PAGE_SIZES,
            key="rows_per_page",
            format_func="{} rows".format,
            label_visibility="collapsed",
            width=110,
            on_change=_change_size,
        )


def _turn_page(key: str) -> None:
    st.query_params["page"] = str(st.session_state[key])


def _change_size() -> None:
    st.query_params["page_size"] = str(st.session_state["rows_per_page"])
    st.query_params.pop("page", None)


def _page_size() -> int:
    size = _number("page_size", PAGE_SIZES[0])
    return size if size in PAGE_SIZES else PAGE_SIZES[0]


def _number(name: str, default: int) -> int:
    """A number in the URL; what is none counts as the default."""
    written = st.query_params.get(name, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 18 else default


page()
