"""Words that stand in more titles of the last seven days than in those of the four weeks before.

The words of the newest TITLES titles of each time are counted in SQL, in each title once: any language, accents kept,
codes such as ERR-0403 whole, forms with one English stem together, stop words and courtesies of seven languages out
(an import of mails would else be told by its "please"). A word rises when
its share of the titles does, by Fisher's exact test, with the false discovery rate held over all words that could have
been found (those in at least COUNT_MIN titles of both times together: how often a word came at all says nothing about
when). That is exact for rare words too, where the likelihood ratio is not.

A link to the Tickets page searches titles and texts, so what is said of a word is counted that way: the tickets that
the link lists, and as many as are usual in a week. These must have risen as well, TIMES_MIN fold, or nothing is said.

Of made-up calm weeks (``benchmarks/calm_days.py``) 0.1 to 0.2 % are said to have a rising word. One that a hundredth of
the titles had is found at three times that in 97 % of cases with 300 tickets a day, at five times in 24 % with 30.

At 1,000,000 tickets reading words takes 170 ms (20,000 titles, more are never read), so a filter's candidates are kept
for KEPT seconds; the count that is shown is always new.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from scipy.stats import hypergeom
from sqlalchemy import column, select, text

from db.engine import transaction
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.limits import SEARCH_MAX
from services.listing import counting
from services.listing.creation_order import order_by_creation
from services.text_search.terms import Search

TITLES = 10_000
TITLES_MIN = 100  # of the weeks before; of fewer a rise cannot be told
DAYS, WEEKS_BEFORE = 7, 4
COUNT_MIN = 5  # tickets
TIMES_MIN = 2.0
FALSE_DISCOVERIES = 0.01
SURE = 0.001  # how small the chance must be by the counts that are shown
CANDIDATES = 4
KEPT, KEPT_FILTERS = 300.0, 64
COURTESIES = {
    "please", "thank", "thanks", "hello", "hey", "dear", "regards", "greetings", "sincerely", "bitte", "danke",
    "hallo", "grüße", "gruß", "bonjour", "merci", "cordialement", "hola", "gracias", "saludos", "buongiorno",
    "grazie", "saluti", "olá", "obrigado", "obrigada", "dank", "groeten",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RisingWord:
    """``word`` as it is written most; ``count`` tickets of the last days, ``usual`` in as many days of those before."""

    word: str
    count: int
    usual: float
    tickets: TicketFilter


@dataclass(frozen=True, slots=True)
class _Candidate:
    """``before``: tickets of the weeks before that have the word."""

    word: str
    before: int


_lock = threading.Lock()
_kept: dict[tuple[TicketFilter, date], tuple[float, list[_Candidate]]] = {}


def find_rising_words(ticket_filter: TicketFilter, today: date, *, tickets: tuple[int, int]) -> list[RisingWord]:
    """Find the words whose share of ticket titles rose most, the least likely first.

    ``tickets``: how many the filter lets through of the last DAYS and of the WEEKS_BEFORE.
    """
    if tickets[1] < TITLES_MIN or len(Search(ticket_filter.search).alternatives) > 1:
        return []
    rising: list[RisingWord] = []
    for candidate in _candidates(ticket_filter, today):
        wanted = _recent_tickets(_with_word(ticket_filter, candidate.word), today)
        if len(wanted.search) > SEARCH_MAX:
            continue
        count, exact = counting.count(wanted)
        usual = candidate.before / WEEKS_BEFORE
        if exact and _has_risen(count, candidate.before, tickets):
            rising.append(RisingWord(candidate.word, count, usual, wanted))
    return rising


def clear_cache() -> None:
    """Forget the cached candidates, so that the next call reads the words again."""
    with _lock:
        _kept.clear()


def _has_risen(count: int, before: int, tickets: tuple[int, int]) -> bool:
    expected = before / tickets[1] * tickets[0]
    if count < max(COUNT_MIN, TIMES_MIN * expected, TIMES_MIN * before / WEEKS_BEFORE):
        return False
    together = count + before
    return bool(hypergeom.sf(count - 1, sum(tickets), together, tickets[0]) <= SURE)


def _recent_tickets(ticket_filter: TicketFilter, today: date) -> TicketFilter:
    return replace(ticket_filter, created_after=today - timedelta(days=DAYS - 1), created_before=today)


def _earlier_tickets(ticket_filter: TicketFilter, today: date) -> TicketFilter:
    last = today - timedelta(days=DAYS)
    return replace(ticket_filter, created_after=last - timedelta(days=7 * WEEKS_BEFORE - 1), created_before=last)


def _with_word(ticket_filter: TicketFilter, word: str) -> TicketFilter:
    """The word comes first, so that it stays outside of a phrase that was left open."""
    return replace(ticket_filter, search=f"{word} {ticket_filter.search}".strip())


def _candidates(ticket_filter: TicketFilter, today: date) -> list[_Candidate]:
    key = (replace(ticket_filter, created_after=None, created_before=None), today)
    with _lock:
        kept = _kept.get(key)
    if kept is None or time.monotonic() - kept[0] > KEPT:
        kept = (time.monotonic(), _read_candidates(key[0], today))
        with _lock:
            _kept.pop(key, None)
            _kept[key] = kept
            while len(_kept) > KEPT_FILTERS:
                del _kept[next(iter(_kept))]
    return kept[1]


def _read_candidates(ticket_filter: TicketFilter, today: date) -> list[_Candidate]:
    """The words whose share of the titles rose for sure, each telling of other tickets than those before it."""
    typed = {term.text.lower() for group in Search(ticket_filter.search).alternatives for term in group}
    chosen: list[_Candidate] = []
    told: list[TicketFilter] = []
    for word in _significant_words(ticket_filter, today):
        wanted = _recent_tickets(_with_word(ticket_filter, word), today)
        if word in typed or word in COURTESIES or any(_are_same_tickets(wanted, other, word) for other in told):
            continue
        count, exact = counting.count(_earlier_tickets(wanted, today))
        if exact:
            told.append(wanted)
            chosen.append(_Candidate(word, count))
        if len(chosen) == CANDIDATES:
            break
    return chosen


def _are_same_tickets(wanted: TicketFilter, other: TicketFilter, word: str) -> bool:
    """Whether most tickets with the word are among those with another."""
    both, _ = counting.count(_with_word(other, word))
    return both * 2 > counting.count(wanted)[0]


def _significant_words(ticket_filter: TicketFilter, today: date) -> list[str]:
    """The words whose share of the titles rose for sure, the most surprising first."""
    titles = [
        select(Ticket.title)
        .where(*period(ticket_filter, today).clauses())
        .order_by(*order_by_creation(Ticket))
        .limit(TITLES)
        .cte(name)
        for name, period in (("recent", _recent_tickets), ("earlier", _earlier_tickets))
    ]
    columns = ("word", "now", "before", "titles_now", "titles_before", "looked_at")
    counted = _COUNTED.columns(*map(column, columns)).cte("counted")
    with transaction(plan_each=True, reads=True) as session:
        words = session.execute(select(counted).add_cte(*titles), {"least": COUNT_MIN, "times": TIMES_MIN}).all()
    if not words or words[0].titles_before < TITLES_MIN:
        return []
    titles_read = (words[0].titles_now, words[0].titles_before)
    risen = significant_rises(
        [word.now for word in words], [word.before for word in words], titles_read, words[0].looked_at
    )
    return [words[place].word for place in risen]


def significant_rises(now: Sequence[int], before: Sequence[int], titles: tuple[int, int], looked_at: int) -> list[int]:
    """The places of the words that are discoveries among ``looked_at`` words (Benjamini and Hochberg, 1995), in order.

    ``now`` and ``before``: titles with each word, of ``titles`` now and before.
    """
    recent, together = np.array(now, int), np.array(now, int) + np.array(before, int)
    chance = hypergeom.sf(recent - 1, sum(titles), np.minimum(together, sum(titles)), titles[0])
    order = np.argsort(chance, kind="stable")
    small = chance[order] <= FALSE_DISCOVERIES * np.arange(1, len(order) + 1) / looked_at
    return [int(place) for place in order[: int(np.flatnonzero(small).max(initial=-1)) + 1]]


# What stands between spaces is counted first, as that is fast; then each such piece, once, is split at the marks that
# end or enclose words, while marks within a word stay. What came once is not looked at further. English stop words have
# no stem; those of other languages are asked for only where a word has risen.
_COUNTED = text(
    r"""
    WITH title AS (
        SELECT title, true AS is_recent FROM recent UNION ALL SELECT title, false FROM earlier
    ), size AS MATERIALIZED (
        SELECT count(*) FILTER (WHERE is_recent) AS now, count(*) FILTER (WHERE NOT is_recent) AS before FROM title
    ), piece AS (
        SELECT piece, count(*) FILTER (WHERE is_recent) AS now, count(*) FILTER (WHERE NOT is_recent) AS before
        FROM title CROSS JOIN LATERAL (
            SELECT DISTINCT piece FROM string_to_table(lower(title), ' ') AS piece
        ) AS of_title
        GROUP BY piece
    ), form AS (
        SELECT word, sum(now) AS now, sum(before) AS before
        FROM piece
        CROSS JOIN regexp_split_to_table(piece, '[\s,;:!?¿¡()\[\]{}"“”„«»<>|/…—–。、，：；！？（）「」]+') AS part
        CROSS JOIN trim(both '.-_''’`*#&=+~@' FROM part) AS word
        WHERE char_length(word) BETWEEN 3 AND 40
        GROUP BY word HAVING sum(now) + sum(before) > 1
    ), stemmed AS MATERIALIZED (
        SELECT word, now, before, ts_lexize('english_stem', fold(word)) AS stem FROM form
    ), word AS (
        SELECT (array_agg(word ORDER BY now DESC, word))[1] AS word, sum(now) AS now, sum(before) AS before,
               count(*) OVER () AS looked_at
        FROM stemmed WHERE stem <> '{}' GROUP BY stem HAVING sum(now) + sum(before) >= :least
    )
    SELECT word.word, word.now::bigint, word.before::bigint, size.now AS titles_now, size.before AS titles_before,
           looked_at
    FROM word CROSS JOIN size
    WHERE word.now >= :least AND word.now * size.before >= :times * word.before * size.now
      AND NOT EXISTS (
          SELECT FROM unnest(CAST(ARRAY[
              'german_stem', 'french_stem', 'spanish_stem', 'italian_stem', 'portuguese_stem', 'dutch_stem'
          ] AS regdictionary[])) AS language
          WHERE ts_lexize(language, word.word) = '{}'
      )
    ORDER BY word.word
    """
)
