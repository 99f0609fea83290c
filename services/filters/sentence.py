"""A filter in English: the sentence above the list, and the value of one part of it for a chip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from db.seed_categories import SEED_CATEGORIES
from services.reporting import time_zone
from services.suggestion_sources import SUGGESTION_SOURCES
from services.taxonomy import PRIORITIES, category_labels

if TYPE_CHECKING:
    from services.filters.periods import Moment
    from services.filters.ticket_filter import TicketFilter

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVENT_NAMES = {"resolved": "a resolution", "reopened": "a reopening"}
SOURCE_NAMES = {source.key: source.phrase for source in SUGGESTION_SOURCES}
_OUR_NAMES = {key: seed.label for key, seed in SEED_CATEGORIES.items()} | {key: key.capitalize() for key in PRIORITIES}


def sentence(wanted: TicketFilter, count: int, *, exact: bool = True, today: date | None = None) -> str:
    """What is shown, in words: ``42 open or in-progress billing tickets, high or critical, matching "refund"``."""
    parts = [_counted(wanted, count, exact)]
    if wanted.priority:
        parts.append(either(wanted.priority))
    if wanted.assignee:
        parts.append("assigned to " + either(wanted.assignee))
    if created := _created(wanted, today):
        parts.append(f"created {created}")
    if wanted.resolved_after or wanted.resolved_before:
        parts.append(f"resolved {period(wanted.resolved_after, wanted.resolved_before, today)}")
    parts += _suggested(wanted)
    if happened := _happened(wanted, today):
        parts.append(happened)
    if wanted.search:
        parts.append(f"matching {_quoted(wanted.search)}")
    return ", ".join(parts)


def either(values: Iterable[str]) -> str:
    """``a, b or c``."""
    *rest, last = values
    return f"{', '.join(rest)} or {last}" if rest else last


def in_a_sentence(key: str, label: str) -> str:
    """What a category or priority is called, among other words: our own names in small letters, a lead's as typed."""
    return label.lower() if _OUR_NAMES.get(key) == label else label


def weekdays(numbers: Sequence[int]) -> str:
    """``Mondays or Fridays``; 1 is Monday."""
    return either(f"{WEEKDAYS[number - 1]}s" for number in numbers)


def hours(numbers: Sequence[int]) -> str:
    """``9:00 or 10:00``: each from then up to the next."""
    return either(f"{number}:00" for number in numbers)


def period(after: Moment | None, before: Moment | None, today: date | None = None) -> str:
    """``1 Nov 2026 to 7 Nov 2026``; with ``today`` also ``in the last 7 days``. One end at least is given.

    A moment with an offset is told in the reporting time zone.
    """
    if after and before:
        return _day(after) if after == before else f"{_day(after)} to {_day(before)}"
    if after is None:
        return f"until {_day(before)}"
    if today and not isinstance(after, datetime) and 0 <= (days := (today - after).days) < 400:
        return "today" if days == 0 else f"in the last {days + 1} days"
    return f"since {_day(after)}"


def _counted(wanted: TicketFilter, count: int, exact: bool) -> str:
    labels = category_labels()
    words = [f"{count:,}" if exact else f"{count:,}+"]
    if wanted.status:
        words.append(either(value.replace("_", "-") for value in wanted.status))
    if wanted.category:
        words.append(either(in_a_sentence(key, labels.get(key, key)) for key in wanted.category))
    return " ".join([*words, "ticket" if count == 1 and exact else "tickets"])


def _created(wanted: TicketFilter, today: date | None) -> str:
    """When, as far as the filter says: the period, the weekdays and the hours."""
    words = []
    if wanted.created_after or wanted.created_before:
        words.append(period(wanted.created_after, wanted.created_before, today))
    if wanted.weekday:
        words.append(f"on {weekdays(wanted.weekday)}")
    if wanted.hour:
        words.append(f"at {hours(wanted.hour)}")
    return " ".join(words)


def _suggested(wanted: TicketFilter) -> list[str]:
    parts = []
    if wanted.source:
        parts.append("suggested by " + either(SOURCE_NAMES[name] for name in wanted.source))
    if wanted.suggestion:
        parts.append(f"where the suggestion was {either(wanted.suggestion)}")
    return parts


def _happened(wanted: TicketFilter, today: date | None) -> str:
    """``with a resolution 1 Nov 2026 to 7 Nov 2026``: it need not be the last, nor the ticket be resolved now."""
    dated = wanted.event_after or wanted.event_before
    if not (wanted.event or dated):
        return ""
    what = either(EVENT_NAMES[event] for event in wanted.event or EVENT_NAMES)
    return f"with {what} {period(wanted.event_after, wanted.event_before, today)}" if dated else f"with {what}"


def _quoted(search: str) -> str:
    """In quotes, unless it has its own."""
    return search if '"' in search else f'"{search}"'


def _day(moment: Moment | None) -> str:
    assert moment is not None
    if not isinstance(moment, datetime):
        return f"{moment.day} {moment:%b %Y}"
    local = moment.astimezone(time_zone()) if moment.tzinfo else moment
    return f"{local.day} {local:%b %Y %H:%M}"
