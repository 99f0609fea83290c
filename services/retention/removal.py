"""Find the tickets that retention takes, say how many, write them to a file, and remove them in batches."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    all_,
    any_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Session
from sqlalchemy.types import Text

from db.engine import transaction, translated
from db.tables.tickets import Ticket, TicketEvent
from services import access, reporting
from services.errors import Conflict, QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.retention.policy import Policy
from services.sample import sample_tickets
from services.transfer import exporting

LOCK_SECONDS = 5  # to wait for changes of tickets that are under way
FILE_NAME = "retention-"  # of what was removed, before the time
FUNCTIONS = {"delete": "remove_tickets", "text": "strip_tickets"}


@dataclass(frozen=True, slots=True)
class Preview:
    """What a policy would take now: tickets, by the month in which they were resolved, and tickets in the trash."""

    tickets: int
    in_trash: int
    months: tuple[tuple[date, int], ...]


@dataclass(frozen=True, slots=True)
class Range:
    """What one run takes: resolved before ``before``, created up to the id ``upto``, not changed since ``began``.

    So what comes in, comes back or is changed while it runs is taken by the next one, and exported before.
    """

    before: datetime
    upto: int
    began: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """One batch: how many tickets were removed, and the place after which the next one begins."""

    tickets: int
    at: datetime
    id: int


def resolved_until(policy: Policy) -> datetime:
    """The moment before which a ticket has to be resolved: the beginning of a day in the reporting time zone."""
    zone = reporting.time_zone()
    return datetime.combine(datetime.now(zone).date() - timedelta(days=policy.days), time(), zone)


def preview(policy: Policy) -> Preview:
    """What the policy would take now; nothing is changed. Raises NotAllowed."""
    access.require("retention")
    before = resolved_until(policy)
    month = cast(func.date_trunc("month", func.timezone(reporting.zone_expression(), Ticket.resolved_at)), DateTime)
    counted = select(month, func.count()).where(*_due(policy, before)).group_by(month).order_by(month)
    with transaction(statement_timeout=0) as session:
        months = tuple((row[0].date(), row[1]) for row in session.execute(counted))
        in_trash = session.scalar(_IN_TRASH, {"before": before}) or 0
    return Preview(sum(n for _, n in months), in_trash, months)


def range_of(session: Session, policy: Policy) -> tuple[Range, int]:
    """What a run that begins now takes, and how many tickets that are. Raises Conflict while others do not end.

    Whoever writes tickets ends first: what they bring is exported too, or comes after the range.
    """
    _wait_for_writers(session)
    upto = session.scalar(select(func.coalesce(func.max(Ticket.id), 0))) or 0
    began = session.scalars(select(func.now())).one()
    taken = Range(resolved_until(policy), upto, began)
    total = session.scalar(select(func.count()).select_from(Ticket).where(*_within(policy, taken))) or 0
    return taken, total


def export(policy: Policy, of: Range, file: Path, *, written: Callable[[int], None]) -> None:
    """Write the tickets of a run as Parquet into ``file``, which is there whole or not at all, for the desk's user."""
    with _new_file(file) as stream, transaction(statement_timeout=0) as session:
        columns = exporting.columns_from(())
        only = _within(policy, of)
        for piece in exporting.pieces(session, TicketFilter(), "parquet", columns, written=written, only=only):
            stream.write(piece)


def stored(folder: Path) -> list[Path]:
    """The files of removed tickets that are in a folder; none where it cannot be entered."""
    try:
        return sorted(folder.glob(f"{FILE_NAME}*.parquet"))
    except OSError:
        return []


def remove_batch(
    session: Session, policy: Policy, of: Range, after: tuple[datetime, int] | None, size: int
) -> Taken | None:
    """Remove the next tickets of a run, ``size`` at most; None when there are none after that place."""
    place = tuple_(Ticket.resolved_at, Ticket.id)
    tickets = select(Ticket.id, Ticket.resolved_at).where(*_within(policy, of))
    if after is not None:
        tickets = tickets.where(place > tuple_(literal(after[0]), literal(after[1])))
    rows = session.execute(tickets.order_by(Ticket.resolved_at, Ticket.id).limit(size)).all()
    if not rows:
        return None
    call = text(f"SELECT {FUNCTIONS[policy.how]}(CAST(:ids AS bigint[]), :before)")
    ids = _held(session, policy, of, [row.id for row in rows])
    taken = session.scalars(call, {"ids": ids, "before": of.before}).one()
    return Taken(taken, rows[-1].resolved_at, rows[-1].id)


def empty_trash(session: Session, before: datetime) -> int:
    """Delete what is in the trash and was resolved before for good; returns how many."""
    return len(session.execute(_EMPTY_TRASH, {"before": before}).all())


def _due(policy: Policy, before: datetime) -> list[ColumnElement[bool]]:
    """Conditions: resolved before, and none of the sample tickets, which are removed by themselves."""
    samples = literal([row["external_id"] for row in sample_tickets.texts()], ARRAY(Text))
    conditions = [Ticket.resolved_at < before, or_(Ticket.external_id.is_(None), Ticket.external_id != all_(samples))]
    if policy.how == "text":
        conditions.append(Ticket.description != func.removed_text())
    return conditions


def _within(policy: Policy, of: Range) -> Sequence[ColumnElement[bool]]:
    came_back = exists().where(
        TicketEvent.ticket_id == Ticket.id, TicketEvent.kind == "restored", TicketEvent.at > of.began
    )
    return [*_due(policy, of.before), Ticket.id <= of.upto, Ticket.updated_at <= of.began, ~came_back]


def _held(session: Session, policy: Policy, of: Range, ids: Sequence[int]) -> list[int]:
    """Lock those of the tickets that are still as they were at the beginning."""
    session.execute(text("LOCK TABLE ticket IN ROW EXCLUSIVE MODE"))
    still = select(Ticket.id).where(Ticket.id == any_(literal(ids, ARRAY(BigInteger))), *_within(policy, of))
    return list(session.scalars(still.order_by(Ticket.id).with_for_update(of=Ticket)))


def _wait_for_writers(session: Session) -> None:
    """Raises Conflict where they have not ended by then, after which the transaction is over."""
    session.execute(text(f"SET LOCAL statement_timeout = '{LOCK_SECONDS}s'"))
    try:
        with translated():
            session.execute(text("LOCK TABLE ticket IN SHARE MODE"))
    except QueryTooSlow:
        raise Conflict("Other changes of tickets are under way. Nothing was removed; try again later.") from None
    session.execute(text("SET LOCAL statement_timeout = 0"))


@contextmanager
def _new_file(file: Path) -> Iterator[IO[bytes]]:
    """A file under another name, which takes its own when all of it is on the disk."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = file.with_name(f".{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.rename(file)
    finally:
        part.unlink(missing_ok=True)


_OLD_TRASH = "merged_into IS NULL AND CAST(ticket ->> 'resolved_at' AS timestamptz) < :before"
_IN_TRASH = text(f"SELECT count(*) FROM ticket_trash WHERE {_OLD_TRASH}")  # noqa: S608 - our own
_EMPTY_TRASH: Any = text(
    f"""
    WITH old AS MATERIALIZED (SELECT id FROM ticket_trash WHERE {_OLD_TRASH} FOR UPDATE)
    SELECT id, forget_taught(ARRAY[id]), forget_tickets(ARRAY[id]) FROM old
    """  # noqa: S608 - our own
)
