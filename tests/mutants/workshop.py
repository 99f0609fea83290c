"""A copy of the tree and a server, in which mutants are tried one after the other."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple, dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from db.embedded.server import EmbeddedServer
from db.migrate import migrate
from tests.data_folders import made_folder, short_lived
from tests.mutants.collected import CANNOT, Question, collected
from tests.mutants.reach import Reach, Reached
from tests.mutants.selection import asked_about
from tests.mutants.trial import HUNG, Only, copied_address, environment, load, new_database, run_tests

FIRST_RUN_LIMIT = 3600.0
TESTS_LIMIT = 20.0  # seconds of tests, as they took in the first run, that are asked about one mutant
NO_TESTS = 5  # pytest's exit status


@dataclass(frozen=True)
class Workshop:
    """A copy of the tree, the address of a migrated database, and what the tests reach in the copy."""

    tree: Path
    server: str
    reached: Reached
    collected: Connection
    log: Path  # why a test failed with the last mutant

    def verdict(self, path: Path, line: int, source: str) -> str:
        """What the tests say of the file with the text `source`, which differs at `line`; see `report.Outcome`."""
        tests = self.reached.tests_of(self.tree, path, line, TESTS_LIMIT)
        if not tests:
            return "unreached"
        original = (self.tree / path).read_text(encoding="utf-8")
        limit = 30 + 4 * sum(self.reached.seconds[test] for test in tests)
        question = Question(self.tree / path, original, source, tests, limit, self._database(tests))
        try:
            question.path.write_text(source, encoding="utf-8")
            status = CANNOT if self.reached.by_import(self.tree, path, line) else self._put_in_place(question)
            if status == CANNOT:
                status = self._loaded_anew(question)
        finally:
            question.path.write_text(original, encoding="utf-8")
        return {0: "survived", HUNG: "hung"}.get(status, "killed")

    def _database(self, tests: Sequence[str]) -> str:
        """The address of one, as it was at first if any of these tests changes it."""
        return copied_address(self.server) if set(self.reached.stored).isdisjoint(tests) else new_database(self.server)

    def _put_in_place(self, question: Question) -> int:
        self.collected.send(astuple(question))  # by its parts: the other process has loaded another copy of its class
        return int(self.collected.recv())

    def _loaded_anew(self, question: Question) -> int:
        files = dict.fromkeys(test.partition("::")[0] for test in question.tests)
        with environment({"TEST_DATABASE_URL": question.database, "PYTHONDONTWRITEBYTECODE": "1"}):
            status = run_tests([*files], self.log, question.limit, Only(question.tests, self.log))
        if status == NO_TESTS:
            raise RuntimeError(f"None of these tests was found again: {question.tests}")
        return status


@contextmanager
def workshop(root: Path, paths: Sequence[Path]) -> Iterator[Workshop]:
    """A workshop for mutants of these files of the tree at `root`; removed afterwards. Exits where the tests fail."""
    with made_folder() as folder, _server(folder) as server, _copied(root, folder / "tree") as tree:
        tests = asked_about(paths, tree)
        print(f"{len(paths)} files, {len(tests)} files of tests, which run once without a change:", flush=True)
        begin = time.monotonic()
        reached = _first_run(tree, server, tests)
        load(reached.modules)
        print(f"{len(reached.seconds)} tests in {time.monotonic() - begin:.0f} s, failed: {reached.failed}", flush=True)
        log = folder / "tests.log"
        with collected(tests, log) as questions:
            yield Workshop(tree, server, reached, questions, log)


def _first_run(tree: Path, server: str, tests: Sequence[Path]) -> Reached:
    notes, log = tree.parent / "reached.json", tree.parent / "first.log"
    with environment({"TEST_DATABASE_URL": new_database(server)}):
        run_tests(tests, log, FIRST_RUN_LIMIT, Reach(tree, notes))
    if not notes.exists():
        sys.exit(f"The tests do not run:\n{log.read_text(encoding='utf-8')[-3000:]}")
    return Reached(**json.loads(notes.read_text(encoding="utf-8")))


@contextmanager
def _copied(root: Path, tree: Path) -> Iterator[Path]:
    """The files that git knows or would add, copied, and Python at work there."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in names.split("\0"):
        if (root / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, tree / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tree)
        patch.syspath_prepend(tree)
        yield tree


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """The address of a migrated database on a server that all mutants share."""
    with short_lived():
        embedded = EmbeddedServer.start(folder / "data")
    try:
        engine = create_engine(embedded.url)
        migrate(engine)
        engine.dispose()
        yield embedded.url.replace("postgresql+psycopg://", "postgresql://")
    finally:
        embedded.stop()
