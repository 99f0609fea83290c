"""Chart card: title, caption, chart, menu and drill-down links. Every card with a chart is made and drawn here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.dataframe_util import convert_anything_to_arrow_bytes

from pages.dashboard import crossfilter
from pages.dashboard.chart_table import ChartTable
from pages.dashboard.exporting.download_menu import Menu, chart_menu
from pages.widgets.charts.theme import Drawing
from pages.widgets.formatting import counted
from pages.widgets.layout import card_title
from services.stats import Drilldown


@dataclass(frozen=True, slots=True)
class Link:
    """A way to tickets, and what they are ("resolved") where a card has several.

    ``note``: said beside the links, as where the chart counts events and a link lists tickets.
    """

    target: Drilldown | None
    what: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing as the browser gets it: ``specification`` with all data, which nobody may change."""

    specification: Mapping[str, Any]
    height: int
    description: str
    selections: tuple[str, ...]

    @classmethod
    def of(cls, drawn: Drawing) -> Chart:
        """The chart of a drawing, its data as Arrow, made once for everybody."""
        data = {name: convert_anything_to_arrow_bytes(rows) for name, rows in drawn.data.items()}
        return cls(drawn.specification | {"datasets": data}, drawn.height, drawn.description, drawn.selections)

    def draw(self, name: str) -> None:
        """Show the chart; what is selected in it becomes the filter."""
        given: dict[str, Any] = {"spec": self.specification, "height": self.height, "alt": self.description}
        if self.selections:
            key = crossfilter.chart_key(name)
            chosen = partial(crossfilter.apply_selection, name, key)
            st.vega_lite_chart(**given, key=key, on_select=chosen, selection_mode=list(self.selections))
        else:
            st.vega_lite_chart(**given, key=f"chart_{name}")


@dataclass(frozen=True, slots=True)
class ChartCard:
    """All that a card says, ready to be drawn: ``charts`` with a ``menu``, or ``none`` in place of them."""

    name: str
    title: str
    caption: str
    menu: Menu | None
    charts: tuple[Chart, ...]
    links: tuple[Link, ...]
    none: str
    hint: str = ""

    def draw(self) -> None:
        """Show the card in the container that is open: title, menu, caption, charts or why there are none, links."""
        with st.container(gap="xsmall", key=f"card_{self.name}"):
            card_title(self.title, self.menu.draw if self.menu else None)
            self._captions()
            for number, chart in enumerate(self.charts):
                chart.draw(self.name if number == 0 else f"{self.name}_{number}")
            if not self.charts:
                st.caption(self.none)
            _link_row(self.links)

    def _captions(self) -> None:
        """What is drawn, and beside it what can be done, which is not printed."""
        if not self.hint:
            st.caption(self.caption)
            return
        with st.container(horizontal=True, gap="xsmall"):
            st.caption(self.caption, width="content")
            st.container(key=f"hint_{self.name}", width="content").caption(self.hint, width="content")


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
) -> ChartCard:
    """Make a card.

    ``name``: part of keys and of file names. ``title``: markdown, the finding in a sentence. ``frame``: the numbers
    behind the chart under plain column names, as a CSV file holds them. ``links``: to its tickets. ``table``: the
    chart as a table, with what its marks choose; without one it is ``frame``.
    ``none``: said in place of the chart when there are no ``drawings``. ``hint``: what can be done in the chart, beside
    the caption; not in files and on paper, where nothing can be done.
    """
    shown = table or ChartTable.of(frame)
    return ChartCard(
        name,
        title,
        caption,
        chart_menu(f"card_{name}", frame, title=title, caption=caption, name=name, table=shown) if drawings else None,
        tuple(Chart.of(drawn) for drawn in drawings),
        tuple(links),
        none,
        hint,
    )


def _link_row(links: Sequence[Link]) -> None:
    """Below the chart, at the right."""
    if any(link.target and link.target.count for link in links):
        with st.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center", gap="xsmall"):
            if noted := ". ".join(link.note for link in links if link.note):
                st.caption(f"{noted}.", width="content")
            for link in links:
                drilldown_link(link)


def drilldown_link(link: Link) -> None:
    """ "View 913 tickets": exactly these, on the Tickets page."""
    target = link.target
    if target is not None and target.count:
        noun = link.what or ("ticket" if target.count == 1 else "tickets")
        label = f"View {counted(target.count, exact=target.exact)} {noun}"
        st.page_link("tickets/page.py", label=label, query_params=target.tickets.to_params(), width="content")
