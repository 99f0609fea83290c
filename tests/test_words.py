"""The glossary: no page, message or answer of the API has a word where another is the one for the thing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.settings import ROOT

# What must not be said, and what is said instead. Names in code, URLs and SQL are not read here, only texts.
NOT = {
    r"\b(re)?fil(ed|ing)\b|\bfile (it|a ticket|the first)": "create, submit",
    r"\b(somebody|everybody|whoever|anybody)\b": "someone, everyone, anyone",
    r"\bNobody's?\b|\bnobody is sure\b": "Unassigned, no source is sure",
    r"\b(bring|brings|brought|put|puts) (it |them )?back\b|\bis back again\b": "restore, undo",
    r"\bApply mine\b|\bTake theirs\b|\b(was|were) faster\b": "Save my changes anyway, Discard my changes, conflict",
    r"\b(database|model|server|provider) (does|do) not answer\b|\bonce it answers\b": "is not responding",
    r"\bwords that decided\b": "deciding words",
    r"\balike\b": "similar",
    r"\bkept in full\b|\bin the way\b|\bto blame\b|\blets through\b": "accepted, filter",
    r"\banew\b|\bcounted again\b": "again, recalculate",
    r"\bthis desk\b": "this installation",
    r"\bnobody foresaw\b|\bthe log has it\b": "failed unexpectedly, an admin can find the cause in the log",
    r"\btakes? part\b": "in use",
    r"\bfor good\b": "permanently",
    r"\binvented\b": "made-up, sample",
    r"\b(stays?|kept) out\b|\balready there\b": "rejected, skipped",
    r"\bfiles? (ticket|, find|, edit)": "create",
    r"\bplease\b|\bsuccessfully\b|\w+n't\b": "a plain sentence",
}
PAGES = sorted((ROOT / "pages").rglob("*.py"))
SCRIPTS = sorted((ROOT / "pages").rglob("*.js"))
DOCUMENTS = [
    *(ROOT / f"{name}.md" for name in ("README", "CHANGELOG", "CONTRIBUTING", "SECURITY")),
    *(ROOT / "docs").glob("*.md"),
]
API = sorted((ROOT / "api").rglob("*.py"))
MESSAGES = [
    path
    for path in sorted((ROOT / "services").rglob("*.py"))
    if not {"keywords", "seed", "masking", "sample"} & set(path.relative_to(ROOT).parts)
    and path.stem not in {"function_words", "foreign_words", "prompt"}  # words that are looked for, or a model reads
]


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that can be read outside of it, with their lines: of the API also what routes say."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {id(part) for part in docstrings(tree, of_the_api=path in API)}
    for part in ast.walk(tree):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in silent:
            yield part.lineno, part.value


def docstrings(tree: ast.Module, *, of_the_api: bool) -> Iterator[ast.Constant]:
    """Those that stay in the code: the OpenAPI document has what routes and the models of answers and bodies say."""
    for part in ast.walk(tree):
        if isinstance(part, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and part.body:
            first = part.body[0]
            if of_the_api and isinstance(part, ast.FunctionDef) and part.decorator_list:  # a route
                continue
            if of_the_api and isinstance(part, ast.ClassDef) and {"BaseModel", "Fields"} & names_of(part.bases):
                continue
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                yield first.value


def names_of(bases: list[ast.expr]) -> set[str]:
    return {base.id for base in bases if isinstance(base, ast.Name)}


def is_prose(text: str) -> bool:
    """Whether somebody reads it: words with spaces, and neither SQL nor a pattern."""
    return " " in text.strip() and not re.search(r"\b(SELECT|INSERT|UPDATE|WHERE|FROM|VALUES|THEN)\b|\(\?|\\b", text)


def script_texts(path: Path) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        code = line.split("//")[0] if "://" not in line else line
        for found in re.findall(r'"([^"]*)"|`([^`]*)`', code):
            yield number, "".join(found)


def wrong(lines: Iterator[tuple[int, str]], path: Path) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {text!r}: say {instead}"
        for number, text in lines
        if is_prose(text)
        for pattern, instead in NOT.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]


@pytest.mark.parametrize("room", ["pages", "api", "services", "terminal"])
def test_no_text_has_a_word_that_the_glossary_replaces(room: str) -> None:
    modules = {"pages": PAGES, "api": API, "services": MESSAGES, "terminal": [ROOT / "cli.py"]}[room]
    found = [line for path in modules for line in wrong(texts(path), path)]
    if room == "pages":
        found += [line for path in SCRIPTS for line in wrong(script_texts(path), path)]
    assert found == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_no_document_has_one_either(document: Path) -> None:
    lines = enumerate(document.read_text(encoding="utf-8").splitlines(), 1)
    assert wrong(((number, re.sub("`[^`]*`", "", line)) for number, line in lines), document) == []
