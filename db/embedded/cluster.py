"""One PostgreSQL data directory and the server processes that work in it.

Whether a server is alive is never read from a file: it is asked over the socket.

The caller makes sure that only one process at a time creates, starts or stops (`db.embedded.server`).
"""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, LiteralString
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from db.embedded.creation import SUPERUSER, create, last_lines
from db.embedded.disk import disk_full, is_full, tells_of_full_disk
from db.embedded.processes import cluster_name, end_processes, processes_in, wait_until
from db.embedded.programs import (
    UPGRADED,
    Account,
    EmbeddedError,
    Programs,
    account_for,
    find_programs,
    older_programs,
)
from db.embedded.server_settings import PORT, server_settings

OWNER = "triage"

START_TIMEOUT = 300.0  # recovery after a crash may have a gigabyte of log to replay
ANSWER_TIMEOUT = 60.0  # the same after the crash of one connection, when the server stays "ready"
LOG_LIMIT = 5_000_000


class Cluster:
    """The data directory `data_dir`/postgres, its log `data_dir`/postgres.log and its server."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.pgdata = data_dir / "postgres"
        self.log = data_dir / "postgres.log"

    @property
    def address(self) -> str:
        """Where the desk's own database is, for libpq."""
        host = quote(os.fsencode(self.pgdata), safe="")
        # The port and the encoding are named so that PGPORT and PGCLIENTENCODING do not count.
        return f"postgresql://{OWNER}@/{OWNER}?host={host}&port={PORT}&client_encoding=utf8"

    def answers(self) -> bool:
        """Whether a server of exactly this directory takes connections; some 3 ms when it does."""
        served = self._served_directory()
        return served is not None and served.exists() and served.samefile(self.pgdata)

    def is_stopped(self) -> bool:
        """Whether the server is there, but was halted (SIGSTOP, a debugger) and answers nobody until it goes on."""
        pid, _ = self._pid_file()
        try:
            stopped = psutil.Process(pid).status() == psutil.STATUS_STOPPED
        except psutil.Error:
            return False
        return stopped and pid in {process.pid for process in processes_in(self.pgdata)}

    def start(self) -> None:
        """Have a server that answers: adopt the one there is, else make the data if missing and start one."""
        if self.answers():
            return
        self._finish_upgrade()
        account = account_for(self.pgdata)
        if self._comes_up():
            return
        self._end()
        programs = find_programs(self.data_dir, account)
        if self._exists(programs.major):
            self._take_over(account)
        else:
            create(self.pgdata, programs)
        self._launch(programs)

    def stop(self) -> None:
        """End the server and every process of it; nothing to do is not an error."""
        self._end()

    def made_by(self) -> int | None:
        """The major version of PostgreSQL that made the data; None where there is none."""
        self._finish_upgrade()
        with suppress(FileNotFoundError, ValueError):
            return int((self.pgdata / "PG_VERSION").read_text())
        return None

    def installed(self) -> int:
        """The major version that is installed."""
        return find_programs(self.data_dir, account_for(self.pgdata)).major

    def start_older(self, major: int, folder: Path | None = None) -> None:
        """Start the server of an older version on its data. EmbeddedError where its programs are not there."""
        account = account_for(self.pgdata)
        programs = older_programs(major, account, folder)
        self._end()
        self._take_over(account)
        self._launch(programs)

    def replace_by(self, made: Path, *, keep: str) -> Path:
        """Put a cluster that was made elsewhere in the place of this one, which stays as ``keep``; returns where.

        A process that is killed between the two steps leaves the second one to the next start.
        """
        kept = self.data_dir / keep
        if kept.exists():
            raise EmbeddedError(f"{kept} is there already. Move it away, then try again.")
        self.pgdata.rename(kept)
        made.rename(self.pgdata)
        return kept

    def _finish_upgrade(self) -> None:
        made = self.data_dir / UPGRADED / "postgres"
        if not self.pgdata.exists() and made.exists():
            made.rename(self.pgdata)

    def prepare(self) -> None:
        """Make the owner role and the database if they are missing; the server answers."""
        with self._connect() as connection:
            if not _found(connection, "SELECT FROM pg_roles WHERE rolname = %s"):
                connection.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(OWNER)))
            if not _found(connection, "SELECT FROM pg_database WHERE datname = %s"):
                connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(OWNER)))
            if _found(connection, "SELECT FROM pg_database WHERE datname = %s AND datctype IN ('C', 'POSIX')"):
                raise EmbeddedError(
                    f"The database in {self.pgdata} was made with the character type C and cannot tell "
                    "letters such as Ü. Export the tickets and import them with DATA_DIR set to a new folder."
                )

    def _connect(self) -> psycopg.Connection[tuple[str]]:
        # Everything named, so that PGPORT, PGOPTIONS and the like of the caller do not count.
        return psycopg.connect(
            host=str(self.pgdata),
            port=PORT,
            user=SUPERUSER,
            dbname="postgres",
            options="",
            sslmode="disable",
            client_encoding="utf8",
            connect_timeout=5,
            autocommit=True,
        )

    def _served_directory(self) -> Path | None:
        """The data directory of the server that answers at our socket; None if none does."""
        try:
            with self._connect() as connection:
                row = connection.execute("SELECT current_setting('data_directory')").fetchone()
        except psycopg.OperationalError:
            return None
        return Path(row[0]) if row else None

    def _pid_file(self) -> tuple[int, str]:
        """The process id and the state that PostgreSQL noted; 0 where there is no such file."""
        try:
            lines = (self.pgdata / "postmaster.pid").read_text().splitlines()
            return int(lines[0]), lines[7].strip() if len(lines) > 7 else "starting"
        except (FileNotFoundError, ValueError, IndexError):
            return 0, ""

    def _state(self) -> str:
        """starting, ready or stopping; empty if no server works here."""
        pid, state = self._pid_file()
        return state if pid in {process.pid for process in processes_in(self.pgdata)} else ""

    def _comes_up(self) -> bool:
        """Wait for a server that is alive but does not answer yet, as in recovery after a crash."""
        wait_until(lambda: self._state() != "starting", START_TIMEOUT)
        wait_until(lambda: self._state() != "ready" or self._served_directory() is not None, ANSWER_TIMEOUT)
        return self.answers()

    def _end(self) -> None:
        if not end_processes(self.pgdata, self._pid_file()[0]):
            raise EmbeddedError(
                f"The server in {self.pgdata} does not end. End its postgres processes, then start again."
            )

    def _exists(self, major: int) -> bool:
        """Whether there is a whole cluster; EmbeddedError, with nothing touched, if it cannot be opened."""
        if not self.pgdata.exists() or not any(self.pgdata.iterdir()):
            return False
        if not all((self.pgdata / name).exists() for name in ("PG_VERSION", "global/pg_control")):
            raise EmbeddedError(
                f"{self.pgdata} is not a complete database. Nothing was changed. "
                "Restore it from a backup, move it away, or set DATA_DIR to another folder."
            )
        version = (self.pgdata / "PG_VERSION").read_text().strip()
        if version != str(major):
            raise EmbeddedError(
                f"The database in {self.pgdata} was made by PostgreSQL {version}; version {major}, which is "
                "installed now, cannot open it. Nothing was changed. `make upgrade-database` brings everything over."
            )
        return True

    def _take_over(self, account: Account) -> None:
        """Make whole data ready for a new server; no process works in it.

        Closed to others, given to `account` if root put it there (a restored backup), and without the files
        a killed server left: PostgreSQL would refuse if the process id in them belongs to somebody else now.
        """
        if account.uid is not None and self.pgdata.stat().st_uid == 0:
            for folder, folders, files in os.walk(self.pgdata):
                for name in (*folders, *files):
                    account.own(Path(folder, name))
            account.own(self.pgdata)
        self.pgdata.chmod(0o700)
        for name in ("postmaster.pid", f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (self.pgdata / name).unlink(missing_ok=True)

    def _launch(self, programs: Programs) -> None:
        given = server_settings() | {"cluster_name": cluster_name(self.pgdata)}
        settings = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
        with self._open_log() as log:
            begin = log.tell()
            process = programs.spawn("postgres", "-D", str(self.pgdata), *settings, cwd=self.data_dir, log=log)

        def settled() -> bool:
            return process.poll() is not None or self._pid_file() == (process.pid, "ready")

        started = wait_until(settled, START_TIMEOUT) and process.poll() is None
        # However long it lives, somebody takes note of its end, so that no zombie keeps its process id.
        threading.Thread(target=process.wait, name="postgres", daemon=True).start()
        if not started:
            said = self._log_from(begin)
            if is_full(self.data_dir) or tells_of_full_disk(said):
                raise disk_full(self.data_dir)
            raise EmbeddedError(
                f"PostgreSQL did not start in {self.pgdata}. It said:\n{last_lines(said)}\nThe whole log is {self.log}."
            )
        if not self.answers():
            raise EmbeddedError(f"PostgreSQL started in {self.pgdata} but does not answer. Its log is {self.log}.")

    def _open_log(self) -> IO[bytes]:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW
        log = os.fdopen(os.open(self.log, flags, 0o600), "ab")
        log.seek(0, os.SEEK_END)
        return log

    def _log_from(self, begin: int) -> str:
        with self.log.open("rb") as log:
            log.seek(begin)
            return log.read().decode(errors="replace")


def _found(connection: psycopg.Connection[tuple[str]], query: LiteralString) -> bool:
    return connection.execute(query, (OWNER,)).fetchone() is not None
