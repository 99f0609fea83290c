"""Selected tickets of one session, kept across pages of one filter."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from services.bulk import Done
from services.filters.ticket_filter import TicketFilter
from services.tickets.editing import TicketChange


@dataclass(slots=True)
class PendingChange:
    """A change waiting for confirmation: "set to status Resolved", as its ``words`` say. No ``change``: a deletion.

    ``words`` are markdown, ``plain`` are the same as they are.
    """

    words: str
    change: TicketChange | None
    plain: str


@dataclass(slots=True)
class Selection:
    """The ticked tickets, the change that is pending and the last one done; ``reports`` counts the reports of ticks.

    Work with the database changes this object and not the session state: there a newer click may end the run before
    the outcome is noted.
    """

    still: TicketFilter = field(default_factory=TicketFilter)
    ids: set[int] = field(default_factory=set)
    pending: PendingChange | None = None
    done: Done | None = None
    outcome: str = ""
    reports: int = 0

    def clear(self) -> None:
        """Select nothing."""
        self.ids, self.pending = set(), None

    def tick(self, page: Collection[int], ticked: Collection[int]) -> None:
        """Tick exactly those in ``ticked`` of the tickets of one page."""
        self.ids = (self.ids - set(page)) | (set(ticked) & set(page))
        self.pending = None

    def apply_reported_ticks(self, report: object) -> None:
        """Apply the ticks that the browser reported, each report once; one about another filter is ignored."""
        if not isinstance(report, Mapping):
            return
        number, shown, ticked = (report.get(name) for name in ("number", "shown", "ticked"))
        if not isinstance(number, int) or number <= self.reports:
            return
        self.reports = number
        if report.get("of") == self.filter_token and isinstance(shown, Sequence) and isinstance(ticked, Sequence):
            self.tick([one for one in shown if isinstance(one, int)], [one for one in ticked if isinstance(one, int)])

    def table_state(self, page: Sequence[int]) -> dict[str, object]:
        """The state that the table needs to draw one page: the ticks, and which report they include."""
        return {"of": self.filter_token, "number": self.reports, "ticked": self.ticked_on(page)}

    def ticked_on(self, page: Sequence[int]) -> list[int]:
        """The ticked tickets of a page."""
        return [ticket_id for ticket_id in page if ticket_id in self.ids]

    @property
    def filter_token(self) -> str:
        """A token of the filter, which the browser sends back with its reports."""
        return urlencode(self.still.to_params())


def selection(current: TicketFilter) -> Selection:
    """The session's selection under the filter ``current``; under another one nothing is selected."""
    chosen = current_selection()
    if chosen.still != current:
        chosen.clear()
        chosen.still = current
    return chosen


def current_selection() -> Selection:
    """The session's selection, whatever its filter."""
    chosen: Selection = st.session_state.setdefault("selection", Selection())
    return chosen
