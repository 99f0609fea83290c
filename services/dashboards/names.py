"""What a saved dashboard may be called, and how its look is written down."""

from __future__ import annotations

from services.dashboards.look import QUERY_MAX, Params, to_query
from services.errors import InvalidInput
from services.validation import trimmed

NAME_MAX = 60


def checked_name(name: str) -> str:
    """The name as it is saved. Raises InvalidInput for an empty one and one that is too long."""
    name = trimmed(" ".join(name.replace("\0", "").split()))
    if not name or len(name) > NAME_MAX:
        raise InvalidInput({"name": [f"Give the dashboard a name of at most {NAME_MAX} characters."]})
    return name


def written(look: Params) -> str:
    """The look as a query. Raises InvalidInput for one that is too long."""
    query = to_query(look)
    if len(query) > QUERY_MAX:
        raise InvalidInput({"query": ["The filter is too long to be saved."]})
    return query
