"""Draw unconfirmed tickets for Review: at random from all of them, by smallest margin, or from those of a filter.

What is free to be drawn is unconfirmed, before nobody and was not skipped; skipped tickets come back by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import SystemRandom

from sqlalchemy import ColumnElement, TextClause, select, text
from sqlalchemy.orm import Session

from db.tables.learning import ReviewMargin
from db.tables.tickets import Ticket
from services.filters.ticket_filter import TicketFilter
from services.review import monitoring

FIRST_RANDOM = 30  # answers, before anything is picked by margin
RANDOM_SHARE = 0.3  # of what is asked after these
BLIND_EVERY = 5  # random tickets, one of them without its suggestion
COMES_BACK_AFTER = 10  # answers and skips, a random ticket that was skipped
# Numbers that are tried, which costs a look into an index for each: at first, and where unconfirmed tickets are rare.
PROBES, MORE_PROBES = 1_000, 100_000
LISTED_MAX = 20_000  # of so many unconfirmed tickets one is taken from the list of all
SAMPLED_MAX = 200  # of the decided tickets that wait for a look, the longest waiting
FILTERED_MAX = 200  # of the newest that match a filter, the one with the smallest margin

UNCONFIRMED = (
    "(ticket.category_set_by = 'classifier' OR ticket.priority_set_by = 'classifier')"
    " AND ticket.description <> removed_text()"
)
_BEFORE_NOBODY = (
    "NOT EXISTS (SELECT FROM review_lease AS lease WHERE lease.ticket_id = ticket.id AND lease.until > now())"
)
_NOT_SKIPPED = "NOT EXISTS (SELECT FROM review_answer AS answer WHERE answer.ticket_id = ticket.id AND answer.skipped)"

_dice = SystemRandom()


@dataclass(frozen=True, slots=True)
class Draw:
    """A ticket, how it was drawn, and whether it is to be asked without its suggestion."""

    ticket_id: int
    drawn: str  # random, margin, suspect, filter or sampled
    blind: bool = False


def draw(session: Session, ticket_filter: TicketFilter) -> Draw | None:
    """Draw the next ticket; None when nothing is left. Whoever draws holds the lock of the queue."""
    if ticket_filter.active():
        return _filtered(session, ticket_filter, skipped=False) or _filtered(session, ticket_filter, skipped=True)
    if (sampled := _sampled(session)) is not None:
        return sampled
    asked = session.scalars(_RANDOM_ASKED).one()
    if asked < FIRST_RANDOM or _dice.random() < RANDOM_SHARE:
        chosen = _at_random(session, asked)
    else:
        chosen = _by_margin(session) or _at_random(session, asked)
    return chosen or _by_margin(session) or _skipped(session, after=0)


def random_ids(session: Session, number: int) -> list[int]:
    """Up to ``number`` unconfirmed tickets, each as likely as any other, whoever reviews them.

    All of them where there are few, else those that random numbers hit: fewer where unconfirmed tickets are rare.
    """
    every = session.scalars(_LIST, {"most": number + 1}).all()
    if len(every) <= number:
        return list(every)
    return list(session.scalars(_HITS, {"probes": max(MORE_PROBES, 10 * number), "most": number}))


def random_id(session: Session) -> int | None:
    """A free ticket, each as likely as any other; reads no more where there are millions.

    A number between the lowest and the highest is as likely as any other, so a ticket that one hits is too.
    """
    hit = session.scalar(_PROBE, {"probes": PROBES})
    if hit is not None:
        return int(hit)
    listed = session.execute(_LIST_FREE, {"most": LISTED_MAX + 1}).all()
    if len(listed) <= LISTED_MAX:
        free = [row.id for row in listed if row.is_free]
        return _dice.choice(free) if free else None
    hit = session.scalar(_PROBE, {"probes": MORE_PROBES})
    return None if hit is None else int(hit)


def _at_random(session: Session, asked: int) -> Draw | None:
    """A random ticket: half of the time one that was skipped, as long as such a one is due."""
    if _dice.random() < 0.5 and (again := _skipped(session, after=COMES_BACK_AFTER)):
        return again
    chosen = random_id(session)
    return None if chosen is None else Draw(chosen, "random", blind=asked % BLIND_EVERY == BLIND_EVERY - 1)


def _sampled(session: Session) -> Draw | None:
    """A decided ticket of the sample that watches the promise, blind: whether a person would have said the same."""
    waiting = monitoring.sampled_tickets(session, SAMPLED_MAX)
    chosen = session.scalar(_FREE_OF, {"tickets": waiting}) if waiting else None
    return None if chosen is None else Draw(int(chosen), "sampled", blind=True)


def _by_margin(session: Session) -> Draw | None:
    chosen = session.scalar(_SMALLEST_MARGIN)
    return None if chosen is None else Draw(chosen, "margin")


def _skipped(session: Session, *, after: int) -> Draw | None:
    """The ticket whose last skip is longest ago: a random one after so many answers, or any (0) when all else is done.

    It is still as it was drawn, so whoever skips the hard ones changes no figure.
    """
    row = session.execute(_SKIPPED, {"after": after, "only_random": after > 0}).first()
    return None if row is None else Draw(row.ticket_id, row.drawn, row.blind)


def _filtered(session: Session, ticket_filter: TicketFilter, *, skipped: bool) -> Draw | None:
    """The smallest margin of the newest tickets that match; what has none stands behind."""
    conditions: list[ColumnElement[bool] | TextClause] = [*ticket_filter.clauses(session=session)]
    conditions += [text(UNCONFIRMED), text(_BEFORE_NOBODY)]
    if not skipped:
        conditions.append(text(_NOT_SKIPPED))
    newest = select(Ticket.id, Ticket.created_at).where(*conditions)
    newest = newest.order_by(Ticket.created_at.desc(), Ticket.id.desc()).limit(FILTERED_MAX)
    drawn = newest.subquery("newest")
    margin = ReviewMargin.margin.asc().nulls_last()
    best = select(drawn.c.id).outerjoin(ReviewMargin, ReviewMargin.ticket_id == drawn.c.id)
    chosen = session.scalar(best.order_by(margin, drawn.c.created_at.desc(), drawn.c.id.desc()).limit(1))
    return None if chosen is None else Draw(chosen, "filter")


# S608: all that is put together here is our own.
_BOUNDS = f"SELECT min(id) AS low, max(id) AS high FROM ticket WHERE {UNCONFIRMED}"  # noqa: S608
_NUMBERS = f"""
    bounds AS MATERIALIZED ({_BOUNDS}), probe AS MATERIALIZED (
        SELECT n, low + floor(random() * (high - low + 1))::bigint AS id FROM bounds, generate_series(1, :probes) AS n
    )
