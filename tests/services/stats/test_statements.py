"""The composed statements of the statistics, as files: a change of SQL is seen in a diff."""

from __future__ import annotations

import pytest

from tests.services.stats.statements import FOLDER, READS, record

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize("name", READS)
def test_statements_are_those_of_their_file(name: str) -> None:
    """``make snapshots`` writes the files anew."""
    assert record(READS[name]) == (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def test_every_file_has_its_read() -> None:
    assert {file.stem for file in FOLDER.glob("*.sql")} == set(READS)
