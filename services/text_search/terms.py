"""Parse a search box text into terms and SQL conditions.

Every term must occur in title, description or a note: as a word, as its English stem or as the beginning of a word (a
term of one or two letters only at the end, where it is still being typed). Quotes make a phrase, a minus excludes,
``or`` separates alternatives. A term with a digit or with punctuation inside is a code and is found anywhere, also
within a word and however it is divided: ``+49 30 1234567`` is ``030/123 45 67``, ``ERR-4031`` is ``err4031``. A symbol
is found by itself. Where all of that finds nothing, words and codes are looked for within words. Other spellings of
words (``cant``, ``mueller``) and pieces of runs without spaces (Chinese, Japanese, Korean, Thai) are found as words:
SQL ``search_extras`` adds them. Case and accents do not matter; ``%``, ``_`` and ``\\`` are ordinary characters.
``#42`` is ticket 42.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.orm import aliased

from db.tables.tickets import Ticket, TicketDocument, TicketNote
from services.text_search import blocks
from services.text_search.blocks import BlockQuery
from services.text_search.queries import EVERY, all_of, any_of, key_tsquery, term_tsquery
from services.text_search.typed import SUBSTRING_MIN, Term, read_terms

TERMS_MAX = 50  # different ones in a search that a person or a program asks for
ASKED_APART = 4  # words that the index is asked for each by itself: it is quicker than for all of them as one query

_TICKET_NUMBER = re.compile(r"#(\d{1,18})")


@dataclass(frozen=True)
class Search:
    """A search, read once: ``condition`` is the whole of it, the two halves are for who asks one, then the other.

    All of them are conditions on TicketDocument; ``as_ticket_condition`` makes them conditions on Ticket.
    """

    typed: str

    @cached_property
    def alternatives(self) -> list[list[Term]]:
        """The terms between the ``or``s, each once; those without any are left out."""
        return read_terms(self.typed)

    @property
    def size(self) -> int:
        """How many terms there are in all alternatives."""
        return sum(len(term.parts) for terms in self.alternatives for term in terms)

    @cached_property
    def number(self) -> int | None:
        """The id of the ticket that is asked for by its number, which need not have a document."""
        match = _TICKET_NUMBER.fullmatch(self.typed.strip())
        return int(match[1]) if match else None

    @cached_property
    def condition(self) -> ColumnElement[bool]:
        """The tickets found, whether by words or within words."""
        within = self.within_words
        if within is None:
            return self.by_words
        nothing = ~exists(self._any_by_words())
        # Where words find something the pattern is NULL, so that the index of substrings is not read for nothing.
        patterns = [
            TicketDocument.folded.like(select(case((nothing, _pattern(word)))).scalar_subquery())
            for word in self._plain_words
        ]
        return or_(self.by_words, and_(nothing, *patterns))

    @cached_property
    def by_words(self) -> ColumnElement[bool]:
        """What words, phrases and codes find."""
        if self.number is not None:
            return TicketDocument.ticket_id == self.number
        if self.block_query is not None:
            return TicketDocument.ticket_id.in_(self.block_query.ids())
        return _words_condition(self.alternatives, TicketDocument) if self.alternatives else false()

    @cached_property
    def block_query(self) -> BlockQuery | None:
        """What is asked of each block; None for a ticket's number, and while entries do not answer for it yet."""
        if not self.alternatives or self.number is not None:
            return None
        words_only = all(term.kind in ("word", "phrase") for terms in self.alternatives for term in terms)
        if not (blocks.know_words() if words_only else blocks.are_complete()):
            return None
        parts = [_Part.of(terms) for terms in self.alternatives]
        if len(parts) == 1:
            return BlockQuery(parts[0].words, parts[0].checks)
        words = [any_of([all_of(part.words) for part in parts])]
        if not any(part.checks for part in parts):
            return BlockQuery(words)
        whole = [and_(BlockQuery(part.words).holds_for(TicketDocument.ticket_id), *part.checks) for part in parts]
        return BlockQuery(words, [or_(*whole)])

    def _any_by_words(self) -> Select[Any]:
        if self.block_query is not None:
            return self.block_query.ids().limit(1)
        return select(_OTHER.ticket_id).where(_words_condition(self.alternatives, _OTHER))

    @cached_property
    def within_words(self) -> ColumnElement[bool] | None:
        """What is looked for where words find nothing; None where nothing more can be found."""
        if not self._plain_words:
            return None
        return and_(*(TicketDocument.folded.like(_pattern(word)) for word in self._plain_words))

    @cached_property
    def rank(self) -> ColumnElement[float]:
        """How well a ticket fits: the title counts more, and words near each other."""
        ranked = [term for group in self.alternatives for term in group if not term.excluded and term.kind != "symbol"]
        wanted = [term_tsquery(term) for term in ranked]
        return func.ts_rank_cd(TicketDocument.words, any_of(wanted)) if wanted else literal(0.0)

    @cached_property
    def _plain_words(self) -> list[str]:
        """The words of a search of nothing but words and codes that are long enough to be looked for within words."""
        if self.number is not None or len(self.alternatives) != 1:
            return []
        (terms,) = self.alternatives
        kinds = all(term.kind in ("word", "code") and not term.excluded for term in terms)
        words = [part for term in terms for part in term.parts]
        return words if kinds and all(len(word) >= SUBSTRING_MIN for word in words) else []


