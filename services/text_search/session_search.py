"""Run a search in a session: ask whether words find anything before looking within words, and the rarest word first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select
from sqlalchemy.orm import Session

from db.tables import TicketDocument
from services.text_search.terms import Search, Term, all_of, term_tsquery

RARE, FREQUENT = 3_000, 20_000  # tickets: so few are read at once, the list of so many takes longer to go through


def search_matches(session: Session, search: str) -> ColumnElement[bool]:
    """SQL condition of a search on TicketDocument, plain enough for the planner to estimate.

    ``search_clause`` asks by words and within words in one; here the database is asked first whether words find any,
    once in the life of the session.
    """
    session_search = _session_search(session, search)
    if session_search.within is None:
        return session_search.by_words
    if session_search.words_find is None:
        anything = exists(select(TicketDocument.ticket_id).where(session_search.by_words))
        session_search.words_find = bool(session.scalar(select(anything)))
    return session_search.by_words if session_search.words_find else session_search.within


def read_matches(
    session: Session, search: str, read: Callable[[ColumnElement[bool]], list[Any]], *, every: bool
) -> list[Any]:
    """Read the matches of a search with ``read``, without asking first whether words find something.

    ``every``: it reads some whichever tickets are found.
    """
    session_search = _session_search(session, search)
    if session_search.within is None or session_search.words_find is not None:
        return read(search_matches(session, search))
    rows = read(session_search.by_words)
    if rows or every:
        session_search.words_find = bool(rows)
    condition = search_matches(session, search)
    return rows if session_search.words_find else read(condition)


def estimated_rows(session: Session, statement: Select[Any]) -> int:
    """Rows that the planner expects of a statement; takes a third of a millisecond, however many they are."""
    connection = session.connection()
    compiled = statement.compile(dialect=connection.dialect)
    plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {compiled}", compiled.params).scalar_one()
    return int(plan[0]["Plan"]["Plan Rows"])


@dataclass(slots=True)
class _SessionSearch:
    """A search in a session; ``words_find``: whether words find anything, None before that was asked."""

    by_words: ColumnElement[bool]
    within: ColumnElement[bool] | None
    words_find: bool | None = None


def _session_search(session: Session, search: str) -> _SessionSearch:
    known: dict[str, _SessionSearch] = session.info.setdefault("searches", {})
    if search not in known:
        wanted = Search(search)
        known[search] = _SessionSearch(_by_rarest_word(session, wanted), wanted.within_words)
    return known[search]


def _by_rarest_word(session: Session, wanted: Search) -> ColumnElement[bool]:
    """``wanted.by_words``; the index is asked for the rarest of several words alone where another one is frequent.

    It would read the list of every word that begins like that, to the end, before it looks for what they share.
    """
    (terms, *others) = wanted.alternatives or [[]]
    if others or len(terms) < 2 or any(term.kind != "word" or term.excluded for term in terms):
        return wanted.by_words
    terms = _indexable_terms(session, terms)
    if len(terms) < 2:
        return wanted.by_words
    words = sorted(
        (estimated_rows(session, select(TicketDocument.ticket_id).where(_matches(term))), place)
        for place, term in enumerate(terms)
    )
    (fewest, rarest), (most, _) = words[0], words[-1]
    if fewest > RARE or most < FREQUENT:
        return wanted.by_words
    rest = [term_tsquery(term) for place, term in enumerate(terms) if place != rarest]
    # A function where an operator would be: the index does not see it.
    return and_(_matches(terms[rarest]), func.ts_match_vq(TicketDocument.words, all_of(rest)))


def _indexable_terms(session: Session, terms: list[Term]) -> list[Term]:
    """Those in which PostgreSQL sees a word: without one a term asks for nothing, and by itself would find nothing."""
    sizes = session.execute(select(*(func.numnode(term_tsquery(term)) for term in terms))).one()
    return [term for term, size in zip(terms, sizes, strict=True) if size]


def _matches(term: Term) -> ColumnElement[bool]:
    condition: ColumnElement[bool] = TicketDocument.words.op("@@")(term_tsquery(term))
    return condition
