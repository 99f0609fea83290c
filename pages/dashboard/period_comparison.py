"""Sentences about a period beside the one before it, where the difference is certain."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from pages.dashboard import drilldown
from pages.widgets.formatting import hours, percent
from services.filters.ticket_filter import TicketFilter
from services.stats import Listing, Numbers, Overview

CERTAIN = 2.58  # standard errors: of a hundred calm periods one is said to have changed
CHANGE_MIN = 0.1  # what changed by less is not worth a sentence
DAYS_MIN = 7  # of a period; fewer do not tell how much a day varies
RESOLVED_MIN = 30  # tickets in each period, to compare times
TO_P90 = 1.2816  # standard deviations from the median to the 90th percentile
OF_MEDIAN = 1.2533  # standard error of a median, in those of a mean


@dataclass(frozen=True, slots=True)
class Sentence:
    """``strong`` and ``rest`` are markdown, foreign text in them escaped; ``listing``: the tickets it is about."""

    icon: str
    strong: str
    rest: str
    listing: Listing


def length(overview: Overview) -> int:
    """Days of the period."""
    return (overview.last - overview.first).days + 1


def sentences(current: TicketFilter, overview: Overview, *, tickets: bool) -> Iterator[Sentence]:
    """What is certain of how many there were (``tickets``) and of how long they took."""
    if overview.previous is None:
        return
    if tickets and length(overview) >= DAYS_MIN and _more_or_fewer(overview, overview.previous):
        yield _volume(current, overview, overview.previous)
    if _faster_or_slower(overview.now, overview.previous):
        yield _time(current, overview.now, overview.previous)


def _volume(current: TicketFilter, overview: Overview, previous: Numbers) -> Sentence:
    now, days = overview.now.total, length(overview)
    rose = now > previous.total
    change = percent(abs(now / previous.total - 1))
    icon = ":material/trending_up:" if rose else ":material/trending_down:"
    strong = f"Tickets {'rose' if rose else 'fell'} {change} to {now:,}."
    return Sentence(icon, strong, f"In the {days} days before there were {previous.total:,}.", Listing(now, current))


def _more_or_fewer(overview: Overview, previous: Numbers) -> bool:
    """Whether the totals differ by more than days do; a day that is not over yet could still bring what is missing."""
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
    return Sentence(icon, strong, rest, Listing(now.resolved, drilldown.resolved(current)))


def _faster_or_slower(now: Numbers, previous: Numbers) -> bool:
    """Whether the medians differ for sure, times taken as log-normal: how far they spread, the 90th percentile says."""
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
