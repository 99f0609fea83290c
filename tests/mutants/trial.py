"""Run tests in a fork of a process that has loaded the packages already, on a database of its own.

A fork costs some 20 ms where a new process loads pandas, scikit-learn and pytest for seconds. The product's own modules
are forgotten in the fork, so that it loads them, the mutant among them, from the files.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import select
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests.mutants.selection import FOLDERS

OURS = (*FOLDERS, "pages", "tests", "benchmarks", "app")
OPTIONS = ["-q", "--no-header", "--tb=line", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
# Plugins are loaded before the fork.
OPTIONS += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
HUNG, FAILED = -1, 1


def run_tests(files: Sequence[Path | str], log: Path, limit: float, plugin: object) -> int:
    """Pytest's exit status in a fork, HUNG if it took more than `limit` seconds; what it printed goes to `log`."""
    process = forked_pytest(files, log, plugin)
    watched = os.pidfd_open(process)
    try:
        if not select.select([watched], [], [], limit)[0]:
            os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return HUNG
    finally:
        os.close(watched)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def forked_pytest(files: Sequence[Path | str], log: Path, plugin: object, closing: Connection | None = None) -> int:
    """The id of a fork that runs pytest, after it has closed its copy of the end of a pipe."""
    sys.stdout.flush()
    process = os.fork()
    if process == 0:
        if closing:
            closing.close()
        _become_worker([*OPTIONS, *map(str, files)], plugin, log)
    return process


def _become_worker(arguments: list[str], plugin: object, log: Path) -> None:
    status = 3  # pytest's for an internal error
    try:
        os.setsid()
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(output, 1)
        os.dup2(output, 2)
        for name in [name for name in sys.modules if name.split(".")[0] in OURS]:
            del sys.modules[name]
        importlib.invalidate_caches()
        status = int(pytest.main(arguments, plugins=[plugin]))
    finally:
        if sys.exc_info()[0]:
            traceback.print_exc()
        sys.stdout.flush()
        os._exit(status)


class Only:
    """A plugin that runs these tests, in this order, and ends the process at the first that fails."""

    def __init__(self, tests: Iterable[str], log: Path) -> None:
        self._place = {test: place for place, test in enumerate(tests)}
        self._log = log

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        end_at_failure(report, self._log)

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self._place), key=lambda item: self._place[item.nodeid]
        )


def end_at_failure(report: pytest.TestReport, log: Path) -> None:
    """End this process without tidying up when a test has failed; why goes to `log`."""
    if report.failed:
        log.write_text(f"{report.nodeid} {report.when}\n{report.longreprtext}", encoding="utf-8")
        os._exit(FAILED)


def load(modules: Iterable[str]) -> None:
    """Import what the tests import besides ours, once for all forks."""
    for name in modules:
        with contextlib.suppress(Exception):
            importlib.import_module(name)


@contextmanager
def environment(values: Mapping[str, str]) -> Iterator[None]:
    """These variables for the time of the block."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in values.items():
            patch.setenv(name, value)
        yield


def new_database(server: str) -> str:
    """The address of a new copy of the database that `server` names, in the place of the last."""
    names = {"copy": sql.Identifier("mutant"), "given": sql.Identifier("triage")}
    with psycopg.connect(server, dbname="postgres", user="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {copy} WITH (FORCE)").format(**names))
        connection.execute(sql.SQL("CREATE DATABASE {copy} TEMPLATE {given} OWNER triage").format(**names))
    return copied_address(server)


def copied_address(server: str) -> str:
    """The address that `new_database` gives."""
    return server.replace("/triage?", "/mutant?")
