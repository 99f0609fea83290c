"""The reporting time zone: where days begin and end, for every process alike."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

import structlog
from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.desk import Setting
from services import access
from services.access import audit
from services.errors import Conflict, InvalidInput

log = structlog.get_logger(__name__)

_KEY = "reporting_time_zone"
_ZONE = select(Setting.value).where(Setting.key == _KEY)
# The names people know; the rest are older names of the same zones.
_REGIONS = ("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def zone_expression() -> ColumnElement[str]:
    """The zone's name, as an SQL expression."""
    return _ZONE.scalar_subquery()


def time_zone(session: Session | None = None) -> ZoneInfo:
    """The zone, read from the database, in the transaction of ``session`` if there is one."""
    if session is not None:
        return _zone_info(session.scalar(_ZONE) or "UTC")
    with transaction(reads=True) as own:
        return time_zone(own)


def today() -> date:
    """The current day in the reporting time zone."""
    return datetime.now(time_zone()).date()


@cache
def time_zones() -> tuple[str, ...]:
    """The names to choose from: UTC, then the cities of each part of the world."""
    return ("UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in _REGIONS))


def set_time_zone(name: str, *, instead_of: str) -> None:
    """Count days in the zone ``name`` from now on, in every process; all that is counted by day is counted anew.

    Raises InvalidInput for a name that is no zone here or in the database, and Conflict when the zone is not
    ``instead_of`` any more.
    """
    access.require("settings")
    with transaction(statement_timeout=0) as session:
        if name not in available_timezones() or not session.scalar(select(func.is_time_zone(name))):
            raise InvalidInput({"time_zone": [f"There is no time zone {name!r}."]})
        as_seen = update(Setting).where(Setting.key == _KEY, Setting.value == instead_of)
        changed = session.scalars(as_seen.values(value=name, updated_at=func.now()).returning(Setting.key)).all()
        if not changed:
            now = session.scalar(_ZONE)
            raise Conflict(f"Someone else set the time zone to {now} meanwhile. Choose again if it should be another.")
        audit.note(session, "settings", f"Time zone: {name}")


@lru_cache(maxsize=8)
def _zone_info(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        log.warning("time_zone_unknown_here_using_utc", name=name)
        return ZoneInfo("UTC")
