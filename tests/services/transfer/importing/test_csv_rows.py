"""The line a row is said to stand on, whatever stands above it: people look for it in their file."""

from __future__ import annotations

import io

import pytest

from services.errors import InvalidInput
from services.transfer.importing.csv_rows import CELL_MAX, COLUMNS_MAX, CsvRows


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


def test_a_row_with_too_few_cells_is_told_and_the_next_is_read() -> None:
    assert list(CsvRows(io.BytesIO(b"a,b\n1\n2,z\n"))) == [(2, "1 cells, but the header names 2"), (3, ["2", "z"])]


def test_a_cell_that_is_too_long_is_told_with_its_limit() -> None:
    table = CsvRows(io.BytesIO(b"a\nx\n" + b"y" * (CELL_MAX + 1) + b"\n"))
    with pytest.raises(InvalidInput, match="row on line 3 .* more than 1,000,000 characters"):
        list(table)


def test_an_empty_row_with_more_cells_than_may_be_is_told() -> None:
    rows = list(CsvRows(io.BytesIO(b"a,b\n,,,\n" + b"," * COLUMNS_MAX + b"\n")))
    assert rows == [(3, "1001 cells, but the header names 2")]
