"""Read the parts of an overview from the rollups and the deltas that are not folded into them yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db.tables.rollups import HOURS
from services.rollups import removed
from services.rollups.source import (
    FIRST,
    IN_PERIOD,
    LAST,
    OF_CATEGORY,
    OF_KIND,
    OF_PRIORITY,
    OF_STATUS,
    level,
    levels,
    source_parameters,
)
from services.rollups.spans import EVER, Span, in_spans, month_of, span_parameters, spans, whole_days_only
from services.rollups.totals import ON_WEEKDAYS, OUTCOME_NUMBERS, outcome_parameters
from services.stats import resolution
from services.stats.query import DAY, OverviewQuery
from services.stats.series import ticket_parts
from services.stats.series.selects import BY_AGE, BY_DAY, BY_PAIR, BY_WEEK, FIRST_WEEK, FLOW, SUGGESTED, TOOK_ROUGHLY
from services.taxonomy import UNRESOLVED

Rows = Sequence[Row[Any]]
LONG = timedelta(days=28)  # what is older is of the oldest of AGES


def created_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``CREATED``, also for weekdays and hours, which months do not know."""
    hours = " + ".join(f"h{hour:d}" for hour in query.filter.hour) or "n"
    if query.filter.weekday or query.filter.hour:
        pairs, ages = [whole_days_only(query.first, query.last)], [whole_days_only(None, None)]
    else:
        pairs, ages = list(spans(query.first, query.last, query.today)), _age_spans(query)
    levels_of = {
        "level_of_pairs": level(query.filter, "category", "priority"),
        "level_of_ages": level(query.filter, "priority", "status"),
    }
    given = query.parameters | levels_of | span_parameters("pairs", pairs) | span_parameters("ages", ages)
    return session.execute(text(_CREATED.format(n=hours)), given).all()


def _age_spans(query: OverviewQuery) -> list[Span]:
    """The spans for ages: all days, those of the oldest age by month, none after the period's end."""
    end = month_of(max(min(query.last or query.today, query.today - LONG), EVER + 2 * LONG))
    return [Span("month", EVER, end - DAY, 1), whole_days_only(end, None)]


def hourly_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``HOURLY``."""
    return session.execute(_HOURLY, query.parameters).all()


def flow_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``FLOW``."""
    return session.execute(_FLOW, query.parameters).all()


