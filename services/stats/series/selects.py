"""The parts of an overview: what each selects from a named source.

rollup_parts.py and ticket_parts.py beside it make the sources. What a series leaves out of the filter does not
narrow its source; ``in_filter`` says whether a row has that too. The sources and their columns:

- ``created``: day, category, priority, status, n; ``in_filter``: of the filter's categories and priorities;
  ``in_period``; ``by_period_end``: not after its end. Tickets of all days from ``since`` on, of the days before only
  the unresolved
- ``hourly``: weekday, hour, n on one day; of the period, whatever weekday and hour the filter asks for
- ``flow``: day, resolved, reopened; ``in_period``; from its first day on, also after its end
- ``resolution``: category, resolved, seconds; ``previous_period``: resolved in the period before; whatever category the
  filter asks for
- ``bucketed``: the same with bucket and n instead of seconds
- ``suggested``: day, outcome (see suggestion_outcome in db/sql), n; of the period and the one before
"""

from __future__ import annotations

from services.rollups.source import OF_CATEGORY
from services.taxonomy import UNRESOLVED

# Of unresolved tickets, in calendar days since the day of creation; the steps between them are those of CREATED.
AGES = ("today", "1-2 days", "3-6 days", "1-3 weeks", "4 weeks or more")

WEEKS = 12  # the newest of the period, by which its patterns are judged
LAST_DAY = "least(coalesce(CAST(:last AS date), CAST(:today AS date)), CAST(:today AS date))"
FIRST_WEEK = f"({LAST_DAY} - {7 * WEEKS})"

# part, what it counts by (a, b and c, as text), n, and as much of it as belongs to the period.
BY_DAY = """
    SELECT 'day' AS part, day::text AS a, NULL AS b, NULL AS c, sum(n)::bigint AS n,
           coalesce(sum(n) FILTER (WHERE in_period), 0)::bigint AS in_period
    FROM created WHERE in_filter AND day >= coalesce(CAST(:since AS date), '-infinity') GROUP BY day
"""
BY_PAIR = """
    SELECT 'pair' AS part, category AS a, priority::text AS b, NULL AS c, sum(n)::bigint AS n, 0::bigint AS in_period
    FROM created WHERE in_period GROUP BY category, priority
"""
BY_AGE = f"""
    SELECT 'age' AS part, age::text AS a, priority::text AS b, status::text AS c, sum(n)::bigint AS n,
           coalesce(sum(n) FILTER (WHERE by_period_end), 0)::bigint AS in_period
    FROM (
        SELECT width_bucket(CAST(:today AS date) - day, ARRAY[1, 3, 7, 28]) AS age, priority, status, n, by_period_end
        FROM created WHERE in_filter AND status IN {UNRESOLVED}
    ) AS unresolved GROUP BY age, priority, status
"""  # noqa: S608 - ours
# c: how many weeks before the last one of the period, of the newest WEEKS that are whole.
BY_WEEK = f"""
    SELECT 'week' AS part, category AS a, priority::text AS b, (({LAST_DAY} - day) / 7)::text AS c,
           sum(n)::bigint AS n, 0::bigint AS in_period
    FROM created WHERE in_period AND day > {FIRST_WEEK} AND day <= {LAST_DAY} GROUP BY 2, 3, 4
"""  # noqa: S608 - ours
CREATED = f"{BY_DAY} UNION ALL {BY_PAIR} UNION ALL {BY_AGE} UNION ALL {BY_WEEK}"
# in_period: as many of n as came on a single day, the one with the most.
HOURLY = """
    SELECT 'hour' AS part, weekday::text AS a, hour::text AS b, NULL AS c, sum(n)::bigint AS n,
           max(n)::bigint AS in_period
    FROM hourly GROUP BY weekday, hour
"""
COUNTED = ("part", "a", "b", "c", "n", "in_period")

FLOW = """
    SELECT day, coalesce(sum(resolved) FILTER (WHERE in_period), 0)::bigint AS resolved,
           coalesce(sum(reopened) FILTER (WHERE in_period), 0)::bigint AS reopened,
           sum(resolved - reopened)::bigint AS gone
    FROM flow GROUP BY day
"""
FLOWED = ("day", "resolved", "reopened", "gone")

# key: a category, NULL for all those of the filter; at: NULL or, of the newest WEEKS, the last day of one; in COURSE a
# day or the first of a month.
# Sorted as floating-point seconds, which takes half the time of numeric ones and has every microsecond.
_HALF, _MOST = (f"percentile_disc({q}) WITHIN GROUP (ORDER BY seconds)::numeric / 3600" for q in (0.5, 0.9))
TOOK = f"""
    SELECT previous_period, NULL AS key, NULL::date AS at, count(*) AS n,
           {_HALF} AS p50_hours,
           {_MOST} AS p90_hours
    FROM resolution WHERE {OF_CATEGORY} GROUP BY previous_period
    UNION ALL
    SELECT false, category, NULL, count(*), {_HALF},
           {_MOST}
    FROM resolution WHERE NOT previous_period GROUP BY category
    UNION ALL
    SELECT false, category, {LAST_DAY} - ({LAST_DAY} - resolved::date) / 7 * 7, count(*),
           {_HALF}, {_MOST}
    FROM resolution
    WHERE NOT previous_period AND resolved::date > {FIRST_WEEK} AND resolved::date <= {LAST_DAY} GROUP BY category, 3
"""  # noqa: S608 - ours
COURSE = f"""
    SELECT false, NULL, date_trunc(:unit, resolved)::date, count(*),
           {_HALF}, {_MOST}
    FROM resolution WHERE NOT previous_period AND {OF_CATEGORY} GROUP BY 3
"""  # noqa: S608 - ours
TOOK_ROUGHLY = f""",
    counted AS (
        SELECT previous_period, category, bucket, sum(n)::integer AS n FROM bucketed GROUP BY 1, 2, 3 HAVING sum(n) > 0
    ), keyed AS (
        SELECT previous_period, NULL AS key, bucket, sum(n)::integer AS n FROM counted WHERE {OF_CATEGORY} GROUP BY 1, 3
        UNION ALL
        SELECT false, category, bucket, n FROM counted WHERE NOT previous_period
    ), ranked AS (
        SELECT previous_period, key, bucket, sum(n) OVER (PARTITION BY previous_period, key ORDER BY bucket) AS up_to,
               sum(n) OVER (PARTITION BY previous_period, key) AS n
        FROM keyed
    )
    SELECT previous_period, key, NULL::date AS at, max(n)::bigint AS n,
           duration_value(min(bucket) FILTER (WHERE up_to * 2 >= n)) / 3600 AS p50_hours,
           duration_value(min(bucket) FILTER (WHERE up_to * 10 >= n * 9)) / 3600 AS p90_hours
    FROM ranked GROUP BY previous_period, key
"""  # noqa: S608 - ours
TIMES = ("previous_period", "key", "at", "n", "p50_hours", "p90_hours")

# A suggestion is chosen when all that it said was; one that said nothing is none.
_CHOSEN = "outcome / 3 % 3 < 2 AND outcome % 3 < 2"
SUGGESTED = f"""
    SELECT day, suggestion_source.key AS source, sum(n)::bigint AS suggested,
           coalesce(sum(n) FILTER (WHERE {_CHOSEN}), 0)::bigint AS chosen
    FROM suggested JOIN suggestion_source ON number = outcome / 9
    WHERE outcome % 9 > 0 GROUP BY 1, 2 HAVING sum(n) > 0 ORDER BY 1, 2
"""  # noqa: S608 - ours
ACCEPTED = ("day", "source", "suggested", "chosen")
