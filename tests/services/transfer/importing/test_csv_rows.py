"""The line a row is said to stand on, whatever stands above it: people look for it in their file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from services.errors import InvalidInput
from services.transfer.importing.tables import csv_rows
from services.transfer.importing.tables.csv_rows import CELL_MAX, COLUMNS_MAX, CsvRows


@pytest.fixture(autouse=True)
def _limit_as_before() -> Iterator[None]:
    """The limit of a cell is one of the whole process."""
    before = csv.field_size_limit()
    yield
    csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("above", "begins"),
    [
        ("", 2),
        ("sep=;\n", 3),
        ("sep=;\r\n", 3),
        ("\n", 3),
        ("\n \n", 4),
        ("sep=;\n\n", 4),
        ("\nsep=;\n\n\n", 6),
    ],
    ids=repr,
)
def test_rows_have_the_lines_of_the_file(above: str, begins: int) -> None:
    table = CsvRows(io.BytesIO(f'{above}a;b\n1;"x\ny"\n\n2;z\n'.encode()))
    assert (table.header, table.delimiter) == (["a", "b"], ";")
    assert list(table) == [(begins, ["1", "x\ny"]), (begins + 3, ["2", "z"])]


@pytest.mark.parametrize(("above", "line"), [("", 3), ("sep=;\n", 4), ("\n\n", 5)], ids=repr)
def test_a_quote_that_is_never_closed_is_told_by_its_line(above: str, line: int) -> None:
    table = CsvRows(io.BytesIO(f'{above}a;b\n1;x\n2;"z\n'.encode()))
    with pytest.raises(InvalidInput, match=f"row on line {line} never ends"):
        list(table)


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("1", ["1", "", ""]),
        ("1,2", ["1", "2", ""]),
        ("1,2,3,", ["1", "2", "3"]),
        ("1,2,3,,\u00a0 ", ["1", "2", "3"]),
        ("1,2,3,4", "4 cells, but the header names 3"),
        ("1,2,3,,5", "5 cells, but the header names 3"),
    ],
)
def test_what_a_short_row_lacks_is_empty_and_what_is_empty_beyond_the_header_is_not_there(
    row: str, cells: list[str] | str
) -> None:
    assert list(CsvRows(io.BytesIO(f"a,b,c\n{row}\n7,8,9\n".encode()))) == [(2, cells), (3, ["7", "8", "9"])]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        # a quote that nothing closes ends at that of a later row, which is not lost
        (
            '1,A,"never closed,Open\n2,B,x,Open\n3,C,"y",Open\n4,D,"z\nz",Open\n',
            [(2, ["1", "A", '"never closed', "Open"]), (3, ["2", "B", "x", "Open"]), (4, ["3", "C", "y", "Open"]),
             (5, ["4", "D", "z\nz", "Open"])],
        ),
        (
            '1,"A,x,Open\n2,"B,y,Open\n3,"C",z,Open\n',
            [(2, ["1", '"A', "x", "Open"]), (3, ["2", '"B', "y", "Open"]), (4, ["3", "C", "z", "Open"])],
        ),
        (
            '1,A,"never closed,Open\n2,B,"x, x\ny",Open\n3,C,z,Open\n',
            [(2, ["1", "A", '"never closed', "Open"]), (3, ["2", "B", "x, x\ny", "Open"]),
             (5, ["3", "C", "z", "Open"])],
        ),
        # quotes within a cell of several lines
        (
            '1,A,"first\nsaid "no" here",Open\n2,B,x,Open\n',
            [(2, ["1", "A", 'first\nsaid no" here"', "Open"]), (4, ["2", "B", "x", "Open"])],
        ),
        (
            '1,A,"one, two\nsaid "no" here",Open\n2,B,x,Open\n',
            [(2, ["1", "A", 'one, two\nsaid no" here"', "Open"]), (4, ["2", "B", "x", "Open"])],
        ),
        # a cell that holds a table
        (
            '1,A,"a,b,c,d\ne,f,g,h",Open\n2,B,x,Open\n',
            [(2, ["1", "A", "a,b,c,d\ne,f,g,h", "Open"]), (4, ["2", "B", "x", "Open"])],
        ),
    ],
)  # fmt: skip
def test_a_stray_quote_joins_no_rows(body: str, rows: list[tuple[int, list[str]]]) -> None:
    assert list(CsvRows(io.BytesIO(f"ID,Subject,Details,Status\n{body}".encode()))) == rows


@pytest.mark.parametrize("more", [100, 2_500])
def test_lines_that_all_have_stray_quotes_are_read_a_bounded_number_of_times(
    more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    watched = CsvRows._watched

    def counted(self: CsvRows, sample: list[str]) -> Iterator[str]:
        for line in watched(self, sample):
            read.append(line)
            yield line

    monkeypatch.setattr(CsvRows, "_watched", counted)
    body = 'a"b,"c,d\n' * more + 'a"b,c,d\n'
    rows = [row for _, row in CsvRows(io.BytesIO(f"x,y,z\n{body}".encode()))]
    assert len(read) <= 4 * more + csv_rows.READ_AGAIN
    assert rows[0] == ['a"b', '"c', "d"]
    if more == 100:
        assert rows == [['a"b', '"c', "d"]] * more + [['a"b', "c", "d"]]
    else:
        assert str(rows[-1]).endswith("cells, but the header names 3")


def test_a_formula_that_only_says_a_text_is_that_text_in_every_row() -> None:
    text = 'ID,="Subject"\n="0012",a\n13,=SUM(A1)\n' + "x,y\n" * 20_000 + '"=HYPERLINK(""https://x/1"",""INC-1"")",b\n'
    table = CsvRows(io.BytesIO(text.encode()))
    rows = list(table)
    assert (table.header, rows[0][1], rows[1][1]) == (["ID", "Subject"], ["0012", "a"], ["13", "=SUM(A1)"])
    assert rows[-1][1] == ["INC-1", "b"]


def test_a_cell_that_is_too_long_is_told_with_its_limit() -> None:
    table = CsvRows(io.BytesIO(b"a\nx\n" + b"y" * (CELL_MAX + 1) + b"\n"))
    with pytest.raises(InvalidInput, match="row on line 3 .* more than 1,000,000 characters"):
        list(table)


def test_an_empty_row_with_more_cells_than_may_be_is_told() -> None:
    rows = list(CsvRows(io.BytesIO(b"a,b\n,,,\n" + b"," * COLUMNS_MAX + b"\n")))
    assert rows == [(3, "1001 cells, but the header names 2")]


@pytest.mark.parametrize(
    ("limit", "most", "file", "refused"),
    [
        ("COLUMNS_MAX", 3, "a,b,c\n", None),
        ("COLUMNS_MAX", 3, "a,b,c,d\n", "The file has 4 columns. At most 3 can be read."),
        ("COLUMN_NAME_MAX", 3, "abc,d\n", None),
        ("COLUMN_NAME_MAX", 3, "d,abcd\n", "with at most 3 characters each"),
        ("BLANK_LINES_MAX", 2, "\n\na\n", None),
        ("BLANK_LINES_MAX", 2, "\n \n\na\n", "begins with more than 2 blank lines"),
        ("ROW_MAX", 6, "a\nabcd\n", None),
        ("ROW_MAX", 6, "a\nabcde\n", "Line 2 belongs to a row of more than 6 characters"),
        ("ROW_MAX", 6, 'a\nb\n"c\nd"\n', "Line 4 belongs to a row of more than 6 characters"),
        ("ROW_MAX", 6, "a\nabcd\nabcd\nabcd\n", None),  # each row counts anew
        ("CELL_MAX", 3, "a\nabc\n", None),
        ("CELL_MAX", 3, "a\nabcd\n", "more than 3 characters"),
    ],
)
def test_the_last_that_is_read_and_the_first_that_is_not(
    limit: str, most: int, file: str, refused: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_rows, limit, most)
    if refused is None:
        list(CsvRows(io.BytesIO(file.encode())))
    else:
        with pytest.raises(InvalidInput, match=refused) as told:
            list(CsvRows(io.BytesIO(file.encode())))
        assert list(told.value.fields) == ["file"]


@pytest.mark.parametrize(("most", "refused"), [(3, False), (2, True)])
def test_lines_are_counted(most: int, refused: bool) -> None:
    rows = CsvRows(io.BytesIO(b"a\n1\n2\n"), lines_max=most)
    if refused:
        with pytest.raises(InvalidInput, match="more than 2 lines"):
            list(rows)
    else:
        assert len(list(rows)) == 2
