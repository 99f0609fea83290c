"""List the assignees in use, by an index scan that skips duplicates; the most used of new tickets first."""

from __future__ import annotations

from sqlalchemy import text

from db.engine import transaction
from services.access import people

NAMES_MAX = 200
RECENT = 2_000  # tickets that say who is assigned often


def assignees(limit: int = NAMES_MAX) -> list[str]:
    """Names in alphabetical order, ``limit`` at most; as many looks at an index, however many tickets there are."""
    with transaction(reads=True) as session:
        return list(session.scalars(_DISTINCT, {"limit": limit}))


def assignees_by_use() -> list[str]:
    """Every name of ``assignees``: those of the newest RECENT tickets first, most used first, then by alphabet.

    Behind them the people who have signed in and may work on tickets.
    """
    with transaction() as session:
        recent = list(session.scalars(_RECENT, {"recent": RECENT, "limit": NAMES_MAX}))
        every = session.scalars(_DISTINCT, {"limit": NAMES_MAX})
        used = list(dict.fromkeys((*recent, *every)))
    return list(dict.fromkeys((*used, *people.known_people())))


_RECENT = text(
    """
    SELECT assignee FROM (SELECT assignee FROM ticket ORDER BY created_at DESC, id DESC LIMIT :recent) AS newest
    WHERE assignee IS NOT NULL GROUP BY assignee ORDER BY count(*) DESC, fold(assignee), assignee LIMIT :limit
    """
)

# A walk along the index from one name to the next: DISTINCT would read every ticket.
_DISTINCT = text(
    """
    WITH RECURSIVE person AS (
        (SELECT assignee FROM ticket WHERE assignee IS NOT NULL ORDER BY assignee LIMIT 1)
        UNION ALL
        SELECT (SELECT ticket.assignee FROM ticket WHERE ticket.assignee > person.assignee ORDER BY assignee LIMIT 1)
        FROM person WHERE person.assignee IS NOT NULL
    )
    SELECT assignee FROM (SELECT assignee FROM person WHERE assignee IS NOT NULL LIMIT :limit) AS listed
    ORDER BY fold(assignee), assignee
    """
)
