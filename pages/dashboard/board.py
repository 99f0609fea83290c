"""The data of one dashboard run: filter, overview, day and time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from pages.dashboard.comparison import Comparison
from services.filters.ticket_filter import TicketFilter
from services.stats import Drilldown, Overview, number_filters
from services.stats.target_numbers import Targets


@dataclass(frozen=True, slots=True)
class Board:
    """The filter with its period, all the numbers found, the day and the time zone of the report.

    ``imports``: day, name, tickets; of the period, whatever the filter. ``targets``: None where none are set.
    ``comparison``: what it compares with, and ``compared`` the overview of that; None: the period before, of which the
    overview knows the numbers.
    """

    current: TicketFilter
    overview: Overview
    today: date
    zone: str
    imports: pd.DataFrame
    targets: Targets | None = None
    comparison: Comparison = field(default_factory=Comparison)
    compared: Overview | None = None

    def empty(self) -> bool:
        """Whether there is nothing at all to show: nothing created, unresolved or resolved."""
        now = self.overview.now
        return not (now.total or now.unresolved or now.resolved or now.suggested)

    def theirs(self, series: str) -> pd.DataFrame | None:
        """A series of what is compared with, None: only numbers are compared.

        The days of another period are moved to those of this one.
        """
        if self.compared is None:
            return None
        frame: pd.DataFrame = getattr(self.compared, series)
        if "day" not in frame or not self.comparison.period:
            return frame
        return frame.assign(day=frame["day"] + (pd.Timestamp(self.overview.first) - pd.Timestamp(self.compared.first)))

    def created(self) -> Drilldown:
        """The tickets created in the period."""
        return Drilldown(self.overview.now.total, self.current)

    def unresolved(self) -> Drilldown:
        """The tickets that are open or in progress."""
        return Drilldown(self.overview.now.unresolved, number_filters.unresolved_tickets(self.current))

    def resolved(self) -> Drilldown:
        """The tickets resolved in the period."""
        return Drilldown(self.overview.now.resolved, number_filters.resolved_tickets(self.current))
