"""A requester is erased from every table, and what is known about one is told whole."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import day_notes
from services.access import people, tokens
from services.access.asking import Asker, acting_as
from services.classify.learned import taught
from services.dashboards import saved as dashboards
from services.day_notes import NewDayNote
from services.errors import Conflict, InvalidInput
from services.filters import saved_views
from services.jobs import queue, store
from services.privacy import columns, named, requesters
from services.privacy.requesters import Holding
from services.privacy.terminal import lines
from services.rollups import maintenance
from services.settings import settings
from services.suggestion import Sent
from services.tickets import editing, notes
from services.tickets.schemas import NewNote, NewTicket, TicketChange
from tests import doors
from tests.services.backup.test_folder import made
from tests.services.jobs.support import scalar

pytestmark = pytest.mark.usefixtures("database")

NAME, TEXT = "Ana Müller", "Unmistakable words of hers"
HERS = r"(^|[^a-z])ana(\W|_|%20)+mu?(%c3%bc)?ller"


@pytest.fixture(autouse=True)
def backups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(settings(), "backup_dir", tmp_path)
    return tmp_path


def _ticket(requester: str, title: str = TEXT) -> int:
    new = NewTicket(title=title, description=TEXT, category="billing", priority="high", requester=requester)
    shown = doors._shown("gemini")
    return editing.create(new, shown=shown, sent=Sent("gemini", "m", TEXT, TEXT, 0, datetime.now(UTC))).ticket.id


def _desk() -> dict[str, int]:
    """Tickets of hers in every state, and of others that once were hers or mention her."""
    doors.fill(["page", "bulk", "restored"])
    ids = {"open": _ticket(NAME), "other case": _ticket("  ANA  muller"), "deleted": _ticket(NAME)}
    ids["handed on"] = _ticket(NAME, "Handed on")
    editing.edit(ids["open"], TicketChange(status="resolved", title=f"{TEXT}, resolved"), version=1)
    notes.add(ids["open"], NewNote(text=f"{TEXT}, noted", author=NAME))
    editing.delete_ticket(ids["deleted"])
    editing.edit(ids["handed on"], TicketChange(requester="Bo"), version=1)
    _ticket("Bo", f"Ask {NAME}, 100%_sure")
    notes.add(_ticket("Bo", "Call back"), NewNote(text="It still smokes", author="ana  muller"))
    tokens.make_token(f"Script of {NAME}", "read", days=1)
    for words, author in (("Release", "ana muller"), (f"{NAME} moves", "Bo")):
        day_notes.add(NewDayNote(day=date(2026, 11, 14), text=words, author=author))
    maintenance.fold()
    saved_views.save_view("Hers", (("requester", "ana  MULLER"),))
    saved_views.save_view("Both", (("status", "open"), ("requester", NAME), ("requester", "Bo")))
    saved_views.save_view("Searched", (("search", "refund ana müller"),))
    saved_views.save_view("Other", (("requester", "Bo"),))
    dashboards.save("Hers", (("requester", "ana  MULLER"), ("cards", "all")), everyone=True)
    dashboards.save("Both", (("requester", NAME), ("requester", "Bo"), ("cards", "week")), everyone=True)
    dashboards.save("Aside", (("against", urlencode({"requester": NAME})), ("cards", "all")), everyone=True)
    with acting_as(Asker("ana müller", "agent")):
        dashboards.open_first(dashboards.save("By her", (("cards", "all"),)).id)
    with transaction() as session:
        for statement in ELSEWHERE:
            session.execute(text(statement), {"text": TEXT})
    return ids


ELSEWHERE = (
    "INSERT INTO taught_example (actor, title, description, priority)"
    " SELECT 'local', title, description, 'low' FROM ticket WHERE requester LIKE 'ANA%' LIMIT 1",
    "INSERT INTO idempotency_key (key, request, status, headers, body) VALUES ('k', repeat('a', 64), 201, '{}', :text)",
    "INSERT INTO job (kind, actor, state, ended_at, title, parameters) VALUES ('export', 'local', 'failed', now(),"
    """ '1 ticket, requested by Ana Müller', '{"filter": {"requester": ["Ana Müller"]}}')""",
    "INSERT INTO job (kind, actor, state, ended_at, title, parameters) VALUES ('classify', 'local', 'finished', now(),"
    """ 'classified by keyword rules', '{"filter": {"requester": ["Ana Müller"]}}')""",
    "INSERT INTO job (kind, actor, state, ended_at, title, parameters, so_far, error)"
    " VALUES ('import', 'local', 'failed', now(), 'Ana_Müller.csv',"
    """ '{"input": "Ana Müller.csv"}', '{"of": "Ana Müller"}', 'Row 3: Ana Müller')""",
    "INSERT INTO job (kind, actor, state, ended_at, result)"
    """ VALUES ('import', 'local', 'finished', now(), '{"of": "Ana Müller"}')""",
    "INSERT INTO job (kind, actor, state, ended_at, title) VALUES ('import', 'local', 'failed', now(), 'Joana Müller')",
    'INSERT INTO import_mapping VALUES (repeat(\'a\', 64), \'{"columns": {"requester": "Ana Müller"}}\')',
    "INSERT INTO ticket_import (name) VALUES ('of ana-müller.csv')",
    "INSERT INTO taught_example (actor, title, description, priority)"
    " VALUES ('local', 'Ask Ana Müller', 'What Ana Müller asked', 'low')",
    "INSERT INTO job_file (job_id, role, number, part) SELECT id, 'output', 0, '\\x00' FROM job",
)


COLUMNS = """
    SELECT tablename || '.' || column_name FROM pg_tables
    JOIN information_schema.columns ON table_schema = schemaname AND table_name = tablename
    WHERE schemaname = 'public' AND tablename <> 'alembic_version' AND (
        data_type IN ('text', 'character varying', 'character', 'name', 'json', 'jsonb', 'bytea', 'tsvector', 'xml')
        OR udt_name IN ('_text', '_varchar', '_bpchar', '_jsonb', 'citext')
    )
