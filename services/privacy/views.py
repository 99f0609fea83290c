"""Saved views that ask for a requester, by the filter of requesters or by a search for the name."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import delete, text, update
from sqlalchemy.orm import Session

from db.tables.desk import SavedView
from services.privacy.finding import same
from services.privacy.matching import has_name, parameters

NAMES = ("requester", "search")  # filters whose value may be the name, or have it


@dataclass(frozen=True, slots=True)
class AskingView:
    """A saved view that asks for a requester; ``left`` is its filter without the name."""

    id: int
    name: str
    params: str
    left: tuple[tuple[str, str], ...]

    @property
    def is_of_others_too(self) -> bool:
        """Whether it asks for other requesters besides."""
        return any(key == "requester" for key, _ in self.left)


def of_requester(session: Session, name: str) -> list[AskingView]:
    """The views whose filter has the name: a requester of that name, or a search with it as words of their own."""
    given = [(row, parse_qsl(row.params)) for row in session.execute(_SAVED)]
    values = {key: [value for _, params in given for name_, value in params if name_ == key] for key in NAMES}
    named = parameters(name)
    hers = {("requester", value) for value in same(session, name, values["requester"])} | {
        ("search", value) for value in session.scalars(_WITH, named | {"values": values["search"]})
    }
    return [
        AskingView(row.id, row.name, row.params, tuple(pair for pair in params if pair not in hers))
        for row, params in given
        if hers & set(params)
    ]


def erase(session: Session, name: str) -> None:
    """Views of this requester go; of those that ask for others too the name goes."""
    for view in of_requester(session, name):
        if view.is_of_others_too:
            session.execute(update(SavedView).where(SavedView.id == view.id).values(params=urlencode(view.left)))
        else:
            session.execute(delete(SavedView).where(SavedView.id == view.id))


_SAVED = text("SELECT id, name, params FROM saved_view ORDER BY id")
_VALUES = "SELECT value FROM unnest(CAST(:values AS text[])) AS value"
_WITH = text(f"{_VALUES} WHERE {has_name('value')}")
