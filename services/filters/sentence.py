"""Describe a filter as an English sentence, from the phrases of its rows in the registry."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from services.filters.filter_field import FilterField, Values


def sentence(
    given: Sequence[tuple[FilterField, Values]], count: int, *, exact: bool = True, today: date | None = None
) -> str:
    """Describe a filter as a sentence: ``42 open or in-progress billing tickets, high or critical, matching "refund"``.

    ``given``: the filters that are given, with their values, in the order of the registry.
    """
    adjectives = [field.phrase_of(today, values) for field, values in given if field.before_noun]
    after_noun = [(field.lead, field.phrase_of(today, values)) for field, values in given if not field.before_noun]
    number = f"{count:,}" if exact else f"{count:,}+"
    parts = [" ".join([number, *adjectives, "ticket" if count == 1 and exact else "tickets"])]
    for lead, phrases in groupby(after_noun, key=lambda part: part[0]):
        parts.append(" ".join([lead, *(phrase for _, phrase in phrases)]).strip())
    return ", ".join(parts)
