"""An id that was imported with blanks, or as a decimal, is that of the same ticket, however a file writes it now."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from sqlalchemy import text

from db.engine import transaction
from services.listing import ticket_pages
from services.tickets import merging
from services.transfer.importing import loading
from services.transfer.importing.loading import ImportResult
from services.transfer.importing.plan import plan_by_name
from services.transfer.importing.tables.csv_rows import CsvRows

pytestmark = pytest.mark.usefixtures("database")


def load(*ids: str, foreign: bool = True, prefix: str = "glpi-") -> ImportResult:
    rows = CsvRows(io.BytesIO("\n".join(["external_id;title", *(f"{one};Printer {one}" for one in ids)]).encode()))
    plan = replace(plan_by_name(rows.header), foreign=foreign, id_prefix=prefix)
    return loading.import_rows(rows, plan, actor="import")


def stored() -> list[str]:
    with transaction() as session:
        return list(session.scalars(text("SELECT external_id FROM ticket ORDER BY id")))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1 234", "1 234"),
        ("1 234", "1234"),
        ("1\u00a0234", "1 234"),
        ("1\u202f234", "1\u00a0234"),
        ("12 345 678", "12345678"),
        ("123 456", "123456"),
        ("1,234", "1,234"),
        ("1,234,567", "1 234 567"),
        ("1234.0", "1234.0"),
        ("1234.0", "1,234"),
        ("123.0", "123"),
        ("12345678901234567890.0", "12345678901234567890"),
    ],
)
@pytest.mark.parametrize("prefix", ["glpi-", ""])
def test_a_ticket_with_blanks_or_a_decimal_in_its_id_does_not_come_in_again(before: str, now: str, prefix: str) -> None:
    assert load(before, foreign=False, prefix=prefix).imported == 1  # as it was kept once
    again = load(now, "7", prefix=prefix)
    assert (again.imported, again.already_there, again.rejected) == (1, 1, 0)
    assert stored() == [prefix + before, f"{prefix}7"]


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("1 234", "1235"),
        ("234", "1 234"),
        ("12 34", "1234"),
        ("1 2345", "12345"),
        ("1 234", "x1234"),
        ("12.0", "12"),
        ("1234.5", "1234"),
        ("1234.0", "12340"),
    ],
)
def test_other_tickets_come_in(before: str, now: str) -> None:
    load(before, foreign=False)
    assert load(now).imported == 1


def test_one_of_another_system_is_another_ticket() -> None:
    load("1 234", foreign=False)
    assert load("1234", prefix="rt-").imported == 1


@pytest.mark.parametrize(
    ("before", "prefix", "now"),
    [
        ("12", "redmine-", "12"),
        ("1,234", "redmine-", "1234"),
        ("1234.0", "redmine-", "1234.0"),
        ("2026112210000017", "otrs-", "2026112210000017"),
        ("SR-7", "otrs-", "SR-7"),
        ("jira-DESK-7", "youtrack-", "DESK-7"),
    ],
)
def test_a_ticket_of_a_system_that_was_not_recognised_once_does_not_come_in_again(
    before: str, prefix: str, now: str
) -> None:
    load(before, foreign=False, prefix="")
    assert load(now, "9", prefix=prefix).already_there == 1
    assert stored() == [before, f"{prefix}9"]


@pytest.mark.parametrize("prefix", ["bugzilla-", "mantis-", "trac-", "zendesk-"])
def test_a_number_without_a_prefix_is_none_of_a_system_that_always_had_one(prefix: str) -> None:
    load("12", foreign=False, prefix="")
    assert load("12", prefix=prefix).imported == 1


def test_numbers_of_two_systems_are_two_tickets() -> None:
    assert [load("12", prefix=prefix).imported for prefix in ("bugzilla-", "redmine-", "mantis-", "otrs-")] == [1] * 4


def test_one_that_was_merged_stays_where_it_is() -> None:
    load("1 234", "2 345", foreign=False)
    second, first = (ticket.id for ticket in ticket_pages.latest(2))
    merging.merge([second], first)
    assert (load("2345").already_there, stored()) == (1, ["glpi-1 234"])
