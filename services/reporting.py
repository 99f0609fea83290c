"""The reporting time zone: where days begin and end, for every process alike."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import structlog
from sqlalchemy import ColumnElement, select

from db.engine import transaction
from db.tables import Setting

log = structlog.get_logger(__name__)

_ZONE = select(Setting.value).where(Setting.key == "reporting_time_zone")


def zone_expression() -> ColumnElement[str]:
    """The zone's name, as an SQL expression."""
    return _ZONE.scalar_subquery()


def time_zone() -> ZoneInfo:
    """The zone, read from the database."""
    with transaction() as session:
        return _zone_info(session.scalar(_ZONE) or "UTC")


def today() -> date:
    """The current day in the reporting time zone."""
    return datetime.now(time_zone()).date()


@lru_cache(maxsize=8)
def _zone_info(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        log.warning("time_zone_unknown_here_using_utc", name=name)
        return ZoneInfo("UTC")
