"""The import dialog through AppTest: from a file to tickets, and what stayed out."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text
from streamlit.testing.v1 import AppTest

from db.engine import transaction
from pages.tickets.importing import dialog
from pages.widgets.jobs.job_texts import rejects_label
from services import reporting
from services.errors import QueryTooSlow
from services.filters.ticket_filter import TicketFilter
from services.jobs import files, lost_runs, store
from services.jobs.listing import read_page
from services.limits import IMPORT_FILE_MB
from services.settings import ROOT
from services.stats.anomalies.detection import find_anomalies
from services.tickets import editing
from services.tickets.schemas import TicketChange
from services.transfer.importing import saved_mappings
from tests.pages.desk import click, filed, opened, run, texts
from tests.services.transfer.importing.doors import CASES

pytestmark = pytest.mark.usefixtures("database")

FILE = (
    "ref;Subject;Status;Severity;When\n1;Refund;Offen;P1;03/04/2026\n2;Größe;Weird;P4;04/04/2026\n3;;Done;P2;nonsense\n"
)


def uploaded(content: bytes, name: str = "tickets.csv") -> AppTest:
    at = click(opened("tickets/page.py"), "Import")
    at.file_uploader[0].set_value((name, content, "text/csv"))
    return run(at)


def box(at: AppTest, label: str) -> Any:
    return next(box for box in at.selectbox if label in box.label)


def stored() -> list[tuple[object, ...]]:
    with transaction() as session:
        columns = "external_id, title, status::text, priority::text, created_at::date::text"
        return [tuple(row) for row in session.execute(text(f"SELECT {columns} FROM ticket ORDER BY id"))]


def test_the_preview_shows_what_the_file_says() -> None:
    at = uploaded(b"title;status;requester\nPrinter;Weird;Jo\n")
    every_ticket_has = {"line", "title", "status", "priority", "category", "why", "description"}
    assert {*at.dataframe[0].value.columns} == every_ticket_has | {"requester"}
    assert "Status: 1 unknown value" in texts(at)


def test_from_a_file_to_tickets() -> None:
    at = uploaded(FILE.encode("cp1252"))
    assert "3 rows, separated by semicolons" in texts(at)
    assert (box(at, "Title").value, box(at, "Description").value, box(at, "Encoding").value) == (1, -1, "cp1252")
    box(at, "Weird").set_value("closed")
    box(at, "External ID").set_value(0)
    box(at, "Created").set_value(4)
    run(at)
    box(at, "03/04/2026").set_value(True)
    next(i for i in at.text_input if "External ID prefix" in i.label).set_value("old-")
    run(at)
    frame = at.dataframe[-1].value
    assert list(frame["title"]) == ["Refund", "Größe", ""]
    assert list(frame["status"]) == ["Open", "Closed", "Rejected"]
    click(at, "Import 3 rows")
    assert stored() == [
        ("old-1", "Refund", "open", "critical", "2026-04-03"),
        ("old-2", "Größe", "closed", "low", "2026-04-04"),
    ]
    assert "2 rows imported, 1 rejected." in texts(at)
    assert "Download the rejected row with its reason" in str(
        at.download_button[0].label if at.download_button else texts(at)
    )


def test_a_first_row_that_looks_like_a_ticket_is_not_lost_in_silence() -> None:
    assert "It is not imported" in texts(uploaded(b"7,Printer,2026-03-04\n8,VPN,2026-03-05\n"))


def test_the_result_says_why_rows_were_rejected() -> None:
    rows = "".join(f"{n},T{n},2026-03-{n:02}\n" for n in range(1, 4)) + "4,D,soon\n5,E,*later*\n1,F,\n2,G,\n3,H,\n"
    at = click(uploaded(f"ID,Subject,Opened\n{rows}".encode()), "Import 8 rows")
    said = texts(at).replace("\\", "").replace("\u2060", "")
    assert "3 rows imported, 5 rejected." in said
    assert "3 rows, the first on line 7: has the id of line 2." in said
    assert "2 rows, the first on line 5: created_at 'soon' is not a time such as" in said


def test_a_file_with_broken_letters_in_header_and_words_comes_in_but_for_their_rows() -> None:
    good = "Ärger,new,\nÖl,new,\n"
    at = uploaded(f"title,status,größe\n{good}".encode().replace("ß".encode(), b"\xdf") + b"x,gr\xfcn,\ny,n\0w,\n")
    assert box(at, "Encoding").value == "utf-8-sig"
    at = click(at, "Import 4 rows")
    assert "2 rows imported, 2 rejected." in texts(at)


def test_a_file_of_rubbish_says_so_and_another_can_be_chosen() -> None:
    at = uploaded(bytes(range(256)) * 20, "x.csv")
    assert "not a table" in texts(at)
    at.file_uploader[0].set_value(("good.csv", b"title\nA\n", "text/csv"))
    run(at)
    assert "good" in texts(at)
    assert "not a table" not in texts(at)


def test_an_import_that_is_said_to_have_failed_does_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: object) -> None:
        raise QueryTooSlow

    monkeypatch.setattr(saved_mappings, "remember", slow)
    at = click(uploaded(b"title\nA\n"), "Import 1 row")
    assert "took too long" in texts(at)
    assert read_page().jobs == []


def drawn(block: Any) -> Iterator[Any]:
    """The elements of a block from top to bottom."""
    for child in block.children.values():
        yield from drawn(child) if hasattr(child, "children") else [child]


def test_what_is_not_used_is_named_and_the_mapping_stands_above_the_button() -> None:
    rows = b"E,A,2026-03-04,,1,c,x,low\nE,B,,2026-03-05,1,c,x,low\n"
    at = uploaded(b"Team,Title,Completed,Canceled,Estimate,Cycle Name,Creator,Mood\n" + rows)
    assert "an export of Linear" in texts(at)
    assert "Not used: Team, Estimate, Cycle Name, Mood." in texts(at)
    assert "Resolved is read from Canceled where Completed is empty." in texts(at)
    kinds = [(one.type, getattr(one, "key", "")) for one in drawn(at._tree)]
    button = next(place for place, (_, key) in enumerate(kinds) if key == "import_go")
    assert {kind for kind, _ in kinds[button:]} & {"selectbox", "radio", "arrow_data_frame"} == set()
    box(at, "Resolved").set_value(3)
    run(at)
    assert "Not used: Team, Completed, Estimate, Cycle Name, Mood." in texts(at)
    assert "is read from" not in texts(at)


@pytest.mark.parametrize(
    ("chosen", "created", "left_out"),
    [(None, "today", 2), ("today", "today", 0), ("day", "2026-03-04", 2)],
)
def test_a_file_without_dates_asks_when_its_tickets_were_created(chosen: str, created: str, left_out: int) -> None:
    at = uploaded(b"Subject;Text\nA;a\nB;b\n")
    assert "The file has no dates: all 2 tickets will be created today" in texts(at)
    radio = at.radio[0]
    assert radio.value == "aside"
    if chosen:
        radio.set_value(chosen)
        run(at)
    if chosen == "day":
        at.date_input[0].set_value(date(2026, 3, 4))
        run(at)
    at = click(at, "Import 2 rows")
    assert "The file had no date for 2 tickets." in texts(at)
    today = reporting.today().isoformat() if created == "today" else created
    days = "SELECT DISTINCT (created_at AT TIME ZONE reporting_zone())::date::text FROM ticket"
    with transaction() as session:
        assert session.scalars(text(days)).all() == [today]
    left = find_anomalies(TicketFilter(), datetime(2026, 3, 9, 12, tzinfo=UTC) if chosen == "day" else now()).left_out
    assert left == left_out


def now() -> datetime:
    return datetime.now(UTC)


def test_an_import_is_shown_and_undone_but_for_what_changed_since() -> None:
    at = click(uploaded(b"title;external_id\nA;1\nB;2\nC;2\n", "old.csv"), "Import 3 rows")
    assert "2 rows imported, 1 rejected." in texts(at)
    (job,) = read_page().jobs
    assert job.result is not None
    link = next(link for link in at.get("page_link") if link.proto.label == "Show tickets")
    assert link.proto.query_string == f"imported={job.result['import_id']}"
    with transaction() as session:
        first = session.execute(text("SELECT min(id) FROM ticket")).scalar_one()
    editing.edit(first, TicketChange(priority="low"))
    at = click(at, "Undo the import")
    assert "The import is undone. 1 ticket moved to the trash. 1 changed since the import and stayed." in texts(at)
    assert [link.proto.label for link in at.get("page_link") if link.proto.label.startswith("#")] == [f"#{first}"]
    assert [row[1] for row in stored()] == ["A"]
    at = opened("tickets/page.py", {"import": str(job.id)})
    assert not [button for button in at.button if button.label == "Undo the import"]
    at = opened("tickets/page.py", {"imported": str(job.result["import_id"])})
    assert "1 ticket, imported from old.csv" in texts(at)
    at = opened("tickets/page.py", {"id": str(first)})
    history = str(at.table[-1].value)
    assert r"imported from old\.csv" in history


@pytest.mark.parametrize(
    ("days", "asked"),
    [
        (("03/04/2026", "05/04/2026"), True),  # both ways fit
        (("13/04/2026", "04/13/2026"), True),  # neither does
        (("03/04/2026", "25/04/2026"), False),
        (("03/04/2026", "04/25/2026"), False),
        (("2026-04-03", "2026-04-25"), False),
    ],
)
def test_day_and_month_are_asked_where_the_file_does_not_tell(days: tuple[str, str], asked: bool) -> None:
    at = uploaded(f"Subject,Opened\nA,{days[0]}\nB,{days[1]}\n".encode())
    question = "Say whether 03/04/2026 is 3 April or March 4"
    assert (question in texts(at)) is asked
    assert next(button for button in at.button if button.key == "import_go").disabled is asked
    if asked:
        box(at, "03/04/2026").set_value(True)
        run(at)
        assert question not in texts(at)
        assert not next(button for button in at.button if button.key == "import_go").disabled


def test_whether_the_year_comes_first_is_asked_where_the_file_does_not_tell() -> None:
    at = uploaded(b"Subject,Opened\nA,26/03/04\n")
    question = "Say whether 26/03/04 is 4 March 2026 or 26 March 2004"
    assert question in texts(at)
    box(at, "26/03/04").set_value(True)
    run(at)
    assert question not in texts(at)
    assert not next(button for button in at.button if button.key == "import_go").disabled


def test_the_delimiter_can_be_chosen_and_the_sheet_of_a_workbook() -> None:
    at = uploaded(b"Subject;Text, more;Status\nA;b, c;Open\n")
    assert box(at, "Delimiter").value == ";"
    box(at, "Delimiter").set_value(",")
    run(at)
    assert "separated by commas" in texts(at)
    content = (CASES / "cover_sheet.xlsx").read_bytes()
    at = uploaded(content, "cover_sheet.xlsx")
    assert not [choice for choice in at.selectbox if choice.label in ("Encoding", "Delimiter")]
    sheets = box(at, "Sheet")
    first = sheets.value
    other = next(name for name in sheets.options if name != first)
    sheets.set_value(other)
    run(at)
    assert box(at, "Sheet").value in (first, other)


def test_ids_that_stand_twice_and_ends_of_open_tickets_are_asked_once() -> None:
    at = uploaded(
        b"Ref,Subject,Text,Status,Created,Closed\n7,A,one,Open,2026-03-04,2026-03-05\n7,A,two,Open,2026-03-04,\n"
    )
    box(at, "ID is in the file twice").set_value("append")
    box(at, "unresolved ticket with a resolved date").set_value("closed")
    run(at)
    at = click(at, "Import 2 rows")
    assert "1 row imported, 1 added to another, 0 rejected." in texts(at)
    with transaction() as session:
        rows = session.execute(text("SELECT description, status::text FROM ticket")).all()
    assert [tuple(row) for row in rows] == [("one\n\ntwo", "closed")]
    at = uploaded(b"Ref,Subject,Text,Status,Created,Closed\n8,A,one,Open,2026-03-04,2026-03-05\n")
    assert "Using the mapping of your last file" in texts(at)
    assert box(at, "ID is in the file twice").value == "append"
    assert box(at, "unresolved ticket with a resolved date").value == "closed"


def test_without_a_title_nothing_can_be_imported() -> None:
    at = uploaded(b"a,b\n1,2\n")
    assert "Choose a column for the title or description." in texts(at)
    assert next(button for button in at.button if button.key == "import_go").disabled


def test_the_dialog_stands_before_an_open_ticket() -> None:
    number = filed().id
    at = click(opened("tickets/page.py", {"id": str(number)}), "Import")
    assert "id" not in at.query_params
    assert at.file_uploader


def test_streamlit_takes_files_as_large_as_an_import_does() -> None:
    configuration = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert configuration["server"]["maxUploadSize"] == IMPORT_FILE_MB


def test_an_import_of_a_tab_that_was_closed_is_told_to_the_next() -> None:
    click(uploaded(b"title,priority\nA,low\nx,y\nB,x\n"), "Import 3 rows")
    assert r"1 row imported, 2 rejected\." in texts(opened("tickets/page.py"))
    at = click(opened("tickets/page.py"), "Import")
    assert "1 row imported, 2 rejected." in texts(at)


def test_a_large_file_is_left_to_a_worker_and_its_import_can_be_closed_and_cancelled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(dialog, "AT_ONCE", 1)
    at = click(uploaded(b"title\nA\nB\n"), "Import 2 rows")
    (job,) = read_page().jobs
    assert (job.state, job.total, at.query_params["import"]) == ("waiting", 2, str(job.id))
    at = opened("tickets/page.py")
    assert "nothing is working on it" in texts(at)
    at = click(opened("tickets/page.py", {"import": str(job.id)}), "Cancel the import")
    assert store.find(job.id).state == "cancelled"
    assert "Cancelled" in texts(at)


def test_a_file_that_went_with_its_session_is_told_and_another_can_be_chosen() -> None:
    at = opened("tickets/page.py", {"import": "file"})
    assert dialog.LOST_FILE in texts(at)
    at.file_uploader[0].set_value(("good.csv", b"title\nA\n", "text/csv"))
    run(at)
    assert "1 row, separated by commas" in texts(at)
    assert dialog.LOST_FILE not in texts(at)


def test_an_import_before_a_restart_is_told_by_its_address() -> None:
    click(uploaded(b"title,priority\nA,low\nx,y\n"), "Import 2 rows")
    (job,) = read_page().jobs
    at = opened("tickets/page.py", {"import": str(job.id)})
    assert "1 row imported, 1 rejected." in texts(at)
    with transaction() as session:
        files.remove(session, job.id, "output")
    assert dialog.NO_LIST_LEFT in texts(opened("tickets/page.py", {"import": str(job.id)}))


@pytest.mark.parametrize("written", ["999999", "x", "²", "9" * 40, "-1", ""])
def test_an_address_of_no_import_offers_to_choose_a_file(written: str) -> None:
    assert opened("tickets/page.py", {"import": written}).file_uploader


def test_an_interrupted_import_stands_on_the_page_until_it_is_dismissed() -> None:
    with transaction() as session:
        session.execute(
            text(
                "INSERT INTO job (kind, title, actor, state, beat_at)"
                " VALUES ('import', '*big*.csv', 'local', 'running', now() - interval '1 hour')"
            )
        )
    lost_runs.requeue_lost()
    at = opened("tickets/page.py")
    assert "It was interrupted and will not be tried again by itself" in texts(at).replace("\\", "")
    at = click(at, "Dismiss")
    assert "interrupted" not in texts(at)
    assert "interrupted" not in texts(opened("tickets/page.py"))


@pytest.mark.parametrize(
    ("rejected", "label"),
    [
        (1, "Download the rejected row with its reason"),
        (2, "Download the 2 with the reason for each"),
        (100_001, "Download the first 100,000 with the reason for each"),
    ],
)
def test_which_rejected_rows_can_be_downloaded(rejected: int, label: str) -> None:
    with transaction() as session:
        result = json.dumps({"rejected": rejected})
        values = "('import', 'local', 'finished', CAST(:result AS jsonb), now()) RETURNING id"
        insert = text(f"INSERT INTO job (kind, actor, state, result, ended_at) VALUES {values}")
        number = session.execute(insert, {"result": result}).scalar_one()
    assert rejects_label(store.find(number)) == label


def test_columns_and_format_of_an_export_are_in_its_address() -> None:
    filed(title="A", priority="low")
    filed(title="B", priority="low")
    filed(title="C")
    at = opened("tickets/page.py", {"priority": "low"})
    box = next(box for box in at.multiselect if box.label == "Columns")
    box.set_value(["status"])
    at.segmented_control(key="export_format").set_value("parquet")
    run(at)
    link = at.get("link_button")[0].proto
    assert link.label == "Download 2 as Parquet"
    assert link.url == "api/export/?format=parquet&columns=id%2Ctitle%2Cexternal_id%2Cstatus&priority=low"
