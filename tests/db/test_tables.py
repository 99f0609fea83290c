"""The rules of the schema, tested by going round the application with SQL."""

from __future__ import annotations

import re
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Enum, inspect, text
from sqlalchemy.exc import DBAPIError

from db.engine import engine, transaction
from db.tables.rollups import stat_delta

pytestmark = pytest.mark.usefixtures("database")

GOOD = {"title": "'Printer'", "description": "'It smokes'", "category": "'technical'", "priority": "'high'"}


def run(sql: str, **parameters: Any) -> list[tuple[Any, ...]]:
    with transaction(actor="tester") as session:
        result = session.execute(text(sql), parameters)
        return [tuple(row) for row in result] if result.returns_rows else []  # type: ignore[attr-defined]


def insert(**columns: str) -> int:
    """Insert a ticket by SQL, columns as SQL expressions; returns its id."""
    row = GOOD | columns
    names, values = ", ".join(row), ", ".join(row.values())
    return int(run(f"INSERT INTO ticket ({names}) VALUES ({values}) RETURNING id")[0][0])


def ticket(ticket_id: int) -> dict[str, Any]:
    with transaction() as session:
        return dict(session.execute(text("SELECT * FROM ticket WHERE id = :id"), {"id": ticket_id}).mappings().one())


def events(ticket_id: int) -> list[tuple[Any, ...]]:
    return run(
        "SELECT kind, field, old_value, new_value, actor, set_by FROM ticket_event WHERE ticket_id = :id ORDER BY id",
        id=ticket_id,
    )


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"title": "''"}, "ticket_title_given"),
        ({"title": "E' \\t '"}, "ticket_title_given"),
        ({"title": "E'\\u00a0\\u200b\\u3000'"}, "ticket_title_given"),
        ({"title": "E'two\\nlines'"}, "ticket_title_one_line"),
        ({"title": "repeat('x', 201)"}, "character varying(200)"),
        ({"title": "NULL"}, "not-null"),
        ({"description": "E'\\n \\ufeff'"}, "ticket_description_given"),
        ({"description": "repeat('x', 20001)"}, "ticket_description_length"),
        ({"category": "'sales'"}, "ticket_category_fkey"),
        ({"priority": "'urgent'"}, "invalid input value for enum"),
        ({"status": "'done'"}, "invalid input value for enum"),
        ({"category_set_by": "'nobody'"}, "invalid input value for enum"),
        ({"requester": "' '"}, "ticket_requester_form"),
        ({"assignee": "repeat('x', 201)"}, "ticket_assignee_form"),
        ({"external_id": "''"}, "ticket_external_id_form"),
        ({"version": "0"}, "ticket_version_positive"),
        ({"resolved_at": "now()"}, "ticket_resolved_with_status"),
        ({"status": "'closed'", "resolved_at": "now() - interval '1 day'"}, "ticket_resolved_after_created"),
        ({"created_at": "'-infinity'"}, "ticket_times_finite"),
        ({"id": "7"}, "GENERATED ALWAYS"),
    ],
)
def test_a_bad_ticket_is_refused(columns: dict[str, str], constraint: str) -> None:
    with pytest.raises(DBAPIError, match=constraint.replace("(", r"\(").replace(")", r"\)")):
        insert(**columns)
    assert run("SELECT count(*) FROM ticket") == [(0,)]


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("INSERT INTO category (key, label) VALUES ('Big', 'x')", "category_key_form"),
        ("INSERT INTO category (key, label) VALUES ('big', ' ')", "category_label_given"),
        ("INSERT INTO category (key, label) VALUES ('billing', 'x')", "category_pkey"),
        ("INSERT INTO category (key, label, keywords) VALUES ('x', 'x', ARRAY[NULL])", "category_keywords_bounded"),
        ("UPDATE category SET key = 'money' WHERE key = 'billing'", "never changes"),
        ("UPDATE setting SET value = 'Mars/Base' WHERE key = 'reporting_time_zone'", "setting_known_time_zone"),
        ("UPDATE setting SET value = 'CET+1' WHERE key = 'reporting_time_zone'", "setting_known_time_zone"),
        (
            "INSERT INTO suggestion (ticket_id, source, model, latency_ms, category_confidence, category_chosen,"
            " category_touched, priority_confidence, priority_chosen, priority_touched)"
            " VALUES (1, 'oracle', 'x', 1, 0, 'billing', true, 0, 'low', true)",
            "suggestion_source_known",
        ),
        (
            "INSERT INTO suggestion (ticket_id, source, model, latency_ms, category_confidence, category_chosen,"
            " category_touched, priority_confidence, priority_chosen, priority_touched)"
            " VALUES (1, 'keywords', 'x', 1, 1.5, 'billing', true, 0, 'low', true)",
            "suggestion_category_confidence",
        ),
        (
            "INSERT INTO ticket_event (ticket_id, actor, kind) VALUES (1, 'x', 'changed')",
            "ticket_event_field_of_change",
        ),
    ],
)
def test_a_bad_row_elsewhere_is_refused(sql: str, constraint: str) -> None:
    with pytest.raises(DBAPIError, match=constraint):
        run(sql)


