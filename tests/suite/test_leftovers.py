"""A run of the tests that is killed, or a test that hangs, leaves no server, no browser, no folder behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from tests import leftovers
from tests.e2e.support.app_process import ROOT, wait_until
from tests.leftovers import processes_of

pytestmark = pytest.mark.slow

# A database, an application with another one, a browser; then it hangs.
HANGING = """
import os, time
import pytest
from pathlib import Path
from playwright.sync_api import sync_playwright
from tests.data_folders import made_folder
from tests.e2e.support.app_process import COMMAND, AppProcess
from tests.e2e.support.chromium import launch
from tests.leftovers import own_folder

@pytest.fixture
def everything(database):
    with made_folder() as folder, sync_playwright() as playwright:
        app = AppProcess(folder, command=COMMAND)
        app.start()
        browser = launch(playwright)
        browser.new_page()
        part = Path(os.environ["SAYS"] + ".part")
        part.write_text(f"{os.getpid()} {own_folder()}")
        part.rename(os.environ["SAYS"])
        yield

def test_hangs(everything):
    time.sleep(3600)
"""


class Run:
    """A pytest that runs the hanging test, and what that test says of itself."""

    def __init__(self, folder: Path, *options: str) -> None:
        (folder / "test_hanging.py").write_text(HANGING)
        says, self._printed = folder / "says", folder / "printed"
        command = ["-p", "tests.conftest", "-p", "no:cacheprovider", "-c", str(ROOT / "pyproject.toml"), *options]
        with self._printed.open("wb") as output:
            self.pytest = subprocess.Popen(
                [sys.executable, "-m", "pytest", *command, str(folder / "test_hanging.py")],
                cwd=ROOT,
                env=os.environ | {"SAYS": str(says)},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        wait_until(lambda: says.exists() or self.pytest.poll() is not None, "the test hangs", 200)
        assert says.exists(), self.printed()
        pid, made = says.read_text().split()
        self.process, self.folder = int(pid), Path(made)

    def printed(self) -> str:
        return self._printed.read_text(encoding="utf-8")


@pytest.fixture
def started(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Run]:
    run = Run(tmp_path, *request.param)
    yield run
    run.pytest.kill()
    run.pytest.wait()


def gone(folder: Path) -> bool:
    return not processes_of(folder) and not folder.exists()


@pytest.mark.parametrize("started", [(), ("-n1", "--max-worker-restart=0")], indirect=True, ids=["pytest", "worker"])
def test_a_killed_process_leaves_nothing_behind(started: Run) -> None:
    names = " ".join(process.info["name"] for process in processes_of(started.folder))
    assert [name for name in ("postgres", "python", "node", "chrom") if name not in names] == []
    psutil.Process(started.process).send_signal(signal.SIGKILL)
    wait_until(lambda: gone(started.folder), f"nothing is left: {processes_of(started.folder)}", 60)


@pytest.mark.parametrize("started", [("--timeout=3", "-o", "timeout_func_only=true")], indirect=True)
def test_a_test_that_hangs_fails_and_leaves_nothing_behind(started: Run) -> None:
    assert started.pytest.wait(120) == 1
    assert "Timeout (>3.0s)" in started.printed()
    wait_until(lambda: gone(started.folder), f"nothing is left: {processes_of(started.folder)}", 60)


def test_every_test_has_a_limit(request: pytest.FixtureRequest) -> None:
    assert float(request.config.getini("timeout")) == 300


@pytest.mark.parametrize(("free", "place"), [(leftovers.ROOM, leftovers.MEMORY), (leftovers.ROOM - 1, "/tmp")])
def test_files_are_in_memory_where_there_is_room(monkeypatch: pytest.MonkeyPatch, free: int, place: str) -> None:
    monkeypatch.setattr("tests.leftovers.shutil.disk_usage", lambda _: SimpleNamespace(free=free))
    monkeypatch.setattr("tests.leftovers.psutil.virtual_memory", lambda: SimpleNamespace(available=leftovers.ROOM))
    monkeypatch.setattr("tests.leftovers.os.statvfs", lambda _: SimpleNamespace(f_flag=0))
    assert leftovers._place() == place


def test_files_are_on_the_disk_where_no_program_may_run_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.leftovers.shutil.disk_usage", lambda _: SimpleNamespace(free=leftovers.ROOM))
    monkeypatch.setattr("tests.leftovers.psutil.virtual_memory", lambda: SimpleNamespace(available=leftovers.ROOM))
    monkeypatch.setattr("tests.leftovers.os.statvfs", lambda _: SimpleNamespace(f_flag=os.ST_NOEXEC))
    assert leftovers._place() == "/tmp"


def test_files_are_on_the_disk_where_there_is_no_such_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leftovers, "MEMORY", "/nowhere")
    assert leftovers._place() == "/tmp"
