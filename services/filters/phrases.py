"""The words of filters: periods, weekdays, hours, sources and events, for the sentence and for chips."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from db.tables.base import TO_REVIEW, WAS_DECIDED
from services.filters.periods import DateOrTime
from services.reporting import time_zone
from services.suggestion_sources import SUGGESTION_SOURCES
from services.taxonomy import PRIORITY_ROWS, SHIPPED_LABELS, category_labels

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
EVENT_NAMES = {"resolved": "a resolution", "reopened": "a reopening"}
OUTCOME_NAMES = {"kept": "accepted", "changed": "changed"}  # by their keys in URLs
REVIEW_NAMES = {WAS_DECIDED: "Decided", TO_REVIEW: "To review"}
REVIEW_PHRASES = {WAS_DECIDED: "decided under the promise", TO_REVIEW: "to be reviewed"}
SOURCE_NAMES = {source.key: source.phrase for source in SUGGESTION_SOURCES}
_OUR_NAMES = SHIPPED_LABELS | {row.key: row.label for row in PRIORITY_ROWS}


def join_or(values: Iterable[str]) -> str:
    """``a, b or c``."""
    *rest, last = values
    return f"{', '.join(rest)} or {last}" if rest else last


def in_a_sentence(key: str, label: str) -> str:
    """What a category or priority is called, among other words: our own names in small letters, a lead's as typed."""
    return label.lower() if _OUR_NAMES.get(key) == label else label


def assignee_phrase(names: Sequence[str], *, nobody: str) -> str:
    """``assigned to Mei or unassigned``, where ``nobody`` is the value for tickets without an assignee."""
    people = [name for name in names if name != nobody]
    if not people:
        return "without an assignee"
    return f"assigned to {join_or(people)}{' or unassigned' if nobody in names else ''}"


def category_phrase(keys: Sequence[str]) -> str:
    """``billing or Customer Success``."""
    labels = category_labels()
    return join_or(in_a_sentence(key, labels.get(key, key)) for key in keys)


def weekday_phrase(numbers: Sequence[int]) -> str:
    """``Mondays or Fridays``; 1 is Monday."""
    return join_or(f"{WEEKDAYS[number - 1]}s" for number in numbers)


def hour_phrase(numbers: Sequence[int]) -> str:
    """``9:00 or 10:00``: each from then up to the next."""
    return join_or(f"{number}:00" for number in numbers)


def period_phrase(after: DateOrTime | None, before: DateOrTime | None, today: date | None = None) -> str:
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


def event_phrase(today: date | None, events: Sequence[str], after: DateOrTime | None, before: DateOrTime | None) -> str:
    """``a resolution 1 Nov 2026 to 7 Nov 2026``: it need not be the last, nor the ticket be resolved now."""
    what = join_or(EVENT_NAMES[event] for event in events or EVENT_NAMES)
    return f"{what} {period_phrase(after, before, today)}" if after or before else what


def event_summary(events: Sequence[str], after: DateOrTime | None, before: DateOrTime | None) -> str:
    """``Resolved or reopened since 16 Nov 2026``."""
    what = " or ".join(events or EVENT_NAMES).capitalize()
    return f"{what} {period_phrase(after, before)}" if after or before else what


def taken_phrase(today: date | None, names: Sequence[str], after: DateOrTime | None, before: DateOrTime | None) -> str:
    """``by Mei or Ann in the last 7 days``: whoever has it now."""
    who = f"by {join_or(names)}" if names else "by someone"
    return f"{who} {period_phrase(after, before, today)}" if after or before else who


def taken_summary(names: Sequence[str], after: DateOrTime | None, before: DateOrTime | None) -> str:
    """``by Mei since 16 Nov 2026``."""
    return taken_phrase(None, names, after, before)


def quoted(search: str) -> str:
    """In quotes, unless it has its own."""
    return search if '"' in search else f'"{search}"'


def _day(moment: DateOrTime | None) -> str:
    assert moment is not None
    if not isinstance(moment, datetime):
        return f"{moment.day} {moment:%b %Y}"
    local = moment.astimezone(time_zone()) if moment.tzinfo else moment
    return f"{local.day} {local:%b %Y %H:%M}"
