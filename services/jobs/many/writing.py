"""Read the tickets of a part, and write what a source says of them, by one statement; what people chose stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY, BIGINT
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.base import TO_REVIEW, WAS_DECIDED
from db.tables.tickets import Ticket
from services import bulk
from services.filters.ticket_filter import TicketFilter
from services.jobs.many.sources import Answer, Text
from services.tickets.fields import SUGGESTED

BY_CLASSIFIER = "classifier"


@dataclass(frozen=True, slots=True)
class RunOfMany:
    """What the changes of a run are known by: its number, the bulk change that undoes it, and who began it."""

    id: int
    change_id: int
    actor: str


def may_change() -> ColumnElement[bool]:
    """SQL: whether a classifier may change anything of a ticket, since no person, program or import said it."""
    return or_(*(getattr(Ticket, f"{name}_set_by") == BY_CLASSIFIER for name in SUGGESTED))


def among(ids: Collection[int]) -> ColumnElement[bool]:
    """SQL: whether a ticket is one of these."""
    return Ticket.id.in_(select(func.unnest(literal(sorted(ids), ARRAY(BIGINT)))))


def read(ids: Collection[int], still: TicketFilter) -> list[Text]:
    """Those of the tickets that are still to be classified, by number."""
    columns = select(Ticket.id, Ticket.version, Ticket.title, Ticket.description)
    wanted = columns.where(among(ids), may_change(), *still.clauses()).order_by(Ticket.id)
    with transaction(statement_timeout=60) as session:
        return [Text(*row) for row in session.execute(wanted)]


def write(session: Session, run: RunOfMany, texts: Sequence[Text], answers: Sequence[Answer]) -> dict[str, int]:
    """Set what the answers name on the tickets that are as they were read; returns counts.

    ``changed`` tickets, of these ``category`` and ``priority``, ``same`` as before, ``left_out`` changed meanwhile,
    ``unanswered`` without a value, ``asked`` calls to a language model.
    """
    session.execute(_NAMES, {"actor": run.actor, "run": str(run.id)})
    ids = [one.id for one in texts]
    session.execute(_LOCK, {"ids": ids})
    values = {
        "ids": ids,
        "versions": [one.version for one in texts],
        "categories": [one.category for one in answers],
        "priorities": [one.priority for one in answers],
        "change": run.change_id,
    }
    row = session.execute(_WRITE, values).one()
    record_sent(session, before(ids, answers))
    unanswered = sum(one.category is None and one.priority is None for one in answers)
    counts = {"changed": row.changed, "category": row.category, "priority": row.priority}
    return counts | {
        "same": row.found - row.changed,
        "left_out": len(texts) - row.found,
        "unanswered": unanswered,
        "asked": sum(one.is_fresh for one in answers),
    }


def before(ids: Sequence[int], answers: Sequence[Answer]) -> list[tuple[int, Answer]]:
    """The (ticket, answer) that were answered before; what is sent just now is recorded as it leaves."""
    return [(number, one) for number, one in zip(ids, answers, strict=True) if not one.is_fresh]


def record_sent(session: Session, answers: Any) -> None:
    """Keep what a language model was sent of each (ticket, answer), as long as what it is sent of a new ticket. Of what
    was answered before only what is not kept yet.
    """
    rows = [(number, answer.sent, answer.is_fresh) for number, answer in answers if answer.sent is not None]
    for fresh, statement in ((True, _SENT_NOW), (False, _SENT_BEFORE)):
        chosen = [(number, sent) for number, sent, is_fresh in rows if is_fresh is fresh]
        if chosen:
            session.execute(
                statement,
                {"ids": [number for number, _ in chosen]}
                | {name: [getattr(sent, name) for _, sent in chosen] for name in _SENT},
            )


_SENT = ("at", "source", "model", "title", "description", "examples")
_NAMES = text("SELECT set_config('app.actor', :actor, true), set_config('app.classify_run', :run, true)")
# In a statement of its own: what the next one sees of the tickets is what they are once they are locked.
_LOCK = text("SELECT count(*) FROM (SELECT FROM ticket WHERE id = ANY (:ids) ORDER BY id FOR UPDATE) AS locked")
_KEPT = ", ".join(bulk.KEPT)
_WRITE = text(
    f"""
    WITH answer AS (
        SELECT * FROM unnest(
            CAST(:ids AS bigint[]), CAST(:versions AS integer[]), CAST(:categories AS text[]),
            CAST(:priorities AS text[])
        ) AS of_it (id, version, category, priority)
    ), found AS MATERIALIZED (
        SELECT ticket.id, {", ".join(f"ticket.{name}" for name in bulk.KEPT)},
            CASE WHEN ticket.category_set_by = 'classifier' THEN coalesce(in_use.key, ticket.category)
                ELSE ticket.category END AS new_category,
            CASE WHEN ticket.priority_set_by = 'classifier'
                THEN coalesce(CAST(answer.priority AS ticket_priority), ticket.priority)
                ELSE ticket.priority END AS new_priority
        FROM answer JOIN ticket ON ticket.id = answer.id AND ticket.version = answer.version
        LEFT JOIN category AS in_use ON in_use.key = answer.category AND in_use.archived_at IS NULL
        WHERE 'classifier' IN (ticket.category_set_by, ticket.priority_set_by)
    ), written AS (
        UPDATE ticket SET category = new_category, priority = new_priority,
            category_review = CASE WHEN ticket.category <> new_category AND ticket.category_review = '{WAS_DECIDED}'
                THEN '{TO_REVIEW}' ELSE ticket.category_review END,
            priority_review = CASE WHEN ticket.priority <> new_priority AND ticket.priority_review = '{WAS_DECIDED}'
                THEN '{TO_REVIEW}' ELSE ticket.priority_review END
        FROM found
        WHERE ticket.id = found.id AND (ticket.category, ticket.priority) IS DISTINCT FROM (new_category, new_priority)
        RETURNING ticket.id, ticket.version
    ), undecided AS (
        UPDATE promise_decision AS decision SET undone_at = now()
        FROM written JOIN found USING (id)
        WHERE decision.ticket_id = written.id AND decision.undone_at IS NULL AND (
            (decision.field = 'category' AND found.category <> new_category)
            OR (decision.field = 'priority' AND found.priority <> new_priority)
        )
    ), kept AS (
        INSERT INTO bulk_change_ticket (change_id, ticket_id, version, {_KEPT})
        SELECT :change, written.id, written.version, {", ".join(f"found.{name}" for name in bulk.KEPT)}
        FROM written JOIN found USING (id)
    )
    SELECT count(*) AS found, count(written.id) AS changed,
        count(*) FILTER (WHERE found.category <> new_category) AS category,
        count(*) FILTER (WHERE found.priority <> new_priority) AS priority
    FROM found LEFT JOIN written USING (id)
    """  # noqa: S608 - our own
)
_SENT_ROWS = """
    INSERT INTO sent_text (ticket_id, sent_at, source, model, title, description, examples)
    SELECT sent.* FROM unnest(
        CAST(:ids AS bigint[]), CAST(:at AS timestamptz[]), CAST(:source AS text[]), CAST(:model AS text[]),
        CAST(:title AS text[]), CAST(:description AS text[]), CAST(:examples AS smallint[])
    ) AS sent (ticket_id, at, source, model, title, description, examples)
    WHERE EXISTS (SELECT FROM ticket WHERE id = sent.ticket_id) ORDER BY sent.ticket_id
    ON CONFLICT (ticket_id)
"""
_SENT_NOW = text(
    f"{_SENT_ROWS} DO UPDATE SET (sent_at, source, model, title, description, examples) = (excluded.sent_at,"
    " excluded.source, excluded.model, excluded.title, excluded.description, excluded.examples)"
)
_SENT_BEFORE = text(f"{_SENT_ROWS} DO NOTHING")
