"""Correct the spelling of a search that finds nothing: the nearest words that tickets have."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import islice, product

from sqlalchemy import exists, select, text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.errors import QueryTooSlow
from services.text_search.session_search import matching_ids
from services.text_search.terms import Search

NEWEST = 200  # tickets whose words count as known, beside the commonest of all
ALIKE = 0.2  # of the trigrams; letters that changed places leave few
WORD_MIN = 3
CLOSEST = 3  # words that one may have meant; which of them, tickets that have all words of a search decide
COMBINED_MAX = 9
TIMEOUT = 1.0  # seconds, for a statement and for all words together
_NUMBER = re.compile(r"[0-9]{1,18}")


def did_you_mean(search: str) -> str | None:
    """Suggest a corrected search, in lower case: each unknown word replaced by the nearest known one, or None.

    A suggestion finds at least one ticket: of several nearest words those count that tickets have together.
    A number by itself may have meant the ticket of that number, "605" is "#605"; whether there is one is not asked.
    Known words are those of the newest NEWEST tickets and the commonest of all (as PostgreSQL's statistics have them).
    Raises QueryTooSlow after about TIMEOUT seconds.
    """
    if _NUMBER.fullmatch(search.strip()):
        return f"#{search.strip()}"
    ends = time.monotonic() + TIMEOUT
    words = {
        term.text
        for terms in Search(search).alternatives
        for term in terms
        if term.kind == "word" and not term.excluded and len(term.text) >= WORD_MIN
    }
    with transaction(statement_timeout=TIMEOUT, plan_each=True) as session:
        session.execute(_BY_INDEX)
        better = {word: meant for word in words if (meant := _closest_words(session, word, ends))}
        return _first_found(session, search, better, ends) if better else None


def _first_found(session: Session, search: str, better: Mapping[str, Sequence[str]], ends: float) -> str | None:
    """The search with the nearest words that find a ticket together."""
    for meant in islice(product(*better.values()), COMBINED_MAX):
        put = dict(zip(better, meant, strict=True))
        suggestion = re.sub(r"[\w'’\-]+", lambda match, put=put: put.get(match[0], match[0]), search)  # type: ignore[misc]
        _check_time(ends)
        if session.scalar(select(exists(matching_ids(session, suggestion).limit(1)))):
            return suggestion
    return None


def _check_time(ends: float) -> None:
    if time.monotonic() >= ends:
        raise QueryTooSlow


def _closest_words(session: Session, word: str, ends: float) -> list[str]:
    """The nearest known words that some ticket has as they stand, as they are written there; none if ``word`` is known.

    Raises QueryTooSlow where ``ends`` (monotonic) has passed: a search can consist of some fifty words.
    """
    _check_time(ends)
    if session.execute(_USED, {"word": word}).first():
        return []
    folded = _unaccented(word.lower())
    alike = session.execute(_NEAREST, {"word": word, "newest": NEWEST, "alike": ALIKE}).all()
    slips = {
        known: (distance, -share)
        for known, share in alike
        if (distance := _distance(folded, known)) <= 1 + (len(word) > 5)
    }
    closest: list[str] = []
    for near in sorted(slips, key=lambda known: slips[known]):
        # Known words are stems too ("invoic"): one counts when a ticket has it as it stands.
        examples = session.scalars(_EXAMPLES, {"word": near})
        closest += [written for example in examples if (written := _as_written(near, example))][:1]
        if len(closest) == CLOSEST:
            break
    return closest


def _as_written(folded: str, text: str) -> str | None:
    """The word of the text that is ``folded`` but for case and accents; None if there is none."""
    words = re.findall(r"\w+", text.lower())
    return next((str(word) for word in words if folded in (word, _unaccented(word))), None)


def _distance(one: str, other: str) -> int:
    """Letters left out, added, changed or swapped with their neighbour (optimal string alignment)."""
    before, above = [0] * (len(other) + 1), list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        here = [row]
        for column, wanted in enumerate(other, 1):
            steps = min(above[column] + 1, here[-1] + 1, above[column - 1] + (letter != wanted))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == wanted:
                steps = min(steps, before[column - 2] + 1)
            here.append(steps)
        before, above = above, here
    return above[-1]


def _unaccented(word: str) -> str:
    return "".join(mark for mark in unicodedata.normalize("NFKD", word) if not unicodedata.combining(mark))


# Whether a ticket has a word would else be looked for along the whole table, in the belief that many have it.
_BY_INDEX = text("SELECT set_config('enable_seqscan', 'off', true)")
_USED = text("SELECT 1 FROM ticket_document WHERE words @@ term_query(:word) LIMIT 1")
_EXAMPLES = text(
    "SELECT title || ' ' || description FROM ticket_document JOIN ticket ON id = ticket_id"
    " WHERE words @@ plainto_tsquery('simple', :word) LIMIT 5"
)
_NEAREST = text(
    r"""
    WITH known AS (
        SELECT listed.word, listed.share
        FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS listed (word, share)
        WHERE schemaname = 'public' AND tablename = 'ticket_document' AND attname = 'words'
          AND listed.word IS NOT NULL
        UNION ALL
        SELECT listed.lexeme, 0
        FROM (SELECT id FROM ticket ORDER BY created_at DESC, id DESC LIMIT :newest) AS newest
             JOIN ticket_document ON ticket_id = newest.id,
             unnest(words) AS listed
    )
    SELECT word, share
    FROM (
        SELECT word, max(share)::float8 AS share, similarity(word, fold(:word)) AS alike
        FROM known WHERE word ~ '^[[:alpha:]]+$' GROUP BY word
    ) AS compared
    WHERE alike >= :alike
    ORDER BY alike DESC, abs(length(word) - length(fold(:word))), word
    LIMIT 30
    """
)
