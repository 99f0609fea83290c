"""The clock of a ticket: the state of its targets now, and how much working time is left or over."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import and_, case, cast, exists, func, literal, select
from sqlalchemy.dialects.postgresql import DOUBLE_PRECISION
from sqlalchemy.orm import Session, object_session

from db.engine import transaction
from db.tables.targets import TargetPolicy, TicketTarget
from db.tables.tickets import Ticket
from services.targets.states import STATES, target_is


@dataclass(frozen=True, slots=True)
class TicketClock:
    """The targets of one ticket.

    ``respond_by`` and ``resolve_by``: until when its status is to change first and it is to be resolved (None: no such
    target); ``responded_at`` and ``resolved_at``: when that was. ``seconds_left``: of working time to the next of these
    moments; of a breached one negative, by how much the first that was missed was; None where all are kept, and while
    a change of the targets for the past too is being recounted.
    """

    state: str
    respond_by: datetime | None
    responded_at: datetime | None
    resolve_by: datetime | None
    resolved_at: datetime | None
    seconds_left: float | None


def clocks_of(ticket_ids: Collection[int]) -> Mapping[int, TicketClock]:
    """Read the clocks of tickets by their ids; one without a target is left out."""
    with transaction(reads=True) as session:
        return _read(session, ticket_ids)


def clock_of(ticket: Ticket) -> TicketClock | None:
    """Read the clock of a ticket, in its own transaction while that is under way; None without a target."""
    session = object_session(ticket)
    clocks = clocks_of([ticket.id]) if session is None else _read(session, [ticket.id])
    return clocks.get(ticket.id)


def _read(session: Session, ticket_ids: Collection[int]) -> dict[int, TicketClock]:
    if not ticket_ids:
        return {}
    rows = session.execute(_CLOCKS.where(TicketTarget.ticket_id.in_(ticket_ids))).mappings()
    return {row["ticket_id"]: TicketClock(**{name: row[name] for name in _FIELDS}) for row in rows}


_FIELDS = tuple(field.name for field in fields(TicketClock))
_STATE = case(*((target_is([state]), literal(state)) for state in STATES))
# The one of the two that was missed, or comes next: until it was done, or until now.
_UNTIL = case(
    (TicketTarget.breach_at == TicketTarget.respond_by, func.coalesce(TicketTarget.responded_at, func.now())),
    else_=func.coalesce(TicketTarget.resolved_at, func.now()),
)
_LEFT = case(
    (
        # Once the targets were changed for the past too, the working days of the policy are gone until the recount.
        and_(TicketTarget.breach_at.is_not(None), exists().where(TargetPolicy.id == TicketTarget.policy_id)),
        func.worked_seconds(TicketTarget.policy_id, TicketTarget.breach_at)
        - func.worked_seconds(TicketTarget.policy_id, _UNTIL),
    )
)
_CLOCKS = select(
    TicketTarget.ticket_id,
    _STATE.label("state"),
    TicketTarget.respond_by,
    TicketTarget.responded_at,
    TicketTarget.resolve_by,
    TicketTarget.resolved_at,
    cast(_LEFT, DOUBLE_PRECISION).label("seconds_left"),
)
