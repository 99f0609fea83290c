"""Simulate when sample tickets are created: half a year of office days, growing slowly, and one incident.

Days and hours are those of ``now``'s own time zone; the times that come back are in UTC and never after ``now``.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

DAYS = 180  # up to and including today
FILED_TODAY = 3  # at least, on any day of the week
GROWTH = 0.6  # by how much the last day outweighs the first, as a share of the mean day
NOISE = 0.25  # sigma of a day's log-normal factor

WEEKDAYS = (1.2, 1.15, 1.05, 1.0, 0.85, 0.2, 0.15)  # Monday first
HOURS = (
    0.05, 0.05, 0.05, 0.05, 0.1, 0.15, 0.3, 1.0, 3.2, 5.2, 5.6, 4.8,
    2.0, 2.8, 4.6, 4.4, 3.6, 1.9, 0.9, 0.5, 0.5, 0.3, 0.2, 0.1,
)  # fmt: skip

INCIDENT_BEGINS = time(9, 10)
INCIDENT_ENDS = time(14, 20)
REPORTS_MINUTES = 70  # mean time from the beginning of the incident to a report of it


def creation_times(count: int, now: datetime, rng: Random) -> list[datetime]:
    """``count`` times of the last DAYS days, oldest first."""
    today = now.date()
    days = [today - timedelta(days=age) for age in reversed(range(DAYS))]
    weights = [_weight(position / DAYS, day, rng) for position, day in enumerate(days)]
    weights[-1] *= sum(HOURS[: now.hour]) / sum(HOURS)
    chosen = rng.choices(days, weights, k=count - FILED_TODAY) + [today] * FILED_TODAY
    return sorted(_moment(day, now, rng) for day in chosen)


def incident_times(count: int, now: datetime, rng: Random) -> list[datetime]:
    """``count`` times on the day of the incident, many at its beginning, oldest first."""
    began, ended = incident(now)
    minutes = (ended - began).total_seconds() / 60
    return sorted(began + timedelta(minutes=rng.expovariate(1 / REPORTS_MINUTES) % minutes) for _ in range(count))


def incident(now: datetime) -> tuple[datetime, datetime]:
    """When the incident began and ended: a Tuesday, Wednesday or Thursday about three weeks ago."""
    candidates = (now.date() - timedelta(days=age) for age in (21, 20, 22, 19, 23))
    day = next(day for day in candidates if day.weekday() in (1, 2, 3))
    began, ended = (datetime.combine(day, moment, now.tzinfo) for moment in (INCIDENT_BEGINS, INCIDENT_ENDS))
    return began.astimezone(UTC), ended.astimezone(UTC)


def _weight(progress: float, day: date, rng: Random) -> float:
    growth = 1 + GROWTH * (progress - 0.5)
    return WEEKDAYS[day.weekday()] * growth * rng.lognormvariate(0, NOISE)


def _moment(day: date, now: datetime, rng: Random) -> datetime:
    """A time of that day, by the hours people file tickets; today, one that has passed."""
    midnight = datetime.combine(day, time(), now.tzinfo).astimezone(UTC)
    (hour,) = rng.choices(range(24), HOURS)
    moment = datetime.combine(day, time(hour), now.tzinfo).astimezone(UTC) + timedelta(seconds=rng.uniform(0, 3600))
    return moment if moment <= now else midnight + (now - midnight) * rng.random()
