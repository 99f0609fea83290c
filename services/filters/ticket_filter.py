"""TicketFilter: a filter of tickets as SQL clauses, URL parameters and an English sentence.

What each filter is stands in the rows of services/filters/fields.py, which everything here loops over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, exists
from sqlalchemy.orm import Session

from db.tables.suggestions import ShownSuggestion
from db.tables.tickets import Ticket
from services.errors import InvalidInput
from services.filters.clauses import CHANGED, EVENTS, KEPT, NOBODY, REOPENED, RESOLVED, SOURCES, period_clauses
from services.filters.fields import FILTER_FIELDS, parameters
from services.filters.filter_field import KINDS, ClauseContext, FilterField, Parameter, Values
from services.filters.periods import DateOrTime, is_reversed
from services.filters.reading import json_values, split_values
from services.filters.sentence import sentence
from services.limits import FILTER_VALUES_MAX

__all__ = [
    "CHANGED", "EVENTS", "KEPT", "NOBODY", "REOPENED", "RESOLVED", "SOURCES", "DateOrTime", "TicketFilter",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """All that is given must hold; within one field any of the values. Empty: every ticket.

    A moment that is a date means whole days in the reporting time zone, both ends included; a datetime is exact, from
    ``..._after`` on and before ``..._before``; one without an offset is in the reporting time zone. ``resolved_...``
    is when a ticket that still is resolved or closed was. ``weekday`` (1 is Monday) and ``hour`` (0 to 23) are those
    of its creation in the reporting time zone. ``source`` suggested a category or a priority when the ticket was filed,
    which was ``kept`` (all that it suggested was chosen) or ``changed``; both must hold of one and the same suggestion.
    ``event``: what the history tells, ``resolved`` (or closed) or ``reopened``, once at least in the period
    ``event_...``, whatever the ticket is now; without a kind it is any of the two. ``review``: a program left category
    or priority open, and what the classifier filled in is ``decided`` under a promise or ``to_review`` by a person.
    ``requester``: names of the people who need help, as they were typed.
    ``merged``: duplicates were merged into it.
    ``target``: a ticket that has targets is at this moment ``breached``, ``at_risk``, ``on_track`` or ``kept``.
    ``taken_by``: people to whom it was given by a change in the period ``taken_...``, whoever has it now.
    ``topic``: IDs of topics, to one of which it belongs.
    ``imported``: IDs of imports that it came from, or ``dated``: it has no date that an import gave it.
    """

    category: tuple[str, ...] = ()
    priority: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    assignee: tuple[str, ...] = ()
    search: str = ""
    created_after: DateOrTime | None = None
    created_before: DateOrTime | None = None
    resolved_after: DateOrTime | None = None
    resolved_before: DateOrTime | None = None
    weekday: tuple[int, ...] = ()
    hour: tuple[int, ...] = ()
    source: tuple[str, ...] = ()
    suggestion: tuple[str, ...] = ()
    event: tuple[str, ...] = ()
    event_after: DateOrTime | None = None
    event_before: DateOrTime | None = None
    review: tuple[str, ...] = ()
    imported: tuple[str, ...] = ()
    requester: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    taken_by: tuple[str, ...] = ()
    taken_after: DateOrTime | None = None
    taken_before: DateOrTime | None = None
    topic: tuple[str, ...] = ()

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of all filter parameters, in a URL and as attributes."""
        return tuple(field.name for field in fields(cls))

    @classmethod
    def parameters(cls) -> list[Parameter]:
        """What the registry says of each filter parameter, in the order of ``names``."""
        return list(_by_name().values())

    def clauses(self, zone: str | None = None, session: Session | None = None) -> list[ColumnElement[bool]]:
        """One SQL condition for each thing given, on ``db.tables.tickets.Ticket``.

        ``zone``: the reporting time zone where the caller knows it; the planner can then tell how much a period holds.
        ``session``: one under way, which is asked first what the search finds; the planner can then tell that, too.
        """
        clauses: list[ColumnElement[bool]] = []
        for table, given in groupby(self.given(), key=lambda pair: pair[0].table):
            conditions = _conditions(given, ClauseContext(zone, session))
            clauses += conditions if table is Ticket else [_exists_row(table.ticket_id, conditions)]
        return clauses

    def period_clauses(self, moment: Any, zone: str | None = None) -> list[ColumnElement[bool]]:
        """SQL conditions for the period, on any column of times; ``zone`` as of ``clauses``."""
        return period_clauses(moment, self.created_after, self.created_before, zone)

    def suggestion_clauses(self) -> list[ColumnElement[bool]]:
        """One SQL condition for each thing asked of a suggestion, on ``db.tables.suggestions.ShownSuggestion``."""
        return _conditions((given for given in self.given() if given[0].table is ShownSuggestion), ClauseContext())

    def to_params(self) -> list[tuple[str, str]]:
        """URL parameters, in a fixed order; ``from_params`` reads them back."""
        return [(name, text) for name in _by_kind() for text in _url_values(getattr(self, name))]

    def to_mapping(self) -> dict[str, list[str]]:
        """The parameters of the filter by name, for JSON; ``from_params`` reads them back."""
        mapping: dict[str, list[str]] = {}
        for name, value in self.to_params():
            mapping.setdefault(name, []).append(value)
        return mapping

    @classmethod
    def from_params(cls, params: Mapping[str, str | Sequence[str]]) -> TicketFilter:
        """A filter from URL parameters; values may be repeated or comma separated (assignees only repeated).

        Names that are no filter are passed over. Raises InvalidInput naming every bad value.
        """
        named = [parameter for parameter in cls.parameters() if parameter.name in params]
        given, wrong = _read_values([(p, split_values(params[p.name], split=not p.typed)) for p in named])
        for period in (field.period() for field in FILTER_FIELDS):
            if period and is_reversed(given.get(period[0]), given.get(period[1])):
                wrong[period[1]] = ["The period ends before it begins."]
        if wrong:
            raise InvalidInput(wrong)
        return cls(**given)

    @classmethod
    def from_query(cls, params: Mapping[str, Sequence[str]]) -> TicketFilter:
        """A filter as programs send it: as ``from_params``, but strict about what is given too often.

        Assignees may be comma separated too; one with a comma in the name is found as well. A period that ends before
        it begins holds nothing. Raises InvalidInput naming every bad value.
        """
        named = [parameter for parameter in cls.parameters() if parameter.name in params]
        many = {
            parameter.name: ["Give this once." if most == 1 else f"Give at most {most} values."]
            for parameter in named
            if len(params[parameter.name]) > (most := FILTER_VALUES_MAX if parameter.kind == "values" else 1)
        }
        given, wrong = _read_values(
            [(p, split_values(params[p.name], split=p.kind == "values", whole=p.typed)) for p in named]
        )
        if many or wrong:
            raise InvalidInput(wrong | many)
        return cls(**given)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> TicketFilter:
        """A filter as programs send it in a body: lists of values, a text, a moment; nothing is split at commas.

        Raises InvalidInput naming every bad value, and every name that is no filter.
        """
        known = {parameter.name: parameter for parameter in cls.parameters()}
        wrong = {name: ["There is no such filter."] for name in values if name not in known}
        raw = []
        for name in values.keys() & known.keys():
            parameter = known[name]
            several, options = parameter.kind == "values", () if parameter.typed else parameter.options()
            try:
                raw.append((parameter, json_values(values[name], several=several, options=options)))
            except ValueError as error:
                wrong[name] = [str(error)]
        given, bad = _read_values(raw)
        if wrong or bad:
            raise InvalidInput(wrong | bad)
        return cls(**given)

    def without(self, name: str) -> TicketFilter:
        """A copy of the filter with one parameter removed."""
        return type(self)(**{other: getattr(self, other) for other in self.names() if other != name})

    def active(self) -> tuple[str, ...]:
        """Names of the parameters that are given."""
        return tuple(name for name in self.names() if getattr(self, name))

    def given(self) -> list[tuple[FilterField, Values]]:
        """The filters that are given, with the values of their parameters, in the order of the registry."""
        return [(field, values) for field in FILTER_FIELDS if any(values := field.values_of(self))]

    def sentence(self, count: int, *, exact: bool = True, today: date | None = None) -> str:
        """What is shown, in words: ``42 open or in-progress billing tickets, high or critical, matching "refund"``."""
        return sentence(self.given(), count, exact=exact, today=today)


