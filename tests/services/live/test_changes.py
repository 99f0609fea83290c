"""The version of all tickets, who is called after changes, and what subscriptions do where the database is away."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import aclosing

import pytest
from sqlalchemy import text

from db.engine import engine, transaction
from db.errors import DatabaseAway
from services.errors import TooManyListeners
from services.live import changes
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")

INSERT = "INSERT INTO ticket (title, description, category, priority) VALUES ('t', 'd', 'billing', 'low')"
EVENTS = "SELECT id FROM ticket_event ORDER BY id"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LOOK_SECONDS", 0.01)
    monkeypatch.setattr(changes, "QUIET_SECONDS", 0.01)


def forget_event(place: int) -> None:
    """Remove the event at this place in the order of their ids."""
    with transaction() as session:
        ids = session.scalars(text(EVENTS)).all()
        session.execute(text("DELETE FROM ticket_event WHERE id = :id"), {"id": ids[place]})


def test_a_change_that_took_its_number_earlier_and_commits_later_is_told() -> None:
    with engine().connect() as slow:
        slow.execute(text(INSERT))
        filed()
        before = changes.current_version()
        slow.commit()
    assert changes.current_version() != before


@pytest.mark.parametrize(("place", "noticed"), [(0, False), (1, True), (2, True)])
def test_only_the_newest_events_are_looked_at(place: int, noticed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    assert changes.current_version() == 0
    monkeypatch.setattr(changes, "NEWEST", 2)
    for _ in range(3):
        filed()
    before = changes.current_version()
    forget_event(place)
    assert (changes.current_version() != before) is noticed


def test_everybody_who_waits_is_called_until_they_leave() -> None:
    called: list[str] = []

    def first() -> None:
        called.append("first")

    with changes.on_change(first):
        with changes.on_change(first), changes.on_change(lambda: called.append("second")):
            changes.notify()
        changes.notify()
    changes.notify()
    assert called == ["first", "first", "second", "first"]


def answers(*given: int | Exception) -> Callable[[], int]:
    """A look at the database that gives these answers, the last of them from then on."""
    waiting = list(given)

    def version() -> int:
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    return version


async def told(count: int) -> list[int | None]:
    """The first that a new subscription says."""
    versions = changes.subscribe()
    async with aclosing(versions):  # type: ignore[type-var]
        return [await anext(versions) for _ in range(count)]


AWAY = DatabaseAway()


def test_an_outage_delays_news_and_is_logged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    logged: list[str] = []
    monkeypatch.setattr(changes.log, "warning", lambda event, **_: logged.append(event))
    monkeypatch.setattr(changes, "current_version", answers(1, 1, AWAY, AWAY, 2, AWAY, 3))
    assert asyncio.run(told(3)) == [1, 2, 3]
    assert logged == ["cannot_look_for_changes"] * 2


def test_a_first_look_that_fails_is_raised_and_gives_the_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LISTENERS_MAX", 1)
    monkeypatch.setattr(changes, "current_version", answers(AWAY, 1))

    async def again() -> list[int | None]:
        with pytest.raises(DatabaseAway):
            await told(1)
        return await told(1)

    assert asyncio.run(again()) == [1]


@pytest.mark.parametrize("most", [1, 2])
def test_one_more_than_may_listen_is_refused_before_anything_comes(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LISTENERS_MAX", most)

    async def listen() -> None:
        streams = [changes.subscribe() for _ in range(most + 1)]
        for stream in streams[:most]:
            assert await anext(stream) == 0
        with pytest.raises(TooManyListeners):
            await anext(streams[most])

    asyncio.run(listen())


def test_who_comes_after_the_end_hears_nothing() -> None:
    async def late() -> tuple[list[int | None], object]:
        first = changes.subscribe()
        await anext(first)
        changes.end_subscriptions()
        feed = changes._feed
        assert feed is not None
        return [version for stream in (first, changes.subscribe()) async for version in stream], feed._watch

    assert asyncio.run(late()) == ([], None)
