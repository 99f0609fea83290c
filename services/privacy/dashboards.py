"""A requester in saved dashboards: those that ask for this requester, and those that this person saved."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from db.tables.desk import FirstDashboard, SavedDashboard
from services.dashboards.look import Params, from_query, requesters, to_query, without_requester

Same = Callable[[list[str]], set[str]]  # of texts those that are the requester's name


def touched(session: Session, same: Same) -> dict[int, Params | None]:
    """The dashboards that an erasure touches, each with what is left of it; None: nothing."""
    rows = session.execute(select(SavedDashboard.id, SavedDashboard.owner, SavedDashboard.params)).all()
    looks = {row.id: from_query(row.params) for row in rows}
    names = same(sorted({row.owner for row in rows}.union(*map(requesters, looks.values()))))
    left = {row.id: None if row.owner in names else without_requester(looks[row.id], names) for row in rows}
    return {number: look for number, look in left.items() if look != looks[number]}


def erase(session: Session, same: Same) -> None:
    """Remove dashboards of this requester; of those that ask for others too the name goes."""
    for number, look in touched(session, same).items():
        if look is None:
            session.execute(delete(SavedDashboard).where(SavedDashboard.id == number))
        else:
            session.execute(update(SavedDashboard).where(SavedDashboard.id == number).values(params=to_query(look)))
    names = same(list(session.scalars(select(FirstDashboard.owner))))
    session.execute(delete(FirstDashboard).where(FirstDashboard.owner.in_(names)))
