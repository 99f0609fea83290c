"""The card of targets: by priority, how many tickets kept them, are on track, at risk or breached."""

from __future__ import annotations

import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.board_table import SHARE, board_table
from pages.dashboard.cards.chart_card import ChartCard, Link, chart_card
from pages.dashboard.charts import targets as chart
from pages.dashboard.finished import finished
from pages.widgets.formatting import percent
from pages.widgets.layout import card_title
from pages.widgets.notices.removed_line import removed_from_card
from services import access
from services.stats import Drilldown, significance
from services.stats.targets.target_numbers import Targets, with_targets
from services.targets.states import BREACHED, LABELS

_COLUMNS = {"Priority": "name", "Targets": "said", "Tickets": "n", "Share": SHARE}
NEUTRAL = "Targets by priority"


def targets_card(board: Board) -> None:
    """Draw the card; without targets it says where to set them."""
    if board.targets is None:
        _none_set()
        return
    finished(_made, board).draw()
    removed_from_card(board.current)


def _made(board: Board) -> ChartCard:
    targets = board.targets
    assert targets is not None
    frame = targets.overview.by_priority
    drawn = chart.by_priority(
        frame,
        label=board.label,
        chosen=(board.current.priority, board.current.target),
        other=targets.compared.by_priority if targets.compared else None,
    )
    order = ", ".join(LABELS[state].lower() for state in chart.ORDER)
    return chart_card(
        "targets",
        targets_title(targets),
        f"Tickets created in the period that have targets, by priority. Left to right: {order}",
        [drawn] if frame["n"].sum() else [],
        frame=frame.rename(columns={"n": "tickets"}),
        links=[_breached(board, targets), Link(targets.all)],
        table=board_table(board, drawn.data["rows"], _COLUMNS, chart.FIELDS),
        none="No ticket of this period has a target.",
    )


def targets_title(targets: Targets) -> str:
    """The share that kept its targets, of enough tickets."""
    now = targets.overview.now
    if now.decided < significance.PART_MIN:
        return NEUTRAL
    return f"{percent(now.kept / now.decided)} of tickets kept their targets"


def _breached(board: Board, targets: Targets) -> Link:
    tickets = with_targets(board.current, (BREACHED,))
    return Link(Drilldown(targets.overview.now.breached, tickets), "breached")


def _none_set() -> None:
    with st.container(gap="xsmall", key="card_targets"):
        card_title(NEUTRAL)
        st.caption(
            "No targets are set. A target says how soon a ticket's status must change and how soon it must be resolved."
        )
        if access.allows("settings"):
            st.page_link(
                "settings/page.py", label="Set targets", icon=":material/timer:", query_params={"section": "targets"}
            )
