"""Tickets: find, read, change."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.tickets import query_params
from pages.tickets.bulk_actions import bulk_bar, show_undo_bulk
from pages.tickets.classify_many import classify_button, classify_dialog
from pages.tickets.drawer.drawer import open_ticket, show_undo_delete
from pages.tickets.drawer.side_by_side import list_and_ticket, watch_width
from pages.tickets.export_menu import export_button
from pages.tickets.importing.dialog import import_button, import_dialog
from pages.tickets.saved_views import views_row
from pages.tickets.table.columns import TARGET, columns, columns_choice
from pages.tickets.table.selection import Selection, selection
from pages.tickets.table.sorting import order_choice, read_order_from_url, write_order_to_url
from pages.tickets.table.table import TableLook, reported_ticks, ticket_table
from pages.tickets.trash import trash_button, trash_dialog
from pages.widgets.empty_states import no_matches, no_tickets_yet
from pages.widgets.filtering import filter_bar, filter_url
from pages.widgets.filtering.period import params_of
from pages.widgets.formatting import counted
from pages.widgets.layout import title_row
from pages.widgets.lists.result_count import result_count
from pages.widgets.notices.removed_line import removed_from_list
from pages.widgets.outage import show_outage
from pages.widgets.toasts import show_toasts
from services import access, reporting
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.limits import PAGE_SIZES
from services.listing import counting, sorted_pages, ticket_pages
from services.listing.sorted_pages import Order
from services.listing.ticket_pages import Page
from services.targets.clock import clocks_of
from services.text_search.marks import mark

LOOK_FOR_NEW = "3s"


def page() -> None:
    """The whole page, as the URL says."""
    actions = title_row("Tickets")
    with actions:
        if access.allows("delete"):
            trash_button()
        if access.allows("import"):
            import_button()
    show_toasts()
    with st.bottom:  # in sight however far the list is scrolled, where the button that did it was
        show_undo_delete()
        show_undo_bulk()
    try:
        current, order, place = show(actions)
    except TriageError as error:
        show_outage(error, reporting.today)
        return
    if import_dialog() or trash_dialog() or classify_dialog():
        return  # one dialog at a time
    open_ticket(current, order, place)
    watch_width()


def show(actions: DeltaGenerator) -> tuple[TicketFilter, Order, DeltaGenerator | None]:
    """Read the tickets and draw them; returns what the URL asks for, and where the open ticket stands beside the list.

    Raises what the services raise.
    """
    zone = reporting.time_zone()
    current = filter_url.read_filter_from_url()
    order = read_order_from_url(current)
    with filter_bar.keep_filter_bar(current):
        newest = ticket_pages.newest_id()
        results = sorted_pages.page(current, order=order, number=query_params.int_param("page", 1), size=_page_size())
    if not results.count and (not current.active() or not ticket_pages.page(TicketFilter(), size=1).count):
        no_tickets_yet(
            "No tickets yet",
            "Create your first ticket, or import existing ones from any CSV or Excel file with a title or description.",
        )
    else:
        with actions:
            classify_button(current, results)
            export_button(current, results)
        return current, order, draw_results(current, results, order, zone, newest)
    return current, order, None


def draw_results(
    current: TicketFilter, results: Page, order: Order, zone: ZoneInfo, newest: int
) -> DeltaGenerator | None:
    """Filters and the tickets that match; returns the place beside them for the open ticket."""
    today = datetime.now(zone).date()
    views_row(today)
    filter_bar.filter_bar(current, today=today)
    headline(current, results, today, newest)
    chosen = selection(current)
    chosen.apply_reported_ticks(reported_ticks())
    left, right = list_and_ticket()
    with left:
        if results.tickets:
            table(results, chosen, order, zone)
            footer(results)
        else:
            no_matches(current)
    if results.tickets:
        bulk_bar(chosen, results)
    return right


def headline(current: TicketFilter, results: Page, today: date, newest: int) -> None:
    """How many tickets these are, where else to see them, whether there is anything newer, order and columns."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        result_count(current, results.count, exact=results.count_is_exact, today=today)
        st.page_link(
            "dashboard/page.py",
            label="View on dashboard",
            icon=":material/monitoring:",
            query_params=params_of(current),
        )
        if access.allows("review"):
            st.page_link(
                "review/page.py", label="Review these", icon=":material/rate_review:", query_params=current.to_params()
            )
        offer_new_tickets(current, newest)
        removed_from_list(current)
        if results.tickets:
            order_choice(current)
            columns_choice()


@st.fragment(run_every=LOOK_FOR_NEW)
def offer_new_tickets(current: TicketFilter, newest: int) -> None:
    """Tickets filed since the page was drawn are offered, never pushed under the cursor."""
    try:
        arrived, exact = counting.count(current, after_id=newest)
    except TriageError:
        return  # the page itself says so at the next click
    more = f"Show {counted(arrived, exact=exact)} new ticket{'' if arrived == 1 else 's'}"
    if arrived and st.button(more, key="show_new", icon=":material/arrow_upward:"):
        st.query_params.pop("page", None)
        st.rerun()


def table(results: Page, chosen: Selection, order: Order, zone: ZoneInfo) -> None:
    """One page of tickets; a click on one opens it, the box at its left selects it."""
    shown = columns()
    clocks = clocks_of([ticket.id for ticket in results.tickets]) if TARGET in shown else {}
    marks = mark(chosen.still.search, results.tickets)
    look = TableLook(shown, order, datetime.now(zone), zone, marks, clocks)
    ticket_table(results.tickets, chosen, look, on_open=_open, on_sort=write_order_to_url)


def _open(ticket_id: int) -> None:
    st.query_params["id"] = str(ticket_id)


def footer(results: Page) -> None:
    """Which rows these are, the pages, and how many rows a page has."""
    first = (results.number - 1) * results.size + 1
    count = counted(results.count, exact=results.count_is_exact)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(f"{first:,}–{first + len(results.tickets) - 1:,} of {count}", width="content")
        if results.pages > 1:
            # A key for each page: the number as default is fine, put into the session state it would be warned of.
            key = f"pages_at_{results.number}"
            told = (key, results.number)
            st.pagination(results.pages, default=results.number, key=key, on_change=_turn_page, args=told)
        with st.container(horizontal=True, vertical_alignment="center", width="content"):  # wraps as one
            st.session_state["rows_per_page"] = results.size
            st.selectbox(
                "Rows per page",
                PAGE_SIZES,
                key="rows_per_page",
                format_func="{} rows".format,
                label_visibility="collapsed",
                width=110,
                on_change=_change_size,
            )


def _turn_page(key: str, shown: int) -> None:
    if st.session_state[key] != shown:  # it also tells of itself where it appears anew
        st.query_params["page"] = str(st.session_state[key])


def _change_size() -> None:
    params = {name: st.query_params.get_all(name) for name in st.query_params if name != "page"}
    st.query_params.from_dict(params | {"page_size": str(st.session_state["rows_per_page"])})  # one step for Back


def _page_size() -> int:
    size = query_params.int_param("page_size", PAGE_SIZES[0])
    return size if size in PAGE_SIZES else PAGE_SIZES[0]


page()