@pytest.mark.parametrize("column", ["external_id", "submission_key"])
def test_identities_are_unique(column: str) -> None:
    value = {"external_id": "'A-1'", "submission_key": "'00000000-0000-0000-0000-000000000001'"}[column]
    insert(**{column: value})
    with pytest.raises(DBAPIError, match=f"ticket_{column}_unique"):
        insert(**{column: value})


def test_a_category_with_tickets_cannot_be_deleted() -> None:
    insert()
    with pytest.raises(DBAPIError, match="ticket_category_fkey"):
        run("DELETE FROM category WHERE key = 'technical'")


@pytest.mark.parametrize("column", ["id = DEFAULT", "created_at = created_at - interval '1 hour'"])
def test_identity_and_birth_never_change(column: str) -> None:
    ticket_id = insert()
    with pytest.raises(DBAPIError, match="never change"):
        run(f"UPDATE ticket SET {column} WHERE id = :id", id=ticket_id)


def test_every_change_raises_the_version_and_the_time() -> None:
    ticket_id = insert()
    before = ticket(ticket_id)
    run("UPDATE ticket SET title = 'New', version = 99 WHERE id = :id", id=ticket_id)
    after = ticket(ticket_id)
    assert (before["version"], after["version"]) == (1, 2)
    assert after["updated_at"] > before["updated_at"]


def test_resolved_at_follows_the_status() -> None:
    ticket_id = insert()
    seen = []
    for status in ("resolved", "closed", "in_progress", "closed", "open"):
        run("UPDATE ticket SET status = CAST(:status AS ticket_status) WHERE id = :id", status=status, id=ticket_id)
        seen.append(ticket(ticket_id)["resolved_at"])
    first, kept, reopened, again, open_again = seen
    assert first is not None
    assert kept == first
    assert reopened is None
    assert open_again is None
    assert again > first


def test_a_ticket_that_arrives_resolved_keeps_its_time_or_gets_one() -> None:
    given = insert(status="'resolved'", created_at="'2026-01-01Z'", resolved_at="'2026-01-02Z'")
    assert ticket(given)["resolved_at"].isoformat() == "2026-01-02T00:00:00+00:00"
    assert ticket(insert(status="'closed'"))["resolved_at"] is not None


def test_history_is_written_whoever_writes() -> None:
    ticket_id = insert()
    run("UPDATE ticket SET status = 'in_progress', priority = 'low', priority_set_by = 'api', assignee = 'Mei'")
    run("UPDATE ticket SET status = 'in_progress'")
    run("DELETE FROM ticket")
    assert events(ticket_id) == [
        ("created", None, None, None, "tester", None),
        ("changed", "priority", "high", "low", "tester", "api"),
        ("changed", "priority_set_by", "person", "api", "tester", "api"),
        ("changed", "status", "open", "in_progress", "tester", None),
        ("changed", "assignee", None, "Mei", "tester", None),
        ("deleted", None, None, None, "tester", None),
    ]


def test_without_an_actor_the_history_names_the_database_user() -> None:
    with engine().begin() as connection:
        connection.execute(
            text("INSERT INTO ticket (title, description, category, priority) VALUES ('a', 'b', 'billing', 'low')")
        )
        user = connection.scalar(text("SELECT session_user"))
    assert run("SELECT actor FROM ticket_event") == [(user,)]


def test_a_statement_over_many_tickets_records_each() -> None:
    run(
        "INSERT INTO ticket (title, description, category, priority)"
        " SELECT 't' || n, 'd', 'general', 'low' FROM generate_series(1, 50) AS n"
    )
    run("UPDATE ticket SET priority = 'critical' WHERE id % 2 = 0")
    run("DELETE FROM ticket")
    counts = run("SELECT kind::text, count(*) FROM ticket_event GROUP BY kind")
    assert dict(counts) == {"created": 50, "changed": 25, "deleted": 50}
    assert run("SELECT count(*) FROM ticket_trash") == [(50,)]