"""  # noqa: S608
_PROBE = text(
    f"""
    WITH {_NUMBERS}
    SELECT ticket.id FROM probe JOIN ticket ON ticket.id = probe.id
    WHERE {UNCONFIRMED} AND {_BEFORE_NOBODY} AND {_NOT_SKIPPED}
    ORDER BY n LIMIT 1
    """  # noqa: S608
)
_HITS = text(
    f"""
    WITH {_NUMBERS}
    SELECT ticket.id FROM (SELECT id, min(n) AS n FROM probe GROUP BY id) AS probe JOIN ticket ON ticket.id = probe.id
    WHERE {UNCONFIRMED} ORDER BY n LIMIT :most
    """  # noqa: S608
)
_LIST = text(f"SELECT id FROM ticket WHERE {UNCONFIRMED} ORDER BY id LIMIT :most")  # noqa: S608
_LIST_FREE = text(
    f"""
    SELECT id, {_BEFORE_NOBODY} AND {_NOT_SKIPPED} AS is_free
    FROM (SELECT id FROM ticket WHERE {UNCONFIRMED} ORDER BY id LIMIT :most) AS ticket
    """  # noqa: S608
)
_SMALLEST_MARGIN = text(
    f"""
    SELECT ticket_id FROM review_margin JOIN ticket ON ticket.id = ticket_id
    WHERE {UNCONFIRMED} AND {_BEFORE_NOBODY} AND {_NOT_SKIPPED}
    ORDER BY margin, ticket_id LIMIT 1
    """  # noqa: S608
)
_FREE_OF = text(
    f"""
    SELECT ticket.id FROM unnest(CAST(:tickets AS bigint[])) WITH ORDINALITY AS waiting (id, place)
    JOIN ticket ON ticket.id = waiting.id
    WHERE {UNCONFIRMED} AND {_BEFORE_NOBODY} AND {_NOT_SKIPPED}
    ORDER BY place LIMIT 1
    """  # noqa: S608
)
_SKIPPED = text(
    f"""
    SELECT skip.ticket_id, skip.drawn, skip.blind FROM review_answer AS skip JOIN ticket ON ticket.id = skip.ticket_id
    WHERE skip.skipped AND (skip.drawn = 'random' OR NOT :only_random) AND {UNCONFIRMED} AND {_BEFORE_NOBODY}
        AND skip.id <= (SELECT max(id) FROM review_answer) - :after
        AND NOT EXISTS (
            SELECT FROM review_answer AS later WHERE later.ticket_id = skip.ticket_id AND later.id > skip.id
        )
    ORDER BY skip.id LIMIT 1
    """  # noqa: S608
)
# What was asked at random and answered, or is before somebody.
_RANDOM_ASKED = text(
    """
    SELECT (SELECT count(*) FROM review_answer WHERE drawn = 'random' AND NOT skipped)
        + (SELECT count(*) FROM review_lease WHERE drawn = 'random' AND until > now())
    """
)
