"""Tickets whose text is like another text: possible duplicates, and examples for a language model."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select, text

from db.engine import transaction
from db.tables import Ticket

LONGEST = 6_000  # characters of a text that are compared
MOST_WORDS = 40  # words of it that are looked up, the rarest
MOST_ROWS = 3_000  # tickets that are looked at, as far as statistics can tell beforehand
MOST_CANDIDATES = 40  # of these, how many are compared word by word
TIMEOUT = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Similar:
    """A ticket and how alike it is: from 0 to 1, where 1 is the same words."""

    ticket: Ticket
    score: float


def similar(text: str, *, limit: int = 5, confirmed: bool = False) -> list[Similar]:
    """The tickets most like ``text`` (title and description), best first; of equals the newer first.

    ``confirmed``: only those whose category and priority were both decided by a person, an import or an API call.
    Raises QueryTooSlow after TIMEOUT seconds.
    """
    given = {
        "text": text[:LONGEST].replace("\x00", " "),
        "limit": limit,
        "confirmed": confirmed,
        "words": MOST_WORDS,
        "rows": MOST_ROWS,
        "candidates": MOST_CANDIDATES,
    }
    with transaction(statement_timeout=TIMEOUT) as session:
        scores = {row.id: row.score for row in session.execute(_SIMILAR, given)}
        tickets = {ticket.id: ticket for ticket in session.scalars(select(Ticket).where(Ticket.id.in_(scores)))}
    return [Similar(tickets[found], score) for found, score in scores.items() if found in tickets]


# A word counts by its rarity, -ln(share of the tickets that have it), as PostgreSQL's statistics know it; a word they
# do not list is as rare as the rarest listed. The score is the cosine of the two texts' words (each counted once).
_SIMILAR = text("""
WITH statistics AS MATERIALIZED (
    SELECT lexeme, greatest(share, 1e-6) AS share
    FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS listed (lexeme, share)
    WHERE schemaname = 'public' AND tablename = 'ticket' AND attname = 'search' AND lexeme IS NOT NULL
), rarest AS MATERIALIZED (
    SELECT coalesce(min(share), 0.01) AS share FROM statistics
), given AS MATERIALIZED (
    SELECT lexeme, share, -ln(coalesce(share, (SELECT rarest.share FROM rarest))) AS weight
    FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.english', fold(:text)))) AS word (lexeme)
    LEFT JOIN statistics USING (lexeme)
), chosen AS (
    SELECT lexeme
    FROM (
        SELECT lexeme, share,
               row_number() OVER rarest_first AS place,
               sum(coalesce(share, 0)) OVER rarest_first
                   * (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'ticket'::regclass) AS rows
        FROM given
        WINDOW rarest_first AS (ORDER BY weight DESC, length(lexeme) DESC, lexeme)
    ) AS ordered
    WHERE place <= :words AND (rows <= :rows OR place <= 3)
), asked AS MATERIALIZED (
    SELECT string_agg('''' || replace(replace(lexeme, '\\', '\\\\'), '''', '''''') || '''', '|')::tsquery AS query
    FROM chosen
), candidate AS MATERIALIZED (
    SELECT found.id, found.created_at, found.title, found.description
    FROM (
        SELECT id, created_at, title, description, search
        FROM ticket, asked
        WHERE search @@ query
          AND (NOT :confirmed OR (category_set_by <> 'classifier' AND priority_set_by <> 'classifier'))
        LIMIT :rows
    ) AS found
    ORDER BY (SELECT sum(weight) FROM given WHERE lexeme = ANY (tsvector_to_array(found.search))) DESC, created_at DESC
    LIMIT :candidates
), compared AS (
    SELECT candidate.id, candidate.created_at,
           sum(word.weight * word.weight) AS own,
           coalesce(sum(word.weight * word.weight) FILTER (WHERE given.lexeme IS NOT NULL), 0) AS common
    FROM candidate
    CROSS JOIN LATERAL (
        SELECT lexeme, -ln(coalesce(share, (SELECT rarest.share FROM rarest))) AS weight
        FROM unnest(tsvector_to_array(
            to_tsvector('pg_catalog.english', fold(left(candidate.title || ' ' || candidate.description, 6000)))
        )) AS words (lexeme)
        LEFT JOIN statistics USING (lexeme)
    ) AS word
    LEFT JOIN given USING (lexeme)
    GROUP BY candidate.id, candidate.created_at
)
SELECT id, least(1, common / nullif(sqrt(own * (SELECT sum(weight * weight) FROM given)), 0))::float8 AS score
FROM compared
WHERE common > 0
ORDER BY score DESC, created_at DESC, id DESC
LIMIT :limit
""")
