"""The audit log: what is told of whom, and that it stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import transaction
from services import bulk, categories, reporting
from services.access import audit, tokens
from services.access.asking import Asker, acting_as
from services.classify import guess_line
from services.classify.evaluation import runs
from services.classify.llm.masking import switches
from services.errors import InvalidInput, NotAllowed
from services.filters.ticket_filter import TicketFilter
from services.jobs import queue
from services.privacy import requesters
from services.reports import making, rendering
from services.review import promises
from services.sample import sample_tickets
from services.tickets import editing
from services.tickets.editing import NewTicket
from services.transfer import exporting
from services.transfer.audit_csv import audit_csv
from services.transfer.evaluation_csv import evaluation_csv

pytestmark = pytest.mark.usefixtures("database")

LEA = Asker("lea@example.com", "lead", "10.0.0.7")
FORM = categories.CategoryForm(label="Parking", description="Cars", keywords=("car",))


def ticket() -> int:
    new = NewTicket(title="Printer", description="It", category="technical", priority="high", requester="Zoe Quinn")
    return editing.create(new).ticket.id


def sample_ticket() -> int:
    one = sample_tickets.texts()[0]["external_id"]
    return editing.create(
        NewTicket(title="Zoe", description="It", category="billing", priority="low", external_id=one)
    ).ticket.id


def measured() -> int:
    """A run without sources, named after somebody."""
    row = "('Zoe', 'local', 'filing', '{}', 0, '{1}', '{billing}', '{low}')"
    columns = "name, actor, sample, sources, version, tickets, category_labels, priority_labels"
    with transaction() as session:
        return int(session.scalar(text(f"INSERT INTO evaluation_run ({columns}) VALUES {row} RETURNING id")) or 0)


def export_job(total: int | None) -> object:
    title = "2 tickets, requested by Zoe Quinn"
    return queue.enqueue("export", {"format": "csv"}, actor="x", title=title, total=total)


def last() -> tuple[str, str | None, str, str]:
    with acting_as(LEA):
        entry = audit.entries()[0]
    return entry.actor, entry.address, entry.action, entry.what


@pytest.mark.parametrize(
    ("act", "action", "what"),
    [
        (lambda: tokens.make_token("nightly", "write", days=1), "token", "Made nightly (write)"),
        (lambda: tokens.revoke_token(tokens.make_token("old", "read", days=1)[0].id), "token", "Revoked old"),
        (lambda: reporting.set_time_zone("Europe/Berlin", instead_of="UTC"), "settings", "Time zone: Europe/Berlin"),
        (
            lambda: guess_line.set_guess_line(0.5),
            "settings",
            "Line below which an answer is a guess: 0.5",
        ),
        (lambda: switches.set_switch("address", on=True), "settings", "Masking of address: on"),
        (lambda: categories.add(FORM), "settings", "Category Parking added"),
        (lambda: editing.delete_ticket(ticket()), "delete", "Ticket #"),
        (lambda: bulk.delete_tickets([ticket(), ticket()], TicketFilter()), "delete", "2 tickets at once"),
        (lambda: list(exporting.export(TicketFilter(), "csv", exporting.COLUMNS)), "export", "Tickets as csv"),
        (lambda: export_job(2), "export", "2 tickets as csv, by a job"),
        (lambda: export_job(1), "export", "1 ticket as csv, by a job"),
        (lambda: export_job(None), "export", "Tickets as csv, by a job"),
        (lambda: queue.enqueue("backup", {"file": "x"}, actor="x", title="of Zoe"), "backup", "Backup"),
        (lambda: (ticket(), requesters.erase("Zoe Quinn")), "erase", "Erased a requester: 1 tickets"),
        (lambda: list(requesters.known("Zoe Quinn")), "erase", "Read all that is known about a requester"),
        (lambda: list(audit_csv()), "export", "The audit log"),
        (lambda: queue.enqueue("undo_import", {}, actor="x", title="zoe.csv"), "delete", "Undo of an import"),
        (lambda: (promises.begin(5, actor="x"), promises.end("person", actor="x")), "settings", "Promise ended"),
        (lambda: (sample_ticket(), sample_tickets.remove_sample()), "delete", "1 sample ticket"),
        (lambda: runs.remove(measured()), "delete", "Run "),
        (lambda: list(evaluation_csv(runs.find(measured()), "answers")), "export", "The answers of run "),
        (lambda: making.week_report(TicketFilter(), "html"), "export", "The report of the week as html"),
    ],
)
def test_what_is_done_is_told(
    act: Callable[[], object], action: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_run", lambda _: {"charts": None, "pdf": None, "failed": []})
    with acting_as(LEA):
        act()
    told = last()
    assert told[:3] == ("lea@example.com", "10.0.0.7", action)
    assert told[3].startswith(what)
    assert "Zoe" not in str(told)


def test_what_did_not_happen_is_not_told() -> None:
    with acting_as(LEA), pytest.raises(InvalidInput):
        reporting.set_time_zone("Mars/Crater", instead_of="UTC")
    with acting_as(LEA):
        assert audit.entries() == []


def test_leads_alone_read_it() -> None:
    audit.note_alone("settings", "x", who=LEA)
    for role in ("viewer", "agent"):
        with acting_as(Asker("ann@example.com", role)):
            with pytest.raises(NotAllowed):
                audit.entries()
            with pytest.raises(NotAllowed):
                list(audit_csv())


def test_an_export_of_a_viewer_is_told_though_viewers_change_nothing() -> None:
    with acting_as(Asker("vic@example.com", "viewer", "10.0.0.9")):
        list(exporting.export(TicketFilter(), "parquet", exporting.COLUMNS))
    assert last() == ("vic@example.com", "10.0.0.9", "export", "Tickets as parquet")


def test_entries_are_filtered_and_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audit, "PAGE", 2)
    for number in range(3):
        audit.note_alone("token", f"{number}", who=LEA)
    audit.note_alone("delete", "x", who=Asker("Ann", "lead"))
    with acting_as(LEA):
        first = audit.entries("token")
        assert [one.what for one in first] == ["2", "1"]
        assert [one.what for one in audit.entries("token", before=first[-1].id)] == ["0"]
        assert [one.what for one in audit.entries(actor=" ANN ")] == ["x"]
        with pytest.raises(InvalidInput):
            audit.entries("nonsense")


def test_a_formula_in_the_file_is_a_text() -> None:
    audit.note_alone("token", "=cmd", who=Asker("@ann", "lead"))
    with acting_as(LEA):
        written = b"".join(audit_csv("token")).decode("utf-8-sig")
    assert written.splitlines()[1].split(",")[1:] == ["'@ann", "", "token", "'=cmd"]


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET what = 'y'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_entries_stay_as_they_are(change: str) -> None:
    audit.note_alone("token", "x", who=LEA)
    with pytest.raises(DBAPIError, match="neither changed nor deleted"), transaction() as session:
        session.execute(text(change))
