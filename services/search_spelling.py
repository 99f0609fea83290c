"""What a search that found nothing may have meant: the nearest words that tickets have."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.search_terms import Search

NEWEST = 500  # tickets whose words count as known, beside the commonest of all
ALIKE = 0.3  # of the trigrams; below, two words have little to do with each other
WORD_MIN = 3
TIMEOUT = 1.0  # seconds


def did_you_mean(search: str) -> str | None:
    """``search`` with each word that no ticket has put right, in lower case; None where there is nothing better.

    Known words are those of the newest NEWEST tickets and the commonest of all (as PostgreSQL's statistics have them).
    Raises QueryTooSlow after TIMEOUT seconds.
    """
    words = {
        term.text
        for terms in Search(search).alternatives
        for term in terms
        if term.kind == "word" and not term.excluded and len(term.text) >= WORD_MIN
    }
    with transaction(statement_timeout=TIMEOUT) as session:
        better = {word: meant for word in words if (meant := _meant(session, word))}
    if not better:
        return None
    return re.sub(r"[\w'’\-]+", lambda found: better.get(found[0], found[0]), search)


def _meant(session: Session, word: str) -> str | None:
    """The nearest known word that some ticket has as it stands, as it is written there; None if ``word`` is known."""
    rows = session.execute(_NEAREST, {"word": word, "newest": NEWEST, "alike": ALIKE}).all()
    return next((_as_written(row.found, row.text) for row in rows), None)


def _as_written(folded: str, ticket_text: str) -> str:
    """The word of the text that is ``folded`` but for its accents."""
    for written in re.findall(r"\w+", ticket_text.lower()):
        if written != folded and _unaccented(written) == folded:
            return str(written)
    return folded


def _unaccented(word: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


# The statistics have stems among the words ("invoic"): a candidate counts when a ticket has it as it stands.
_NEAREST = text(
    r"""
    WITH wanted AS MATERIALIZED (
        SELECT fold(:word) AS word WHERE NOT EXISTS (SELECT FROM ticket WHERE search @@ term_query(:word))
    ), known AS (
        SELECT listed.word
        FROM wanted, pg_stats, unnest(most_common_elems::text::text[]) AS listed (word)
        WHERE schemaname = 'public' AND tablename = 'ticket' AND attname = 'search'
        UNION
        SELECT listed.lexeme
        FROM wanted, (SELECT search FROM ticket ORDER BY created_at DESC, id DESC LIMIT :newest) AS newest,
             unnest(newest.search) AS listed
    ), nearest AS MATERIALIZED (
        SELECT known.word, similarity(known.word, wanted.word) AS alike,
               abs(length(known.word) - length(wanted.word)) AS longer
        FROM known, wanted
        WHERE known.word ~ '^[[:alpha:]]+$' AND similarity(known.word, wanted.word) >= :alike
        ORDER BY alike DESC, longer, known.word
        LIMIT 8
    )
    SELECT nearest.word AS found, having.text
    FROM nearest CROSS JOIN LATERAL (
        SELECT title || ' ' || description AS text
        FROM ticket
        WHERE search @@ plainto_tsquery('simple', nearest.word)
          AND to_tsvector('simple', fold(title || ' ' || description)) @@ plainto_tsquery('simple', nearest.word)
        LIMIT 1
    ) AS having
    ORDER BY alike DESC, longer, nearest.word
    LIMIT 1
    """
)
