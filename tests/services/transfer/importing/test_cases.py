"""Files that people bring (cases/): what each becomes, through the dialog and through `make import` alike."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.jobs.terminal.terminal_import import import_unattended
from services.transfer.importing.loading import Rejected
from tests.services.transfer.importing.doors import CASES, through_both, through_dialog, tickets

pytestmark = pytest.mark.usefixtures("database")

LATER = "2026-03-05T09:00:00+00:00"


def at(day: int, hour: int, minute: int = 5) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def test_an_id_that_stands_twice() -> None:
    result = through_both(CASES / "dup_ids.csv")
    assert tickets("external_id", "title", "description") == [
        ("1001", "Cannot log in", "First message of the requester"),
        ("1.23457E+15", "Refund", "Excel made the id so"),
    ]
    assert result.rejected_rows == [
        Rejected(3, "has the id of line 2"),
        Rejected(4, "has the id of line 2"),
        Rejected(6, "has the id of line 5, which a spreadsheet has shortened"),
    ]


def test_placeholders_are_empty() -> None:
    assert through_both(CASES / "nulls.csv").rejected_rows == []
    columns = (
        "external_id",
        "title",
        "priority::text",
        "status::text",
        "created_at",
        "resolved_at",
        "requester",
        "assignee",
    )
    assert tickets(*columns) == [
        ("1", "Cannot log in", "high", "open", at(4, 14), None, "Requester 1", None),
        ("2", "Refund please", "low", "resolved", at(4, 15), at(5, 10, 0), "Requester 2", "Agent 1"),
        ("3", "Add export", "low", "open", at(4, 16), None, None, None),
    ]


def test_a_foreign_file_with_a_column_of_ours() -> None:
    path = CASES / "title_column_unattended.csv"
    assert through_both(path).rejected_rows == []
    columns = ("external_id", "title", "status::text", "created_at", "resolved_at", "requester")
    assert tickets(*columns) == [
        ("7", "Refund of March", "closed", at(4, 15), at(5, 9, 0), "Requester 1"),
        ("8", "Cannot log in", "open", at(6, 8, 0), None, "Requester 2"),
    ]
    again, reading = import_unattended(path, actor="import")
    assert (again.imported, again.already_there) == (0, 2)
    assert (reading.is_strict, reading.unused) == (False, [])


def test_an_export_of_linear() -> None:
    assert through_both(CASES / "linear.csv").rejected_rows == []
    columns = ("external_id", "description", "status::text", "priority::text", "priority_set_by::text", "requester",
               "assignee", "created_at", "resolved_at")  # fmt: skip
    assert tickets(*columns) == [
        ("ENG-1", "Password refused", "open", "critical", "import", "creator@example.com", "agent@example.com",
         at(4, 14), None),
        ("ENG-2", "Charged twice", "resolved", "medium", "classifier", "creator@example.com", None,
         at(4, 15), at(5, 9, 0)),
    ]  # fmt: skip


def test_an_export_of_zammad() -> None:
    assert through_both(CASES / "zammad.csv").rejected_rows == []
    columns = ("external_id", "title", "status::text", "priority::text", "requester", "assignee", "resolved_at")
    assert tickets(*columns) == [
        ("zammad-10001", "Cannot log in", "in_progress", "medium", "Requester 1", "Agent 1", None),
        ("zammad-10002", "Refund", "closed", "high", "Requester 2", "Agent 1", at(5, 9, 0)),
        ("zammad-10003", "Old", "closed", "low", "Requester 2", None, at(5, 9, 0)),
        ("zammad-10004", "Wait", "in_progress", "low", "Requester 2", None, None),
        ("zammad-10005", "Urgent one", "open", "critical", "Requester 2", None, None),
    ]


def test_an_export_of_servicenow() -> None:
    assert through_both(CASES / "servicenow.csv").rejected_rows == []
    columns = ("external_id", "title", "description", "status::text", "priority::text", "requester", "assignee",
               "created_at", "resolved_at")  # fmt: skip
    assert tickets(*columns) == [
        ("INC0010001", "Cannot log in", "Password refused", "in_progress", "critical", "Requester 1", "Agent 1",
         at(4, 14), None),
        ("INC0010002", "Refund", "Charged twice", "closed", "low", "Requester 2", None, at(4, 15), at(5, 9, 0)),
        ("INC0010003", "Old", "again open", "open", "low", "Requester 2", None, at(4, 15), None),
    ]  # fmt: skip


def test_a_reopened_ticket_of_an_unknown_system_has_no_end() -> None:
    assert through_both(CASES / "reopened_unknown.csv").rejected_rows == []
    assert tickets("external_id", "status::text", "resolved_at") == [("1", "open", None), ("2", "closed", at(5, 9, 0))]


def test_a_long_title_of_an_unknown_system_is_cut_and_kept_whole_in_the_description() -> None:
    assert through_both(CASES / "long_title_unknown.csv").rejected_rows == []
    ((title, description),) = tickets("title", "description")
    assert (len(title) <= 200, title[-1]) == (True, "…")
    whole = " ".join(["Forwarded: the whole first paragraph of a mail stands in the title"] * 5)
    assert description == f"{whole}\n\ntext"


def test_a_file_is_read_alike_whoever_looks() -> None:
    _, proposal = through_dialog(CASES / "zammad.csv")
    assert proposal.system == "Zammad"


def test_a_column_without_a_name_or_a_cell_is_not_named_as_unused(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("Subject,Mood,,Text,\nA,good,x,a,\nB,bad,,b,\n")
    _, reading = import_unattended(file, actor="import")
    assert reading.unused == ["Mood", "Column 3"]


FILES = {
    "Request Tracker": (
        "id\tSubject\tStatus\tQueue\tOwner\tPriority\tRequestors\tCreated\tTold\tResolved\tTimeLeft\n"
        "1\tPrinter\tstalled\tGeneral\tNobody\t50\tAnn\t2026-03-04 14:05\tNot set\tNot set\t0\n",
        ("rt-1", "Printer", "in_progress", "medium", "Ann", None),
    ),
    "GLPI": (
        "ID;Titre;Entité;Statut;Date d'ouverture;Priorité;Demandeur - Demandeur;Attribué à - Technicien;\n"
        "12;Imprimante;Racine;En cours (Attribué);2026-03-04 14:05;Très haute;Ann;;\n",
        ("glpi-12", "Imprimante", "in_progress", "critical", "Ann", None),
    ),
    "Chatwoot": (
        "display_id,status,priority,inbox_name,contact_name,assignee_name,first_message,created_at\n"
        "7,snoozed,urgent,Web,Ann,,Cannot pay,1772633100\n",
        ("chatwoot-7", "Cannot pay", "in_progress", "critical", "Ann", None),
    ),
    "HubSpot": (
        "Ticket ID,Ticket name,Pipeline,Ticket status,Priority,Ticket owner,Create date,Associated Contact\n"
        "99,Refund,Support,Waiting on contact,High,(No value),2026-03-04 14:05,Ann\n",
        ("hubspot-99", "Refund", "in_progress", "high", "Ann", None),
    ),
    "Help Scout": (
        "Number,Subject,Status,Mailbox,Customer Name,Customer Email,Assignee,Created At,Preview\n"
        "1,Hello,active,Support,,a@example.com,Unassigned,Mar 4 2026 2:05 PM,Urgent\n",
        ("helpscout-1", "Hello", "open", "high", "a@example.com", None),
    ),
    "Plane": (
        "Project,ID,Name,State,Priority,Created By,Assignee,Labels,Cycle Name,Module Name,Created At\n"
        "Web,WEB-1,Login,Backlog,urgent,Ann,,,,,2026-03-04T14:05:00Z\n",
        ("WEB-1", "Login", "open", "critical", "Ann", None),
    ),
    "osTicket": (
        "Ticket Number,Date Created,Subject,From,Priority,Department,Current Status,Last Updated,Agent Assigned\n"
        "123456,2026-03-04 14:05,Printer,Ann,Emergency,IT,Open,2026-03-05,\n",
        ("osticket-123456", "Printer", "open", "critical", "Ann", None),
    ),
    "Plane of today": (
        "Project Name,Identifier,Sequence Id,Name,State Name,Priority,Assignees,Created By Name,Created At,Cycles\n"
        'Web,WEB-1,1,Login,Todo,urgent,"[""Bob"", ""Cy""]",Ann,2026-03-04T14:05:00Z,[]\n',
        ("WEB-1", "Login", "open", "critical", "Ann", "Bob, Cy"),
    ),
    "GLPI in Spanish": (
        "ID;Título;Entidad;Estado;Fecha de Apertura;Prioridad;Solicitante - Solicitante;Asignado a: - Técnico\n"
        "28 316;Impresora;Raíz;Cerrado;3/02/2026 10:04;Mediana;Ann <br>ann@example.com<br>;\n"
        "28 317;Pantalla;Raíz;Cerrado;14/02/2026 10:04;Mediana;;Bob\n",
        ("glpi-28316", "Impresora", "closed", "medium", "Ann, ann@example.com", None),
    ),
    "OTRS": (
        "Number;Ticket#;Age;Title;Created;Close Time;Queue;State;Priority;Customer User;Agent/Owner;First Lock\n"
        "1;2026030410000222;2 d 3 h;Toner;2026-03-04 14:05:04;;IT;pending auto close+;3 normal;ann;Bob;\n",
        ("otrs-2026030410000222", "Toner", "in_progress", "medium", "ann", "Bob"),
    ),
    "Freshservice": (
        "Ticket ID,Subject,Status,Priority,Impact,Requester Name,Agent Name,Group,Department,Created Time,Item\n"
        "12,VPN,Pending,Urgent,High,Ann,No Agent,IT,Sales,2026-03-04 14:05,\n",
        ("freshservice-12", "VPN", "in_progress", "critical", "Ann", None),
    ),
}


@pytest.mark.parametrize("system", FILES)
def test_an_export_through_both_doors(system: str, tmp_path: Path) -> None:
    content, expected = FILES[system]
    file = tmp_path / "export.csv"
    file.write_text(content)
    assert through_both(file).rejected_rows == []
    found, *_ = tickets("external_id", "title", "status::text", "priority::text", "requester", "assignee")
    assert found == expected


def test_times_that_say_that_there_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(
        "ID,Subject,Status,Opened,Completed,Resolution time (hours)\n"
        "1,A,closed,2026-03-04 14:05,0001-01-01T00:00:00,12.5\n"
        "2,B,closed,2026-03-04 14:05,31/12/9999,\n"
        '="0003",C,closed,2026-03-04 14:05,2026-03-05 09:00,3\n'
    )
    assert through_both(file).rejected_rows == []
    assert tickets("external_id", "resolved_at") == [("1", at(4, 14)), ("2", at(4, 14)), ("0003", at(5, 9, 0))]
