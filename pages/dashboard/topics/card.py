"""The card of topics: what tickets of the period are about, those that rise or fall first."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.topics.control import topics_control
from pages.dashboard.topics.table import topics_table
from pages.widgets.layout import card_title
from pages.widgets.notices.removed_line import removed_from_card
from services.errors import TriageError
from services.filters.ticket_filter import TicketFilter
from services.jobs import store
from services.stats.topics import TopicNumbers, TopicsOfPeriod, topics_of_period
from services.topics.definition import LOOKED_IN_MIN

TITLE = "Topics"
LOOKING = "Topics are being looked for. They appear here as soon as they are found."


def topics_card(board: Board) -> None:
    """Draw the card. Where the database does not answer in time it says so, and the page goes on."""
    with st.container(gap="xsmall", key="card_topics"):
        title = st.empty()
        with title:
            card_title(TITLE)
        try:
            found = topics_of_period(
                board.current,
                board.overview.first,
                board.overview.last,
                compared_filter(board),
                compares=board.comparison.period,
            )
            looking = store.is_open("topics")
        except TriageError:
            st.caption("This is taking too long. Reload the page to try again.")
            return
        with title:
            card_title(topics_title(found.rows))
        st.caption(LOOKING if looking and not found.known else _caption(board, found))
        if found.rows:
            topics_table(TITLE, found.rows, board.overview.first, found.days)
        removed_from_card(board.current)
        topics_control(found, looking=looking)


def compared_filter(board: Board) -> TicketFilter | None:
    """What the topics are compared with: as the numbers of the board, the other filter or the period before."""
    if board.comparison.other is not None:
        return board.comparison.other
    if board.overview.before is None:
        return None
    first, last = board.overview.before
    return replace(board.current, created_after=first, created_before=last)


def topics_title(rows: tuple[TopicNumbers, ...]) -> str:
    """How many topics rise and fall, where any does for certain."""
    number = {way: sum(row.moved == way for row in rows) for way in ("rising", "falling")}
    said = [f"{n} {way}" for way, n in number.items() if n]
    return f"{TITLE}: {', '.join(said)}" if said else TITLE


def _caption(board: Board, found: TopicsOfPeriod) -> str:
    if found.looked_at is None:
        return (
            "What tickets are about: groups of similar texts across all categories. They are found each night once"
            f" there are {LOOKED_IN_MIN} tickets."
        )
    if not found.known:
        if found.read < LOOKED_IN_MIN:
            return f"Topics need at least {LOOKED_IN_MIN} tickets; {_tickets(found.read)} could be read."
        return f"No topic stands out among the {_tickets(found.read)} that were read."
    if not found.rows:
        return "No ticket of this period belongs to a topic."
    said = "What tickets created in the period are about, by the words that mark each group of similar tickets."
    if board.comparison.other is not None:
        said += f" Change: against {board.against}."
    elif board.overview.before is not None:
        said += " Change: against the previous period."
    if found.others:
        more = "1 more topic" if found.others == 1 else f"{found.others:,} more topics"
        said += f" {more}: choose {'it' if found.others == 1 else 'them'} under More, Topic."
    return said


def _tickets(number: int) -> str:
    return f"{number:,} ticket{'' if number == 1 else 's'}"