"""


OF_TICKETS = """
    SELECT tablename FROM pg_tables
    JOIN information_schema.columns ON table_schema = schemaname AND table_name = tablename
    WHERE schemaname = 'public' AND column_name = 'ticket_id'
"""


def _columns() -> set[str]:
    """Every column of the database that holds text, but those of tables whose rows go with a ticket."""
    whole = {one.table for one in columns.OF_TICKET} | set(columns.THE_TICKET)
    with transaction() as session:
        found = set(session.scalars(text(COLUMNS)))
    return {place for place in found if place.partition(".")[0] not in whole}


def _places_with(pattern: str) -> set[str]:
    """The columns of text in which it stands anywhere."""
    found = set()
    with transaction() as session:
        for place in session.scalars(text(COLUMNS)).all():
            table, _, column = place.partition(".")
            query = f"SELECT EXISTS (SELECT FROM {table} WHERE fold(CAST({column} AS text)) ~ :pattern)"
            if session.scalar(text(query), {"pattern": pattern}):
                found.add(place)
    return found


def test_every_column_with_text_is_in_the_one_list() -> None:
    listed = {f"{one.table}.{column}" for one in columns.OTHERS for column in one.all}
    assert _columns() == listed, "say in services/privacy/columns.py what becomes of it when a requester is erased"


def test_each_column_that_is_erased_by_name_has_its_statement() -> None:
    of_rows = {row.table for row in named.ALL} | {"saved_view", "saved_dashboard", "first_dashboard", "taught_example"}
    assert {one.table for one in columns.OTHERS if one.named} == of_rows - {"ticket_event", "ticket_note"}


def test_what_belongs_to_a_ticket_is_in_the_list_and_retention_deletes_the_same() -> None:
    whole = {one.table for one in columns.OF_TICKET}
    with transaction() as session:
        of_ticket = set(session.scalars(text(OF_TICKETS)))
        deleting = session.scalars(text("SELECT prosrc FROM pg_proc WHERE proname = 'forget_tickets'")).one()
    assert of_ticket <= whole | set(columns.THE_TICKET)
    assert set(re.findall(r"DELETE FROM (\w+)", deleting)) == whole | {"ticket_trash"}


def _rows_with(*words: str) -> dict[str, int]:
    """By table, how many rows have one of these words anywhere."""
    found = {}
    with transaction() as session:
        names = session.scalars(text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).all()
        for name in names:
            query = f"SELECT count(*) FROM {name} AS line WHERE fold(line::text) LIKE ANY(:words)"
            patterns = [f"%{word}%" for word in words]
            if number := session.scalar(text(query), {"words": patterns}):
                found[name] = number
    return found


def test_nothing_of_hers_is_left_anywhere_and_the_rest_is_as_it_was(backups: Path) -> None:
    ids = _desk()
    made(backups, datetime.now(UTC))
    (backups / "retention-2026-01-01T03-00-00Z.parquet").touch()
    hers = [ids[name] for name in ("open", "other case", "deleted")]
    others = "SELECT sum(hashtextextended(ticket::text, 0)) FROM ticket WHERE id <> ALL(:ids)"
    before = scalar(others, ids=hers)
    held = requesters.preview("ana  muller")
    assert held == Holding(
        tickets=2, in_trash=1, in_histories=1, views=3, mentions=1, files=2, day_notes=1, day_mentions=1, notes=1,
        remembered=7, words=2, dashboards=4,
    )  # fmt: skip
    by_name = {f"{one.table}.{column}" for one in columns.OTHERS for column in one.named}
    assert by_name <= _places_with(HERS)  # so that the test can fail for each of them
    assert scalar(others, ids=hers) == before  # a preview changes nothing
    assert requesters.erase("ana muller") == held
    assert scalar(others, ids=hers) == before
    assert scalar("SELECT count(*) FROM ticket WHERE id = ANY(:ids)", ids=hers) == 0
    # Mentions, which nobody can tell, and names that people gave to something.
    mentions = {"ticket.title", "ticket_document.folded", "ticket_document.words", "search_entry.keys", "day_note.text"}
    assert _places_with(HERS) - mentions == {"api_token.name", "audit_entry.what"}
    assert _rows_with("ana muller", "ana+m", "ana%20m").items() >= {"ticket": 1, "ticket_document": 1}.items()
    assert scalar("SELECT string_agg(title, ' ') FROM job WHERE kind = 'import'") == "Joana Müller"
    assert scalar("SELECT name FROM ticket_import ORDER BY id DESC LIMIT 1") == "erased"
    assert scalar("SELECT string_agg(DISTINCT author, ' ') FROM ticket_note WHERE text = 'It still smokes'") == "erased"
    assert scalar("SELECT count(*) FROM sent_text WHERE ticket_id = ANY(:ids)", ids=hers) == 0
    assert not {"taught_example", "ticket_note"} & set(_rows_with("unmistakable"))
    assert scalar("SELECT (SELECT count(*) FROM idempotency_key) + (SELECT count(*) FROM job_file)") == 0
    assert [(view.name, view.params) for view in saved_views.list_saved_views()] == [
        ("Both", (("status", "open"), ("requester", "Bo"))),
        ("Other", (("requester", "Bo"),)),
    ]
    assert [(one.name, one.look) for one in dashboards.list_dashboards().all] == [
        ("Both", (("requester", "Bo"), ("cards", "week"))),
        ("Aside", (("cards", "all"),)),
    ]
    assert scalar("SELECT count(*) FROM first_dashboard") == 0
    assert scalar("SELECT DISTINCT concat(title, parameters) FROM job WHERE kind = 'export'") == 'Export{"input": null}'
    assert scalar("SELECT string_agg(author, ' ' ORDER BY author) FROM day_note") == "Bo erased"
    assert scalar("SELECT old_value FROM ticket_event WHERE field = 'requester'") == "erased"
    assert maintenance.verify().differing == 0
    assert requesters.preview(NAME).is_nothing


def test_the_learned_classifier_is_trained_anew() -> None:
    _ticket(NAME)
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO classifier_model (last_event, seconds, report, header, arrays, checksum)"
                " VALUES (1, 1, '[]', '{}', '', repeat('a', 64))"
            )
        )
    requesters.erase(NAME)
    assert scalar("SELECT count(*) FROM classifier_model") == 0
    assert store.is_open("training")


def test_all_that_is_known_is_told() -> None:
    ids = _desk()
    told = json.loads(b"".join(requesters.known(NAME)))
    assert [one["id"] for one in told["tickets"]] == sorted(ids[name] for name in ("open", "other case", "deleted"))
    first = told["tickets"][0]
    assert first["title"] == f"{TEXT}, resolved"
    assert {event["field"] for event in first["history"]} >= {"status", "title"}
    assert first["suggestions"][0]["source"] == "gemini"
    assert first["sent_to_a_language_model"]["title"] == TEXT
    assert first["notes"][0]["text"] == f"{TEXT}, noted"
    assert told["tickets"][2]["in_trash_since"]
    assert [note["text"] for note in told["notes_on_days"]] == ["Release"]
    assert [event["old_value"] for event in told["changes_of_other_tickets"]] == [NAME]
    assert [note["text"] for note in told["notes_on_other_tickets"]] == ["It still smokes"]
    assert {job["kind"] for job in told["jobs"]} == {"export", "classify", "import"}
    assert [len(told[key]) for key in ("mappings_of_imports", "imports", "saved_views", "taught_texts")] == [1, 1, 3, 1]
    assert [one["name"] for one in told["saved_dashboards"]] == ["Hers", "Both", "Aside", "By her"]
    assert told["mentioned_in"] == {"ticket": 1, "day_note.text": 1, "api_token.name": 1, "audit_entry.what": 1}
    nothing = json.loads(b"".join(requesters.known("Nobody")))
    assert nothing.keys() == told.keys()
    assert not any(value for key, value in nothing.items() if key != "requester")


def test_what_somebody_did_at_the_desk_is_told_and_stays() -> None:
    who = Asker("ana@example.com", "lead", "10.0.0.7")
    people.remember(who)
    with acting_as(who):
        _ticket("ana@example.com")
        tokens.make_token("nightly", "read", days=1)
        told = json.loads(b"".join(requesters.known("Ana@example.com")))
        assert told["did_at_the_desk"] == {
            "api_token.made_by": 1, "audit_entry.actor": 2, "person.name": 1, "ticket_event.actor": 1,
        }  # fmt: skip
        assert told["audit_entry"][0]["what"] == "Made nightly (read)"
        assert requesters.erase("ana@example.com").works_here
    assert scalar("SELECT count(*) FROM audit_entry WHERE actor = 'ana@example.com'") == 3
    assert any("works at the desk" in line for line in lines(requesters.preview("ana@example.com")))


def test_what_was_taught_goes_as_it_was_before_a_change_and_from_the_trash() -> None:
    changed, deleted = _ticket(NAME, "First words"), _ticket(NAME, "Deleted words")
    editing.edit(changed, TicketChange(title="Second words"), version=1)
    editing.delete_ticket(deleted)
    for title in ("First words", "Deleted words", "Others' words"):
        taught.teach(title, TEXT, category="billing", priority=None, actor="local")
    requesters.erase(NAME)
    assert [one.title for one in taught.taught()] == ["Others' words"]


@pytest.mark.parametrize("name", ["", "  ", "\0", "x" * 201])
def test_a_name_is_needed(name: str) -> None:
    for function in (requesters.preview, requesters.erase, lambda given: list(requesters.known(given))):
        with pytest.raises(InvalidInput):
            function(name)


@pytest.mark.parametrize("name", ["%", "_", "\\", "An%"])
def test_a_name_is_no_pattern(name: str) -> None:
    _ticket(NAME)
    assert requesters.erase(name).is_nothing
    assert not any("Not reached" in line for line in lines(requesters.preview(name)))


@pytest.mark.parametrize("kind", ["import", "export", "bulk", "classify"])
def test_not_while_a_job_may_have_the_name(kind: str) -> None:
    _ticket(NAME)
    queue.enqueue(kind, {"input": True}, actor="local")
    with pytest.raises(Conflict, match="Nothing was erased"):
        requesters.erase(NAME)
    assert requesters.preview(NAME).tickets == 1
