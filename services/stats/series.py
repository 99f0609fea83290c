"""The series of the dashboard.

All take the same filter as the headline numbers and the list of tickets, and each sums to the headline's count of the
same thing. Days are calendar days in the reporting time zone. What a period means, services/stats/source.py says.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from services.filters import TicketFilter
from services.stats.source import TODAY, rows

AGES = ("today", "1-2 days", "3-6 days", "1-3 weeks", "4 weeks or more")


def daily(ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """One row a calendar day, from the first on which anything happened to today, days without any included.

    Columns: ``day`` (datetime64), ``created``, ``resolved``, ``reopened``, ``still_open`` (created that day, status
    open now) and ``unresolved`` (the backlog at the end of the day). Resolving and reopening count on the day they
    happened, so past days never change by later events. A period chooses the days that are shown: what was created
    before it is in the backlog and counts when it is resolved. Without tickets there are no rows.
    """
    columns = ("day", "created", "resolved", "reopened", "still_open", "unresolved")
    frame = pd.DataFrame(rows(ticket_filter or TicketFilter(), _DAILY, *columns), columns=list(columns))
    return frame.astype({"day": "datetime64[s]"} | dict.fromkeys(columns[1:], "int64"))


_DAILY = f""",
    every_day AS (
        SELECT day, created, resolved, reopened, still_open, inside FROM flow
        UNION ALL
        SELECT generate_series(min(day), greatest(max(day), {TODAY}), interval '1 day')::date, 0, 0, 0, 0, false
        FROM flow
    ),
    counted AS (
        SELECT day, coalesce(sum(created) FILTER (WHERE inside), 0) AS created,
               coalesce(sum(resolved) FILTER (WHERE inside), 0) AS resolved,
               coalesce(sum(reopened) FILTER (WHERE inside), 0) AS reopened,
               coalesce(sum(still_open) FILTER (WHERE inside), 0) AS still_open,
               sum(sum(created - resolved + reopened)) OVER (ORDER BY day) AS unresolved,
               sum(sum(created)) OVER (ORDER BY day) AS so_far
        FROM every_day GROUP BY day
    )
    SELECT day, created, resolved, reopened, still_open, unresolved
    FROM counted CROSS JOIN period WHERE day BETWEEN first AND last AND so_far > 0 ORDER BY day
"""  # noqa: S608 - ours


def breakdown(by: Literal["category", "priority", "status"], ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """Tickets by one field. Columns: ``key`` (in the order people know), ``n``.

    Names every priority or status and every active category, zeros included, and archived ones that have tickets.
    """
    sql = f"""{_KEYS}
        SELECT key, coalesce(sum(n), 0) AS n FROM {by}_key AS known LEFT JOIN created ON {by}::text = key
        GROUP BY key, place, archived HAVING NOT archived OR sum(n) > 0 ORDER BY place, key
    """  # noqa: S608 - ours
    frame = pd.DataFrame(rows(ticket_filter or TicketFilter(), sql, "key", "n"), columns=["key", "n"])
    return frame.astype({"n": "int64"})


def category_by_priority(ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """Tickets by category and priority. Columns: ``category``, ``priority``, ``n``; a row for each pair, zeros too."""
    columns = ("category", "priority", "n")
    frame = pd.DataFrame(rows(ticket_filter or TicketFilter(), f"{_KEYS} {_PAIRS}", *columns), columns=list(columns))
    return frame.astype({"n": "int64"})


_KEYS = """,
    category_key AS (
        SELECT key, row_number() OVER (ORDER BY position, created_at, key) AS place, archived_at IS NOT NULL AS archived
        FROM category
    ),
    priority_key AS (
        SELECT key::text, place, false AS archived
        FROM unnest(enum_range(NULL::ticket_priority)) WITH ORDINALITY AS known (key, place)
    ),
    status_key AS (
        SELECT key::text, place, false AS archived
        FROM unnest(enum_range(NULL::ticket_status)) WITH ORDINALITY AS known (key, place)
    )
