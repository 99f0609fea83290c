"""The week on one page: what is read for it, and in which words; the numbers are those of the dashboard."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from services import reporting, taxonomy
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.listing import sorted_pages
from services.reports.figures import Figure, figures
from services.rollups.source import source_parameters
from services.stats.anomalies.detection import Anomalies, find_anomalies
from services.stats.insights.findings import (
    MOST,
    anomaly_sentences,
    compared_sentences,
    left_out_text,
    overdue_critical,
    target_sentences,
)
from services.stats.insights.sentence import Sentence
from services.stats.number_filters import unresolved_tickets
from services.stats.query import OverviewQuery
from services.stats.series.overview import Overview, overview, overview_against
from services.stats.targets.target_numbers import Targets, read_targets, with_targets
from services.stats.undated import leave_out_undated
from services.targets.clock import clocks_of
from services.targets.states import AT_RISK, BREACHED, LABELS
from services.taxonomy import UNRESOLVED

TICKETS_MOST = 8
DAYS = 7
WEEK_ENDS = time(23, 59, 59)
QUIET = "Nothing unusual on the last day or in the last week of this period."
SILENT = {
    None: QUIET,
    "filter": "What is usual is not compared under this filter: unresolved, unassigned and just-resolved tickets are"
    " mostly new.",
    "history": "Comparisons start once there are five weeks of tickets.",
}


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket that matters. ``waiting``: since it was created, in words; ``target``: their state, "" without one."""

    id: int
    title: str
    category: str
    priority: str
    priority_key: str
    assignee: str
    waiting: str
    target: str


@dataclass(frozen=True, slots=True)
class Week:
    """All that a report says. ``filter``: with its period; ``words``: the filter without it, "" where there is none.

    ``before``: the overview of the days before, None for a period that has none. ``lines``: what is to be said beside
    the sentences. ``now``: when it was read, in the reporting time zone.
    """

    filter: TicketFilter
    words: str
    overview: Overview
    before: Overview | None
    figures: tuple[Figure, ...]
    has_targets: bool
    sentences: tuple[Sentence, ...]
    lines: tuple[str, ...]
    tickets: tuple[TicketRow, ...]
    now: datetime

    @property
    def first(self) -> date:
        """The first day."""
        return self.overview.first

    @property
    def last(self) -> date:
        """The last day, so far as it has come."""
        return self.overview.last

    @property
    def is_week(self) -> bool:
        """Whether it is a whole week, from Monday to Sunday."""
        return self.first.weekday() == 0 and (self.last - self.first).days == DAYS - 1


def last_week(today: date) -> tuple[date, date]:
    """Monday and Sunday of the last week that is over."""
    monday = today - timedelta(days=today.weekday() + DAYS)
    return monday, monday + timedelta(days=DAYS - 1)


def with_week(ticket_filter: TicketFilter, today: date) -> TicketFilter:
    """The filter with its period; one without any is about the last week that is over."""
    if ticket_filter.created_after or ticket_filter.created_before:
        return ticket_filter
    first, last = last_week(today)
    return replace(ticket_filter, created_after=first, created_before=last)


def read_week(ticket_filter: TicketFilter, *, counted: bool = False, now: datetime | None = None) -> Week:
    """Read the report of a filter and its period, or of last week. Raises what the statistics raise.

    ``counted``: tickets imported without dates count on the day of their import. ``now``: else this moment.
    """
    zone = reporting.time_zone()
    now = (now or datetime.now(zone)).astimezone(zone)
    undated = leave_out_undated(with_week(ticket_filter, now.date()), now.date(), counted=counted)
    current = undated.filter
    numbers, before = _read_overviews(current, now.date())
    targets = read_targets(current)
    sentences, lines = _what_changed(current, numbers, targets, now)
    return Week(
        filter=current,
        words=_filter_words(ticket_filter, now.date()),
        overview=numbers,
        before=before,
        figures=figures(numbers, targets),
        has_targets=targets is not None,
        sentences=sentences,
        lines=tuple(filter(None, (*lines, undated.said()))),
        tickets=_tickets_that_matter(current, targets, now),
        now=now,
    )


