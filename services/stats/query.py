"""Parameters of a dashboard query: filter, period, previous period."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from services.filters.ticket_filter import TicketFilter
from services.rollups.source import whole_days
from services.stats.found_tickets import FoundTickets

DAY = timedelta(days=1)
OVERVIEWS_MAX = 64  # that are kept: of so many filters, and states of their tickets


@dataclass(frozen=True)
class OverviewQuery:
    """A dashboard query: a filter on the day ``today`` of the reporting time zone, and the SQL parameters of it.

    ``found``: what its search finds; None: it was not asked yet. Equal are those of the same filter and day.
    """

    filter: TicketFilter
    zone: str
    today: date
    source_parameters: dict[str, Any] = field(compare=False)
    found: FoundTickets | None = field(default=None, compare=False)

    @property
    def first(self) -> date | None:
        """The first day of the period, None for all time."""
        first: date | None = self.source_parameters["first"]
        return first

    @property
    def last(self) -> date | None:
        """The last day of the period, None without an end."""
        last: date | None = self.source_parameters["last"]
        return last

    @cached_property
    def previous_period(self) -> tuple[date, date] | None:
        """The period of the same length before; None for all time and for one that begins or ends within a day."""
        if self.first is None or not whole_days(self.filter):
            return None
        length = max(min(self.last or self.today, self.today) - self.first, timedelta())
        return self.first - length - DAY, self.first - DAY

    @property
    def since(self) -> date | None:
        """The first day of both periods."""
        return self.previous_period[0] if self.previous_period else self.first

    @property
    def parameters(self) -> dict[str, Any]:
        """Every SQL parameter of the statements, by name."""
        return self.source_parameters | {
            "since": self.since,
            "today": self.today,
            "weekday": list(self.filter.weekday) or None,
            "hour": list(self.filter.hour) or None,
            **(self.found.parameters if self.found else {}),
        }
