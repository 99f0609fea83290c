"""A process that has loaded the product and its tests, and forks for each mutant of what a function does.

The fork only puts the mutant's code in the place of the old: it neither imports nor collects anything. What runs at
import (a table, a default, a decorator) cannot be changed in that way; `trial.run_tests` loads everything anew for it.
"""

from __future__ import annotations

import ctypes
import gc
import os
import resource
import select
import shutil
import signal
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import CodeType, FunctionType

import psutil
import pytest

from tests.mutants.trial import HUNG, end_at_failure, forked_pytest

CANNOT = -2
_SUBREAPER = 36  # linux/prctl.h: what a test starts becomes a child of this process when the test's process ends


@dataclass(frozen=True)
class Question:
    """Tests to be run, and for how many seconds at most, with `source` in the place of the text of `path`."""

    path: Path
    original: str
    source: str
    tests: Sequence[str]
    limit: float
    database: str


class Collected:
    """A plugin that answers questions instead of running all tests, until the other end of the pipe is closed."""

    def __init__(self, questions: Connection, log: Path) -> None:
        self._questions, self._log = questions, log

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        end_at_failure(report, self._log)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
        self._items = {item.nodeid: item for item in session.items}
        self._functions: dict[str, list[FunctionType]] = {}
        for one in gc.get_objects():
            if isinstance(one, FunctionType):
                self._functions.setdefault(one.__code__.co_filename, []).append(one)
        self._kept = {process.pid for process in psutil.Process().children()}
        gc.collect()
        gc.freeze()
        with suppress(EOFError):
            while True:
                self._questions.send(self._answer(Question(*self._questions.recv())))
        return True

    def _answer(self, question: Question) -> int:
        if not all(test in self._items for test in question.tests):
            return CANNOT
        folder = Path(os.environ["TMPDIR"])
        files = set(folder.iterdir())
        process = os.fork()
        if process == 0:
            self._run(question)
        try:
            return _status(process, question.limit)
        finally:
            self._end_what_is_left()
            for path in set(folder.iterdir()) - files:
                shutil.rmtree(path, ignore_errors=True)

    def _run(self, question: Question) -> None:
        status = CANNOT & 0xFF
        try:
            seconds = int(question.limit / 2)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
            os.environ["TEST_DATABASE_URL"] = question.database
            if put_in_place(question, self._functions.get(str(question.path), ())):
                items = [self._items[test] for test in question.tests]
                for item, following in zip(items, [*items[1:], None], strict=True):
                    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                status = 0
        finally:
            os._exit(status)

    def _end_what_is_left(self) -> None:
        for process in psutil.Process().children(recursive=True):
            if process.pid not in self._kept:
                with suppress(psutil.Error):
                    process.kill()
                    process.wait(10)


def _status(process: int, limit: float) -> int:
    """How the fork ended; HUNG when it took more than `limit` seconds, of the clock or of the processor."""
    watched = os.pidfd_open(process)
    try:
        if not select.select([watched], [], [], limit)[0]:
            os.kill(process, signal.SIGKILL)
    finally:
        os.close(watched)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    return {-signal.SIGKILL: HUNG, -signal.SIGXCPU: HUNG, CANNOT & 0xFF: CANNOT}.get(status, status)


def put_in_place(question: Question, functions: Iterable[FunctionType]) -> bool:
    """Give these functions of a file the code that they have in the new text; false where that changes none."""
    new = dict(_named(question.source, question.path))
    old = {_place(code): name for name, code in _named(question.original, question.path)}
    changed = False
    for function in functions:
        code = new.get(old.get(_place(function.__code__), ("", 0)))
        if code is None or _does(code) == _does(function.__code__):
            continue
        if code.co_freevars != function.__code__.co_freevars:
            return False
        function.__code__ = code
        changed = True
    return changed


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _named(source: str, path: Path) -> Iterator[tuple[tuple[str, int], CodeType]]:
    """All code of a file by its qualified name, and which of that name."""
    count: dict[str, int] = {}
    waiting = [compile(source, str(path), "exec", dont_inherit=True)]
    while waiting:
        one = waiting.pop()
        count[one.co_qualname] = count.get(one.co_qualname, 0) + 1
        yield (one.co_qualname, count[one.co_qualname]), one
        waiting += [inner for inner in one.co_consts if isinstance(inner, CodeType)]


def _does(code: CodeType) -> object:
    """What two codes have in common that do the same, wherever they stand in a file."""
    constants = tuple(_does(one) if isinstance(one, CodeType) else (type(one), repr(one)) for one in code.co_consts)
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, constants


@contextmanager
def collected(files: Sequence[Path], log: Path) -> Iterator[Connection]:
    """The end of a pipe that takes a `Question` and gives 0, FAILED, HUNG, or CANNOT; why a test failed is in `log`."""
    here, there = Pipe()
    process = forked_pytest(files, log.with_name("collected.log"), Collected(there, log), closing=here)
    there.close()
    try:
        yield here
    finally:
        here.close()
        os.waitpid(process, 0)
