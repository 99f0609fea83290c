"""What an overview asks of the database: which tickets, which days, and what its statements are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from services.filters.ticket_filter import TicketFilter
from services.rollups.source import whole_days

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Asked:
    """A filter, asked on the day ``today`` of the reporting time zone; ``given``: its ``source.parameters``.

    ``found``: the ids of what its search finds, as an array in the words of PostgreSQL; None: it was not asked yet.
    """

    filter: TicketFilter
    zone: str
    today: date
    given: dict[str, Any]
    found: str | None = None

    @property
    def first(self) -> date | None:
        """The first day of the period, None for all time."""
        first: date | None = self.given["first"]
        return first

    @property
    def last(self) -> date | None:
        """The last day of the period, None without an end."""
        last: date | None = self.given["last"]
        return last

    @cached_property
    def before(self) -> tuple[date, date] | None:
        """The period of the same length before; None for all time and for one that begins or ends within a day."""
        if self.first is None or not whole_days(self.filter):
            return None
        length = max(min(self.last or self.today, self.today) - self.first, timedelta())
        return self.first - length - DAY, self.first - DAY

    @property
    def since(self) -> date | None:
        """The first day of which anything is asked."""
        return self.before[0] if self.before else self.first

    @property
    def parameters(self) -> dict[str, Any]:
        """What the statements name."""
        return self.given | {
            "since": self.since,
            "today": self.today,
            "weekday": list(self.filter.weekday) or None,
            "hour": list(self.filter.hour) or None,
            "found": self.found,
        }
