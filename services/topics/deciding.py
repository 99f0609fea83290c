"""Decide which topic tickets belong to: all of them after the rules changed, new and changed ones within a minute.

A ticket is locked while its topic is written, and left alone where its text changed since it was read: so no row
outlives its ticket or is about another text.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.topics import store
from services.topics.rule import READ_CHARS, Rules, text_terms

NEW_AT_ONCE = 1_000  # tickets, and MARGIN more, in a transaction of their own
SECONDS = 3.0  # for new ones, until the next time
MARGIN = 1_000  # numbers below the highest that was seen, which a slow transaction may still bring
CHANGED_MOST = 2_000  # changed tickets that are looked at
ANY_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Step:
    """A part of all tickets: how many it has, and the lowest ID among them; None at the end."""

    tickets: int
    lowest: int | None


class Decider:
    """Decides batch after batch by the rules of the moment, which it reads again only when they changed."""

    def __init__(self) -> None:
        self._read: tuple[Any, ...] = ()
        self._rules, self._has_rules = Rules(()), False

    def decide(self, session: Session, *, below: int, size: int) -> Step:
        """Decide the next ``size`` tickets with lower IDs, those that are not decided by these rules."""
        _share_lock(session)
        version = self._load(session)
        step = session.execute(_PART, {"below": below, "size": size}).one()
        if step.lowest is None or version is None:
            return Step(0, None)
        given = {"from": step.lowest, "below": below, "rules": version, "chars": READ_CHARS}
        self._write(session, session.execute(_PENDING, given).all(), version)
        return Step(step.tickets, step.lowest)

    def decide_new(self, session: Session) -> int:
        """Decide tickets that are new, some thousand at most, and whose text changed; returns how many."""
        if not session.scalar(text("SELECT pg_try_advisory_xact_lock_shared(:key)"), {"key": store.LOCK}):
            return 0
        version = self._load(session)
        if version is None or not self._has_rules:
            return 0
        given = {"most": NEW_AT_ONCE, "margin": MARGIN, "changed": CHANGED_MOST, "chars": READ_CHARS}
        rows = session.execute(_NEW, given).all()
        self._write(session, rows, version)
        session.execute(_UPTO, {"margin": MARGIN, "most": NEW_AT_ONCE, "changed": CHANGED_MOST})
        if rows:
            store.announce(session)
        return len(rows)

    def _load(self, session: Session) -> int | None:
        """The version of the rules, None before the first run."""
        state = session.execute(_STATE).first()
        if state is None:
            return None
        if tuple(state) != self._read:
            known = store.known_topics(session)
            self._rules, self._has_rules = Rules((topic.id, topic.round, topic.rule) for topic in known), bool(known)
            self._read = tuple(state)
        return int(state.rules)

    def _write(self, session: Session, rows: Sequence[Row[Any]], version: int) -> None:
        if rows:
            given = {
                "ids": [row.id for row in rows],
                "versions": [row.version for row in rows],
                "topics": [self._rules.topic_of(text_terms(row.title, row.description)) for row in rows],
                "rules": version,
            }
            session.execute(_WRITE, given)


_new = Decider()


def decide_new_tickets() -> int:
    """Decide new and changed tickets, batch by batch for SECONDS at most; returns how many."""
    ends, decided = time.monotonic() + SECONDS, 0
    while time.monotonic() < ends:
        with transaction(bookkeeping=True) as session:
            number = _new.decide_new(session)
        decided += number
        if number < NEW_AT_ONCE:
            break
    return decided


def _share_lock(session: Session) -> None:
    session.execute(text("SELECT pg_advisory_xact_lock_shared(:key)"), {"key": store.LOCK})


_STATE = text("SELECT rules, looked_at, (SELECT count(*) FROM topic) AS topics FROM topic_state")
_PART = text(
    """
    SELECT count(*) AS tickets, min(id) AS lowest
    FROM (SELECT id FROM ticket WHERE id < :below ORDER BY id DESC LIMIT :size) AS part
    """
)
_PENDING = text(
    """
    SELECT ticket.id, ticket.version, title, left(description, :chars) AS description
    FROM ticket LEFT JOIN ticket_topic AS decided ON decided.ticket_id = ticket.id
    WHERE ticket.id >= :from AND ticket.id < :below AND decided.rules IS DISTINCT FROM :rules
    """
)
# By the highest number that was looked at, and by when tickets changed: the table itself is never gone through.
_FRESH = """
    fresh AS MATERIALIZED (
        SELECT ticket.id FROM ticket, topic_state WHERE ticket.id > upto - :margin ORDER BY ticket.id
        LIMIT :margin + :most
    ), changed AS MATERIALIZED (
        SELECT ticket.id, updated_at FROM ticket, topic_state WHERE updated_at > upto_at - interval '1 minute'
        ORDER BY updated_at LIMIT :changed
    )
"""
_NEW = text(
    f"""
    WITH {_FRESH}
    SELECT ticket.id, ticket.version, title, left(description, :chars) AS description
    FROM (SELECT id FROM fresh UNION SELECT id FROM changed) AS one JOIN ticket USING (id)
    WHERE NOT EXISTS (SELECT FROM ticket_topic WHERE ticket_id = one.id)
    ORDER BY id
    """  # noqa: S608 - our own
)
_UPTO = text(
    f"""
    WITH {_FRESH}
    UPDATE topic_state SET
        upto = greatest(upto, (SELECT max(id) FROM fresh)),
        upto_at = CASE WHEN (SELECT count(*) FROM changed) < :changed THEN now()
                       ELSE (SELECT max(updated_at) FROM changed) END
    """  # noqa: S608 - our own
)
_WRITE = text(
    """
    INSERT INTO ticket_topic AS kept (ticket_id, topic_id, created_at, rules)
    SELECT ticket.id, decided.topic, ticket.created_at, :rules
    FROM unnest(CAST(:ids AS bigint[]), CAST(:versions AS integer[]), CAST(:topics AS bigint[]))
        AS decided (id, version, topic)
    JOIN ticket ON ticket.id = decided.id AND ticket.version = decided.version
    ORDER BY ticket.id FOR KEY SHARE OF ticket
    ON CONFLICT (ticket_id) DO UPDATE SET topic_id = excluded.topic_id, rules = excluded.rules
    """
)
