"""Simulate the life of a sample ticket: edits, assignment, resolution, and the history that it leaves.

A life is planned to its end and then cut off at ``now``: what has not happened yet leaves no trace, so the history and
the values of the ticket always agree.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, tzinfo
from random import Random

from services import taxonomy
from services.suggestion import Suggestion
from services.taxonomy import CRITICAL, DONE, HIGH, IN_PROGRESS, LOW, MEDIUM, OPEN, PRIORITIES, RESOLVED, USUAL_PRIORITY

Values = Mapping[str, str | None]

# Median hours to resolution and sigma of their log-normal distribution.
RESOLUTION_HOURS = {CRITICAL: 5.0, HIGH: 28.0, MEDIUM: 90.0, LOW: 220.0}
RESOLUTION_SPREAD = 0.9
CLOSING_HOURS = 72.0  # median from resolved to closed

# How often, of all tickets for which it can happen.
NEVER_RESOLVED = 0.045
ASSIGNED_BEFORE_WORK = 0.3
HANDED_OVER = 0.1
REOPENED = 0.04
CLOSED = 0.88
CONFIRMED = 0.35  # a person confirms what the classifier had decided
TOUCHED_ALTHOUGH_RIGHT = 0.12
WRONG_BUT_LET_STAND = 0.25
FILED_TOO_LOW = 0.05

# The order in which the database's trigger writes the changes of one edit.
TRACKED = ("category", "priority", "category_set_by", "priority_set_by", "status", "assignee")
CLASSIFIED = ("category", "priority")


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one or more fields."""

    at: datetime
    actor: str
    changes: Values


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the history, in the order of its columns; ``field`` and what follows are None for the filing itself."""

    at: datetime
    actor: str
    kind: str
    field: str | None = None
    old_value: str | None = None
    new_value: str | None = None
    set_by: str | None = None


@dataclass(frozen=True, slots=True)
class NewTicket:
    """A new sample ticket: ``truth`` is what category and priority should be, ``chosen`` what they are at first."""

    at: datetime
    requester: str | None
    truth: Values
    chosen: Values
    touched: Mapping[str, bool]

    @property
    def values(self) -> Values:
        """The tracked fields at first."""
        deciders = {f"{name}_set_by": "person" if self.touched[name] else "classifier" for name in CLASSIFIED}
        return {**self.chosen, **deciders, "status": OPEN, "assignee": None}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a ticket has become, and how."""

    values: Values
    updated_at: datetime
    resolved_at: datetime | None
    version: int
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Crew:
    """The assignees, by the categories they mostly take."""

    specialists: Mapping[str, Sequence[str]]

    def one_for(self, category: str | None, rng: Random, *, but: str | None = None) -> str:
        """Somebody for the category, seldom somebody else; never ``but``."""
        everybody = sorted(set().union(*self.specialists.values()))
        fitting = self.specialists.get(category or "", everybody) if rng.random() < 0.85 else everybody
        return rng.choice([name for name in fitting if name != but] or [name for name in everybody if name != but])


def make_new_ticket(
    truth: Values, suggestion: Suggestion, at: datetime, requester: str | None, rng: Random
) -> NewTicket:
    """Simulate a submission: what the person made of the suggestion. Where nothing was suggested, the person chose."""
    chosen: dict[str, str | None] = {}
    touched: dict[str, bool] = {}
    for name in CLASSIFIED:
        suggested, right = getattr(suggestion, name).key, truth[name]
        let_stand = rng.random() >= TOUCHED_ALTHOUGH_RIGHT if suggested == right else rng.random() < WRONG_BUT_LET_STAND
        touched[name] = suggested is None or not let_stand
        chosen[name] = right if touched[name] else suggested
    if touched["priority"] and rng.random() < FILED_TOO_LOW:
        chosen["priority"] = PRIORITIES[max(0, PRIORITIES.index(chosen["priority"] or LOW) - 1)]
    return NewTicket(at, requester, truth, chosen, touched)


@dataclass
class _Life:
    """A running clock and the edits so far; work is done in office hours, except where there is an emergency."""

    rng: Random
    zone: tzinfo
    clock: datetime
    emergency: bool
    edits: list[Edit] = field(default_factory=list)

    def wait(self, hours: float) -> None:
        """Go on in that many hours, at the next working hour."""
        self.clock += timedelta(hours=hours, seconds=self.rng.uniform(40, 240))
        if not self.emergency:
            self.clock = _working_time(self.clock, self.zone, self.rng)

    def edit(self, actor: str, **changes: str | None) -> None:
        self.edits.append(Edit(self.clock, actor, changes))


