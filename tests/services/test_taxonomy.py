"""Priorities and statuses: one row each, and every layer has the same keys."""

from __future__ import annotations

import ast
from typing import Any, get_args

import pytest

from db import keys
from pages.widgets.charts.theme import SLOTS
from pages.widgets.chips import theme_and_icon
from services import taxonomy
from services.classify.keywords.priority.rules import PRIORITY_RULES
from services.classify.llm.prompt import PRIORITY_DEFINITIONS
from services.sample.lives import RESOLUTION_HOURS
from services.settings import ROOT
from services.tickets import schemas
from services.transfer.importing.other_systems.vocabulary import guess_values

KEYS = (*taxonomy.PRIORITIES, *taxonomy.STATUSES)


def test_the_database_has_the_same_keys_in_the_same_order() -> None:
    assert taxonomy.PRIORITIES == keys.PRIORITIES
    assert taxonomy.STATUSES == keys.STATUSES
    assert {*taxonomy.UNRESOLVED, *taxonomy.DONE} == {*taxonomy.STATUSES}


@pytest.mark.parametrize(
    ("kind", "keys"), [(schemas.Priority, taxonomy.PRIORITIES), (schemas.Status, taxonomy.STATUSES)]
)
def test_the_api_names_each(kind: Any, keys: tuple[str, ...]) -> None:
    assert get_args(kind)[1].json_schema_extra == {"enum": list(keys)}


@pytest.mark.parametrize("facts", [PRIORITY_RULES, PRIORITY_DEFINITIONS, RESOLUTION_HOURS])
def test_each_priority_has_its_facts(facts: Any) -> None:
    assert set(facts) == set(taxonomy.PRIORITIES)


@pytest.mark.parametrize("key", KEYS)
def test_each_has_a_face_of_its_own_and_a_colour_in_charts(key: str) -> None:
    assert theme_and_icon(key) != theme_and_icon("a category that was added")
    assert SLOTS.count(key) == 1


@pytest.mark.parametrize("row", [*taxonomy.PRIORITY_ROWS, *taxonomy.STATUS_ROWS], ids=KEYS)
def test_an_import_knows_each_by_key_label_and_the_words_of_others(row: taxonomy.Priority | taxonomy.Status) -> None:
    field = "priority" if isinstance(row, taxonomy.Priority) else "status"
    words = [word.strip() for word in (row.key.replace("_", " "), row.label.lower(), *row.foreign.split(","))]
    assert guess_values(field, words, {}) == dict.fromkeys(words, row.key)


@pytest.mark.parametrize("row", [*taxonomy.PRIORITY_ROWS, *taxonomy.STATUS_ROWS], ids=KEYS)
def test_people_read_the_label(row: taxonomy.Priority | taxonomy.Status) -> None:
    assert taxonomy.label(row.key) == row.label


# "low", "high", "open" and the others mean something else elsewhere too.
UNMISTAKABLE = {keys.CRITICAL, keys.IN_PROGRESS}


def test_code_names_the_constant_of_a_key() -> None:
    """So that a key that is renamed is renamed everywhere. Values are the constants' own; only text is looked for."""
    rules = ROOT / "services/classify/keywords/priority"
    files = (file for room in ("pages", "api", "services", "db") for file in (ROOT / room).rglob("*.py"))
    written = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in files
        if file != ROOT / "db/keys.py" and "migrations" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and node.value in (keys.PRIORITIES if file.is_relative_to(rules) else UNMISTAKABLE)
    ]
    assert not written, "use the constants of db/keys.py"
