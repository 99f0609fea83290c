"""The data of one dashboard run: filter, overview, day and time zone."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from pages.dashboard.charts.note_marks import COLUMNS
from pages.dashboard.comparison import PREVIOUS_PERIOD, Comparison
from services import taxonomy
from services.day_notes import Days
from services.filters.ticket_filter import TicketFilter
from services.stats import Drilldown, ImportOfDay, Overview, number_filters
from services.stats.targets.target_numbers import Targets
from services.taxonomy import Category


@dataclass(frozen=True, slots=True)
class Board:
    """The filter with its period, all the numbers found, the day and the time zone of the report.

    ``imports``: of the period, whatever the filter. ``targets``: None where none are set. ``comparison``: what it
    compares with, and ``compared`` the overview of that; None: the period before, of which the overview knows the
    numbers. ``against``: what it compares with in words (markdown). ``days``: the notes on the days of the period.
    ``categories``: with their labels.

    Boards are equal where filter, words and numbers are, as equal rows of the database make the same overview.
    """

    current: TicketFilter
    overview: Overview
    today: date
    zone: str
    imports: tuple[ImportOfDay, ...] = ()
    targets: Targets | None = None
    comparison: Comparison = field(default_factory=Comparison)
    compared: Overview | None = None
    against: str = PREVIOUS_PERIOD
    days: Days = field(default_factory=Days)
    categories: tuple[Category, ...] = ()

    def label(self, key: str) -> str:
        """The label of a priority, status or category."""
        return taxonomy.label(key, self.categories)

    def empty(self) -> bool:
        """Whether there is nothing at all to show: nothing created, unresolved or resolved."""
        now = self.overview.now
        happened = now.total or now.unresolved or now.resolved or now.suggested
        return not (happened or self.overview.days["resolved"].any())

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

    def notes(self) -> pd.DataFrame:
        """The notes of the period and its imports, which are notes too: day (datetime64), text, slot of the colour."""
        written = [(day, text, "ink") for day, text in self.days.texts]
        imported = [(one.day, f"Import of {one.tickets:,} tickets: {one.name}", "accent") for one in self.imports]
        frame = pd.DataFrame(written + imported, columns=list(COLUMNS))
        return frame.astype({"day": "datetime64[s]"})

    def created(self) -> Drilldown:
        """The tickets created in the period."""
        return Drilldown(self.overview.now.total, self.current)

    def unresolved(self) -> Drilldown:
        """The tickets that are open or in progress."""
        return Drilldown(self.overview.now.unresolved, number_filters.unresolved_tickets(self.current))

    def resolved(self) -> Drilldown:
        """The tickets resolved in the period."""
        return Drilldown(self.overview.now.resolved, number_filters.resolved_tickets(self.current))
