"""db/schema.sql says what the migrations make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from services.settings import ROOT
from tests.db.schema import FILE


def test_the_schema_is_that_of_the_migrations(tmp_path: Path) -> None:
    """``make snapshots`` writes the file anew."""
    made = tmp_path / "schema.sql"
    subprocess.run([sys.executable, "-m", "tests.db.schema", str(made)], cwd=ROOT, check=True, capture_output=True)
    assert made.read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")
