"""Saved views and built-in views: a filter and a sort order under a name. Everyone sees the saved ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables import SavedView
from services import access
from services.errors import Conflict, InvalidInput
from services.filters.ticket_filter import NOBODY, TicketFilter
from services.taxonomy import CRITICAL, OPEN, UNRESOLVED, label
from services.validation import trimmed

NAME_MAX = 60
PARAMS_MAX = 4_000
VIEWS_MAX = 100  # all of them are shown

Params = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class View:
    """A filter and a sort order as URL parameters; ``id`` is None for a built-in view."""

    name: str
    params: Params
    id: int | None = None


def built_in_views(today: date) -> tuple[View, ...]:
    """The built-in views; ``today`` in the reporting time zone, weeks begin on Monday."""
    monday = today - timedelta(days=today.weekday())
    older = TicketFilter(status=UNRESOLVED, created_before=today - timedelta(days=8))
    return (
        View(
            f"{label(OPEN)} and {label(CRITICAL).lower()}", _params(TicketFilter(status=(OPEN,), priority=(CRITICAL,)))
        ),
        View("Unassigned", _params(TicketFilter(status=UNRESOLVED, assignee=(NOBODY,)))),
        View("Older than 7 days", (*_params(older), ("sort", "age"))),
        View("Resolved this week", (*_params(TicketFilter(resolved_after=monday)), ("sort", "updated"))),
    )


def list_saved_views() -> list[View]:
    """The saved views by name."""
    by_name = select(SavedView).order_by(func.fold(SavedView.name)).limit(VIEWS_MAX)
    with transaction() as session:
        return [View(row.name, tuple(parse_qsl(row.params)), row.id) for row in session.scalars(by_name)]


def save_view(name: str, params: Params) -> None:
    """Save a view for everyone.

    Raises InvalidInput for a bad name and where there are VIEWS_MAX already, Conflict for a name that is taken.
    """
    name, written = trimmed(" ".join(name.replace("\0", "").split())), urlencode(params)
    if not name or len(name) > NAME_MAX:
        raise InvalidInput({"name": [f"Give the view a name of at most {NAME_MAX} characters."]})
    if len(written) > PARAMS_MAX:
        raise InvalidInput({"params": ["The filter is too long to be saved."]})
    added = insert(SavedView).values(name=name, params=written).on_conflict_do_nothing().returning(SavedView.id)
    access.require("views")
    with transaction() as session:
        if (session.scalar(select(func.count()).select_from(SavedView)) or 0) >= VIEWS_MAX:
            raise InvalidInput({"name": [f"There are {VIEWS_MAX} views. Remove one before you save another."]})
        if session.scalar(added) is None:
            raise Conflict(f"There is a view named {name!r}. Choose another name.")


def delete_view(view_id: int) -> None:
    """Delete a saved view; nothing happens when it is gone already."""
    access.require("views")
    with transaction() as session:
        session.execute(delete(SavedView).where(SavedView.id == view_id))


def _params(ticket_filter: TicketFilter) -> Params:
    return tuple(ticket_filter.to_params())
