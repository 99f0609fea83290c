"""A migration is started with the next number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

from db.migrate import HERE, NOBODY, _config, heads, known_revisions, pause_words, pending
from tests.db.migration import start_migration


def test_a_migration_has_the_form_of_the_newest(tmp_path: Path) -> None:
    for folder in ("migrations/versions", "sql"):
        (tmp_path / folder).mkdir(parents=True)
    (head,) = heads()
    sql = start_migration("ticket_product", tmp_path)
    assert sql.name == f"{int(head) + 1:04}_ticket_product.sql"
    (made,) = (tmp_path / "migrations" / "versions").iterdir()
    (newest,) = (HERE / "migrations" / "versions").glob(f"{head}_*.py")
    numbers = re.compile('".*"')
    assert numbers.sub('""', made.read_text()) == numbers.sub('""', newest.read_text())
    assert f'down_revision = "{head}"' in made.read_text()


def test_what_the_files_say_is_what_alembic_reads() -> None:
    """A start goes by the files alone."""
    scripts = ScriptDirectory.from_config(_config(None))
    assert heads() == frozenset(scripts.get_heads())
    assert known_revisions() == {script.revision for script in scripts.walk_revisions()}


def test_a_name_is_an_identifier(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="small letters"):
        start_migration("../Big one", tmp_path)


def test_what_is_missing_is_what_alembic_would_run() -> None:
    scripts = ScriptDirectory.from_config(_config(None))
    for found in ("0001", "0004", "0036", *heads()):
        assert pending([found]) == [script.revision for script in scripts.iterate_revisions("head", found)]


def test_a_pause_is_told_where_it_is_long() -> None:
    assert pause_words(["0043", "0044"], 1_000_000) == pause_words(["0004"], 3_000) == pause_words([], -1) == NOBODY
    assert re.fullmatch(rf"{NOBODY}, for about \d+ min", pause_words(["0004", "0005"], 1_000_000))
