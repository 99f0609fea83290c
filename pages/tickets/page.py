"""Tickets: find, read, change."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.tickets import query_params
from pages.tickets.bulk_actions import bulk_bar, undo_of_bulk
from pages.tickets.columns import columns, columns_choice
from pages.tickets.drawer.drawer import open_ticket, undo_of_delete
from pages.tickets.export_menu import export_button
from pages.tickets.importing.dialog import import_button, import_dialog
from pages.tickets.saved_views import views_row
from pages.tickets.selection import Selection, selection
from pages.tickets.sorting import order_choice, order_in_url, put_order_in_url
from pages.tickets.table import Look, reported_ticks, ticket_table
from pages.widgets import filter_bar
from pages.widgets.chips import esc
from pages.widgets.empty_states import no_matches, no_tickets_yet
from pages.widgets.formatting import counted
from pages.widgets.layout import title_row
from pages.widgets.outage import away
from pages.widgets.period import params_of
from pages.widgets.toasts import show_news
from services import reporting
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.listing import counting, sorted_pages, ticket_pages
from services.listing.sorted_pages import Order
from services.listing.ticket_pages import Page
from services.settings import PAGE_SIZES

LOOK_FOR_NEW = "3s"


def page() -> None:
    """The whole page, as the URL says."""
    actions = title_row("Tickets")
    with actions:
        import_button()
    show_news()
    undo_of_delete()
    undo_of_bulk()
    try:
        current, order = show(actions)
    except TriageError as error:
        away(error, reporting.today)
        return
    if import_dialog():
        return  # one dialog at a time
    open_ticket(current, order)


def show(actions: DeltaGenerator) -> tuple[TicketFilter, Order]:
    """Read the tickets and draw them; returns what the URL asks for. Raises what the services raise."""
    zone = reporting.time_zone()
    current = filter_bar.filter_in_url()
    order = order_in_url(current)
    with filter_bar.keep_filter_bar(current):
        newest = ticket_pages.newest_id()
        found = sorted_pages.page(current, order=order, number=query_params.number("page", 1), size=_page_size())
    if not found.count and (not current.active() or not ticket_pages.page(TicketFilter(), size=1).count):
        no_tickets_yet(
            "No tickets yet",
            "File the first one, or bring your history: a CSV with a title and a description is enough.",
        )
    else:
        with actions:
            export_button(current, found)
        tickets_found(current, found, order, zone, newest)
    return current, order


def tickets_found(current: TicketFilter, found: Page, order: Order, zone: ZoneInfo, newest: int) -> None:
    """Filters and the tickets that match."""
    today = datetime.now(zone).date()
    views_row(today)
    filter_bar.filter_bar(current, today=today)
    headline(current, found, today, newest)
    chosen = selection(current)
    chosen.hear(reported_ticks())
    if found.tickets:
        table(found, chosen, order, zone)
        footer(found, current)
        bulk_bar(chosen, found)
    else:
        no_matches(current)


def headline(current: TicketFilter, found: Page, today: date, newest: int) -> None:
    """What is shown, as a sentence; what narrows it, as chips; and whether there is anything newer."""
    number, rest = current.sentence(found.count, exact=found.count_is_exact, today=today).split(" ", 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{number}** {esc(rest)}", width="content")
        st.page_link(
            "dashboard/page.py", label="Chart them", icon=":material/monitoring:", query_params=params_of(current)
        )
        filter_bar.chips(current, today=today)
        announce(current, newest)


@st.fragment(run_every=LOOK_FOR_NEW)
def announce(current: TicketFilter, newest: int) -> None:
    """Tickets filed since the page was drawn are offered, never pushed under the cursor."""
    try:
        arrived, exact = counting.count(current, after_id=newest)
    except TriageError:
        return  # the page itself says so at the next click
    if arrived and st.button(
        f"{counted(arrived, exact=exact)} new: show", key="show_new", icon=":material/arrow_upward:"
    ):
        st.query_params.pop("page", None)
        st.rerun()


def table(found: Page, chosen: Selection, order: Order, zone: ZoneInfo) -> None:
    """One page of tickets; a click on one opens it, the box at its left selects it."""
    look = Look(columns(), order, datetime.now(zone), zone)
    ticket_table(found.tickets, chosen, look, on_open=_open, on_sort=put_order_in_url)


def _open(ticket_id: int) -> None:
    st.query_params["id"] = str(ticket_id)


def footer(found: Page, current: TicketFilter) -> None:
    """Which rows these are, the pages, and how many rows a page has."""
    first = (found.number - 1) * found.size + 1
    count = counted(found.count, exact=found.count_is_exact)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{first:,}–{first + len(found.tickets) - 1:,} of {count}", width="content")
        if found.pages > 1:
            # A key for each page: the number as default is fine, put into the session state it would be warned of.
            key = f"pages_at_{found.number}"
            st.pagination(found.pages, default=found.number, key=key, on_change=_turn_page, args=(key,))
        with st.container(horizontal=True, vertical_alignment="center", width="content"):  # wraps as one
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
    params = {name: st.query_params.get_all(name) for name in st.query_params if name != "page"}
    st.query_params.from_dict(params | {"page_size": str(st.session_state["rows_per_page"])})  # one step for Back


def _page_size() -> int:
    size = query_params.number("page_size", PAGE_SIZES[0])
    return size if size in PAGE_SIZES else PAGE_SIZES[0]


page()
