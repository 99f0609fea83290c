"""Make a PostgreSQL data directory whole or not at all: initdb beside its place, then one rename."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from db.embedded.disk import disk_full, tells_of_full_disk
from db.embedded.processes import wait_until
from db.embedded.programs import EmbeddedError, Programs

SUPERUSER = "postgres"
REMOVE_TIMEOUT = 10.0

# What decides that Ü is a letter for pg_trgm; the first that the operating system knows is used.
CTYPES = ("C.UTF-8", "en_US.UTF-8", "UTF-8")
_PARTIAL = "postgres-partial-"


def create(pgdata: Path, programs: Programs) -> None:
    """Make a cluster beside its place and move it there whole; halves left by a kill are removed."""
    for leftover in pgdata.parent.glob(f"{_PARTIAL}*"):
        _remove(leftover)
    partial = Path(tempfile.mkdtemp(prefix=_PARTIAL, dir=pgdata.parent))
    try:
        programs.account.own(partial)
        _initialise(partial, programs)
        partial.rename(pgdata)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise


def _initialise(folder: Path, programs: Programs) -> None:
    """Run initdb in the empty `folder`: Unicode, whatever the locale of this process is."""
    result: subprocess.CompletedProcess[str] | None = None
    for ctype in CTYPES:
        result = programs.run(
            "initdb",
            f"--pgdata={folder}",
            f"--username={SUPERUSER}",
            "--auth=trust",  # behind a folder that only the server's account and root can enter
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C",
            f"--lc-ctype={ctype}",
            "--no-instructions",
            cwd=folder.parent,
        )
        if result.returncode == 0:
            return
        if "invalid locale name" not in result.stderr:
            break
    said = last_lines(result.stderr if result else "")
    if tells_of_full_disk(said):
        raise disk_full(folder.parent)
    raise EmbeddedError(
        f"The database could not be made in {folder.parent}. initdb said:\n{said}\n"
        "Check the free space and the permissions there, or set DATA_DIR to another folder."
    )


def _remove(folder: Path) -> None:
    """Remove `folder`, in which an initdb that outlived its application may still be writing for a moment."""

    def gone() -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()

    wait_until(gone, REMOVE_TIMEOUT)


def last_lines(text: str, count: int = 8) -> str:
    """The end of what a program said."""
    return "\n".join(text.strip().splitlines()[-count:])
