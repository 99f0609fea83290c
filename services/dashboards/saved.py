"""Saved dashboards: list, save, change, order, remove and restore them, one's own and those of the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.desk import FirstDashboard, SavedDashboard
from services import access
from services.access import audit
from services.dashboards.look import Params, from_query, to_query
from services.dashboards.names import checked_name, written
from services.errors import Conflict, InvalidInput, NotFound

DESK = ""  # the owner of what everyone sees
EACH_MAX = 50  # of a person, and of the desk
OWN, OF_DESK = "dashboards", "desk_dashboards"  # actions


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A saved dashboard, as somebody sees it; ``own``: nobody else does. Times are UTC."""

    id: int
    name: str
    look: Params
    own: bool
    position: int
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Dashboards:
    """The dashboards that somebody sees, those of the desk first, and which opens first.

    ``chosen``: whether they chose themselves what opens first. None in ``mine`` and ``of_desk``: the standard one.
    """

    all: tuple[Dashboard, ...] = ()
    chosen: bool = False
    mine: int | None = None
    of_desk: int | None = None

    def by_id(self, dashboard_id: int | None) -> Dashboard | None:
        """The dashboard of that number, None where they see none."""
        return next((one for one in self.all if one.id == dashboard_id), None)

    def first(self) -> Dashboard | None:
        """What opens first: what they chose, else what the desk did; None: the standard one."""
        return self.by_id(self.mine if self.chosen else self.of_desk)


@dataclass(frozen=True, slots=True)
class Removed:
    """A dashboard that was removed, and for whom it opened first."""

    dashboard: Dashboard
    firsts: tuple[str, ...]


def owner(browser: str | None = None) -> str | None:
    """Whose dashboards are one's own: of the person or token that asks, else of the browser; None: nobody's."""
    who = access.asker()
    if who is not None and who.name is not None:
        return who.name
    return f"browser:{browser}" if browser else None


def list_dashboards(browser: str | None = None) -> Dashboards:
    """The dashboards of who is asking and of the desk, each in their order."""
    me = owner(browser)
    owners = [DESK] if me is None else [DESK, me]
    in_order = (
        select(SavedDashboard)
        .where(SavedDashboard.owner.in_(owners))
        .order_by(SavedDashboard.owner != DESK, *_ORDER)
        .limit(2 * EACH_MAX)
    )
    with transaction(reads=True) as session:
        dashboards = tuple(_seen(row) for row in session.scalars(in_order))
        rows = select(FirstDashboard.owner, FirstDashboard.dashboard_id).where(FirstDashboard.owner.in_(owners))
        firsts = {row.owner: row.dashboard_id for row in session.execute(rows)}
    return Dashboards(dashboards, me in firsts, firsts.get(me) if me is not None else None, firsts.get(DESK))


def save(name: str, look: Params, *, everyone: bool = False, browser: str | None = None) -> Dashboard:
    """Save a dashboard behind the others: one's own or, with ``everyone``, one of the desk.

    Raises NotAllowed, InvalidInput for a bad name and where there are EACH_MAX already, Conflict for a name that is
    taken.
    """
    whose, params = _whose(browser, everyone=everyone), written(look)
    name = checked_name(name)
    with _writing(everyone=everyone) as session:
        _lock(session, whose)
        last = _check_room(session, whose)
        _check_free(session, whose, name)
        values = {"owner": whose, "name": name, "params": params, "position": last + 1}
        made = _seen(session.scalars(insert(SavedDashboard).values(**values).returning(SavedDashboard)).one())
        _tell(session, everyone, f"Saved dashboard {made.id} for everyone")
        return made