"""
_PAIRS = """,
    counted AS (SELECT category, priority::text AS priority, sum(n) AS n FROM created GROUP BY 1, 2)
    SELECT c.key AS category, p.key AS priority, coalesce(n, 0) AS n
    FROM category_key AS c CROSS JOIN priority_key AS p
    LEFT JOIN counted ON counted.category = c.key AND counted.priority = p.key
    WHERE NOT c.archived OR c.key IN (SELECT category FROM counted WHERE n > 0)
    ORDER BY c.place, p.place
"""


def week(ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """Tickets by weekday and hour of their creation. Columns: ``weekday`` (1 is Monday), ``hour``, ``n``; 168 rows."""
    columns = ("weekday", "hour", "n")
    found = rows(ticket_filter or TicketFilter(), _WEEK, *columns)
    return pd.DataFrame(found, columns=list(columns)).astype("int64")


_WEEK = """
    SELECT weekday, hour, coalesce(sum(n), 0) AS n
    FROM generate_series(1, 7) AS weekday CROSS JOIN generate_series(0, 23) AS hour
    LEFT JOIN created_by_hour USING (weekday, hour)
    GROUP BY weekday, hour ORDER BY weekday, hour
"""


def open_by_age(ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """Unresolved tickets by age and priority. Columns: ``age`` (one of AGES), ``priority``, ``n``; 20 rows.

    Youngest first. Age is in calendar days since the day of creation.
    """
    columns = ("age", "priority", "n")
    frame = pd.DataFrame(rows(ticket_filter or TicketFilter(), f"{_KEYS} {_AGE}", *columns), columns=list(columns))
    frame["age"] = frame["age"].map(lambda place: AGES[int(place)])
    return frame.astype({"n": "int64"})


_AGE = f""",
    aged AS (
        SELECT width_bucket({TODAY} - day, ARRAY[1, 3, 7, 28]) AS age, priority::text AS priority, sum(n) AS n
        FROM created WHERE status IN ('open', 'in_progress') GROUP BY 1, 2
    )
    SELECT step.age, p.key AS priority, coalesce(n, 0) AS n
    FROM generate_series(0, 4) AS step (age) CROSS JOIN priority_key AS p
    LEFT JOIN aged ON aged.age = step.age AND aged.priority = p.key
    ORDER BY step.age, p.place
"""  # noqa: S608 - ours


def acceptance(ticket_filter: TicketFilter | None = None) -> pd.DataFrame:
    """How often suggestions were chosen, by the day they were shown and their source; days without any are left out.

    Columns: ``day`` (datetime64), ``source``, and of category and priority how many were suggested and how many of
    those chosen: ``category_suggested``, ``category_chosen``, ``priority_suggested``, ``priority_chosen``. A field of
    which the source said nothing is not counted. The choice is the one made when the ticket was filed.
    """
    columns = ("day", "source", "category_suggested", "category_chosen", "priority_suggested", "priority_chosen")
    frame = pd.DataFrame(rows(ticket_filter or TicketFilter(), _ACCEPTANCE, *columns), columns=list(columns))
    return frame.astype({"day": "datetime64[s]"} | dict.fromkeys(columns[2:], "int64"))


_ACCEPTANCE = """
    SELECT day, (suggestion_sources())[outcome / 9 + 1] AS source,
           coalesce(sum(n) FILTER (WHERE outcome / 3 % 3 > 0), 0) AS category_suggested,
           coalesce(sum(n) FILTER (WHERE outcome / 3 % 3 = 1), 0) AS category_chosen,
           coalesce(sum(n) FILTER (WHERE outcome % 3 > 0), 0) AS priority_suggested,
           coalesce(sum(n) FILTER (WHERE outcome % 3 = 1), 0) AS priority_chosen
    FROM suggested GROUP BY 1, 2 HAVING sum(n) > 0 ORDER BY 1, 2
"""
