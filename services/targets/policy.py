"""Read, check and store the targets and working hours that a lead sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import case, delete, func, insert, literal_column, select, text
from sqlalchemy.orm import Session

from db.engine import transaction
from db.keys import PRIORITIES
from db.tables.targets import Target, TargetPolicy
from services import access, taxonomy
from services.access import audit
from services.errors import InvalidInput
from services.reporting import zone_expression

DAY_MINUTES = 24 * 60
MINUTES_MAX = 366 * DAY_MINUTES  # of working time for one target
HOLIDAYS_MAX = 500
LOCK_SECONDS = 5  # to wait for changes of tickets that are under way


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Weekdays (1 is Monday), from when to when (minutes after midnight, up to 1,440), and holidays."""

    weekdays: tuple[int, ...] = (1, 2, 3, 4, 5)
    opens: int = 9 * 60
    closes: int = 17 * 60
    holidays: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class TargetTimes:
    """Minutes of working time to the first change of the status and to the resolution; None: no such target.

    ``category`` None: of every category; a category with times of its own takes these in their place.
    """

    priority: str
    category: str | None = None
    respond_minutes: int | None = None
    resolve_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """Working hours and targets; ``since`` when they count (None: also for the past), in which time zone."""

    hours: WorkingHours
    targets: tuple[TargetTimes, ...]
    since: datetime | None
    zone: str


def current_policy() -> Policy | None:
    """Read the targets that count for new tickets; None where none were ever set."""
    with transaction() as session:
        return _newest(session)


def targets_are_set() -> bool:
    """Whether a ticket that is created now may have a target."""
    newest = select(TargetPolicy.id).order_by(TargetPolicy.since.desc()).limit(1).scalar_subquery()
    with transaction(reads=True) as session:
        return bool(session.scalar(select(select(Target.id).where(Target.policy_id == newest).exists())))


def store_policy(session: Session, hours: WorkingHours, targets: Sequence[TargetTimes], *, past: bool) -> None:
    """Store targets that count from now on or, with ``past``, for every ticket, in a transaction under way.

    Tickets of before are as they were until they are recounted. Raises NotAllowed, InvalidInput by field, and
    QueryTooSlow where other changes do not end.
    """
    access.require("settings")
    hours, given = _checked_hours(hours), _checked_targets(targets)
    # Changes of tickets that are under way went by the targets of before: they end first, and others wait meanwhile.
    session.execute(text(f"SET LOCAL statement_timeout = '{LOCK_SECONDS}s'"))
    session.execute(text("LOCK TABLE target_policy IN ACCESS EXCLUSIVE MODE"))
    session.execute(text("SET LOCAL statement_timeout = 0"))
    if past:
        session.execute(delete(TargetPolicy))
    values = {
        "since": literal_column("'-infinity'::timestamptz") if past else func.clock_timestamp(),
        "made_by": func.current_actor(),
        "zone": select(func.coalesce(zone_expression(), "UTC")).scalar_subquery(),
        "weekdays": list(hours.weekdays),
        "opens": hours.opens,
        "closes": hours.closes,
        "holidays": list(hours.holidays),
    }
    policy_id = session.scalar(insert(TargetPolicy).values(**values).returning(TargetPolicy.id))
    session.execute(select(func.fill_working_days(policy_id)))
    if given:
        session.execute(insert(Target), [_as_row(policy_id, one) for one in given])
    audit.note(session, "settings", f"Targets: {len(given):,} set, for {'all tickets' if past else 'new tickets'}")


def _newest(session: Session) -> Policy | None:
    since = case((func.isfinite(TargetPolicy.since), TargetPolicy.since))  # Python has no time for "ever"
    columns = ("id", "zone", "weekdays", "opens", "closes", "holidays")
    newest = select(*(getattr(TargetPolicy, name) for name in columns), since.label("counts_since"))
    row = session.execute(newest.order_by(TargetPolicy.since.desc()).limit(1)).first()
    if row is None:
        return None
    hours = WorkingHours(tuple(row.weekdays), row.opens, row.closes, tuple(row.holidays))
    order = (Target.category.is_not(None), Target.category, Target.priority)
    rows = session.scalars(select(Target).where(Target.policy_id == row.id).order_by(*order))
    targets = (TargetTimes(t.priority, t.category, t.respond_minutes, t.resolve_minutes) for t in rows)
    return Policy(hours, tuple(targets), row.counts_since, row.zone)


def _as_row(policy_id: int | None, target: TargetTimes) -> dict[str, Any]:
    names = ("priority", "category", "respond_minutes", "resolve_minutes")
    return {"policy_id": policy_id} | {name: getattr(target, name) for name in names}


def _checked_hours(hours: WorkingHours) -> WorkingHours:
    weekdays, holidays = tuple(sorted(set(hours.weekdays))), tuple(sorted(set(hours.holidays)))
    wrong: dict[str, list[str]] = {}
    if not weekdays or not set(weekdays) <= set(range(1, 8)):
        wrong["weekdays"] = ["Choose at least one working day."]
    if not 0 <= hours.opens < hours.closes <= DAY_MINUTES:
        wrong["hours"] = ["The working day has to end after it begins."]
    if len(holidays) > HOLIDAYS_MAX or not all(1970 <= day.year <= 9998 for day in holidays):
        wrong["holidays"] = [f"Give at most {HOLIDAYS_MAX} holidays, none before 1970."]
    if wrong:
        raise InvalidInput(wrong)
    return WorkingHours(weekdays, hours.opens, hours.closes, holidays)


def _checked_targets(targets: Sequence[TargetTimes]) -> list[TargetTimes]:
    """Those that have a time. Raises InvalidInput for what is unknown, too long or named twice."""
    given = [one for one in targets if (one.respond_minutes, one.resolve_minutes) != (None, None)]
    known = {None, *taxonomy.category_labels()}
    wrong = []
    if any(one.priority not in PRIORITIES or one.category not in known for one in given):
        wrong.append("There is no such priority or category.")
    times = [minutes for one in given for minutes in (one.respond_minutes, one.resolve_minutes) if minutes is not None]
    if not all(1 <= minutes <= MINUTES_MAX for minutes in times):
        wrong.append(f"A target is between 1 minute and {MINUTES_MAX // 60:,} hours.")
    if len({(one.priority, one.category) for one in given}) < len(given):
        wrong.append("A priority has one target a category.")
    if wrong:
        raise InvalidInput({"targets": wrong})
    return given
