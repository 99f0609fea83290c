"""Temporary files: gone with their holder, with their process, and after a kill; never those of a living process."""

from __future__ import annotations

import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.errors import InvalidInput
from services.settings import ROOT
from services.transfer.importing import source, temporary_files
from services.transfer.importing.reading_options import ReadingOptions

HOLDER = """
import io, sys
from services.transfer.importing import source
kept = source.keep(io.BytesIO(b"title\\nx\\n"), "a.csv")
print(kept.file.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process and those it starts keep temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(temporary_files, "_folder", None)
    return tmp_path


@pytest.fixture
def holder(folder: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """Another process, and the file that it holds."""
    environment = {**os.environ, "TMPDIR": str(folder)}
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER], cwd=ROOT, env=environment, stdin=-1, stdout=-1, text=True
    ) as process:
        assert process.stdout is not None
        yield process, Path(process.stdout.readline().strip())
        process.kill()


@pytest.mark.slow
def test_a_killed_process_leaves_files_until_another_looks(holder: tuple[subprocess.Popen[str], Path]) -> None:
    process, file = holder
    assert temporary_files.remove_leftovers() == 0
    assert file.exists()
    process.send_signal(signal.SIGKILL)
    process.wait(20)
    assert file.exists()
    source.keep(io.BytesIO(b"title\nx\n"), "a.csv")
    assert not file.parent.exists()


@pytest.mark.slow
def test_a_process_that_ends_takes_its_folder_with_it(holder: tuple[subprocess.Popen[str], Path]) -> None:
    process, file = holder
    process.communicate(timeout=20)
    assert not file.parent.exists()


def test_what_is_not_a_folder_of_ours_stays(folder: Path) -> None:
    (folder / f"{temporary_files.PREFIX}file").write_text("x")
    (folder / "elsewhere").mkdir()
    (folder / f"{temporary_files.PREFIX}link").symlink_to(folder / "elsewhere")
    assert temporary_files.remove_leftovers() == 0
    assert len(list(folder.iterdir())) == 3


def test_an_old_file_of_an_earlier_version_is_removed(folder: Path) -> None:
    old, new = folder / f"{temporary_files.PREFIX}old.csv", folder / f"{temporary_files.PREFIX}new.csv"
    for file in (old, new):
        file.write_text("x")
    os.utime(old, (time.time() - 25 * 3600,) * 2)
    assert temporary_files.remove_leftovers() == 1
    assert list(folder.iterdir()) == [new]


def test_a_file_that_somebody_removed_is_told(folder: Path) -> None:
    kept = source.keep(io.BytesIO(b"title\nx\n"), "a.csv")
    kept.file.path.unlink()
    for look in (lambda: source.survey(kept), lambda: kept.read_with(ReadingOptions(encoding="cp1252"))):
        with pytest.raises(InvalidInput, match="no longer on the server. Choose it again"):
            look()


def test_a_folder_that_somebody_removed_is_made_again(folder: Path) -> None:
    first = temporary_files.TemporaryFile().path.parent
    shutil.rmtree(first)
    assert temporary_files.TemporaryFile().path.exists()


def test_a_full_disk_is_told_and_leaves_nothing(folder: Path) -> None:
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(InvalidInput, match="disk of the server is full"):
            source.keep(io.BytesIO(b"title\n" + b"x\n" * 1_000_000), "a.csv")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [file for made in folder.iterdir() for file in made.iterdir()] == []
