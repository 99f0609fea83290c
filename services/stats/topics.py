"""Topics of a period: how many tickets each has, against another period, and which rise or fall for certain.

A topic rises when its share of the tickets does, by Fisher's exact test with the false discovery rate held over all
topics, as rising words do; it falls by the same test the other way round. Worlds in which nothing changes make no
topic rise or fall (tests/services/stats/test_topics.py). Only tickets whose topic is decided count, which new ones are
within a minute.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, Select, column, func, literal, select, text, true, values
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP
from sqlalchemy.orm import Session

from db.engine import transaction
from db.tables.tickets import Ticket
from db.tables.topics import TicketTopic, Topic, TopicState
from services import reporting
from services.filters.clauses import period_clauses
from services.filters.ticket_filter import TicketFilter
from services.filters.topics import name_of
from services.rollups.source import source_parameters
from services.stats.anomalies.rising_words import significant_rises
from services.stats.query import OverviewQuery
from services.stats.significance import PART_MIN

SHOWN = 8
MOVED_MOST = 3  # rising ones that are shown before others, and falling ones
BARS = 31  # of a course at most
EXAMPLES, TITLES = 2, 8  # titles that differ, of so many tickets
COUNT_MIN = 5  # tickets of a topic, where it rises now, where it falls before
TIMES_MIN = 1.25  # a share has to be as many times the other

Moved = Literal["rising", "falling", ""]


@dataclass(frozen=True, slots=True)
class TopicNumbers:
    """One topic: ``count`` tickets of the period, ``before`` of what it is compared with (None: nothing).

    ``course``: its tickets in equal parts of the period, of which the last may be shorter. ``examples``: ID and title
    of its newest tickets. ``tickets`` lets through exactly the ``count`` tickets.
    """

    id: int
    name: str
    words: tuple[str, ...]
    count: int
    before: int | None
    moved: Moved
    course: tuple[int, ...]
    examples: tuple[tuple[int, str], ...]
    tickets: TicketFilter


@dataclass(frozen=True, slots=True)
class TopicsOfPeriod:
    """The topics that are shown, those that rise or fall first; ``others``: more that have tickets in the period.

    ``looked_at``: when topics were last looked for, None: never; ``read``: among how many tickets; ``known``: how many
    topics there are. ``days``: of a part of a course.
    """

    rows: tuple[TopicNumbers, ...] = ()
    others: int = 0
    looked_at: datetime | None = None
    read: int = 0
    known: int = 0
    days: int = 1


def topics_of_period(
    current: TicketFilter, first: date, last: date, other: TicketFilter | None, *, compares: bool = True
) -> TopicsOfPeriod:
    """Count the topics of the tickets of a filter from ``first`` to ``last``, and of ``other`` ones beside.

    ``compares`` False: of the two neither is the one that changed, so nothing rises or falls. Five statements.
    """
    wanted = replace(current, topic=())
    zone = reporting.time_zone()
    days = -(-((last - first).days + 1) // BARS)
    with transaction(plan_each=True, reads=True) as session:
        state = session.scalar(select(TopicState))
        topics = {row.id: row for row in session.execute(select(Topic.id, Topic.name, Topic.words))}
        if state is None or not topics:
            return TopicsOfPeriod(looked_at=state and state.looked_at, read=state.read if state else 0)
        courses = _courses(session, wanted, zone, first, last, days)
        before = None if other is None else _counts(session, replace(other, topic=()), zone.key)
        now = {topic: sum(course.values()) for topic, course in courses.items()}
        moved = moved_topics(now, before) if before is not None and compares else {}
        ids = _chosen(now, moved, current.topic)
        examples = _examples(session, wanted, zone.key, ids)
    parts = -(-((last - first).days + 1) // days)
    rows = tuple(
        TopicNumbers(
            id=topic,
            name=name_of(topics[topic].name, topics[topic].words),
            words=tuple(topics[topic].words),
            count=now.get(topic, 0),
            before=None if before is None else before.get(topic, 0),
            moved=moved.get(topic, ""),
            course=tuple(courses.get(topic, {}).get(part, 0) for part in range(parts)),
            examples=examples.get(topic, ()),
            tickets=replace(wanted, topic=(str(topic),)),
        )
        for topic in ids
        if topic in topics
    )
    others = sum(number > 0 for topic, number in now.items() if topic is not None and topic not in ids)
    return TopicsOfPeriod(rows, others, state.looked_at, state.read, len(topics), days)


def count_topics(current: TicketFilter) -> TopicsOfPeriod:
    """Count every topic among the tickets of a filter, and in the period before where the filter has a period.

    Without courses and examples. Three or four statements.
    """
    wanted, zone = replace(current, topic=()), reporting.time_zone().key
    query = OverviewQuery(wanted, zone, reporting.today(), source_parameters(wanted))
    with transaction(plan_each=True, reads=True) as session:
        state = session.scalar(select(TopicState))
        topics = session.execute(select(Topic.id, Topic.name, Topic.words)).all()
        now = _counts(session, wanted, zone)
        before = None
        if query.previous_period is not None:
            first, last = query.previous_period
            before = _counts(session, replace(wanted, created_after=first, created_before=last), zone)
    moved = {} if before is None else moved_topics(now, before)
    rows = [
        TopicNumbers(
            id=topic.id,
            name=name_of(topic.name, topic.words),
            words=tuple(topic.words),
            count=now.get(topic.id, 0),
            before=None if before is None else before.get(topic.id, 0),
            moved=moved.get(topic.id, ""),
            course=(),
            examples=(),
            tickets=replace(wanted, topic=(str(topic.id),)),
        )
        for topic in topics
    ]
    rows.sort(key=lambda row: (-row.count, row.id))
    return TopicsOfPeriod(tuple(rows), 0, state and state.looked_at, state.read if state else 0, len(rows))


def _chosen(now: Mapping[int | None, int], moved: Mapping[int, Moved], asked: Sequence[str]) -> list[int]:
    """The topics to show: those that are filtered by, those that moved, and the largest."""
    by_size = sorted(
        (topic for topic, n in now.items() if topic is not None and n), key=lambda topic: (-now[topic], topic)
    )
    rising, falling = ([topic for topic, way in moved.items() if way == one] for one in ("rising", "falling"))
    filtered = [topic for topic in by_size if str(topic) in asked]
    return list(dict.fromkeys([*filtered, *rising[:MOVED_MOST], *falling[:MOVED_MOST], *by_size]))[:SHOWN]


def moved_topics(now: Mapping[int | None, int], before: Mapping[int | None, int]) -> dict[int, Moved]:
    """The topics that rise and those that fall for certain, the surest first; None counts tickets of no topic."""
    totals = sum(now.values()), sum(before.values())
    if min(totals) < PART_MIN:
        return {}
    topics = sorted({*now, *before} - {None}, key=lambda topic: topic or 0)
    counted = [(topic, now.get(topic, 0), before.get(topic, 0)) for topic in topics if topic is not None]
    looked_at = [one for one in counted if one[1] + one[2] >= COUNT_MIN]
    moved: dict[int, Moved] = {}
    for way, here, there, of in (("rising", 1, 2, totals), ("falling", 2, 1, totals[::-1])):
        for place in significant_rises(
            [one[here] for one in looked_at], [one[there] for one in looked_at], (of[0], of[1]), max(1, len(looked_at))
        ):
            one = looked_at[place]
            share, other = one[here] / of[0], one[there] / of[1]
            if one[here] >= COUNT_MIN and one[here] > one[there] and share >= TIMES_MIN * other:
                moved[one[0]] = "rising" if way == "rising" else "falling"
    return moved


def _counts(session: Session, wanted: TicketFilter, zone: str) -> dict[int | None, int]:
    rows = session.execute(_decided(wanted, zone, session, TicketTopic.topic_id).group_by(TicketTopic.topic_id))
    return {row[0]: row.n for row in rows}


def _courses(
    session: Session, wanted: TicketFilter, zone: ZoneInfo, first: date, last: date, days: int
) -> dict[int | None, dict[int, int]]:
    """By topic (None: of none) and part of the period: by when each part ends, which is quicker than days."""
    ends = [first + timedelta(days=number) for number in range(days, (last - first).days + days + 1, days)]
    bounds = literal([datetime.combine(day, time(), zone) for day in ends], ARRAY(TIMESTAMP(timezone=True)))
    part: Any = func.width_bucket(TicketTopic.created_at, bounds).label("part")
    counted = _decided(wanted, zone.key, session, TicketTopic.topic_id, part).group_by(text("1, 2"))
    courses: dict[int | None, dict[int, int]] = {}
    for row in session.execute(counted):
        courses.setdefault(row.topic_id, {})[row.part] = row.n
    return courses


def _decided(wanted: TicketFilter, zone: str, session: Session, *by: Any) -> Select[Any]:
    """Counts of decided tickets: of their topics alone where the filter asks for nothing but a period."""
    period = period_clauses(TicketTopic.created_at, wanted.created_after, wanted.created_before, zone)
    counted = select(*by, func.count().label("n")).select_from(TicketTopic).where(*period)
    if not {*wanted.active()} - {"created_after", "created_before"}:
        return counted
    return counted.join(Ticket, Ticket.id == TicketTopic.ticket_id).where(*wanted.clauses(zone, session))


def _examples(
    session: Session, wanted: TicketFilter, zone: str, ids: Sequence[int]
) -> dict[int, tuple[tuple[int, str], ...]]:
    """The newest tickets of each topic whose titles differ."""
    if not ids:
        return {}
    shown = values(column("id", BigInteger), name="shown").data([(topic,) for topic in ids])
    newest = (
        select(Ticket.id.label("ticket"), Ticket.title)
        .join(TicketTopic, TicketTopic.ticket_id == Ticket.id)
        .where(
            TicketTopic.topic_id == shown.c.id,
            *period_clauses(TicketTopic.created_at, wanted.created_after, wanted.created_before, zone),
            *wanted.clauses(zone, session),
        )
        .order_by(TicketTopic.created_at.desc(), TicketTopic.ticket_id.desc())
        .limit(TITLES)
        .lateral("newest")
    )
    counts: dict[int, dict[str, int]] = {}
    for topic, ticket, title in session.execute(
        select(shown.c.id, newest.c.ticket, newest.c.title).join(newest, true())
    ):
        counts.setdefault(topic, {}).setdefault(title, ticket)
    return {
        topic: tuple((ticket, title) for title, ticket in list(titles.items())[:EXAMPLES])
        for topic, titles in counts.items()
    }
