"""The house: a folder holds few files and says what they are; files, functions and decisions are short."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.settings import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef

ROOMS = ("api", "pages", "services", "db")
MODULES_MAX = 16  # of a folder, without the one that has its sentence
FILES_MAX = 20  # with scripts, styles and the like beside them
LINES_MAX = 330  # of a file; 300 is the aim
BODY_MAX = 36  # lines of a function behind its docstring; 30 is the aim, with both

DECISION_LINES_MAX = 13  # with its title and where the rest of it stands
DECISION_WIDTH_MAX = 160

LARGER = {
    "db/migrations/versions": "a file a migration, which stays where it was released",
    "db/sql": "the SQL of the migrations, likewise",
    "services/transfer/importing/other_systems/rows": "a file a system, read by one loop",
}


def folders() -> Iterator[Path]:
    """Every folder of the product that holds something."""
    for room in ROOMS:
        for folder in (ROOT / room, *(ROOT / room).rglob("*/")):
            if "__pycache__" not in folder.parts and files_of(folder):
                yield folder


def files_of(folder: Path) -> list[Path]:
    """The files in a folder, but for the one that has its sentence."""
    return [one for one in folder.iterdir() if one.is_file() and one.name != "__init__.py"]


def modules() -> list[Path]:
    """Every file of Python of the product; a released migration is as it was."""
    return [
        *(ROOT / name for name in ("app.py", "bootstrap.py", "cli.py")),
        *(file for room in ROOMS for file in (ROOT / room).rglob("*.py") if "migrations" not in file.parts),
    ]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_folder_holds_few_files() -> None:
    held = {name_of(folder): files_of(folder) for folder in folders()}
    modules_in = {name: sum(file.suffix == ".py" for file in files) for name, files in held.items()}
    crowded = {name for name, files in held.items() if modules_in[name] > MODULES_MAX or len(files) > FILES_MAX}
    assert crowded - LARGER.keys() == set()
    assert LARGER.keys() <= held.keys()


def test_a_folder_says_what_it_holds() -> None:
    packages = [folder for folder in folders() if any(file.suffix == ".py" for file in files_of(folder))]
    silent = [
        name_of(folder)
        for folder in packages
        if "migrations" not in folder.parts
        and not ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    ]
    assert silent == []


@pytest.mark.parametrize("room", ["", *ROOMS])
def test_files_and_functions_are_short(room: str) -> None:
    long: list[str] = []
    for file in modules():
        if name_of(file).rpartition("/")[0].partition("/")[0] != room:
            continue
        text = file.read_text(encoding="utf-8")
        if text.count("\n") > LINES_MAX:
            long.append(name_of(file))
        functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, Function))
        long += [f"{name_of(file)}: {node.name}" for node in functions if lines_of(node) > BODY_MAX]
    assert long == []


def lines_of(function: Function) -> int:
    """The lines of what it does."""
    first = function.body[1 if ast.get_docstring(function) and len(function.body) > 1 else 0]
    return (function.end_lineno or 0) - first.lineno + 1


def test_a_decision_is_short() -> None:
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    long: list[str] = []
    for decision in decisions:
        lines = [line for line in decision.read_text(encoding="utf-8").splitlines() if line.strip()]
        if len(lines) > DECISION_LINES_MAX or max(map(len, lines)) > DECISION_WIDTH_MAX:
            long.append(decision.name)
    assert len(decisions) > 60
    assert long == ["0002-dependencies.md"]  # a row a dependency
