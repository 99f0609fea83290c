"""A short run of benchmarks/stress.py; `make stress` runs it for longer."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from services.settings import ROOT

pytestmark = pytest.mark.slow


def test_writers_and_a_killed_server_lose_nothing() -> None:
    command = [sys.executable, "-m", "benchmarks.stress", "--writers", "6", "--seconds", "3", "--kills", "1"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    result = json.loads(done.stdout.splitlines()[-1])
    assert (result["lost"], result["drift"], result["deadlocks"]) == (0, 0, 0)
    assert result["acknowledged"] > 0
