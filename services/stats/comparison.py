"""What a dashboard compares with: the same number of days at another time, or other tickets of the same days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Literal
from urllib.parse import parse_qs, urlencode

from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter

YEAR: Literal["year"] = "year"  # in the URL: the same days of the year before
EARLIEST = date(1900, 1, 1)
PARAMS_MAX = 4_000  # characters of another filter


def as_text(ticket_filter: TicketFilter) -> str:
    """A filter in one parameter of the URL, without its period; ``filter_from_text`` reads it back."""
    return urlencode(replace(ticket_filter, created_after=None, created_before=None).to_params())


def filter_from_text(text: str) -> TicketFilter | None:
    """The filter that ``as_text`` wrote; None for a text that is too long or has a bad value."""
    if len(text) > PARAMS_MAX:
        return None
    try:
        return TicketFilter.from_params(parse_qs(text))
    except InvalidInput:
        return None


def other_period(current: TicketFilter, begins: date | Literal["year"], today: date) -> TicketFilter | None:
    """The filter whose period has as many days and ``begins`` then, or with the same day of the year before.

    None where the filter has no beginning, where its period begins or ends within a day or is still to come, and where
    the other one would begin before EARLIEST or end after today.
    """
    first, last = current.created_after, current.created_before
    if first is None or isinstance(first, datetime) or isinstance(last, datetime):
        return None
    length = min(last or today, today) - first
    if length < timedelta():
        return None
    try:
        since = _year_before(first) if begins == YEAR else begins
    except ValueError:
        return None
    if not isinstance(since, date) or since < EARLIEST or since > today - length:
        return None
    return replace(current, created_after=since, created_before=since + length)


def _year_before(day: date) -> date:
    """The same day of the year before; of a leap year's 29 February the 28th."""
    if (day.month, day.day) == (2, 29):
        return day.replace(year=day.year - 1, day=28)
    return day.replace(year=day.year - 1)