def resolution_times(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``TOOK``, within 2 % where it is more than a few tickets."""
    now = list(spans(query.first, query.last, query.today))
    before = list(spans(*query.previous_period, query.today)) if query.previous_period else []
    wanted = resolution.without_done_statuses(query.filter)
    given = query.parameters | source_parameters(wanted) | levels(wanted, "category")
    given |= span_parameters("times", now + before) | {"previous_period": [False] * len(now) + [True] * len(before)}
    rough = session.execute(_TOOK, given).all()
    most = max(
        sum(row.n for row in rough if row.previous_period is side and (side or row.key)) for side in (False, True)
    )
    if not 0 < most <= resolution.EXACT_UP_TO or removed.has_removed(session):
        return rough
    return ticket_parts.resolution_times(session, query)


def suggestion_counts(session: Session, query: OverviewQuery) -> Rows:
    """Rows of ``SUGGESTED``, of the suggestions that the filter asks for."""
    return session.execute(_SUGGESTED, query.parameters | outcome_parameters(query.filter)).all()


_SINCE = "coalesce(CAST(:since AS date), '-infinity'::date)"
_ASKED = f"day >= {_SINCE} AND (day < {FIRST} OR {IN_PERIOD})"
_AT = "(CAST(:hour AS integer[]) IS NULL OR slot = ANY (CAST(:hour AS integer[])))"
_MARKED = f"{OF_CATEGORY} AND {OF_PRIORITY} AS in_filter, {IN_PERIOD} AS in_period, day <= {LAST} AS by_period_end"
_WANTED = f"{OF_STATUS} AND {ON_WEEKDAYS}"
_UNRESOLVED = f"{OF_KIND} AND status IN {UNRESOLVED}"


_CREATED = f"""
    WITH appended AS MATERIALIZED (
        SELECT day, category, priority, status, n, {_MARKED} FROM stat_delta
        WHERE fact = 'created' AND {_WANTED} AND {_AT}
    )
    (WITH created AS (
        SELECT day, {{n}} AS n, {_MARKED} FROM rollup_created WHERE level = :level AND {_WANTED}
        UNION ALL
        SELECT day, n, in_filter, in_period, by_period_end FROM appended
    ) {BY_DAY})
    UNION ALL
    (WITH created AS (
        SELECT category, priority, n, true AS in_period
        FROM {in_spans("pairs", ":level_of_pairs", OF_STATUS, of_days=ON_WEEKDAYS, n="{n}")}
        UNION ALL
        SELECT category, priority, n, in_period FROM appended
    ) {BY_PAIR})
    UNION ALL
    (WITH created AS (
        SELECT day, category, priority, {{n}} AS n, {IN_PERIOD} AS in_period FROM rollup_created
        WHERE level = :level_of_pairs AND day > {FIRST_WEEK} AND {OF_STATUS} AND {ON_WEEKDAYS}
        UNION ALL
        SELECT day, category, priority, n, in_period FROM appended
    ) {BY_WEEK})
    UNION ALL
    (WITH created AS (
        SELECT day, priority, status, n, true AS in_filter, day <= {LAST} AS by_period_end
        FROM {in_spans("ages", ":level_of_ages", _UNRESOLVED, of_days=ON_WEEKDAYS, n="{n}")}
        UNION ALL
        SELECT day, priority, status, n, in_filter, by_period_end FROM appended
    ) {BY_AGE})
"""  # noqa: S608 - ours
_SUM_OF_HOURS, _MOST_OF_HOURS = (", ".join(f"{function}({hour})" for hour in HOURS) for function in ("sum", "max"))
_HOURS_OF_DAY = ", ".join(f"sum({hour}) AS {hour}" for hour in HOURS)
_APPENDED_HOURS = ", ".join(f"CASE slot WHEN {place} THEN n ELSE 0 END" for place in range(len(HOURS)))
# Hours stay columns until there is a row a weekday: a day that is not folded yet is part of its sums first.
_HOURLY = text(
    f"""
    WITH by_day AS (
        SELECT day, {_HOURS_OF_DAY} FROM (
            SELECT day, {", ".join(HOURS)} FROM rollup_created WHERE level = :level AND {OF_KIND} AND {IN_PERIOD}
            UNION ALL
            SELECT day, {_APPENDED_HOURS} FROM stat_delta WHERE fact = 'created' AND {OF_KIND} AND {IN_PERIOD}
        ) AS part GROUP BY day
    )
    SELECT 'hour' AS part, weekday::text AS a, (hour.number - 1)::text AS b, NULL AS c, hour.n::bigint AS n,
           hour.most::bigint AS in_period
    FROM (
        SELECT extract(isodow FROM day)::integer AS weekday, ARRAY[{_SUM_OF_HOURS}] AS hours,
               ARRAY[{_MOST_OF_HOURS}] AS most
        FROM by_day GROUP BY 1
    ) AS week CROSS JOIN LATERAL unnest(hours, most) WITH ORDINALITY AS hour (n, most, number)
    """  # noqa: S608 - ours
)
_FLOW = text(
    f"""
    WITH flow AS (
        SELECT day, resolved, reopened, {IN_PERIOD} AS in_period FROM rollup_flow
        WHERE level = :level AND {OF_KIND} AND day >= {FIRST}
        UNION ALL
        SELECT day, CASE fact WHEN 'resolved' THEN n ELSE 0 END, CASE fact WHEN 'reopened' THEN n ELSE 0 END,
               {IN_PERIOD}
        FROM stat_delta WHERE fact IN ('resolved', 'reopened') AND {OF_KIND} AND day >= {FIRST}
    ) {FLOW}
    """  # noqa: S608 - ours
)
_TOOK = text(
    f"""
    WITH span AS (
        SELECT * FROM unnest(
            CAST(:previous_period AS boolean[]), CAST(:times_span AS stat_span[]), CAST(:times_from AS date[]),
            CAST(:times_to AS date[]), CAST(:times_sign AS integer[])
        ) AS span (previous_period, name, first, last, sign)
    ), bucketed AS (
        SELECT previous_period, category, bucket, sign * n AS n
        FROM span CROSS JOIN LATERAL (
            SELECT category, bucket, n FROM rollup_duration
            WHERE span = name AND level = CASE name WHEN 'day' THEN :level_of_times ELSE :level END
                AND since BETWEEN first AND last AND {OF_PRIORITY} AND {OF_STATUS}
            OFFSET 0 -- keeps the planner from joining with all of it
        ) AS kept
        UNION ALL
        SELECT day < {FIRST}, category, slot, n FROM stat_delta
        WHERE fact = 'duration' AND {OF_PRIORITY} AND {OF_STATUS} AND {_ASKED}
    ) {TOOK_ROUGHLY}
    """  # noqa: S608 - ours
)
_SUGGESTED = text(
    f"""
    WITH suggested AS (
        SELECT day, outcome, n FROM rollup_suggestion
        WHERE level = :level AND {OF_KIND} AND {_ASKED} AND outcome = ANY ({OUTCOME_NUMBERS})
        UNION ALL
        SELECT day, slot, n FROM stat_delta
        WHERE fact = 'suggested' AND {OF_KIND} AND {_ASKED} AND slot = ANY ({OUTCOME_NUMBERS})
    ) {SUGGESTED}
    """  # noqa: S608 - ours
)
