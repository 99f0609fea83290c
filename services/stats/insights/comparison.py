"""Compare a period with the previous one; report significant differences only (services/stats/significance.py)."""

from __future__ import annotations

from collections.abc import Iterator

from services.filters.ticket_filter import TicketFilter
from services.formatting import hours, percent
from services.stats import significance
from services.stats.drilldown import Drilldown
from services.stats.insights.sentence import Sentence
from services.stats.number_filters import resolved_tickets
from services.stats.series.overview import Numbers, Overview
from services.stats.significance import Times


def length(overview: Overview) -> int:
    """Days of the period."""
    return (overview.last - overview.first).days + 1


def sentences(current: TicketFilter, overview: Overview, *, tickets: bool, other: str = "") -> Iterator[Sentence]:
    """Sentences on significant differences in volume (if ``tickets``) and in time to resolution.

    ``other``: the days that are compared with, where they are not those before.
    """
    if overview.previous is None:
        return
    now, before = overview.now, overview.previous
    if tickets and significance.total_differs(overview.days["created"], now.total, before.total):
        yield _volume(current, overview, before, other)
    if significance.median_differs(times_of(now), times_of(before)):
        yield _time(current, now, before)


def _volume(current: TicketFilter, overview: Overview, previous: Numbers, other: str) -> Sentence:
    now, days = overview.now.total, length(overview)
    rose = now > previous.total
    change = percent(abs(now / previous.total - 1))
    strong = f"Tickets {'rose' if rose else 'fell'} {change} to {now:,}."
    rest = f"{other} had {previous.total:,}." if other else f"The previous {days:,} days had {previous.total:,}."
    return Sentence("rise" if rose else "fall", strong, rest, Drilldown(now, current))


def _time(current: TicketFilter, now: Numbers, previous: Numbers) -> Sentence:
    assert now.p50_hours is not None
    assert previous.p50_hours is not None
    faster = now.p50_hours < previous.p50_hours
    shown = max(now.p50_hours, previous.p50_hours)  # one unit
    strong = f"Median time to resolution: {hours(now.p50_hours, beside=shown)},"
    rest = f"{'down' if faster else 'up'} from {hours(previous.p50_hours, beside=shown)}."
    target = Drilldown(now.resolved, resolved_tickets(current))
    return Sentence("faster" if faster else "slower", strong, rest, target)


def times_of(numbers: Numbers) -> Times:
    """The times to resolution of a period."""
    return Times(numbers.resolved, numbers.p50_hours, numbers.p90_hours)
