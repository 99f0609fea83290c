"""The parts of a run, shared out among the workers: who takes one, who brings it, and how many are done."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Integer, func, insert, literal, select, text
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.classify_many import ClassifyPart
from services.jobs import store
from services.jobs.run import Run

COUNTS = ("changed", "category", "priority", "same", "left_out", "unanswered", "asked")


@dataclass(frozen=True, slots=True)
class Part:
    """Some tickets of a run, taken."""

    number: int
    tickets: list[int]


class TakenOver(Exception):
    """Another run has taken the part over, or nobody wants it any more."""


def share_out(session: Session, job_id: int, chosen: Any, size: int) -> int:
    """Freeze the tickets that ``chosen`` (a SELECT of their ids) finds, as parts of a job; returns how many."""
    ranked = select(chosen.c.id, (func.row_number().over(order_by=chosen.c.id) - 1).label("place")).subquery()
    number = (ranked.c.place // size).cast(Integer)
    tickets = func.array_agg(aggregate_order_by(ranked.c.id, ranked.c.id))
    parts = select(literal(job_id, BigInteger), number, tickets).group_by(number)
    session.execute(insert(ClassifyPart).from_select(["job_id", "number", "tickets"], parts))
    return int(session.scalar(_SIZE, {"job": job_id}) or 0)


def take(run: Run, job_id: int) -> Part | None:
    """The next part that nobody works on; None where there is none, or the job has ended or is to be cancelled."""
    values = store.silence() | {"job": job_id, "taker": run.id, "attempt": run.attempt}
    with transaction(bookkeeping=True) as session:
        row = session.execute(_TAKE, values).first()
    return Part(row.number, row.tickets) if row is not None else None


def bring(session: Session, run: Run, job_id: int, part: Part, counts: dict[str, int]) -> None:
    """Put down that a part is done, in the transaction of what it brought. Raises TakenOver."""
    values = {"job": job_id, "number": part.number, "taker": run.id, "attempt": run.attempt}
    if session.execute(_DONE, values | {"counts": json.dumps(counts)}).first() is None:
        raise TakenOver


def tell(session: Session, job_id: int, change_id: int) -> dict[str, int]:
    """Have the job tell what all parts brought until now, this transaction's included; returns it. Raises TakenOver.

    One transaction after the other: none that is under way is left out of the sums of the next one.
    """
    if session.execute(_LOCK_JOB, {"job": job_id}).first() is None:
        raise TakenOver
    brought = {"change": change_id} | sums(session, job_id)
    values = {"job": job_id, "done": session.execute(_PROGRESS, {"job": job_id}).one().tickets}
    session.execute(_TELL, values | {"brought": json.dumps(brought)})
    return brought


def done(job_id: int) -> tuple[int, int]:
    """How many tickets are done, and how many parts are not."""
    with transaction() as session:
        row = session.execute(_PROGRESS, {"job": job_id}).one()
    return row.tickets, row.open


def sums(session: Session, job_id: int) -> dict[str, int]:
    """What all parts that are done brought together, by COUNTS."""
    row = session.execute(_SUMS, {"job": job_id}).one()
    return dict(row._mapping)


def is_wanted(job_id: int) -> bool:
    """Whether the job goes on and has parts that nobody has brought."""
    with transaction() as session:
        return bool(session.scalar(_WANTED, {"job": job_id}))


_GOES_ON = "SELECT id FROM job WHERE id = :job AND state IN ('waiting', 'running') AND NOT cancel_requested"
_SIZE = text("SELECT sum(cardinality(tickets)) FROM classify_part WHERE job_id = :job")
# A part is free again once the attempt that took it is over or gave no sign of life for long.
_TAKE = text(
    f"""
    UPDATE classify_part AS part SET taken_by = :taker, taken_attempt = :attempt
    WHERE job_id = :job AND EXISTS ({_GOES_ON}) AND number = (
        SELECT number FROM classify_part AS free
        WHERE job_id = :job AND done_at IS NULL AND NOT EXISTS (
            SELECT FROM job
            WHERE id = free.taken_by AND attempt = free.taken_attempt AND state = 'running' AND id <> :taker
                AND beat_at > clock_timestamp() - make_interval(secs => :silence)
        )
        ORDER BY number LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING number, tickets
    """  # noqa: S608 - our own
)
_DONE = text(
    f"""
    UPDATE classify_part SET done_at = clock_timestamp(), counts = CAST(:counts AS jsonb)
    WHERE job_id = :job AND number = :number AND taken_by = :taker AND taken_attempt = :attempt AND done_at IS NULL
        AND EXISTS ({_GOES_ON})
    RETURNING number
    """  # noqa: S608 - our own
)
_LOCK_JOB = text(f"{_GOES_ON} FOR NO KEY UPDATE")
_TELL = text(
    """
    UPDATE job SET position = greatest(position, :done), done = greatest(done, :done),
        so_far = so_far || CAST(:brought AS jsonb)
    WHERE id = :job
    """
)
_PROGRESS = text(
    """
    SELECT coalesce(sum(cardinality(tickets)) FILTER (WHERE done_at IS NOT NULL), 0)::bigint AS tickets,
        count(*) FILTER (WHERE done_at IS NULL) AS open
    FROM classify_part WHERE job_id = :job
    """
)
_SUMS = text(
    f"SELECT {', '.join(f'coalesce(sum((counts ->> {name!r})::bigint), 0)::bigint AS {name}' for name in COUNTS)}"  # noqa: S608 - our own
    " FROM classify_part WHERE job_id = :job"
)
_WANTED = text(
    f"SELECT EXISTS ({_GOES_ON})"  # noqa: S608 - our own
    " AND EXISTS (SELECT FROM classify_part WHERE job_id = :job AND done_at IS NULL)"
)
