"""FilterField and Parameter: what one row of the filter registry says about one filter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

from db.tables.suggestions import ShownSuggestion
from db.tables.targets import TicketTarget
from db.tables.tickets import Ticket, TicketEvent
from services.filters.reading import one_of

Kind = Literal["values", "moment", "text"]
KINDS: tuple[Kind, ...] = ("values", "moment", "text")  # in this order parameters are written into a URL
Rollup = Literal["kind", "created", "hours", "suggestions", "resolved", "events"]
Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class ClauseContext:
    """What a clause may need: the reporting time zone (None: as the database says), and a session under way."""

    zone: str | None = None
    session: Session | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One URL parameter, which is also the attribute of TicketFilter that holds its value.

    ``kind``: several values (a tuple; empty when not given), one moment (or None), or one text (or ""). ``read`` makes
    that of the strings given, and raises ValueError with what is wrong. ``options``: the values to choose from.
    ``typed``: people type it, so a value may be none of the options and hold a comma.
    """

    name: str
    kind: Kind
    read: Callable[[tuple[str, ...]], Any]
    options: Callable[[], Sequence[Any]] = tuple
    typed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterField:
    """One filter, of one parameter or more: a period has two.

    ``clause(asking, *values)``: the SQL conditions on ``table``, with a value for each parameter. Those of all filters
    on a table other than Ticket must hold of one and the same of its rows; they stand together in the registry.
    ``phrase(today, *values)``: its part of the sentence about the tickets, ``before_noun`` or behind it; there after
    the words ``lead``, which neighbours that have the same share.
    ``summary(*values)``: what its chip says; without it the chip lists the ``value_label`` of each value.
    ``rollup``: which of the rollups know it; where none does, a count of it reads tickets.
    """

    name: str
    label: str
    parameters: tuple[Parameter, ...]
    clause: Callable[..., list[ColumnElement[bool]]]
    phrase: Callable[..., str]
    lead: str = ""
    before_noun: bool = False
    value_label: Callable[[Any], str] = str
    summary: Callable[..., str] | None = None
    table: type[Ticket | ShownSuggestion | TicketEvent | TicketTarget] = Ticket
    rollup: Rollup | None = None

    def values_of(self, ticket_filter: object) -> Values:
        """The values that a TicketFilter has for the parameters, in their order."""
        return tuple(getattr(ticket_filter, parameter.name) for parameter in self.parameters)

    def period(self) -> tuple[str, str] | None:
        """The parameters that begin and end its period, if it has one."""
        ends = [parameter.name for parameter in self.parameters if parameter.kind == "moment"]
        return (ends[0], ends[1]) if ends else None

    def describe(self, *values: Any) -> str:
        """Word the values for a chip and for the filter bar."""
        return self.summary(*values) if self.summary else ", ".join(map(self.value_label, values[0]))

    def phrase_of(self, today: date | None, values: Values) -> str:
        """Word the filter for the sentence, without the words that lead to it."""
        return self.phrase(today, *values)


def choice(name: str, options: Callable[[], Sequence[Any]]) -> Parameter:
    """A parameter for some of ``options``, texts or whole numbers, kept in the order of the options."""
    return Parameter(name=name, kind="values", read=lambda values: one_of(values, options()), options=options)
