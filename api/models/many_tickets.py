"""The tickets that a body names: by their numbers, or by a filter."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from services.errors import InvalidInput
from services.filters.ticket_filter import TicketFilter
from services.listing.cursor_pages import ID_MAX

IDS_MAX = 10_000  # in one bulk change; as many as fit into a body, and some more


def _ids(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list) or not 1 <= len(value) <= IDS_MAX:
        raise ValueError(f"Give the numbers of 1 to {IDS_MAX:,} tickets.")
    whole = [int(one) if isinstance(one, float) and one.is_integer() else one for one in value]
    if not all(type(one) is int and 1 <= one <= ID_MAX for one in whole):
        raise ValueError("The number of a ticket is a whole number from 1.")
    return tuple(sorted(set(whole)))


Ids = Annotated[  # tuple[int, ...] | None
    Any,
    BeforeValidator(_ids),
    WithJsonSchema(
        {
            "type": "array",
            "items": {"type": "integer", "minimum": 1, "maximum": ID_MAX},
            "minItems": 1,
            "maxItems": IDS_MAX,
        }
    ),
]


def _filter(value: Any) -> TicketFilter:
    """Errors name the filter within the field, since ``status`` is also a field to set."""
    if not isinstance(value, dict) or not value:
        raise ValueError('Name one filter at least, such as {"status": ["open"]}.')
    try:
        return TicketFilter.from_json(value)
    except InvalidInput as error:
        raise ValueError(" ".join(f"{name[:60]}: {' '.join(said)}" for name, said in error.fields.items())) from None


Matching = Annotated[Any, BeforeValidator(_filter), WithJsonSchema({"type": "object"})]  # TicketFilter | None


def one_target(ids: tuple[int, ...] | None, matching: TicketFilter | None) -> TicketFilter:
    """The filter; with ids that of all tickets. Raises InvalidInput when there is neither, or both."""
    if (ids is None) == (matching is None):
        raise InvalidInput({"ids": ["Give either ids or a filter."]})
    return matching or TicketFilter()
