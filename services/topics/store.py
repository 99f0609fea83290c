"""Read what topics are looked for in and known, and write what a look found."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.topics.definition import Changes, Definition, KnownTopic, Texts
from services.topics.rule import READ_CHARS, Rule

TEXTS = 3_000  # that are read at most, at random, of the tickets of these days
DAYS = 120
NEWEST = 200_000  # of these at most
LOCK = 0x746F_7069  # "topi": shared by those who decide tickets, alone for whoever changes topics


def sample() -> Texts:
    """Title and description of recent tickets of all categories, at random; the same ones each time."""
    given = {"texts": TEXTS, "newest": NEWEST, "days": DAYS, "chars": READ_CHARS}
    with transaction(statement_timeout=60) as session:
        return [(row.title, row.description) for row in session.execute(_SAMPLE, given)]


def known_topics(session: Session) -> list[KnownTopic]:
    """The topics there are, by ID."""
    rows = session.execute(_KNOWN)
    return [KnownTopic(row.id, Rule(row.terms, row.least), row.read, row.round, named=row.named) for row in rows]


def store_changes(session: Session, changes: Changes, *, read: int) -> None:
    """Write what a look among ``read`` texts found; tickets are decided anew where a rule changed."""
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    session.execute(_LOOKED, {"read": read})
    session.execute(text("UPDATE topic SET seen_at = now() WHERE id = ANY (:ids)"), {"ids": [*changes.seen]})
    remove(session, [*changes.gone])
    for topic, definition in changes.defined_anew.items():
        session.execute(_DEFINE, {"id": topic} | _values(definition, read))
    if changes.new:
        session.execute(_ADD, [_values(definition, read) for definition in changes.new])
    if changes.any_rule:
        session.execute(text("UPDATE topic_state SET rules = rules + 1"))


def remove(session: Session, topics: Sequence[int]) -> None:
    """Remove topics; their tickets have none then."""
    session.execute(text("DELETE FROM topic WHERE id = ANY (:ids)"), {"ids": list(topics)})


def remove_empty(session: Session) -> None:
    """Remove the topics that no ticket belongs to."""
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    session.execute(_REMOVE_EMPTY)


def announce(session: Session) -> None:
    """Tell whoever looks at the dashboard that topics or their tickets changed."""
    session.execute(text("UPDATE topic_state SET changes = changes + 1"))
    session.execute(text("SELECT pg_notify('triage_changed', '')"))


def _values(definition: Definition, read: int) -> dict[str, object]:
    terms = json.dumps(dict(definition.rule.terms))
    return {"words": list(definition.words), "terms": terms, "least": definition.rule.least, "read": read}


# A hash of the id is as good as chance, and the same each time. Where few tickets are recent, older ones are read too.
_SAMPLE = text(
    """
    WITH newest AS MATERIALIZED (
        SELECT id, created_at FROM ticket ORDER BY created_at DESC, id DESC LIMIT :newest
    ), since AS MATERIALIZED (
        SELECT least(
            (SELECT max(created_at) - make_interval(days => :days) FROM newest),
            coalesce((SELECT created_at FROM newest ORDER BY created_at DESC OFFSET :texts LIMIT 1), '-infinity')
        ) AS at
    ), chosen AS MATERIALIZED (
        SELECT id FROM newest, since WHERE created_at >= since.at ORDER BY hashint8(id), id LIMIT :texts
    )
    SELECT title, left(description, :chars) AS description FROM chosen JOIN ticket USING (id)
    WHERE description <> removed_text() ORDER BY hashint8(id), id
    """
)
_KNOWN = text(
    "SELECT id, terms, least, read, round, coalesce(named_by = 'person', false) AS named FROM topic ORDER BY id"
)
_LOOKED = text(
    """
    INSERT INTO topic_state (read) VALUES (:read)
    ON CONFLICT (id) DO UPDATE SET looked_at = now(), read = excluded.read
    """
)
_DEFINE = text(
    """
    UPDATE topic SET words = :words, terms = CAST(:terms AS jsonb), least = :least, read = :read, seen_at = now(),
        round = (SELECT rules FROM topic_state),
        name = CASE named_by WHEN 'person' THEN name END, named_by = CASE named_by WHEN 'person' THEN named_by END
    WHERE id = :id
    """
)
_ADD = text(
    """
    INSERT INTO topic (words, terms, least, read, round)
    SELECT :words, CAST(:terms AS jsonb), :least, :read, rules FROM topic_state
    """
)
_REMOVE_EMPTY = text("DELETE FROM topic WHERE NOT EXISTS (SELECT FROM ticket_topic WHERE topic_id = topic.id)")
