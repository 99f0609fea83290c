"""db/schema.sql says what the migrations make."""

from __future__ import annotations

import os

import pytest

from db.engine import engine
from tests.db.schema import FILE, dump

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="another server words its schema in another way")
def test_the_schema_is_that_of_the_migrations() -> None:
    """``make snapshots`` writes the file anew."""
    assert dump(engine().url) == FILE.read_text(encoding="utf-8")
