"""A requester in saved dashboards: those that ask for this requester, and those that this person saved."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from db.tables.desk import FirstDashboard, SavedDashboard
from services.dashboards.look import Params, from_query, requesters, to_query, without_requester
from services.privacy.matching import is_name, parameters


def touched(session: Session, name: str) -> dict[int, Params | None]:
    """The dashboards that an erasure touches, each with what is left of it; None: nothing."""
    rows = session.execute(select(SavedDashboard.id, SavedDashboard.owner, SavedDashboard.params)).all()
    looks = {row.id: from_query(row.params) for row in rows}
    names = _same(session, name, {row.owner for row in rows}.union(*map(requesters, looks.values())))
    left = {row.id: None if row.owner in names else without_requester(looks[row.id], names) for row in rows}
    return {number: look for number, look in left.items() if look != looks[number]}


def told(session: Session, name: str) -> list[dict[str, str]]:
    """The name and the parameters of each of them."""
    found = select(SavedDashboard.name, SavedDashboard.params).where(SavedDashboard.id.in_(touched(session, name)))
    return [{"name": row.name, "params": row.params} for row in session.execute(found.order_by(SavedDashboard.id))]


def erase(session: Session, name: str) -> None:
    """Remove dashboards of this requester; of those that ask for others too the name goes."""
    for number, look in touched(session, name).items():
        if look is None:
            session.execute(delete(SavedDashboard).where(SavedDashboard.id == number))
        else:
            session.execute(update(SavedDashboard).where(SavedDashboard.id == number).values(params=to_query(look)))
    names = _same(session, name, session.scalars(select(FirstDashboard.owner)))
    session.execute(delete(FirstDashboard).where(FirstDashboard.owner.in_(names)))


def _same(session: Session, name: str, values: Iterable[str]) -> set[str]:
    """Those of the texts that are the name, whatever its case, accents and spaces."""
    return set(session.scalars(_SAME, parameters(name) | {"values": sorted(values)}))


_SAME = text(f"SELECT value FROM unnest(CAST(:values AS text[])) AS value WHERE {is_name('value')}")  # noqa: S608 - our own
