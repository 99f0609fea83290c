"""Watch a promise: sample what was decided for Review, sound the alarm, switch off what nobody looks after.

``watch`` is one round, for a background thread: of several servers one does it. Of the decided tickets of the last
seven days SHARE is sampled, at least LEAST and at most MOST, drawn at random. What people answer of them goes through
the sequential test of alarm.py, field by field; a sample that nobody answered for UNREVIEWED_DAYS ends the promise,
since then nobody knows whether it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, log2
from typing import Any

import structlog
from sqlalchemy import text
from sqlalchemy.orm import Session

from db.engine import transaction
from services.review import promises
from services.review.alarm import Alarm, alarm
from services.review.promises import Running

SHARE = 0.05
LEAST, MOST = 20, 200  # tickets a week; beyond, more answers would tell nothing sooner and nobody could give them
UNREVIEWED_DAYS = 7
WEEKS_A_YEAR = 52
ACTOR = "promise"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Watched:
    """How a field does: the sampled answers so far, how many were wrong, and the points of the sequential test."""

    field: str
    answers: int
    wrong: int
    points: int
    limit: int

    @property
    def is_alarming(self) -> bool:
        """Whether the promise has to end."""
        return self.points >= self.limit


@dataclass(frozen=True, slots=True)
class Samples:
    """Of the last seven days: tickets decided and sampled; ``waiting`` of all are not answered, the oldest since
    ``oldest_days``.
    """

    decided: int
    sampled: int
    waiting: int
    oldest_days: float


def watch() -> None:
    """One round: draw the sample, then end the promise if the answers or their absence say so."""
    with transaction() as session:
        if not session.scalar(_TRY_LOCK):
            return
        running = promises.running_in(session)
        if running is None:
            return
        draw_sample(session, running)
        notice = _reason_to_end(session, running)
    if notice is not None:
        because, figures = notice
        log.warning("promise_ended", because=because, wrong_percent=running.wrong_percent)
        promises.end(because, actor=ACTOR, notice=figures, promise_id=running.id)


def draw_sample(session: Session, running: Running) -> int:
    """Draw what is missing of the sample of the last seven days; how many tickets."""
    bounds = {"promise": running.id, "share": SHARE, "least": LEAST, "most": MOST}
    return session.scalar(_DRAW, bounds) or 0


def samples(running: Running) -> Samples:
    """How the sampling of the promise in force stands."""
    with transaction() as session:
        return _samples(session, running)


def watched(running: Running) -> list[Watched]:
    """How each field does that has sampled answers."""
    with transaction() as session:
        return _watched(session, running)


def sampled_tickets(session: Session, most: int) -> list[int]:
    """Tickets of the sample that wait for a person, the longest waiting first."""
    running = promises.running_in(session)
    if running is None:
        return []
    return list(session.scalars(_WAITING, {"promise": running.id, "most": most}))


def pace(sampled_in_a_week: int) -> int:
    """How many sampled answers a year to reckon with: what the week says, rounded up to a power of two of the least."""
    least = LEAST * WEEKS_A_YEAR
    return int(least * 2 ** ceil(log2(max(1.0, sampled_in_a_week * WEEKS_A_YEAR / least))))


def _reason_to_end(session: Session, running: Running) -> tuple[promises.Reason, dict[str, Any]] | None:
    """Why the promise ends now, with the figures that people are told; None where it goes on."""
    told = {"wrong_percent": running.wrong_percent}
    for field in _watched(session, running):
        if field.is_alarming:
            return "alarm", told | {"field": field.field, "answers": field.answers, "wrong": field.wrong}
    waiting = _samples(session, running)
    if waiting.waiting and waiting.oldest_days >= UNREVIEWED_DAYS:
        return "unreviewed", told | {"waiting": waiting.waiting, "days": UNREVIEWED_DAYS}
    return None


def _watched(session: Session, running: Running) -> list[Watched]:
    by_field: dict[str, list[bool]] = {}
    for row in session.execute(_ANSWERS, {"promise": running.id}):
        by_field.setdefault(row.field, []).append(row.wrong)
    # Every field has a test of its own: together they may be wrong once a year.
    year = pace(_samples(session, running).sampled) * max(1, len(by_field))
    test = alarm(running.wrong_percent / 100, year)
    return [_of_field(field, wrong, test) for field, wrong in sorted(by_field.items())]


def _of_field(field: str, wrong: list[bool], test: Alarm) -> Watched:
    return Watched(field, len(wrong), sum(wrong), test.score(wrong), test.limit)


def _samples(session: Session, running: Running) -> Samples:
    return Samples(**session.execute(_SAMPLES, {"promise": running.id}).one()._asdict())


_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(x'77617463'::int)")  # "watc"

# A ticket that is deleted, or whose decisions were undone, needs no look any more.
_DRAW = text(
    """
    WITH week AS MATERIALIZED (
        SELECT ticket_id, max(sampled_at) AS sampled_at
        FROM promise_decision AS decision JOIN ticket ON ticket.id = ticket_id
        WHERE promise_id = :promise AND at > now() - interval '7 days' AND undone_at IS NULL
        GROUP BY ticket_id
    ), wanted AS (
        SELECT least(:most, greatest(ceil(:share * count(*)), least(:least, count(*)))) - count(sampled_at) AS number
        FROM week
    ), drawn AS (
        SELECT ticket_id FROM week WHERE sampled_at IS NULL
        ORDER BY random() LIMIT (SELECT greatest(0, number)::bigint FROM wanted)
    ), marked AS (
        UPDATE promise_decision SET sampled_at = now() FROM drawn
        WHERE promise_decision.ticket_id = drawn.ticket_id AND promise_id = :promise
    )
    SELECT count(*) FROM drawn
    """
)

# What a person said of a sampled field: the answer in Review, else what somebody set elsewhere since.
_TOLD = """
    SELECT decision.ticket_id, decision.field, decision.sampled_at, coalesce(answer.at, ticket.updated_at) AS told_at,
           coalesce(CASE decision.field WHEN 'category' THEN answer.category ELSE answer.priority::text END,
                    CASE WHEN decision.field = 'category' AND category_set_by <> 'classifier' THEN ticket.category
                         WHEN decision.field = 'priority' AND priority_set_by <> 'classifier' THEN ticket.priority::text
                    END) AS told,
           decision.value
    FROM promise_decision AS decision
    JOIN ticket ON ticket.id = decision.ticket_id
    LEFT JOIN LATERAL (
        SELECT at, category, priority FROM review_answer
        WHERE review_answer.ticket_id = decision.ticket_id AND NOT skipped AND at >= decision.sampled_at
        ORDER BY id LIMIT 1
    ) AS answer ON true
    WHERE promise_id = :promise AND sampled_at IS NOT NULL AND undone_at IS NULL
