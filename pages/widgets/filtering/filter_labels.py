"""Labels of filters and their values, for chips and the filter bar."""

from __future__ import annotations

from datetime import date, timedelta

from services.filters.fields import field_named
from services.filters.ticket_filter import TicketFilter

PERIODS = {"Today": 1, "Last 7 days": 7, "Last 30 days": 30, "Last 90 days": 90}


def active_filters(current: TicketFilter) -> list[str]:
    """Names of the filters that narrow anything, each period as one, in the order of their chips."""
    return [field.name for field, _ in current.given()]


def filter_label(name: str) -> str:
    """What people call a filter."""
    return field_named(name).label


def value_label(name: str, current: TicketFilter, today: date) -> str:
    """The value that one filter has in ``current``, in words; nothing where it has none."""
    field = field_named(name)
    values = field.values_of(current)
    if not any(values):
        return ""
    return (name == "created" and period_name(current, today)) or field.describe(*values)


def without(current: TicketFilter, name: str) -> TicketFilter:
    """The filter with one of ``active_filters`` dropped."""
    for parameter in field_named(name).parameters:
        current = current.without(parameter.name)
    return current


def period_name(current: TicketFilter, today: date) -> str | None:
    """The named period that the filter is, if it is one."""
    after = current.created_after
    if current.created_before is not None or type(after) is not date:
        return None
    return next((name for name, days in PERIODS.items() if after == today - timedelta(days=days - 1)), None)
