"""Imports on the time axis of the dashboard: on which day how many tickets came from which file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from sqlalchemy import text

from db.engine import transaction

IMPORTS_MAX = 20  # marks; the largest
TICKETS_MIN = 10  # of a smaller import no mark: it changes no course


@dataclass(frozen=True, slots=True)
class ImportOfDay:
    """An import: its ``day`` in the reporting time zone, the ``name`` of its file and its number of ``tickets``."""

    day: date
    name: str
    tickets: int


def imports_between(first: date, last: date) -> tuple[ImportOfDay, ...]:
    """The imports of these days (both included) that brought at least TICKETS_MIN tickets and were not undone.

    In the order of their days, at most the IMPORTS_MAX largest.
    """
    with transaction(reads=True) as session:
        rows = session.execute(
            _IMPORTS, {"first": first, "last": last, "least": TICKETS_MIN, "most": IMPORTS_MAX}
        ).all()
    return tuple(sorted((ImportOfDay(*row) for row in rows), key=attrgetter("day")))


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
