"""Export: exactly the filtered tickets, in a form that spreadsheets, programs and an import read."""

from __future__ import annotations

import csv
import io
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from db.engine import transaction
from services.errors import InvalidInput, TooManyExports
from services.filters.ticket_filter import TicketFilter
from services.lifecycle import reset
from services.limits import EXPORTS_MAX
from services.tickets import editing
from services.transfer import exporting
from services.transfer.importing import loading
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.other_systems.systems import OWN
from services.transfer.importing.proposal import propose
from services.transfer.importing.source import keep, survey
from tests.pages.desk import filed

pytestmark = pytest.mark.usefixtures("database")


def exported(kind: exporting.Format = "csv", columns: tuple[str, ...] = exporting.COLUMNS, **wanted: Any) -> bytes:
    return b"".join(exporting.export(TicketFilter(**wanted), kind, columns))


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def imported(content: bytes) -> ImportResult:
    """As the dialog does it."""
    source = keep(io.BytesIO(content), "export.csv")
    proposal = propose(source, survey(source))
    assert proposal.system == OWN
    with source.rows() as found:
        return loading.import_rows(found, proposal.plan, actor="test")


def count() -> int:
    with transaction() as session:
        return session.scalar(text("SELECT count(*) FROM ticket")) or 0


def test_exactly_the_filtered_tickets_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 2)
    for title in "ABCDE":
        filed(title=title, priority="low" if title == "C" else "high")
    assert [row["title"] for row in rows(exported(priority=("high",)))] == ["E", "D", "B", "A"]
    assert exported(search="nothing has this") == exported(search="nor this")
    assert rows(exported(search="nothing has this")) == []


def test_a_spreadsheet_opens_it_right() -> None:
    filed(title="=1+1", description="Zeile 1\nZeile 2, Größe", requester="@SUM(A1)", assignee="-Mei", external_id="+1")
    content = exported()
    assert content.startswith(b"\xef\xbb\xbfid,title,")
    (row,) = rows(content)
    assert (row["title"], row["requester"], row["assignee"], row["external_id"]) == (
        "'=1+1",
        "'@SUM(A1)",
        "'-Mei",
        "'+1",
    )
    assert row["description"] == "Zeile 1\nZeile 2, Größe"
    assert row["resolved_at"] == ""


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        ("2026-07-01T10:00:00.5Z", "2026-07-01 12:00:00"),
        ("2026-10-25T00:30:00Z", "2026-10-25 02:30:00+02:00"),
        ("2026-10-25T01:30:00Z", "2026-10-25 02:30:00+01:00"),
    ],
)
def test_times_are_local_and_never_ambiguous(moment: str, written: str) -> None:
    loading.import_csv(io.BytesIO(f"title,created_at\nA,{moment}\n".encode()))
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = 'Europe/Berlin' WHERE key = 'reporting_time_zone'"))
    assert rows(exported())[0]["created_at"] == written


def test_parquet_has_types_and_texts_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 2)
    made = [filed(title=title) for title in ("=1+1", "B", "C")]
    table = pq.read_table(io.BytesIO(exported("parquet", ("id", "title", "created_at", "assignee"))))
    assert table.to_pylist() == [
        {"id": ticket.id, "title": ticket.title, "created_at": ticket.created_at, "assignee": None}
        for ticket in reversed(made)
    ]
    empty = pq.read_table(io.BytesIO(exported("parquet", search="nothing has this")))
    assert (empty.num_rows, tuple(empty.column_names)) == (0, exporting.COLUMNS)


@pytest.mark.parametrize(("tickets", "batches"), [(0, 0), (1, 1), (2, 1), (3, 2), (5, 3)])
def test_a_file_comes_piece_by_piece(tickets: int, batches: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "ROWS_AT_ONCE", 2)
    for _ in range(tickets):
        filed()
    pieces = list(exporting.export(TicketFilter(), "csv", exporting.COLUMNS))
    assert [len(rows(pieces[0] + piece)) for piece in pieces[1:]] == [2] * (tickets // 2) + [1] * (tickets % 2)
    parquet = list(exporting.export(TicketFilter(), "parquet", exporting.COLUMNS))
    assert (len(pieces), len(parquet)) == (1 + batches, batches + 1)  # the header first; the footer last


def test_columns_are_chosen_and_what_an_import_needs_stays() -> None:
    assert exporting.columns_from([]) == exporting.COLUMNS
    assert exporting.columns_from(["status"]) == ("id", "title", "status", "external_id")
    with pytest.raises(InvalidInput, match="Unknown column 'search'. Choose from: id, title, "):
        exporting.columns_from(["id", "search", "more"])
    with pytest.raises(InvalidInput, match=f"Unknown column '{'x' * 60}'"):
        exporting.columns_from(["x" * 61])


@pytest.mark.parametrize("columns", [exporting.COLUMNS, exporting.columns_from(["status"])])
def test_an_export_imported_again_changes_nothing(columns: tuple[str, ...]) -> None:
    filed(title="Without an id")
    filed(title="'=With one", external_id="-7")
    result = imported(exported(columns=columns))
    assert (result.imported, result.already_there, result.rejected, count()) == (0, 2, 0, 2)


def test_a_deleted_ticket_comes_back_once() -> None:
    gone = filed(title="Gone").id
    content = exported()
    editing.delete_ticket(gone)
    assert [imported(content).imported for _ in range(2)] == [1, 0]


def test_another_desk_takes_an_export_as_new_tickets_once() -> None:
    filed(title="A")
    content = exported()
    reset()  # a desk that begins anew is another one: its numbers mean other tickets
    filed(title="Other")
    first, second = imported(content), imported(content)
    assert (first.imported, first.already_there) == (1, 0)
    assert (second.imported, second.already_there) == (0, 1)


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT.map(lambda text: f"x{text}"), TEXT.map(lambda text: f"=x{text}"), TEXT)
@example("x", "=x", "NULL")
def test_every_text_survives_the_way_to_another_desk(title: str, description: str, requester: str) -> None:
    reset()
    made = filed(title=title, description=description, requester=requester)
    before = (made.title, made.description, made.requester)
    content = exported()
    reset()
    assert imported(content).imported == 1
    with transaction() as session:
        after = session.execute(text("SELECT title, description, requester FROM ticket")).one()
    assert tuple(after) == before


def test_only_so_many_run_at_once_and_one_that_is_given_up_makes_room() -> None:
    filed()
    running = [exporting.export(TicketFilter(), "csv", exporting.COLUMNS) for _ in range(EXPORTS_MAX)]
    for pieces in running:
        next(pieces)
    with pytest.raises(TooManyExports):
        next(exporting.export(TicketFilter(), "csv", exporting.COLUMNS))
    for pieces in running:
        pieces.close()
    assert exported()