@cache
def _by_name() -> dict[str, Parameter]:
    known = {parameter.name: parameter for parameter in parameters()}
    return {name: known[name] for name in TicketFilter.names()}


@cache
def _by_kind() -> list[str]:
    return sorted(_by_name(), key=lambda name: KINDS.index(_by_name()[name].kind))


def _conditions(given: Iterable[tuple[FilterField, Values]], asking: ClauseContext) -> list[ColumnElement[bool]]:
    return [condition for field, values in given for condition in field.clause(asking, *values)]


def _exists_row(of_ticket: Any, conditions: Sequence[ColumnElement[bool]]) -> ColumnElement[bool]:
    """EXISTS for a row of the ticket, also where the statement around it reads rows of that table."""
    return exists().where(of_ticket == Ticket.id, *conditions).correlate(Ticket)


def _read_values(raw: Sequence[tuple[Parameter, tuple[str, ...]]]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """Read the values by name, and what is wrong with those that cannot be read; an empty text is none."""
    given: dict[str, Any] = {}
    wrong: dict[str, list[str]] = {}
    for parameter, texts in raw:
        if not texts:
            continue
        try:
            given[parameter.name] = parameter.read(texts)
        except ValueError as error:
            wrong[parameter.name] = [str(error)]
    return given, wrong


def _url_values(value: Any) -> list[str]:
    """Write a value as URL parameters; none for one that is not given."""
    if isinstance(value, tuple):
        return [str(one) for one in value]
    if not value:
        return []
    return [value if isinstance(value, str) else value.isoformat()]
