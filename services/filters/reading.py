"""Read the values of filters from URL parameters: split, trimmed, checked, with a message for each that is bad."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from services.filters.periods import DateOrTime
from services.limits import FILTER_VALUES_MAX, SEARCH_MAX
from services.text_search.terms import TERMS_MAX, Search
from services.validation import trimmed


def split_values(raw: str | Sequence[str], *, split: bool, whole: bool = False) -> tuple[str, ...]:
    """The values given for one name: trimmed, each once, empty ones left out; ``whole`` keeps what is split too."""
    several = [raw] if isinstance(raw, str) else list(raw)
    if split:
        parts = [part for value in several for part in value.split(",")]
        several = several + parts if whole else parts
    return tuple(dict.fromkeys(value.strip() for value in several if value.strip()))


def json_values(value: Any, *, several: bool, options: Sequence[Any] = ()) -> tuple[str, ...]:
    """What a JSON object gives for one name, as texts: a string, or with ``several`` a list of strings.

    Where the ``options`` are numbers they are numbers here, too. Raises ValueError.
    """
    of_type: type = type(options[0]) if options else str
    if not several:
        if not isinstance(value, str) or not trimmed(value):
            raise ValueError("Give a text that is not empty.")
        return (trimmed(value),)
    if not isinstance(value, list) or not 1 <= len(value) <= FILTER_VALUES_MAX:
        raise ValueError(f"Give a list of 1 to {FILTER_VALUES_MAX} values.")
    whole = [int(one) if isinstance(one, float) and one.is_integer() else one for one in value]
    if not all(type(one) is of_type and trimmed(str(one)) for one in whole):
        raise ValueError(f"Give a list of {'whole numbers' if of_type is int else 'texts that are not empty'}.")
    return tuple(dict.fromkeys(trimmed(str(one)) for one in whole))


def one_of(values: tuple[str, ...], options: Sequence[Any]) -> tuple[Any, ...]:
    """The options that are named, in their own order. Raises ValueError for a value that is none of them."""
    by_text = {str(option): option for option in options}
    unknown = [value for value in values if value not in by_text]
    if unknown:
        raise ValueError(f"Unknown value {unknown[0][:60]!r}. Choose from: {', '.join(by_text)}.")
    return tuple(option for text, option in by_text.items() if text in values)


def read_names(values: tuple[str, ...]) -> tuple[str, ...]:
    """Names of people, as typed. Raises ValueError for one that no database can hold."""
    if any("\0" in value for value in values):
        raise ValueError("A name cannot contain a NUL character.")
    return values


def read_search(values: tuple[str, ...]) -> str:
    """The text of a search. Raises ValueError where it is too long or has too many words."""
    search = " ".join(values)
    if len(search) > SEARCH_MAX:
        raise ValueError(f"A search has at most {SEARCH_MAX} characters.")
    if "\0" in search:
        raise ValueError("A search cannot contain a NUL character.")
    if Search(search).size > TERMS_MAX:
        raise ValueError(f"A search has at most {TERMS_MAX} different words.")
    return search


def read_moment(values: tuple[str, ...]) -> DateOrTime:
    """A date or a datetime in ISO 8601, the last that is given. Raises ValueError for anything else."""
    value = values[-1]
    try:
        moment = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value)
    except ValueError:
        raise ValueError("Not a date. Write 2026-11-22 or 2026-11-22T09:30:00Z.") from None
    if not 1900 <= moment.year <= 9998:
        raise ValueError("The year must be between 1900 and 9998.")
    return moment
