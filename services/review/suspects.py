"""Labels to check: the confirmed tickets whose label a model that has not seen it finds least likely.

Confident learning, simplest form (Northcutt, Jiang and Chuang, JAIR 70, 2021: self-confidence): every label is ranked
by the chance that the left-out prediction gives it. What a person says of such a ticket trains the classifier and never
counts as a test case.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, text

from db.engine import transaction
from db.tables.learning import ReviewAnswer
from db.tables.tickets import Ticket
from services import access
from services.tickets import editing
from services.tickets.schemas import TicketChange

SHARE = 0.05  # of the labels are offered: beyond, most suspects are right
LEAST, MOST = 20, 500  # however many labels there are
LIKELY = 0.5  # a label that has more than this chance is not offered


@dataclass(frozen=True, slots=True)
class Suspect:
    """A confirmed ticket that may be labelled wrongly; ``version`` is that of the ticket as it was read.

    ``chance`` (0..1) is what the model gives to the ``label`` that stands, ``confidence`` what it gives to what it
    ``predicted``.
    """

    ticket_id: int
    version: int
    title: str
    description: str
    field: str
    label: str
    chance: float
    predicted: str
    confidence: float


def suspects(field: str, *, limit: int = 20) -> list[Suspect]:
    """The most suspect labels of a field that still stand and that nobody has looked at as a suspect, worst first."""
    with transaction() as session:
        rows = session.execute(_SUSPECTS, {"field": field, "limit": limit, **_BOUNDS})
        return [Suspect(**row._asdict()) for row in rows]


def suspects_left(field: str) -> int:
    """How many labels of a field are still to be checked."""
    with transaction() as session:
        return session.scalar(_LEFT, {"field": field, **_BOUNDS}) or 0


def check(suspect: Suspect, value: str, *, actor: str, reviewer: str) -> Ticket:
    """Confirm (the label itself) or correct (another value) the label of a suspect, in one transaction.

    The other field stays as it is. Raises StaleVersion when the ticket changed since it was read, NotFound, and
    InvalidInput for a value that cannot be given.
    """
    access.require("review")
    with transaction(actor=actor) as session:
        ticket = editing.locked(session, suspect.ticket_id, version=suspect.version)
        before = {
            f"{name}_before": getattr(ticket, name)
            for name in ("category", "category_set_by", "priority", "priority_set_by")
        }
        edited = editing.edit_within(session, ticket, TicketChange(**{suspect.field: value}))
        answer = {
            "ticket_id": edited.id,
            "actor": access.acting_name(actor),
            "reviewer": reviewer,
            "drawn": "suspect",
            "blind": False,
            "source": "learned",
            f"{suspect.field}_suggested": suspect.predicted,
            f"{suspect.field}_confidence": suspect.confidence,
            "category": edited.category,
            "priority": edited.priority,
            "version": edited.version,
        }
        session.execute(insert(ReviewAnswer).values(**answer, **before))
        return edited


_BOUNDS = {"share": SHARE, "least": LEAST, "most": MOST, "likely": LIKELY}

# The worst labels of this training, before those that were looked at since are left out: the list gets shorter.
_RANKED = """
    WITH ranked AS (
        SELECT ticket_id, label, label_chance, predicted, confidence
        FROM left_out_prediction
        WHERE field = :field AND predicted <> label AND label_chance < :likely
        ORDER BY label_chance, ticket_id
        LIMIT (SELECT least(:most, greatest(:least, ceil(:share * count(*))))::bigint
               FROM left_out_prediction WHERE field = :field)
    ), standing AS (
        SELECT ticket.id AS ticket_id, ticket.version, title, description, label, label_chance, predicted, confidence
        FROM ranked JOIN ticket ON ticket.id = ranked.ticket_id
        WHERE label = CASE :field WHEN 'category' THEN category ELSE priority::text END
          AND CASE :field WHEN 'category' THEN category_set_by ELSE priority_set_by END <> 'classifier'
          AND NOT EXISTS (SELECT FROM review_answer AS answer
                          WHERE answer.ticket_id = ranked.ticket_id AND drawn = 'suspect' AND NOT skipped)
    )
"""
_SUSPECTS = text(
    f"""{_RANKED}
    SELECT ticket_id, version, title, left(description, 2000) AS description, CAST(:field AS text) AS field, label,
           label_chance AS chance, predicted, confidence
    FROM standing ORDER BY label_chance, ticket_id LIMIT :limit
    """  # noqa: S608 - our own
)
_LEFT = text(f"{_RANKED} SELECT count(*) FROM standing")  # noqa: S608 - our own
