"""Parse a search box text into terms and SQL conditions.

Every term must occur in title or description: as a word, as its English stem or as the beginning of a word (a term of
one or two letters only at the end, where it is still being typed). Quotes make a phrase, a minus excludes, ``or``
separates alternatives. A term with a digit or with punctuation inside is a code and is found anywhere, also within a
word. Where words find nothing at all, they are looked for within words. Other spellings of words (``cant``,
``mueller``) and pieces of Chinese, Japanese and Korean runs are found as words: SQL ``search_extras`` adds them. Case
and accents do not matter; ``%``, ``_`` and ``\\`` are ordinary characters. ``#42`` is ticket 42.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

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
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import aliased

from db.tables import Ticket, TicketDocument
from services.text_search import blocks
from services.text_search.blocks import BlockQuery

TERMS_MAX = 50  # different ones in a search that a person or a program asks for
SUBSTRING_MIN = 3  # characters; trigrams find nothing shorter

_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_TICKET_NUMBER = re.compile(r"#(\d{1,18})")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_CODE = re.compile(r"\d|[^\w'’‘`´\-]|_")
_SHORT = 2
# Characters of scripts that are written without spaces: Thai and its neighbours, Chinese, Japanese, Korean.
RUN = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]+"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must occur, or must not; ``last``: where the typing may still go on."""

    text: str
    kind: Literal["word", "phrase", "code"]
    excluded: bool
    last: bool = False


@dataclass(frozen=True)
class Search:
    """A search, read once: ``condition`` is the whole of it, the two halves are for who asks one, then the other.

    All of them are conditions on TicketDocument; ``as_ticket_condition`` makes them conditions on Ticket.
    """

    typed: str

    @cached_property
    def alternatives(self) -> list[list[Term]]:
        """The terms between the ``or``s, each once; those without any are left out."""
        groups: list[dict[Term, None]] = [{}]
        for token in _TOKEN.finditer(self.typed):
            if token["word"] and token["word"].lower() == "or" and not token["minus"]:
                groups.append({})
                continue
            term = _term(token, last=token.end() == len(self.typed))
            if term is not None:
                groups[-1][term] = None
        return [list(group) for group in dict.fromkeys(map(tuple, groups)) if group]

    @property
    def size(self) -> int:
        """How many terms there are in all alternatives."""
        return sum(map(len, self.alternatives))

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
        number = _TICKET_NUMBER.fullmatch(self.typed.strip())
        if number:
            return TicketDocument.ticket_id == int(number[1])
        if self.block_query is not None:
            return TicketDocument.ticket_id.in_(self.block_query.ids())
        return _words_condition(self.alternatives, TicketDocument) if self.alternatives else false()

    @cached_property
    def block_query(self) -> BlockQuery | None:
        """What words and phrases ask of each block; None where that cannot find it: a number, or a code alone."""
        keyed = [part for terms in self.alternatives if (part := _Part.of(terms))]
        if not keyed or len(keyed) < len(self.alternatives) or _TICKET_NUMBER.fullmatch(self.typed.strip()):
            return None
        if not blocks.are_complete():
            return None
        words = _any_of([part.words for part in keyed])
        if len(keyed) == 1:
            return BlockQuery(words, keyed[0].checks)
        if not any(part.checks for part in keyed):
            return BlockQuery(words)
        whole = [and_(BlockQuery(part.words).holds_for(TicketDocument.ticket_id), *part.checks) for part in keyed]
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
        wanted = [term_tsquery(term) for group in self.alternatives for term in group if not term.excluded]
        return func.ts_rank_cd(TicketDocument.words, _any_of(wanted)) if wanted else literal(0.0)

    @cached_property
    def _plain_words(self) -> list[str]:
        """The words of a search of nothing but words that are long enough to be looked for within words."""
        if _TICKET_NUMBER.fullmatch(self.typed.strip()) or len(self.alternatives) != 1:
            return []
        (terms,) = self.alternatives
        plain = all(term.kind == "word" and not term.excluded and len(term.text) >= SUBSTRING_MIN for term in terms)
        return [term.text for term in terms] if plain else []


_OTHER = aliased(TicketDocument, name="other")


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """An alternative: ``words`` that blocks are asked for, and what is checked of the documents found so."""

    words: ColumnElement[Any]
    checks: list[ColumnElement[bool]]

    @classmethod
    def of(cls, terms: Sequence[Term]) -> _Part | None:
        """None where a code must occur, which another index knows."""
        if any(term.kind == "code" and not term.excluded for term in terms):
            return None
        keyed = [term for term in terms if term.kind == "word" or (term.kind == "phrase" and not term.excluded)]
        every = [] if any(not term.excluded for term in keyed) else [_EVERY]
        return cls(all_of([*every, *map(key_tsquery, keyed)]), [_check(term) for term in terms if term.kind != "word"])


