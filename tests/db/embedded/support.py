"""What the tests of the embedded server share: processes that use it, and what runs in a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import pytest
import sqlalchemy

ROOT = Path(__file__).resolve().parent.parent.parent.parent
AS_ROOT = os.geteuid() == 0
only_as_root = pytest.mark.skipif(not AS_ROOT, reason="only root has to change the account of the server")


class App:
    """A process that runs `embedded_app.py` on a data directory; killed at the end if it still lives."""

    def __init__(
        self,
        data_dir: Path,
        *,
        command: Sequence[str] = (sys.executable,),
        env: Mapping[str, str] | None = None,
        user: int | None = None,
    ) -> None:
        self.process = subprocess.Popen(
            [*command, str(ROOT / "tests/db/embedded/embedded_app.py"), str(data_dir)],
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), **(env or {})},
            user=user,
            cwd="/",
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __enter__(self) -> App:
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def answer(self) -> str:
        """The next line it says; empty once it has ended."""
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def ask(self, command: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{command}\n")
        self.process.stdin.flush()
        return self.answer()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


def postgres_in(folder: Path) -> list[psutil.Process]:
    """The living postgres processes at work below `folder`, by the operating system's own account."""
    return [process for process in psutil.process_iter(["name", "ppid"]) if _is_postgres_in(process, folder)]


def kill_postgres_in(folder: Path) -> None:
    """Kill them all; some of them end by themselves as soon as the first is gone."""
    for process in postgres_in(folder):
        with suppress(psutil.NoSuchProcess):
            process.kill()
    eventually(lambda: not postgres_in(folder))


def _is_postgres_in(process: psutil.Process, folder: Path) -> bool:
    try:
        return bool(process.info["name"] == "postgres") and Path(process.cwd()).is_relative_to(folder)
    except (psutil.Error, OSError):
        return False


def postmaster_of(data_dir: Path) -> psutil.Process:
    """The server itself: the one among the processes that is not a child of another."""
    processes = postgres_in(data_dir)
    numbers = {process.pid for process in processes}
    (postmaster,) = [process for process in processes if process.info["ppid"] not in numbers]
    return postmaster


def eventually(condition: Callable[[], bool], within: float = 10) -> None:
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, "did not become true in time"
        time.sleep(0.01)


def scalar(url: str, query: str) -> Any:
    """The first value of `query`, asked over a connection of its own."""
    engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        result = connection.execute(sqlalchemy.text(query))
        return result.scalar() if result.returns_rows else None


def python_for(uid: int) -> tuple[str, dict[str, str]] | None:
    """An interpreter of this version that the user can run, and the environment in which it finds the packages."""
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    path = os.pathsep.join([str(ROOT), sysconfig.get_path("purelib")])
    for candidate in (sys.executable, shutil.which(name, path="/usr/local/bin:/usr/bin")):
        if candidate is not None and _runs_as(uid, candidate, path):
            return candidate, {"PYTHONPATH": path}
    return None


def _runs_as(uid: int, python: str, path: str) -> bool:
    command = [python, "-c", "import psycopg, sqlalchemy, psutil"]
    try:
        result = subprocess.run(command, user=uid, env={"PYTHONPATH": path}, cwd="/", check=False)
    except PermissionError:
        return False
    return result.returncode == 0
