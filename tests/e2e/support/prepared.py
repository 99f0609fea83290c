"""Applications and workers forked from a process that has imported everything, which takes seconds in each start.

Each process of the tests has at most one such process, ``python -m tests.e2e.support.prepared SOCKET``, which does
nothing else and has no thread, connection or setting of its own. It ends with the process that started it. A forked
process is told apart from a real one by its command line alone. Not for what a start itself does, or who is whose
parent: tests of that take the real command.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import selectors
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import IO, Any

import psutil

from tests.leftovers import own_folder

ROOT = Path(__file__).resolve().parents[3]
LONGEST = 65_536  # bytes of a request
STARTS_IN = 120.0
NUMBER = struct.Struct("i")


class Forked:
    """A process that was forked for this one, with what tests and supervisor use of ``subprocess.Popen``."""

    def __init__(self, asked: socket.socket, stdin: IO[bytes] | None = None) -> None:
        self._lock = threading.Lock()
        self.stdin = stdin
        self.returncode: int | None = None
        self.pid: int = NUMBER.unpack(asked.recv(NUMBER.size))[0]
        self._said = asked.detach()

    def __del__(self) -> None:
        os.close(self._said)

    def poll(self) -> int | None:
        """The exit code, if it has ended."""
        return self._ended_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended. Raises subprocess.TimeoutExpired."""
        code = self._ended_within(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(["prepared"], timeout or 0)
        return code

    def _ended_within(self, seconds: float | None) -> int | None:
        if self.returncode is None:
            ready = select.poll()
            ready.register(self._said, select.POLLIN)
            if not ready.poll(None if seconds is None else seconds * 1_000):
                return None
            with self._lock:
                if self.returncode is None:
                    said = os.read(self._said, NUMBER.size)
                    self.returncode = NUMBER.unpack(said)[0] if said else -signal.SIGKILL
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Nothing where it has ended."""
        if self.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def fork_app(environment: Mapping[str, str], log: IO[bytes]) -> Forked:
    """``python app.py`` in the folder of the project, with this environment, which logs into this file."""
    with Path(os.devnull).open("rb") as nothing:
        return _fork(_prepared(), "app", environment, [nothing.fileno(), log.fileno()])


def fork_worker(environment: Mapping[str, str]) -> Forked:
    """``python -m services.jobs``, likewise; it logs where this process does."""
    with Path(os.devnull).open("rb") as nothing:
        return _fork(_prepared(), "worker", environment, [nothing.fileno(), 1, 2])


def worker_of(pid: int) -> int:
    """The process id of the worker that the forked application ``pid`` started last and that still lives."""
    with _connected(_prepared()) as asked:
        asked.sendall(json.dumps({"worker_of": pid}).encode())
        return int(NUMBER.unpack(asked.recv(NUMBER.size))[0])


@cache
def _prepared() -> str:
    """The address of the prepared process of this one."""
    address = str(own_folder() / "prepared")
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "TMPDIR")}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.support.prepared", address],
        cwd=ROOT,
        # Without threads of its own, which a fork would lack.
        env={
            **kept,
            "ENV_FILE": os.devnull,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "JE_ARROW_MALLOC_CONF": "background_thread:false",
        },
        stdin=subprocess.PIPE,
    )
    _kept_open.append(process)
    deadline = time.monotonic() + STARTS_IN
    while not Path(address).exists():
        if process.poll() is not None or time.monotonic() > deadline:
            raise AssertionError("The process that starts applications does not start.")
        time.sleep(0.02)
    return address


_kept_open: list[subprocess.Popen[bytes]] = []


def _fork(address: str, what: str, environment: Mapping[str, str], files: list[int], **more: Any) -> Forked:
    asked = _connected(address)
    request = json.dumps({"start": what, "environment": dict(environment), **more}).encode()
    socket.send_fds(asked, [request], files)
    return Forked(asked)


def _connected(address: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    connection.connect(address)
    return connection


# ---- the prepared process itself


class _Start:
    """What a forked process was asked to be."""

    def __init__(self, request: dict[str, Any], files: list[int], address: str) -> None:
        self._what = str(request["start"])
        self._environment: dict[str, str] = request["environment"]
        self._files = files
        self._address = address
        self._group = bool(request.get("group"))

    def become(self) -> None:
        """Be as a process that was just started; ``main`` is still to be called."""
        if self._group:
            os.setpgid(0, 0)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for place, file in zip((0, 1, 2), (*self._files, self._files[-1]), strict=False):
            os.dup2(file, place)
        for file in self._files:
            os.close(file)
        os.environ.clear()
        os.environ.update(self._environment)
        tempfile.tempdir = None
        time.tzset()

    def main(self) -> None:
        """What the command does once its modules are loaded."""
        if self._what == "worker":
            from services.jobs import worker

            sys.argv = ["-m", worker.CHILD] if self._group else ["-m"]
            worker.main()
            return
        import app
        from services.jobs import supervisor

        sys.argv = ["app.py"]
        vars(supervisor)["subprocess"] = _Workers(self._address)
        app.main()


class _Workers:
    """What the supervisor of a forked application takes for ``subprocess``: its workers are forked as well."""

    PIPE, TimeoutExpired = subprocess.PIPE, subprocess.TimeoutExpired

    def __init__(self, address: str) -> None:
        self._address = address

    def Popen(self, command: list[str], **options: Any) -> Forked:  # noqa: N802 - as in subprocess
        assert command[1:3] == ["-m", "services.jobs"], command
        assert options["stdin"] == subprocess.PIPE
        reading, writing = os.pipe()
        forked = _fork(self._address, "worker", os.environ, [reading, 1, 2], group=True)
        os.close(reading)
        forked.stdin = os.fdopen(writing, "wb")
        return forked


class _Server:
    """Answers each connection with the id of a new process, and later with its exit code."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._selector = selectors.DefaultSelector()
        self._listening = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._woken, writing = socket.socketpair()
        self._writing = writing
        self._woken.setblocking(False)
        writing.setblocking(False)
        self._asking: dict[int, socket.socket] = {}
        self._workers: dict[int, list[int]] = {}

    def serve(self) -> _Start | None:
        """Fork until standard input ends; in a new process, what it is to be."""
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.set_wakeup_fd(self._writing.fileno())
        for file in (0, self._listening, self._woken):
            self._selector.register(file, selectors.EVENT_READ)
        self._listening.bind(self._address + ".new")
        self._listening.listen(20)
        Path(self._address + ".new").rename(self._address)
        while True:
            for key, _ in self._selector.select():
                if key.fileobj == 0:
                    return None
                if key.fileobj is self._listening:
                    if (start := self._answer()) is not None:
                        return start
                else:
                    self._reap()

    def _answer(self) -> _Start | None:
        connection = self._listening.accept()[0]
        said, files, _, _ = socket.recv_fds(connection, LONGEST, 3)
        if not said:  # who asked was killed
            connection.close()
            return None
        request = json.loads(said)
        if (parent := request.get("worker_of")) is not None:
            alive = [pid for pid in self._workers.get(parent, []) if pid in self._asking]
            connection.send(NUMBER.pack(alive[-1]))
            connection.close()
            return None
        asking = NUMBER.unpack_from(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0]
        pid = os.fork()
        if pid == 0:
            self._close(connection)
            return _Start(request, files, self._address)
        for file in files:
            os.close(file)
        self._asking[pid] = connection
        self._workers.setdefault(asking, []).append(pid)
        with contextlib.suppress(OSError):
            connection.send(NUMBER.pack(pid))
        return None

    def _close(self, connection: socket.socket) -> None:
        signal.set_wakeup_fd(-1)
        self._selector.close()
        for one in (connection, self._listening, self._woken, self._writing, *self._asking.values()):
            one.close()

    def _reap(self) -> None:
        with contextlib.suppress(BlockingIOError):
            self._woken.recv(LONGEST)
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG))[0]:
                connection = self._asking.pop(ended[0])
                with contextlib.suppress(OSError):  # nobody waits for it any more
                    connection.send(NUMBER.pack(os.waitstatus_to_exitcode(ended[1])))
                connection.close()


def _load() -> None:
    """Import and read what an application and its worker need, now or soon after their start."""
    import gc

    import app  # noqa: F401
    from pages.warm_up import warm_up
    from services.classify.rules import rules_of
    from services.jobs import kinds, worker  # noqa: F401
    from services.seed.categories import SEED_CATEGORIES
    from services.settings import settings
    from services.taxonomy import Category

    for kind in kinds.KINDS:
        kind.work()
    shipped = [
        Category(key, one.label, one.description, tuple(one.keywords), archived=False)
        for key, one in SEED_CATEGORIES.items()
    ]
    warm_up()
    rules_of(shipped).suggest("Refund", "I was charged twice.")  # the first suggestion of a process reads all rules
    assert settings.cache_info().currsize == 0, "A module has read the settings while it was imported."
    assert len(psutil.Process().threads()) == 1, "A library has begun a thread, which a fork would lack."
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _load()
    started = _Server(sys.argv[1]).serve()
    if started is not None:
        started.become()
        started.main()