def _filter_words(ticket_filter: TicketFilter, today: date) -> str:
    without_period = replace(ticket_filter, created_after=None, created_before=None)
    if not without_period.active():
        return ""
    words = without_period.sentence(2, today=today).removeprefix("2 ")
    return re.sub("^tickets, ", "tickets ", words)


def _read_overviews(current: TicketFilter, today: date) -> tuple[Overview, Overview | None]:
    zone = reporting.time_zone().key
    period = OverviewQuery(current, zone, today, source_parameters(current)).previous_period
    if period is None:
        return overview(current), None
    return overview_against(current, replace(current, created_after=period[0], created_before=period[1]))


def _end(current: TicketFilter, now: datetime) -> datetime:
    """The end of the last whole day of the period, or this moment where it is not over.

    Of a day that is only begun no part can be compared with the same part of others, but of today.
    """
    end = current.created_before
    if end is None:
        return now
    if isinstance(end, datetime):
        local = end.astimezone(now.tzinfo) if end.tzinfo else end.replace(tzinfo=now.tzinfo)
        if local >= now:
            return now
        end = local.date() - timedelta(days=1)
    return min(now, datetime.combine(end, WEEK_ENDS, now.tzinfo))


def _what_changed(
    current: TicketFilter, numbers: Overview, targets: Targets | None, now: datetime
) -> tuple[tuple[Sentence, ...], tuple[str, ...]]:
    """The sentences of the period, and what is said beside them: without any, that nothing changed."""
    end = _end(current, now)
    try:
        looked: Anomalies | None = find_anomalies(current, end)
    except QueryTooSlow:
        looked = None
    told = [
        *anomaly_sentences(looked, end, over=end < now),
        *compared_sentences(current, numbers, looked, end.date()),
        *overdue_critical(current, now),
        *target_sentences(targets),
    ]
    return tuple(told[:MOST]), (_note_of_silence(numbers, looked, bool(told)), left_out_text(looked))


def _note_of_silence(numbers: Overview, looked: Anomalies | None, told: bool) -> str:
    if not numbers.now.total and not numbers.now.resolved:
        return "No ticket was created or resolved in this period."
    if looked is None:
        return "What is usual could not be read in time."
    return "" if told and looked.not_compared is None else SILENT[looked.not_compared]


def _tickets_that_matter(current: TicketFilter, targets: Targets | None, now: datetime) -> tuple[TicketRow, ...]:
    """The unresolved tickets that breached a target, then those at risk, then the most urgent and oldest."""
    if current.status and set(UNRESOLVED).isdisjoint(current.status):
        return ()
    unresolved = unresolved_tickets(current)
    states = () if targets is None else (BREACHED, AT_RISK)
    wanted = [with_targets(unresolved, (state,)) for state in states if state in (current.target or states)]
    reasons = {
        ticket.id: ticket
        for one in (*wanted, unresolved)
        for ticket in sorted_pages.page(one, order="priority", size=TICKETS_MOST).tickets
    }
    tickets = list(reasons.values())[:TICKETS_MOST]
    clocks = clocks_of([ticket.id for ticket in tickets])
    return tuple(
        TicketRow(
            id=ticket.id,
            title=ticket.title,
            category=taxonomy.label(ticket.category),
            priority=taxonomy.label(ticket.priority),
            priority_key=ticket.priority,
            assignee=ticket.assignee or "Unassigned",
            waiting=_waiting(ticket.created_at, now),
            target=LABELS[clock.state] if (clock := clocks.get(ticket.id)) else "",
        )
        for ticket in tickets
    )


def _waiting(since: datetime, now: datetime) -> str:
    """ "under 1 h", "5 h", "3 days"."""
    age = max(timedelta(), now - since)
    if age < timedelta(days=2):
        whole = age // timedelta(hours=1)
        return f"{whole} h" if whole else "under 1 h"
    return f"{age.days:,} days"
