"""All that the dashboard shows of one filter and one period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain
from typing import Any

import pandas as pd
from sqlalchemy import Row

from services import taxonomy
from services.filters import TicketFilter
from services.stats import rollup_parts, ticket_parts
from services.stats.answers import Answers
from services.stats.asked import Asked
from services.stats.moment import Moment, one_moment
from services.stats.source import from_rollups, parameters


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
    )


def _answers(moment: Moment, asked: Asked) -> Answers:
    """From the rollups as far as they can tell; each of these tasks is a statement, the longest come first."""
    parts = rollup_parts if from_rollups(asked.filter) else ticket_parts
    asked = replace(asked, found=ticket_parts.searched(moment.session, asked))
    counts = [rollup_parts.hourly, rollup_parts.created]
    if not from_rollups(asked.filter, "weekday", "hour"):
        counts = [ticket_parts.created]
    tasks = [*counts, parts.took, parts.suggested, parts.flow]
    *counted, times, accepted, flowed = moment.side_by_side([partial(task, asked=asked) for task in tasks])
    by_part: dict[str, list[Row[Any]]] = {"day": [], "pair": [], "age": [], "hour": []}
    for row in chain.from_iterable(counted):
        by_part[row.part].append(row)
    categories = [(category.key, category.archived) for category in taxonomy.read(moment.session)]
    return Answers(asked, categories, by_part, flowed, times, accepted)


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
