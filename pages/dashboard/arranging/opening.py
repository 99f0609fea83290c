"""Which dashboard the URL asks for, and the URL in which all of that stands.

``cards`` in the URL: it says everything. Else ``dashboard`` names a saved one, of which the other parameters replace
parts; without any parameter it is the one that opens first. What is found is put into the URL without a step in the
browser's history, so that Back leaves the page and every control goes on from what is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state import get_session_state

from pages.dashboard.arranging.browser import browser
from pages.widgets.component import component
from pages.widgets.filtering.filter_url import CARDS, DASHBOARD, readable_filter
from services.dashboards import look, saved
from services.dashboards.cards import ALL, Card, read_cards
from services.dashboards.look import Params
from services.dashboards.saved import Dashboard, Dashboards
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter

Given = dict[str, list[str]]
PARAMETERS = (*TicketFilter.names(), *look.OWN, DASHBOARD)
# Each way to say the same: what the URL says of one of them replaces all of them.
TOGETHER = (("created_after", "created_before", look.PERIOD), (look.COMPARE, look.AGAINST))

_write_address = component(__file__)


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open: the dashboards there are, the cards to show, and the saved dashboard that it was.

    ``missing``: the URL names a dashboard that this person does not see. ``address``: the query to be put into the URL.
    """

    dashboards: Dashboards
    cards: tuple[Card, ...]
    current: Dashboard | None = None
    missing: bool = False
    address: str = ""

    def look(self, today: date) -> Params:
        """What the page shows now."""
        return look.look_of(readable_filter(), given_in_url(), today)


def open_dashboard() -> Opened:
    """Read the URL, and settle what it does not say."""
    given = given_in_url()
    try:
        dashboards = saved.list_dashboards(browser())
    except TriageError:
        return Opened(Dashboards(), read_cards(given.get(CARDS, ())))  # the page itself says so
    named = given.get(DASHBOARD, [""])[-1]
    current = dashboards.by_id(int(named)) if named.isascii() and named.isdigit() and len(named) < 19 else None
    wanted = _settled(given, current, dashboards) if CARDS not in given else None
    if wanted is not None:
        _replace_quietly(wanted)
        given = wanted
        current = dashboards.by_id(int(given[DASHBOARD][-1])) if DASHBOARD in given else None
    missing = bool(named) and current is None and wanted is not None
    address = urlencode(wanted, doseq=True) if wanted is not None else ""
    return Opened(dashboards, read_cards(given.get(CARDS, ())), current, missing, address)


def given_in_url() -> Given:
    """The parameters of the dashboard in the URL."""
    return {name: st.query_params.get_all(name) for name in PARAMETERS if name in st.query_params}


def address_of(dashboard: Dashboard) -> Given:
    """The URL parameters of a saved dashboard."""
    return {DASHBOARD: [str(dashboard.id)]} | _grouped(dashboard.look)


def put_address(opened: Opened) -> None:
    """Have the browser show the URL that was settled; draw it in each run."""
    _write_address(key="dashboard_address", data={"query": opened.address})


def _settled(given: Given, current: Dashboard | None, dashboards: Dashboards) -> Given | None:
    """The parameters that say everything; None where the URL may stay as it is."""
    if DASHBOARD in given:
        rest = {name: values for name, values in given.items() if name != DASHBOARD}
        return {CARDS: [ALL]} | rest if current is None else _merged(address_of(current), rest)
    first = dashboards.first()
    if first is None:
        return None
    return given | {CARDS: [ALL]} if given else address_of(first)


def _merged(whole: Given, given: Given) -> Given:
    """``whole`` with what is ``given`` in its place."""
    replaced = {name for name in given for group in TOGETHER if name in group for name in group}
    return {name: values for name, values in whole.items() if name not in replaced} | given


def _grouped(params: Sequence[tuple[str, str]]) -> Given:
    changes: Given = {}
    for name, value in params:
        changes.setdefault(name, []).append(value)
    return changes


def _replace_quietly(params: Given) -> None:
    """Have ``st.query_params`` say this in this run, without the step in the browser's history that a write makes."""
    with get_session_state().query_params() as query_params:
        query_params.clear_with_no_forward_msg(preserve_embed=True)
        for name, values in params.items():
            query_params.set_with_no_forward_msg(name, values)
    context = get_script_run_ctx(suppress_warning=True)
    if context is not None:
        context.query_string = urlencode(params, doseq=True)
