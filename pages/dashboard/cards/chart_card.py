"""Chart card: title, caption, chart, menu and drill-down links. Every card is drawn here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from pages.dashboard import crossfilter
from pages.dashboard.chart_table import ChartTable
from pages.dashboard.exporting.download_menu import chart_menu
from pages.widgets.charts.theme import Drawing
from pages.widgets.formatting import counted
from services.stats import Drilldown


@dataclass(frozen=True, slots=True)
class Link:
    """A way to tickets, and what they are ("resolved") where a card has several.

    ``note``: said beside the links, as where the chart counts events and a link lists tickets.
    """

    target: Drilldown | None
    what: str = ""
    note: str = ""


def chart_card(  # noqa: PLR0913 - all that a card says
    name: str,
    title: str,
    caption: str,
    drawings: Sequence[Drawing],
    *,
    frame: pd.DataFrame,
    links: Sequence[Link],
    table: ChartTable | None = None,
    none: str = "",
    hint: str = "",
) -> None:
    """Draw a card into the container that is open.

    ``name``: part of keys and of file names. ``title``: markdown, the finding in a sentence. ``frame``: the numbers
    behind the chart under plain column names, as a CSV file holds them. ``links``: to its tickets. ``table``: the
    chart as a table, with what its marks choose; without one it is ``frame``.
    ``none``: said in place of the chart when there are no ``drawings``. ``hint``: what can be done in the chart, after
    the caption; not in files, where nothing can be done.
    """
    with st.container(gap="xsmall", key=f"card_{name}"):
        with st.container(horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center"):
            st.subheader(title, anchor=False, width="stretch")
            if drawings:
                chart_menu(
                    f"card_{name}",
                    frame,
                    title=title,
                    caption=caption,
                    name=name,
                    table=table or ChartTable.of(frame),
                )
        st.caption(f"{caption} {hint}".strip())
        for number, drawn in enumerate(drawings):
            draw(name if number == 0 else f"{name}_{number}", drawn)
        if not drawings:
            st.caption(none)
        _link_row(links)


def _link_row(links: Sequence[Link]) -> None:
    """Below the chart, at the right."""
    if any(link.target and link.target.count for link in links):
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall"):
            if noted := ". ".join(link.note for link in links if link.note):
                st.caption(f"{noted}.", width="content")
            for link in links:
                drilldown_link(link)


def draw(name: str, drawn: Drawing) -> None:
    """The chart itself; what is selected in it becomes the filter."""
    whole = drawn.specification | {"datasets": drawn.data}
    if drawn.selections:
        key = crossfilter.chart_key(name)
        st.vega_lite_chart(
            spec=whole,
            height=drawn.height,
            alt=drawn.description,
            key=key,
            on_select=partial(crossfilter.apply_selection, name, key),
            selection_mode=list(drawn.selections),
        )
    else:
        st.vega_lite_chart(spec=whole, height=drawn.height, alt=drawn.description, key=f"chart_{name}")


def drilldown_link(link: Link) -> None:
    """ "View 913 tickets": exactly these, on the Tickets page."""
    target = link.target
    if target is not None and target.count:
        noun = link.what or ("ticket" if target.count == 1 else "tickets")
        label = f"View {counted(target.count, exact=target.exact)} {noun}"
        st.page_link("tickets/page.py", label=label, query_params=target.tickets.to_params(), width="content")
