"""What a ticket is to its targets: kept, on track, at risk or breached, as SQL conditions on the moments kept of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, func, or_

from db.tables.targets import TicketTarget

STATES = BREACHED, AT_RISK, ON_TRACK, KEPT = ("breached", "at_risk", "on_track", "kept")
LABELS: Mapping[str, str] = MappingProxyType(
    {BREACHED: "Breached", AT_RISK: "At risk", ON_TRACK: "On track", KEPT: "Kept"}
)

_NOW = func.now()
_CONDITIONS: Mapping[str, ColumnElement[bool]] = MappingProxyType(
    {
        # Without anything left to be done it is one too: an import may tell of a resolution a day ahead.
        BREACHED: and_(
            TicketTarget.breach_at.is_not(None), or_(TicketTarget.breach_at < _NOW, TicketTarget.risk_at.is_(None))
        ),
        AT_RISK: and_(TicketTarget.breach_at >= _NOW, TicketTarget.risk_at < _NOW),
        ON_TRACK: and_(TicketTarget.breach_at >= _NOW, TicketTarget.risk_at >= _NOW),
        KEPT: TicketTarget.breach_at.is_(None),
    }
)
# What changes by the clock; all else is decided, and counted in a rollup (target_is_decided in db/sql).
UNDECIDED = and_(TicketTarget.breach_at.is_not(None), TicketTarget.risk_at.is_not(None))


def target_is(states: Sequence[str]) -> ColumnElement[bool]:
    """SQL condition on TicketTarget: one of these states at this moment; each ticket with a target is in one."""
    return or_(*(_CONDITIONS[state] for state in states))
