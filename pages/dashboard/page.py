"""Dashboard: the numbers of the tickets that the filter chooses, every one of them a way to its tickets.

Everything on the page is one fragment: a click, a change of the period and news from elsewhere draw it anew, and
nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.dashboard import shown_cards
from pages.dashboard.arranging.browser import keep_browser
from pages.dashboard.arranging.opening import Opened, open_dashboard, put_address
from pages.dashboard.arranging.row import dashboards_row
from pages.dashboard.board import Board
from pages.dashboard.comparison import comparison_control, read_comparison
from pages.dashboard.day_notes import notes_control
from pages.dashboard.exporting.print_styles import print_styles
from pages.dashboard.exporting.report_menu import report_menu
from pages.dashboard.jump_links import jump_links
from pages.dashboard.live.live import live
from pages.dashboard.undated import leave_out_undated, undated_line
from pages.widgets.charts.chart_access import chart_access
from pages.widgets.empty_states import count_phrase, empty_card, no_matches, no_tickets_yet
from pages.widgets.filtering import filter_bar, filter_url
from pages.widgets.filtering.period import CUSTOM, all_time, period_control, period_name, with_period
from pages.widgets.layout import is_fragment_run, title_row
from pages.widgets.lists.result_count import result_count
from pages.widgets.notices.removed_line import removed_from_numbers
from pages.widgets.outage import show_outage
from pages.widgets.toasts import show_toasts
from services import access, day_notes, reporting, taxonomy
from services.dashboards.cards import CARDS, Card, parts_of
from services.errors import DatabaseAway, TriageError
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.live import changes
from services.stats import imports_between, overview, overview_against
from services.stats.targets.target_numbers import read_targets
from services.stats.undated import Undated


@st.fragment
def page() -> None:
    """The whole page, as the URL says."""
    opened = open_dashboard()
    at_the_right = title_row("Dashboard", beside=partial(jump_links, opened.cards))
    show_toasts()
    try:
        show(at_the_right, opened)
    except TriageError as error:
        show_outage(error, reporting.today)


def show(at_the_right: DeltaGenerator, opened: Opened) -> None:
    """Read everything, then draw it. Raises what the services raise."""
    drawn, today = changes.current_version(), reporting.today()
    current = with_period(filter_url.read_filter_from_url(), today)
    if opened.missing:
        st.warning("There is no such dashboard. It may have been removed.", icon=":material/link_off:")
    with filter_bar.keep_filter_bar(current, created=False):
        undated = leave_out_undated(current, today)
        board = read_board(undated.filter, today, opened.cards)
    nothing_at_all = not board.overview.now.total and not counting.count(TicketFilter())[0]
    with at_the_right:
        live(drawn, key="live")
    with st.container(gap=None):
        print_styles()
        chart_access()
        put_address(opened)
        keep_browser()
    if nothing_at_all:
        no_tickets_yet(
            "Nothing to count yet",
            "Charts appear with your first ticket. To explore now, load 600 sample tickets.",
        )
        return
    with at_the_right:
        period_control(current, board.overview.first, board.overview.last, today)
    controls, cards = st.container(), st.container()
    if is_fragment_run():  # the page stands already: its numbers come first; who opens it sees it grow from above
        try:
            _cards(cards, board, opened, current)
        except DatabaseAway:
            raise  # nothing that is asked would be answered
        except Exception:
            _controls(controls, board, opened, current, undated)  # another filter may be what helps
            raise
        _controls(controls, board, opened, current, undated)
    else:
        _controls(controls, board, opened, current, undated)
        _cards(cards, board, opened, current)


def _controls(place: DeltaGenerator, board: Board, opened: Opened, current: TicketFilter, undated: Undated) -> None:
    with place:
        dashboards_row(opened, board.today)
        filter_bar.filter_bar(current, today=board.today, created=False)
        sentence(board, current)
        undated_line(undated)
        removed_from_numbers(undated.filter)


def _cards(place: DeltaGenerator, board: Board, opened: Opened, current: TicketFilter) -> None:
    with place:
        if board.empty():
            empty_period(current)
        else:
            shown_cards.draw_cards(board, opened.cards)


def read_board(current: TicketFilter, today: date, shown: Sequence[Card] = CARDS) -> Board:
    """All the numbers of the cards that are ``shown``; what only hidden ones need is not asked."""
    comparison, parts = read_comparison(current, today), parts_of(shown)
    if comparison.other:
        numbers, compared = overview_against(current, comparison.other, parts)
    else:
        numbers, compared = overview(current, parts), None
    marked = any(card.imports for card in shown)
    imports = imports_between(numbers.first, numbers.last) if marked else ()
    targets = read_targets(current, comparison.other) if any(card.targets for card in shown) else None
    days = day_notes.list_notes(numbers.first, numbers.last)
    against, categories = comparison.said(today), taxonomy.categories(archived=True)
    zone = reporting.time_zone().key
    return Board(current, numbers, today, zone, imports, targets, comparison, compared, against, days, categories)


def sentence(board: Board, chosen: TicketFilter) -> None:
    """How many tickets are counted of those ``chosen``, and where to see exactly these."""
    current, today = board.current, board.today
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        result_count(current, board.overview.now.total, today=today)
        st.page_link(
            "tickets/page.py", label="View tickets", icon=":material/table_rows:", query_params=current.to_params()
        )
        if access.allows("review"):
            st.page_link(
                "review/page.py", label="Review these", icon=":material/rate_review:", query_params=current.to_params()
            )
        comparison_control(current, board.comparison, today)
        notes_control(board)
        report_menu(chosen, board.overview.first, board.overview.last, today)
        if period_name(current, today) == CUSTOM:  # else the control above says it
            filter_bar.chip("created", chosen, today=today)


def empty_period(current: TicketFilter) -> None:
    """Whether the period or another filter is in the way, and the click that helps."""
    without_period = replace(current, created_after=None, created_before=None)
    if current.created_after or current.created_before:
        count, exact = counting.count(without_period)
        if count:
            show_all_time(count, exact=exact)
            return
    no_matches(without_period, all_time=True)


def show_all_time(count: int, *, exact: bool) -> None:
    """Nothing in the period: how many there are at any time, and the click that shows them."""
    with empty_card("Nothing in this period", f"{count_phrase(count, exact=exact)} match outside this period."):
        st.button("Show all time", type="primary", on_click=all_time)


page()
