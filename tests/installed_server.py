"""Run the database tests on the oldest PostgreSQL installed on this machine, beside the embedded one.

python -m tests.installed_server [pytest arguments]: makes a cluster of its own, removes it at the end, exits with
pytest's status. Without an installed server (15 or later, where Debian puts it) it says so and exits with 0.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.checks import OLDEST_SERVER
from services.settings import ROOT
from tests.leftovers import own_folder

TESTS = [
    "tests/db/test_tables.py",
    "tests/db/test_engine.py",
    "tests/services/rollups",
    "tests/services/stats",
    "tests/services/tickets/test_editing.py",
    "tests/services/listing/test_ticket_pages.py",
    "tests/services/listing/test_sorted_pages.py",
    "tests/services/test_bulk.py",
    "tests/services/filters/test_clauses.py",
]
OPTIONS = [
    "--numprocesses=logical",
    "--maxprocesses=4",
    "--dist=loadfile",
    "--no-loadscope-reorder",
    "--hypothesis-profile=again",
]


def main() -> None:
    """Find a server, run the tests on it."""
    programs = _installed()
    if programs is None:
        print(f"No PostgreSQL {OLDEST_SERVER} or later is installed; the tests ran on the embedded one alone.")
        return
    with _cluster(programs) as url:
        command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or [*OPTIONS, *TESTS])]
        done = subprocess.run(command, cwd=ROOT, env=os.environ | {"TEST_DATABASE_URL": url}, check=False)
    sys.exit(done.returncode)


def _installed() -> Path | None:
    found = {int(folder.name): folder / "bin" for folder in Path("/usr/lib/postgresql").glob("[0-9]*")}
    versions = [
        version for version, folder in found.items() if version >= OLDEST_SERVER and (folder / "initdb").exists()
    ]
    return found[min(versions)] if versions else None


@contextmanager
def _cluster(programs: Path) -> Iterator[str]:
    """A server that listens on a socket only; PostgreSQL refuses to run as root, so then it runs as postgres."""
    account = pwd.getpwnam("postgres") if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="installed-", dir=own_folder()))
    if account:
        os.chown(folder, account.pw_uid, account.pw_gid)

    def run(program: str, *arguments: str) -> None:
        user = account.pw_name if account else None
        subprocess.run([programs / program, *arguments], user=user, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    run("initdb", "-D", f"{folder}/data", "-E", "UTF8", "--locale=C.UTF-8", "-U", "triage", "-A", "trust", "--no-sync")
    run(
        "pg_ctl",
        "-D",
        f"{folder}/data",
        "-w",
        "-l",
        f"{folder}/log",
        "-o",
        f"-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_wal_size=256MB",
        "start",
    )
    try:
        run("createdb", "-h", str(folder), "-U", "triage", "triage")
        yield f"postgresql://triage@/triage?host={folder}"
    finally:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
