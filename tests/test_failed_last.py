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
    """The commands that were run; each ends well but one with a broken test."""
    commands: list[list[str]] = []

    def run(command: list[str], **_: Any) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, int("broken::test" in command))

    monkeypatch.setattr(subprocess, "run", run)
    return commands


def fail(monkeypatch: pytest.MonkeyPatch, folder: Path, names: list[str], ended: str = "1") -> None:
    written = folder / "v" / "cache" / "lastfailed"
    written.parent.mkdir(parents=True)
    written.write_text(json.dumps(dict.fromkeys(names, True)))
    (folder / "ended").write_text(ended)
    monkeypatch.setattr(failed_last.failed_last, "__defaults__", (folder,))


def test_what_passes_alone_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ran: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    fail(monkeypatch, tmp_path, ["b.py::late", "a.py::late[x y]"])
    failed_last.main()
    assert [command[3:] for command in ran] == [["a.py::late[x y]", "b.py::late"]]
    assert capsys.readouterr().out.endswith("  a.py::late[x y]\n  b.py::late\n")


def test_what_fails_again_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ran: list[list[str]]) -> None:
    fail(monkeypatch, tmp_path, ["broken::test"])
    with pytest.raises(SystemExit, match="1"):
        failed_last.main()
    assert len(ran) == 1


@pytest.mark.parametrize(
    ("names", "ended"),
    [
        ([], "1"),
        ([f"a.py::t{number}" for number in range(failed_last.MOST + 1)], "1"),
        (["a.py::t", "b.py"], "1"),  # a file that could not be read
        (["gw0"], "1"),  # a process that was killed
        (["a.py::t"], "2"),  # broken off
        (["a.py::t"], "0"),  # of an earlier run
    ],
)
def test_else_nothing_is_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, ran: list[list[str]], names: list[str], ended: str
) -> None:
    fail(monkeypatch, tmp_path, names, ended)
    with pytest.raises(SystemExit, match="tests failed in a whole run"):
        failed_last.main()
    assert ran == []


def test_no_run_has_failed_where_nothing_is_written(tmp_path: Path) -> None:
    assert failed_last.failed_last(tmp_path) == []
