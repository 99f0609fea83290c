"""Mark a change of a status that is undone on the day on which it was made, so that the flow leaves both out.

The history keeps the change and the change that undid it. Whatever puts a status back as an undo calls ``mark_undone``
in its transaction; a status that a person sets back by hand is a reopening.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session


def mark_undone(session: Session, ticket_ids: Collection[int]) -> None:
    """Mark the change of each ticket's status that this transaction undid, and the undoing one, if of the same day.

    To be called after the tickets are as before; days are those of the reporting time zone. Tickets whose status this
    transaction did not put back stay as they are.
    """
    session.execute(_MARK, {"ids": sorted(ticket_ids)})


_MARK = text(
    """
    WITH zone AS MATERIALIZED (SELECT reporting_zone() AS name), pair AS MATERIALIZED (
        SELECT undoing.id AS undoing, undone.id AS undone
        FROM zone CROSS JOIN unnest(:ids) AS ticket (id)
        CROSS JOIN LATERAL (
            SELECT id, at, old_value, new_value FROM ticket_event
            WHERE ticket_id = ticket.id AND field = 'status' ORDER BY id DESC LIMIT 1
        ) AS undoing
        CROSS JOIN LATERAL (
            SELECT id, at, old_value, new_value, event.undone FROM ticket_event AS event
            WHERE ticket_id = ticket.id AND field = 'status' AND id < undoing.id ORDER BY id DESC LIMIT 1
        ) AS undone
        WHERE undoing.at = now() AND NOT undone.undone
            AND (undoing.old_value, undoing.new_value) = (undone.new_value, undone.old_value)
            AND (undone.at AT TIME ZONE zone.name)::date = (now() AT TIME ZONE zone.name)::date
    )
    UPDATE ticket_event SET undone = true
    WHERE id = ANY (ARRAY(SELECT undoing FROM pair UNION ALL SELECT undone FROM pair))
    """
).bindparams(bindparam("ids", type_=ARRAY(BigInteger)))
