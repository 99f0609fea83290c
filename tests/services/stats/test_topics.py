"""Topics of a period: recounted in plain Python, each with exactly its tickets, and silent where nothing moved."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from sqlalchemy import text

from db.engine import transaction
from services import reporting
from services.filters.ticket_filter import TicketFilter
from services.listing import counting
from services.stats import topics as stats
from services.stats.topics import count_topics, topics_of_period
from services.topics.deciding import decide_new_tickets
from tests.services.stats.support import set_zone
from tests.services.topics.support import made_topics

WORDS = ("printer", "card", "rate", "")
CATEGORIES = ("billing", "technical")
Row = tuple[str, str, datetime]  # word, category, created


def filed(number: int, seed: int) -> list[Row]:
    """Random tickets of the last sixty days, in the database."""
    chance = random.Random(seed)
    now = datetime.now(UTC).replace(microsecond=0)
    rows = [
        (chance.choice(WORDS), chance.choice(CATEGORIES), now - timedelta(minutes=chance.randrange(60 * 24 * 60)))
        for _ in range(number)
    ]
    insert = (
        "INSERT INTO ticket (title, description, category, priority, created_at)"
        " VALUES (:title, 'It smokes', :category, 'high', :at)"
    )
    with transaction() as session:
        session.execute(
            text(insert), [{"title": word or "Else", "category": kind, "at": at} for word, kind, at in rows]
        )
    return rows


def recounted(rows: list[Row], first: date, last: date, zone: ZoneInfo, category: str | None) -> Counter[str]:
    return Counter(
        word for word, kind, at in rows if first <= at.astimezone(zone).date() <= last and category in (None, kind)
    )


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("zone", ["UTC", "America/St_Johns"])
@pytest.mark.parametrize("category", [None, "billing"])
def test_the_numbers_are_those_of_a_recount_and_list_exactly_their_tickets(zone: str, category: str | None) -> None:
    set_zone(zone)
    ids = dict(zip(made_topics(*WORDS[:3]), WORDS[:3], strict=True))
    rows = filed(300, seed=7)
    decide_new_tickets()
    last = reporting.today()
    first = last - timedelta(days=24)
    before = (first - timedelta(days=25), first - timedelta(days=1))
    current = TicketFilter(created_after=first, created_before=last, category=(category,) if category else ())
    other = replace(current, created_after=before[0], created_before=before[1])
    found = topics_of_period(replace(current, topic=(str(min(ids)),)), first, last, other)
    now = recounted(rows, first, last, ZoneInfo(zone), category)
    then = recounted(rows, *before, ZoneInfo(zone), category)
    assert {ids[row.id]: (row.count, row.before) for row in found.rows} == {
        word: (now[word], then[word]) for word in WORDS[:3]
    }
    assert found.rows[0].id == min(ids)
    for row in found.rows:
        assert counting.count(row.tickets) == (row.count, True)
        days = Counter(
            (at.astimezone(ZoneInfo(zone)).date() - first).days
            for word, kind, at in rows
            if word == ids[row.id] and category in (None, kind)
        )
        assert row.course == tuple(days[day] for day in range(25))
        assert len(row.examples) == 1  # all have one title
    listed = count_topics(current)
    assert {ids[row.id]: (row.count, row.before) for row in listed.rows} == {
        word: (now[word], then[word]) for word in WORDS[:3]
    }


@pytest.mark.usefixtures("database")
def test_without_a_look_or_a_topic_there_is_nothing_and_all_time_compares_with_nothing() -> None:
    today = reporting.today()
    none = topics_of_period(TicketFilter(), today, today, None)
    assert (none.rows, none.looked_at, none.known) == ((), None, 0)
    assert count_topics(TicketFilter()).rows == ()
    (printer,) = made_topics("printer")
    filed(80, seed=3)
    decide_new_tickets()
    found = topics_of_period(TicketFilter(), today - timedelta(days=99), today, None)
    assert [(row.id, row.before, row.moved) for row in found.rows] == [(printer, None, "")]
    assert (sum(found.rows[0].course), len(found.rows[0].course), found.days) == (found.rows[0].count, 25, 4)


def world(rates: np.ndarray, seed: int) -> dict[int | None, int]:
    counts = np.random.default_rng(seed).poisson(rates)
    return {topic or None: int(number) for topic, number in enumerate(counts)}


@pytest.mark.parametrize("tickets", [60, 600, 20_000])
def test_calm_worlds_claim_nothing(tickets: int) -> None:
    rates = np.array([0.4, *[0.6 / 30] * 30]) * tickets
    claims = [stats.moved_topics(world(rates, seed), world(rates, seed + 1_000)) for seed in range(150)]
    assert sum(map(bool, claims)) <= 3


@pytest.mark.parametrize("grown", [0.5, 1.0, 2.0])
def test_what_moved_is_said_whatever_the_whole_did(grown: float) -> None:
    before = {None: 1_000, 1: 40, 2: 40, 3: 200}
    now = {None: round(1_000 * grown), 1: round(160 * grown), 2: round(8 * grown), 3: round(200 * grown)}
    assert stats.moved_topics(now, before) == {1: "rising", 2: "falling"}


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({None: 10, 1: 9}, {None: 10}),  # too few tickets in all
        ({None: 1_000, 1: 4}, {None: 1_000}),  # of the topic
        ({None: 50_000, 1: 11_000}, {None: 50_000, 1: 10_000}),  # certain, and too little to tell
        ({None: 100, 1: 50}, {None: 1_000, 1: 50}),  # its share alone
        ({}, {}),
    ],
)
def test_what_is_not_told(now: dict[int | None, int], before: dict[int | None, int]) -> None:
    assert stats.moved_topics(now, before) == {}
