"""What `make import`, `make sample`, `make reset` and the like run: python cli.py COMMAND."""

from __future__ import annotations

import argparse
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from services import access, lifecycle
from services.access import tokens
from services.access.roles import SCOPES
from services.backup import terminal
from services.classify import learned
from services.classify.terminal import described
from services.errors import Conflict, TriageError
from services.jobs.execution import run_here
from services.jobs.many import starting
from services.jobs.many import terminal as classifying
from services.jobs.store import Job
from services.jobs.terminal.import_words import created_on, print_reading, print_result
from services.jobs.terminal.progress_bar import progress_bar
from services.jobs.terminal.terminal_import import Choices, import_unattended
from services.jobs.work import retention
from services.privacy import terminal as privacy
from services.process.logs import configure_logs
from services.reports import terminal as reports
from services.retention import terminal as keeping
from services.retention.policy import HOWS
from services.rollups import maintenance
from services.settings import BadSettings, settings
from services.suggestion_sources import source_keys
from services.transfer.importing.reading_options import parse_options

ACTOR = "import"


def main() -> None:
    """Run one command; a problem is one line on standard error and exit status 1."""
    parser = argparse.ArgumentParser(prog="python cli.py")
    commands = parser.add_subparsers(required=True)
    for add in (_add_import, _add_tickets, _add_statistics, _add_backup, _add_privacy, _add_retention, _add_classify):
        add(commands)
    given = parser.parse_args()
    try:
        configure_logs(settings())
        with access.acting_as(access.ITSELF):
            given.run(given)
    except (TriageError, BadSettings) as error:
        sys.exit(str(error))


def _add_import(commands: Any) -> None:
    """Load tickets from a file."""
    load = commands.add_parser("import", help="import tickets from a CSV or Excel file")
    load.add_argument("csv", nargs="?", default="")
    load.add_argument("--all-or-nothing", action="store_true", help="import nothing when a row breaks a rule")
    load.add_argument("--encoding", default="", help="such as utf-8, cp1252, cp932, where it is not detected")
    load.add_argument("--delimiter", default="", help="comma, semicolon, tab, bar, colon or one character")
    load.add_argument("--sheet", default="", help="name of the sheet of a workbook")
    load.add_argument("--dates", default="", help="dmy: 03/04/2026 is 3 April, mdy: March 4, ymd: 26/03/04 is in 2026")
    load.add_argument("--created", default="", help="when tickets without a date were created: 2026-03-04, or today")
    load.add_argument(
        "--ids", default="", choices=("", "reject", "append"), help="what to do with a second row of the same ID"
    )
    load.set_defaults(run=_import)


def _add_tickets(commands: Any) -> None:
    """The sample tickets and the learned classifier; everything deleted."""
    clear = commands.add_parser("reset", help="delete all tickets")
    clear.add_argument("--yes", action="store_true", help="do not ask")
    clear.set_defaults(run=lambda given: reset(ask=not given.yes))
    show = commands.add_parser("sample", help="load sample tickets, or remove them")
    show.add_argument("--remove", action="store_true", help="delete the sample tickets instead")
    show.set_defaults(run=lambda given: load_sample(remove=given.remove))
    teach = commands.add_parser("train", help="train the learned classifier on the confirmed tickets")
    teach.set_defaults(run=lambda _: train())


def _add_statistics(commands: Any) -> None:
    """Rebuild and check the statistics, and write the week."""
    anew = commands.add_parser("rebuild-stats", help="rebuild the statistics of the dashboard")
    anew.set_defaults(run=lambda _: rebuild_stats())
    compare = commands.add_parser("verify-stats", help="check the statistics against a full count")
    compare.set_defaults(run=lambda _: verify_stats())
    week = commands.add_parser("report", help="write the week on one page")
    week.add_argument("file", nargs="?", default="", help="its path, which ends with .pdf, .html or .eml")
    week.add_argument("--filter", default="", help="as in the URL of the Dashboard: category=billing")
    week.add_argument("--address", default="", help="URL of this installation, for links: https://desk.example.com")
    week.set_defaults(run=lambda given: report(given.file, given.filter, given.address))


