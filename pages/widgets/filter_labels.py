"""The parts of a filter in words, as the chips and the labels of the filter bar say them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from services import taxonomy
from services.filters.sentence import SOURCE_NAMES, WEEKDAYS, hours, period
from services.filters.ticket_filter import EVENTS, NOBODY, TicketFilter

PERIODS = {"Today": 1, "Last 7 days": 7, "Last 30 days": 30, "Last 90 days": 90}
NAMES = {
    "status": "Status",
    "priority": "Priority",
    "category": "Category",
    "assignee": "Assignee",
    "created": "Created",
    "weekday": "Weekday",
    "hour": "Hour",
    "resolved": "Resolved",
    "source": "Suggested by",
    "suggestion": "Suggestion",
    "event": "History",
    "search": "Search",
}
# The fields of those that have more than one.
FIELDS = {
    "created": ("created_after", "created_before"),
    "resolved": ("resolved_after", "resolved_before"),
    "event": ("event", "event_after", "event_before"),
}


def active_names(current: TicketFilter) -> list[str]:
    """The filters that narrow anything, each period as one."""
    active = set(current.active())
    return [name for name in NAMES if active.intersection(FIELDS.get(name, (name,)))]


def without(current: TicketFilter, name: str) -> TicketFilter:
    """The filter with one of ``active_names`` dropped."""
    for field in FIELDS.get(name, (name,)):
        current = current.without(field)
    return current


def describe(name: str, current: TicketFilter, today: date) -> str:
    """The value of one filter, in words."""
    if name == "search":
        return current.search
    if name == "event":
        return _event_in_words(current, today)
    if name in FIELDS:
        return _period_in_words(name, current, today)
    values: Sequence[Any] = getattr(current, name)
    return ", ".join(value_in_words(name, value) for value in values)


def value_in_words(name: str, value: Any) -> str:
    """One value of such a filter."""
    return _IN_WORDS.get(name, taxonomy.label)(value)


def _event_in_words(current: TicketFilter, today: date) -> str:
    what = " or ".join(current.event or EVENTS).capitalize()
    dated = current.event_after or current.event_before
    return f"{what} {_period_in_words('event', current, today)}" if dated else what


def _period_in_words(name: str, current: TicketFilter, today: date) -> str:
    if name == "created" and (known := period_name(current, today)):
        return known
    return period(*(getattr(current, f"{name}_{end}") for end in ("after", "before")))


_IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "assignee": lambda name: "Nobody" if name == NOBODY else name,
    "weekday": lambda number: WEEKDAYS[number - 1],
    "hour": lambda number: hours([number]),
    "source": lambda source: SOURCE_NAMES[source],
    "suggestion": str.capitalize,
}


def period_name(current: TicketFilter, today: date) -> str | None:
    """The named period that the filter is, if it is one."""
    after = current.created_after
    if current.created_before is not None or type(after) is not date:
        return None
    return next((name for name, days in PERIODS.items() if after == today - timedelta(days=days - 1)), None)