_EVERY = literal_column("$$'*'$$::tsquery", type_=TSQUERY)  # what each ticket of a block has


def search_clause(search: str) -> ColumnElement[bool]:
    """The condition for ``search`` on Ticket; one without a letter or digit finds nothing."""
    wanted = Search(search)
    if wanted.within_words is None and wanted.block_query is not None:
        return Ticket.id.in_(wanted.block_query.ids())
    return as_ticket_condition(wanted.condition)


def as_ticket_condition(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """A condition on TicketDocument as one on Ticket."""
    return Ticket.id.in_(select(TicketDocument.ticket_id).where(condition))


def _term(token: re.Match[str], *, last: bool) -> Term | None:
    excluded = bool(token["minus"])
    if token["phrase"] is not None:
        return Term(token["phrase"], "phrase", excluded) if re.search(r"\w", token["phrase"]) else None
    word = _EDGES.sub("", token["word"])
    if not word:
        return None
    is_code = len(word) >= SUBSTRING_MIN and _CODE.search(word) is not None
    return Term(word, "code" if is_code else "word", excluded, last)


def _words_condition(alternatives: Iterable[list[Term]], document: Any) -> ColumnElement[bool]:
    """Alternatives of words only are one text query, which an index answers in one go."""
    queries: list[ColumnElement[Any]] = []
    mixed: list[ColumnElement[bool]] = []
    for terms in alternatives:
        words = [term_tsquery(term) for term in terms if term.kind != "code"]
        query = all_of(words) if words else None
        codes = [_contains(term, document) for term in terms if term.kind == "code"]
        if codes:
            mixed.append(and_(*codes) if query is None else and_(document.words.op("@@")(query), *codes))
        elif query is not None:
            queries.append(query)
    if queries:
        mixed.insert(0, document.words.op("@@")(_any_of(queries)))
    return or_(*mixed)


def _check(term: Term) -> ColumnElement[bool]:
    """What a phrase or a code asks of the document."""
    if term.kind == "code":
        return _contains(term, TicketDocument)
    condition: ColumnElement[bool] = TicketDocument.words.op("@@")(term_tsquery(term))
    return condition


def _contains(term: Term, document: Any) -> ColumnElement[bool]:
    contains: ColumnElement[bool] = document.folded.like(_pattern(term.text))
    return not_(contains) if term.excluded else contains


def _pattern(word: str) -> ColumnElement[str]:
    escaped = re.sub(r"([\\%_])", r"\\\1", word)
    return literal("%") + func.fold(escaped) + literal("%")


def term_tsquery(term: Term) -> ColumnElement[Any]:
    query: ColumnElement[Any]
    if term.kind == "phrase":
        query = _words("simple", term.text, exactly=True)
    elif len(term.text) <= _SHORT and not term.last:
        query = _any_of([_words("simple", term.text), _words("english", term.text)])
    else:
        query = func.term_query(term.text, type_=TSQUERY)
    return func.tsquery_not(query, type_=TSQUERY) if term.excluded else query


def key_tsquery(term: Term) -> ColumnElement[Any]:
    """What blocks are asked for: as ``term_tsquery``, but a phrase as its words, as keys have no places."""
    query: ColumnElement[Any]
    if term.kind == "phrase":
        query = _words("simple", term.text)
    elif len(term.text) <= _SHORT and not term.last:
        query = _any_of([_words("simple", term.text), _words("english", term.text)])
    else:
        query = func.key_query(term.text, type_=TSQUERY)
    return func.tsquery_not(query, type_=TSQUERY) if term.excluded else query


def _words(language: Literal["simple", "english"], text: str, *, exactly: bool = False) -> ColumnElement[Any]:
    make = func.phraseto_tsquery if exactly else func.plainto_tsquery
    # A constant of its type: a text that PostgreSQL has to look up would have the query made anew for every row.
    return make(literal_column(f"'pg_catalog.{language}'::regconfig"), func.fold(text), type_=TSQUERY)


def all_of(queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    return _combine(func.tsquery_and, queries)


def _any_of(queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    return _combine(func.tsquery_or, queries)


def _combine(join: Callable[..., ColumnElement[Any]], queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Calls of a function of two, as deep as the logarithm of their number: Python and PostgreSQL descend into them.

    Functions, since they need no thought about precedence as operators do.
    """
    if len(queries) == 1:
        return queries[0]
    middle = len(queries) // 2
    return join(_combine(join, queries[:middle]), _combine(join, queries[middle:]), type_=TSQUERY)