def test_deleting_moves_the_row_to_the_trash() -> None:
    ticket_id = insert(external_id="'Z-1'")
    run("DELETE FROM ticket WHERE id = :id", id=ticket_id)
    (row,) = run("SELECT id, deleted_by, ticket->>'title', ticket->>'external_id' FROM ticket_trash")
    assert row == (ticket_id, "tester", "Printer", "Z-1")


@pytest.mark.parametrize(
    ("term", "found"),
    [
        ("über", True),
        ("ÜBER", True),
        ("uber", True),
        ("ÜBERW", True),
        ("überweisungen", False),
        ("refunds", True),
        ("refunding", True),
        ("refund", True),
        ("card", True),
        ("discard", False),
        ("...", False),
    ],
)
def test_words_are_found_by_case_accent_stem_and_beginning(term: str, found: bool) -> None:
    insert(title="'ÜBERWEISUNG über Karte'", description="'Refunded to my cards'")
    assert run("SELECT words @@ term_query(:term) FROM ticket_document", term=term) == [(found,)]


def test_what_is_searched_follows_the_tickets() -> None:
    def documents() -> list[tuple[Any, ...]]:
        return run(
            "SELECT ticket_id, folded, words = document_words(fold(title), fold(description))"
            " FROM ticket_document FULL JOIN ticket ON id = ticket_id ORDER BY ticket_id"
        )

    first, second = insert(title="'Über'"), insert(title="'B'")
    assert documents() == [(first, "uber\nit smokes", True), (second, "b\nit smokes", True)]
    run("UPDATE ticket SET title = 'C', description = 'Straße', status = 'open' WHERE id = :id", id=second)
    run("UPDATE ticket SET status = 'closed'")
    assert documents() == [(first, "uber\nit smokes", True), (second, "c\nstrasse", True)]
    run("DELETE FROM ticket WHERE id = :id", id=first)
    assert [row[0] for row in documents()] == [second]
    run("TRUNCATE ticket")
    assert documents() == []


def test_a_truncate_does_not_wait_for_who_has_read_what_is_searched() -> None:
    insert()
    with engine().connect() as reader, engine().begin() as other:
        assert reader.scalar(text("SELECT count(*) FROM ticket_document")) == 1
        other.execute(text("SET LOCAL lock_timeout = '2s'"))
        other.execute(text("TRUNCATE ticket"))
    assert run("SELECT count(*) FROM ticket_document") == [(0,)]


def test_the_declared_identities_are_the_migrated_ones() -> None:
    made = run(
        "SELECT table_name, column_name, identity_generation = 'ALWAYS' FROM information_schema.columns"
        " WHERE table_schema = 'public' AND is_identity = 'YES' AND table_name NOT LIKE 'procrastinate%'"
        " ORDER BY table_name, column_name"
    )
    declared = [
        (table.name, column.name, column.identity.always)
        for table in stat_delta.metadata.sorted_tables
        for column in table.columns
        if column.identity is not None
    ]
    assert sorted(declared) == [tuple(row) for row in made]


def test_the_declared_choices_are_the_migrated_ones() -> None:
    made: dict[str, list[str]] = {}
    for name, label in run(
        "SELECT typname, enumlabel FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid ORDER BY enumsortorder"
    ):
        made.setdefault(name, []).append(label)
    columns = [column for table in stat_delta.metadata.sorted_tables for column in table.columns]
    declared = {column.type.name: column.type.enums for column in columns if isinstance(column.type, Enum)}
    assert declared == {name: made[str(name)] for name in declared}
    assert len(declared) > 3


def test_the_declared_keys_are_the_migrated_ones() -> None:
    made = inspect(engine())
    for table in stat_delta.metadata.sorted_tables:
        if made.has_table(table.name):
            key = made.get_pk_constraint(table.name)["constrained_columns"]
            assert {column.name for column in table.primary_key} == set(key), table.name


def test_the_declared_tables_are_the_migrated_ones() -> None:
    with engine().connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [
            difference
            for difference in compare_metadata(context, stat_delta.metadata)
            if not (isinstance(difference, tuple) and difference[0] in ("remove_index", "remove_constraint"))
        ]
    others = re.compile("alembic_version|procrastinate_")
    assert [d for d in differences if not others.search(str(d))] == []
