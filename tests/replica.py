"""A streaming replica of an embedded server, made by the programs of its wheel."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from db.embedded.processes import wait_until
from db.embedded.programs import Account, Programs, account_for, find_programs
from tests.data_folders import made_folder

REPLICA_PORT = 9471  # names a socket only


class StreamingReplica:
    """A replica in ``folder`` of the server in ``pgdata``, at ``url``."""

    def __init__(self, pgdata: Path, folder: Path, programs: Programs) -> None:
        self.folder = folder
        self.data = folder / "replica"
        self._programs = programs
        self._log = (folder / "log").open("wb")
        self.url = f"postgresql://triage@/triage?host={quote(str(folder), safe='')}&port={REPLICA_PORT}"
        made = programs.run(
            "pg_basebackup",
            f"--pgdata={self.data}",
            f"--host={pgdata}",
            "--port=5432",
            "--username=postgres",
            "--checkpoint=fast",
            "--write-recovery-conf",
            "--wal-method=stream",
            "--no-sync",
            cwd=folder,
        )
        assert made.returncode == 0, made.stderr
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, and wait until it answers."""
        given = {
            "listen_addresses": "",
            "port": str(REPLICA_PORT),
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "cluster_name": "replica",
            "hot_standby": "on",
            "timezone": "UTC",
        }
        settings = [part for name, value in given.items() for part in ("-c", f"{name}={value}")]
        self.process = self._programs.spawn("postgres", "-D", str(self.data), *settings, cwd=self.folder, log=self._log)
        assert wait_until(self.answers, 60), (self.folder / "log").read_text()
        return self.process

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            psycopg.connect(self.url, connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def ask(self, statement: str) -> object:
        """What a statement answers there, as the superuser."""
        with psycopg.connect(self.url, user="postgres", autocommit=True) as connection:
            row = connection.execute(statement.encode()).fetchone()
        return row[0] if row else None

    def kill(self) -> None:
        """End it at once, as after a power cut."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGQUIT)
            self.process.wait(30)

    def close(self) -> None:
        """End it for good."""
        self.kill()
        self._log.close()


@contextmanager
def streaming_replica(data_dir: Path) -> Iterator[StreamingReplica]:
    """A replica of the embedded server that runs in this folder."""
    pgdata = data_dir / "postgres"
    account: Account = account_for(pgdata)
    with made_folder() as folder:
        account.own(folder)
        made = StreamingReplica(pgdata, folder, find_programs(data_dir, account))
        try:
            yield made
        finally:
            made.close()
