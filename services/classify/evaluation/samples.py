"""The test cases of each sample: how many there are, and a draw of them that is always the same.

They are those of the last training, with the labels that it read: for each there is an answer of a model that has not
seen the ticket.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.classify.learned.samples import TESTABLE
from services.classify.linear.features import READ_CHARS

CASES_MAX = 20_000  # of one run


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample: its key (of TESTABLE), what it is called, and how many tickets it has for category and priority."""

    key: str
    label: str
    tickets: int
    category: int
    priority: int


@dataclass(frozen=True, slots=True)
class Cases:
    """Test cases side by side: numbers of tickets, and the label of each field (None: none). ``version`` is the
    training that they come from.
    """

    tickets: list[int]
    category: list[str | None]
    priority: list[str | None]
    version: int

    def labels(self, field: str) -> list[str | None]:
        """The labels of one field."""
        return self.category if field == "category" else self.priority


def samples() -> list[Sample]:
    """The samples that have test cases, in the order in which one would rather measure on them."""
    with transaction() as session:
        counts = {row.sample: row for row in session.execute(_COUNTS)}
    return [
        Sample(key, label, row.tickets, row.category, row.priority)
        for key, label in TESTABLE.items()
        if (row := counts.get(key)) is not None
    ]


def draw(session: Session, sample: str, most: int) -> Cases:
    """At most ``most`` test cases of a sample, at random by a fixed order of the tickets' numbers."""
    rows = session.execute(_DRAWN, {"sample": sample, "most": min(most, CASES_MAX)}).all()
    return Cases(
        [row.ticket_id for row in rows],
        [row.category for row in rows],
        [row.priority for row in rows],
        max((row.version for row in rows), default=0),
    )


def texts(tickets: Sequence[int], *, chars: int = READ_CHARS) -> dict[int, tuple[str, str]]:
    """Title and description (its first ``chars``) of those tickets that are still there, by number."""
    values: dict[str, Any] = {"tickets": list(tickets), "chars": chars}
    with transaction(statement_timeout=60) as session:
        return {row.id: (row.title, row.description) for row in session.execute(_TEXTS, values)}


_COUNTS = text(
    """
    SELECT sample, count(DISTINCT ticket_id) AS tickets, count(*) FILTER (WHERE field = 'category') AS category,
        count(*) FILTER (WHERE field = 'priority') AS priority
    FROM left_out_prediction WHERE sample <> 'picked' GROUP BY sample
    """
)
# The same tickets come in the same order on every server, and a smaller draw is the beginning of a larger one.
_DRAWN = text(
    """
    SELECT ticket_id, max(label) FILTER (WHERE field = 'category') AS category,
        max(label) FILTER (WHERE field = 'priority') AS priority, max(version) AS version
    FROM left_out_prediction WHERE sample = :sample AND sample <> 'picked'
    GROUP BY ticket_id ORDER BY md5(ticket_id::text), ticket_id LIMIT :most
    """
)
_TEXTS = text("SELECT id, title, left(description, :chars) AS description FROM ticket WHERE id = ANY (:tickets)")
