"""TicketFilter: which tickets. One object that becomes SQL clauses, URL parameters and an English sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, exists, func
from sqlalchemy.orm import Session

from db.tables import PRIORITIES, STATUSES, ShownSuggestion, Ticket, TicketEvent
from services.errors import InvalidInput
from services.filters.clauses import (
    CHANGED,
    EVENTS,
    KEPT,
    NOBODY,
    REOPENED,
    RESOLVED,
    assigned_to,
    between,
    named,
    of_event,
    of_suggestion,
)
from services.filters.periods import Moment, backwards
from services.filters.sentence import sentence
from services.settings import FILTER_VALUES_MAX, SEARCH_MAX
from services.suggestion_sources import source_keys
from services.taxonomy import category_labels
from services.text_search.terms import TERMS_MAX, Search, found, of_tickets, search_clause

__all__ = [
    "CHANGED",
    "EVENTS",
    "FILTERS",
    "KEPT",
    "MOMENTS",
    "NOBODY",
    "PERIODS",
    "REOPENED",
    "RESOLVED",
    "SEVERAL",
    "SOURCES",
    "Moment",
    "TicketFilter",
]

SOURCES = source_keys()


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """All that is given must hold; within one field any of the values. Empty: every ticket.

    A moment that is a date means whole days in the reporting time zone, both ends included; a datetime is exact, from
    ``..._after`` on and before ``..._before``; one without an offset is in the reporting time zone. ``resolved_...``
    is when a ticket that still is resolved or closed was. ``weekday`` (1 is Monday) and ``hour`` (0 to 23) are those
    of its creation in the reporting time zone. ``source`` suggested a category or a priority when the ticket was filed,
    which was ``kept`` (all that it suggested was chosen) or ``changed``; both must hold of one and the same suggestion.
    ``event``: what the history tells, ``resolved`` (or closed) or ``reopened``, once at least in the period
    ``event_...``, whatever the ticket is now; without a kind it is any of the two.
    """

    category: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    assignee: tuple[str, ...] = ()
    search: str = ""
    created_after: Moment | None = None
    created_before: Moment | None = None
    resolved_after: Moment | None = None
    resolved_before: Moment | None = None
    weekday: tuple[int, ...] = ()
    hour: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    suggestion: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    event_after: Moment | None = None
    event_before: Moment | None = None

    def clauses(self, zone: str | None = None, session: Session | None = None) -> list[ColumnElement[bool]]:
        """One SQL condition for each thing given, on ``db.tables.Ticket``.

        ``zone``: the reporting time zone where the caller knows it; the planner can then tell how much a period holds.
        ``session``: one under way, which is asked first what the search finds; the planner can then tell that, too.
        """
        conditions: list[ColumnElement[bool]] = [
            column.in_(values)
            for column, values in (
                (Ticket.category, self.category),
                (Ticket.priority, self.priority),
                (Ticket.status, self.status),
            )
            if values
        ]
        if self.assignee:
            conditions.append(assigned_to(self.assignee))
        conditions += self.within_period(Ticket.created_at, zone)
        conditions += between(Ticket.resolved_at, self.resolved_after, self.resolved_before, zone)
        for field, values in (("isodow", self.weekday), ("hour", self.hour)):
            if values:
                conditions.append(func.extract(field, func.timezone(named(zone), Ticket.created_at)).in_(values))
        if self.of_suggestion():
            conditions.append(_has(ShownSuggestion.ticket_id, self.of_suggestion()))
        if self.event or self.event_after or self.event_before:
            happened = of_event(self.event, self.event_after, self.event_before, zone)
            conditions.append(_has(TicketEvent.ticket_id, happened))
        if self.search:
            alone = search_clause(self.search) if session is None else of_tickets(found(session, self.search))
            conditions.append(alone)
        return conditions

    def within_period(self, moment: Any, zone: str | None = None) -> list[ColumnElement[bool]]:
        """One SQL condition for each end of the period, on any column of times; ``zone`` as of ``clauses``."""
        return between(moment, self.created_after, self.created_before, zone)

    def of_suggestion(self) -> list[ColumnElement[bool]]:
        """One SQL condition for each thing asked of a suggestion, on ``db.tables.ShownSuggestion``."""
        return of_suggestion(self.source, self.suggestion)

    def to_params(self) -> list[tuple[str, str]]:
        """URL parameters, in a fixed order; ``from_params`` reads them back."""
        pairs = [(name, str(value)) for name in SEVERAL for value in getattr(self, name)]
        pairs += [(name, getattr(self, name).isoformat()) for name in MOMENTS if getattr(self, name) is not None]
        return [*pairs, ("search", self.search)] if self.search else pairs

    @classmethod
    def from_params(cls, params: Mapping[str, str | Sequence[str]]) -> TicketFilter:
        """A filter from URL parameters; values may be repeated or comma separated (assignees only repeated).

        Names that are no filter are passed over. Raises InvalidInput naming every bad value.
        """
        values = {name: _values(raw, split=name not in ("search", "assignee")) for name, raw in params.items()}
        given, wrong = _read(values)
        for first, last in PERIODS:
            if backwards(given.get(first), given.get(last)):
                wrong[last] = ["The period ends before it begins."]
        if wrong:
            raise InvalidInput(wrong)
        return cls(**given)

    @classmethod
    def from_query(cls, params: Mapping[str, Sequence[str]]) -> TicketFilter:
        """A filter as programs send it: as ``from_params``, but strict about what is given too often.

        Assignees may be comma separated too; one with a comma in the name is found as well. A period that ends before
        it begins holds nothing. Raises InvalidInput naming every bad value.
        """
        many = {
            name: ["Give this once." if name not in SEVERAL else f"Give at most {FILTER_VALUES_MAX} values."]
            for name, raw in params.items()
            if name in FILTERS and len(raw) > (FILTER_VALUES_MAX if name in SEVERAL else 1)
        }
        given, wrong = _read(
            {name: _values(raw, split=name in SEVERAL, whole=name == "assignee") for name, raw in params.items()}
        )
        if many or wrong:
            raise InvalidInput(wrong | many)
        return cls(**given)

    def without(self, name: str) -> TicketFilter:
        """The same filter, one field dropped."""
        return TicketFilter(**{f.name: getattr(self, f.name) for f in fields(self) if f.name != name})

    def active(self) -> tuple[str, ...]:
        """Names of the fields that narrow anything."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name))

    def sentence(self, count: int, *, exact: bool = True, today: date | None = None) -> str:
        """What is shown, in words: ``42 open or in-progress billing tickets, high or critical, matching "refund"``."""
        return sentence(self, count, exact=exact, today=today)


