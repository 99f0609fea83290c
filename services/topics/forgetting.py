"""Take words from topics that too few tickets have any more: after an erasure, and each night where retention is on."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from services.topics import store
from services.topics.rule import READ_CHARS, TEXTS_MIN, term_of, text_terms

NEWEST = 500  # tickets of a topic that are read


def forget_words(session: Session) -> int:
    """Take from each topic the words that fewer than TEXTS_MIN of its newest tickets have; returns how many changed.

    A topic without a word left goes. Tickets are decided by what is left from the next night on.
    """
    session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": store.LOCK})
    changed = [_changed(session, row) for row in session.execute(_TOPICS).all()]
    shorter = [one for one in changed if one is not None]
    store.remove(session, [one["id"] for one in shorter if not one["words"]])
    kept = [one for one in shorter if one["words"]]
    if kept:
        session.execute(_KEEP, kept)
    if shorter:
        session.execute(text("UPDATE topic_state SET rules = rules + 1"))
        store.announce(session)
    return len(shorter)


def _changed(session: Session, row: Row[Any]) -> dict[str, Any] | None:
    """What is left of a topic; None where nothing has to go."""
    number = Counter(_terms_of_tickets(session, row.id))
    words = [word for word in row.words if number[term_of(word)] >= TEXTS_MIN]
    terms = {term: weight for term, weight in row.terms.items() if number[term] >= TEXTS_MIN}
    if len(words) == len(row.words) and len(terms) == len(row.terms):
        return None
    return {"id": row.id, "words": words if terms else [], "terms": json.dumps(terms)}


def _terms_of_tickets(session: Session, topic: int) -> Iterator[str]:
    given = {"topic": topic, "newest": NEWEST, "chars": READ_CHARS}
    for ticket in session.execute(_TICKETS, given):
        yield from text_terms(ticket.title, ticket.description)


_TOPICS = text("SELECT id, words, terms FROM topic ORDER BY id")
_TICKETS = text(
    """
    SELECT title, left(description, :chars) AS description FROM ticket_topic JOIN ticket ON ticket.id = ticket_id
    WHERE topic_id = :topic ORDER BY ticket_topic.created_at DESC, ticket_id DESC LIMIT :newest
    """
)
# A name by a model was made of the words.
_KEEP = text(
    """
    UPDATE topic SET words = :words, terms = CAST(:terms AS jsonb),
        name = CASE named_by WHEN 'person' THEN name END, named_by = CASE named_by WHEN 'person' THEN named_by END
    WHERE id = :id
    """
)
