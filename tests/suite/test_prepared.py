"""What is forked behaves as what is started: its exit code, a signal, and the end of whoever started it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from services.jobs import store
from tests.data_folders import folder_with
from tests.e2e.support import prepared
from tests.e2e.support.app_process import AppProcess, wait_until
from tests.services.jobs.support import worker_process

pytestmark = pytest.mark.slow


@pytest.fixture
def app(new_data: Path) -> Iterator[AppProcess]:
    with folder_with(new_data) as folder:
        process = AppProcess(folder)
        yield process
        process.stop()


def test_its_exit_code_and_what_it_says_are_those_of_the_command(tmp_path: Path) -> None:
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "PORT": "none"}
    with (tmp_path / "log").open("wb") as log:
        process = prepared.fork_app(environment, log)
    assert process.wait(60) == process.poll() == 1
    assert "PORT" in (tmp_path / "log").read_text()
    process.kill()  # nothing, as it has ended


def test_a_signal_is_its_exit_code(database: None) -> None:
    with worker_process() as process:
        wait_until(store.has_worker, "it works")
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(0.01)
        process.kill()
        assert process.wait(60) == -signal.SIGKILL


def test_a_worker_ends_with_its_application(app: AppProcess) -> None:
    app.start()
    worker = psutil.Process(prepared.worker_of(app.pid))
    app.kill()
    assert worker.wait(60) is None
    app.start()
    assert prepared.worker_of(app.pid) != worker.pid