def _add_backup(commands: Any) -> None:
    """Backup, restore, move, upgrade; tokens."""
    save = commands.add_parser("backup", help="write everything into one file")
    save.add_argument("file", nargs="?", default="", help="by default a new one in the backup folder")
    save.set_defaults(run=lambda given: terminal.backup(given.file))
    bring = commands.add_parser("restore", help="restore a backup")
    bring.add_argument("file", nargs="?", default="", help="its path, or its name in the backup folder")
    bring.add_argument("--yes", action="store_true", help="do not ask")
    bring.set_defaults(run=lambda given: terminal.restore(given.file, ask=not given.yes))
    other = commands.add_parser("move", help="move everything into another database")
    other.add_argument("to", nargs="?", default="", help="its URL, or embedded")
    other.add_argument("--yes", action="store_true", help="do not ask")
    other.set_defaults(run=lambda given: terminal.move(given.to, ask=not given.yes))
    token = commands.add_parser("token", help="make a token for a program that calls the API")
    token.add_argument("name", nargs="?", default="")
    token.add_argument("--scope", default="read", choices=tuple(SCOPES))
    token.add_argument("--days", type=int, default=365, help="until it expires; 0 is never")
    token.set_defaults(run=lambda given: make_token(given.name, given.scope, given.days or None))
    newer = commands.add_parser("upgrade-database", help="upgrade the embedded database to the installed PostgreSQL")
    newer.add_argument("--old", default="", help="the folder of the older PostgreSQL's programs")
    newer.set_defaults(run=lambda given: terminal.upgrade_database(given.old))


def _add_privacy(commands: Any) -> None:
    """Erase a requester, and tell what is known."""
    forget = commands.add_parser("erase", help="delete all that is known about a requester")
    forget.add_argument("requester", nargs="?", default="")
    forget.add_argument("--dry", action="store_true", help="only say what would be deleted")
    forget.add_argument("--yes", action="store_true", help="do not ask")
    forget.set_defaults(run=lambda given: erase(given.requester, dry=given.dry, ask=not given.yes))
    tell = commands.add_parser("known", help="write all that is known about a requester into a file")
    tell.add_argument("requester", nargs="?", default="")
    tell.add_argument("file", nargs="?", default="")
    tell.set_defaults(run=lambda given: known(given.requester, given.file))


def _add_retention(commands: Any) -> None:
    """Remove what is old."""
    old = commands.add_parser("retention", help="remove tickets that were resolved long ago")
    old.add_argument("--days", default="", help="instead of what the Settings page says")
    old.add_argument("--how", default="", choices=("", *HOWS), help="delete them, or keep them without their text")
    old.add_argument("--export", action="store_true", help="write them to a Parquet file in BACKUP_DIR first")
    old.add_argument("--dry", action="store_true", help="only say what would be removed")
    old.add_argument("--yes", action="store_true", help="do not ask")
    old.set_defaults(run=remove_old)


def _add_classify(commands: Any) -> None:
    """Classify many tickets."""
    many = commands.add_parser("classify", help="classify many tickets with one source")
    many.add_argument("--source", default="", choices=("", *source_keys()))
    many.add_argument("--filter", default="", help="as in the URL of the Tickets page; by default every ticket")
    many.add_argument("--dry", action="store_true", help="only try it on some, and say what would change")
    many.add_argument("--yes", action="store_true", help="do not ask")
    many.set_defaults(run=classify_many)


def _import(given: argparse.Namespace) -> None:
    options = {name: getattr(given, name) for name in ("encoding", "delimiter", "sheet", "dates")}
    choices = Choices(given.ids or None, created_on(given.created), parse_options(**options))
    import_file(given.csv, all_or_nothing=given.all_or_nothing, choices=choices)


def import_file(name: str, *, all_or_nothing: bool = False, choices: Choices | None = None) -> None:
    """Load one file and say what became of its rows; exit status 1 when bad rows kept the whole file out."""
    if not name:
        sys.exit("Name the file: make import CSV=path/to/tickets.csv")
    options: dict[str, Any] = {"actor": ACTOR, "all_or_nothing": all_or_nothing, "choices": choices}
    try:
        if not stat.S_ISREG(Path(name).stat().st_mode):
            sys.exit(f"Cannot read {name}: it is not a file. Only files on disk can be imported.")
        with Path(name).open("rb"), _database(), progress_bar("import") as told:
            result, _ = import_unattended(Path(name), told=told, tell=print_reading, **options)
    except OSError as error:
        sys.exit(f"Cannot read {name}: {error.strerror}.")
    print_result(result)
    if all_or_nothing and result.rejected:
        sys.exit("Nothing was imported. Put these rows right, or import without ALL_OR_NOTHING=1.")


