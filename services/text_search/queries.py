"""Text queries of search terms: of what ``ticket_document`` has of a ticket, and of the keys of ``search_entry``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from sqlalchemy import ColumnElement, func, literal, literal_column
from sqlalchemy.dialects.postgresql import TSQUERY

from services.text_search.typed import RUN, SHORT, SUBSTRING_MIN, Term

_LONG = 6  # characters of a number that is looked for without its beginning
_LETTERS_FIRST = re.compile(r"([^\W\d_]{2,5})[\W_]*(\d.*)", re.DOTALL)
_UNIT_BEHIND = re.compile(r"(\d+)[^\w\s]+([^\W\d_]{1,3})")  # "18°C"
_COUNTRY = re.compile(
    r"^(?:[17]|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})"  # calling codes: one, two, three digits
)

EVERY = literal_column("$$'*'$$::tsquery", type_=TSQUERY)  # what each ticket of a block has


def term_tsquery(term: Term) -> ColumnElement[Any]:
    """What a word or phrase asks of the words of a document."""
    query: ColumnElement[Any]
    if term.kind == "phrase":
        query = _words("simple", term.text, exactly=True)
    elif _is_whole(term):
        query = any_of([_words("simple", term.text), _words("english", term.text)])
    else:
        query = func.term_query(term.text, type_=TSQUERY)
    return _negated(query) if term.excluded else query


def key_tsquery(term: Term) -> ColumnElement[Any]:
    """What a term asks of the keys of a ticket; a phrase asks for its words, as keys have no places."""
    if term.kind == "phrase":
        query = _words("simple", term.text)
    elif term.kind == "symbol":
        query = all_of([func.literal_query(symbol, False, type_=TSQUERY) for symbol in term.text])
    elif term.kind == "code":
        query = _code_tsquery(term)
    else:
        query = _word_tsquery(term.text, whole=_is_whole(term))
    return _negated(query) if term.excluded else query


def all_of(queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The query for all of them."""
    return _combine(func.tsquery_and, queries)


def any_of(queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The query for one of them."""
    return _combine(func.tsquery_or, queries)


def _is_whole(term: Term) -> bool:
    """A short word that is not still being typed does not stand for what begins so."""
    return len(term.text) <= SHORT and not term.last


def _word_tsquery(word: str, *, whole: bool) -> ColumnElement[Any]:
    if RUN.search(word):
        pieces = [piece for piece in re.split(f"({RUN.pattern})", word) if re.search(r"\w", piece) or RUN.match(piece)]
        return all_of([query for piece in pieces for query in _piece_tsqueries(piece)])
    if whole:
        return any_of([_words("simple", word), _words("english", word)])
    query: ColumnElement[Any] = func.key_query(word, type_=TSQUERY)
    return query


def _piece_tsqueries(piece: str) -> Iterator[ColumnElement[Any]]:
    """Of a script without spaces every two characters that follow each other."""
    if not RUN.match(piece):
        yield func.key_query(piece, type_=TSQUERY)
    elif len(piece) == 1:
        yield _literal(piece, begins=True)
    else:
        yield from (_literal(piece[place : place + 2]) for place in range(len(piece) - 1))


def _code_tsquery(term: Term) -> ColumnElement[Any]:
    """A code in any form that it may have been written in; of a number in groups also each by itself."""
    if term.excluded:
        return func.code_query(term.text, type_=TSQUERY)
    ways: list[ColumnElement[Any]] = [
        func.code_query(form, type_=TSQUERY) for form in forms(term) if _is_told(form, term)
    ]
    if len(term.parts) > 1:
        ways.append(all_of([_part_tsquery(part) for part in term.parts]))
        return any_of(ways)
    for pattern in (_LETTERS_FIRST, _UNIT_BEHIND):
        split = pattern.fullmatch(term.text)
        if split:
            ways.append(all_of([_part_tsquery(part) for part in split.groups()]))
    return any_of(ways)


def _is_told(form: str, term: Term) -> bool:
    """Whether it says enough by itself: "10 3" is two numbers, and no part of 41032."""
    return len(term.parts) < 2 or len(re.sub(r"[\W_]+", "", form)) >= _LONG


def _part_tsquery(part: str) -> ColumnElement[Any]:
    if len(part) < SUBSTRING_MIN or not re.search(r"\d", part):
        return _word_tsquery(part, whole=True)
    query: ColumnElement[Any] = func.code_query(part, type_=TSQUERY)
    return query


def forms(term: Term) -> Iterator[str]:
    """The code, and a number as it is written inside of its country or area: without 0, 00 or +49 before it."""
    yield term.text
    digits = re.sub(r"[\W_]+", "", term.text)
    if not digits.isdecimal():
        return
    shorter = {digits.lstrip("0")}
    if term.plus:
        shorter.add(_COUNTRY.sub("", digits, count=1).lstrip("0"))
    yield from sorted(form for form in shorter - {digits} if len(form) >= _LONG)


def _literal(key: str, *, begins: bool = False) -> ColumnElement[Any]:
    query: ColumnElement[Any] = func.literal_query(func.fold(key), begins, type_=TSQUERY)
    return query


def _negated(query: ColumnElement[Any]) -> ColumnElement[Any]:
    negated: ColumnElement[Any] = func.tsquery_not(query, type_=TSQUERY)
    return negated


def _words(language: Literal["simple", "english"], text: str, *, exactly: bool = False) -> ColumnElement[Any]:
    make = func.phraseto_tsquery if exactly else func.plainto_tsquery
    # A constant of its type: a text that PostgreSQL has to look up would have the query made anew for every row.
    return make(literal_column(f"'pg_catalog.{language}'::regconfig"), func.fold(text), type_=TSQUERY)


def _combine(join: Callable[..., ColumnElement[Any]], queries: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """Calls of a function of two, as deep as the logarithm of their number: Python and PostgreSQL descend into them.

    Functions, since they need no thought about precedence as operators do.
    """
    if not queries:
        return literal("", TSQUERY)
    if len(queries) == 1:
        return queries[0]
    middle = len(queries) // 2
    return join(_combine(join, queries[:middle]), _combine(join, queries[middle:]), type_=TSQUERY)
