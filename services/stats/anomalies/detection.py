"""Detect unusually high counts today or this week by category and priority (negative binomial, FDR), and rising words.

**Counts.** Today's count of a category or a priority is compared with the same weekday of the last eight weeks, up to
the same time of day; this week's, up to now, with the same part of those weeks. What is usual is their mean. How much
it varies is estimated by the method of moments from all days of these weeks (a negative binomial: Poisson and more), a
standard error of that and the doubt about the mean itself on top. The chance of a count at least as high is then a tail
of that distribution, and over all series of a look, days and weeks together, the false discovery rate is held at 0.2 %
(Benjamini and Hochberg, 1995). Called out is what is at least 1.5 times the usual and five tickets besides: on a busy
desk also a small rise is certain, but it does not stand far above. Growth of a few per cent a week stays below that.
Days on which the whole desk had less than a third of what their weekday usually brings (holidays) are left out, where
that is three tickets or more, and so are days whose notes say so: such a day tells neither what is usual nor, in its
own week, of anything unusual. Five weeks have to be left, else nothing is said; nor of a category that is younger.

**False alarms** on calm days, by ``benchmarks/calm_days.py`` (1,000 days, looked at once an hour from 8 to 19; 5 to
3,000 tickets a day; weekdays, hours, four categories and four priorities), at most so many of all looks, and of days
with such a look: Poisson 0.1 and 0.4 %; growing 2 % a week 0.25 and 1.3 %; rates that vary by 22 % (a squared variation
of 0.05) or by 32 % all together 0.3 and 0.7 %; rates that vary by 45 %, each for itself, 1.3 and 2.2 %.
**Spikes found** by 12 and by 17 o'clock: of 7 tickets a day three times as many in 21 and 50 % of cases, of 70 twice
as many in 88 and 100 %, and where rates vary by 22 % three times as many in 60 %. What varies by 45 % hides them.

**Words**: services/stats/anomalies/rising_words.py.

Tickets that are open, in progress or nobody's are mostly young, so there are always fewer of the weeks before. Where
the filter asks for these, or for what happened to tickets or when they were resolved, nothing is compared.

Tickets that have their date from an import, as there was none in its file, came on no day of their own: they are left
out of all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from services.filters.fields import parameters_in_rollups
from services.filters.imports import DATED
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.stats.anomalies import rising_words, spikes
from services.stats.anomalies.recent_counts import RecentCounts, recent_counts, recent_tickets_dated_by_imports
from services.taxonomy import DONE


@dataclass(frozen=True, slots=True)
class Anomaly:
    """``field``: category, priority or word, of which ``key`` is the value; ``count`` in ``span``, ``usual`` before.

    ``tickets`` lets through exactly the ``count`` tickets.
    """

    field: Literal["category", "priority", "word"]
    key: str
    span: Literal["today", "week", "7 days"]
    count: int
    usual: float
    tickets: TicketFilter


@dataclass(frozen=True, slots=True)
class Anomalies:
    """``anomalies``: counts before words, the most surprising first.

    ``not_compared`` says why there was nothing to compare: the filter, or too little history.
    ``days_of_history``: since the first ticket of all, where that was asked. ``left_out``: tickets of the filter that
    have their date, of these weeks, from an import. ``days_left_out``: by notes, of these weeks.
    """

    anomalies: tuple[Anomaly, ...] = ()
    not_compared: Literal["filter", "history"] | None = None
    days_of_history: int = 0
    left_out: int = 0
    days_left_out: int = 0


def find_anomalies(ticket_filter: TicketFilter, now: datetime) -> Anomalies:
    """Find unusually high counts and rising words among the tickets of a filter; ``now`` in the reporting time zone.

    The period of the filter does not count.

    Four statements, and two for each word that is told.
    """
    left_out = recent_tickets_dated_by_imports(ticket_filter, now)
    if not _comparable(ticket_filter):
        return Anomalies(not_compared="filter", left_out=left_out)
    whenever = replace(ticket_filter, created_after=None, created_before=None)
    if left_out:
        whenever = replace(whenever, imported=(DATED,))
    counts = recent_counts(whenever, now)
    days = counts.days_of_history
    if days < 7 * spikes.WEEKS_MIN:
        return Anomalies(not_compared="history", days_of_history=days, left_out=left_out)
    words = () if counts.left_out[: rising_words.DAYS].any() else _rising_words(whenever, counts, now)
    anomalies = (*_spikes(whenever, counts, now), *words)
    return Anomalies(anomalies, days_of_history=days, left_out=left_out, days_left_out=int(counts.left_out.sum()))


def _comparable(ticket_filter: TicketFilter) -> bool:
    unresolved = bool(ticket_filter.status) and not set(ticket_filter.status) <= {*DONE}
    later = parameters_in_rollups("resolved", "events")
    return not (unresolved or NOBODY in ticket_filter.assignee or later.intersection(ticket_filter.active()))


def _spikes(whenever: TicketFilter, counts: RecentCounts, now: datetime) -> list[Anomaly]:
    detected = spikes.find_spikes(
        counts.whole, counts.part, weekday=now.weekday(), known=counts.known, left_out=counts.left_out
    )
    return [_anomaly(spike, *counts.series[spike.series], whenever, now) for spike in detected]


def _anomaly(spike: spikes.Spike, field: str, key: str, whenever: TicketFilter, now: datetime) -> Anomaly:
    first = now.date() - timedelta(days=now.weekday() if spike.week else 0)
    tickets = replace(whenever, created_after=first, created_before=now.date())
    if field == "category":
        return Anomaly("category", key, _span(spike), spike.count, spike.usual, replace(tickets, category=(key,)))
    return Anomaly("priority", key, _span(spike), spike.count, spike.usual, replace(tickets, priority=(key,)))


def _span(spike: spikes.Spike) -> Literal["today", "week"]:
    return "week" if spike.week else "today"


def _rising_words(whenever: TicketFilter, counts: RecentCounts, now: datetime) -> list[Anomaly]:
    days, weeks = rising_words.DAYS, rising_words.WEEKS_BEFORE
    every_day = counts.whole[[field == "category" for field, _ in counts.series]].sum(axis=0)
    tickets = int(every_day[:days].sum()), int(every_day[days : days * (weeks + 1)].sum())
    return [
        Anomaly("word", word.word, "7 days", word.count, word.usual, word.tickets)
        for word in rising_words.find_rising_words(whenever, now.date(), tickets=tickets)
    ]
