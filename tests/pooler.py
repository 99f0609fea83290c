"""A PgBouncer in transaction mode before the database of the tests.

python -m tests.pooler [pytest arguments]: runs tests through one, on an embedded server of its own; exits with pytest's
status. Without the program it says so and exits with 0.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg.conninfo import conninfo_to_dict

from db.embedded.processes import wait_until
from db.embedded.programs import Account, account_for
from tests.data_folders import made_folder, short_lived

NOT_INSTALLED = "PgBouncer is not installed (Debian: apt-get install pgbouncer)."
PORT = 9470  # names a socket only
TESTS = ["tests/db", "tests/services"]


def program() -> str | None:
    """Where PgBouncer is; Debian puts it where only root looks."""
    return shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")


class Pooler:
    """A PgBouncer at ``url``, whose file is in ``folder``."""

    def __init__(self, url: str, folder: Path, account: Account) -> None:
        self.url = url
        self._folder, self._account = folder, account
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, and wait until it takes connections."""
        found = program()
        assert found is not None, NOT_INSTALLED
        log = self._folder / "log"
        with log.open("ab") as said:
            self.process = subprocess.Popen(
                [found, "-q", str(self._folder / "pgbouncer.ini")],
                cwd=self._folder,
                stdout=said,
                stderr=said,
                user=self._account.uid,
                group=self._account.gid,
                start_new_session=True,
            )
        assert wait_until(lambda: _answers(self.url) or self.process.poll() is not None, 10), log.read_text()
        assert self.process.poll() is None, log.read_text()
        return self.process

    def kill(self) -> None:
        """End it at once, with every connection."""
        self.process.kill()
        self.process.wait()


@contextmanager
def pooler_before(
    server: str, *, mode: str = "transaction", size: int = 20, more: str = "", database: str = ""
) -> Iterator[Pooler]:
    """A PgBouncer with ``size`` connections to the server at this address of libpq.

    ``more`` are lines for its file, ``database`` what its row of the database says beside the address.
    """
    to = conninfo_to_dict(server)
    with made_folder() as folder:
        account = account_for(Path(str(to["host"]))) if str(to.get("host", "")).startswith("/") else account_for(folder)
        account.own(folder)
        (folder / "pgbouncer.ini").write_text(_settings(to, folder, mode, size, database) + more)
        made = Pooler(f"postgresql://{to['user']}@/{to['dbname']}?host={folder}&port={PORT}", folder, account)
        try:
            yield made
        finally:
            made.kill()


def _settings(to: Mapping[str, object], folder: Path, mode: str, size: int, more: str) -> str:
    named = {"host": "host", "port": "port", "dbname": "dbname", "user": "user", "password": "password"}
    database = " ".join(f"{name}='{to[key]}'" for name, key in named.items() if to.get(key))
    return f"""
[databases]
{to["dbname"]} = {database} {more}
[pgbouncer]
listen_addr =
listen_port = {PORT}
unix_socket_dir = {folder}
auth_type = any
pool_mode = {mode}
default_pool_size = {size}
max_client_conn = 500
logfile = {folder}/pgbouncer.log
"""


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def main() -> None:
    """Start a server and a PgBouncer before it, run the tests."""
    from db.embedded.server import EmbeddedServer

    if program() is None:
        print(f"{NOT_INSTALLED} The tests ran without one.")
        return
    with made_folder() as folder, short_lived():
        server = EmbeddedServer.start(folder)
        address = server.url.replace("postgresql+psycopg:", "postgresql:", 1)
        with psycopg.connect(address, user="postgres", autocommit=True) as connection:
            connection.execute("ALTER ROLE triage CREATEDB")  # a restore is made in a database beside
        with pooler_before(address) as pooler:
            environment = os.environ | {"TEST_DATABASE_URL": pooler.url, "TEST_DATABASE_DIRECT_URL": address}
            command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or TESTS)]
            status = subprocess.run(command, env=environment, check=False).returncode
        server.stop()
    sys.exit(status)


if __name__ == "__main__":
    main()
