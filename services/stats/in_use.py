"""Suggestions in use: how many were accepted and how many were changed, by week, source and category.

From the rollups and what they have not folded yet. This is what people did with what they saw; it is not accuracy,
since a suggestion on the screen persuades.
"""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
from sqlalchemy import text

from db.engine import transaction

COLUMNS = (
    "week",
    "source",
    "category",
    "category_accepted",
    "category_changed",
    "priority_accepted",
    "priority_changed",
)


def in_use(weeks: int, *, today: date) -> pd.DataFrame:
    """Count the suggestions of the last ``weeks`` weeks, this one included.

    A row for each week (its Monday), source and category that the ticket has, with COLUMNS.
    """
    since = today - timedelta(days=today.weekday(), weeks=weeks - 1)
    with transaction(reads=True) as session:
        rows = session.execute(_IN_USE, {"since": since}).all()
    frame = pd.DataFrame([tuple(row) for row in rows], columns=list(COLUMNS))
    return frame.astype({"week": "datetime64[s]"} | dict.fromkeys(COLUMNS[3:], "int64"))


# An outcome is the source's number, then for category and priority 1 accepted, 2 changed (suggestion_outcome).
_IN_USE = text(
    """
    WITH suggested AS (
        SELECT day, category, outcome, n FROM rollup_suggestion
        WHERE level = rollup_level('', NULL, NULL) AND day >= :since
        UNION ALL
        SELECT day, category, slot, n FROM stat_delta WHERE fact = 'suggested' AND day >= :since
    )
    SELECT date_trunc('week', day)::date AS week, key AS source, category,
        coalesce(sum(n) FILTER (WHERE outcome / 3 % 3 = 1), 0) AS category_accepted,
        coalesce(sum(n) FILTER (WHERE outcome / 3 % 3 = 2), 0) AS category_changed,
        coalesce(sum(n) FILTER (WHERE outcome % 3 = 1), 0) AS priority_accepted,
        coalesce(sum(n) FILTER (WHERE outcome % 3 = 2), 0) AS priority_changed
    FROM suggested JOIN suggestion_source ON number = outcome / 9
    GROUP BY 1, 2, 3 HAVING sum(n) FILTER (WHERE outcome % 9 > 0) > 0 ORDER BY 1, 2, 3
    """
)
