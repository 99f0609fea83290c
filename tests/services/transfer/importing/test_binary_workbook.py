"""Binary workbooks of Excel: every kind of cell, dates, hidden sheets, and those that are damaged."""

from __future__ import annotations

import io
import zipfile

import pytest

from services.errors import InvalidInput
from services.transfer.importing import source
from services.transfer.importing.reading_options import AS_TOLD, ReadingOptions
from tests.services.transfer.importing.test_workbook import COVER, LIST, TABLE
from tests.services.transfer.importing.xlsb import Cell, Sheets, xlsb

HEADER = ["Subject", "Number", "Created"]
NOON = 46_085.5  # 4 March 2026
AFTERNOON = 46_085.586_805_555_6  # five past two


def kept(content: bytes, options: ReadingOptions = AS_TOLD) -> source.Source:
    return source.keep(io.BytesIO(content), "a.xlsb", options)


def only_row(row: list[str | Cell], *, from_1904: bool = False) -> list[str]:
    with kept(xlsb([("A", "visible", [HEADER, row])], from_1904=from_1904)).rows() as rows:
        ((_, found),) = rows
    assert not isinstance(found, str), found
    return list(found)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (Cell("rk", 1001), "1001"),
        (Cell("rk", 12.5), "12.5"),
        (Cell("real", 123456789012), "123456789012"),
        (Cell("formula number", 7), "7"),
        (Cell("text", "größer"), "größer"),
        (Cell("formula text", "so\nund so"), "so\nund so"),
        (Cell("bool", "True"), "True"),
        (Cell("formula bool", "False"), "False"),
        (Cell("blank", ""), ""),
        (Cell("error", "#N/A"), ""),
        (Cell("formula error", "#SPILL!"), ""),
        (Cell("real", AFTERNOON, "date"), "2026-03-04T14:05:00"),
        (Cell("real", AFTERNOON, "own"), "2026-03-04T14:05:00"),
        (Cell("formula number", NOON, "clock"), "2026-03-04T12:00:00"),
        (Cell("rk", NOON, "clock"), "2026-03-04T12:00:00"),
        (Cell("rk", NOON, "money"), "46085.5"),  # a format with letters that are no date's
    ],
)
def test_a_cell_of_each_kind(cell: Cell, read: str) -> None:
    assert only_row(["Größe & <x>", cell, ""]) == ["Größe & <x>", read, ""]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    assert only_row(["x", "", Cell("rk", NOON - 1_462, "date")], from_1904=True)[2] == "2026-03-04T12:00:00"


@pytest.mark.parametrize(
    "sheets",
    [
        [("Cover", "visible", COVER), ("Tickets", "visible", TABLE)],
        [("Old", "hidden", TABLE), ("Tickets", "visible", TABLE)],
        [("Old", "veryHidden", TABLE), ("Lists", "visible", LIST), ("Tickets", "visible", TABLE)],
        [("Empty", "visible", []), ("Tickets", "hidden", TABLE)],
    ],
)
def test_the_first_sheet_with_a_table_is_proposed(sheets: Sheets) -> None:
    found = kept(xlsb(sheets))
    assert (found.sheet, found.sheets) == ("Tickets", tuple(name for name, _, _ in sheets))
    with found.rows() as rows:
        assert [list(found.header), *(row for _, row in rows)] == TABLE


def test_another_sheet_can_be_chosen() -> None:
    found = kept(xlsb([("Tickets", "visible", TABLE), ("Lists", "hidden", LIST)]))
    assert list(found.read_with(ReadingOptions(sheet="Lists")).header) == LIST[0]


def damaged(part: str) -> bytes:
    """A workbook of which a part ends in the middle of a record."""
    whole, target = zipfile.ZipFile(io.BytesIO(xlsb([("A", "visible", TABLE)]))), io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in whole.namelist():
            content = whole.read(name)
            archive.writestr(name, content[: len(content) // 2] if name == part else content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [xlsb([("A", "visible", TABLE)])[:900], damaged("xl/workbook.bin"), damaged("xl/sharedStrings.bin")],
)
def test_one_that_is_damaged_is_told(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="not a workbook that can be read"):
        kept(content)
