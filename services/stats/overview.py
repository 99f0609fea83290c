"""All that the dashboard shows of one filter and one period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from typing import Any

import pandas as pd
from sqlalchemy import Row

from services import taxonomy
from services.filters.ticket_filter import TicketFilter
from services.rollups.source import from_rollups, parameters
from services.stats import rollup_parts, ticket_parts
from services.stats.drilldown import Listing, behind, listing
from services.stats.query import Asked
from services.stats.resolution import course
from services.stats.result import Answers
from services.stats.snapshot import Moment, Task, one_moment


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one period.

    ``total`` tickets created in it, ``avg_per_day`` over its days with at least one. ``open`` and ``in_progress``:
    created up to its end and so now, None of a period before; ``unresolved``: both together, of a period before the
    backlog at its end. ``resolved`` in it and still; half of these took up to ``p50_hours`` (nearest rank, None without
    any). ``suggested``: suggestions shown in it, ``chosen``: those of them of which everything was chosen.
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
    - ``acceptance``: day (datetime64), source, suggested, chosen; suggestions, of which a ticket has at most one
      by each source: as many tickets were created on that day and have one by that source
    - ``course``: key (datetime64), n, p50_hours, p90_hours; by the day of resolution or, ``by_month``, by its month

    Of the filter each of category, priority, pairs, week and resolution leaves out what it shows itself.

    Suggestions, resolutions and reopenings can be more than their tickets: ``suggested``, ``resolved`` and ``reopened``
    say how many tickets these are, as far as that can be counted at once. None where no filter can list them.
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
    course: pd.DataFrame
    by_month: bool
    suggested: Listing | None
    resolved: Listing | None
    reopened: Listing | None


def overview(ticket_filter: TicketFilter) -> Overview:
    """Everything of the tickets that match, as of one moment, in a handful of statements side by side."""
    given = parameters(ticket_filter)
    with one_moment() as moment:
        asked = Asked(ticket_filter, moment.zone, moment.today, given)
        answers = _answers(moment, asked)
    return Overview(
        first=answers.first,
        last=answers.last,
        before=asked.before,
        now=_numbers(answers, before=False),
        previous=_numbers(answers, before=True) if asked.before else None,
        days=answers.days(),
        category=answers.breakdown("category"),
        priority=answers.breakdown("priority"),
        pairs=answers.pairs(),
        week=answers.week(),
        age=answers.age(),
        resolution=answers.resolution(),
        acceptance=answers.acceptance(),
        course=answers.course(),
        by_month=answers.over_time[0] == "month",
        suggested=answers.listing("suggested"),
        resolved=answers.listing("resolved"),
        reopened=answers.listing("reopened"),
    )


def _answers(moment: Moment, asked: Asked) -> Answers:
    """From the rollups as far as they can tell; each of these tasks is a statement or a few, the longest come first."""
    listed = behind(asked.filter)
    listings: list[Task] = [partial(listing, asked=asked, tickets=tickets) for tickets in listed.values()]
    counted: list[Listing] = []
    if asked.filter.search and (searches := ticket_parts.searches(moment.session, asked)):
        found = moment.side_by_side([*searches, *listings])
        counted, listings = found[len(searches) :], []
        asked = replace(asked, found="{" + ",".join(filter(None, found[: len(searches)])) + "}")
    known = from_rollups(asked.filter)
    counts = [rollup_parts.hourly, rollup_parts.created]
    if not from_rollups(asked.filter, "hours"):
        counts = [ticket_parts.created]
    times = [rollup_parts.took, course] if known else [ticket_parts.times]
    parts = rollup_parts if known else ticket_parts
    suggested = (rollup_parts if from_rollups(asked.filter, "suggestions") else ticket_parts).suggested
    tasks: list[Callable[..., Any]] = [*counts, *times, parts.flow, suggested]
    answers = iter(moment.side_by_side([*(partial(task, asked=asked) for task in tasks), *listings]))
    by_part: dict[str, list[Row[Any]]] = {"day": [], "pair": [], "age": [], "hour": []}
    for row in chain.from_iterable(islice(answers, len(counts))):
        by_part[row.part].append(row)
    took, over_time = islice(answers, 2) if known else next(answers)
    flowed, accepted = islice(answers, 2)
    categories = [(category.key, category.archived) for category in taxonomy.read(moment.session)]
    by_name = dict(zip(listed, counted or answers, strict=True))
    return Answers(asked, categories, by_part, flowed, took, accepted, over_time, by_name)


def _numbers(answers: Answers, *, before: bool) -> Numbers:
    total, average = answers.total(before=before)
    resolved, half, most = answers.took(before=before)
    shown = answers.acceptance(before=before)
    return Numbers(
        total=total,
        open=None if before else answers.unresolved("open"),
        in_progress=None if before else answers.unresolved("in_progress"),
        unresolved=answers.unresolved_before() if before else answers.unresolved(),
        avg_per_day=average,
        resolved=resolved,
        p50_hours=half,
        p90_hours=most,
        suggested=int(shown["suggested"].sum()),
        chosen=int(shown["chosen"].sum()),
    )