def change(
    dashboard_id: int,
    *,
    name: str | None = None,
    look: Params | None = None,
    version: int | None = None,
    browser: str | None = None,
) -> Dashboard:
    """Rename a dashboard, or have it show something else.

    Raises NotAllowed, NotFound, InvalidInput, and Conflict for a name that is taken or where the dashboard is not at
    ``version`` any more.
    """
    with _changing(dashboard_id, browser) as (session, row):
        if version is not None and row.version != version:
            raise Conflict("Someone else changed this dashboard. Look at it, then save again.")
        if name is not None:
            name = checked_name(name)
            _check_free(session, row.owner, name, but=row.id)
            row.name = name
        if look is not None:
            row.params = written(look)
        row.version += 1
        row.updated_at = session.scalars(select(func.now())).one()
        session.flush()
        _tell(session, row.owner == DESK, f"Changed dashboard {row.id} of everyone")
        return _seen(row)


def move(dashboard_id: int, by: int, *, browser: str | None = None) -> None:
    """Move a dashboard one place to the front (-1) or to the back (1) among those of its owner; at an end it stays.

    Raises NotAllowed and NotFound.
    """
    with _changing(dashboard_id, browser) as (session, moved):
        of_owner = select(SavedDashboard).where(SavedDashboard.owner == moved.owner)
        rows = list(session.scalars(of_owner.order_by(*_ORDER)))
        place = rows.index(moved)
        if not 0 <= place + by < len(rows):
            return
        rows.insert(place + by, rows.pop(place))
        for number, row in enumerate(rows, 1):
            row.position = number
        _tell(session, moved.owner == DESK, f"Moved dashboard {dashboard_id} of everyone")


def remove(dashboard_id: int, *, browser: str | None = None) -> Removed:
    """Remove a dashboard; returns what ``restore`` needs. Raises NotAllowed and NotFound."""
    with _changing(dashboard_id, browser) as (session, row):
        shown = FirstDashboard.dashboard_id == dashboard_id
        firsts = tuple(session.scalars(select(FirstDashboard.owner).where(shown)))
        removed = Removed(_seen(row), firsts)
        session.execute(delete(SavedDashboard).where(SavedDashboard.id == dashboard_id))
        _tell(session, row.owner == DESK, f"Removed dashboard {dashboard_id} of everyone")
        return removed


def restore(removed: Removed, *, browser: str | None = None) -> None:
    """Put a removed dashboard back in its place, under its number, for those for whom it opened first.

    Raises what ``save`` does. Who has chosen another one meanwhile keeps that.
    """
    one = removed.dashboard
    whose = _whose(browser, everyone=not one.own)
    with _writing(everyone=not one.own) as session:
        _lock(session, whose)
        _check_room(session, whose)
        _check_free(session, whose, one.name)
        values = {"id": one.id, "owner": whose, "name": one.name, "params": to_query(one.look), "place": one.position}
        session.execute(_RESTORE, values | {"version": one.version, "created_at": one.created_at})
        session.execute(_RESTORE_FIRSTS, {"id": one.id, "owners": list(removed.firsts)})
        _tell(session, not one.own, f"Restored dashboard {one.id} of everyone")


def open_first(dashboard_id: int | None, *, everyone: bool = False, browser: str | None = None) -> None:
    """Choose which dashboard opens first, for oneself or for everyone who has not chosen; None: the standard one.

    Raises NotAllowed, NotFound for one that they do not see, and InvalidInput for one's own as that of everyone.
    """
    whose = _whose(browser, everyone=everyone)
    with _writing(everyone=everyone) as session:
        if dashboard_id is not None:
            row = _found(session, dashboard_id, browser, stays=True)
            if everyone and row.owner != DESK:
                raise InvalidInput({"dashboard": ["Only you see this dashboard. Save it for everyone first."]})
        _lock(session, whose)
        session.execute(delete(FirstDashboard).where(FirstDashboard.owner == whose))
        session.execute(insert(FirstDashboard).values(owner=whose, dashboard_id=dashboard_id))
        _tell(session, everyone, f"Dashboard {dashboard_id or 'Standard'} opens first for everyone")


