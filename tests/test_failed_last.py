"""What failed runs once more, if there is little of it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import failed_last


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that were run; each ends well but one that has the name of a broken test in it."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, int("broken" in command))

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def fail(monkeypatch: pytest.MonkeyPatch, folder: Path, names: list[str]) -> None:
    written = folder / "lastfailed"
    written.write_text(json.dumps(dict.fromkeys(names, True)))
    monkeypatch.setattr(failed_last.failed_last, "__defaults__", (written,))


def test_what_passes_alone_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ran: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    fail(monkeypatch, tmp_path, ["b.py::late", "a.py::late[x y]"])
    failed_last.main()
    assert [command[3:] for command in ran] == [["a.py::late[x y]", "b.py::late"]]
    assert capsys.readouterr().out.endswith("  a.py::late[x y]\n  b.py::late\n")


def test_what_fails_again_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ran: list[list[str]]) -> None:
    fail(monkeypatch, tmp_path, ["broken"])
    with pytest.raises(SystemExit, match="1"):
        failed_last.main()
    assert len(ran) == 1


@pytest.mark.parametrize("count", [0, failed_last.MOST + 1])
def test_none_and_many_are_not_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ran: list[list[str]], count: int
) -> None:
    fail(monkeypatch, tmp_path, [f"t{number}" for number in range(count)])
    with pytest.raises(SystemExit, match=f"{count} tests failed"):
        failed_last.main()
    assert ran == []


def test_no_run_has_failed_where_nothing_is_written(tmp_path: Path) -> None:
    assert failed_last.failed_last(tmp_path / "lastfailed") == []
