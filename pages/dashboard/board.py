"""What one drawing of the dashboard is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pages.dashboard import drilldown
from services.filters.ticket_filter import TicketFilter
from services.stats import Listing, Overview


@dataclass(frozen=True, slots=True)
class Board:
    """The filter with its period, all the numbers found, the day and the time zone of the report."""

    current: TicketFilter
    found: Overview
    today: date
    zone: str

    def empty(self) -> bool:
        """Whether there is nothing at all to show: nothing created, unresolved or resolved."""
        now = self.found.now
        return not (now.total or now.unresolved or now.resolved or now.suggested)

    def created(self) -> Listing:
        """The tickets created in the period."""
        return Listing(self.found.now.total, self.current)

    def unresolved(self) -> Listing:
        """The tickets that are open or in progress."""
        return Listing(self.found.now.unresolved, drilldown.unresolved(self.current))

    def resolved(self) -> Listing:
        """The tickets resolved in the period."""
        return Listing(self.found.now.resolved, drilldown.resolved(self.current))