def open_as_the_desk(*, browser: str | None = None) -> None:
    """From now on what the desk has chosen opens first for oneself too. Raises NotAllowed."""
    whose = _whose(browser, everyone=False)
    with _writing(everyone=False) as session:
        session.execute(delete(FirstDashboard).where(FirstDashboard.owner == whose))


_ORDER = (SavedDashboard.position, func.fold(SavedDashboard.name), SavedDashboard.id)
_RESTORE = text(
    """
    INSERT INTO saved_dashboard (id, owner, name, params, position, version, created_at) OVERRIDING SYSTEM VALUE
    VALUES (:id, :owner, :name, :params, :place, :version + 1, :created_at) ON CONFLICT (id) DO NOTHING
    """
)
_RESTORE_FIRSTS = text(
    """
    INSERT INTO first_dashboard (owner, dashboard_id) SELECT owner, :id FROM unnest(CAST(:owners AS text[])) AS owner
    ON CONFLICT (owner) DO NOTHING
    """
)


def _seen(row: SavedDashboard) -> Dashboard:
    own = row.owner != DESK
    return Dashboard(
        row.id, row.name, from_query(row.params), own, row.position, row.version, row.created_at, row.updated_at
    )


def _whose(browser: str | None, *, everyone: bool) -> str:
    """The owner of what is written. Raises NotAllowed, and InvalidInput where there is nobody to own it."""
    access.require(OF_DESK if everyone else OWN)
    whose = DESK if everyone else owner(browser)
    if whose is None:
        raise InvalidInput({"for_everyone": ["Nobody is signed in. Without a name a dashboard is for everyone."]})
    return whose


@contextmanager
def _writing(*, everyone: bool) -> Iterator[Session]:
    """A transaction; of one's own also for somebody who may change no ticket."""
    with transaction(bookkeeping=not everyone) as session:
        yield session


@contextmanager
def _changing(dashboard_id: int, browser: str | None) -> Iterator[tuple[Session, SavedDashboard]]:
    """A transaction with a dashboard that who is asking may change. Raises NotAllowed and NotFound."""
    access.require(OWN)
    with transaction(bookkeeping=True) as session:
        whose = _found(session, dashboard_id, browser).owner
        if whose == DESK:
            access.require(OF_DESK)
        _lock(session, whose)
        yield session, _found(session, dashboard_id, browser)


def _found(session: Session, dashboard_id: int, browser: str | None, *, stays: bool = False) -> SavedDashboard:
    """The dashboard; with ``stays`` nobody can remove it before the transaction ends."""
    lock = {"key_share": True, "read": True} if stays else None
    row = session.get(SavedDashboard, dashboard_id, populate_existing=True, with_for_update=lock)
    if row is None or row.owner not in (DESK, owner(browser)):
        raise NotFound(f"There is no dashboard {dashboard_id}. It may have been removed.")
    return row


def _lock(session: Session, whose: str) -> None:
    """One writer an owner at a time, so that names, places and their number are true."""
    session.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended('dashboards ' || :owner, 0))"), {"owner": whose}
    )


def _check_room(session: Session, whose: str) -> int:
    """The last place that is taken. Raises InvalidInput where there are EACH_MAX already."""
    places = select(func.count(), func.max(SavedDashboard.position)).where(SavedDashboard.owner == whose)
    count, last = session.execute(places).one()
    if count >= EACH_MAX:
        raise InvalidInput({"name": [f"There are {EACH_MAX} dashboards. Remove one before you save another."]})
    return last or 0


def _check_free(session: Session, whose: str, name: str, *, but: int = 0) -> None:
    taken = select(SavedDashboard.id).where(
        SavedDashboard.owner == whose, func.fold(SavedDashboard.name) == func.fold(name), SavedDashboard.id != but
    )
    if session.scalar(taken) is not None:
        raise Conflict(f"There is a dashboard named {name!r}. Choose another name.")


def _tell(session: Session, everyone: bool, what: str) -> None:
    """Note in the audit log what concerns everyone."""
    if everyone:
        audit.note(session, "dashboard", what)
