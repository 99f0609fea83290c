"""SECURITY.md names tests and files that there are."""

from __future__ import annotations

import re

import pytest

from tests.e2e.support.app_process import ROOT

NAMED = sorted(set(re.findall(r"`([\w.-]+(?:/[\w.-]+)+)`", (ROOT / "SECURITY.md").read_text(encoding="utf-8"))))


def test_security_notes_name_files() -> None:
    assert len(NAMED) > 10


@pytest.mark.parametrize("path", NAMED)
def test_what_the_security_notes_name_is_there(path: str) -> None:
    assert path == "application/json" or (ROOT / path).is_file()
