"""Find tickets by words, block by block: what that costs is known, whatever the planner believes of the words.

``search_entry`` has each word of a ticket with the number of its block before it, a block being 8,192 ids in a row. A
query is asked of one block after the other, the newest first, and the asking ends where there is enough. No plan hangs
on an estimate: each look is an index scan of one block, and what comes of it is at most a block.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    select,
    text,
    true,
    tuple_,
    union,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP, TSQUERY

from db.engine import transaction
from db.tables.tickets import SearchEntry, Ticket, TicketDocument, search_backlog
from services.text_search.queries import all_of

_MOMENT = TIMESTAMP(timezone=True)
NUMBER = column("block", Integer)
NEWEST, OLDEST = column("newest", _MOMENT), column("oldest", _MOMENT)  # creation of the tickets at the ends of a block
_ASK_AGAIN = 5.0  # seconds, while entries are still being made


_Condition = Callable[[Any], ColumnElement[bool]]  # on a row with ticket_id and created_at


@dataclass(frozen=True, eq=False)
class BlockQuery:
    """Queries of words, and what else has to be true of a match: of its document, its ticket, its entry, its block.

    ``entry`` makes conditions on a row with ``ticket_id`` and ``created_at``. These are asked of what the words find:
    as a part of the same scan they would be looked up in another index, for all tickets of which they are true.
    """

    words: Sequence[ColumnElement[Any]]
    checks: Sequence[ColumnElement[bool]] = ()
    ticket: Sequence[ColumnElement[bool]] = ()
    entry: Callable[[Any], Sequence[ColumnElement[bool]]] = lambda _entry: ()
    block: Sequence[ColumnElement[bool]] = ()

    def ids(self) -> Select[Any]:
        """Select the ids of all matches, those of the newest block first."""
        blocks = select(*_blocks().c).where(*self.block).subquery("search_block")
        entries = self._entries_of(blocks).offset(0).lateral("entry")
        source = blocks.join(entries, true())
        for row in self._rows_beside(entries):
            source = source.join(row, true())
        return select(entries.c.ticket_id).select_from(source).where(*self.entry(entries.c))

    def newest(self, *, oldest_first: bool, beyond: bool) -> Select[Any]:
        """Select ``id`` and ``created_at`` of the newest (or oldest) ``reach`` matches, in order.

        ``beyond``: behind the position ``here_created_at``, ``here_id``. Blocks may overlap in time, as imports bring
        old tickets under new ids: what the first blocks give is a bound, and blocks that reach beyond it are asked too.
        """
        reached = [*self.block, *_blocks_beyond(oldest_first, beyond)]
        blocks = _materialized(select(*_blocks().c).where(*reached), "block")
        edge = blocks.c.oldest if oldest_first else blocks.c.newest
        ordered = select(*blocks.c).order_by(_directed(edge, oldest_first), _directed(blocks.c.block, oldest_first))
        near = ordered.subquery("near")
        here = (bindparam("here_created_at", type_=_MOMENT), bindparam("here_id", type_=BigInteger))
        after = [partial(_is_behind, here, oldest_first)] if beyond else []
        first_found = self._first_of(near, oldest_first, after)
        first = _materialized(
            select(first_found.c.ticket_id, first_found.c.created_at, near.c.block)
            .select_from(near.join(first_found, true()))
            .limit(_REACH),
            "first",
        )
        bound = _bound(first, oldest_first)
        is_in_reach = edge <= bound.c.created_at if oldest_first else edge >= bound.c.created_at
        before = partial(_is_not_behind, (bound.c.created_at, bound.c.ticket_id), oldest_first)
        rest_found = self._first_of(blocks, oldest_first, [*after, before], bound)
        rest = (
            select(rest_found.c.ticket_id, rest_found.c.created_at)
            .select_from(bound.join(blocks, and_(is_in_reach, blocks.c.block.is_distinct_from(bound.c.only))))
            .join(rest_found, true())
        )
        both = union(select(first.c.ticket_id, first.c.created_at), rest).subquery("both")
        order = [_directed(both.c[name], oldest_first) for name in ("created_at", "ticket_id")]
        return select(both.c.ticket_id.label("id"), both.c.created_at).order_by(*order)

    def holds_for(self, ticket_id: Any) -> ColumnElement[bool]:
        """The condition on a row of another table with the id of a ticket, asked of each row by itself."""
        has_words = self._has_words(func.search_block(SearchEntry.ticket_id))
        entries = select(SearchEntry.ticket_id).where(SearchEntry.ticket_id == ticket_id, *has_words)
        if self.checks:
            entries = entries.join(TicketDocument, TicketDocument.ticket_id == SearchEntry.ticket_id).where(
                *self.checks
            )
        return exists(entries.correlate(ticket_id.class_))

    def _first_of(
        self, blocks: FromClause, oldest_first: bool, conditions: Sequence[_Condition], *more: FromClause
    ) -> Any:
        key = ("created_at", "ticket_id")
        entries_of_blocks = self._entries_of(blocks).offset(0).subquery("found")
        whole = [condition(entries_of_blocks.c) for condition in conditions]
        in_order = [_directed(entries_of_blocks.c[name], oldest_first) for name in key]
        kept = (
            select(entries_of_blocks.c.ticket_id, entries_of_blocks.c.created_at)
            .where(*whole, *self.entry(entries_of_blocks.c))
            .order_by(*in_order)
        )
        entries = kept.offset(0).correlate(blocks, *more).lateral("entry")
        source: FromClause = entries
        for row in self._rows_beside(entries):
            source = source.join(row, true())
        first = select(entries.c.ticket_id, entries.c.created_at).select_from(source)
        # In order by itself, so that matches are looked up until there are enough.
        first = first.order_by(*(_directed(entries.c[name], oldest_first) for name in key)).limit(_REACH)
        return first.correlate(blocks, *more).lateral(f"{blocks.name}_found")  # type: ignore[attr-defined]

    def _entries_of(self, blocks: FromClause) -> Select[Any]:
        """Select the entries of one of the blocks that have the words."""
        entry: list[Any] = [SearchEntry.ticket_id, SearchEntry.created_at]
        return select(*entry).where(*self._has_words(blocks.c.block)).correlate(blocks)

    def _has_words(self, block: Any) -> list[ColumnElement[bool]]:
        """Conditions on SearchEntry. Each query by itself: the index then compares what it found for them."""
        if len(self.words) == 1:
            return [SearchEntry.keys.op("@@")(_asked_of(self.words[0], block))]
        whole = all_of(self.words)
        return [SearchEntry.keys.op("@@")(_asked_of(func.part_query(part, whole), block)) for part in self.words]

    def _rows_beside(self, entries: FromClause) -> Iterator[FromClause]:
        """The rows of a match in other tables, if its conditions hold: looked up, as OFFSET leaves no other way."""
        for key, conditions in ((TicketDocument.ticket_id, self.checks), (Ticket.id, self.ticket)):
            if conditions:
                row = select(key).where(key == entries.c.ticket_id, *conditions).correlate(entries)
                yield row.offset(0).lateral(f"{key.class_.__tablename__}_row")


def are_complete() -> bool:
    """Whether every ticket has its entry as it is made now: not in the first minutes after an update that brought more.

    Asked of the database until it is so, every few seconds.
    """
    return _state().complete


def know_words() -> bool:
    """Whether every ticket has an entry that answers for words and phrases, if not for all else."""
    return _state().words


def _state() -> _Known:
    if not _known.complete and time.monotonic() >= _known.asks_at:
        with transaction(reads=True) as session:
            missing = session.scalars(select(search_backlog.c.has_words)).all()
        _known.complete, _known.words = not missing, all(missing)
        _known.asks_at = time.monotonic() + _ASK_AGAIN
    return _known


def fill(at_once: int) -> bool:
    """Make the entries of the next tickets that have none; False when no more are left.

    While others change one of these tickets it gives way after half a second, and has made none.
    """
    with transaction(statement_timeout=0) as session:
        return bool(session.scalar(text("SELECT fill_search_entries(:at_once)"), {"at_once": at_once}))


def forget() -> None:
    """Forget whether entries are complete, so that the next search asks again."""
    _known.complete, _known.words, _known.asks_at = False, False, 0.0


@dataclass(slots=True)
class _Known:
    complete: bool = False
    words: bool = False
    asks_at: float = 0.0


_known = _Known()
_REACH = bindparam("reach", type_=Integer)


def _blocks() -> FromClause:
    return func.search_blocks().table_valued(NUMBER, NEWEST, OLDEST)


def _blocks_beyond(oldest_first: bool, beyond: bool) -> list[ColumnElement[bool]]:
    """Blocks that have anything behind the position."""
    if not beyond:
        return []
    here = bindparam("here_created_at", type_=_MOMENT)
    return [NEWEST >= here] if oldest_first else [OLDEST <= here]  # noqa: SIM300 - the columns are the constants


def _asked_of(words: ColumnElement[Any], block: Any) -> ColumnElement[Any]:
    template = select(func.search_template(words)).scalar_subquery()
    return func.block_query(template, block, type_=TSQUERY)


def _bound(first: CTE, oldest_first: bool) -> CTE:
    """The last of the first, if there are as many as wanted, and the block of all of them (``only``), if one."""
    numbers = func.min(first.c.block), func.max(first.c.block)
    only = select(case((numbers[0] == numbers[1], numbers[0]))).scalar_subquery()
    order = [_directed(first.c[name], oldest_first) for name in ("created_at", "ticket_id")]
    last = select(first.c.created_at, first.c.ticket_id, only.label("only")).order_by(*order)
    return _materialized(last.offset(_REACH - 1).limit(1), "bound")


def _is_behind(position: tuple[Any, Any], oldest_first: bool, entry: Any) -> ColumnElement[bool]:
    key, here = tuple_(entry.created_at, entry.ticket_id), tuple_(*position)
    return key > here if oldest_first else key < here


def _is_not_behind(position: tuple[Any, Any], oldest_first: bool, entry: Any) -> ColumnElement[bool]:
    return ~_is_behind(position, oldest_first, entry)


def _directed(key: Any, oldest_first: bool) -> ColumnElement[Any]:
    directed: ColumnElement[Any] = key.asc() if oldest_first else key.desc()
    return directed


def _materialized(statement: Select[Any], name: str) -> CTE:
    return statement.cte(name).prefix_with("MATERIALIZED")
