"""Mutants of a small tree, tried as those of the product are."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.mutants.changes import changes_of
from tests.mutants.workshop import workshop

pytestmark = pytest.mark.slow

FILES = {
    "services/__init__.py": "",
    "services/sums.py": """MOST = 10


def bounded(a):
    return min(a, MOST)


def unused(a):
    return a + 1
""",
    "tests/__init__.py": "",
    "tests/services/__init__.py": "",
    "tests/conftest.py": "from hypothesis import settings\nsettings.register_profile('mutants', database=None)\n",
    "tests/services/test_sums.py": """
import os
import psycopg
from services.sums import bounded

def test_bounded():
    assert bounded(3) == 3
    assert bounded(11) == 10

def test_with_the_database():
    with psycopg.connect(os.environ["TEST_DATABASE_URL"]) as connection:
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)
        connection.execute("INSERT INTO setting (key, value) VALUES ('reporting_time_zone', 'Asia/Kathmandu')")
    assert bounded(0) == 0
""",
}


def test_a_mutant_is_killed_survives_or_is_not_reached(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    path = Path("services/sums.py")
    with workshop(tmp_path, [path]) as shop:
        assert shop.verdict(path, 5, FILES["services/sums.py"]) == "survived", shop.log.read_text()
        changes = {change.line: change for change in changes_of(path, tmp_path)}
        verdicts = {line: shop.verdict(path, line, change.mutant().source) for line, change in changes.items()}  # type: ignore[union-attr]
        copy = shop.tree
    assert verdicts == {1: "killed", 5: "killed", 9: "unreached"}
    assert (tmp_path / path).read_text() == FILES["services/sums.py"]
    assert not copy.exists()
