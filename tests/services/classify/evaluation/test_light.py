"""What pages and the API load of the evaluation: not scikit-learn, which takes a second and 60 MB."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from services.settings import ROOT

LOADED = """
import sys
import api.routers.evaluations, api.routers.classifier
import services.lifecycle, services.classify.evaluation.estimate, services.stats.in_use
assert "sklearn" not in sys.modules
"""


@pytest.mark.slow
def test_only_a_job_loads_scikit_learn() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
