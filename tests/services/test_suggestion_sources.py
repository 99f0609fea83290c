"""The rows of the suggestion sources, what every other layer holds of them, and that nobody lists them again."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from db.engine import transaction
from pages.widgets.charts import source_slots
from pages.widgets.charts.theme import SLOTS
from services.lifecycle import add_missing_sources
from services.settings import ROOT, Settings
from services.suggestion_sources import SUGGESTION_SOURCES, model_setups, source_keys

REGISTRY = "services/suggestion_sources.py"
# What holds another layer's facts of each source, and is compared below.
BY_SOURCE = {("pages/widgets/charts/source_slots.py", "SLOTS")}


def test_each_row_has_a_key_of_its_own_that_can_stand_in_an_address() -> None:
    keys = source_keys()
    assert len(set(keys)) == len(keys) == len(SUGGESTION_SOURCES)
    assert all(re.fullmatch("[a-z][a-z0-9_]*", key) for key in keys)


def test_language_models_are_preferred_and_each_other_source_can_stand_in() -> None:
    local = [source for source in SUGGESTION_SOURCES if not source.setup]
    assert [*SUGGESTION_SOURCES[-len(local) :]] == local
    assert all(source.origin for source in local)


@pytest.mark.parametrize("key", model_setups())
def test_each_language_model_has_its_module_and_settings(key: str) -> None:
    assert callable(import_module(f"services.classify.llm.{key}").connected_model)
    setup = model_setups()[key]
    assert setup.settings
    for name in filter(None, (*setup.settings, setup.server, setup.model)):
        assert name in Settings.model_fields
    assert any(name.upper() in setup.how_to for name in setup.settings)
    assert any(name.upper() in setup.missing for name in setup.settings)
    assert Settings(_env_file=None, llm_provider=key).llm_provider == key
    (row,) = re.findall(r"^\| `LLM_PROVIDER` .*$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"`{key}`" in row


def test_another_provider_is_refused_with_the_choices() -> None:
    choices = ", ".join(f"'{key}'" for key in ("auto", *model_setups()))
    with pytest.raises(ValidationError, match=f"Input should be {choices} or 'none'"):
        Settings(_env_file=None, llm_provider="keywords")


def test_each_source_has_a_colour_of_its_own_in_the_chart() -> None:
    assert set(source_slots.SLOTS) == set(source_keys())
    assert set(source_slots.SLOTS.values()) <= set(SLOTS)


@pytest.mark.usefixtures("database")
def test_the_database_knows_each_source_by_a_number_that_stays() -> None:
    add_missing_sources()
    with transaction() as session:
        numbers = {row.key: row.number for row in session.execute(text("SELECT key, number FROM suggestion_source"))}
    assert set(source_keys()) <= set(numbers)
    assert [numbers[key] for key in ("gemini", "openai", "learned", "keywords")] == [0, 1, 2, 3]
    with pytest.raises(DBAPIError, match="can only be updated to DEFAULT"), transaction() as session:
        session.execute(text("UPDATE suggestion_source SET number = 9 WHERE key = 'keywords'"))


def test_no_other_place_lists_the_sources() -> None:
    """A collection or a type of two keys or more is such a list."""
    files = [
        *ROOT.glob("*.py"),
        *(file for room in ("pages", "api", "services", "db") for file in (ROOT / room).rglob("*.py")),
    ]
    found = {(name, where) for file in files if (name := _name(file)) != REGISTRY for where in _lists(file)}
    assert found == BY_SOURCE


def _name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _lists(file: Path) -> Iterator[str]:
    """Of each such list what it is assigned to, or its line."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {
        id(node.value): node.targets[0].id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict | ast.Tuple | ast.List | ast.Set):
            members = node.keys if isinstance(node, ast.Dict) else node.elts
            values = {member.value for member in members if isinstance(member, ast.Constant)}
            if len(values & set(source_keys())) > 1:
                yield names.get(id(node), f"line {node.lineno}")
