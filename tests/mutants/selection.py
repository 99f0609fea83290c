"""Which files are mutated, and which tests have to notice.

The tests of a file are those that mirror it (tests/services/test_bulk.py and test_bulk_more.py of services/bulk.py) and
those that import it; where there are neither, those of the files which import it. Pages and browsers are left out: they
start too slowly to be asked about every mutant.
"""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDERS = ("services", "db", "api")
# Files of declarations and of one SQL statement each, and what each run of the tests would have to do anew.
_NOT_MUTATED = ("db/migrations/", "services/classify/keywords/")
_NOT_ASKED = ("tests/api/test_schema.py",)  # fuzzes for minutes


def source_files(root: Path) -> list[Path]:
    """Every file that is mutated, as a path below `root`."""
    files = sorted(path.relative_to(root) for folder in FOLDERS for path in (root / folder).rglob("*.py"))
    return [path for path in files if not path.as_posix().startswith(_NOT_MUTATED)]


def touched_lines(root: Path, since: str) -> dict[Path, set[int]]:
    """The lines of `source_files` that differ from the commit `since`."""
    command = ["git", "diff", "--unified=0", "--no-color", "--no-ext-diff", since, "--", *FOLDERS]
    diff = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout
    touched: dict[Path, set[int]] = {}
    path = Path()
    for line in diff.splitlines():
        if line.startswith("+++ "):
            path = Path(line.removeprefix("+++ b/"))
        elif line.startswith("@@"):
            first, _, count = line.split("+")[1].split(" ")[0].partition(",")
            touched.setdefault(path, set()).update(range(int(first), int(first) + int(count or 1)))
    kept = set(source_files(root))
    return {path: lines for path, lines in touched.items() if path in kept and lines}


def asked_about(paths: Iterable[Path], root: Path) -> list[Path]:
    """The test files that have to notice a change of these files."""
    return sorted({test for path in paths for test in _asked_about(path, root)})


def _asked_about(path: Path, root: Path) -> set[Path]:
    users, seen = {path}, {path}
    while users:
        if found := {test for user in users for test in _mirrors(user, root) | _importers(user, root)}:
            return found
        users = {user for used in users for user in source_files(root) if _module(used) in _imports(root / user)} - seen
        seen |= users
    return set()


def _importers(path: Path, root: Path) -> set[Path]:
    """The test files that import this file, or whose conftest does."""
    module = _module(path)
    return {
        test
        for test in _test_files(root)
        if module in _imports(root / test) or module in _imports(root / test.with_name("conftest.py"))
    }


def _mirrors(path: Path, root: Path) -> set[Path]:
    folder = Path("tests") / path.parent
    stems = (f"test_{path.stem}.py", f"test_{path.stem}_*.py")
    found = {test.relative_to(root) for stem in stems for test in (root / folder).glob(stem)}
    return found & set(_test_files(root))


@cache
def _test_files(root: Path) -> tuple[Path, ...]:
    found = (path.relative_to(root) for folder in FOLDERS for path in (root / "tests" / folder).rglob("test_*.py"))
    return tuple(sorted(path for path in found if path.as_posix() not in _NOT_ASKED))


@cache
def _imports(path: Path) -> frozenset[str]:
    """The modules that a file imports, by their dotted names; of `from a import b` both a and a.b."""
    found: set[str] = set()
    if not path.exists():
        return frozenset()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def _module(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")
