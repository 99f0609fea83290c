"""What is asked for a row: the fields that it leaves open, and nothing where it names both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC

import pytest

from services.classify.rules import Rules
from services.suggestion import Suggestion
from services.transfer.importing.plan import Plan
from services.transfer.importing.row_reader import STAGED, RowReader


@pytest.mark.parametrize(
    ("category", "priority", "asked"),
    [
        ("billing", "low", []),
        ("", "low", [["category"]]),
        ("billing", "", [["priority"]]),
        ("-", "N/A", [["category", "priority"]]),
    ],
)
def test_only_what_a_row_leaves_open_is_asked(category: str, priority: str, asked: list[list[str]]) -> None:
    heard: list[list[str]] = []

    def suggest(title: str, description: str, fields: Collection[str]) -> Suggestion:
        heard.append(list(fields))
        return Rules({"billing": ["refund^3"], "other": ["x^3"]}).suggest(title, description, fields)

    plan = Plan({"title": 0, "category": 1, "priority": 2})
    reader = RowReader(plan, suggest, {"billing": "billing"}, UTC, "desk-", decide=lambda _said, _open: ())
    row = dict(zip(STAGED, reader.values(2, ["Refund, this is urgent", category, priority]), strict=True))
    assert (heard, row["problem"], row["category"]) == (asked, None, "billing")
    assert row["priority"] == ("low" if priority == "low" else "high")


PLACES = {"title": 0, "created_at": 1, "resolved_at": 2, "external_id": 3, "requester": 4, "category": 5, "priority": 6}
FALLBACKS = {"resolved_at": (7,)}


@pytest.mark.parametrize("own", [False, True], ids=["its file", "a list of its rejected rows"])
@pytest.mark.parametrize(
    ("resolved", "later", "external_id", "requester", "read"),
    [
        ("0001-01-01T00:00:00", "2026-03-05", "7", "Ann", ("2026-03-05", "7", "Ann")),
        ("31/12/9999", "", "1001.0", '["Ann", "Bob"]', (None, "1001", "Ann, Bob")),
        ("1970-01-01 00:00:00", "", "\u200e8", "'+49 30 1", (None, "8", "+49 30 1")),
        ("never", "0000-00-00", "9", "N/A", (None, "9", None)),
        ("never", "2026-03-05", "9", "Unassigned", ("2026-03-05", "9", None)),
        ("", "2026-03-05", "-", "", ("2026-03-05", None, None)),
    ],
)
def test_cells_of_another_system(
    resolved: str,
    later: str,
    external_id: str,
    requester: str,
    read: tuple[str | None, str | None, str | None],
    own: bool,
) -> None:
    plan = Plan(PLACES, own=own, foreign=True, fallbacks=FALLBACKS)
    reader = RowReader(plan, _never, {"billing": "billing"}, UTC, "desk-", decide=lambda _said, _open: ())
    cells = ["A", "2026-03-04", resolved, external_id, requester, "billing", "low", later]
    row = dict(zip(STAGED, reader.values(2, cells), strict=True))
    ended = row["resolved_at"]
    assert row["problem"] is None
    assert (ended and f"{ended:%Y-%m-%d}", row["external_id"], row["requester"]) == read


def test_a_name_in_an_export_is_taken_at_its_word() -> None:
    plan = Plan(PLACES, own=True, exported=True)
    reader = RowReader(plan, _never, {"billing": "billing"}, UTC, "desk-", decide=lambda _said, _open: ())
    row = dict(zip(STAGED, reader.values(2, ["A", "2026-03-04", "", "7", "NONE", "billing", "low"]), strict=True))
    assert row["requester"] == "NONE"


def test_a_strict_file_is_taken_at_its_word() -> None:
    reader = RowReader(Plan(PLACES), _never, {"billing": "billing"}, UTC, "desk-", decide=lambda _said, _open: ())
    row = reader.values(2, ["A", "1970-01-01 00:00:00", "", "1001.0", "'=Ann", "billing", "low"])
    read = dict(zip(STAGED, row, strict=True))
    assert (f"{read['created_at']:%Y}", read["external_id"], read["requester"]) == ("1970", "1001.0", "'=Ann")


@pytest.mark.parametrize(
    ("created", "resolved", "problem"),
    [
        ("0001-01-01T00:00:00+05:00", "2026-03-04", None),  # the rules of the staging table refuse it by its year
        ("9999-366", "", "created_at '9999-366' is not a time such as 2026-11-22T09:30:00Z"),
        ("2026-03-04", "9999-12-31T23:00:00-05:00", None),
    ],
)
def test_a_time_beyond_all_years_ends_no_import(created: str, resolved: str, problem: str | None) -> None:
    reader = RowReader(Plan(PLACES), _never, {"billing": "billing"}, UTC, "desk-", decide=lambda _said, _open: ())
    row = dict(zip(STAGED, reader.values(2, ["A", created, resolved, "7", "Ann", "billing", "low"]), strict=True))
    assert row["problem"] == problem


def _never(_title: str, _description: str, _fields: Collection[str]) -> Suggestion:
    raise AssertionError("nothing is open")
