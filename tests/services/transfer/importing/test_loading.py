"""CSV import: good rows in, bad rows named, nothing by halves."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services import stats
from services.errors import InvalidInput
from services.transfer.importing import loading
from services.transfer.importing.loading import ImportResult, Rejected
from services.transfer.importing.plan import ASIDE, TODAY, Ended, plan_by_name
from services.transfer.importing.tables.csv_rows import CsvRows
from services.transfer.installation import own_prefix

pytestmark = pytest.mark.usefixtures("database")


def load(content: str | bytes) -> ImportResult:
    raw = content.encode("utf-8", errors="surrogateescape") if isinstance(content, str) else content
    return loading.import_csv(io.BytesIO(raw), actor="import")


def stored(*columns: str) -> list[tuple[Any, ...]]:
    with transaction() as session:
        return [tuple(row) for row in session.execute(text(f"SELECT {', '.join(columns)} FROM ticket ORDER BY id"))]


GOOD = dict.fromkeys(
    ("category", "priority", "status", "created_at", "resolved_at", "requester", "assignee", "external_id"), ""
) | {"title": "Good", "description": "d"}


def sheet(*rows: dict[str, str]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def ahead(**lapse: float) -> str:
    """A time that is this far in the future."""
    return (datetime.now(UTC) + timedelta(**lapse)).isoformat()


def test_a_whole_row_is_taken_as_it_is() -> None:
    result = load(
        "external_id,title,description,category,priority,status,created_at,resolved_at,requester,assignee,source\n"
        'Z-1,Refund,"Two\r\nlines",billing,high,resolved,2026-01-02T03:04:05Z,2026-01-03T00:00:00+02:00,Ann,Mei,x\n'
    )
    assert (result.imported, result.already_there, result.rejected) == (1, 0, 0)
    ((*fields, created, resolved),) = stored(
        "external_id", "title", "description", "category", "category_set_by::text", "priority::text",
        "priority_set_by::text", "status::text", "requester", "assignee", "created_at", "resolved_at",
    )  # fmt: skip
    assert fields == [
        "Z-1", "Refund", "Two\nlines", "billing", "import", "high", "import", "resolved", "Ann", "Mei",
    ]  # fmt: skip
    assert created.isoformat() == "2026-01-02T03:04:05+00:00"
    assert resolved.isoformat() == "2026-01-02T22:00:00+00:00"


@pytest.mark.parametrize(
    ("row", "title", "description"),
    [
        (",The printer smokes", "The printer smokes", "The printer smokes"),
        ("Printer,", "Printer", "Printer"),
        ('"two\nlines",x', "two lines", "x"),
        (f",{'word ' * 30}", f"{'word ' * 15}word…", "word " * 30),
        (f",{'x' * 300}", f"{'x' * 80}…", "x" * 300),
        (f",{'x' * 80}", "x" * 80, "x" * 80),
        (f",{'x' * 81}", f"{'x' * 80}…", "x" * 81),
        (f",{'x' * 80} y", f"{'x' * 80}…", f"{'x' * 80} y"),
    ],
)
def test_an_empty_title_or_description_is_filled_from_the_other(row: str, title: str, description: str) -> None:
    assert load(f"title,description\n{row}\n").rejected == 0
    assert stored("title", "description") == [(title, description)]


def test_the_classifier_is_asked_where_a_field_is_empty() -> None:
    load("title,category,priority\nRefund of my invoice,,\nRefund of my invoice,general,\nZzz,,\n")
    assert stored("category", "category_set_by::text", "priority_set_by::text") == [
        ("billing", "classifier", "classifier"),
        ("general", "import", "classifier"),
        ("general", "classifier", "classifier"),
    ]
    assert stored("priority::text")[2] == ("medium",)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"title": " ", "description": "\u200b"}, "title and description are empty"),
        ({"title": "x" * 201}, "the title has more than 200 characters"),
        ({"description": "x" * 20_001}, "the description has more than 20000 characters"),
        ({"category": "sales"}, "unknown category 'sales'"),
        ({"category": "x'); DROP TABLE ticket; --"}, "unknown category 'x''); drop table ticket; --'"),
        ({"priority": "P1"}, "unknown priority 'p1'"),
        ({"status": "done"}, "unknown status 'done'"),
        ({"created_at": "yesterday"}, "created_at 'yesterday' is not a time such as 2026-11-22T09:30:00Z"),
        (
            {"created_at": "2026-01-01T09:30:00+16:00"},
            "created_at '2026-01-01T09:30:00+16:00' is not a time such as 2026-11-22T09:30:00Z",
        ),
        ({"created_at": "2999-01-01"}, "created_at lies in the future"),
        ({"created_at": ahead(hours=25)}, "created_at lies in the future"),
        ({"created_at": "2001-01-01", "resolved_at": ahead(hours=25)}, "resolved_at lies in the future"),
        ({"created_at": "9999-12-31T23:30:00-05:00"}, "created_at lies in the future"),
        ({"created_at": "1899-12-31T23:59:59Z"}, "created_at lies before 1900"),
        ({"created_at": "0001-01-01T00:00:00+14:00", "status": "closed"}, "created_at lies before 1900"),
        ({"created_at": "0001-01-01", "resolved_at": "2001-01-01"}, "created_at lies before 1900"),
        ({"created_at": "2001-01-01", "resolved_at": "9999-12-31T23:00:00-05:00"}, "resolved_at lies in the future"),
        ({"created_at": "9999-366"}, "created_at '9999-366' is not a time such as 2026-11-22T09:30:00Z"),
        ({"resolved_at": "2001-01-01", "created_at": "2002-01-01"}, "resolved_at lies before created_at"),
        (
            {"resolved_at": "2001-12-31T23:59:59Z", "created_at": "2002-01-01T00:00:00Z"},
            "resolved_at lies before created_at",
        ),
        (
            {"resolved_at": "2002-01-02", "created_at": "2002-01-01", "status": "open"},
            "has resolved_at, but is open",
        ),
        (
            {"resolved_at": "2002-01-02", "created_at": "2002-01-01", "status": "in_progress"},
            "has resolved_at, but is in_progress",
        ),
        ({"requester": "x" * 201}, "the requester has more than 200 characters"),
        ({"assignee": "x" * 201}, "the assignee has more than 200 characters"),
        ({"external_id": "x" * 201}, "the external_id has more than 200 characters"),
        ({"title": "a\0b"}, "contains a NUL character"),
    ],
)
def test_a_bad_row_stays_out_and_says_why(cells: dict[str, str], reason: str) -> None:
    result = load(sheet(GOOD, GOOD | cells, GOOD))
    assert result.imported == 2
    assert result.rejected_rows == [Rejected(3, reason)]
    assert stored("title") == [("Good",), ("Good",)]


@pytest.mark.parametrize(
    "cells",
    [
        {"title": "x" * 200},
        {"description": "x" * 20_000},
        {"requester": "x" * 200},
        {"assignee": "x" * 200},
        {"external_id": "x" * 200},
        {"created_at": "1900-01-01T00:00:00Z", "status": "closed"},
        {"created_at": ahead(hours=23)},  # a clock that is ahead, or another time zone
        {"created_at": "2001-01-01", "resolved_at": ahead(hours=23)},
        {"created_at": "2002-01-01T12:00:00Z", "resolved_at": "2002-01-01T12:00:00Z"},
        {"created_at": "2002-01-01T12:00:00Z", "resolved_at": "2002-01-01T13:00:00+01:00", "status": "closed"},
    ],
)
def test_a_row_at_the_very_limit_of_a_rule_comes_in(cells: dict[str, str]) -> None:
    result = load(sheet(GOOD, GOOD | cells))
    assert (result.imported, result.rejected_rows) == (2, [])


def test_rows_are_named_by_the_line_they_begin_on() -> None:
    result = load('title,description\n"a","1\n2\n3"\n\n,\nx,y,z\ngood,one\nlast\n')
    assert result.rejected_rows == [Rejected(7, "3 cells, but the header names 2")]
    assert stored("title") == [("a",), ("good",), ("last",)]


def test_values_are_read_as_people_write_them() -> None:
    load(
        "Title;Description;CATEGORY;Priority;Status;Resolved At\nA;x;Billing;HIGH;In Progress;\nB;x;;low;;2026-01-01\n"
    )
    assert stored("category", "priority::text", "status::text")[0] == ("billing", "high", "in_progress")
    assert stored("status::text")[1:] == []  # resolved before it was created (now): refused


def test_a_resolved_time_alone_means_resolved() -> None:
    load("title,created_at,resolved_at\nA,2026-01-01,2026-01-02\n")
    assert stored("status::text") == [("resolved",)]


def test_a_resolved_ticket_without_its_time_is_not_resolved_today() -> None:
    load("title,status,created_at\nA,closed,2020-01-01\n")
    assert stored("resolved_at = created_at") == [(True,)]
    assert stats.headline().resolved_today == 0


def test_times_without_an_offset_are_in_the_reporting_time_zone() -> None:
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = 'Europe/Berlin' WHERE key = 'reporting_time_zone'"))
    load("title,created_at\nA,2026-07-01 12:00\n")
    assert stored("created_at")[0][0].isoformat() == "2026-07-01T10:00:00+00:00"


def test_a_person_is_one_however_the_letters_of_a_name_were_put_together() -> None:
    load("title,assignee\nA,Zoe\u0308\nB,Zo\u00eb\n")
    assert {name for (name,) in stored("assignee")} == {"Zo\u00eb"}


@pytest.mark.parametrize("number", ["999999999999999999", "9999999999999999999", "9" * 40, "²", "-1", "1.0", ""])
def test_whatever_looks_like_an_id_of_this_desk_is_an_external_id(number: str) -> None:
    """Also one that no ticket can have: the row comes in like any other."""
    with transaction() as session:
        prefix = own_prefix(session)
    result = load(f"title,external_id\nA,{prefix}{number}\nB,{prefix}1\n")
    assert (result.imported, result.rejected) == (2, 0)
    assert stored("external_id") == [(f"{prefix}{number}",), (f"{prefix}1",)]


def test_the_same_file_twice_is_imported_once() -> None:
    file = "external_id,title\nZ-1,A\nZ-2,B\nZ-1,again\n,no id\n"
    first, second = load(file), load(file)
    assert (first.imported, first.already_there, first.rejected) == (3, 0, 1)
    assert (second.imported, second.already_there, second.rejected) == (1, 2, 1)
    assert first.rejected_rows == second.rejected_rows == [Rejected(4, "has the id of line 2")]


@pytest.mark.parametrize(
    ("header", "title", "requester"),
    [
        ("title,requester,status", "'=A", "'+B"),  # somebody else's apostrophes are text
        ("title,requester,external_id", "'=A", "'+B"),
        ("title,requester,external_id,id", "=A", "+B"),  # an export of this desk
        ("title,requester,import_problem", "=A", "+B"),  # and what was rejected
    ],
)
def test_only_what_was_written_here_loses_the_marks_of_formulas(header: str, title: str, requester: str) -> None:
    load(f"{header}\n'=A,'+B{',' * (header.count(',') - 1)}\n")
    assert stored("title", "requester") == [(title, requester)]


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", [b"\n", b"\r\n"])
def test_byte_order_mark_and_line_ends_do_not_matter(prefix: bytes, newline: bytes) -> None:
    load(prefix + newline.join([b"title,description", "Ünïcode 🎉,مرحبا".encode(), b""]))
    assert stored("title", "description") == [("Ünïcode 🎉", "مرحبا")]


def test_a_row_that_is_not_utf8_stays_out() -> None:
    result = load(b"title\nok\n\xff\xfe broken\n")
    assert (result.imported, result.rejected_rows) == (1, [Rejected(3, "is not valid in the encoding of the file")])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "The file is empty"),
        ("a,b\n1,2\n", "must name the columns"),
        ("title,title\n1,2\n", "'title' is there twice"),
        ("title\ngood\n" + '"never closed ' + "x" * 1_000_001, "The row on line 3 never ends"),
        ('title,description\nA,"unclosed\nB,b\nC,c\n', "The row on line 2 never ends"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "must name the columns"),
    ],
)
def test_a_file_that_cannot_be_read_changes_nothing(content: str | bytes, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        load(content)
    assert stored("id") == []


def test_only_the_first_rejections_are_named_but_all_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "REPORTED_MAX", 2)
    result = load("title\n" + '" "\n' * 5)
    assert (result.rejected, [row.line for row in result.rejected_rows]) == (5, [2, 3])


def test_imported_tickets_are_counted_and_have_a_history() -> None:
    load("title,category,priority\n" + "A,billing,low\n" * 40)
    assert stats.headline().total_tickets == 40
    with transaction() as session:
        assert session.execute(text("SELECT DISTINCT actor, kind::text FROM ticket_event")).all() == [
            ("import", "created")
        ]


def test_all_or_nothing_imports_nothing_when_a_row_is_bad_and_names_it() -> None:
    file = b"title,priority\nA,low\nB,P1\nC,low\n"
    result = loading.import_csv(io.BytesIO(file), all_or_nothing=True)
    assert (result.imported, result.already_there, result.rejected) == (0, 0, 1)
    assert result.rejected_rows == [Rejected(3, "unknown priority 'p1'")]
    assert stored("id") == []


def test_all_or_nothing_imports_everything_when_all_is_well() -> None:
    file = b"external_id,title\nZ-1,A\nZ-2,B\n"
    first, second = (loading.import_csv(io.BytesIO(file), all_or_nothing=True) for _ in range(2))
    assert (first.imported, first.rejected) == (2, 0)
    assert (second.imported, second.already_there) == (0, 2)


@pytest.mark.parametrize("file", [b"title\n", b"title,status", b"title\n\n\n"])
def test_a_file_without_rows_is_told(file: bytes) -> None:
    with pytest.raises(InvalidInput, match="a header and nothing below it"):
        loading.import_csv(io.BytesIO(file))


def test_tickets_are_numbered_in_the_order_of_the_file() -> None:
    load("title\n" + "".join(f"T{number}\n" for number in range(500)))
    assert stored("title") == [(f"T{number}",) for number in range(500)]


@pytest.mark.parametrize("rejected", [(), (0, 3)], ids=["all good", "some rejected"])
@pytest.mark.parametrize("rows", [2, 3, 4, 6, 7])
def test_each_row_comes_in_once_however_the_batches_fall(
    monkeypatch: pytest.MonkeyPatch, rows: int, rejected: tuple[int, ...]
) -> None:
    monkeypatch.setattr(loading, "BATCH_FIRST", 3)
    monkeypatch.setattr(loading, "BATCH_MAX", 3)
    monkeypatch.setattr(loading, "READ", 2)
    titles = [" " if number in rejected else f"T{number}" for number in range(rows)]
    good = [(title,) for title in titles if title != " "]
    heard: list[tuple[str, int]] = []
    file = CsvRows(io.BytesIO("\n".join(["title,description", *(f"{title}," for title in titles)]).encode()))
    plan = plan_by_name(file.header)
    result = loading.import_rows(file, plan, actor="import", report=lambda phase, number: heard.append((phase, number)))
    assert (result.imported, result.already_there, result.rejected) == (len(good), 0, rows - len(good))
    assert stored("title") == good
    assert heard == [
        *(("reading", number) for number in range(2, rows + 1, 2)),
        ("reading", rows),
        *(("storing", number) for number in range(0, rows, 3)),
        ("storing", rows),
    ]


def test_a_preview_shows_what_an_import_would_store_and_keeps_nothing() -> None:
    file = CsvRows(io.BytesIO(b"title,priority\nA,low\nB,P1\n"))
    rows = loading.preview(file, plan_by_name(file.header))
    assert [(row.line, row.title, row.priority, row.problem) for row in rows] == [
        (2, "A", "low", None),
        (3, "B", "p1", "unknown priority 'p1'"),
    ]
    assert stored("id") == []


@pytest.mark.parametrize(("undated", "today"), [(ASIDE, 1), (TODAY, 3), ("2020-01-02", 1)])
def test_tickets_without_a_date_are_left_out_of_today_unless_somebody_wants_them(undated: str, today: int) -> None:
    load(f"title,created_at,status\nX,{ahead()},open\n")
    file = CsvRows(io.BytesIO(b"title,status\nA,open\nB,closed\n"))
    result = loading.import_rows(file, replace(plan_by_name(file.header), undated=undated), actor="import")
    numbers = stats.headline()
    assert (result.undated, numbers.total_tickets, numbers.created_today) == (2, 3, today)
    assert numbers.resolved_today == (1 if undated == TODAY else 0)


def test_only_rows_without_a_date_get_one() -> None:
    file = CsvRows(io.BytesIO(b"title,created_at,resolved_at\nA,2026-01-01,\nB,,\nC,NULL,\n"))
    plan = replace(plan_by_name(file.header), undated="2020-01-02")
    assert loading.import_rows(file, plan, actor="import").undated == 2
    assert stored("title", "created_at::date::text") == [("A", "2026-01-01"), ("B", "2020-01-02"), ("C", "2020-01-02")]


@pytest.mark.parametrize(
    ("ended", "rows"),
    [
        ("reject", [("B", "closed", "2026-01-02")]),
        ("reopened", [("A", "open", None), ("B", "closed", "2026-01-02")]),
        ("closed", [("A", "closed", "2026-01-03"), ("B", "closed", "2026-01-02")]),
    ],
)
def test_an_end_of_an_unresolved_ticket(ended: Ended, rows: list[tuple[str, str, str | None]]) -> None:
    content = b"title,status,created_at,resolved_at\nA,open,2026-01-01,2026-01-03\nB,closed,2026-01-01,2026-01-02\n"
    file = CsvRows(io.BytesIO(content))
    loading.import_rows(file, replace(plan_by_name(file.header), ended=ended), actor="import")
    assert stored("title", "status::text", "resolved_at::date::text") == rows
