"""List the assignees in use, by an index scan that skips duplicates."""

from __future__ import annotations

from sqlalchemy import text

from db.engine import transaction

NAMES_MAX = 200


def assignees(limit: int = NAMES_MAX) -> list[str]:
    """Names in alphabetical order, ``limit`` at most; as many looks at an index, however many tickets there are."""
    with transaction() as session:
        return list(session.scalars(_DISTINCT, {"limit": limit}))


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
