"""The application under test: a process of its own, in its own folder, on its own port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

from tests.e2e.support.prepared import Forked, fork_app

ROOT = Path(__file__).resolve().parents[3]
COMMAND = (str(ROOT / "app.py"),)
PATIENCE = 60  # seconds for what has to happen: a page takes long on a busy machine, and a quick one waits for nothing
START_SECONDS = 120
STOP_SECONDS = 30
BAD_LINE = re.compile(r"traceback|\bwarning\b|\berror\b|\[(?:warning|error|critical)", re.IGNORECASE)


def wait_until(true: Callable[[], object], what: str, seconds: float = PATIENCE) -> None:
    """Ask again and again until ``true``; fail after ``seconds``."""
    deadline = time.monotonic() + seconds
    while not true():
        if time.monotonic() > deadline:
            raise AssertionError(f"Waited {seconds:g} s in vain: {what}")
        time.sleep(0.05)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class AppProcess:
    """``python app.py``, started and stopped as people do; ``database_url`` None means its own embedded server.

    It is forked from a process that has imported everything (`prepared`), unless ``command`` is given: the arguments of
    Python that serve it, ``PORT`` in them its port. ``COMMAND`` is what people start.
    """

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str | None = None,
        environment: Mapping[str, str] | None = None,
        started_in: Path = ROOT,
        command: Sequence[str] = (),
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log_path = folder / "app.log"
        self._started_in = started_in
        self.command = [part.replace("PORT", str(self.port)) for part in command]
        self._more = {**(environment or {}), **({"DATABASE_URL": database_url} if database_url else {})}
        self._process: subprocess.Popen[bytes] | Forked | None = None

    def start(self) -> None:
        """Start and wait until it is healthy."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
        environment = {
            **kept,
            "HOME": str(self.folder),
            "ENV_FILE": os.devnull,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA_DIR": str(self.folder / "data"),
            "PYTHONPATH": str(ROOT),
            # A page that says that something took too long says so until a person comes.
            "STATEMENT_TIMEOUT": str(PATIENCE),
            # Nor is a worker gone that a busy machine gives no time to say that it lives.
            "WORKER_LOST_AFTER": str(START_SECONDS),
            **self._more,
        }
        with self._log_path.open("ab") as log:
            self._process = self._started(environment, log)
        wait_until(self._is_up, f"the app is healthy; its log:\n{self.log()[-3000:]}", START_SECONDS)

    def _started(self, environment: Mapping[str, str], log: IO[bytes]) -> subprocess.Popen[bytes] | Forked:
        if not self.command:
            return fork_app(environment, log)
        return subprocess.Popen(
            [sys.executable, *self.command],
            cwd=self._started_in,
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )

    def _is_up(self) -> bool:
        process = self._process
        if process is None or process.poll() is not None:
            raise AssertionError(f"The app ended by itself:\n{self.log()[-3000:]}")
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    @property
    def pid(self) -> int:
        """The process id of the running application."""
        assert self._process is not None
        return self._process.pid

    def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(STOP_SECONDS)

    def stop(self, by: signal.Signals = signal.SIGTERM) -> None:
        """Send the signal, and wait for the end."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(by)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            raise AssertionError(
                f"The app did not end within {STOP_SECONDS} s of {by.name}:\n{self.log()[-3000:]}"
            ) from None

    def log(self) -> str:
        """Everything it has logged."""
        return self._log_path.read_text(encoding="utf-8") if self._log_path.exists() else ""

    def bad_lines(self) -> list[str]:
        """Lines of the log that speak of a warning, an error or a traceback."""
        requests = re.compile(r'"(?:GET|POST) ')
        lines = [line.replace("uvicorn.error", "") for line in self.log().splitlines() if not requests.search(line)]
        # With what comes behind it: the traceback tells more than its first line.
        return ["\n".join(lines[n : n + 40]) for n, line in enumerate(lines) if BAD_LINE.search(line)]
