"""What make backup, make restore and make upgrade-database say, and the word that has to be typed."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from services.backup import terminal
from services.settings import settings
from tests.services.backup.support import URL
from tests.services.jobs.support import database_address, scalar, some_tickets

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("database")]

Said = pytest.CaptureFixture[str]


@pytest.fixture
def typed(
    server_folder: Path, database: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], None]:
    """The settings of the tests' database, and what somebody types."""
    monkeypatch.setattr(settings(), "data_dir", server_folder)
    monkeypatch.setattr(settings(), "backup_dir", tmp_path)
    if URL in os.environ:
        monkeypatch.setattr(settings(), "database_url", SecretStr(database_address()))

    def type_in(words: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.StringIO(words))

    return type_in


def test_a_backup_is_named_and_restored_by_its_name(typed: Callable[[str], None], tmp_path: Path, capsys: Said) -> None:
    some_tickets(3)
    terminal.backup("")
    (file,) = tmp_path.iterdir()
    assert f"MB in {file}: 3 tickets, with all that belongs to them, as of" in capsys.readouterr().out
    with pytest.raises(SystemExit, match=f"Name the file: .* The newest in {tmp_path}: {file.name}"):
        terminal.restore("", ask=True)
    some_tickets(2)
    for answer in ("", "yes\n", "Restore\n"):
        typed(answer)
        with pytest.raises(SystemExit, match=r"Nothing was changed\."):
            terminal.restore(file.name, ask=True)
    assert "It permanently replaces all that is there now, 5 tickets and 0 in the trash" in capsys.readouterr().out
    assert scalar("SELECT count(*) FROM ticket") == 5
    typed("restore\n")
    terminal.restore(file.name, ask=True)
    assert "Restored 3 tickets" in capsys.readouterr().out
    assert scalar("SELECT count(*) FROM ticket") == 3


def test_a_move_names_what_to_set_and_a_desk_of_the_right_version_has_nothing_to_do(
    typed: Callable[[str], None], capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SystemExit, match="Name the database: make move TO="):
        terminal.move("", ask=True)
    monkeypatch.setattr(settings(), "database_url", SecretStr("postgresql://ann:secret@db/desk"))
    with pytest.raises(SystemExit, match="Upgrade it there"):
        terminal.upgrade_database("")
