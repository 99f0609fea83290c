"""All that the dashboard shows of one filter and one period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

import pandas as pd

from services import reporting
from services.filters import TicketFilter
from services.stats.headline import headline
from services.stats.resolution import time_to_resolution
from services.stats.series import acceptance, breakdown, category_by_priority, daily, open_by_age, week

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one period.

    ``total`` tickets created in it, ``avg_per_day`` over its days with at least one. ``open`` and ``in_progress``:
    created up to its end and so now, None of a period before; ``unresolved``: both together, of a period before the
    backlog at its end. ``resolved`` in it and still; half of these took up to ``p50_hours`` (nearest rank, None without
    any). ``suggested``: categories and priorities suggested in it, ``chosen``: those of them that were chosen.
    """

    total: int
    open: int | None
    in_progress: int | None
    unresolved: int
    avg_per_day: float
    resolved: int
    p50_hours: float | None
    p90_hours: float | None
    suggested: int
    chosen: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A period (both days included), the one before of the same length, and the series of the period.

    Without a beginning the period is all time, from the first day with a ticket, and there is none before; nor is there
    for one that begins or ends within a day. It ends today when the filter does not say so or says later.

    - ``days``: day (datetime64), created, resolved, reopened, unresolved (the backlog at its end); every day
    - ``category``, ``priority``: key, n
    - ``pairs``: category, priority, n
    - ``week``: weekday (1 is Monday), hour, n
    - ``age``: age (of AGES), priority, n; what was created up to the period's end and is unresolved now
    - ``resolution``: key (a category), n, p50_hours, p90_hours
    - ``acceptance``: day (datetime64), source, suggested, chosen; categories and priorities together

    Of the filter each of category, priority, pairs, week and resolution leaves out what it shows itself.
    """

    first: date
    last: date
    before: tuple[date, date] | None
    now: Numbers
    previous: Numbers | None
    days: pd.DataFrame
    category: pd.DataFrame
    priority: pd.DataFrame
    pairs: pd.DataFrame
    week: pd.DataFrame
    age: pd.DataFrame
    resolution: pd.DataFrame
    acceptance: pd.DataFrame


def overview(ticket_filter: TicketFilter) -> Overview:
    """Everything of the tickets that match."""
    first, last = _period(ticket_filter)
    before = _before(ticket_filter, first, last)
    previous = before and replace(ticket_filter, created_after=before[0], created_before=before[1])
    so_far = ticket_filter.without("created_after")
    return Overview(
        first=first,
        last=last,
        before=before,
        now=_numbers(ticket_filter, headline(so_far).open_tickets, headline(so_far).unresolved_tickets),
        previous=_numbers(previous, None, _backlog(previous)) if previous else None,
        days=_days(ticket_filter, first, last),
        category=breakdown("category", ticket_filter.without("category")),
        priority=breakdown("priority", ticket_filter.without("priority")),
        pairs=category_by_priority(ticket_filter.without("category").without("priority")),
        week=week(ticket_filter.without("weekday").without("hour")),
        age=open_by_age(so_far),
        resolution=time_to_resolution(ticket_filter.without("category"), by="category"),
        acceptance=_acceptance(ticket_filter),
    )


def _period(ticket_filter: TicketFilter) -> tuple[date, date]:
    """The first and the last day."""
    known = daily(ticket_filter.without("created_after").without("created_before"))["day"].dt.date
    today = reporting.today()
    first = _local_day(ticket_filter.created_after) or min([*known.head(1), today])
    last = max([*known.tail(1), today])
    end = _local_day(ticket_filter.created_before, before=True)
    return first, max(first, min(last, end) if end else last)


def _local_day(moment: date | datetime | None, *, before: bool = False) -> date | None:
    if not isinstance(moment, datetime):
        return moment
    local = moment if moment.tzinfo is None else moment.astimezone(reporting.time_zone())
    return (local - timedelta(microseconds=before)).date()


def _before(ticket_filter: TicketFilter, first: date, last: date) -> tuple[date, date] | None:
    within_days = any(isinstance(m, datetime) for m in (ticket_filter.created_after, ticket_filter.created_before))
    if ticket_filter.created_after is None or within_days:
        return None
    return first - (last - first) - DAY, first - DAY


def _numbers(ticket_filter: TicketFilter, opened: int | None, unresolved: int) -> Numbers:
    counted, shown = headline(ticket_filter), _acceptance(ticket_filter)
    took = time_to_resolution(ticket_filter)
    resolved, p50, p90 = (int(took["n"].sum()), *((took[name].tolist() or [None])[0] for name in took.columns[2:]))
    return Numbers(
        total=counted.total_tickets,
        open=opened,
        in_progress=None if opened is None else unresolved - opened,
        unresolved=unresolved,
        avg_per_day=counted.avg_tickets_per_day,
        resolved=resolved,
        p50_hours=p50,
        p90_hours=p90,
        suggested=int(shown["suggested"].sum()),
        chosen=int(shown["chosen"].sum()),
    )


def _backlog(ticket_filter: TicketFilter) -> int:
    """How many were unresolved at the end of the filter's period."""
    days = daily(ticket_filter.without("created_after"))["unresolved"]
    return int(days.iloc[-1]) if len(days) else 0


def _days(ticket_filter: TicketFilter, first: date, last: date) -> pd.DataFrame:
    every = pd.date_range(first, last, unit="s", name="day")
    found = daily(ticket_filter).drop(columns="still_open").set_index("day").reindex(every)
    found["unresolved"] = found["unresolved"].ffill()
    return found.fillna(0).astype("int64").reset_index()


def _acceptance(ticket_filter: TicketFilter) -> pd.DataFrame:
    found = acceptance(ticket_filter)
    for name in ("suggested", "chosen"):
        found[name] = found[f"category_{name}"] + found[f"priority_{name}"]
    return found[["day", "source", "suggested", "chosen"]]
