"""The run on an installed PostgreSQL finds the tests that it names."""

from __future__ import annotations

from services.settings import ROOT
from tests.installed_server import TESTS


def test_the_tests_that_run_on_an_installed_server_are_there() -> None:
    assert [path for path in TESTS if not (ROOT / path).exists()] == []
