"""Whatever a run of the tests starts or makes ends with it, also when it is killed.

Each process makes all its files below one folder, `own_folder`. A second process, this file as a program, waits for the
end of the first. It then ends what still works in that folder or was started with its name, and removes the folder.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil

PATIENCE = 10.0  # seconds for servers to end by themselves
MEMORY = "/dev/shm"
ROOM = 4 << 30  # bytes: each process of a run takes a quarter of one, and the applications need memory too


@cache
def own_folder() -> Path:
    """The folder of this process, where temporary files go from now on: a short path, open to the server's account."""
    kept = tempfile.gettempdir()
    folder = Path(tempfile.mkdtemp(prefix="triage-", dir=_place())).resolve()
    folder.chmod(0o755)
    _watched_by(folder)
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", kept)  # pytest removes its own, but for those of the last three runs
    os.environ["TMPDIR"] = tempfile.tempdir = str(folder)
    return folder


def _place() -> str:
    """Memory where there is plenty, as most of what a server is waited for is its disk; else the disk."""
    with suppress(OSError):
        room = min(shutil.disk_usage(MEMORY).free, psutil.virtual_memory().available)
        if room >= ROOM and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
            return MEMORY
    return "/tmp"


@cache
def _watched_by(folder: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The second process, and the end of a pipe that only this process keeps open, kept for as long as it lives."""
    reading, writing = os.pipe()
    watcher = subprocess.Popen(
        [sys.executable, "-I", __file__, str(folder)],
        stdin=reading,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd="/",
        env={"PATH": os.defpath},  # not the name of a folder that a third process watches
        start_new_session=True,  # Ctrl+C in the terminal does not reach it
    )
    os.close(reading)
    return watcher, writing


def processes_of(folder: Path) -> list[psutil.Process]:
    """All processes that work in this folder, or have its name in their command line or environment."""
    return [process for process in psutil.process_iter(["name"]) if _belongs(process, str(folder))]


def _belongs(process: psutil.Process, folder: str) -> bool:
    return process.pid != os.getpid() and any(folder in said for said in _says(process))


def _says(process: psutil.Process) -> Iterator[str]:
    with suppress(psutil.Error, OSError):
        yield process.cwd()
    with suppress(psutil.Error, OSError):
        yield from process.cmdline()
    with suppress(psutil.Error, OSError):
        yield from process.environ().values()


def main() -> None:
    """Wait for the end of the process that started this one, then clean up after it."""
    folder = Path(sys.argv[1])
    sys.stdin.buffer.read()
    deadline = time.monotonic() + PATIENCE
    while (left := processes_of(folder)) or folder.exists():
        for process in left:
            # PostgreSQL gives its shared memory back when it is asked to end at once.
            asked = process.info["name"] == "postgres" and time.monotonic() < deadline
            with suppress(psutil.Error):
                process.send_signal(signal.SIGQUIT if asked else signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)
        if time.monotonic() > 2 * PATIENCE + deadline:
            return
        time.sleep(0.1)


if __name__ == "__main__":
    main()
