"""Compare a period with the previous one; report significant differences only."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pages.dashboard import drilldown
from pages.widgets.formatting import hours, percent
from services.filters.ticket_filter import TicketFilter
from services.stats import Drilldown, Numbers, Overview

CERTAIN = 2.58  # standard errors: of a hundred calm periods one is said to have changed
CHANGE_MIN = 0.1  # what changed by less is not worth a sentence
DAYS_MIN = 7  # of a period; fewer do not tell how much a day varies
RESOLVED_MIN = 30  # tickets in each period, to compare times
TO_P90 = 1.2816  # standard deviations from the median to the 90th percentile
OF_MEDIAN = 1.2533  # standard error of a median, in those of a mean


@dataclass(frozen=True, slots=True)
class Sentence:
    """``strong`` and ``rest`` are markdown, foreign text in them escaped; ``target``: the tickets it is about."""

    icon: str
    strong: str
    rest: str
    target: Drilldown


def length(overview: Overview) -> int:
    """Days of the period."""
    return (overview.last - overview.first).days + 1


def sentences(current: TicketFilter, overview: Overview, *, tickets: bool) -> Iterator[Sentence]:
    """Sentences on significant differences in volume (if ``tickets``) and in time to resolution."""
    if overview.previous is None:
        return
    if tickets and length(overview) >= DAYS_MIN and _volume_differs(overview, overview.previous):
        yield _volume(current, overview, overview.previous)
    if _time_differs(overview.now, overview.previous):
        yield _time(current, overview.now, overview.previous)


def _volume(current: TicketFilter, overview: Overview, previous: Numbers) -> Sentence:
    now, days = overview.now.total, length(overview)
    rose = now > previous.total
    change = percent(abs(now / previous.total - 1))
    icon = ":material/trending_up:" if rose else ":material/trending_down:"
    strong = f"Tickets {'rose' if rose else 'fell'} {change} to {now:,}."
    return Sentence(icon, strong, f"In the {days} days before there were {previous.total:,}.", Drilldown(now, current))


def _volume_differs(overview: Overview, previous: Numbers) -> bool:
    """Whether the totals differ significantly; a day that is not over yet could still bring what is missing."""
    if not previous.total:
        return False
    created = overview.days["created"]
    now, mean = overview.now.total, float(created.mean())
    if now < previous.total:
        now = min(previous.total, now + math.ceil(mean))
    over = max(1.0, float(created.var()) / mean) if mean else 1.0
    difference = abs(now - previous.total)
    return difference > max(CERTAIN * math.sqrt(over * (now + previous.total)), CHANGE_MIN * previous.total)


def _time(current: TicketFilter, now: Numbers, previous: Numbers) -> Sentence:
    assert now.p50_hours is not None
    assert previous.p50_hours is not None
    faster = now.p50_hours < previous.p50_hours
    icon = ":green[:material/trending_down:]" if faster else ":red[:material/trending_up:]"
    strong = f"Half of the tickets are resolved in {hours(now.p50_hours)},"
    rest = f"{'down' if faster else 'up'} from {hours(previous.p50_hours)}."
    return Sentence(icon, strong, rest, Drilldown(now.resolved, drilldown.resolved_tickets(current)))


def _time_differs(now: Numbers, previous: Numbers) -> bool:
    """Whether the medians differ significantly, times taken as log-normal."""
    errors = 0.0
    for numbers in (now, previous):
        if numbers.resolved < RESOLVED_MIN or not numbers.p50_hours or not numbers.p90_hours:
            return False
        spread = math.log(numbers.p90_hours / numbers.p50_hours) / TO_P90
        errors += (OF_MEDIAN * spread) ** 2 / numbers.resolved
    assert now.p50_hours is not None
    assert previous.p50_hours is not None
    change = abs(math.log(now.p50_hours / previous.p50_hours))
    return change > max(CERTAIN * math.sqrt(errors), math.log(1 + CHANGE_MIN))
