"""How many processes share a run."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests import conftest


@pytest.mark.parametrize(
    ("cores", "gigabytes", "processes"), [(1, 16, 1), (2, 16, 3), (2, 8, 2), (4, 64, 6), (4, 4, 4), (None, 16, 1)]
)
def test_more_than_cores_where_there_is_memory(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, gigabytes: int, processes: int
) -> None:
    monkeypatch.delenv("PYTEST_XDIST_AUTO_NUM_WORKERS", raising=False)
    monkeypatch.setattr("tests.conftest.psutil.cpu_count", lambda: cores)
    room = SimpleNamespace(available=gigabytes << 30)
    monkeypatch.setattr("tests.conftest.psutil.virtual_memory", lambda: room)
    assert conftest.pytest_xdist_auto_num_workers() == processes


def test_who_says_how_many_gets_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_AUTO_NUM_WORKERS", "1")
    assert conftest.pytest_xdist_auto_num_workers() is None
