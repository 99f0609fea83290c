"""Sample tickets: texts that can be filed, in once, and out without a trace."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import event, text

from db.engine import engine, transaction
from services import stats, taxonomy
from services.sample import calendar
from services.sample.sample_tickets import load_sample, remove_sample, texts
from services.seed.categories import SEED_CATEGORIES
from services.tickets import editing
from services.tickets.schemas import NewTicket
from tests.services.sample.support import NOON, invented

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

DONE = ("resolved", "closed")


def rows(sql: str) -> list[tuple[Any, ...]]:
    with transaction() as session:
        return [tuple(row) for row in session.execute(text(sql))]


ALL_ROWS = {
    "ticket": "SELECT {} FROM ticket ORDER BY external_id".format(
        "external_id, title, description, category, category_set_by, priority, priority_set_by, status, created_at,"
        " updated_at, resolved_at, requester, assignee, version"
    ),
    "event": "SELECT at, actor, kind, field, old_value, new_value, set_by FROM ticket_event ORDER BY id",
    "suggestion": "SELECT created_at, source, model, latency_ms, rationale, category, category_confidence,"
    " category_chosen, category_touched, priority, priority_confidence, priority_chosen, priority_touched"
    " FROM suggestion ORDER BY id",
}


def test_there_are_about_600_and_none_twice() -> None:
    assert 590 <= len(texts()) <= 620
    assert len({row["external_id"] for row in texts()}) == len(texts())
    assert len({row["description"].casefold() for row in texts()}) == len(texts())


def test_each_is_a_ticket_that_can_be_filed_as_it_stands() -> None:
    for row in texts():
        new = NewTicket(
            title=row["title"], description=row["description"], category=row["category"], priority=row["priority"]
        )
        assert (new.title, new.description) == (row["title"], row["description"])


def test_every_category_and_priority_has_many() -> None:
    assert set(SEED_CATEGORIES) == {row["category"] for row in texts()}
    assert min(Counter(row["category"] for row in texts()).values()) > 100
    counts = Counter(row["priority"] for row in texts())
    assert counts["medium"] > counts["low"] > counts["high"] > counts["critical"] > 20


def test_several_languages_and_both_sources() -> None:
    languages = Counter(row["language"] for row in texts())
    assert languages["en"] > 0.8 * len(texts())
    assert {"de", "fr", "es", "it", "pl", "pt", "ja", "ar"} <= set(languages)
    assert {row["source"].split("#")[0] for row in texts()} == {"banking77", "written"}
    share = sum(row["source"].startswith("banking77#") for row in texts()) / len(texts())
    assert 0.55 < share < 0.65


def test_what_is_stored_is_what_was_invented() -> None:
    assert load_sample(now=NOON) == len(texts())
    stored = rows(ALL_ROWS["ticket"])
    expected = sorted(invented(), key=lambda ticket: ticket.text["external_id"])
    for row, ticket in zip(stored, expected, strict=True):
        result = ticket.outcome
        assert row == (
            *(ticket.text[name] for name in ("external_id", "title", "description")),
            *(result.values[name] for name in ("category", "category_set_by", "priority", "priority_set_by")),
            result.values["status"], ticket.filed.at, result.updated_at, result.resolved_at,
            ticket.filed.requester, result.values["assignee"], result.version,
        )  # fmt: skip
    assert len(rows(ALL_ROWS["event"])) == sum(len(ticket.outcome.events) for ticket in invented())


def test_resolved_means_a_time_of_resolution() -> None:
    load_sample()
    for status, created, resolved in rows("SELECT status, created_at, resolved_at FROM ticket"):
        assert (resolved is not None) == (status in DONE)
        assert resolved is None or created <= resolved <= datetime.now(UTC)


def test_the_newest_ticket_has_the_highest_id_and_events_stand_in_the_order_of_time() -> None:
    load_sample(now=NOON)
    assert rows("SELECT id FROM ticket ORDER BY id") == rows("SELECT id FROM ticket ORDER BY created_at, id")
    assert rows("SELECT id FROM ticket_event ORDER BY id") == rows("SELECT id FROM ticket_event ORDER BY at, id")


def test_the_history_of_one_ticket_reads_like_one() -> None:
    load_sample(now=NOON)
    ((number,),) = rows("SELECT max(id) FROM ticket WHERE status = 'closed'")
    events = editing.history(number)
    assert [event.kind for event in events] == ["created", *["changed"] * (len(events) - 1)]
    assert [e.new_value for e in events if e.field == "status"][-3:] == ["in_progress", "resolved", "closed"]


def test_every_ticket_has_its_suggestion() -> None:
    load_sample(now=NOON)
    assert rows(
        "SELECT count(*), count(DISTINCT ticket_id), bool_and(s.created_at = t.created_at), min(source)"
        " FROM suggestion AS s JOIN ticket AS t ON t.id = ticket_id"
    ) == [(len(texts()), len(texts()), True, "keywords")]
    ((category, priority),) = rows(
        "SELECT avg((category = category_chosen)::int), avg((priority = priority_chosen)::int) FROM suggestion"
    )
    assert 0.6 < category < 0.98 > priority > 0.6


def test_the_same_moment_stores_the_same_rows() -> None:
    load_sample(now=NOON)
    first = {name: rows(sql) for name, sql in ALL_ROWS.items()}
    remove_sample()
    load_sample(now=NOON)
    assert {name: rows(sql) for name, sql in ALL_ROWS.items()} == first


def test_headline_numbers_are_plausible() -> None:
    load_sample()
    headline = stats.headline()
    assert headline.total_tickets == len(texts()) == sum(headline.priority_breakdown.values())
    assert min(headline.category_breakdown.values()) > 100
    assert 10 < headline.open_tickets < headline.unresolved_tickets < 120
    assert headline.created_today >= calendar.FILED_TODAY
    assert 3 < headline.avg_tickets_per_day < 6


def test_office_hours_are_those_of_the_reporting_time_zone() -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = 'Asia/Tokyo' WHERE key = 'reporting_time_zone'"))
    load_sample(now=NOON)
    ((share,),) = rows(
        "SELECT avg((extract(hour FROM created_at AT TIME ZONE 'Asia/Tokyo') BETWEEN 8 AND 17)::int) FROM ticket"
    )
    assert share > 0.8


def test_loading_twice_adds_nothing() -> None:
    load_sample(now=NOON)
    before = {name: rows(sql) for name, sql in ALL_ROWS.items()}
    assert load_sample() == 0
    assert {name: rows(sql) for name, sql in ALL_ROWS.items()} == before


def test_two_who_load_at_once_load_it_once() -> None:
    with ThreadPoolExecutor(2) as threads:
        loads = [threads.submit(load_sample, now=NOON) for _ in range(2)]
    assert sorted(load.result() for load in loads) == [0, len(texts())]


def test_the_number_of_statements_does_not_grow_with_the_tickets() -> None:
    statements: list[str] = []
    taxonomy.categories()  # into its cache
    listening = event.listens_for(engine(), "before_cursor_execute")
    listener = listening(lambda *given: statements.append(given[2]))
    load_sample(now=NOON)
    event.remove(engine(), "before_cursor_execute", listener)
    assert 0 < len(statements) < 10


def test_what_is_missing_comes_back_and_the_rest_stays_as_it_is() -> None:
    load_sample(now=NOON)
    with transaction(actor="Lead") as session:
        session.execute(text("UPDATE ticket SET title = 'Changed' WHERE external_id = 'sample-001'"))
        session.execute(text("DELETE FROM ticket WHERE external_id IN ('sample-002', 'sample-003')"))
    assert load_sample(now=NOON) == 2
    assert rows("SELECT count(*), count(DISTINCT external_id) FROM ticket") == [(len(texts()), len(texts()))]
    assert rows("SELECT title FROM ticket WHERE external_id = 'sample-001'") == [("Changed",)]
    assert rows("SELECT count(*) FROM ticket_event WHERE actor = 'Lead'") == [(3,)]


def test_removal_takes_the_sample_and_nothing_else() -> None:
    own = editing.create(
        NewTicket(title="Ours", description="d", category="billing", priority="low", external_id="sample-ours"),
        shown=invented()[0].suggestion,
    ).ticket
    binned = editing.create(NewTicket(title="Binned", description="d", category="billing", priority="low")).ticket
    editing.delete_ticket(binned.id)
    load_sample(now=NOON)
    ((one,), (other,)) = rows("SELECT id FROM ticket WHERE external_id IN ('sample-001', 'sample-002')")
    editing.delete_ticket(one)
    editing.delete_ticket(other)
    editing.restore(other)
    assert remove_sample() == len(texts()) - 1
    assert rows("SELECT id, title, version FROM ticket") == [(own.id, "Ours", 1)]
    assert rows("SELECT id FROM ticket_trash") == [(binned.id,)]
    assert rows("SELECT ticket_id, kind FROM ticket_event ORDER BY id") == [
        (own.id, "created"), (binned.id, "created"), (binned.id, "deleted"),
    ]  # fmt: skip
    assert rows("SELECT ticket_id FROM suggestion") == [(own.id,)]
    assert remove_sample() == 0


def test_it_can_be_loaded_again_after_its_removal() -> None:
    load_sample(now=NOON)
    remove_sample()
    assert load_sample(now=NOON) == len(texts())


def test_a_failure_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.sample.sample_tickets.SUGGESTION_COLUMNS", ("no_such_column",))
    with pytest.raises(Exception, match="no_such_column"):
        load_sample(now=NOON)
    assert rows("SELECT id FROM ticket") == rows("SELECT id FROM ticket_event") == []
