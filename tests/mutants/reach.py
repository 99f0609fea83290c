"""Which test runs which line: noted once, so that a mutant is shown to the tests that can notice it."""

from __future__ import annotations

import ast
import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import coverage
import pytest

from tests.mutants.selection import FOLDERS
from tests.mutants.trial import OURS


class Reach:
    """A plugin that notes which test ran which line, and for how long each took."""

    def __init__(self, root: Path, notes: Path) -> None:
        self._root, self._notes = root, notes
        self._coverage = coverage.Coverage(data_file=None, source=[str(root / folder) for folder in FOLDERS])
        self._coverage.set_option("run:disable_warnings", ["module-not-imported", "no-data-collected"])
        self._seconds: dict[str, float] = {}
        self._failed: set[str] = set()
        self._stored: set[str] = set()

    def pytest_sessionstart(self) -> None:
        self._coverage.start()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        begin = time.monotonic()
        if "_open_database" in getattr(item, "fixturenames", ()):
            self._stored.add(item.nodeid)
        self._coverage.switch_context(item.nodeid)
        yield
        self._coverage.switch_context("")
        self._seconds[item.nodeid] = time.monotonic() - begin

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {
            Path(file).relative_to(self._root).as_posix(): data.contexts_by_lineno(file)
            for file in data.measured_files()
        }
        third_party = sorted(name for name in sys.modules if name.split(".")[0] not in OURS)
        sets = {"failed": sorted(self._failed), "stored": sorted(self._stored)}
        noted = {"seconds": self._seconds, "lines": lines, "modules": third_party, **sets}
        self._notes.write_text(json.dumps(noted))


@dataclass(frozen=True)
class Reached:
    """The notes of `Reach`: seconds by test, tests by file and line, modules that were loaded, tests that failed.

    `stored` are the tests that use the database.
    """

    seconds: dict[str, float]
    lines: dict[str, dict[str, list[str]]]
    modules: list[str]
    failed: list[str]
    stored: list[str]

    def by_import(self, root: Path, path: Path, line: int) -> bool:
        """Whether the statement of this line runs as its module is imported, be it in a function."""
        numbers, at_import = statement_of(root / path, line)
        lines = self.lines.get(path.as_posix(), {})
        return at_import or any("" in lines.get(str(number), ()) for number in numbers)

    def tests_of(self, root: Path, path: Path, line: int, limit: float) -> list[str]:
        """Tests that ran the statement of this line, for `limit` seconds: quick ones first.

        One of the mirroring file may take four times as long to come before others, one of its folder twice. What runs
        at import is shown to the tests that run what depends on it, as far as that can be seen in its file: the body of
        a decorated function, the users of a name; else to all tests that run any line of the file, else to all.
        """
        by_line = self.lines.get(path.as_posix(), {})
        numbers, at_import = statement_of(root / path, line)
        found = self._that_ran(by_line, users_of(root / path, line) if at_import else numbers)
        if not found and self.by_import(root, path, line):
            found = self._that_ran(by_line, map(int, by_line)) or self.seconds.keys() - {*self.failed}
        near, own = f"tests/{path.parent.as_posix()}/", f"/test_{path.stem}"
        chosen: list[str] = []
        total = 0.0
        far = {test: 1 if own in test else 2 if test.startswith(near) else 4 for test in found}
        for test in sorted(found, key=lambda test: (self.seconds[test] * far[test], test)):
            total += self.seconds[test]
            if total > limit and chosen:
                break
            chosen.append(test)
        return chosen

    def _that_ran(self, by_line: Mapping[str, Sequence[str]], numbers: Iterable[int]) -> set[str]:
        return {test for number in numbers for test in by_line.get(str(number), ())} - {"", *self.failed}


def users_of(path: Path, line: int) -> set[int]:
    """Lines of functions that depend on what this line, which runs at import, defines: its body, or where it is named.

    None where no line of the file does.
    """
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _begin(node) <= line < node.body[0].lineno:
            return {*range(node.body[0].lineno, (node.end_lineno or node.lineno) + 1)}
    names = {
        target.id
        for node in _parsed(path).body
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.lineno <= line <= (node.end_lineno or node.lineno)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    named = (node for node in ast.walk(_parsed(path)) if isinstance(node, ast.Name) and node.id in names)
    statements = (statement_of(path, node.lineno) for node in named)
    return {number for numbers, at_import in statements if not at_import for number in numbers}


def statement_of(path: Path, line: int) -> tuple[range, bool]:
    """The lines of the innermost statement on this line, of a compound one those of its head; if import runs it."""
    best, at_import = range(line, line + 1), True
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.stmt) and _begin(node) <= line <= (node.end_lineno or node.lineno):
            body = getattr(node, "body", None)
            last = _begin(body[0]) - 1 if body else node.end_lineno or node.lineno
            if line <= last:
                best = range(_begin(node), max(last, node.lineno) + 1)
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                at_import = False
    return best, at_import


def _begin(node: ast.stmt) -> int:
    """Its first line, or that of its first decorator."""
    return min((decorator.lineno for decorator in getattr(node, "decorator_list", ())), default=node.lineno)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))
