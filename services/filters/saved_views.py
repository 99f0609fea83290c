"""Saved views and built-in views: a filter and a sort order under a name. Everyone sees the saved ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from db.engine import transaction
from db.tables.desk import SavedView
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
    """A filter and a sort order as URL parameters; ``id`` is None for a built-in view, ``position`` its place."""

    name: str
    params: Params
    id: int | None = None
    position: int = 0


def built_in_views(today: date, me: str | None = None) -> tuple[View, ...]:
    """The built-in views; ``today`` in the reporting time zone, weeks begin on Monday.

    ``me`` is whose tickets "Mine" are; without a name there is no such view.
    """
    monday = today - timedelta(days=today.weekday())
    older = TicketFilter(status=UNRESOLVED, created_before=today - timedelta(days=8))
    mine = View("Mine", _params(TicketFilter(status=UNRESOLVED, assignee=(me,)))) if me is not None else None
    return (
        *((mine,) if mine is not None else ()),
        View(
            f"{label(OPEN)} and {label(CRITICAL).lower()}", _params(TicketFilter(status=(OPEN,), priority=(CRITICAL,)))
        ),
        View("Unassigned", _params(TicketFilter(status=UNRESOLVED, assignee=(NOBODY,)))),
        View("Unresolved over 7 days", (*_params(older), ("sort", "age"))),
        View("Resolved this week", (*_params(TicketFilter(resolved_after=monday)), ("sort", "updated"))),
    )


def list_saved_views() -> list[View]:
    """The saved views in their order."""
    in_order = select(SavedView).order_by(*_ORDER).limit(VIEWS_MAX)
    with transaction(reads=True) as session:
        rows = session.scalars(in_order).all()
    return [View(row.name, tuple(parse_qsl(row.params)), row.id, row.position) for row in rows]


def save_view(name: str, params: Params) -> None:
    """Save a view for everyone, behind the others.

    Raises InvalidInput for a bad name and where there are VIEWS_MAX already, Conflict for a name that is taken.
    """
    last = select(func.coalesce(func.max(SavedView.position), 0) + 1).scalar_subquery()
    _add(_checked_name(name), params, last)


def restore_view(view: View) -> None:
    """Put a deleted view back in its place. Raises what ``save_view`` does."""
    _add(view.name, view.params, view.position)


def rename_view(view_id: int, name: str) -> None:
    """Rename a saved view; nothing happens when it is gone. Raises InvalidInput, Conflict for a name that is taken."""
    access.require("views")
    name = _checked_name(name)
    taken = select(SavedView.id).where(func.fold(SavedView.name) == func.fold(name), SavedView.id != view_id)
    with transaction() as session:
        if session.scalar(taken) is not None:
            raise Conflict(f"There is a view named {name!r}. Choose another name.")
        session.execute(update(SavedView).where(SavedView.id == view_id).values(name=name))


def move_view(view_id: int, by: int) -> None:
    """Move a saved view one place to the front (-1) or to the back (1); nothing happens at the ends."""
    access.require("views")
    with transaction() as session:
        rows = session.scalars(select(SavedView).order_by(*_ORDER).with_for_update()).all()
        places = {row.id: place for place, row in enumerate(rows)}
        place, other = places.get(view_id, -1), places.get(view_id, -1) + by
        if place < 0 or not 0 <= other < len(rows):
            return
        places[view_id], places[rows[other].id] = other, place
        for row in rows:
            row.position = places[row.id] + 1


_ORDER = (SavedView.position, func.fold(SavedView.name))


def _checked_name(name: str) -> str:
    name = trimmed(" ".join(name.replace("\0", "").split()))
    if not name or len(name) > NAME_MAX:
        raise InvalidInput({"name": [f"Give the view a name of at most {NAME_MAX} characters."]})
    return name


def _add(name: str, params: Params, position: Any) -> None:
    written = urlencode(params)
    if len(written) > PARAMS_MAX:
        raise InvalidInput({"params": ["The filter is too long to be saved."]})
    values = {"name": name, "params": written, "position": position}
    added = insert(SavedView).values(**values).on_conflict_do_nothing().returning(SavedView.id)
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
