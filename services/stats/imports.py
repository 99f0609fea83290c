"""Imports on the time axis of the dashboard: on which day how many tickets came from which file."""

from __future__ import annotations

from datetime import date

import pandas as pd
from sqlalchemy import text

from db.engine import transaction

IMPORTS_MAX = 20  # marks; the largest
TICKETS_MIN = 10  # of a smaller import no mark: it changes no course


NO_IMPORTS = pd.DataFrame({"day": [], "name": [], "tickets": []}).astype({"day": "datetime64[s]", "tickets": "int64"})


def imports_between(first: date, last: date) -> pd.DataFrame:
    """The imports of these days (both included) that brought at least TICKETS_MIN tickets and were not undone.

    Columns: day (datetime64, in the reporting time zone), name (of the file), tickets. In the order of their days, at
    most the IMPORTS_MAX largest.
    """
    with transaction(reads=True) as session:
        rows = session.execute(
            _IMPORTS, {"first": first, "last": last, "least": TICKETS_MIN, "most": IMPORTS_MAX}
        ).all()
    found = pd.DataFrame([tuple(row) for row in rows], columns=["day", "name", "tickets"])
    return found.astype({"day": "datetime64[s]", "tickets": "int64"}).sort_values("day", ignore_index=True)


_IMPORTS = text(
    """
    SELECT (at AT TIME ZONE reporting_zone())::date AS day, name, sum(upper(part) - lower(part))::bigint AS tickets
    FROM ticket_import JOIN ticket_import_batch ON import_id = ticket_import.id CROSS JOIN unnest(tickets) AS part
    WHERE undone_at IS NULL
        AND at >= (CAST(:first AS date)::timestamp AT TIME ZONE reporting_zone())
        AND at < ((CAST(:last AS date) + 1)::timestamp AT TIME ZONE reporting_zone())
    GROUP BY ticket_import.id HAVING sum(upper(part) - lower(part)) >= :least
    ORDER BY tickets DESC LIMIT :most
    """
)
