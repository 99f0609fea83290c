"""A made-up suggestion source appears everywhere once its row is there."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from services.settings import ROOT

pytestmark = pytest.mark.slow

# Of the run that this test belongs to.
_OUTER = ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT", "PYTEST_ADDOPTS", "TEST_DATABASE_URL")


def test_a_made_up_source_appears_everywhere() -> None:
    """In a process of its own, with a database of its own: the row is there before anything is imported."""
    command = [sys.executable, "-m", "pytest", "-p", "tests.made_up_source.plugin", "tests/made_up_source/cases.py"]
    environment = {name: value for name, value in os.environ.items() if name not in _OUTER}
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