"""
_ANSWERS = text(
    f"""
    WITH told AS ({_TOLD})
    SELECT field, told <> value AS wrong FROM told WHERE told IS NOT NULL ORDER BY told_at, ticket_id
    """  # noqa: S608 - our own
)
_WAITING = text(
    f"""
    WITH told AS ({_TOLD})
    SELECT ticket_id FROM told WHERE told IS NULL AND sampled_at > now() - interval '30 days'
    GROUP BY ticket_id ORDER BY min(sampled_at), ticket_id LIMIT :most
    """  # noqa: S608 - our own
)
_SAMPLES = text(
    f"""
    WITH told AS ({_TOLD}), week AS (
        SELECT ticket_id, max(sampled_at) AS sampled_at FROM promise_decision
        WHERE promise_id = :promise AND at > now() - interval '7 days' AND undone_at IS NULL
        GROUP BY ticket_id
    )
    SELECT (SELECT count(*) FROM week) AS decided, (SELECT count(sampled_at) FROM week) AS sampled,
           (SELECT count(DISTINCT ticket_id) FROM told WHERE told IS NULL) AS waiting,
           (SELECT coalesce(extract(epoch FROM now() - min(sampled_at)) / 86400, 0)::float8
            FROM told WHERE told IS NULL) AS oldest_days
    """  # noqa: S608 - our own
)
