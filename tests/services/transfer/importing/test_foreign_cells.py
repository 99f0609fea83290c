"""Cells of other systems' files: ids, people and marks that nobody sees."""

from __future__ import annotations

import pytest

from services.transfer.importing.foreign_cells import people, plain_cells, plain_id


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1001", "1001"),
        ("1001.0", "1001"),  # as pandas writes a whole number beside empty cells
        ("1.0", "1.0"),
        ("1001.5", "1001.5"),
        ("1 234 567", "1234567"),
        ("1,234", "1234"),
        ("12,34", "12,34"),
        ("\u200e1001", "1001"),
        ("\ufeffINC\u200b-7", "INC-7"),
        ("ABC-1", "ABC-1"),
        ("abc-1", "abc-1"),  # ids that differ by case are two
        ("0012", "0012"),
    ],
)
def test_an_id(written: str, read: str) -> None:
    assert plain_id(written) == read


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ('["Jane Smith"]', "Jane Smith"),
        ('["Jane Smith", "John Doe"]', "Jane Smith, John Doe"),
        ('[{"login": "jane", "id": "1"}]', "jane"),
        ('{"name": "Jane", "email": "jane@example.com"}', "Jane"),
        ("[]", ""),
        ("Ward 3 <br>ward3@example.com<br>", "Ward 3, ward3@example.com"),
        ("<p>Jane <b>Smith</b></p>", "Jane Smith"),
        ("Jane <jane@example.com>", "Jane <jane@example.com>"),
        ("Jane <jane@example.com><br/>Bob", "Jane <jane@example.com>, Bob"),
        ("[Team] Jane", "[Team] Jane"),
        ('["Jane", 1]', '["Jane", 1]'),
        ("{Jane}", "{Jane}"),
        ("[" * 900, "[" * 900),
        ("Jane [she]", "Jane [she]"),
        ("", ""),
    ],
)
def test_people(written: str, names: str) -> None:
    assert people(written) == names


def test_marks_of_direction_are_removed_but_from_texts() -> None:
    cells = {"title": "\u200fשלום", "requester": "\u202bרות\u202c", "status": "open\u200e", "assignee": '["Ann"]'}
    assert plain_cells(cells, ("title",)) == {
        "title": "\u200fשלום", "requester": "רות", "status": "open", "assignee": "Ann",
    }  # fmt: skip
