"""Find tickets with a similar text: possible duplicates, and examples for a language model.

A text is known by its rare words. How rare comes from PostgreSQL's own statistics of ``ticket_document.words`` (the
3,000 commonest words and the share of the tickets that have each), so nothing has to be kept up to date. Tickets that
have two of the rarest words in common, or one that few tickets have, are compared word by word; everything is bounded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket

LONGEST = 6_000  # characters of a text that are compared
RAREST = 8  # words of it that are looked up
MOST_ROWS = 400  # tickets that a question may find, as far as statistics can tell beforehand
MOST_FOUND = 300  # tickets that are read
MOST_COMPARED = 40  # of these, how many are compared word by word
TIMEOUT = 2.0  # seconds


@dataclass(frozen=True, slots=True)
class Similar:
    """A ticket and how alike it is: from 0 to 1, where 1 is the same words."""

    ticket: Ticket
    score: float


@dataclass(frozen=True, slots=True)
class _Word:
    lexeme: str
    share: float  # of the tickets have it

    @property
    def quoted(self) -> str:
        return "'" + self.lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def similar(text: str, *, limit: int = 5, confirmed: bool = False) -> list[Similar]:
    """The tickets most like ``text`` (title and description), best first; of equals the newer first.

    ``confirmed``: only those whose category and priority were both decided by a person, an import or an API call.
    Raises QueryTooSlow after TIMEOUT seconds.
    """
    given = {"text": text[:LONGEST].replace("\x00", " ").encode(errors="replace").decode(), "limit": limit}
    with transaction(statement_timeout=TIMEOUT, plan_each=True) as session:
        session.execute(_BY_INDEX)
        rows = session.execute(_WORDS, given).all()
        rarest = [_Word(row.lexeme, row.share) for row in rows][:RAREST]
        ids = _candidate_ids(session, rarest, rows[0].tickets if rows else 0, confirmed=confirmed, enough=limit)
        scores = {row.id: row.score for row in session.execute(_SCORES, given | {"ids": ids})} if ids else {}
        tickets = {ticket.id: ticket for ticket in session.scalars(select(Ticket).where(Ticket.id.in_(scores)))}
    return [Similar(tickets[key], score) for key, score in scores.items() if key in tickets]


def _candidate_ids(
    session: Session, rarest: Sequence[_Word], tickets: float, *, confirmed: bool, enough: int
) -> list[int]:
    """Find candidate ids: by one text query after the other, until there are ``enough``."""
    ids: dict[int, None] = {}
    for query in _text_queries(rarest, tickets):
        given = {
            "query": query,
            "any": "|".join(word.quoted for word in rarest),
            "confirmed": confirmed,
            "most": MOST_FOUND,
            "compared": MOST_COMPARED,
        }
        ids |= dict.fromkeys(session.scalars(_FIND, given))
        if len(ids) >= enough:
            break
    return list(ids)


def _text_queries(rarest: Sequence[_Word], tickets: float) -> Iterator[str]:
    """Text queries, the narrowest first."""
    if not rarest:
        return
    single = [(word.share, word.quoted) for word in rarest]
    double = [(a.share * b.share, f"{a.quoted}&{b.quoted}") for a, b in combinations(rarest, 2)]
    narrow: list[str] = []
    rows = 0.0
    for share, query in sorted([*single, *double]):
        rows += share * tickets
        if rows > MOST_ROWS:
            break
        narrow.append(query)
    if narrow:
        yield "|".join(narrow)
    yield "&".join(word.quoted for word in rarest[:3])
    yield "|".join(word.quoted for word in rarest[:2])


# Bitmaps of the index of words and nothing else: reading the table until enough is found would read all of it.
_BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)")

# The words of the text, the rarest first. One that the statistics do not list is rarer than those listed.
_WORDS = text(
    """
    WITH listed AS MATERIALIZED (
        SELECT lexeme, share
        FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS listed (lexeme, share)
        WHERE schemaname = 'public' AND tablename = 'ticket_document' AND attname = 'words' AND lexeme IS NOT NULL
    )
    SELECT word.lexeme,
           coalesce(listed.share, least((SELECT min(share) FROM listed) / 4, 0.01))::float8 AS share,
           (SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'ticket'::regclass)::float8 AS tickets
    FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.english', fold(:text)))) AS word (lexeme)
    LEFT JOIN listed USING (lexeme)
    ORDER BY share, length(word.lexeme) DESC, word.lexeme
    """
)

_FIND = text(
    """
    SELECT id
    FROM (
        SELECT ticket_id, words
        FROM ticket_document
        WHERE words @@ CAST(:query AS tsquery)
          AND (NOT :confirmed OR EXISTS (
              SELECT FROM ticket
              WHERE id = ticket_id AND category_set_by <> 'classifier' AND priority_set_by <> 'classifier'
          ))
        LIMIT :most
    ) AS candidate JOIN ticket ON id = ticket_id
    ORDER BY ts_rank(words, CAST(:any AS tsquery)) DESC, created_at DESC
    LIMIT :compared
    """
)

# A word counts by its rarity, ln(1 + 1/share): also one that every ticket has counts a little, or a desk whose tickets
# are all alike would have no two that are. The score is the cosine of the two texts' words, each counted once.
_SCORES = text(
    """
    WITH listed AS MATERIALIZED (
        SELECT lexeme, least(greatest(share, 1e-6), 0.95) AS share
        FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS listed (lexeme, share)
        WHERE schemaname = 'public' AND tablename = 'ticket_document' AND attname = 'words' AND lexeme IS NOT NULL
    ), words AS MATERIALIZED (
        SELECT 0 AS id, NULL::timestamptz AS created_at, lexeme
        FROM unnest(tsvector_to_array(to_tsvector('pg_catalog.english', fold(:text)))) AS word (lexeme)
        UNION ALL
        SELECT ticket.id, ticket.created_at, lexeme
        FROM ticket CROSS JOIN LATERAL unnest(tsvector_to_array(to_tsvector(
            'pg_catalog.english', fold(left(ticket.title || ' ' || ticket.description, 6000))
        ))) AS word (lexeme)
        WHERE ticket.id = ANY (:ids)
    ), weighed AS MATERIALIZED (
        SELECT id, created_at, lexeme,
               ln(1 + 1 / coalesce(listed.share, least((SELECT min(share) FROM listed), 0.01))) ^ 2 AS weight
        FROM words LEFT JOIN listed USING (lexeme)
    ), compared AS (
        SELECT one.id, one.created_at, sum(one.weight) AS own,
               coalesce(sum(one.weight) FILTER (WHERE given.lexeme IS NOT NULL), 0) AS common
        FROM weighed AS one LEFT JOIN weighed AS given ON given.id = 0 AND given.lexeme = one.lexeme
        WHERE one.id > 0
        GROUP BY one.id, one.created_at
    )
    SELECT id, least(1, common / nullif(sqrt(own * (SELECT sum(weight) FROM weighed WHERE id = 0)), 0))::float8 AS score
    FROM compared
    WHERE common > 0
    ORDER BY score DESC, created_at DESC, id DESC
    LIMIT :limit
    """
)
