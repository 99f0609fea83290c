"""The server processes that work in a data directory: found, waited for, ended.

They are the processes named postgres whose working folder is the data directory. So a stale or copied
postmaster.pid, a recycled process id and children that outlive a killed server are all told apart.
"""

from __future__ import annotations

import hashlib
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import psutil

STOP_TIMEOUT = 10.0  # seconds for each step of ending a server


def cluster_name(pgdata: Path) -> str:
    """The name that all processes of the server carry in their titles."""
    return f"triage-desk-{hashlib.sha256(str(pgdata).encode(errors='surrogateescape')).hexdigest()[:12]}"


def processes_in(pgdata: Path) -> list[psutil.Process]:
    """All live server processes of this data directory, deleted meanwhile or not."""
    named = [process for process in psutil.process_iter(["name"]) if process.info["name"] == "postgres"]
    return [process for process in named if _works_in(pgdata, process)]


def end_processes(pgdata: Path, postmaster: int) -> bool:
    """End the server of `pgdata`: by a fast shutdown, then an immediate one, then by force; whether it ended.

    `postmaster` is the process id PostgreSQL noted. Children whose server is gone have nothing left to save
    and start with the second step.
    """
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        processes = processes_in(pgdata)  # looked up again: a server forks until it ends
        leaders = [process for process in processes if process.pid == postmaster]
        if number == signal.SIGINT and not leaders:
            continue
        for process in processes if number == signal.SIGKILL else leaders or processes:
            with suppress(psutil.Error):
                process.send_signal(number)
        if wait_until(lambda: not processes_in(pgdata), STOP_TIMEOUT):
            return True
    return False


def wait_until(condition: Callable[[], bool], timeout: float) -> bool:
    """Whether `condition` came true within `timeout` seconds."""
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True


def _works_in(pgdata: Path, process: psutil.Process) -> bool:
    # A zombie has neither a working folder nor a command line any more, and so counts as gone.
    try:
        return process.cwd() == str(pgdata)
    except psutil.AccessDenied:
        return _is_titled(pgdata, process)
    except psutil.Error:
        return False


def _is_titled(pgdata: Path, process: psutil.Process) -> bool:
    """The same by the process title, for root in a container, who may not see where others work."""
    try:
        command = process.cmdline()
    except psutil.Error:
        return False
    return str(pgdata) in command or " ".join(command).startswith(f"postgres: {cluster_name(pgdata)}: ")
