"""Random tickets with a life, and what an overview has to say of them, counted in plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pandas as pd
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services.filters.ticket_filter import SOURCES, TicketFilter
from services.stats import AGES
from services.taxonomy import PRIORITIES, STATUSES

CATEGORIES = ("billing", "technical", "account", "general")
DONE = ("resolved", "closed")
# The hours in which clocks change in Berlin and St John's, both ways.
CHANGES = [
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 10, 25, 1, tzinfo=UTC),
    datetime(2026, 3, 8, 5, tzinfo=UTC),
]


@dataclass(frozen=True)
class Shown:
    """A suggestion: None for a field of which it said nothing."""

    source: str
    category: str | None
    priority: str | None


@dataclass(frozen=True)
class Life:
    """A ticket; ``reopened``: when it was resolved and reopened, oldest first; ``resolved``: since when it is."""

    category: str
    priority: str
    status: str
    assignee: str | None
    created: datetime
    reopened: tuple[tuple[datetime, datetime], ...]
    resolved: datetime | None
    shown: tuple[Shown, ...]

    @property
    def resolutions(self) -> list[datetime]:
        """When it was resolved, each time."""
        return [*(resolved for resolved, _ in self.reopened), *([self.resolved] if self.resolved else [])]

    @property
    def events(self) -> list[tuple[str, datetime]]:
        """What happened to it, and when."""
        return [("resolved", at) for at in self.resolutions] + [("reopened", at) for _, at in self.reopened]

    @property
    def hours(self) -> float:
        """How long it took."""
        assert self.resolved
        return (self.resolved - self.created) / timedelta(hours=1)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    now = datetime.now(UTC).replace(microsecond=0)
    anchor = draw(st.sampled_from([now, now, *CHANGES]))
    at = min(anchor - timedelta(minutes=draw(st.integers(-2 * 24 * 60, 12 * 24 * 60))), now)
    created, moves = at, []
    for _ in range(2 * draw(st.integers(0, 2))):
        at = min(at + timedelta(minutes=draw(st.integers(0, 40 * 60))), now)
        moves.append(at)
    status = draw(st.sampled_from(STATUSES))
    last = min(at + timedelta(minutes=draw(st.integers(0, 90 * 60))), now)
    return Life(
        category=draw(st.sampled_from(CATEGORIES)),
        priority=draw(st.sampled_from(PRIORITIES)),
        status=status,
        assignee=draw(st.sampled_from(["Mei", None])),
        created=created,
        reopened=tuple(zip(moves[::2], moves[1::2], strict=True)),
        resolved=last if status in DONE else None,
        shown=tuple(draw(st.lists(_shown, max_size=2, unique_by=lambda shown: shown.source))),
    )


_shown = st.builds(
    Shown,
    st.sampled_from(SOURCES),
    st.sampled_from([None, "billing", "technical"]),
    st.sampled_from([None, "low", "high"]),
)


def some_lives() -> list[Life]:
    """The same hundred tickets each time but for today: of the last weeks, a third of them still open."""
    now, found = datetime.now(UTC).replace(microsecond=0), []
    for i in range(100):
        created = now - timedelta(hours=i * i % 1000, minutes=i)
        reopened = ((created, created + timedelta(minutes=i)),) if i % 9 == 0 else ()
        done = min(created + timedelta(hours=i), now) if i % 3 else None
        shown = tuple(Shown(SOURCES[(i + n) % 4], CATEGORIES[i % 3] if n else None, "low") for n in range(i % 3))
        status = DONE[i % 2] if done else ("open", "in_progress")[i % 2]
        found.append(
            Life(
                CATEGORIES[i % 4],
                PRIORITIES[i * 7 % 4],
                status,
                "Mei" if i % 2 else None,
                created,
                reopened,
                done,
                shown,
            )
        )
    return found


def live(lives: Sequence[Life], *, zone: str, archived: Sequence[str] = ()) -> None:
    """Nothing but these in the database, in this time zone."""
    with transaction() as session:
        session.execute(text("TRUNCATE ticket, ticket_event, ticket_trash, suggestion RESTART IDENTITY"))
        session.execute(text("UPDATE setting SET value = :zone WHERE key = 'reporting_time_zone'"), {"zone": zone})
        session.execute(
            text("UPDATE category SET archived_at = CASE WHEN key = ANY (:archived) THEN now() END"),
            {"archived": list(archived)},
        )
        for name, rows in _rows(lives).items():
            if rows:
                session.execute(text(_STORE[name]), rows)


def _rows(lives: Sequence[Life]) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _STORE}
    for number, life in enumerate(lives, start=1):
        kind = {"category": life.category, "priority": life.priority}
        rows["ticket"].append(
            kind
            | {"number": number, "status": life.status, "assignee": life.assignee}
            | {"created": life.created, "resolved": life.resolved}
        )
        for resolved, reopened in life.reopened:
            rows["event"].append({"number": number, "at": resolved, "old": "open", "new": "resolved"})
            rows["event"].append({"number": number, "at": reopened, "old": "resolved", "new": "open"})
        for shown in life.shown:
            said = {"source": shown.source, "said_category": shown.category, "said_priority": shown.priority}
            rows["suggestion"].append(kind | said | {"number": number, "at": life.created})
    return rows


_STORE = {
    "ticket": "INSERT INTO ticket (id, title, description, category, priority, status, assignee, created_at,"
    " resolved_at) OVERRIDING SYSTEM VALUE VALUES (:number, 't', 'd', :category, CAST(:priority AS ticket_priority),"
    " CAST(:status AS ticket_status), :assignee, :created, :resolved)",
    "event": "INSERT INTO ticket_event (ticket_id, at, actor, kind, field, old_value, new_value)"
    " VALUES (:number, :at, 'a', 'changed', 'status', :old, :new)",
    "suggestion": "INSERT INTO suggestion (ticket_id, created_at, source, model, latency_ms, category,"
    " category_confidence, category_chosen, category_touched, priority, priority_confidence, priority_chosen,"
    " priority_touched) VALUES (:number, :at, :source, 'm', 1, :said_category, 0.5, :category, false,"
    " CAST(:said_priority AS ticket_priority), 0.5, CAST(:priority AS ticket_priority), false)",
}


def fits(life: Life, wanted: TicketFilter, zone: ZoneInfo) -> bool:
    """Whether the filter chooses the ticket."""
    return (
        of_kind(life, wanted, zone)
        and within(life.created, wanted.created_after, wanted.created_before, zone)
        and resolved_when(life, wanted, zone)
        and happened_to(life, wanted, zone)
        and (not (wanted.source or wanted.suggestion) or any(asked_for(shown, life, wanted) for shown in life.shown))
    )


def of_kind(life: Life, wanted: TicketFilter, zone: ZoneInfo) -> bool:
    local = life.created.astimezone(zone)
    kinds: list[tuple[Sequence[Any], Any]] = [
        (wanted.category, life.category),
        (wanted.priority, life.priority),
        (wanted.status, life.status),
        (wanted.assignee, life.assignee or "nobody"),
        (wanted.weekday, local.isoweekday()),
        (wanted.hour, local.hour),
    ]
    return all(not values or value in values for values, value in kinds)


def resolved_when(life: Life, wanted: TicketFilter, zone: ZoneInfo) -> bool:
    """Whether it is resolved since when the filter says, if it does."""
    period = wanted.resolved_after, wanted.resolved_before
    return period == (None, None) or (life.resolved is not None and within(life.resolved, *period, zone))


def happened_to(life: Life, wanted: TicketFilter, zone: ZoneInfo) -> bool:
    """Whether what the filter asks for is in its history."""
    period = wanted.event_after, wanted.event_before
    events = [at for event, at in life.events if not wanted.event or event in wanted.event]
    return (not wanted.event and period == (None, None)) or any(within(at, *period, zone) for at in events)


def asked_for(shown: Shown, life: Life, wanted: TicketFilter) -> bool:
    """Whether the filter chooses this suggestion."""
    return (not wanted.source or (shown.source in wanted.source and outcome(shown, life) is not None)) and (
        not wanted.suggestion or any(outcome(shown, life) == value for value in wanted.suggestion)
    )


def outcome(shown: Shown, life: Life) -> str | None:
    """Whether all of it was chosen; None where it said nothing."""
    said = [(shown.category, life.category), (shown.priority, life.priority)]
    known = [suggested == chosen for suggested, chosen in said if suggested is not None]
    return None if not known else "kept" if all(known) else "changed"


def within(moment: datetime, after: Any, before: Any, zone: ZoneInfo) -> bool:
    """Whether it lies in whole days of the zone; datetimes are exact."""
    day = moment.astimezone(zone).date()

    def reached(limit: date | datetime | None, *, end: bool) -> bool:
        if limit is None:
            return True
        if isinstance(limit, datetime):
            return moment < limit if end else moment >= limit
        return day <= limit if end else day >= limit

    return reached(after, end=False) and reached(before, end=True)


def age(days: int) -> str:
    return AGES[sum(days >= step for step in (1, 3, 7, 28))]


def as_dict(frame: pd.DataFrame) -> dict[Any, int]:
    """The last column by the others."""
    *keys, values = frame.columns
    index = frame[keys[0]] if len(keys) == 1 else zip(*(frame[key] for key in keys), strict=True)
    return dict(zip(index, frame[values], strict=True))


def days_of(frame: pd.DataFrame) -> list[date]:
    return [moment.date() for moment in frame["day"]]
