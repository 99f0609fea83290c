"""The selected tickets of one session: a set of ids that belongs to one filter and outlives turning the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

import streamlit as st

from services.bulk import Done
from services.filters.ticket_filter import TicketFilter
from services.tickets.editing import TicketChange


@dataclass(slots=True)
class Wanted:
    """A change that waits for a yes: "set to status Resolved", as its ``words`` say. No ``change``: a deletion.

    ``words`` are markdown, ``plain`` are the same as they are.
    """

    words: str
    change: TicketChange | None
    plain: str


@dataclass(slots=True)
class Selection:
    """What is ticked, what is about to be done with it, and what was done last; ``heard`` counts the reports of ticks.

    Work with the database changes this object and not the session state: there a newer click may end the run before
    the outcome is noted.
    """

    still: TicketFilter = field(default_factory=TicketFilter)
    ids: set[int] = field(default_factory=set)
    wanted: Wanted | None = None
    done: Done | None = None
    told: str = ""
    heard: int = 0

    def clear(self) -> None:
        """Select nothing."""
        self.ids, self.wanted = set(), None

    def tick(self, page: Collection[int], ticked: Collection[int]) -> None:
        """Of the tickets of one page exactly those in ``ticked`` are."""
        self.ids = (self.ids - set(page)) | (set(ticked) & set(page))
        self.wanted = None

    def hear(self, report: object) -> None:
        """Take the ticks that the browser reported, each report once; of another filter's tickets it says nothing."""
        if not isinstance(report, Mapping):
            return
        number, shown, ticked = (report.get(name) for name in ("number", "shown", "ticked"))
        if not isinstance(number, int) or number <= self.heard:
            return
        self.heard = number
        if report.get("of") == self.of and isinstance(shown, Sequence) and isinstance(ticked, Sequence):
            self.tick([one for one in shown if isinstance(one, int)], [one for one in ticked if isinstance(one, int)])

    def as_shown(self, page: Sequence[int]) -> dict[str, object]:
        """What the table has to know of it to draw one page: the ticks, and which report they include."""
        return {"of": self.of, "number": self.heard, "ticked": self.on(page)}

    def on(self, page: Sequence[int]) -> list[int]:
        """Which tickets of a page are ticked."""
        return [ticket_id for ticket_id in page if ticket_id in self.ids]

    @property
    def of(self) -> str:
        """The filter as a word that the browser gives back."""
        return urlencode(self.still.to_params())


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
