"""The commands make backup, make restore and make move: what they say, and the word that has to be typed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from services.backup import dumping, folder, moving, places, restoring, upgrading
from services.backup.archive import Manifest
from services.backup.places import Standing
from services.settings import settings

NEWEST = 5  # backups named


def backup(name: str) -> None:
    """Write everything into one file while people work; the database is taken as it is, nothing is migrated."""
    configuration, now = settings(), datetime.now(UTC)
    file = Path(name).absolute() if name else configuration.backups / folder.file_name(now)
    with places.place_of(configuration) as place, _bytes_line() as told:
        manifest = dumping.make_backup(place.desk, file, told=told)
    print(f"{_size(file.stat().st_size)} in {file}: {_contents(manifest)}.")


def restore(name: str, *, ask: bool) -> None:
    """Put a backup in the place of what is there, which stays as it is until all of the backup is in."""
    if not name:
        sys.exit("Name the file: make restore FILE=path/to/backup.dump. " + _newest_files())
    file, configuration = Path(name), settings()
    if not file.exists() and (configuration.backups / name).exists():
        file = configuration.backups / name
    confirm = partial(_confirm, ask=ask, word="restore")
    with places.place_of(configuration) as place:
        manifest = restoring.restore(file, place, ask=confirm)
    print(f"Restored {_contents(manifest)}. A desk that runs goes on with it.")


def move(to: str, *, ask: bool) -> None:
    """Bring everything into another database; this one stays as it is."""
    if not to:
        sys.exit("Name the database: make move TO=postgresql://user:password@host:5432/name, or TO=embedded")
    configuration = settings()
    with (
        places.place_of(configuration) as source,
        places.place_at(to, configuration.data_dir) as target,
        _bytes_line() as told,
    ):
        confirm = partial(_confirm, ask=ask, word="move")
        manifest = moving.move(source, target, configuration.backups, ask=confirm, told=told)
    how = "Remove DATABASE_URL" if to == places.EMBEDDED else "Set DATABASE_URL to that address"
    print(f"Moved {_tickets(manifest.tickets)}, with all that belongs to them. {how}, then start the desk.")
    print("The database of before is as it was; the desk does not use it any more.")


def upgrade_database(old: str) -> None:
    """Bring the embedded database to the version of PostgreSQL that is installed now."""
    configuration = settings()
    if configuration.database_url is not None:
        sys.exit(
            "The settings name a server of your own (DATABASE_URL). Upgrade it there, or make move to a newer one."
        )
    folder_of = Path(old) if old else None
    done = upgrading.upgrade(configuration.data_dir.resolve(), configuration.backups, programs=folder_of, told=print)
    if done is None:
        print("The database has the version of PostgreSQL that is installed. There is nothing to do.")
        return
    print(f"{_tickets(done.tickets)}, with all that belongs to them, are in a database of PostgreSQL {done.new} now.")
    print(f"The old one is kept in {done.kept}, and a backup in {done.file}. Delete them when all is well.")


def _confirm(manifest: Manifest, standing: Standing, *, ask: bool, word: str) -> None:
    """Have the word typed before tickets are replaced. Ends the command where it is not."""
    print(f"The backup has {_contents(manifest)}.")
    if not ask or not (standing.tickets or standing.in_trash):
        return
    there = f"{_tickets(standing.tickets)} and {standing.in_trash:,} in the trash"
    try:
        answer = input(
            f"It permanently replaces all that is there now, {there} (make backup saves it first)."
            f" Type {word} to go on: "
        )
    except EOFError:
        answer = ""
    if answer.strip() != word:
        sys.exit("Nothing was changed.")


def _contents(manifest: Manifest) -> str:
    made = f"{manifest.made_at:%-d %b %Y, %H:%M} UTC"
    return f"{_tickets(manifest.tickets)}, with all that belongs to them, as of {made} (version {manifest.version})"


def _tickets(number: int) -> str:
    return f"{number:,} ticket{'' if number == 1 else 's'}"


def _size(number: int) -> str:
    return f"{number / 1e6:,.1f} MB" if number < 1e9 else f"{number / 1e9:,.2f} GB"


def _newest_files() -> str:
    where = settings().backups
    names = [backup.file.name for backup in folder.stored(where)[:NEWEST]]
    return f"The newest in {where}: {', '.join(names)}." if names else f"There are none in {where}."


@contextmanager
def _bytes_line() -> Iterator[Callable[[int], None]]:
    """Where a terminal looks on, how much is written."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda size: print(f"\r\x1b[K{_size(size)} written", end="", file=sys.stderr, flush=True)
    finally:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
