"""Rows with an id that an earlier row of the file has: rejected by name, or added to the first."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.limits import DESCRIPTION_MAX
from services.transfer.importing import loading
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.plan import Repeated, plan_by_name
from services.transfer.importing.repeated_ids import CUT_NOTE
from services.transfer.importing.tables.csv_rows import CsvRows

pytestmark = pytest.mark.usefixtures("database")


def load(content: str, repeated: Repeated, **plan: Any) -> ImportResult:
    rows = CsvRows(io.BytesIO(content.encode()))
    chosen = replace(plan_by_name(rows.header), repeated=repeated, **plan)
    return loading.import_rows(rows, chosen, actor="import", name="a.csv")


def stored() -> list[tuple[str, str]]:
    with transaction() as session:
        rows = session.execute(text("SELECT coalesce(external_id, ''), description FROM ticket ORDER BY id"))
        return [(row[0], row[1]) for row in rows]


HEADER = "external_id,title,description\n"


@pytest.mark.parametrize(
    ("rows", "tickets", "reasons"),
    [
        ("1,A,a\n1,A,b\n1,A,c\n", ["1"], {3: "has the id of line 2", 4: "has the id of line 2"}),
        ("1,A,a\n2,B,b\n1,A,c\n2,B,d\n", ["1", "2"], {4: "has the id of line 2", 5: "has the id of line 3"}),
        ("1,A,a\n,A,b\n,A,c\n", ["1", "", ""], {}),
        ("NULL,A,a\nN/A,A,b\n-,A,c\n(none),A,d\n", ["", "", "", ""], {}),
        ("1,A,a\n 1 ,A,b\n", ["1"], {3: "has the id of line 2"}),
        ("x,A,a\nX,A,b\n", ["x", "X"], {}),
        ("1, ,\n1,A,b\n1,A,c\n", ["1"], {2: "title and description are empty", 4: "has the id of line 3"}),
        ('1,A,"two\nlines"\n1,A,b\n', ["1"], {4: "has the id of line 2"}),
        (
            "1.23457E+15,A,a\n1.23457E+15,B,b\n",
            ["1.23457E+15"],
            {3: "has the id of line 2, which a spreadsheet has shortened"},
        ),
        ("1,A,a\n1,A,a\n", ["1"], {3: "has the id of line 2"}),
    ],
)
def test_a_second_row_with_an_id_is_rejected_by_name(rows: str, tickets: list[str], reasons: dict[int, str]) -> None:
    result = load(HEADER + rows, "reject")
    assert {row.line: row.reason for row in result.rejected_rows} == reasons
    assert [number for number, _ in stored()] == tickets
    assert (result.imported, result.already_there, result.added) == (len(tickets), 0, 0)


@pytest.mark.parametrize(
    ("rows", "tickets", "added", "rejected"),
    [
        ("1,A,a\n1,A,b\n1,A,c\n", [("1", "a\n\nb\n\nc")], 2, 0),
        ("1,A,a\n2,B,x\n1,A,b\n2,B,y\n", [("1", "a\n\nb"), ("2", "x\n\ny")], 2, 0),
        ("1,A,a\n1,A,a\n", [("1", "a")], 1, 0),  # says nothing more
        ("1,A,\n1,A,b\n", [("1", "A\n\nb")], 1, 0),
        ("1,A,a\n1, ,\n", [("1", "a")], 0, 1),
        (",A,a\n,A,b\n", [("", "a"), ("", "b")], 0, 0),
        ("1.23457E+15,A,a\n1.23457E+15,B,b\n", [("1.23457E+15", "a")], 0, 1),
    ],
)
def test_their_text_is_added_to_the_first_if_a_person_chooses_so(
    rows: str, tickets: list[tuple[str, str]], added: int, rejected: int
) -> None:
    result = load(HEADER + rows, "append")
    assert stored() == tickets
    assert (result.imported, result.added, result.rejected, result.cut) == (len(tickets), added, rejected, 0)


@pytest.mark.parametrize("comments", [3, 50])
def test_what_is_added_ends_at_the_limit_and_says_so(comments: int) -> None:
    rows = "".join(f"1,A,{letter * 9_000}\n" for letter in "abcdefghij" * (comments // 10 + 1))
    result = load(HEADER + rows, "append")
    ((_, description),) = stored()
    assert (len(description), result.imported, result.rejected, result.cut) == (DESCRIPTION_MAX, 1, 0, 1)
    assert description.startswith(f"{'a' * 9_000}\n\n{'b' * 9_000}\n\nc")
    assert description.endswith(CUT_NOTE)


@pytest.mark.parametrize(("second", "cut"), [(DESCRIPTION_MAX - 12, 0), (DESCRIPTION_MAX - 11, 1)])
def test_what_fits_exactly_is_not_cut(second: int, cut: int) -> None:
    result = load(f"{HEADER}1,A,{'a' * 10}\n1,A,{'b' * second}\n", "append")
    ((_, description),) = stored()
    assert (result.cut, len(description)) == (cut, DESCRIPTION_MAX)
    assert description.endswith(CUT_NOTE) == bool(cut)


def test_a_file_of_comments_twice_is_one_import() -> None:
    file = f"{HEADER}1,A,a\n1,A,b\n"
    first, second = load(file, "append"), load(file, "append")
    assert (first.imported, first.added, second.imported, second.already_there) == (1, 1, 0, 1)
    assert stored() == [("1", "a\n\nb")]
