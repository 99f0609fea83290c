"""`make import` of files whose times, sheets and encodings were misread once: what is stored, and what it asks."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

import cli
from db.engine import transaction
from services import lifecycle

CASES = Path(__file__).parents[1] / "transfer" / "importing" / "cases"
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def in_this_process(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lifecycle, "shut_down", lambda: None)
    monkeypatch.setattr(cli, "configure_logs", lambda _: None)
    with transaction() as session:
        session.execute(text("UPDATE setting SET value = 'Europe/Berlin' WHERE key = 'reporting_time_zone'"))


def run_import(file: Path, *options: str) -> str | None:
    """Import it as `make import` does; what keeps it out."""
    sys.argv = ["cli.py", "import", str(file), *options]
    try:
        cli.main()
    except SystemExit as ended:
        return str(ended.code)
    return None


def stored(column: str) -> list[str]:
    """The column of all tickets, times as they are in Berlin."""
    with transaction() as session:
        found = session.scalars(text(f"SELECT {column} FROM ticket ORDER BY id")).all()
    return [str(one.astimezone(BERLIN))[:16] if isinstance(one, datetime) else str(one) for one in found]


@pytest.mark.parametrize(
    ("name", "column", "values"),
    [
        ("us_dates_own_names.csv", "created_at", ["2025-12-01 09:05", "2025-12-31 16:40", "2026-01-02 08:00"]),
        ("serials.xlsx", "created_at", ["2026-03-04 14:05", "2026-03-04 00:00"]),
        ("serials.xlsx", "resolved_at", ["2026-03-05 06:00", "None"]),
        ("date_formats.xlsx", "created_at", ["2026-03-04 14:05"] * 6),
        ("dst_autumn.csv", "created_at", ["2025-10-26 02:50", "2026-03-29 01:30"]),
        ("dst_autumn.csv", "resolved_at", ["2025-10-26 02:10", "2026-03-29 03:10"]),
        ("dashes_zendesk.csv", "resolved_at", ["None", "2026-03-05 10:00"]),
        ("short_rows.csv", "title", ["A", "B", "C"]),
        ("preamble.csv", "title", ["Cannot log in", "Refund"]),
        ("utf8_bom_inside.csv", "title", ["A", "C"]),
        ("old.xls", "title", ["Cannot log in"]),
        ("html_as.csv", "description", ["Password refused"]),
        ("cp1250.csv", "title", ["ZarĽoltum ŚódĽ"]),
    ],
)
def test_a_file_is_stored_as_it_is_meant(name: str, column: str, values: list[str]) -> None:
    assert run_import(CASES / name) is None
    assert stored(column) == values


def test_day_and_month_are_told_by_the_last_rows_too(tmp_path: Path) -> None:
    early = "".join(f"{n},Printer {n} stops,x,0{1 + n % 9}/03/2026 08:00\n" for n in range(2_500))
    file = tmp_path / "a.csv"
    file.write_text(f"Ticket,Subject,Details,Opened\n{early}9999,Last,x,15/03/2026 18:16\n")
    assert run_import(file) is None
    assert {moment[:7] for moment in stored("created_at")} == {"2026-03"}


@pytest.mark.parametrize("header", ["title,description,created_at", "Subject,Details,Opened"])
@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ("03/04/2026 1:05 PM", "day first or month first. Nothing was imported. Say which it is: DATES=dmy"),
        ("03/04/2026 1:05 PM;13/04/2026;04/13/2026", "Some dates have the day first, others the month"),
    ],
)
def test_where_the_file_does_not_tell_it_stops_and_says_how_to_say_it(
    header: str, dates: str, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("\n".join([header, *(f"a,b,{written}" for written in dates.split(";"))]) + "\n")
    assert said in (run_import(file) or "")
    assert stored("title") == []
    assert run_import(file, "--dates", "dmy") is None
    assert stored("created_at")[0] == "2026-04-03 13:05"


def test_years_of_two_digits_are_read_first_where_the_file_tells_or_somebody_says(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,created_at\na,26/03/04\nb,25/12/31\n")
    assert run_import(file) is None
    assert stored("created_at") == ["2026-03-04 00:00", "2025-12-31 00:00"]
    file.write_text("title,created_at\nc,26/03/04\n")
    assert "begin with the day or with the year" in (run_import(file) or "")
    assert run_import(file, "--dates", "ymd") is None
    assert stored("created_at")[2:] == ["2026-03-04 00:00"]


def test_the_order_that_is_said_counts_more_than_the_one_that_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("title,created_at\na,03/04/2026\nb,13/04/2026\n")
    assert run_import(file, "--dates", "mdy") is None
    assert stored("created_at") == ["2026-03-04 00:00"]


def test_encoding_delimiter_and_sheet_can_be_said(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes("title:description\nGrüße:Привет\n".encode("cp866", "replace"))
    assert run_import(file, "--delimiter", "colon", "--encoding", "ibm866") is None
    assert stored("description") == ["Привет"]
    assert run_import(CASES / "cover_sheet.xlsx", "--sheet", "Nowhere") == "The workbook has no sheet of this name."
    assert run_import(file, "--encoding", "klingon") is not None
    assert run_import(CASES / "cover_sheet.xlsx", "--sheet", "Tickets") is None


def test_all_ways_to_write_a_time_come_in_once_the_order_is_said() -> None:
    assert "DATES=dmy" in (run_import(CASES / "dates_many.csv") or "")
    assert run_import(CASES / "dates_many.csv", "--dates", "dmy") is None
    titles = stored("title")
    assert len(titles) >= 43
    days = dict(zip(titles, [moment[:10] for moment in stored("created_at")], strict=True))
    told = {"epoch s", "epoch ms", "jira de okt", "jira fr", "jira es", "narrow nbsp", "lrm", "us hms ms", "zone EST"}
    nothing = {"null word", "dash", "na", "zero date"}
    assert {day for title, day in days.items() if title not in told | nothing} == {"2026-03-04"}
