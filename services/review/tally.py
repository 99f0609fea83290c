"""What was answered in Review today: how much, how often the suggestion was confirmed, and what was skipped."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from db.engine import transaction
from services.review.drawing import UNCONFIRMED

LEFT_MAX = 10_000  # unconfirmed tickets are counted so far


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of ``asked`` tickets with a suggestion for the field, how many answers ``agreed`` with it."""

    asked: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers of today in the reporting time zone, of everybody and of one reviewer, and what is left.

    ``shown`` and ``blind``: agreement by field with suggestions that stood beside the text, and with those that were
    hidden, which persuade nobody. ``random_asked`` and ``random_skipped`` are tickets drawn at random since the first
    day. ``left`` counts unconfirmed tickets, up to LEFT_MAX, ``left_is_exact`` whether there are no more.
    """

    today: int
    mine: int
    shown: dict[str, Agreement]
    blind: dict[str, Agreement]
    random_asked: int
    random_skipped: int
    left: int
    left_is_exact: bool


def tally(reviewer: str = "") -> Tally:
    """Count what was answered; ``reviewer`` is whose answers are ``mine``."""
    with transaction() as session:
        row = session.execute(_TODAY, {"reviewer": reviewer}).one()
        skips = session.execute(_SKIPS).one()
        left = session.scalars(_LEFT, {"most": LEFT_MAX + 1}).one()
    agreement = {
        where: {
            field: Agreement(getattr(row, f"{where}_{field}_asked"), getattr(row, f"{where}_{field}_agreed"))
            for field in ("category", "priority")
        }
        for where in ("shown", "blind")
    }
    return Tally(
        row.today,
        row.mine,
        agreement["shown"],
        agreement["blind"],
        skips.asked,
        skips.skipped,
        min(left, LEFT_MAX),
        left <= LEFT_MAX,
    )


def _counts() -> str:
    """SQL that counts, shown and blind, by field, answers to a suggestion and those that agree with it."""
    parts = []
    for where, condition in (("shown", "NOT blind"), ("blind", "blind")):
        for field in ("category", "priority"):
            asked = f"{condition} AND {field}_suggested IS NOT NULL"
            parts.append(f"count(*) FILTER (WHERE {asked}) AS {where}_{field}_asked")
            parts.append(
                f"count(*) FILTER (WHERE {asked} AND {field}::text = {field}_suggested) AS {where}_{field}_agreed"
            )
    return ", ".join(parts)


_TODAY = text(
    f"""
    WITH zone AS (SELECT value FROM setting WHERE key = 'reporting_time_zone')
    SELECT count(*) AS today, count(*) FILTER (WHERE reviewer = :reviewer) AS mine, {_counts()}
    FROM review_answer
    WHERE NOT skipped AND at >= date_trunc('day', now(), coalesce((SELECT value FROM zone), 'UTC'))
    """  # noqa: S608 - our own
)
# A ticket that was skipped and answered later is not skipped any more.
_SKIPS = text(
    """
    SELECT count(*) AS asked, count(*) FILTER (WHERE skipped) AS skipped FROM (
        SELECT bool_and(skipped) AS skipped FROM review_answer WHERE drawn = 'random' GROUP BY ticket_id
    ) AS of_ticket
    """
)
_LEFT = text(f"SELECT count(*) FROM (SELECT FROM ticket WHERE {UNCONFIRMED} LIMIT :most) AS counted")  # noqa: S608 - our own
