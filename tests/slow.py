"""Which tests take long: `make quick` leaves them out, beside those that are marked ``slow`` where they stand.

``tests/slow.txt`` names them, and of a table of cases that is long as a whole how many rows stay. A run tells which:

    make test, with PYTEST_ADDOPTS=--junitxml=FILE; then python -m tests.slow FILE

Without FILE the command follows tests into the file where they stand now, and drops those that are gone.
"""

from __future__ import annotations

import ast
import statistics
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIST = Path(__file__).with_suffix(".txt")
LONG = 0.4  # seconds of a test, on a busy machine
LONG_TABLE = 0.8  # of all rows
ROWS = 3  # that stay of a long table
HEAD = "# Written by python -m tests.slow: what takes long in all its rows, or after so many of them.\n"


def mark(items: Iterable[pytest.Item]) -> None:
    """Mark what the list names as ``slow``."""
    listed, seen = read(), Counter[str]()
    for item in items:
        name = item.nodeid.partition("[")[0]
        seen[name] += 1
        if seen[name] > listed.get(name, seen[name]):
            item.add_marker(pytest.mark.slow)


def read() -> dict[str, int]:
    """By the name of a test how many of its rows are quick enough."""
    lines = (line.split() for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {name: int(rows[0]) if rows else 0 for name, *rows in lines}


def written(took: Mapping[str, list[float]]) -> str:
    """The list, of how long each row of each test took."""
    lines = [HEAD]
    for name, seconds in sorted(took.items()):
        if statistics.median(seconds) > LONG:
            lines.append(f"{name}\n")
        elif sum(seconds) > LONG_TABLE and len(seconds) > ROWS:
            lines.append(f"{name} {ROWS}\n")
    return "".join(lines)


def told(junit: Path) -> dict[str, list[float]]:
    """The seconds of each row of each test that `make quick` would run, of the file that pytest wrote."""
    took: dict[str, list[float]] = defaultdict(list)
    for case in ET.parse(junit).iter("testcase"):
        module = case.attrib["classname"].partition(".Test")[0]
        path = f"{module.replace('.', '/')}.py"
        inside = case.attrib["classname"][len(module) + 1 :]
        name = "::".join(filter(None, (path, inside, case.attrib["name"].partition("[")[0])))
        took[name].append(float(case.attrib["time"]))
    files = {name.partition("::")[0] for name in took}
    marked = {name for file in files for name in marked_in(file)}
    return {
        name: seconds
        for name, seconds in took.items()
        if not name.startswith("tests/e2e/") and not marked & {name, name.partition("::")[0]}
    }


def marked_in(file: str) -> Iterator[str]:
    """What is marked ``slow`` in a file of tests: itself, or its tests."""
    for node in ast.parse((ROOT / file).read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node).startswith("pytestmark") and _is_slow(node):
            yield file
        elif isinstance(node, ast.FunctionDef) and any(map(_is_slow, node.decorator_list)):
            yield f"{file}::{node.name}"


def _is_slow(node: ast.AST) -> bool:
    return "pytest.mark.slow" in ast.unparse(node)


def gone() -> list[str]:
    """The names of the list that no file of tests has any more."""
    return [name for name in read() if not _is_there(*name.split("::"))]


def _is_there(file: str, *names: str) -> bool:
    return (ROOT / file).exists() and set(names) <= _named_in(file)


@cache
def _named_in(file: str) -> set[str]:
    tree = ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8")))
    return {node.name for node in tree if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def _followed(names: Iterable[str]) -> str:
    """The list with each of these names in the one file that has such a test now, or without it."""
    files = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    where = {name: [file for file in files if _is_there(file, *name.split("::")[1:])] for name in names}
    head, *lines = LIST.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = []
    for line in lines:
        found = where.get(line.split()[0])
        if found is None:
            kept.append(line)
        elif len(found) == 1:
            kept.append(found[0] + line[line.index("::") :])
    return head + "".join(sorted(kept))


def main() -> None:
    """Write the list anew from a run, or bring its names up to date."""
    text = written(told(Path(sys.argv[1]))) if len(sys.argv) > 1 else _followed(gone())
    LIST.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
