"""The card of work by person: open now, taken and resolved in the period, side by side and without a ranking."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from pages.dashboard.board import Board
from pages.dashboard.cards.people_table import Cell, people_table
from pages.widgets.formatting import ago, hours
from pages.widgets.layout import card_title
from pages.widgets.notices.removed_line import removed_from_card
from services.errors import TriageError
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.stats.people import PersonWork, people_work, work_filters

COLUMNS = ("Assignee", "Unresolved", "Taken", "Resolved", "Half resolved within", "Oldest unresolved")
TITLE = "Work by person"
CAPTION = "Unresolved now; taken and resolved in the period. In the order of names."
NONE = "–"


def people_card(board: Board) -> None:
    """Draw the card. Where the database does not answer in time it says so, and the page goes on."""
    with st.container(gap="xsmall", key="card_people"):
        card_title(TITLE)
        try:
            work = people_work(board.current)
        except TriageError:
            st.caption("This is taking too long. Reload the page to try again.")
            return
        st.caption(CAPTION)
        removed_from_card(work_filters(board.current)["resolved"])
        if not work.rows:
            st.caption("No ticket was unresolved, taken or resolved in this period.")
            return
        now, longest = datetime.now(ZoneInfo(board.zone)), max(one.p50_hours or 0.0 for one in work.rows)
        people_table(TITLE, COLUMNS, [(_name(one), _cells(one, now, longest)) for one in work.rows])
        if work.others:
            people = "1 more person" if work.others == 1 else f"{work.others:,} more people"
            st.caption(f"{people} with fewer tickets: choose them under Assignee.")


def _name(work: PersonWork) -> str:
    return "Unassigned" if work.assignee is None else work.assignee


def _cells(work: PersonWork, now: datetime, longest: float) -> list[Cell]:
    """``longest``: the longest time to resolution in the table, whose unit all of them have."""
    oldest, exact = NONE, ""
    if work.oldest is not None:
        local = work.oldest.astimezone(now.tzinfo)
        oldest, exact = ago(local, now), f"{local:%a %-d %b %Y, %H:%M}"
    cells = [
        _count(work.unresolved, work.lists["unresolved"]),
        Cell(NONE) if work.taken is None else _count(work.taken, work.lists["taken"]),
        _count(work.resolved, work.lists["resolved"]),
        Cell(NONE if work.p50_hours is None else hours(work.p50_hours, beside=longest)),
        Cell(oldest, work.lists["unresolved"] if work.oldest else None, order="age", title=exact),
    ]
    # In a filter this name means: unassigned.
    return [replace(cell, tickets=None) for cell in cells] if work.assignee == NOBODY else cells


def _count(number: int, tickets: TicketFilter) -> Cell:
    return Cell(f"{number:,}", tickets if number else None)