def plan(filed: NewTicket, crew: Crew, zone: tzinfo, rng: Random, *, hours: float | None = None) -> list[Edit]:
    """The edits of the ticket's whole life, in order; ``hours`` to resolution, or drawn by its priority."""
    priority = filed.truth["priority"] or USUAL_PRIORITY
    straggles = hours is None and rng.random() < NEVER_RESOLVED
    total = _around(RESOLUTION_HOURS[priority], RESOLUTION_SPREAD, rng) if hours is None else hours
    life = _Life(rng, zone, filed.at, emergency=hours is not None or priority == CRITICAL)
    assignee = crew.one_for(filed.truth["category"], rng)
    if rng.random() < ASSIGNED_BEFORE_WORK:
        life.wait(total * rng.uniform(0.02, 0.15))
        life.edit(crew.one_for(None, rng), assignee=assignee)
    if straggles and rng.random() < 0.5:
        return life.edits
    _work_on(life, filed, assignee, total * rng.uniform(0.15, 0.7))
    if rng.random() < HANDED_OVER:
        life.wait(total * rng.uniform(0.05, 0.2))
        assignee, before = crew.one_for(filed.truth["category"], rng, but=assignee), assignee
        life.edit(before, assignee=assignee)
    if not straggles:
        _resolve(life, filed, assignee, total)
    return life.edits


def _work_on(life: _Life, filed: NewTicket, assignee: str, hours: float) -> None:
    """The assignee begins, corrects what was filed wrongly and, at times, confirms the rest."""
    life.wait(hours)
    corrected = {name: filed.truth[name] for name in CLASSIFIED if filed.chosen[name] != filed.truth[name]}
    deciders = {f"{name}_set_by": "person" for name in corrected}
    life.edit(assignee, status=IN_PROGRESS, assignee=assignee, **corrected, **deciders)
    if life.rng.random() < CONFIRMED:
        life.wait(0.05)
        life.edit(assignee, category_set_by="person", priority_set_by="person")


def _resolve(life: _Life, filed: NewTicket, assignee: str, hours: float) -> None:
    """Resolved when ``hours`` have passed since it was filed, at times reopened, mostly closed in the end."""
    spent = (life.clock - filed.at) / timedelta(hours=1)
    life.wait(max(hours - spent, hours * 0.1))
    life.edit(assignee, status=RESOLVED)
    if life.rng.random() < REOPENED:
        life.wait(_around(20, 0.5, life.rng))
        life.edit(filed.requester or assignee, status=IN_PROGRESS)
        life.wait(hours * life.rng.uniform(0.2, 0.6))
        life.edit(assignee, status=RESOLVED)
    if life.rng.random() < CLOSED:
        life.wait(_around(CLOSING_HOURS, 0.6, life.rng))
        life.edit(assignee, status=taxonomy.CLOSED)


def outcome(filed: NewTicket, edits: Iterable[Edit], now: datetime) -> Outcome:
    """The ticket and its history at ``now``: the edits up to then, as the database would have recorded them."""
    values = dict(filed.values)
    events = [Event(filed.at, filed.requester or "local", "created")]
    updated_at, resolved_at, version = filed.at, None, 1
    for edit in edits:
        changed = [name for name in TRACKED if name in edit.changes and edit.changes[name] != values[name]]
        if edit.at > now or not changed:
            continue
        after = {**values, **edit.changes}
        events += [
            Event(edit.at, edit.actor, "changed", name, values[name], after[name], _set_by(name, after))
            for name in changed
        ]
        if "status" in changed:
            resolved_at = _resolved_at(after["status"], resolved_at, edit.at)
        values, updated_at, version = after, edit.at, version + 1
    return Outcome(values, updated_at, resolved_at, version, events)


def _set_by(name: str, values: Values) -> str | None:
    """Who decided, for the fields of which the history keeps it."""
    return values.get(f"{name.removesuffix('_set_by')}_set_by")


def _resolved_at(status: str | None, before: datetime | None, at: datetime) -> datetime | None:
    return (before or at) if status in DONE else None


def _around(median: float, spread: float, rng: Random) -> float:
    """Log-normal: half below the median, a long tail above."""
    return rng.lognormvariate(math.log(median), spread)


def _working_time(moment: datetime, zone: tzinfo, rng: Random) -> datetime:
    """The moment itself from Monday to Friday between 8 and 18, else some time in the next working morning."""
    local = moment.astimezone(zone)
    if local.weekday() < 5 and 8 <= local.hour < 18:
        return moment
    day = local.date() + timedelta(days=local.hour >= 18)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    morning = datetime.combine(day, time(8), zone).astimezone(UTC)
    return morning + timedelta(minutes=rng.uniform(0, 180))
