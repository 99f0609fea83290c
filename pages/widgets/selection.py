"""The selected tickets of one session: a set of ids that belongs to one filter and outlives turning the page."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import streamlit as st

from services.bulk import Done
from services.filters import TicketFilter
from services.tickets import TicketChange


@dataclass(slots=True)
class Wanted:
    """A change that waits for a yes; without a ``change`` it is a deletion. ``words`` says it: "set to Resolved"."""

    words: str
    change: TicketChange | None


@dataclass(slots=True)
class Selection:
    """What is ticked, what is about to be done with it, and what was done last.

    Work with the database changes this object and not the session state: there a newer click may end the run before
    the outcome is noted.
    """

    still: TicketFilter = field(default_factory=TicketFilter)
    ids: set[int] = field(default_factory=set)
    wanted: Wanted | None = None
    done: Done | None = None
    told: str = ""

    def clear(self) -> None:
        """Select nothing."""
        self.ids, self.wanted = set(), None

    def tick(self, page: Sequence[int], rows: Collection[int]) -> None:
        """Of the tickets of one page exactly those in ``rows`` are ticked."""
        self.ids = (self.ids - set(page)) | {page[row] for row in rows if row < len(page)}
        self.wanted = None

    def rows(self, page: Sequence[int]) -> list[int]:
        """Which rows of a page are ticked."""
        return [row for row, ticket_id in enumerate(page) if ticket_id in self.ids]


def selection(current: TicketFilter) -> Selection:
    """The session's selection under the filter ``current``; under another one nothing is selected."""
    chosen = selection_so_far()
    if chosen.still != current:
        chosen.clear()
        chosen.still = current
    return chosen


def selection_so_far() -> Selection:
    """The session's selection, whatever its filter."""
    chosen: Selection = st.session_state.setdefault("selection", Selection())
    return chosen
