"""A requester is erased from every table, and what is known about one is told whole."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import access, day_notes
from services.access.asking import Asker
from services.dashboards import saved as dashboards
from services.day_notes import NewDayNote
from services.errors import Conflict, InvalidInput
from services.filters import saved_views
from services.jobs import queue, store
from services.privacy import requesters
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
    for words, author in (("Release", "ana muller"), (f"{NAME} moves", "Bo")):
        day_notes.add(NewDayNote(day=date(2026, 11, 14), text=words, author=author))
    maintenance.fold()
    saved_views.save_view("Hers", (("requester", "ana  MULLER"),))
    saved_views.save_view("Both", (("status", "open"), ("requester", NAME), ("requester", "Bo")))
    saved_views.save_view("Other", (("requester", "Bo"),))
    dashboards.save("Hers", (("requester", "ana  MULLER"), ("cards", "all")), everyone=True)
    dashboards.save("Both", (("requester", NAME), ("requester", "Bo"), ("cards", "week")), everyone=True)
    dashboards.save("Aside", (("against", urlencode({"requester": NAME})), ("cards", "all")), everyone=True)
    with access.acting_as(Asker("ana müller", access.AGENT)):
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
    "INSERT INTO job_file (job_id, role, number, part) SELECT id, 'output', 0, '\\x00' FROM job",
)


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
    hers = [ids[name] for name in ("open", "other case", "deleted")]
    others = "SELECT sum(hashtextextended(ticket::text, 0)) FROM ticket WHERE id <> ALL(:ids)"
    before = scalar(others, ids=hers)
    held = requesters.preview("ana  muller")
    assert held == Holding(
        tickets=2, in_trash=1, in_histories=1, views=2, mentions=1, backups=1, day_notes=1, day_mentions=1, dashboards=4
    )
    assert scalar(others, ids=hers) == before  # a preview changes nothing
    assert requesters.erase("ana muller") == held
    assert scalar(others, ids=hers) == before
    assert scalar("SELECT count(*) FROM ticket WHERE id = ANY(:ids)", ids=hers) == 0
    left = _rows_with("ana muller", "ana+m", "ana%20m")
    assert left == {"ticket": 1, "ticket_document": 1, "day_note": 1}  # the mentions, which nobody can tell
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
    assert json.loads(b"".join(requesters.known("Nobody"))) == {
        "requester": "Nobody", "tickets": [], "notes_on_days": [],
    }  # fmt: skip


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
