"""The commands behind make import, make sample and make reset."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

import cli
from db.engine import server_address, transaction
from services import lifecycle, stats
from services.jobs.terminal.progress_bar import progress_bar
from services.reports import rendering
from services.settings import ROOT
from services.transfer.importing import loading
from tests.e2e.support.app_process import START_SECONDS
from tests.services.retention.test_removal import aged

pytestmark = pytest.mark.slow

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def process(database: None) -> Run:
    """Runs a command as `make` does, against the test database."""

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        address = server_address()
        environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": address}
        return subprocess.run(
            [sys.executable, "cli.py", *words], cwd=ROOT, env=environment,
            capture_output=True, text=True, timeout=START_SECONDS, check=False,
        )  # fmt: skip

    return command


@pytest.fixture
def run(database: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process, on its open database: a process of its own takes seconds to load."""
    monkeypatch.setattr(lifecycle, "shut_down", lambda: None)
    monkeypatch.setattr(cli, "configure_logs", lambda _: None)

    def command(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        monkeypatch.setattr(sys, "argv", ["commands", *words])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        status = 0
        try:
            cli.main()
        except SystemExit as ended:  # as Python itself does: a sentence goes to standard error, with status 1
            status = 1
            print(ended.code, file=sys.stderr)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(words, status, said.out, said.err)

    return command


def test_import_says_what_became_of_the_rows(process: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("title,priority\nA,low\nB,\x1b[31murgent\n" + "C,P9\n" * 25)
    done = process("import", str(file))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 imported, 0 skipped, 26 rejected in ")
    assert "  line 3: priority '\\x1b[31murgent' is left out" in done.stdout
    assert "  and 6 more" in done.stdout
    assert stats.headline().total_tickets == 1


def test_import_reads_an_export_of_another_system_by_its_header_and_words(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    header = "Summation column;Id;Subject;Requester;Status;Priority;Created at;Solved at"
    row = "1;7;Größe;Ann;Solved;Urgent;2026-01-02 10:00:00 UTC;2026-01-03 10:00:00 UTC"
    file.write_bytes(f"{header}\n{row}\n".encode("cp1252"))
    done = run("import", str(file))
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first.startswith("Read as an export of Zendesk: ")
    assert "title from 'Subject'" in first
    assert first.endswith("; not used: 'Summation column'")
    assert done.stderr == "Words of status: 'Solved' as resolved\nWords of priority: 'Urgent' as critical\n"
    assert second.startswith("1 imported, 0 skipped, 0 rejected in ")
    with transaction() as session:
        columns = "external_id, title, status::text, priority::text"
        rows = session.execute(text(f"SELECT {columns} FROM ticket")).all()
    assert [tuple(row) for row in rows] == [("zendesk-7", "Größe", "resolved", "critical")]
    assert "0 imported, 1 skipped" in run("import", str(file)).stdout


def test_import_says_what_is_passed_over_and_what_has_no_date(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("title,mood\nA,low\nB,high\n")
    done = run("import", str(file))
    assert done.stdout.splitlines()[0] == "Not used: 'mood'"
    assert done.stderr.startswith("The file has no dates: all 2 tickets will be created today. Today's numbers and")
    done = run("import", str(file), "--created", "2026-03-04")
    assert "all 2 tickets will be created on 2026-03-04" in done.stderr
    done = run("import", str(file), "--created", "soon")
    assert (done.returncode, done.stderr) == (1, "Write CREATED=2026-03-04 or CREATED=today, not 'soon'.\n")
    with transaction() as session:
        days = session.scalars(text("SELECT (created_at AT TIME ZONE reporting_zone())::date::text FROM ticket")).all()
    assert sorted(days)[:2] == ["2026-03-04", "2026-03-04"]


def test_import_adds_the_comments_of_a_ticket_to_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("Ticket ID,Subject,Comment,Created\n7,A,one,2026-03-04\n7,A,two,2026-03-04\n")
    assert "line 3: has the id of line 2" in run("import", str(file), "--all-or-nothing").stdout
    done = run("import", str(file), "--ids", "append")
    assert "The text of 1 row was added to the ticket with its id." in done.stdout
    with transaction() as session:
        assert session.scalars(text("SELECT description FROM ticket")).all() == ["one\n\ntwo"]


def test_import_of_a_bad_file_is_one_sentence(process: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("a,b\n1,2\n")
    done = process("import", str(file))
    assert done.returncode == 1
    assert "The first line must name the columns" in done.stderr
    assert "Traceback" not in done.stderr


def test_import_of_a_file_that_is_not_there(run: Run, tmp_path: Path) -> None:
    done = run("import", str(tmp_path / "tickets.csv"))
    assert (done.returncode, done.stderr) == (1, f"Cannot read {tmp_path}/tickets.csv: No such file or directory.\n")


def test_import_of_what_is_no_file(run: Run, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path(os.devnull)):
        done = run("import", str(path))
        assert (done.returncode, "it is not a file" in done.stderr) == (1, True)


def test_import_of_a_row_of_commas_names_it(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("title\n" + "," * 3_900_000 + "\n")
    done = run("import", str(file))
    assert "0 imported, 0 skipped, 1 rejected" in done.stdout
    assert "line 2: 3900001 cells, but the header names 1" in done.stdout


def test_import_of_all_or_nothing(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "tickets.csv"
    file.write_text("title,priority\nA,low\nB,soonish\n")
    done = run("import", str(file), "--all-or-nothing")
    assert done.returncode == 1
    assert "  line 3: priority 'soonish' is left out" in done.stdout
    assert "Nothing was imported." in done.stderr
    assert stats.headline().total_tickets == 0


def test_import_without_a_file_says_how(run: Run) -> None:
    assert "make import CSV=" in run("import", "").stderr


@pytest.mark.parametrize(
    ("kind", "done", "total", "said"),
    [
        ("import", 500, 1_000, f"[{'#' * 15:<30}] 500 of 1,000 rows, 10 s left"),
        ("rebuild", 1_000, 1_000, f"[{'#' * 30}] 1,000 of 1,000 tickets, 1 s left"),
        ("training", 0, 1_000, f"[{' ' * 30}] 0%, 20 s left"),
        ("training", 0, None, ""),
    ],
)
def test_a_terminal_sees_a_bar_that_is_gone_at_the_end(
    kind: str, done: int, total: int | None, said: str,
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress_bar(kind) as told:
        told(done, total, 50.0)
        assert capsys.readouterr().err.removeprefix("\r\x1b[K") == said
    assert capsys.readouterr().err == "\r\x1b[K"


@pytest.mark.parametrize("command", ["sample", "rebuild-stats", "train"])
def test_each_long_command_tells_a_terminal_how_far_it_is(
    run: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.jobs.run.BEAT_SECONDS", 0.01)
    told: list[tuple[str, int, int | None]] = []

    @contextmanager
    def bar(kind: str) -> Iterator[Callable[..., None]]:
        yield lambda done, total, _rate: told.append((kind, done, total))

    monkeypatch.setattr(cli, "progress_bar", bar)
    assert run("sample").returncode == 0
    if command != "sample":
        told.clear()
        assert run(command).returncode == 0
    assert {kind for kind, _, _ in told} == {{"rebuild-stats": "rebuild", "train": "training"}.get(command, command)}
    assert max(total or 0 for _, _, total in told) > 0


def test_sample_comes_once_and_goes(run: Run) -> None:
    assert "sample tickets loaded." in run("sample").stdout
    assert "there already" in run("sample").stdout
    assert "sample tickets deleted." in run("sample", "--remove").stdout
    assert stats.headline().total_tickets == 0


@pytest.mark.parametrize(("typed", "left"), [("reset\n", 0), ("no\n", 1), ("", 1)])
def test_reset_asks(run: Run, typed: str, left: int) -> None:
    loading.import_csv(io.BytesIO(b"title\nA\n"), actor="import")
    done = run("reset", typed=typed)
    assert stats.headline().total_tickets == left
    assert done.returncode == (0 if left == 0 else 1)


def test_reset_with_yes_does_not_ask(run: Run) -> None:
    done = run("reset", "--yes")
    assert (done.returncode, done.stdout) == (0, "All tickets are deleted; categories and settings are as at first.\n")


def test_retention_says_what_it_would_remove_and_does_it_after_a_word(run: Run) -> None:
    aged(3)
    days = ("retention", "--days", "365")
    assert "Retention is off" in run("retention").stderr
    tried = run(*days, "--dry").stdout
    assert "3 tickets would be deleted" in tried
    assert tried.endswith("Nothing was removed.\n")
    assert run(*days, typed="no").stderr == "Nothing was removed.\n"
    assert run(*days, typed="remove").stdout.endswith("3 tickets deleted, 0 in the trash deleted.\n")


def test_verify_prints_the_drift_and_rebuild_mends_it(run: Run) -> None:
    with transaction() as session:
        session.execute(text("INSERT INTO rollup_total VALUES ('billing', 'low', 'open', 2)"))
    found = run("verify-stats")
    assert (found.returncode, found.stdout) == (1, "Drift: 1\n  total billing low open: kept 2, counted 0\n")
    assert run("rebuild-stats").stdout == "All counts are rebuilt.\n"
    found = run("verify-stats")
    assert (found.returncode, found.stdout) == (0, "Drift: 0\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("week.docx",), "Name a file that ends with .pdf, .html or .eml."),
        (("none/week.html",), "cannot be written: No such file or directory."),
        (("week.html", "--filter=status=lost"), "Unknown value 'lost'."),
    ],
)
def test_a_report_that_cannot_be_made_says_why(
    words: tuple[str, ...], said: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_run", lambda _: {"charts": None, "pdf": None, "failed": []})
    monkeypatch.chdir(tmp_path)
    done = run("report", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_the_filter_of_the_dashboard(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "_run", lambda _: {"charts": None, "pdf": None, "failed": []})
    file = tmp_path / "week.html"
    file.write_text("the one of before")
    done = run(
        "report", str(file), "--filter=?category=billing&period=all&undated=counted", "--address=https://d.example/"
    )
    assert done.stdout.splitlines() == [str(file), rendering.NO_CHARTS]
    assert "Only billing tickets" in file.read_text()
    assert [one.name for one in tmp_path.iterdir()] == ["week.html"]