def _as_job(kind: str, parameters: dict[str, Any] | None = None, **given: Any) -> Job:
    """Do it here, as a job that the pages list. Raises Conflict when it did not come to its end."""
    with progress_bar(kind) as told:
        job = run_here(kind, parameters, told=told, **{"actor": ACTOR, **given})
    if job.state != "finished":
        raise Conflict(job.error or f"It is {job.state}.")
    return job


def load_sample(*, remove: bool) -> None:
    """Load the sample tickets, or delete them, and say how many."""
    with _database():
        done = _as_job("sample", {"remove": remove}).result or {}
    count = done.get("tickets", 0)
    if remove:
        print(f"{count:,} sample tickets deleted.")
    else:
        print(f"{count:,} sample tickets loaded." if count else "The sample tickets are there already.")


def report(file: str, filtered: str, address: str) -> None:
    """Write the week on one page into a file."""
    with _database():
        print(reports.report(file, filtered=filtered, address=address))


def train() -> None:
    """Train the learned classifier now and print its cross-validated figures beside those of the keywords."""
    with _database():
        _as_job("training")
        report = learned.status().newest
    assert report is not None
    for field in report.fields:
        print(described(field))
    print(f"Version {report.version} is stored; it took {report.seconds:.1f} s.")


def make_token(name: str, scope: str, days: int | None) -> None:
    """Make a token and print it, the only time that it can be seen."""
    if not name.strip():
        sys.exit('Name the token: make token NAME="nightly import" SCOPE=write DAYS=365')
    with _database():
        token, written = tokens.make_token(name, scope, days=days, actor="make token")
    print(written)
    until = f"until {token.expires_at:%Y-%m-%d}" if token.expires_at else "without an end"
    print(
        f"{token.name}: {token.scope}, {until}. It is shown this once; send it as Authorization: Bearer",
        file=sys.stderr,
    )


def rebuild_stats() -> None:
    """Count everything anew; the application may go on."""
    with _database():
        _as_job("rebuild")
    print("All counts are rebuilt.")


def verify_stats() -> None:
    """Compare every count with a recount and print the drift; exit status 1 unless it is 0."""
    with _database():
        drift = maintenance.verify()
    print("\n".join(maintenance.describe_drift(drift)))
    if drift.differing:
        sys.exit("make rebuild-stats rebuilds the statistics.")


def reset(*, ask: bool) -> None:
    """Delete every ticket, with history and trash, and bring categories and settings back as they were at first."""
    if ask:
        try:
            answer = input("This deletes every ticket permanently. Type reset to go on: ")
        except EOFError:
            answer = ""
        if answer.strip() != "reset":
            sys.exit("Nothing was deleted.")
    with _database():
        lifecycle.reset()
    print("All tickets are deleted; categories and settings are as at first.")


def erase(requester: str, *, dry: bool, ask: bool) -> None:
    """Delete all that is known about a requester, after a typed word; or only say what it is."""
    with _database():
        privacy.erase(requester, dry=dry, ask=ask)


def remove_old(given: argparse.Namespace) -> None:
    """Remove tickets that were resolved long ago, after a typed word; or only say how many, of which months."""
    with _database():
        found = keeping.asked_policy(given.days, given.how, export=given.export)
        if keeping.may_go_on(found, dry=given.dry, ask=not given.yes):
            print(keeping.result_line(_as_job("retention", retention.parameters(found)).result or {}))


def classify_many(given: argparse.Namespace) -> None:
    """Try a source on some tickets, say what would change, and after a typed word apply it to all that match."""
    with _database():
        run = partial(_as_prepared, starting.KIND)
        classifying.classify(given.source, given.filter, run, actor=ACTOR, dry=given.dry, ask=not given.yes)


def _as_prepared(kind: str, given: dict[str, Any]) -> Job:
    return _as_job(kind, **given)


def known(requester: str, file: str) -> None:
    """Write all that is known about a requester into a file."""
    with _database():
        privacy.known(requester, file)


@contextmanager
def _database() -> Iterator[None]:
    lifecycle.start_up()
    try:
        yield
    finally:
        lifecycle.shut_down()


if __name__ == "__main__":
    main()
