"""Labels of the options in a filter menu, with the number of tickets of each where the rollups know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pages.widgets.chips import esc
from services.errors import TriageError
from services.filters.filter_field import FilterField
from services.filters.ticket_filter import TicketFilter
from services.rollups.option_counts import option_counts

Counts = Mapping[str, int]


def read_option_counts(current: TicketFilter) -> Mapping[str, Counts]:
    """Count the tickets of each option by filter; nothing while the database does not answer: the menus do without."""
    try:
        return option_counts(current)
    except TriageError:
        return {}


def option_label(field: FilterField, chosen: Sequence[Any], counts: Counts | None, key: Any) -> str:
    """Label an option, as markdown.

    A picked one takes the link blue: in dark, Streamlit's own colour for it is too dark for text.
    """
    label = esc(field.value_label(key))
    shown = f":blue[{label}]" if key in chosen else label
    return shown if counts is None else f"{shown} :gray[{counts.get(key, 0):,}]"