_OTHER = aliased(TicketDocument, name="other")


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """An alternative: ``words`` that blocks are asked for, and what is checked of the tickets found so."""

    words: list[ColumnElement[Any]]
    checks: list[ColumnElement[bool]]

    @classmethod
    def of(cls, terms: Sequence[Term]) -> _Part:
        """An excluded phrase is checked alone: its words may occur."""
        keyed = [term for term in terms if term.kind != "phrase" or not term.excluded]
        words = [key_tsquery(term) for term in keyed if not term.excluded] or [EVERY]
        without = [key_tsquery(term) for term in keyed if term.excluded]
        apart, rest = words[:ASKED_APART], words[ASKED_APART:]
        apart[-1] = all_of([apart[-1], *rest, *without])
        return cls(apart, [_has_phrase(term) for term in terms if term.kind == "phrase"])


def search_clause(search: str) -> ColumnElement[bool]:
    """The condition for ``search`` on Ticket; one without a letter or digit finds nothing."""
    wanted = Search(search)
    if wanted.number is not None:
        return Ticket.id == wanted.number
    if wanted.within_words is None and wanted.block_query is not None:
        return Ticket.id.in_(wanted.block_query.ids())
    return as_ticket_condition(wanted.condition)


def as_ticket_condition(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on TicketDocument as one on Ticket."""
    return Ticket.id.in_(select(TicketDocument.ticket_id).where(condition))


def _words_condition(alternatives: Iterable[list[Term]], document: Any) -> ColumnElement[bool]:
    """Without keys. Alternatives of words only are one text query, which an index answers in one go."""
    queries: list[ColumnElement[Any]] = []
    mixed: list[ColumnElement[bool]] = []
    for terms in alternatives:
        words = [term_tsquery(term) for term in terms if term.kind in ("word", "phrase")]
        query = all_of(words) if words else None
        codes = [_contains(term, document) for term in terms if term.kind in ("code", "symbol")]
        if codes:
            mixed.append(and_(*codes) if query is None else and_(document.words.op("@@")(query), *codes))
        elif query is not None:
            queries.append(query)
    if queries:
        mixed.insert(0, document.words.op("@@")(any_of(queries)))
    return or_(*mixed)


def _has_phrase(term: Term) -> ColumnElement[bool]:
    """Whether a document or a note of its ticket has the phrase, or neither."""
    query = term_tsquery(Term(term.text, "phrase", excluded=False))
    simple: ColumnElement[Any] = literal_column("'pg_catalog.simple'::regconfig")
    note = select(TicketNote.id).where(
        TicketNote.ticket_id == TicketDocument.ticket_id,
        TicketNote.deleted_at.is_(None),
        func.to_tsvector(simple, func.fold(TicketNote.text)).op("@@")(query),
    )
    has = or_(TicketDocument.words.op("@@")(query), exists(note.correlate(TicketDocument)))
    return not_(has) if term.excluded else has


def _contains(term: Term, document: Any) -> ColumnElement[bool]:
    contains = and_(*(document.folded.like(_pattern(part)) for part in term.parts))
    return not_(contains) if term.excluded else contains


def _pattern(word: str) -> ColumnElement[str]:
    escaped = re.sub(r"([\\%_])", r"\\\1", word)
    return literal("%") + func.fold(escaped) + literal("%")
