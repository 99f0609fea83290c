"""The week on one page, to send: as PDF, as HTML and as a draft of a mail, with the filter of the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from pages.dashboard.undated import counts_undated
from pages.widgets.filtering.filter_url import UNDATED
from services.filters.ticket_filter import TicketFilter
from services.reports.content import days_in_words
from services.reports.making import Format
from services.reports.week import last_week
from services.stats.undated import COUNTED

PATH = "api/reports/week/"  # relative to the page, which may stand below a base path
FORMATS: dict[Format, str] = {"pdf": "PDF", "html": "HTML", "eml": "Mail draft"}


def report_menu(chosen: TicketFilter, first: date, last: date, today: date) -> None:
    """The popover: the files of last week and, where the page shows other days, of these.

    ``chosen``: the filter of the page with its period, as the URL means it; ``first`` and ``last``: its days.
    """
    with st.popover("Report", key="report_popover", icon=":material/summarize:"):
        st.caption("One page to send: what changed, five numbers, three charts and the tickets that matter most.")
        week = last_week(today)
        _files(f"Last week, {days_in_words(*week)}", replace(chosen, created_after=week[0], created_before=week[1]))
        if chosen.created_after and (first, last) != week:
            _files(f"These days, {days_in_words(first, last)}", chosen)


def _files(label: str, tickets: TicketFilter) -> None:
    st.markdown(f"**{label}**")
    with st.container(horizontal=True, gap="small"):
        for kind, name in FORMATS.items():
            st.link_button(name, url_of(tickets, kind), icon=":material/download:")


def url_of(tickets: TicketFilter, kind: Format) -> str:
    """Where the file is, relative to the page."""
    undated = [(UNDATED, COUNTED)] if counts_undated() else []
    return f"{PATH}?{urlencode([('format', kind), *undated, *tickets.to_params()])}"