FILTERS = tuple(field.name for field in fields(TicketFilter))
SEVERAL = ("category", "priority", "status", "assignee", "weekday", "hour", "source", "suggestion", "event")
PERIODS = tuple((f"{name}_after", f"{name}_before") for name in ("created", "resolved", "event"))
MOMENTS = tuple(name for period in PERIODS for name in period)


def _has(of_ticket: Any, conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """The ticket has such a row, also where the statement around it reads rows of that table."""
    return exists().where(of_ticket == Ticket.id, *conditions).correlate(Ticket)


def _read(values: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The fields that are given, read, and what is wrong with those that cannot be; other names are passed over."""
    given: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for name in FILTERS:
        if not values.get(name):
            continue
        try:
            given[name] = _READERS[name](values[name])
        except ValueError as error:
            wrong[name] = [str(error)]
    return given, wrong


def _values(raw: str | Sequence[str], *, split: bool, whole: bool = False) -> tuple[str, ...]:
    """The values given for one name: trimmed, each once, empty ones left out; ``whole`` keeps what is split too."""
    several = [raw] if isinstance(raw, str) else list(raw)
    if split:
        parts = [part for value in several for part in value.split(",")]
        several = several + parts if whole else parts
    return tuple(dict.fromkeys(value.strip() for value in several if value.strip()))


def _one_of(values: tuple[str, ...], known: Iterable[str]) -> tuple[str, ...]:
    choices = tuple(known)
    unknown = [value for value in values if value not in choices]
    if unknown:
        raise ValueError(f"Unknown value {unknown[0][:60]!r}. Choose from: {', '.join(choices)}.")
    return tuple(choice for choice in choices if choice in values)


def _numbers(values: tuple[str, ...], known: Iterable[int]) -> tuple[int, ...]:
    return tuple(map(int, _one_of(values, map(str, known))))


def _read_assignees(values: tuple[str, ...]) -> tuple[str, ...]:
    if any("\0" in value for value in values):
        raise ValueError("A name cannot contain a NUL character.")
    return values


def _read_search(values: tuple[str, ...]) -> str:
    search = " ".join(values)
    if len(search) > SEARCH_MAX:
        raise ValueError(f"A search has at most {SEARCH_MAX} characters.")
    if "\0" in search:
        raise ValueError("A search cannot contain a NUL character.")
    if Search(search).size > TERMS_MAX:
        raise ValueError(f"A search has at most {TERMS_MAX} different words.")
    return search


def _read_moment(values: tuple[str, ...]) -> Moment:
    value = values[-1]
    try:
        moment = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("Not a date. Write 2026-11-22 or 2026-11-22T09:30:00Z.") from None
    if not 1900 <= moment.year <= 9998:
        raise ValueError("The year must be between 1900 and 9998.")
    return moment


_READERS: Mapping[str, Callable[[tuple[str, ...]], Any]] = {
    "category": lambda values: _one_of(values, category_labels()),
    "priority": lambda values: _one_of(values, PRIORITIES),
    "status": lambda values: _one_of(values, STATUSES),
    "assignee": _read_assignees,
    "search": _read_search,
    "weekday": lambda values: _numbers(values, range(1, 8)),
    "hour": lambda values: _numbers(values, range(24)),
    "source": lambda values: _one_of(values, SOURCES),
    "suggestion": lambda values: _one_of(values, (KEPT, CHANGED)),
    "event": lambda values: _one_of(values, EVENTS),
    **dict.fromkeys(MOMENTS, _read_moment),
}
