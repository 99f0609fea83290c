"""What a person types into a search box, as a PostgreSQL text query.

Every word must occur in title or description: as a word, as its English stem or as the beginning of a word. Quotes make
a phrase, a minus excludes, ``or`` separates alternatives. Case and accents do not matter. ``#42`` is ticket 42.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import reduce
from typing import Any

from sqlalchemy import ColumnElement, false, func, literal
from sqlalchemy.dialects.postgresql import REGCONFIG, TSQUERY

from db.tables import Ticket

_TOKEN = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_TICKET_NUMBER = re.compile(r"#(\d{1,18})")


def search_clause(search: str) -> ColumnElement[bool]:
    """The condition for ``search``; one without a letter or digit finds nothing."""
    number = _TICKET_NUMBER.fullmatch(search.strip())
    if number:
        return Ticket.id == int(number[1])
    alternatives = [_all_of(terms) for terms in _alternatives(search) if terms]
    if not alternatives:
        return false()
    return Ticket.search.op("@@")(reduce(_function("tsquery_or"), alternatives))


def _alternatives(search: str) -> list[list[ColumnElement[Any]]]:
    """Terms between the ``or``s."""
    groups: list[list[ColumnElement[Any]]] = [[]]
    for token in _TOKEN.finditer(search):
        if token["word"] and token["word"].lower() == "or" and not token["minus"]:
            groups.append([])
        elif (token["phrase"] or token["word"] or "").strip("-"):
            groups[-1].append(_term(token))
    return groups


def _term(token: re.Match[str]) -> ColumnElement[Any]:
    if token["phrase"] is not None:
        query = func.phraseto_tsquery(literal("simple").cast(REGCONFIG), func.fold(token["phrase"]), type_=TSQUERY)
    else:
        query = func.term_query(token["word"], type_=TSQUERY)
    return func.tsquery_not(query, type_=TSQUERY) if token["minus"] else query


def _all_of(terms: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    return reduce(_function("tsquery_and"), terms)


def _function(name: str) -> Callable[[ColumnElement[Any], ColumnElement[Any]], ColumnElement[Any]]:
    """A function call: unlike an operator, it needs no thought about precedence."""
    return lambda left, right: getattr(func, name)(left, right, type_=TSQUERY)
