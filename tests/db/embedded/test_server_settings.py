"""How much memory the embedded server is given."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.embedded import server_settings


@pytest.fixture(autouse=True)
def container_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a container would say its limit; it is in none yet."""
    limit = tmp_path / "memory.max"
    monkeypatch.setattr(server_settings, "_CONTAINER_LIMITS", (str(limit), str(tmp_path / "none")))
    return limit


@pytest.mark.parametrize(
    ("pages", "least"),
    [
        (1 << 10, "128MB"),
        (128 * 8 << 8, "128MB"),
        (129 * 8 << 8, "129MB"),
        (1023 * 8 << 8, "1023MB"),
        (1024 * 8 << 8, "1024MB"),
        (1 << 40, "1024MB"),
    ],
)
def test_its_memory_fits_the_machine(pages: int, least: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sysconf", lambda name: pages if name == "SC_PHYS_PAGES" else 4096)
    assert server_settings.shared_buffers() == least


@pytest.mark.parametrize(("memory", "cache"), [(1 << 20, "512MB"), (1026 << 20, "513MB"), (64 << 30, "32768MB")])
def test_the_planner_is_told_of_half_the_memory(memory: int, cache: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sysconf", lambda name: memory if name == "SC_PHYS_PAGES" else 1)
    assert server_settings.server_settings()["effective_cache_size"] == cache


@pytest.mark.parametrize(
    ("limit", "given"),
    [("max\n", "1024MB"), (f"{4 << 30}\n", "512MB"), (f"{256 << 20}\n", "128MB"), (f"{1 << 62}\n", "1024MB")],
)
def test_the_limit_of_a_container_counts(
    limit: str, given: str, container_limit: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.sysconf", lambda name: 1 << 40)
    container_limit.write_text(limit)
    assert server_settings.shared_buffers() == given


def test_a_machine_that_does_not_tell_its_memory_gets_little(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(name: str) -> int:
        raise ValueError(name)

    monkeypatch.setattr("os.sysconf", unknown)
    assert server_settings.shared_buffers() == "128MB"
