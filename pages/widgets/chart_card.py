"""The card of a chart: what it says, what is drawn, the way to its tickets. Every card goes through here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from pages.widgets import crossfilter
from pages.widgets.chart_menu import chart_menu
from pages.widgets.charts.marks import Drawing
from services.filters import TicketFilter


@dataclass(frozen=True, slots=True)
class Listing:
    """The tickets behind a number: how many (at least so many, if not ``exact``), and the filter of exactly these."""

    count: int
    tickets: TicketFilter
    exact: bool = True


def chart_card(
    name: str,
    title: str,
    caption: str,
    drawings: Sequence[Drawing],
    *,
    frame: pd.DataFrame,
    listing: Listing | None,
    none: str = "",
) -> None:
    """Draw a card into the container that is open.

    ``name``: part of keys and of file names. ``title``: markdown, the finding in a sentence. ``frame``: the numbers
    behind the chart under plain column names, as a CSV file holds them. ``none``: said in place of the chart when
    there are no ``drawings``.
    """
    with st.container(gap="xsmall", key=f"card_{name}"):
        with st.container(horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center"):
            st.subheader(title, anchor=False, width="stretch")
            if drawings:
                chart_menu(f"card_{name}", frame, title=title, caption=caption, name=name)
        with st.container(horizontal=True, wrap=False):
            st.caption(caption, width="stretch")
            if listing is not None:
                list_link(listing)
        for number, drawn in enumerate(drawings):
            draw(name if number == 0 else f"{name}_{number}", drawn)
        if not drawings:
            st.caption(none)


def draw(name: str, drawn: Drawing) -> None:
    """The chart itself; what is selected in it becomes the filter."""
    whole = drawn.specification | {"datasets": drawn.data}
    if drawn.selections:
        key = crossfilter.key_of(name)
        st.vega_lite_chart(
            spec=whole,
            height=drawn.height,
            alt=drawn.told,
            key=key,
            on_select=partial(crossfilter.selected, name, key),
            selection_mode=list(drawn.selections),
        )
    else:
        st.vega_lite_chart(spec=whole, height=drawn.height, alt=drawn.told, key=f"chart_{name}")


def list_link(listing: Listing) -> None:
    """ "List 913": exactly these tickets, on the Tickets page."""
    if listing.count:
        label = f"List {listing.count:,}{'' if listing.exact else '+'}"
        st.page_link("tickets.py", label=label, query_params=listing.tickets.to_params(), width="content")
